//! Why something was found, in few words: where what was asked for stands, and how it is found there. Must never decide
//! what holds.

use super::ast::Words;
use super::rank::Best;
use super::searched::any_in;
use super::snippets::{Goal, Snippets};
use crate::entry::{Entry, Key, Record};
use crate::text::fold::Needle;
use crate::whole::{How, View, Where, record_texts, texts};

/// So many places are told.
const PLACES: usize = 3;

impl Snippets<'_> {
    /// Where the words stand that are asked for, what weighs most first, and how they are found where that is not as
    /// they were typed: `name, contract, text · another ending`. Empty where no words are asked for.
    #[must_use]
    pub fn why(&self, best: Best) -> String {
        let Some(entry) = self.view.dossier.get(best.entry).filter(|_| !self.goals.is_empty()) else {
            return String::new();
        };
        let record = best.record.and_then(|place| Some((place, entry.records.get(place)?)));
        let mut seen = Seen::new(&self.goals);
        match record {
            Some((place, record)) => in_record(&mut seen, entry, place, record),
            None => self.view.passing(|view| in_entry(&mut seen, view, best, entry)),
        }
        seen.said()
    }
}

fn in_record(seen: &mut Seen<'_>, entry: &Entry, place: usize, record: &Record) {
    record_texts(place, record).for_each(|text| seen.look(&text.written, || key_words(text.at.key())));
    entry.names().for_each(|name| seen.look(name, || format!("name of the {}", entry.kind.singular())));
}

fn in_entry(seen: &mut Seen<'_>, view: View<'_>, best: Best, entry: &Entry) {
    seen.look(entry.name(), || "name".to_owned());
    for text in texts(view, best.entry) {
        seen.look(&text.read(), || match &text.at {
            Where::Own(key) if *key == entry.kind.name_key() => "name".to_owned(),
            Where::Own(Key::AlsoKnownAs) => "other name".to_owned(),
            Where::Own(key) => key_words(Some(*key)),
            Where::Record(place, _) => {
                entry.records.get(*place).map_or_else(String::new, |record| record.kind.singular().to_owned())
            }
            Where::Extra => "key of its own".to_owned(),
            Where::Prose(_) => "text".to_owned(),
            Where::Attached(_) => "full text".to_owned(),
        });
    }
    let topics: Vec<_> = seen.goals.iter().flat_map(|goal| &goal.topics).collect();
    for tie in view.dossier.from(best.entry).iter().filter(|tie| topics.contains(&&tie.to.topic)) {
        seen.add(match tie.how {
            How::Mention => "mention".to_owned(),
            How::Link => "link".to_owned(),
            How::Field(key) => key_words(Some(key)),
        });
    }
}

fn key_words(key: Option<Key>) -> String {
    key.map(Key::words).unwrap_or_default()
}

/// The places where something that is asked for was seen, and how it was found there.
struct Seen<'a> {
    goals: &'a [Goal],
    places: Vec<String>,
    ways: Vec<Way<'a>>,
}

/// How words that are asked for are found.
struct Way<'a> {
    goal: &'a Goal,
    words: &'a Words,
    /// As they were typed.
    typed: Needle,
    /// Otherwise than they were typed, as far as they were seen; empty where they were seen as they were.
    how: Option<&'static str>,
}

impl<'a> Seen<'a> {
    fn new(goals: &'a [Goal]) -> Self {
        let asked = goals.iter().flat_map(|goal| goal.asked.iter().map(move |words| (goal, words)));
        let ways = asked.map(|(goal, words)| {
            let typed = if words.phrase { words.needle.clone() } else { Needle::word(&words.text) };
            Way { goal, words, typed, how: None }
        });
        Self { goals, places: Vec::new(), ways: ways.collect() }
    }

    fn look(&mut self, text: &str, place: impl FnOnce() -> String) {
        if self.goals.iter().any(|goal| any_in(&goal.needles, text)) {
            self.add(place());
            self.ways.iter_mut().for_each(|way| way.look(text));
        }
    }

    fn add(&mut self, place: String) {
        if !place.is_empty() && !self.places.contains(&place) {
            self.places.push(place);
        }
    }

    fn said(self) -> String {
        let mut parts = vec![self.places.into_iter().take(PLACES).collect::<Vec<_>>().join(", ")];
        for way in self.ways.into_iter().filter_map(|way| way.how) {
            if !parts.iter().any(|part| part == way) {
                parts.push(way.to_owned());
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}

impl Way<'_> {
    fn look(&mut self, text: &str) {
        if self.typed.is_in(text) {
            self.how = Some(if self.words.is_near() { "near each other" } else { "" });
        } else if self.how.is_none() && any_in(&self.goal.needles, text) {
            self.how = Some(if self.words.needle.is_in(text) { "another ending" } else { "another name" });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::bundled;
    use crate::query::{self, Snippets, answers};

    /// Why the first answers are answers.
    fn whys(text: &str) -> Vec<String> {
        let read = bundled();
        let query = query::parse(text, &read.dossier).unwrap();
        let snippets = Snippets::new(&query, read.view());
        answers(&query, read.view()).into_iter().map(|best| snippets.why(best)).collect()
    }

    #[test]
    fn it_is_told_where_and_how() {
        assert!(whys("palantir")[0].starts_with("name, "), "{:?}", whys("palantir"));
        assert!(whys("palantir").iter().any(|why| why.contains("with")), "a contract with it: {:?}", whys("palantir"));
        assert!(whys("deporting").iter().any(|why| why.ends_with(" · another ending")), "{:?}", whys("deporting"));
        assert!(whys("deporting").iter().any(|why| !why.contains("ending")), "where it stands as it was typed");
        let by_name = whys("\"Immigration and Customs Enforcement\"");
        assert!(by_name.iter().any(|why| why.ends_with("another name")), "{by_name:?}");
        let near = whys("\"amazon palantir\"~5");
        assert!(!near.is_empty() && near.iter().all(|why| why.ends_with("near each other")), "{near:?}");
        assert!(whys("agency:ICE").iter().any(|why| why.contains("mention")), "{:?}", whys("agency:ICE"));
        assert!(whys("date:2018").iter().all(String::is_empty), "no words are asked for");
    }
}
