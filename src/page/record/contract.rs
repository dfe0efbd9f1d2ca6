//! A contract: who sells what to whom, for how much.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::words::DOT;
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec = KindSpec { one: "contract", row, title, name: |it| it.titled() };

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
