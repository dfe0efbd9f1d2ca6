//! What refers here: every entry that names the page's subject, those that say most of it first, each with the
//! sentences that do. Must never leave one out but those that stand on the page already, nor tell more of a citation
//! than it is of.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::entry::{Key, Markup, OnPage};
use crate::value::{Paragraphs, Place};
use crate::whole::{self, EntryId, How, RecordSentence, Spot, Tie, Topic, Where};

use super::context::Context;
use super::words::{self, DOT};
use super::{Block, LineRole, Opens, Role, Row, Stop, Text, fold};

/// What one entry says of the subject, in the order of its page.
#[derive(Default)]
pub(super) struct Evidence<'a> {
    /// What ties it without a sentence: "is about it", "cites it".
    plain: Sentences<'a>,
    sentences: Sentences<'a>,
}

/// Sentences as they are found, each once.
#[derive(Default)]
struct Sentences<'a> {
    all: Vec<Sentence<'a>>,
    known: HashMap<String, usize>,
}

/// A sentence with the ties that stand in it.
struct Sentence<'a> {
    text: String,
    ties: Vec<&'a Tie>,
}

impl<'a> Sentences<'a> {
    /// One with these ties; what says nothing or has none is none.
    fn add(&mut self, text: String, ties: &[&'a Tie]) {
        if text.is_empty() || ties.is_empty() {
            return;
        }
        let at = *self.known.entry(text).or_insert_with_key(|text| {
            self.all.push(Sentence { text: text.clone(), ties: Vec::new() });
            self.all.len() - 1
        });
        if let Some(sentence) = self.all.get_mut(at) {
            sentence.ties.extend(ties);
        }
    }
}

/// Of a term so many sentences of an entry are told, as they are what its page is for.
const OF_A_TERM: usize = 3;

/// What these ties say under its heading, entry by entry: one sentence, or a line that opens all of them. All are to
/// one topic, in the order of the lists.
pub(super) fn list(cx: Context<'_>, ties: &[&Tie]) -> Vec<Block> {
    let Some(topic) = ties.first().map(|tie| tie.to.topic) else { return Vec::new() };
    let most = if topic.entry().is_some() { 1 } else { OF_A_TERM };
    let entries = by_entry(ties);
    // What is folded away says nothing here: thousands may refer to one company.
    let shown = entries.iter().take(fold::shown(entries.len()));
    let rows = shown.map(|(from, ties)| {
        let evidence = evidence(cx, *from, ties);
        match evidence.sentences.all.len() {
            few if few <= most => row(cx, *from, &evidence),
            many if most == 1 => line(cx, topic, *from, &evidence, many),
            _ => beginning(cx, topic, *from, evidence),
        }
    });
    let all = (entries.len(), Spot::at(topic, Place::References));
    fold::beginning(cx, HEADING, Some(Place::References), rows.collect(), all)
}

/// The same with every sentence.
pub(super) fn whole(cx: Context<'_>, ties: &[&Tie]) -> Vec<Block> {
    let rows = by_entry(ties).into_iter().map(|(from, ties)| row(cx, from, &evidence(cx, from, ties)));
    Block::part(HEADING, Some(Place::References), rows.collect(), Block::Rows)
}

const HEADING: &str = "What refers here";

/// The ties of each entry, those of the most first.
fn by_entry<'a, 't>(ties: &'a [&'t Tie]) -> Vec<(EntryId, &'a [&'t Tie])> {
    let by_entry = ties.chunk_by(|one, next| one.from == next.from);
    let mut found: Vec<_> = by_entry.filter_map(|ties| Some((ties.first()?.from, ties))).collect();
    found.sort_by_key(|(_, ties)| Reverse(ties.len()));
    found
}

