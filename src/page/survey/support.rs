//! What each fact stands on: the weakest first, of these what most leans on.

use crate::evidence::{Fact, Standing, Support};
use crate::page::context::Context;
use crate::page::{Block, Opens, Page, Role, Row, Stop, Text, words};
use crate::whole::Spot;

/// A fact with what it stands on, and how much leans on it.
struct Supported {
    fact: Fact,
    support: Support,
    leans: usize,
}

pub(super) fn page(cx: Context<'_>, head: Page, kept: &[Fact]) -> Page {
    let mut all: Vec<Supported> = kept
        .iter()
        .map(|fact| Supported { fact: *fact, support: fact.support(cx.dossier), leans: fact.leans(cx.view) })
        .collect();
    all.sort_by_key(|one| (one.support.standing(), std::cmp::Reverse(one.leans)));
    let mut page = Page { kind: format!("{} facts", all.len()), ..head };
    if all.is_empty() {
        let none = "The filter keeps no fact that needs a source or has one.";
        page.blocks.extend(Block::paragraph(Text::new(Role::Dim, none)));
    }
    let legend = "The number says how many other facts and passages name it: so much falls with it.";
    page.blocks.extend(Block::paragraph(Text::new(Role::Dim, legend)).filter(|_| !all.is_empty()));
    for standing in Standing::ALL {
        let of_it: Vec<&Supported> = all.iter().filter(|one| one.support.standing() == standing).collect();
        let heading = format!("{} {}", standing.sign(), words::standing(standing));
        let rows = of_it.iter().map(|one| row(cx, one)).collect();
        page.blocks.extend(Block::part(&heading, None, rows, Block::Rows));
    }
    page
}

fn row(cx: Context<'_>, one: &Supported) -> Row {
    let Supported { fact, support, leans } = one;
    let spot = fact.spot(cx.dossier);
    let mut name = Text::new(Role::Name, cx.spot_name(&spot));
    if support.differs {
        name.push(Role::Warning, " ≠");
    }
    let publications: Vec<&str> = support.publications.iter().map(|known| known.name(cx.dossier)).collect();
    let say = format!("{}: {}", fact.kind(cx.dossier), publications.join("; "));
    let opens = if fact.record.is_some() { Opens::Card(spot) } else { Opens::Spot(Spot::page(spot.topic)) };
    let figure = if *leans > 0 { Text::new(Role::Figure, leans.to_string()) } else { Text::new(Role::Dim, "–") };
    Row::new(name, figure, Vec::new()).to(Stop { opens, say })
}
