//! What stands, falls and gets weaker where witnesses are taken out.

use crate::evidence::{Fact, consequences};
use crate::page::context::Context;
use crate::page::{Block, Opens, Page, Role, Row, Stop, Text};

pub(super) fn page(cx: Context<'_>, head: Page, kept: &[Fact]) -> Page {
    let (Some(supposed), Some(before)) = (cx.dossier.supposed(), cx.before()) else {
        let none = "Nobody is taken out: x on a citation mark, or on an article, takes that source out.";
        return Page { blocks: Block::paragraph(Text::new(Role::Dim, none)).into_iter().collect(), ..head };
    };
    let found = consequences(before.dossier, cx.dossier);
    let is_kept = |fact: &&Fact| kept.contains(fact);
    let falls: Vec<&Fact> = found.falls.iter().filter(is_kept).collect();
    let weaker: Vec<&Fact> = found.weaker.iter().filter(is_kept).collect();
    let all = kept.iter().filter(|fact| fact.record.is_some()).count();
    let mut page = Page { kind: format!("{} of {all} records stand", all - falls.len()), ..head };
    let said = Text::new(Role::Plain, "Without ").with(Role::Name, supposed.without.join(", "));
    let said = said.with(Role::Plain, if falls.is_empty() && weaker.is_empty() {
        ", every record that the filter keeps stands as it does."
    } else {
        ", this is what changes. What falls, nobody else says: it stands once another publication is found that does."
    });
    page.blocks.extend(Block::paragraph(said));
    let rows = |facts: &[&Fact]| facts.iter().map(|fact| row(before, **fact)).collect::<Vec<_>>();
    page.blocks.extend(Block::part("Falls: nobody else says it", None, rows(&falls), Block::Rows));
    page.blocks.extend(Block::part("Falls from two witnesses to one", None, rows(&weaker), Block::Rows));
    page
}

/// The record as it was, which is what its card shows too.
fn row(before: Context<'_>, fact: Fact) -> Row {
    let spot = fact.spot(before.dossier);
    let name = Text::new(Role::Name, before.spot_name(&spot));
    let leans = fact.leans(before.view);
    let figure = if leans > 0 { Text::new(Role::Figure, leans.to_string()) } else { Text::new(Role::Dim, "–") };
    let say = format!("{}, named by {leans} others", fact.kind(before.dossier));
    Row::new(name, figure, Vec::new()).to(Stop { opens: Opens::Card(spot), say })
}
