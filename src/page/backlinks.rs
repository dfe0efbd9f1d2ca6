//! What refers here: every entry that names the page's subject, each with the sentences that do. Must never leave one out but
//! those that stand on the page already.

use std::collections::{HashMap, HashSet};

use crate::entry::{Block as Written, Key, Record, RecordKind, Value};
use crate::value::{At, Loc, Reference};
use crate::whole::{EntryId, How, Spoken, Tie, Topic, Where};

use super::draft::Draft;
use super::words::{self, DOT};
use super::{Anchor, Block, CardOf, Opens, Role, Row, Text};

/// What one entry says of the subject: each sentence once, in the order of its page.
struct Said<'a> {
    from: EntryId,
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
        let shown = |tie: &&Tie| match tie.how {
            How::Field(key) => told.contains(&key),
            How::Link | How::Mention => false,
        };
        let ties: Vec<&Tie> =
            dossier.to(topic).into_iter().filter(|tie| Topic::Entry(tie.from) != topic && !shown(tie)).collect();
        self.references(&ties);
    }

    /// These ties under their heading, entry by entry.
    pub(super) fn references(&mut self, ties: &[&Tie]) {
        let said = self.gathered(ties);
        if said.is_empty() {
            return;
        }
        self.heading(2, "What refers here", Some(said.len()), Some(Anchor::References));
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
        let mut spoken = Spoken::new(self.dossier, self.bodies, from);
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut last: Option<(&Tie, usize)> = None;
        for tie in ties {
            // Headings name things too, but say nothing of them.
            if matches!(tie.at, Where::Prose { index, .. } if headings.binary_search(&index).is_ok()) {
                continue;
            }
            let again = last.filter(|(before, _)| spoken.are_one(&before.at, &tie.at)).map(|(_, at)| at);
            let at = again.or_else(|| {
                let text = self.words_of(tie, &mut spoken);
                (!text.is_empty()).then(|| {
                    *known.entry(text).or_insert_with_key(|text| {
                        sentences.push(Sentence { text: text.clone(), ties: Vec::new() });
                        sentences.len() - 1
                    })
                })
            });
            if let Some(sentence) = at.and_then(|at| sentences.get_mut(at)) {
                sentence.ties.push(tie);
            }
            last = at.map(|at| (tie, at));
        }
        Said { from, sentences }
    }

    /// Which proses of an entry are headings; they ascend.
    fn headings(&self, id: EntryId) -> Vec<usize> {
        let mut headings = Vec::new();
        let mut index = 0;
        for block in self.bodies.body(id).map(|body| body.blocks.as_slice()).unwrap_or_default() {
            if matches!(block, Written::Heading { .. }) {
                headings.push(index);
            }
            index += block.proses().len();
        }
        headings
    }

    /// What a tie says: its sentence, or its field in few words.
    fn words_of(&self, tie: &Tie, spoken: &mut Spoken<'_>) -> String {
        let record = |index: usize| self.dossier.get(tie.from).and_then(|entry| entry.records.get(index));
        match (&tie.at, tie.how) {
            (Where::Own(_), How::Field(key)) => words::tied_by(key),
            (Where::Record(index, _), _) => match record(*index) {
                Some(record) => self.record_in_words(record, tie),
                None => String::new(),
            },
            (Where::Own(_) | Where::Prose { .. }, _) => spoken.sentence(&tie.at),
        }
    }

    /// A record in words, as far as they are what the tie is about: where it is a citation, only what is told from there.
    fn record_in_words(&self, record: &Record, tie: &Tie) -> String {
        let told = |keys: &[Key]| parts(keys.iter().map(|key| self.told_by(record, *key, tie)));
        let called = |key: Key| match self.told_by(record, key, tie) {
            none if none.is_empty() => self.first_reading(record, key, tie.from),
            told => told,
        };
        let words = match record.kind {
            RecordKind::Contract => {
                let with = called(Key::With);
                let with = if with.is_empty() { with } else { format!("with {with}") };
                parts([called(Key::Title), told(&[Key::Amount, Key::Status]), with])
            }
            RecordKind::Figure => parts([called(Key::Title), told(&[Key::Count, Key::Amount])]),
            RecordKind::Event => parts([called(Key::Title), told(&[Key::Date])]),
            RecordKind::Signatures => parts(["signed".to_owned(), told(&[Key::Count]), called(Key::Signers)]),
            RecordKind::Demand => headed("asks", told(&[Key::Text])),
            RecordKind::Statement => headed(&called(Key::Speaker), told(&[Key::Text])),
        };
        if words.is_empty() { format!("cites it for the {}", words::one(record.kind)) } else { words }
    }

    /// What a record says under that key: of a citation the readings that it is of (its own, or those without any of their own
    /// where it is the record's); of any other tie the first, with the sign of agreement.
    fn told_by(&self, record: &Record, key: Key, tie: &Tie) -> String {
        let Some(value) = record.fields.get(key) else { return String::new() };
        if tie.how != How::Field(Key::Cites) {
            let sign = match value {
                Value::Count(_) | Value::Money(_) => value.agreement().mark(),
                Value::Text(_) | Value::Names(_) | Value::References(_) | Value::Date(_) | Value::Number(_) => "",
            };
            return [self.first_reading(record, key, tie.from).as_str(), sign].join(" ").trim_end().to_owned();
        }
        let is_meant = |cite: &At<Reference>| self.is_of(cite, tie);
        let of_record = record.fields.cites().any(is_meant);
        let mut told: Vec<String> = Vec::new();
        for said in self.said(key, value, tie.from) {
            let holds = if said.cites.is_empty() { of_record } else { said.cites.iter().any(is_meant) };
            let text = said.plain();
            if holds && !told.contains(&text) {
                told.push(text);
            }
        }
        told.join(" / ")
    }

    fn first_reading(&self, record: &Record, key: Key, from: EntryId) -> String {
        let said = record.fields.get(key).map(|value| self.said(key, value, from));
        said.and_then(|said| said.into_iter().next()).map(|said| said.plain()).unwrap_or_default()
    }

    /// Whether a citation is of what the tie leads to, or of a part of it.
    fn is_of(&self, cite: &At<Reference>, tie: &Tie) -> bool {
        let resolution = self.dossier.resolve(&cite.value, Some(tie.from));
        resolution.target().filter(|target| target.topic == tie.to.topic).is_some_and(|target| {
            match (&target.loc, &tie.to.loc) {
                (Some(Loc::Paragraphs(one)), Some(Loc::Paragraphs(other))) => one.overlaps(other),
                (one, other) => one == other || one.is_none() || other.is_none(),
            }
        })
    }

    fn reference_row(&mut self, said: &Said) -> Row {
        let topic = Topic::Entry(said.from);
        let name = self.dossier.name(topic).to_owned();
        let stop = self.stop(Opens::Topic(topic), format!("{name}: {}", self.about(topic)));
        let kind = self.dossier.get(said.from).map(words::short_kind).unwrap_or_default();
        let mut sentences = Vec::new();
        for sentence in &said.sentences {
            let opens = sentence.ties.first().and_then(|tie| opens_tie(tie));
            let inner = opens.map(|opens| self.stop(opens, sentence.text.as_str()));
            let own = sentence.ties.iter().all(|tie| matches!((&tie.at, tie.how), (Where::Own(_), How::Field(_))));
            let mut text = Text::default();
            text.push(if own { Role::Dim } else { Role::Plain }, inner, sentence.text.as_str());
            text.push(Role::Dim, None, cited(&sentence.ties));
            sentences.push(text);
        }
        let name = Text::new(Role::Link, name).with(Role::Dim, format!("{DOT}{kind}"));
        Row { stop: Some(stop), name, sentences, ..Row::default() }
    }
}

