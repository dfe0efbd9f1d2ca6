//! What refers here: every entry that names the page's subject, each with the sentences that do. Must never leave one out but
//! those that stand on the page already.

use crate::entry::Key;
use crate::whole::{EntryId, How, Tie, Topic, Where, sentence};

use super::draft::Draft;
use super::{Anchor, Block, CardOf, Opens, Role, Row, Text, words};

/// What one entry says of the subject: each sentence once, with where it leads.
struct Said {
    from: EntryId,
    sentences: Vec<(String, Option<Opens>)>,
}

impl Draft<'_> {
    /// Everything that refers to the topic, by kind of entry; `told` says which ties the page has shown already.
    pub(super) fn list_references(&mut self, topic: Topic, told: &[Key]) {
        let dossier = self.dossier;
        let shown = |tie: &&Tie| match tie.how {
            How::Field(key) => told.contains(&key),
            How::Link | How::Mention => false,
        };
        let ties: Vec<&Tie> = dossier.to(topic).into_iter().filter(|tie| Topic::Entry(tie.from) != topic && !shown(tie)).collect();
        self.references(&ties);
    }

    /// These ties under their heading.
    pub(super) fn references(&mut self, ties: &[&Tie]) {
        let said = self.gathered(ties);
        if said.is_empty() {
            return;
        }
        self.heading(2, "What refers here", Some(said.len()), Some(Anchor::References));
        let rows = said.iter().map(|said| self.reference_row(said)).collect();
        self.block(Block::Rows(rows));
    }

    fn gathered(&self, ties: &[&Tie]) -> Vec<Said> {
        let mut all: Vec<Said> = Vec::new();
        for tie in ties {
            let said = match tie.how {
                How::Field(key) if matches!(tie.at, Where::Own(_)) => words::tied_by(key),
                How::Field(_) | How::Link | How::Mention => sentence(self.dossier, self.bodies, tie),
            };
            let opens = self.opens_tie(tie);
            let at = all.iter().position(|known| known.from == tie.from).unwrap_or_else(|| {
                all.push(Said { from: tie.from, sentences: Vec::new() });
                all.len() - 1
            });
            if let Some(known) = all.get_mut(at) {
                if !said.is_empty() && known.sentences.iter().all(|(text, _)| *text != said) {
                    known.sentences.push((said, opens));
                }
            }
        }
        all
    }

    /// Where in its entry a tie stands, where that can be opened.
    fn opens_tie(&self, tie: &Tie) -> Option<Opens> {
        match tie.at {
            Where::Record(index, _) => Some(Opens::Record(tie.from, index)),
            Where::Own(Key::Summary) | Where::Prose { .. } => None,
            Where::Own(key) => Some(Opens::Card(tie.from, CardOf::Key(key))),
        }
    }

    fn reference_row(&mut self, said: &Said) -> Row {
        let topic = Topic::Entry(said.from);
        let name = self.dossier.name(topic).to_owned();
        let stop = self.stop(Opens::Topic(topic), format!("{name}: {}", self.about(topic)));
        let kind = self.dossier.get(said.from).map(words::short_kind).unwrap_or_default();
        let mut under = Vec::new();
        for (sentence, opens) in &said.sentences {
            let inner = opens.as_ref().map(|opens| self.stop(opens.clone(), String::new()));
            let mut text = Text::default();
            text.push(Role::Plain, inner, sentence.as_str());
            under.push(text);
        }
        Row { stop: Some(stop), name: Text::new(Role::Link, name), figure: Text::new(Role::Dim, kind), under, ..Row::default() }
    }
}
