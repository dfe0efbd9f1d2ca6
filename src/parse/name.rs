//! What an entry is called that does not say it: its first heading, else its file's name. Must never take the place of
//! what is said.

use super::fields::is_written;
use super::file_role::stem;
use super::front_matter::FrontMatter;
use super::limits::NAME;
use super::reader::Reader;
use crate::entry::{Body, EntryKind, Field, Value};
use crate::problem::Code;
use crate::text::Safe;
use crate::value::{Reading, Readings, Span};

/// Gives the entry a name where its front matter has none, and says so.
pub(super) fn give(reader: &mut Reader<'_>, kind: EntryKind, front: &mut FrontMatter, body: &Body) {
    let key = kind.name_key();
    if front.fields.get(key).is_some() {
        return;
    }
    let heading = body.headings().map(|heading| heading.text.trim()).find(|text| !text.is_empty());
    let (name, taken) = match heading {
        Some(heading) => (heading, "its first heading"),
        None => (stem(reader.path), "its file's name"),
    };
    let name = Safe::new(name).cut_bytes(NAME.number).as_str().to_owned();
    let at = reader.line_at(0);
    if front.is_there && !is_written(reader, &at, key.name()) {
        let (place, said) = match written(reader, key.name()) {
            Some((line, true)) => (line, format!("`{}` is empty", key.name())),
            Some((line, false)) => (line, format!("`{}` gives no name", key.name())),
            None => (at.clone(), format!("there is no `{}`", key.name())),
        };
        let message = format!("{said}, so {taken} is taken; write {} = \"…\"", key.name());
        reader.add(Code::NameMissing, &place, message);
    }
    let reading = Reading {
        value: Some(name.clone()),
        written: name,
        words: None,
        according_to: Vec::new(),
        cites: Vec::new(),
        span: at.clone(),
    };
    front.fields.put_first(Field { key, value: Value::Text(Readings::one(reading)), span: at });
}

/// The line of front matter that begins with that key, and whether nothing stands there but quotes and brackets.
fn written(reader: &Reader<'_>, key: &str) -> Option<(Span, bool)> {
    let mut at = 0;
    for line in reader.text.split_inclusive('\n') {
        let rest = line.strip_prefix(key).map(str::trim_start);
        if let Some(value) = rest.and_then(|rest| rest.strip_prefix(['=', ':'])) {
            let is_empty = value.chars().all(|sign| sign.is_whitespace() || "\"'[]".contains(sign));
            return Some((reader.line_at(at), is_empty));
        }
        if at > 0 && (line.starts_with(['[', '+']) || line.starts_with("---")) {
            return None;
        }
        at += line.len();
    }
    None
}