/// Those that say something, in one line.
fn parts(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(DOT)
}

/// The text after what it is; nothing where there is no text.
fn headed(head: &str, text: String) -> String {
    if head.is_empty() || text.is_empty() { text } else { format!("{head}: {text}") }
}

/// Where in its entry a tie stands, where that can be opened.
fn opens_tie(tie: &Tie) -> Option<Opens> {
    match tie.at {
        Where::Record(index, _) => Some(Opens::Record(tie.from, index)),
        Where::Own(Key::Summary | Key::Note) | Where::Prose { .. } => None,
        Where::Own(key) => Some(Opens::Card(tie.from, CardOf::Key(key))),
    }
}

/// Where on its page a tie stands: the summary, the own keys, the records, the prose.
fn place(at: &Where) -> (u8, usize, usize) {
    match at {
        Where::Own(Key::Summary) => (0, 0, 0),
        Where::Own(Key::Note) => (4, 0, 0),
        Where::Own(_) => (1, 0, 0),
        Where::Record(index, _) => (2, *index, 0),
        Where::Prose { index, range } => (3, *index, range.start),
    }
}

/// The paragraphs that these ties are to: " ¶3 ¶5–6".
fn cited(ties: &[&Tie]) -> String {
    let mut seen = HashSet::new();
    let mut cited = String::new();
    for tie in ties {
        if let Some(Loc::Paragraphs(paragraphs)) = &tie.to.loc
            && seen.insert(paragraphs)
        {
            cited.push(' ');
            cited.push_str(&words::paragraphs(paragraphs));
        }
    }
    cited
}
