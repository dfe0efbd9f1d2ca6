//! A demand: what is asked, and what came of it. Must never call an outcome what sources do not.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec =
    KindSpec { one: "demand", row, title: |it| Some(format!("Asked by {}", it.owner())), name };

fn row(it: FieldsView<'_>) -> Row {
    let mut name = it.first(Key::Text, Role::Plain);
    // What nobody answered has the sources of what was asked.
    let marked = if it.has(Key::Outcome) { Key::Outcome } else { Key::Text };
    if it.has(Key::Outcome) && it.has_own_sources(Key::Text) {
        name.join(Role::Plain, " ", Text(it.figure_marks(Key::Text)));
    }
    Row::new(name, it.figure(Key::Outcome), it.figure_marks(marked))
        .with(
            LineRole::Details,
            it.details(&[(Key::Of, "of "), (Key::About, "about "), (Key::AccordingTo, "according to ")]),
        )
        .with_all(LineRole::Reading, it.other_readings(Key::Text))
        .with_all(LineRole::Reading, it.other_readings(Key::Outcome))
}

fn name(it: FieldsView<'_>) -> Option<String> {
    it.short(Key::Text).map(|text| format!("{}: {text}", it.owner()))
}
