//! A contract: who sells what to whom, for how much.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::words::DOT;
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec = KindSpec { one: "contract", row, title, name: |it| it.titled() };

fn row(it: FieldsView<'_>) -> Row {
    let name = if it.is_own() { it.line(Key::With, Role::Name) } else { Text::new(Role::Name, it.owner()) };
    let (what, rest) = if it.has(Key::Title) { (Key::Title, Key::Product) } else { (Key::Product, Key::Title) };
    let mut brief = it.first(Key::Status, Role::Dim);
    brief.join(Role::Dim, DOT, it.first(what, Role::Plain));
    let details = [(rest, ""), (Key::Signed, "signed "), (Key::Period, ""), (Key::AccordingTo, "according to ")];
    // A contract may be called as its product is.
    let is_said = it.first(rest, Role::Plain) == it.first(what, Role::Plain);
    let mut said = it.details(details.get(usize::from(is_said)..).unwrap_or_default());
    if !it.is_own() && !it.names_topic(Key::With) {
        said = Text::line(Role::Dim, DOT, [it.details(&[(Key::With, "with ")]), said]);
    }
    Row::new(name, it.figure(Key::Amount), it.figure_marks(Key::Amount))
        .with(LineRole::Brief, brief)
        .with(LineRole::Details, said)
        .with_all(LineRole::Reading, it.other_readings(Key::Amount))
        .with_all(LineRole::Reading, it.other_readings(Key::Status))
        .with_all(LineRole::Reading, it.other_readings(what))
}

fn title(it: FieldsView<'_>) -> Option<String> {
    it.words(Key::Title).or_else(|| it.words(Key::With).map(|with| format!("Contract with {with}")))
}
