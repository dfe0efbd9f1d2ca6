//! Whole numbers with grouped digits, as counts and money are written. Must never round, nor overflow in silence.

/// The signs that may group digits: comma, low line, thin and narrow spaces.
const SEPARATORS: [char; 4] = [',', '_', '\u{2009}', '\u{202F}'];

/// Why digits are no number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing is there.
    Missing,
    /// Something that is no digit, at this byte.
    NoDigit(usize),
    /// Digits grouped otherwise than by three with one sign.
    Grouping,
}

/// The digits of `text` without what groups them.
pub(super) fn ungroup(text: &str) -> Result<String, Fault> {
    let is_part = |character: char| character.is_ascii_digit() || SEPARATORS.contains(&character);
    if let Some(at) = text.find(|character| !is_part(character)) {
        return Err(Fault::NoDigit(at));
    }
    let separator = text.chars().find(|character| SEPARATORS.contains(character));
    let Some(separator) = separator else {
        return if text.is_empty() { Err(Fault::Missing) } else { Ok(text.to_owned()) };
    };
    let mut groups = text.split(separator);
    let leads = groups.next().is_some_and(|lead| is_group(lead) && lead.len() <= 3);
    if leads && groups.all(|group| is_group(group) && group.len() == 3) {
        Ok(text.split(separator).collect())
    } else {
        Err(Fault::Grouping)
    }
}

fn is_group(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `digits` with a comma after each three, counted from the end.
pub(super) fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
