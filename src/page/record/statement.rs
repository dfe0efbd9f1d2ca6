//! A statement: what somebody said, when, and what it answers.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::words::{self, DOT};
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec = KindSpec { one: "statement", row, title: |it| it.words(Key::Speaker), name };

fn row(it: FieldsView<'_>) -> Row {
    let mut text = it.first(Key::Text, Role::Plain);
    if let Some(quote) = it.fields.text(Key::Quote) {
        text.join(Role::Plain, " ", Text::new(Role::Emphasis, format!("“{quote}”")));
    }
    let mut details = it.details(&[(Key::AccordingTo, "according to ")]);
    details.join(Role::Dim, DOT, answers(it));
    details.join(Role::Dim, DOT, it.whose());
    text.join(Role::Dim, DOT, details);
    // The marks are those of what was said; a date has its own beside it.
    Row::new(speaker(it), date(it), it.figure_marks(Key::Text))
        .with(LineRole::Content, text)
        .with_all(LineRole::Content, it.other_readings(Key::Text))
        .with_all(LineRole::Reading, it.other_readings(Key::Date))
}

fn speaker(it: FieldsView<'_>) -> Text {
    let mut name = it.line(Key::Speaker, Role::Name);
    let role = it.line(Key::Role, Role::Dim);
    if role.plain() != name.plain() {
        name.join(Role::Dim, ", ", role);
    }
    name
}

fn date(it: FieldsView<'_>) -> Text {
    let mut date = it.first(Key::Date, Role::Dim);
    if it.has_own_sources(Key::Date) {
        date.join(Role::Plain, " ", Text(it.figure_marks(Key::Date)));
    }
    date
}

/// Whom it answers: "answers The letter", of which its card tells the part; on the page of what it answers, its part alone.
fn answers(it: FieldsView<'_>) -> Text {
    let (mut here, mut elsewhere): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for reference in it.fields.references(Key::Answers) {
        let name = it.reference_name(&reference.value);
        let resolution = it.cx.dossier.resolve(&reference.value, it.from);
        let own = resolution.spot().map(|spot| spot.topic).filter(|topic| it.cx.topic == Some(*topic));
        if let Some(part) = own.and_then(|topic| name.strip_prefix(it.cx.dossier.name(topic))) {
            here.push(part.trim_start_matches([',', ':', ' ']).to_owned());
            continue;
        }
        let whose = resolution.spot().map_or(name, |spot| it.cx.dossier.name(spot.topic).to_owned());
        if !elsewhere.contains(&whose) {
            elsewhere.push(whose);
        }
    }
    let also = if here.is_empty() { "answers" } else { "also answers" };
    here.retain(|part| !part.is_empty());
    let mut line = Text::default();
    if !here.is_empty() {
        line.push(Role::Dim, format!("answers: {}", here.join("; ")));
    }
    if !elsewhere.is_empty() {
        line.join(Role::Dim, DOT, Text::new(Role::Dim, format!("{also} {}", elsewhere.join("; "))));
    }
    line
}

fn name(it: FieldsView<'_>) -> Option<String> {
    let text = it.short(Key::Text)?;
    let speaker = it.fields.get(Key::Speaker).map(|speaker| words::brief(&speaker.first().text).into_owned());
    let speaker = speaker.filter(|speaker| !speaker.is_empty()).unwrap_or_else(|| it.owner().to_owned());
    Some(format!("{speaker}: {text}"))
}
