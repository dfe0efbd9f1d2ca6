//! A record in one sentence. Must never choose between sources: a figure is told in all its readings.

use std::collections::HashSet;

use super::{headed, joined};
use crate::entry::{Key, Record, Value};

/// A record in words: what it is called or says, whom it is with or who says it, its figure in all its readings.
#[must_use]
pub fn record_words(record: &Record) -> String {
    let say = |keys: &[Key]| {
        let mut said = keys.iter().filter_map(|key| record.fields.get(*key)).map(said);
        said.find(|text| !text.is_empty()).unwrap_or_default()
    };
    let (speaker, tail) = (say(&[Key::Speaker]), say(&[Key::Text, Key::Summary]));
    if !speaker.is_empty() {
        return if tail.is_empty() { speaker } else { headed(&speaker, tail) };
    }
    let (head, with, figure) = (say(&[Key::Title, Key::Product]), say(&[Key::With]), say(&[Key::Count, Key::Amount]));
    let with = if with.is_empty() { with } else { format!("with {with}") };
    joined([head, with, figure, say(&[Key::Signers]), tail])
}

/// The first reading; of a figure each that reads differently once, with the sign of their agreement between them.
fn said(value: &Value) -> String {
    if !matches!(value, Value::Count(_) | Value::Money(_)) {
        return value.first().text;
    }
    let mut texts: Vec<String> = value.shown().into_iter().map(|shown| shown.text).collect();
    let mut seen = HashSet::new();
    texts.retain(|text| !text.is_empty() && seen.insert(text.clone()));
    texts.join(&format!(" {} ", value.agreement().mark()))
}
