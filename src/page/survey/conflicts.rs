//! What sources do not agree on: readings and records side by side, each with who says so.

use crate::evidence::{Conflict, Fact, conflicts};
use crate::page::context::Context;
use crate::page::readings::FieldsView;
use crate::page::{Block, LineRole, Opens, Page, Role, Row, Stop, Text, words};
use crate::value::Place;

pub(super) fn page(cx: Context<'_>, head: Page, kept: &[Fact]) -> Page {
    let found = conflicts(cx.dossier, kept);
    let count = if found.len() == 1 { "1 difference".to_owned() } else { format!("{} differences", found.len()) };
    let mut page = Page { kind: count, ..head };
    let said = if found.is_empty() {
        "In what the filter keeps, no reading and no record of one thing contradicts another."
    } else {
        "Side by side, with who says so. Which of them is right is not decided here."
    };
    page.blocks.extend(Block::paragraph(Text::new(Role::Dim, said)));
    let (readings, records): (Vec<&Conflict>, Vec<&Conflict>) =
        found.iter().partition(|conflict| conflict.among.len() == 1);
    let rows = |some: &[&Conflict]| some.iter().map(|conflict| row(cx, conflict)).collect::<Vec<_>>();
    page.blocks.extend(Block::part("Readings that differ", None, rows(&readings), Block::Rows));
    page.blocks.extend(Block::part("Records of one thing that differ", None, rows(&records), Block::Rows));
    page
}

fn row(cx: Context<'_>, conflict: &Conflict) -> Row {
    let spot = conflict.fact.spot(cx.dossier);
    let name = Text::new(Role::Name, cx.spot_name(&spot)).with(Role::Warning, " ≠");
    let place = spot.place.clone().unwrap_or_else(|| conflict.key.place());
    let opens = |fact: Fact, place: Place| Opens::Card(crate::whole::Spot::at(fact.entry, place));
    let said = conflict.readings(cx.dossier).into_iter().map(|(fact, shown)| {
        let mut text = Text::default();
        if fact != conflict.fact {
            let other = fact.spot(cx.dossier);
            let place = other.place.clone().unwrap_or_else(|| conflict.key.place());
            let name = cx.spot_name(&other);
            text.append(Text::link(Role::Link, Stop { opens: opens(fact, place), say: name.clone() }, name));
            text.push(Role::Dim, ": ");
        }
        text.push(Role::Figure, words::brief(&conflict.key.spoken(&shown.text)));
        let Some(fields) = fact.fields(cx.dossier) else { return text };
        let of_record: Vec<&str> =
            fields.names(crate::entry::Key::AccordingTo).map(|name| name.value.as_str()).collect();
        let own: Vec<&str> = shown.according_to.iter().map(|name| name.value.as_str()).collect();
        let who = if own.is_empty() { of_record } else { own };
        if !who.is_empty() {
            text.push(Role::Dim, format!("{}according to {}", words::DOT, who.join(", ")));
        }
        text.push(Role::Plain, " ");
        let view = FieldsView { cx, from: Some(fact.entry), fields };
        let cites =
            if shown.cites.is_empty() { fields.cites().collect::<Vec<_>>() } else { shown.cites.iter().collect() };
        text.joined(view.linked_marks(cites))
    });
    let said = said.collect();
    let label = Text::new(Role::Dim, words::label(conflict.key));
    Row::new(name, label, Vec::new())
        .to(Stop { opens: opens(conflict.fact, place), say: conflict.fact.kind(cx.dossier).to_owned() })
        .with_all(LineRole::Sentence, said)
}