/// What an entry says where these ties stand.
pub(super) fn evidence<'t>(cx: Context<'_>, from: EntryId, ties: &[&'t Tie]) -> Evidence<'t> {
    cx.view.passing(|view| told(Context { view, ..cx }, from, ties))
}

fn told<'t>(cx: Context<'_>, from: EntryId, ties: &[&'t Tie]) -> Evidence<'t> {
    let (said, headings) = (whole::Sentences::new(cx.view, from), headings(cx, from));
    let mut ties: Vec<&Tie> = ties.to_vec();
    // Headings name things too, but say nothing of them.
    ties.retain(|tie| !matches!(tie.at, Where::Prose(at) if headings.binary_search(&at.prose()).is_ok()));
    ties.sort_by_key(|tie| place(&tie.at));
    let ties: Vec<(whole::Sentence, &Tie)> =
        ties.into_iter().filter_map(|tie| Some((said.at(&tie.at)?, tie))).collect();
    let mut evidence = Evidence::default();
    for together in ties.chunk_by(|(one, _), (next, _)| one == next) {
        let Some((sentence, first)) = together.first() else { continue };
        let ties: Vec<&Tie> = together.iter().map(|(_, tie)| *tie).collect();
        match sentence {
            whole::Sentence::Record(index) => {
                let Some(record) = cx.record(from, *index) else { continue };
                let sentence = RecordSentence::new(cx.dossier, from, record.record, Some(first.to.topic));
                for tie in ties {
                    evidence.add(tie, sentence.of(tie));
                }
            }
            whole::Sentence::Own(key) => {
                let (plain, spoken): (Vec<&Tie>, Vec<&Tie>) =
                    ties.into_iter().partition(|tie| matches!(tie.how, How::Field(_)));
                for tie in plain {
                    evidence.add(tie, String::new());
                }
                if key.spec().on_page != OnPage::Title {
                    evidence.sentences.add(said.words(sentence), &spoken);
                }
            }
            whole::Sentence::Prose(..) | whole::Sentence::Cell(_) | whole::Sentence::Row(_) => {
                evidence.sentences.add(said.words(sentence), &ties);
            }
        }
    }
    evidence
}

impl<'a> Evidence<'a> {
    /// What it says, in plain words, each with the paragraphs that are meant.
    pub(super) fn into_texts(self) -> impl Iterator<Item = String> {
        let all = self.plain.all.into_iter().chain(self.sentences.all);
        all.map(|sentence| sentence.text + &cited(&sentence.ties))
    }

    /// A tie with what is said there; where nothing is, how it is tied.
    fn add(&mut self, tie: &'a Tie, text: String) {
        match tie.how {
            How::Field(key) if text.is_empty() => self.plain.add(words::tied_by(key), &[tie]),
            How::Field(_) | How::Link | How::Mention => self.sentences.add(text, &[tie]),
        }
    }
}

/// Which proses of an entry are headings; they ascend.
fn headings(cx: Context<'_>, id: EntryId) -> Vec<usize> {
    let mut headings = Vec::new();
    let mut index = 0;
    for block in cx.view.body(id).map(|body| body.blocks.as_slice()).unwrap_or_default() {
        if matches!(block, Markup::Heading { .. }) {
            headings.push(index);
        }
        index += block.proses().len();
    }
    headings
}

/// What opens every sentence of an entry.
fn opens_all(cx: Context<'_>, topic: Topic, from: EntryId, sentences: usize) -> Stop {
    let written = cx.dossier.written(&Spot::page(from));
    let say = format!("{sentences} sentences of {}", cx.dossier.name(Topic::Entry(from)));
    Stop { opens: Opens::Card(Spot::at(topic, Place::From(written.into()))), say }
}

/// An entry with its first sentences and a line that opens all.
fn beginning(cx: Context<'_>, topic: Topic, from: EntryId, mut evidence: Evidence<'_>) -> Row {
    let all = evidence.sentences.all.len();
    evidence.sentences.all.truncate(OF_A_TERM);
    let more = Text::link(Role::Link, opens_all(cx, topic, from, all), format!("and {} more", all - OF_A_TERM));
    row(cx, from, &evidence).with(LineRole::Sentence, more)
}

/// An entry that has more than one sentence, on a line that opens them.
fn line(cx: Context<'_>, topic: Topic, from: EntryId, evidence: &Evidence<'_>, sentences: usize) -> Row {
    let plain = evidence.plain.all.iter().map(|tied| Text::new(Role::Dim, tied.text.as_str()));
    let name = Text::line(Role::Dim, DOT, std::iter::once(name(cx, from)).chain(plain));
    Row::new(name, Text::new(Role::Dim, format!("{sentences} sentences")), Vec::new())
        .to(opens_all(cx, topic, from, sentences))
}

fn name(cx: Context<'_>, from: EntryId) -> Text {
    let kind = cx.dossier.get(from).map(words::short_kind).unwrap_or_default();
    Text::new(Role::Link, cx.dossier.name(Topic::Entry(from))).with(Role::Dim, format!("{DOT}{kind}"))
}

fn row(cx: Context<'_>, from: EntryId, evidence: &Evidence<'_>) -> Row {
    let plain = evidence.plain.all.iter().map(|tied| text(cx, tied, Role::Dim));
    let told = evidence.sentences.all.iter().map(|sentence| text(cx, sentence, Role::Plain));
    Row::new(name(cx, from), Text::default(), Vec::new())
        .to(cx.stop(Topic::Entry(from)))
        .with(LineRole::Sentence, Text::line(Role::Dim, DOT, plain))
        .with_all(LineRole::Sentence, told.collect())
}

/// Where in its entry a tie stands, where that can be opened.
fn opens(cx: Context<'_>, tie: &Tie) -> Option<Opens> {
    match tie.at {
        Where::Record(index, _) => Some(Opens::Spot(Spot::at(tie.from, cx.record(tie.from, index)?.place()))),
        Where::Own(key) if is_said_apart(key) => None,
        Where::Own(key) => Some(Opens::Card(Spot::at(tie.from, key.place()))),
        Where::Extra | Where::Prose(_) | Where::Attached(_) => None,
    }
}

/// Whether the key has no row of its own on the page.
fn is_said_apart(key: Key) -> bool {
    matches!(key.spec().on_page, OnPage::Summary | OnPage::Note)
}

fn text(cx: Context<'_>, sentence: &Sentence<'_>, role: Role) -> Text {
    let said = sentence.text.as_str();
    let opens = sentence.ties.first().and_then(|tie| opens(cx, tie));
    let text = match opens {
        Some(opens) => Text::link(role, Stop { opens, say: said.to_owned() }, said),
        None => Text::new(role, said),
    };
    text.with(Role::Dim, cited(&sentence.ties))
}

/// Where on its page a tie stands: the summary, the own keys, the records, the prose.
fn place(at: &Where) -> (u8, usize, usize) {
    match at {
        Where::Own(key) if key.spec().on_page == OnPage::Summary => (0, 0, 0),
        Where::Own(key) if key.spec().on_page == OnPage::Note => (4, 0, 0),
        Where::Extra => (5, 0, 0),
        Where::Attached(number) => (6, *number, 0),
        Where::Own(_) => (1, 0, 0),
        Where::Record(index, _) => (2, *index, 0),
        Where::Prose(at) => (3, at.prose(), at.range().start),
    }
}

/// The paragraphs that these ties are to, as one: " ¶3–4, 6".
fn cited(ties: &[&Tie]) -> String {
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    for tie in ties {
        ranges.extend(tie.to.place.as_ref().and_then(Place::paragraphs).into_iter().flat_map(Paragraphs::iter));
    }
    ranges.sort_by_key(|range| (*range.start(), *range.end()));
    let mut joined: Vec<RangeInclusive<u32>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if *range.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => joined.push(range),
        }
    }
    let told: Vec<String> = joined
        .iter()
        .map(|range| match (range.start(), range.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        })
        .collect();
    if told.is_empty() { String::new() } else { format!(" ¶{}", told.join(", ")) }
}
