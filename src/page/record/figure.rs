//! A figure: a number that is no contract and no signature.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::words::DOT;
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec =
    KindSpec { one: "number", row, title: |it| it.words(Key::Title), name: |it| it.titled() };

fn row(it: FieldsView<'_>) -> Row {
    let key = if it.has(Key::Count) { Key::Count } else { Key::Amount };
    let figure = if it.has(key) { it.figure(key) } else { Text::new(Role::Dim, "number open") };
    let details = it.details(&[(Key::Of, "of "), (Key::AccordingTo, "according to ")]);
    Row::new(it.line(Key::Title, Role::Name), figure, it.figure_marks(key))
        .with(LineRole::Brief, it.details(&[(Key::AsOf, "as of ")]))
        .with(LineRole::Content, Text::line(Role::Dim, DOT, [it.line(Key::Summary, Role::Plain), details]))
        .with_all(LineRole::Reading, it.other_readings(key))
}
