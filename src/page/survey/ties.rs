//! Who is tied to an entry or a term, by the kind of tie; and the chains from one to another, hop by hop.

use std::collections::BTreeMap;

use crate::evidence::{Bond, CHAINS, Fact, Hop, Network, Standing};
use crate::page::context::Context;
use crate::page::readings::FieldsView;
use crate::page::{Block, LineRole, Opens, Page, Role, Row, Stop, Text, words};
use crate::whole::{How, Spot, Tie, Topic};

/// Who is tied to the topic, inside of what the filter keeps.
/// A kind of tie, by its heading, with who is tied so.
type Kind<'a> = (String, Vec<(Topic, Vec<&'a Tie>)>);

pub(super) fn around(cx: Context<'_>, head: Page, topic: Topic, kept: &[Fact]) -> Page {
    let network = Network::new(cx.view, false).over(kept);
    let all = network.around(topic);
    let mut page = Page { title: format!("Ties of {}", cx.dossier.name(topic)), kind: tied(all.len()), ..head };
    if all.is_empty() {
        let none = "The filter keeps nothing that ties it to an entry or a term.";
        page.blocks.extend(Block::paragraph(Text::new(Role::Dim, none)));
    }
    let mut kinds: BTreeMap<(bool, usize), Kind> = BTreeMap::new();
    for (other, ties) in all {
        for tie in ties {
            let How::Field(key) = tie.how else { continue };
            let is_own = Topic::Entry(tie.from) == topic;
            let heading = if is_own { words::label(key) } else { words::tied_by(key) };
            let (_, others) = kinds.entry((!is_own, key as usize)).or_insert((heading, Vec::new()));
            match others.last_mut().filter(|(known, _)| *known == other) {
                Some((_, ties)) => ties.push(tie),
                None => others.push((other, vec![tie])),
            }
        }
    }
    for (heading, mut others) in kinds.into_values() {
        others.sort_by_key(|(other, _)| cx.dossier.name(*other).to_lowercase());
        let rows = others.iter().map(|(other, ties)| tied_row(cx, &network, *other, ties)).collect();
        page.blocks.extend(Block::part(&heading, None, rows, Block::Rows));
    }
    page
}

fn tied(count: usize) -> String {
    format!("tied to {count}")
}

/// One who is tied, with what makes it beneath.
fn tied_row<'a>(cx: Context<'a>, network: &Network<'a>, other: Topic, ties: &[&'a Tie]) -> Row {
    let bonds = network.bonds(ties);
    let standing = bonds.first().map_or(Standing::None, |bond| bond.standing);
    let said = bonds.iter().map(|bond| evidence(cx, network, bond)).collect();
    Row::new(Text::new(Role::Link, cx.dossier.name(other)), Text::new(Role::Dim, standing.sign()), Vec::new())
        .to(cx.stop(other))
        .with_all(LineRole::Sentence, said)
}

/// What makes a tie, which opens it, with its marks.
fn evidence<'a>(cx: Context<'a>, network: &Network<'a>, bond: &Bond<'a>) -> Text {
    let said = words::brief(&network.words(bond.tie)).into_owned();
    let text = Text::link(Role::Plain, Stop { opens: opens(cx, bond), say: network.reference(bond.tie) }, said);
    let Some(fields) = bond.fact.fields(cx.dossier) else { return text };
    let view = FieldsView { cx, from: Some(bond.fact.entry), fields };
    let cites = if bond.fact.record.is_some() { fields.sources() } else { fields.cites().collect() };
    text.with(Role::Plain, " ").joined(view.linked_marks(cites))
}

fn opens(cx: Context<'_>, bond: &Bond<'_>) -> Opens {
    match bond.tie.at.key().filter(|_| bond.fact.record.is_none()) {
        Some(key) => Opens::Card(Spot::at(bond.fact.entry, key.place())),
        None if bond.fact.record.is_some() => Opens::Card(bond.fact.spot(cx.dossier)),
        None => Opens::Spot(Spot::page(bond.fact.entry)),
    }
}

/// The shortest chains between two, each hop with what makes it, and what both share.
pub(super) fn path(cx: Context<'_>, head: Page, [from, to]: [Topic; 2], kept: &[Fact]) -> Page {
    let network = Network::new(cx.view, false).over(kept);
    let found = network.chains(from, to, CHAINS);
    let [one, other] = [from, to].map(|topic| cx.dossier.name(topic));
    let all = found.chains.len() as u64 + found.more;
    let chains = if all == 1 { "1 chain".to_owned() } else { format!("{all} chains") };
    let mut page = Page { title: format!("From {one} to {other}"), kind: chains, ..head };
    let said = match found.chains.first().map(Vec::len) {
        _ if from == to => "Both ends are the same.".to_owned(),
        None => "No chain of ties that the filter keeps leads from one to the other.".to_owned(),
        Some(1) => "They are tied directly.".to_owned(),
        Some(hops) => format!("The shortest chains have {} hops; best supported first.", words::number(hops)),
    };
    page.blocks.extend(Block::paragraph(Text::new(Role::Dim, said)));
    for hops in &found.chains {
        let names = hops.iter().map(|hop| cx.dossier.name(hop.to));
        let along: Vec<&str> = hops.first().map(|hop| cx.dossier.name(hop.from)).into_iter().chain(names).collect();
        page.blocks.push(Block::heading(&along.join(" – "), None, None));
        page.blocks.push(Block::Rows(hops.iter().map(|hop| hop_row(cx, &network, hop)).collect()));
    }
    if found.more > 0 {
        let more = format!("… {} more chains are as short.", found.more);
        page.blocks.extend(Block::paragraph(Text::new(Role::Dim, more)));
    }
    let shared = network.shared(from, to).into_iter().filter(|_| from != to);
    let rows = shared.map(|topic| {
        let name = Text::new(Role::Link, cx.dossier.name(topic));
        Row::new(name, Text::new(Role::Dim, cx.about(topic)), Vec::new()).to(cx.stop(topic))
    });
    page.blocks.extend(Block::part("What both are tied to", None, rows.collect(), Block::Rows));
    page
}

fn hop_row<'a>(cx: Context<'a>, network: &Network<'a>, hop: &Hop<'a>) -> Row {
    let standing = hop.bonds.first().map_or(Standing::None, |bond| bond.standing);
    let name = format!("{} – {}", cx.dossier.name(hop.from), cx.dossier.name(hop.to));
    let said = hop.bonds.iter().map(|bond| evidence(cx, network, bond)).collect();
    Row::new(Text::new(Role::Link, name), Text::new(Role::Dim, standing.sign()), Vec::new())
        .to(cx.stop(hop.to))
        .with_all(LineRole::Sentence, said)
}
