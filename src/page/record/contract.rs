//! A contract: who sells what to whom, for how much.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::words::DOT;
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec = KindSpec { one: "contract", row, title, name: |it| it.titled() };

/// Who has what with whom, how that stands, for how much and since when, in a sentence; what is not stated is left out.
pub(super) fn sentence(it: FieldsView<'_>) -> Text {
    let status = it.fields.text(Key::Status).unwrap_or_default();
    let (before, has, after) = match status {
        "active" => ("", "has a contract with", ""),
        "offered" => ("", "has offered a contract to", ""),
        "trial" => ("", "has a trial with", ""),
        "bid" => ("", "bids for a contract with", ""),
        "ended" => ("", "had a contract with", ", which ended"),
        "not-renewed" => ("", "has or had a contract with", ", which is not renewed"),
        "cancelled" => ("", "had a contract with", ", which was cancelled"),
        _ => ("A contract of ", "with", ""),
    };
    let who = Text::new(Role::Plain, before).with(Role::Name, it.owner()).with(Role::Plain, format!(" {has} "));
    let who = who.joined(it.first(Key::With, Role::Name)).with(Role::Plain, after);
    let after_word = |word: &str, key: Key| {
        if it.has(key) { Text::new(Role::Plain, word).joined(it.first(key, Role::Plain)) } else { Text::default() }
    };
    let parts = [
        it.first(Key::Title, Role::Plain),
        after_word("product ", Key::Product),
        it.first(Key::Amount, Role::Figure),
        after_word("signed ", Key::Signed),
        after_word("period ", Key::Period),
        after_word("according to ", Key::AccordingTo),
    ];
    let mut said = who;
    said.join(Role::Plain, ": ", Text::line(Role::Plain, ", ", parts));
    let summary = it.first(Key::Summary, Role::Plain);
    said.join(Role::Plain, ". ", summary);
    said
}

fn row(it: FieldsView<'_>) -> Row {
    let name = if it.is_own() { it.line(Key::With, Role::Name) } else { Text::new(Role::Name, it.owner()) };
    let what = if it.has(Key::Title) { Key::Title } else { Key::Product };
    let mut brief = it.first(what, Role::Plain);
    brief.join(Role::Dim, DOT, it.first(Key::Status, Role::Dim));
    if !it.is_own() && !it.names_topic(Key::With) {
        brief.join(Role::Dim, DOT, it.details(&[(Key::With, "with ")]));
    }
    Row::new(name, it.figure(Key::Amount), it.figure_marks(Key::Amount))
        .with(LineRole::Brief, brief)
        .with_all(LineRole::Reading, it.other_readings(Key::Amount))
        .with_all(LineRole::Reading, it.other_readings(Key::Status))
        .with_all(LineRole::Reading, it.other_readings(what))
}

fn title(it: FieldsView<'_>) -> Option<String> {
    it.words(Key::Title).or_else(|| it.words(Key::With).map(|with| format!("Contract with {with}")))
}
