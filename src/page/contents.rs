//! What stands on the pages of articles, companies, campaigns and terms: their tables of contents. Must never quote
//! more than the files do, sum what sources say, nor call an outcome what they do not.

use std::collections::HashSet;

use crate::entry::{Entry, EntryKind, Key, Record, RecordKind, Term};
use crate::whole::{EntryId, How, Topic, Where};

use super::context::Context;
use super::numbers::Numbers;
use super::readings::FieldsView;
use super::record::RecordView;
use super::words::{self, DOT};
use super::{Block, LineRole, Page, Role, Row, Stop, Text, backlinks, facts, names, prose};

/// A part of a page.
#[derive(Clone, Copy)]
enum Part {
    /// What the article says it is about.
    About,
    /// The entry's own records of a kind, those that are meant.
    Own(RecordKind, fn(&Record) -> bool),
    /// Records of that kind elsewhere that name the page's topic under one of these keys.
    Elsewhere(RecordKind, &'static [Key]),
    /// The campaigns that name the page's topic under that own key.
    Campaigns(Key),
    /// The prose.
    Prose,
}

use Part::{About, Campaigns, Elsewhere, Own, Prose};

/// Parts with their headings, in reading order.
type Contents = [(&'static str, Part)];

/// Who published it and when, what it is about, what it records, its digest.
const ARTICLE: &Contents = &[
    ("About", About),
    ("Statements", Own(RecordKind::Statement, is_any)),
    ("Numbers", Own(RecordKind::Figure, is_any)),
    ("Digest", Prose),
];

/// What it sells and buys, what is asked of it, what it answers and says.
const COMPANY: &Contents = &[
    ("Contracts", Own(RecordKind::Contract, is_any)),
    ("Bought from others", Elsewhere(RecordKind::Contract, &[Key::With])),
    ("Asked of it", Campaigns(Key::Targets)),
    ("Answers", Own(RecordKind::Statement, is_answer)),
    ("Statements", Own(RecordKind::Statement, |record| !is_answer(record))),
    ("Said elsewhere", Elsewhere(RecordKind::Statement, &[Key::Speaker])),
    ("Numbers", Own(RecordKind::Figure, is_any)),
    ("Events", Own(RecordKind::Event, is_any)),
    ("Background", Prose),
];

/// Whom it is aimed at, what it asked, who signed, what was answered.
const CAMPAIGN: &Contents = &[
    ("Asked", Own(RecordKind::Demand, is_any)),
    ("Signed", Own(RecordKind::Signatures, is_any)),
    ("Answers", Elsewhere(RecordKind::Statement, &[Key::Answers])),
    ("Statements", Own(RecordKind::Statement, is_any)),
    ("Numbers", Own(RecordKind::Figure, is_any)),
    ("Events", Own(RecordKind::Event, is_any)),
    ("Background", Prose),
];

/// What is sold under the name of a term, or to who bears it.
const SOLD: &Contents = &[("Contracts", Elsewhere(RecordKind::Contract, &[Key::With, Key::Product]))];

/// What who bears the name of a term did.
const DONE: &Contents = &[
    ("Organised by it", Campaigns(Key::Organisers)),
    ("Endorsed by it", Campaigns(Key::Endorsers)),
    ("Events", Elsewhere(RecordKind::Event, &[Key::Who])),
];

/// Who protests against it, and what it said.
const TOLD: &Contents = &[
    ("Campaigns that name it", Campaigns(Key::Agencies)),
    ("Statements", Elsewhere(RecordKind::Statement, &[Key::Speaker])),
];

fn contents(kind: EntryKind) -> &'static Contents {
    match kind {
        EntryKind::Article => ARTICLE,
        EntryKind::Company => COMPANY,
        EntryKind::Campaign => CAMPAIGN,
    }
}

fn is_any(_: &Record) -> bool {
    true
}

fn is_answer(record: &Record) -> bool {
    record.fields.references(Key::Answers).next().is_some()
}

/// The page of an entry that says no more than what it is.
pub(super) fn head(entry: &Entry) -> Page {
    Page::new(entry.name(), entry.kind.singular(), &words::sort(entry))
}

/// The page of an entry.
pub(super) fn entry(cx: Context<'_>, id: EntryId, entry: &Entry) -> Page {
    let mut page = head(entry);
    page.say_under(words::also_called(&entry.names().skip(1).collect::<Vec<_>>()));
    page.blocks = marked(cx, id, entry);
    if cx.starts {
        return page;
    }
    page.blocks.extend(names::list(cx, id, &about_topics(cx, id, entry)));
    page.blocks.extend(references(cx, Topic::Entry(id), contents(entry.kind)));
    page
}

/// The numbers that the page of an entry gives its sources.
pub(super) fn numbers(cx: Context<'_>, id: EntryId, entry: &Entry) -> Numbers {
    let mut numbers = Numbers::default();
    numbers.number(&mut marked(cx, id, entry));
    numbers.of_sources()
}

/// All of an entry's page that can bear marks: neither names nor what refers there can.
fn marked(cx: Context<'_>, id: EntryId, entry: &Entry) -> Vec<Block> {
    let parts = blocks(cx, Topic::Entry(id), contents(entry.kind));
    facts::opening(cx, id, entry).into_iter().chain(parts).collect()
}

/// The page of a term.
pub(super) fn term(cx: Context<'_>, topic: Topic, term: &Term) -> Page {
    let mut page = Page::new(term.name(), &words::kind_of_term(term), "");
    page.say_under(Text::new(Role::Plain, term.long().unwrap_or_default()));
    let others: Vec<&str> = term.fields.names(Key::AlsoKnownAs).map(|name| name.value.as_str()).collect();
    page.say_under(words::also_called(&others));
    let mut summary = Text::new(Role::Plain, term.fields.text(Key::Summary).unwrap_or_default());
    summary.join(
        Role::Plain,
        " ",
        FieldsView { cx, from: None, fields: &term.fields }.linked_marks(term.fields.cites()),
    );
    page.blocks.extend(Block::paragraph(summary));
    let contents = [SOLD, DONE, TOLD].concat();
    page.blocks.extend(blocks(cx, topic, &contents));
    page.blocks.extend(references(cx, topic, &contents));
    page
}

/// What refers to the topic, but for what these parts of its page have shown already.
fn references(cx: Context<'_>, topic: Topic, contents: &Contents) -> Vec<Block> {
    let shown = contents.iter().flat_map(|(_, part)| part.records_elsewhere(cx, topic));
    let shown: HashSet<(EntryId, usize)> = shown.collect();
    let is_shown = |key| contents.iter().any(|(_, part)| part.keys().contains(&key));
    let ties = cx.dossier.to(topic).into_iter().filter(|tie| match (&tie.at, tie.how) {
        _ if Topic::Entry(tie.from) == topic => false,
        (Where::Record(index, _), _) if shown.contains(&(tie.from, *index)) => false,
        (_, How::Field(key)) => !is_shown(key),
        (_, How::Link | How::Mention) => true,
    });
    backlinks::list(cx, &ties.collect::<Vec<_>>())
}

/// The parts on the page of a topic, those that say something.
fn blocks(cx: Context<'_>, topic: Topic, contents: &Contents) -> Vec<Block> {
    let parts = contents.iter().flat_map(|(heading, part)| match (part, topic) {
        (Prose, Topic::Entry(id)) => prose::blocks(cx, id, heading),
        _ => Block::part(heading, None, part.rows(cx, topic), Block::Rows),
    });
    parts.collect()
}

impl Part {
    fn rows(&self, cx: Context<'_>, topic: Topic) -> Vec<Row> {
        let own = topic.entry().and_then(|id| Some((id, cx.dossier.get(id)?)));
        match (self, own) {
            (About, Some((id, entry))) => about_rows(cx, id, entry),
            (Own(kind, is_meant), Some((from, entry))) => {
                let records = entry.records_of(*kind).filter(|record| is_meant(record));
                records.map(|record| RecordView { cx, from, record }.row()).collect()
            }
            (Elsewhere(..), _) => {
                let records = self.records_elsewhere(cx, topic).into_iter();
                records.filter_map(|(id, index)| cx.record(id, index)).map(RecordView::row).collect()
            }
            (Campaigns(key), _) => campaigns(cx, topic, *key),
            (About | Own(..), None) | (Prose, _) => Vec::new(),
        }
    }

    /// The records of other entries that have a row in it, each once.
    fn records_elsewhere(&self, cx: Context<'_>, topic: Topic) -> Vec<(EntryId, usize)> {
        let Elsewhere(kind, keys) = self else { return Vec::new() };
        let is_named = |how| matches!(how, How::Field(key) if keys.contains(&key));
        let ties = cx.dossier.to(topic).into_iter().filter(|tie| is_named(tie.how) && !cx.is_of(tie.from));
        let mut seen = HashSet::new();
        ties.filter_map(|tie| match tie.at {
            Where::Record(index, _) => Some((tie.from, index)),
            Where::Own(_) | Where::Extra | Where::Prose(_) | Where::Attached(_) => None,
        })
        .filter(|(id, index)| cx.record(*id, *index).is_some_and(|it| it.record.kind == *kind))
        .filter(|found| seen.insert(*found))
        .collect()
    }

    /// The keys whose ties it shows.
    fn keys(&self) -> &[Key] {
        match self {
            Elsewhere(_, keys) => keys,
            Campaigns(key) => std::slice::from_ref(key),
            About | Own(..) | Prose => &[],
        }
    }
}

/// The entries that the article says it is about.
fn about_topics(cx: Context<'_>, id: EntryId, entry: &Entry) -> Vec<Topic> {
    let references = entry.fields.references(Key::Companies).chain(entry.fields.references(Key::Campaigns));
    let mut topics: Vec<Topic> = Vec::new();
    for reference in references {
        let resolution = cx.dossier.resolve(&reference.value, Some(id));
        topics.extend(resolution.spot().map(|spot| spot.topic).filter(|topic| !topics.contains(topic)));
    }
    topics
}

fn about_rows(cx: Context<'_>, id: EntryId, entry: &Entry) -> Vec<Row> {
    let known = about_topics(cx, id, entry).into_iter().map(|topic| {
        let kind = match topic {
            Topic::Entry(id) => cx.dossier.get(id).map(words::short_kind).unwrap_or_default(),
            Topic::Term(_) => cx.about(topic),
        };
        let name = Text::new(Role::Link, cx.dossier.name(topic));
        Row::new(name, Text::new(Role::Dim, kind), Vec::new()).to(cx.stop(topic))
    });
    let references = entry.fields.references(Key::Companies).chain(entry.fields.references(Key::Campaigns));
    let unknown = references.filter(|at| cx.dossier.resolve(&at.value, Some(id)).spot().is_none()).map(|at| {
        let written = at.value.to_string();
        let link = Stop::nowhere(&written);
        Row::new(Text::new(Role::Warning, written), Text::new(Role::Dim, "leads to nothing"), Vec::new()).to(link)
    });
    known.chain(unknown).collect()
}

fn campaigns(cx: Context<'_>, topic: Topic, key: Key) -> Vec<Row> {
    let mut seen = HashSet::new();
    let ties = cx.dossier.to(topic).into_iter();
    let ids = ties.filter(|tie| tie.how == How::Field(key) && matches!(tie.at, Where::Own(_))).map(|tie| tie.from);
    let ids = ids.filter(|id| seen.insert(*id));
    ids.filter_map(|id| Some(campaign_row(cx, id, cx.dossier.get(id)?))).collect()
}

/// A campaign as a row of another page: its figure is its kind and its signatures, in brief stand its date and how it
/// stands.
fn campaign_row(cx: Context<'_>, id: EntryId, entry: &Entry) -> Row {
    let (mut figure, mut marks) = (Text::new(Role::Dim, words::short_kind(entry)), Vec::new());
    if let Some(record) = entry.latest_signatures() {
        let signatures = RecordView { cx, from: id, record }.fields();
        figure.join(Role::Dim, DOT, signatures.figure(Key::Count));
        marks = signatures.figure_marks(Key::Count);
    }
    let own = FieldsView { cx, from: Some(id), fields: &entry.fields };
    Row::new(Text::new(Role::Link, entry.name()), figure, marks)
        .to(cx.stop(Topic::Entry(id)))
        .with(LineRole::Brief, own.details(&[(Key::Date, ""), (Key::Status, "")]))
}
