//! The words of the pages: headings, labels, what is said where sources say nothing. Must never hold a fact.

use std::borrow::Cow;

use crate::entry::{Entry, EntryKind, Key, Term};
use crate::evidence::Standing;
use crate::value::Paragraphs;

use super::{Role, Text};

/// Between the parts of a line of details.
pub(super) const DOT: &str = " · ";
/// The mark of a fact without source.
pub(super) const UNSOURCED: &str = Standing::None.sign();

/// How many witnesses there are, in words.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::None => "unsourced",
        Standing::One => "one witness",
        Standing::Two => "two witnesses or more",
    }
}

/// A small number in words.
pub(super) fn number(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// The label of a key of an entry or a record.
pub(super) fn label(key: Key) -> String {
    key.spec().label.map_or_else(|| key.words(), str::to_owned)
}

/// How an entry is tied to what its own key names: "is about it".
pub(super) fn tied_by(key: Key) -> String {
    key.spec().tied.map_or_else(|| format!("names it under {}", label(key)), str::to_owned)
}

/// What an entry is, as its page says beside the title: "campaign · open letter".
pub(super) fn kind_of(entry: &Entry) -> String {
    match sort(entry) {
        sort if sort.is_empty() => entry.kind.singular().to_owned(),
        sort => format!("{}{DOT}{sort}", entry.kind.singular()),
    }
}

/// What kind of article or campaign it is; empty where it does not say.
pub(super) fn sort(entry: &Entry) -> String {
    entry.fields.text(Key::Kind).map(|kind| Key::Kind.spoken(&brief(kind))).unwrap_or_default()
}

/// What an entry is, in as few words: "open letter".
pub(super) fn short_kind(entry: &Entry) -> String {
    match sort(entry) {
        sort if sort.is_empty() => entry.kind.singular().to_owned(),
        sort => sort,
    }
}

/// What a term is a name of.
pub(super) fn kind_of_term(term: &Term) -> String {
    match term.kind() {
        "" => "term".to_owned(),
        kind => Key::Kind.spoken(&brief(kind)),
    }
}

/// One or many of a kind of entries: "1 company", "6 companies".
pub(super) fn entries(kind: EntryKind, count: usize) -> String {
    format!("{count} {}", if count == 1 { kind.singular() } else { kind.plural() })
}

/// What says in passing what something is has at most so many characters: it stands wherever that is named.
const BRIEF: usize = 200;

/// As much of a text as is said in passing.
pub(super) fn brief(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(BRIEF) {
        Some((end, _)) => Cow::Owned(text.get(..end).unwrap_or_default().to_owned() + "…"),
        None => Cow::Borrowed(text),
    }
}

/// Titles of more characters are shortened where they stand in full above.
const SHORT: usize = 40;

/// The first words of a long title.
pub(super) fn short(title: &str) -> String {
    if title.chars().count() <= SHORT {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split_whitespace() {
        if short.chars().count() + word.chars().count() >= SHORT && !short.is_empty() {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(word);
    }
    short.trim_end_matches([',', ':', ';', '.', '-', '–']).to_owned() + "…"
}

/// Paragraphs as they are read: `¶3–5, 7`.
#[must_use]
pub fn paragraphs(paragraphs: &Paragraphs) -> String {
    paragraphs.to_string().replace('-', "–").replace(',', ", ")
}

/// A title with the paragraphs that are meant of it.
pub(super) fn with_paragraphs(title: &str, meant: Option<&Paragraphs>) -> String {
    meant.map_or_else(|| title.to_owned(), |meant| format!("{title} {}", paragraphs(meant)))
}

/// Other names, as they stand under the title.
pub(super) fn also_called(names: &[&str]) -> Text {
    if names.is_empty() {
        return Text::default();
    }
    Text::new(Role::Dim, format!("also called {}", names.join(", ")))
}
