//! What stands on the pages of articles, companies, campaigns and terms: their tables of contents. Must never quote
//! more than the files do, sum what sources say, nor call an outcome what they do not.

use std::collections::HashSet;

use crate::entry::{Body, Entry, EntryKind, Key, Record, RecordKind, Term};
use crate::whole::{EntryId, How, Tie, Topic, Where};

use super::context::Context;
use super::numbers::Numbers;
use super::readings::FieldsView;
use super::record::RecordView;
use super::words::{self, DOT};
use super::{Block, LineRole, Page, Role, Row, Stop, Text, backlinks, facts, fold, names, passage, prose};

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
    /// The full text that is attached.
    Attached,
    /// The keys of the entry itself that nothing above has told.
    Details,
}

use Part::{About, Attached, Campaigns, Details, Elsewhere, Own, Prose};

/// Parts with their headings, in reading order: first what one came for, then the text, then the rest.
type Contents = [(&'static str, Part)];

/// Its digest and its text, what it is about, what it records.
const ARTICLE: &Contents = &[
    ("Digest", Prose),
    ("Text", Attached),
    ("About", About),
    ("Statements", Own(RecordKind::Statement, is_any)),
    ("Numbers", Own(RecordKind::Figure, is_any)),
    ("Details", Details),
];

/// What it sells, what is asked of it, what it answers and says, what it buys.
const COMPANY: &Contents = &[
    ("Contracts", Own(RecordKind::Contract, is_any)),
    ("Background", Prose),
    ("Asked of it", Campaigns(Key::Targets)),
    ("Answers", Own(RecordKind::Statement, is_answer)),
    ("Statements", Own(RecordKind::Statement, |record| !is_answer(record))),
    ("Said elsewhere", Elsewhere(RecordKind::Statement, &[Key::Speaker])),
    ("Bought from others", Elsewhere(RecordKind::Contract, &[Key::With])),
    ("Numbers", Own(RecordKind::Figure, is_any)),
    ("Events", Own(RecordKind::Event, is_any)),
    ("Details", Details),
];

/// What it asked and what came of it, who signed, what was answered.
const CAMPAIGN: &Contents = &[
    ("Asked", Own(RecordKind::Demand, is_any)),
    ("Signed", Own(RecordKind::Signatures, is_any)),
    ("Background", Prose),
    ("Answers", Elsewhere(RecordKind::Statement, &[Key::Answers])),
    ("Statements", Own(RecordKind::Statement, is_any)),
    ("Numbers", Own(RecordKind::Figure, is_any)),
    ("Events", Own(RecordKind::Event, is_any)),
    ("Details", Details),
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

/// Whether an entry's name bears its date, as it was written or as people read it.
fn date_is_in_name(entry: &Entry) -> bool {
    let date = entry.fields.date(Key::Date).and_then(|date| date.first().value.as_ref());
    date.is_some_and(|date| entry.name().contains(date.written()) || entry.name().contains(&date.to_string()))
}

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
pub(super) fn head(cx: Context<'_>, id: EntryId, entry: &Entry) -> Page {
    Page { sort: facts::head(cx, id, entry), ..Page::new(entry.name(), entry.kind.singular()) }
}

/// The page of an entry.
pub(super) fn entry(cx: Context<'_>, id: EntryId, entry: &Entry) -> Page {
    let mut page = head(cx, id, entry);
    page.say_under(words::also_called(&entry.names().skip(1).collect::<Vec<_>>()));
    page.blocks = marked(cx, id, entry);
    if cx.starts {
        return page;
    }
    page.blocks.extend(names::list(cx, id, &shown(cx, id, entry)));
    page.blocks.extend(backlinks::list(cx, &references(cx, Topic::Entry(id), contents(entry.kind))));
    page
}

/// What has a row of its own on the page of an entry.
fn shown(cx: Context<'_>, id: EntryId, entry: &Entry) -> Vec<Topic> {
    let campaigns = contents(entry.kind).iter().flat_map(|(_, part)| match part {
        Campaigns(key) => campaign_ids(cx, Topic::Entry(id), *key),
        _ => Vec::new(),
    });
    about_topics(cx, id, entry).into_iter().chain(campaigns.map(Topic::Entry)).collect()
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
    facts::lead(cx, id, entry).into_iter().chain(parts).collect()
}

/// The parts of the page of a topic.
fn all_contents(cx: Context<'_>, topic: Topic) -> Vec<(&'static str, Part)> {
    match topic {
        Topic::Entry(id) => cx.dossier.get(id).map(|entry| contents(entry.kind).to_vec()).unwrap_or_default(),
        Topic::Term(_) => [SOLD, DONE, TOLD].concat(),
    }
}

/// The part of that heading of a topic's page, whole; none where the page has no such part of rows.
pub(super) fn part(cx: Context<'_>, topic: Topic, heading: &str) -> Option<Page> {
    let contents = all_contents(cx, topic);
    let (heading, part) = contents.iter().find(|(known, _)| *known == heading)?;
    let rows = part.rows(cx, topic);
    let title = format!("{}: {}", cx.dossier.name(topic), heading.to_lowercase());
    let blocks = Block::part("All of them", None, rows, Block::Rows);
    (!blocks.is_empty()).then(|| Page { blocks, ..Page::new(&title, "") })
}

/// What refers to a topic and is not on its page already, each with every sentence; of one entry alone where that is
/// meant.
pub(super) fn referring(cx: Context<'_>, topic: Topic, from: Option<EntryId>) -> Option<Page> {
    let ties = references(cx, topic, &all_contents(cx, topic)).into_iter();
    let ties: Vec<&Tie> = ties.filter(|tie| from.is_none_or(|from| tie.from == from)).collect();
    let name = cx.dossier.name(topic);
    let title = match from {
        Some(from) => format!("{name} in {}", cx.dossier.name(Topic::Entry(from))),
        None => format!("What refers to {name}"),
    };
    let blocks = backlinks::whole(cx, &ties);
    (!blocks.is_empty()).then(|| Page { blocks, ..Page::new(&title, "") })
}

/// The page of a term.
pub(super) fn term(cx: Context<'_>, topic: Topic, term: &Term) -> Page {
    let mut page = Page::new(term.name(), &words::kind_of_term(term));
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
    page.blocks.extend(backlinks::list(cx, &references(cx, topic, &contents)));
    page
}

/// What refers to the topic, but for what these parts of its page have shown already.
fn references<'a>(cx: Context<'a>, topic: Topic, contents: &Contents) -> Vec<&'a Tie> {
    let shown = contents.iter().flat_map(|(_, part)| part.records_elsewhere(cx, topic));
    let shown: HashSet<(EntryId, usize)> = shown.collect();
    let is_shown = |key| contents.iter().any(|(_, part)| part.keys().contains(&key));
    let ties = cx.dossier.to(topic).into_iter().filter(|tie| match (&tie.at, tie.how) {
        _ if Topic::Entry(tie.from) == topic => false,
        (Where::Record(index, _), _) if shown.contains(&(tie.from, *index)) => false,
        (_, How::Field(key)) => !is_shown(key),
        (_, How::Link | How::Mention) => true,
    });
    ties.collect()
}

/// The parts on the page of a topic, those that say something.
fn blocks(cx: Context<'_>, topic: Topic, contents: &Contents) -> Vec<Block> {
    let own = topic.entry().and_then(|id| Some((id, cx.dossier.get(id)?)));
    // A page that only begins ends where its text is cut.
    let is_cut = |part: &Part| match (part, topic.entry().filter(|_| cx.starts)) {
        (Prose, Some(id)) => cx.view.body(id).is_some_and(Body::is_long),
        (Attached, Some(id)) => passage::is_long(cx.view, id),
        _ => false,
    };
    let until = contents.iter().position(|(_, part)| is_cut(part)).map_or(contents.len(), |at| at + 1);
    let parts = contents.iter().take(until).flat_map(|(heading, part)| match (part, own) {
        (Prose, Some((id, _))) => prose::blocks(cx, id, heading),
        (Attached, Some((id, _))) => passage::text(cx, id, heading),
        (Details, Some((id, entry))) => Block::uncounted(heading, facts::details(cx, id, entry)),
        _ => fold::part(cx, topic, heading, part.rows(cx, topic)),
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
            (About | Own(..), None) | (Prose | Attached | Details, _) => Vec::new(),
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
            About | Own(..) | Prose | Attached | Details => &[],
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

/// The campaigns that name the topic under that own key, each once.
fn campaign_ids(cx: Context<'_>, topic: Topic, key: Key) -> Vec<EntryId> {
    let mut seen = HashSet::new();
    let ties = cx.dossier.to(topic).into_iter();
    let ids = ties.filter(|tie| tie.how == How::Field(key) && matches!(tie.at, Where::Own(_))).map(|tie| tie.from);
    ids.filter(|id| seen.insert(*id)).collect()
}

fn campaigns(cx: Context<'_>, topic: Topic, key: Key) -> Vec<Row> {
    let ids = campaign_ids(cx, topic, key).into_iter();
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
    let date = entry.fields.date(Key::Date).and_then(|date| date.first().value.clone());
    let row = Row { weight: (0, date), ..Row::new(Text::new(Role::Link, entry.name()), figure, marks) };
    // A name that holds its date has said it.
    let is_said = date_is_in_name(entry);
    let details: &[(Key, &str)] = if is_said { &[(Key::Status, "")] } else { &[(Key::Date, ""), (Key::Status, "")] };
    row.to(cx.stop(Topic::Entry(id))).with(LineRole::Brief, own.details(details))
}
