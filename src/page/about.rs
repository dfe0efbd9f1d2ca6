//! The first page: what the dossier is, what it holds, the saved views, what the signs mean. Must never need a key
//! press to be of use.

use crate::entry::{Entry, EntryKind, Key, RecordKind};
use crate::problem::Severity;
use crate::whole::Dossier;

use super::context::Context;
use super::record::spec;
use super::words::{self, DOT};
use super::{Block, Opens, Page, Pair, Role, Row, Stop, Text};

/// The mark of a source.
const CITED: &str = "[1]";

/// The signs of what a fact stands on.
const SUPPORT: &str = "● ○ ∅";

/// What the signs on the pages mean.
pub const SIGNS: &[(&str, &str)] = &[
    ("~", "about: the source gives a round number or date"),
    ("?", "uncertain: it follows from the source, which does not say it outright"),
    ("≈", "several readings, and they agree"),
    ("≠", "several readings, and they differ: its card shows each"),
    (CITED, "the source, by number: it opens the passage"),
    (SUPPORT, "a fact has two witnesses or more, one, or no source: parts of one publication are one"),
];

/// The keys to begin with.
const KEYS: &[(&str, &str)] = &[
    ("j k", "down and up; Tab to the next list"),
    ("Enter", "read the entry marked on the left; on its page, open a link"),
    ("/", "filter the lists while you type"),
    ("gr", "tables of contracts, demands, outcomes"),
    ("?", "all keys, to be searched"),
    ("q", "back, and quit from a list"),
];

pub(super) fn page(cx: Context<'_>) -> Page {
    let fields = &cx.dossier.cover().fields;
    let mut page = Page::new("About this dossier", "");
    page.blocks.extend(legend("First keys", KEYS));
    let summary = fields.text(Key::Summary).unwrap_or_default();
    page.blocks.extend(Block::paragraph(Text::new(Role::Plain, summary.trim())));
    let owners = [Key::Editors, Key::Licence].into_iter().filter_map(|key| {
        let value = fields.get(key)?;
        Some(Pair::new(&words::label(key), vec![Text::new(Role::Plain, value.first().text)]))
    });
    let pairs = owners.chain(holds(cx.dossier)).chain(problems(cx.dossier));
    page.blocks.extend(Block::pairs(pairs.collect()));
    page.blocks.extend(signs(cx.dossier));
    page.blocks.extend(views(cx.dossier));
    page
}

/// The signs that this dossier uses, with what they mean.
fn signs(dossier: &Dossier) -> Vec<Block> {
    let mut unseen: Vec<&str> = SIGNS.iter().map(|(sign, _)| *sign).collect();
    let entries = dossier.ids().filter_map(|id| dossier.get(id));
    for (record, fields) in entries.flat_map(Entry::all_fields) {
        if unseen.is_empty() {
            break;
        }
        let is_in = |sign: &str| match sign {
            SUPPORT => record.is_some(),
            CITED => !fields.sources().is_empty(),
            sign => fields.iter().any(|field| {
                let said = || field.value.shown().iter().any(|shown| shown.has_value && shown.text.contains(sign));
                field.value.agreement().mark() == sign || !field.key.is_prose() && said()
            }),
        };
        unseen.retain(|sign| !is_in(sign));
    }
    let used: Vec<(&str, &str)> = SIGNS.iter().filter(|(sign, _)| !unseen.contains(sign)).copied().collect();
    if used.is_empty() { Vec::new() } else { legend("Signs", &used).into() }
}

/// How much there is of everything.
fn holds(dossier: &Dossier) -> Option<Pair> {
    let entries = EntryKind::ALL.map(|kind| words::entries(kind, dossier.list(kind).len()));
    let counted = |kind: RecordKind| {
        let of_kind = dossier.ids().filter_map(|id| dossier.get(id)).map(|entry| entry.records_of(kind).count());
        let count: usize = of_kind.sum();
        let word = if count == 1 { spec(kind).one } else { kind.plural() };
        (count > 0).then(|| format!("{count} {word}"))
    };
    let kinds = [RecordKind::Contract, RecordKind::Statement, RecordKind::Demand, RecordKind::Event];
    let records: Vec<String> = kinds.into_iter().filter_map(counted).collect();
    let terms = dossier.terms().count();
    let mut lines = vec![Text::new(Role::Plain, entries.join(DOT))];
    let mut rest = records;
    if terms > 0 {
        rest.push(format!("{terms} {}", if terms == 1 { "term" } else { "terms" }));
    }
    if !rest.is_empty() {
        lines.push(Text::new(Role::Dim, rest.join(DOT)));
    }
    dossier.ids().next().is_some().then(|| Pair::new("holds", lines))
}

fn problems(dossier: &Dossier) -> Option<Pair> {
    let count = |severity| dossier.problems().iter().filter(|problem| problem.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let many =
        |count: usize, one: &str| (count > 0).then(|| format!("{count} {one}{}", if count == 1 { "" } else { "s" }));
    let parts: Vec<String> = [many(errors, "error"), many(warnings, "warning")].into_iter().flatten().collect();
    let role = if errors > 0 { Role::Error } else { Role::Warning };
    let text = Text::new(role, parts.join(", ")).with(Role::Dim, " (! shows them)");
    (!parts.is_empty()).then(|| Pair::new("problems", vec![text]))
}

fn views(dossier: &Dossier) -> Vec<Block> {
    let rows = dossier.cover().views.iter().enumerate().map(|(index, view)| {
        let link = Stop { opens: Opens::View(index), say: format!("filter by {}", view.query) };
        // What it asks is said below when one is at it.
        Row::new(Text::new(Role::Link, view.name.as_str()), Text::default(), Vec::new()).to(link)
    });
    Block::part("Saved views", None, rows.collect(), Block::Rows)
}

fn legend(heading: &str, lines: &[(&str, &str)]) -> [Block; 2] {
    let pairs = lines.iter().map(|(sign, meaning)| Pair {
        label: Text::new(Role::Strong, *sign),
        values: vec![Text::new(Role::Plain, *meaning)],
        ..Pair::default()
    });
    [Block::heading(heading, None, None), Block::Pairs(pairs.collect())]
}
