//! An event: something that happened, when and where.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::words::DOT;
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec =
    KindSpec { one: "event", row, title: |it| it.words(Key::Title), name: |it| it.titled() };

fn row(it: FieldsView<'_>) -> Row {
    let figure =
        if it.has(Key::Date) { it.first(Key::Date, Role::Dim) } else { Text::new(Role::Dim, "date not stated") };
    let mut details = it.details(&[(Key::Who, "who: "), (Key::AccordingTo, "according to ")]);
    details.join(Role::Dim, DOT, it.whose());
    let text = Text::line(Role::Dim, DOT, [it.line(Key::Summary, Role::Plain), details]);
    Row::new(it.line(Key::Title, Role::Name), figure, it.figure_marks(Key::Date))
        .with(LineRole::Brief, it.details(&[(Key::Time, ""), (Key::Place, "")]))
        .with(LineRole::Content, text)
        .with_all(LineRole::Reading, it.other_readings(Key::Date))
}
