//! What refers here: every entry that names the page's subject, those that say most of it first, each with the sentences that do.
//! Must never leave one out but those that stand on the page already, nor tell more of a citation than it is of.

mod recorded;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::entry::{Key, Markup};
use crate::value::{Paragraphs, Place};
use crate::whole::{self, EntryId, How, Sentences, Spot, Tie, Topic, Where};

use self::recorded::Recorded;
use super::draft::Draft;
use super::words::{self, DOT};
use super::{Block, LineRole, Opens, Role, Row, Text};

/// So many sentences of an entry are told; the others are counted, unless it is but one more.
const MOST: usize = 3;

/// What one entry says of the subject: each sentence once, in the order of its page.
struct Said<'a> {
    from: EntryId,
    /// What ties it without a sentence: "is about it", "cites it".
    plain: Vec<Sentence<'a>>,
    sentences: Vec<Sentence<'a>>,
}

/// A sentence with the ties that stand in it.
struct Sentence<'a> {
    text: String,
    ties: Vec<&'a Tie>,
}

impl Draft<'_> {
    /// Everything that refers to the topic; `told` says which keys' ties the page has shown already.
    pub(super) fn list_references(&mut self, topic: Topic, told: &[Key]) {
        let dossier = self.dossier;
        let shown = |tie: &&Tie| match (&tie.at, tie.how) {
            (Where::Record(index, _), _) if self.shows_record(tie.from, *index) => true,
            (_, How::Field(key)) => told.contains(&key),
            (_, How::Link | How::Mention) => false,
        };
        let ties: Vec<&Tie> =
            dossier.to(topic).into_iter().filter(|tie| Topic::Entry(tie.from) != topic && !shown(tie)).collect();
        self.references(&ties);
    }

    /// These ties under their heading, entry by entry. All are to one topic.
    pub(super) fn references(&mut self, ties: &[&Tie]) {
        let mut said = self.gathered(ties);
        if said.is_empty() {
            return;
        }
        said.sort_by_key(|said| Reverse(said.sentences.len()));
        self.heading(2, "What refers here", Some(said.len()), Some(Place::References));
        let rows = said.iter().map(|said| self.reference_row(said)).collect();
        self.block(Block::Rows(rows));
    }

    fn gathered<'t>(&self, ties: &[&'t Tie]) -> Vec<Said<'t>> {
        // The entries stay in the order of the lists.
        let mut by_entry: Vec<(EntryId, Vec<&Tie>)> = Vec::new();
        let mut at: HashMap<EntryId, usize> = HashMap::new();
        for tie in ties {
            let index = *at.entry(tie.from).or_insert_with(|| {
                by_entry.push((tie.from, Vec::new()));
                by_entry.len() - 1
            });
            if let Some((_, of_entry)) = by_entry.get_mut(index) {
                of_entry.push(tie);
            }
        }
        by_entry.into_iter().map(|(from, ties)| self.said_by(from, ties)).collect()
    }

    fn said_by<'t>(&self, from: EntryId, mut ties: Vec<&'t Tie>) -> Said<'t> {
        ties.sort_by_key(|tie| place(&tie.at));
        let headings = self.headings(from);
        let spoken = Sentences::new(self.view, from);
        let mut recorded: Option<(usize, Recorded)> = None;
        let mut all = Collected::default();
        let mut last: Option<(whole::Sentence, (bool, usize))> = None;
        for tie in ties {
            // Headings name things too, but say nothing of them.
            if matches!(tie.at, Where::Prose(at) if headings.binary_search(&at.prose()).is_ok()) {
                continue;
            }
            let sentence = spoken.at(&tie.at);
            // What a record says for a tie depends on the tie.
            let is_prose = matches!(tie.at, Where::Prose(_));
            let again = last.filter(|(before, _)| is_prose && sentence.as_ref() == Some(before)).map(|(_, at)| at);
            let at = again.or_else(|| {
                let text = match (&tie.at, tie.how) {
                    (Where::Own(_), How::Field(_)) => String::new(),
                    (Where::Own(key), _) if *key == Key::Title || *key == Key::Name => return None,
                    (Where::Extra | Where::Attached(_), _) => return None,
                    (Where::Own(_) | Where::Prose(_), _) => {
                        sentence.as_ref().map(|sentence| spoken.words(sentence)).unwrap_or_default()
                    }
                    (Where::Record(index, _), _) => {
                        if recorded.as_ref().is_none_or(|(known, _)| known != index) {
                            recorded = self.recorded(tie, *index).map(|record| (*index, record));
                        }
                        recorded.as_ref().map(|(_, record)| record.in_words(tie)).unwrap_or_default()
                    }
                };
                match (text.is_empty(), tie.how) {
                    (false, _) => Some(all.place(false, text)),
                    (true, How::Field(key)) => Some(all.place(true, words::tied_by(key))),
                    (true, How::Link | How::Mention) => None,
                }
            });
            if let Some(at) = at {
                all.add(at, tie);
            }
            last = sentence.zip(at);
        }
        Said { from, plain: all.plain, sentences: all.sentences }
    }

    /// Which proses of an entry are headings; they ascend.
    fn headings(&self, id: EntryId) -> Vec<usize> {
        let mut headings = Vec::new();
        let mut index = 0;
        for block in self.view.body(id).map(|body| body.blocks.as_slice()).unwrap_or_default() {
            if matches!(block, Markup::Heading { .. }) {
                headings.push(index);
            }
            index += block.proses().len();
        }
        headings
    }

    fn reference_row(&mut self, said: &Said) -> Row {
        let topic = Topic::Entry(said.from);
        let name = self.dossier.name(topic).to_owned();
        let say = format!("{name}: {}", self.about(topic));
        let stop = self.stop(Opens::Spot(topic.into()), say.as_str());
        let kind = self.dossier.get(said.from).map(words::short_kind).unwrap_or_default();
        let name = Text::new(Role::Link, name).with(Role::Dim, format!("{DOT}{kind}"));
        let mut row = Row { stop: Some(stop), name, ..Row::default() };
        let mut plain = Text::default();
        for tied in &said.plain {
            let tied = self.sentence_text(tied, Role::Dim);
            plain.join(Role::Dim, DOT, tied);
        }
        row.say(LineRole::Sentence, plain);
        let more = said.sentences.len().saturating_sub(MOST);
        let most = if more > 1 { MOST } else { said.sentences.len() };
        for sentence in said.sentences.iter().take(most) {
            row.say(LineRole::Sentence, self.sentence_text(sentence, Role::Plain));
        }
        if more > 1 {
            let stop = self.stop(Opens::Spot(topic.into()), say);
            let mut text = Text::default();
            text.push(Role::Link, Some(stop), format!("and {more} more"));
            row.say(LineRole::Sentence, text);
        }
        row
    }

    /// Where in its entry a tie stands, where that can be opened.
    fn opens_tie(&self, tie: &Tie) -> Option<Opens> {
        match tie.at {
            Where::Record(index, _) => {
                self.record_place(tie.from, index).map(|place| Opens::Spot(Spot::at(tie.from, place)))
            }
            Where::Own(Key::Summary | Key::Note) | Where::Extra | Where::Prose(_) | Where::Attached(_) => None,
            Where::Own(key) => Some(Opens::Card(Spot::at(tie.from, key.place()))),
        }
    }

    fn sentence_text(&mut self, sentence: &Sentence, role: Role) -> Text {
        let opens = sentence.ties.first().and_then(|tie| self.opens_tie(tie));
        let stop = opens.map(|opens| self.stop(opens, sentence.text.as_str()));
        let mut text = Text::default();
        text.push(role, stop, sentence.text.as_str());
        text.push(Role::Dim, None, cited(&sentence.ties));
        text
    }
}

/// Sentences as they are found, each once.
#[derive(Default)]
struct Collected<'a> {
    plain: Vec<Sentence<'a>>,
    sentences: Vec<Sentence<'a>>,
    known: HashMap<(bool, String), usize>,
}

impl<'a> Collected<'a> {
    /// Whether it is plain, and its number among its like.
    fn place(&mut self, plain: bool, text: String) -> (bool, usize) {
        let all = if plain { &mut self.plain } else { &mut self.sentences };
        let at = *self.known.entry((plain, text)).or_insert_with_key(|(_, text)| {
            all.push(Sentence { text: text.clone(), ties: Vec::new() });
            all.len() - 1
        });
        (plain, at)
    }

    fn add(&mut self, (plain, at): (bool, usize), tie: &'a Tie) {
        let all = if plain { &mut self.plain } else { &mut self.sentences };
        if let Some(sentence) = all.get_mut(at) {
            sentence.ties.push(tie);
        }
    }
}

/// Where on its page a tie stands: the summary, the own keys, the records, the prose.
fn place(at: &Where) -> (u8, usize, usize) {
    match at {
        Where::Own(Key::Summary) => (0, 0, 0),
        Where::Own(Key::Note) => (4, 0, 0),
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
