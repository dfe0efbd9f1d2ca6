//! Signatures: how many of whom signed.

use crate::entry::Key;

use super::KindSpec;
use crate::page::readings::FieldsView;
use crate::page::{LineRole, Role, Row, Text};

pub(super) const SPEC: KindSpec =
    KindSpec { one: "signatures", row, title: |it| Some(format!("Signatures under {}", it.owner())), name: |_| None };

fn row(it: FieldsView<'_>) -> Row {
    let mut name = it.line(Key::Signers, Role::Name);
    if name.is_empty() {
        name = Text::new(Role::Name, "signatures");
    }
    Row::new(name, it.figure(Key::Count), it.figure_marks(Key::Count))
        .with(LineRole::Brief, it.details(&[(Key::AsOf, "as of ")]))
        .with(LineRole::Details, it.details(&[(Key::AccordingTo, "according to ")]))
        .with_all(LineRole::Reading, it.other_readings(Key::Count))
}
