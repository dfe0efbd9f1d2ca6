//! What a terminal may be sent, as a judge of bytes. For tests alone, and told in its own words: it shares nothing with
//! the code it judges, so that both must be wrong in the same way for a fault to pass.

/// The private modes that may be switched.
const MODES: &[&str] = &["25", "1000", "1002", "1006", "1049", "2004", "2026"];

/// The first thing in `bytes` that a terminal may not be sent, with the byte where it begins; nothing if all is well.
pub(crate) fn outside_the_rule(bytes: &[u8]) -> Option<(usize, String)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some((error.valid_up_to(), "not UTF-8".to_owned())),
    };
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let at = text.len() - rest.len();
        let after = rest.strip_prefix(letter).unwrap_or_default();
        if letter == '\x1b' {
            match sequence(after) {
                Ok(beyond) => rest = beyond,
                Err(what) => return Some((at, what)),
            }
        } else if letter.is_control() || is_hidden(letter) {
            return Some((at, format!("{letter:?}")));
        } else {
            rest = after;
        }
    }
    None
}

/// Characters that are not seen or turn others around.
pub(crate) fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// What follows a sequence that is allowed, told what stands after its ESC; or the sequence that is not.
fn sequence(text: &str) -> Result<&str, String> {
    let body = text.strip_prefix('[').ok_or_else(|| format!("ESC {:?}", text.chars().next()))?;
    let end = body.find(|letter: char| ('@'..='~').contains(&letter)).ok_or("an unfinished CSI")?;
    let (parameters, tail) = body.split_at(end);
    let last = tail.chars().next().ok_or("an unfinished CSI")?;
    let numbers = |most: usize| {
        parameters.is_empty() || {
            let all: Vec<&str> = parameters.split(';').collect();
            all.len() <= most && all.iter().all(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        }
    };
    let allowed = match last {
        'H' => numbers(2),
        'm' => numbers(usize::MAX),
        'J' | 'K' => numbers(1),
        'h' | 'l' => parameters.strip_prefix('?').is_some_and(|mode| MODES.contains(&mode)),
        _ => false,
    };
    if allowed { Ok(tail.strip_prefix(last).unwrap_or_default()) } else { Err(format!("CSI {parameters}{last}")) }
}

#[test]
fn the_judge_knows_right_from_wrong() {
    for good in ["", "dossier – ▸ é", "\x1b[1;1Ha\x1b[H\x1b[0;1;31m\x1b[m\x1b[2J\x1b[K\x1b[?1049h\x1b[?2026l"] {
        assert_eq!(outside_the_rule(good.as_bytes()), None, "{good:?}");
    }
    for bad in [
        "\x07",
        "a\rb",
        "a\nb",
        "\t",
        "\x1b",
        "\x1b[",
        "\x1b]0;title\x07",
        "\x1b]8;;u\x1b\\",
        "\x1bP1\x1b\\",
        "\x1bc",
        "\x1b[6n",
        "\x1b[c",
        "\x1b[5t",
        "\x1b[?1003h",
        "\x1b[?1h",
        "\x1b[?25;1003h",
        "\x1b[4h",
        "\x1b[1;2;3H",
        "\x1b[>1m",
        "\x1b[1S",
        "\x1b[1;5r",
        "\u{9b}31m",
        "\u{202e}",
        "\u{e0041}",
    ] {
        assert!(outside_the_rule(bad.as_bytes()).is_some(), "{bad:?}");
    }
    assert_eq!(outside_the_rule(b"ab\xff"), Some((2, "not UTF-8".to_owned())));
}
