//! All that is said of two: what is between them in sentences, each with its paragraphs; what was asked about it, what
//! was answered, and what no source states. Must never tell a record without its source.

use crate::entry::{Key, RecordKind};
use crate::evidence::{Dealing, Fact, Party, PivotCell, Side};
use crate::page::context::Context;
use crate::page::readings::FieldsView;
use crate::page::{Block, LineRole, Opens, Page, RecordTable, Role, Row, Stop, Text, table, words};

/// The page of a pair.
pub(super) fn page(cx: Context<'_>, head: Page, one: &Party, other: &Party, kept: &[Fact]) -> Page {
    Page { blocks: blocks(cx, one, other, kept), ..head }
}

/// The records of a pair, kind by kind as tables.
pub(super) fn tables(cx: Context<'_>, head: Page, one: &Party, other: &Party, kept: &[Fact]) -> Page {
    let title = named(cx, one, other);
    let found = Dealing::between(cx.dossier, one, other, kept);
    let cell = found.map(|dealing| dealing.cell);
    let facts: Vec<Fact> = cell.into_iter().flat_map(|cell| cell.records.into_iter().chain(cell.others)).collect();
    let mut page = Page { title, kind: counted_of(facts.len()), ..head };
    for kind in RecordKind::ALL {
        let of_kind = |fact: &&Fact| fact.record_in(cx.dossier).is_some_and(|record| record.kind == kind);
        let rows = facts.iter().filter(of_kind).filter_map(|fact| Some((fact.entry, fact.record?)));
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            let table = table::page(cx, RecordTable::of(kind), &rows);
            page.blocks.push(Block::heading(&table.title, Some(rows.len()), None));
            page.blocks.extend(table.blocks);
        }
    }
    let whole: Vec<Row> = facts.iter().filter(|fact| fact.record.is_none()).filter_map(|fact| row(cx, *fact)).collect();
    page.blocks.extend(Block::part("Campaigns", None, whole, Block::Rows));
    if facts.is_empty() {
        page.blocks.extend(nothing(cx, one, other));
    }
    page
}

fn counted_of(records: usize) -> String {
    format!("{records} {}", if records == 1 { "record" } else { "records" })
}

fn named(cx: Context<'_>, one: &Party, other: &Party) -> String {
    format!("{} and {}", one.name(cx.dossier), other.name(cx.dossier))
}

/// How much a cell holds, in one line.
pub(super) fn counted(cx: Context<'_>, cell: &PivotCell) -> String {
    let sums = cell.sums.iter().map(|sum| sum.amount.written().to_owned());
    let open = (cell.unknown > 0).then(|| format!("{} without a figure", cell.unknown));
    let besides = (!cell.others.is_empty()).then(|| format!("{} besides", counted_of(cell.others.len())));
    let support = (!cell.records.is_empty()).then(|| words::standing(cell.support.standing()).to_owned());
    let held = (!cell.records.is_empty()).then(|| match kind(cx, &cell.records) {
        Some(kind) if cell.count == 1 => format!("1 {}", kind.singular()),
        Some(kind) => format!("{} {}", cell.count, kind.plural()),
        None => counted_of(cell.count),
    });
    let all = held.into_iter().chain(support).chain(sums).chain(open).chain(besides);
    all.collect::<Vec<_>>().join(" · ")
}

/// What all of these are.
fn kind(cx: Context<'_>, facts: &[Fact]) -> Option<RecordKind> {
    let mut kinds = facts.iter().map(|fact| fact.record_in(cx.dossier).map(|record| record.kind));
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

fn nothing(cx: Context<'_>, one: &Party, other: &Party) -> Option<Block> {
    let none = format!("Nothing that is kept is of {} by its own keys.", named(cx, one, other));
    Block::paragraph(Text::new(Role::Dim, none))
}

/// What is said of a pair.
pub(super) fn blocks(cx: Context<'_>, one: &Party, other: &Party, kept: &[Fact]) -> Vec<Block> {
    let mut blocks = vec![Block::heading(&named(cx, one, other), None, None)];
    let found = Dealing::between(cx.dossier, one, other, kept);
    let Some(found) = found else {
        blocks.extend(nothing(cx, one, other));
        return blocks;
    };
    blocks.extend(Block::paragraph(Text::new(Role::Dim, counted(cx, &found.cell))));
    let rows = |facts: &[Fact]| facts.iter().filter_map(|fact| row(cx, *fact)).collect::<Vec<_>>();
    let contracts = rows(&found.cell.records);
    if contracts.is_empty() && is_trade(cx, one, other) {
        let none = "No source here tells of a contract between them.";
        blocks.extend(Block::paragraph(Text::new(Role::Plain, none)));
    }
    blocks.extend((!contracts.is_empty()).then_some(Block::Rows(contracts)));
    blocks.extend(Block::part("Said besides", None, rows(&found.besides()), Block::Rows));
    blocks.extend(Block::part("Asked about it", None, rows(&found.asked), Block::Rows));
    blocks.extend(Block::part("Answered", None, rows(&found.answered), Block::Rows));
    let mut open: Vec<Row> = found.open.iter().filter_map(|(fact, _)| open_row(cx, &found, *fact)).collect();
    if !found.asked.is_empty() && found.answered.is_empty() {
        open.push(Row::new(Text::new(Role::Plain, "No answer is reported."), Text::default(), Vec::new()));
    }
    blocks.extend(Block::part("Not stated", None, open, Block::Rows));
    blocks
}

/// Whether both could be of one contract.
fn is_trade(cx: Context<'_>, one: &Party, other: &Party) -> bool {
    let is_of = |side: Side| side.has(cx.dossier, one) || side.has(cx.dossier, other);
    is_of(Side::Companies) && is_of(Side::Agencies)
}

/// A record in a sentence, with the paragraphs that say so.
fn row(cx: Context<'_>, fact: Fact) -> Option<Row> {
    let Some(record) = fact.record else { return campaign(cx, fact) };
    let view = cx.record(fact.entry, record)?;
    let citations = view.fields().citations(view.record.sources());
    let sources = Text::line(Role::Dim, "; ", citations.iter().map(|citation| citation.short_link(cx)));
    let say = view.fields().sources(view.record.sources());
    let sign = view.fields().sign(fact);
    let stop = Stop { opens: Opens::Card(fact.spot(cx.dossier)), say };
    Some(Row::new(view.sentence(), sign, Vec::new()).with(LineRole::Content, sources).to(stop))
}

/// A campaign as a whole, with its first sentences.
fn campaign(cx: Context<'_>, fact: Fact) -> Option<Row> {
    let view = FieldsView { cx, from: Some(fact.entry), fields: fact.fields(cx.dossier)? };
    let sentence = Text::new(Role::Name, cx.dossier.name(fact.entry.into()));
    let opens = Opens::Spot(fact.spot(cx.dossier));
    let stop = Stop { opens, say: view.sources(view.fields.sources()) };
    let row = Row::new(sentence, view.first(Key::Date, Role::Dim), view.sign(fact).0);
    Some(row.with(LineRole::Content, view.first(Key::Summary, Role::Plain)).to(stop))
}

/// What of a record no source states.
fn open_row(cx: Context<'_>, found: &Dealing, fact: Fact) -> Option<Row> {
    let (_, keys) = found.open.iter().find(|(known, _)| *known == fact)?;
    let labels: Vec<String> = keys.iter().map(|key| words::label(*key)).collect();
    let name = cx.spot_name(&fact.spot(cx.dossier));
    let text = Text::new(Role::Plain, format!("{}: ", labels.join(", "))).with(Role::Dim, name);
    Some(Row::new(text, Text::default(), Vec::new()))
}
