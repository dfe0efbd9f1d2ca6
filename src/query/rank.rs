//! The order of what words find: what answers them best comes first. Must never drop a hit, nor rank where the filter
//! asks for an order of its own.
//!
//! BM25F: the words of a name count more than those of a record, these more than prose, and a word in a short entry
//! more than in a long one (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::ast::Search;
use super::bind::Ground;
use super::searched::needles;
use super::{Hit, Query, eval, holding, records};
use crate::text::fold::Needle;
use crate::whole::{EntryId, View, Where, record_texts, texts};

/// How soon more of the same word counts little more: the usual value.
const SATURATION: f64 = 1.2;
/// How much a long entry's words count less: the usual value, of 0 to 1.
const LENGTH: f64 = 0.75;
/// What a word counts in the name that an entry has in lists.
const IN_NAME: f64 = 8.0;
/// The same in a record.
const IN_RECORD: f64 = 3.0;
/// The same under the entry's own keys, its summary among them.
const IN_OWN: f64 = 2.0;

/// What a text or several have of the words: how often each, weighed by where it stands, and how long they are.
#[derive(Debug, Clone)]
struct Measure {
    weights: Vec<f64>,
    length: f64,
}

/// A place that answers: an entry, or one of its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best {
    /// The entry.
    pub entry: EntryId,
    /// The place in [`Entry::records`](crate::entry::Entry::records) of the record that answers.
    pub record: Option<usize>,
}

impl Best {
    fn of(entry: EntryId) -> Self {
        Self { entry, record: None }
    }
}

/// The entries that hold, those that answer the filter's words best first; as it sorts them where it does. All of them,
/// whatever limit it asks for.
#[must_use]
pub fn ranked<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<Hit> {
    let ground: Ground<'a> = over.into();
    let query = query.unlimited();
    let sought = sought(&query, ground);
    if sought.is_empty() {
        return eval(&query, ground);
    }
    best_first(scored_entries(&query, ground, &sought).into_iter().map(|it| (it.score, it.hit)))
}

/// The records that the filter finds, those that answer its words best first; as it sorts them where it does. All of
/// them, whatever limit it asks for.
#[must_use]
pub fn ranked_records<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<(EntryId, usize)> {
    let ground: Ground<'a> = over.into();
    let query = query.unlimited();
    let sought = sought(&query, ground);
    if sought.is_empty() {
        return records(&query, ground);
    }
    let scored = scored_records(&query, ground, &sought);
    best_first(scored.into_iter().map(|it| (it.score, (it.entry, it.place))))
}

/// What answers the filter, the best first: the entries that hold, as [`ranked`] has them, and the records that answer
/// better than any paragraph of their entry, or that the filter's braces ask for.
#[must_use]
pub fn answers<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<Best> {
    let ground: Ground<'a> = over.into();
    let query = query.unlimited();
    let of_records = !query.kinds().is_empty();
    let sought = sought(&query, ground);
    if sought.is_empty() {
        let entries = eval(&query, ground).into_iter().map(|hit| Best::of(hit.entry));
        let kept = if of_records { records(&query, ground) } else { Vec::new() };
        return entries.chain(kept.into_iter().map(|(entry, place)| Best { entry, record: Some(place) })).collect();
    }
    let entries = scored_entries(&query, ground, &sought);
    let paragraphs: BTreeMap<EntryId, f64> = entries.iter().map(|it| (it.hit.entry, it.of_paragraph)).collect();
    let records = scored_records(&query, ground, &sought).into_iter().filter(|it| {
        let paragraph = paragraphs.get(&it.entry).copied().unwrap_or_default();
        of_records || it.says_it && it.score > paragraph
    });
    let records = records.map(|it| (it.score, Best { entry: it.entry, record: Some(it.place) }));
    // Where an entry answers by its record alone, that comes first.
    best_first(records.chain(entries.iter().map(|it| (it.score, Best::of(it.hit.entry)))))
}

/// An entry that holds, with how well it answers, and how well its best paragraph alone does.
struct ScoredEntry {
    hit: Hit,
    score: f64,
    of_paragraph: f64,
}

/// A record that is found, with how well it answers, and whether it has any of the words itself.
struct ScoredRecord {
    entry: EntryId,
    place: usize,
    score: f64,
    says_it: bool,
}

fn best_first<T>(scored: impl Iterator<Item = (f64, T)>) -> Vec<T> {
    let mut scored: Vec<(f64, T)> = scored.collect();
    scored.sort_by(|(one, _), (next, _)| next.partial_cmp(one).unwrap_or(Ordering::Equal));
    scored.into_iter().map(|(_, found)| found).collect()
}

fn scored_entries(query: &Query, ground: Ground<'_>, sought: &[Vec<Needle>]) -> Vec<ScoredEntry> {
    let hits = holding(query, ground);
    let measured = hits.iter().map(|hit| ground.view.passing(|view| measures(view, hit.entry, sought)));
    let (wholes, paragraphs): (Vec<Measure>, Vec<Measure>) = measured.unzip();
    let scores = scores(&wholes).into_iter().zip(scores(&paragraphs));
    hits.into_iter().zip(scores).map(|(hit, (score, of_paragraph))| ScoredEntry { hit, score, of_paragraph }).collect()
}

fn scored_records(query: &Query, ground: Ground<'_>, sought: &[Vec<Needle>]) -> Vec<ScoredRecord> {
    let found = records(query, ground);
    let measured = found.iter().filter_map(|(id, place)| {
        let entry = ground.view.dossier.get(*id)?;
        let mut own = Measure::new(sought);
        record_texts(*place, entry.records.get(*place)?).for_each(|text| own.count(&text.written, sought, IN_RECORD));
        let says_it = own.weights.iter().any(|weight| *weight > 0.0);
        // Whose it is counts as little as what a text says.
        entry.names().for_each(|name| own.count(name, sought, 1.0));
        Some((says_it, own))
    });
    let (say_it, measured): (Vec<bool>, Vec<Measure>) = measured.unzip();
    let scored = found.into_iter().zip(scores(&measured)).zip(say_it);
    scored.map(|(((entry, place), score), says_it)| ScoredRecord { entry, place, score, says_it }).collect()
}

/// What is sought by words; nothing where the filter asks for an order of its own.
fn sought(query: &Query, ground: Ground<'_>) -> Vec<Vec<Needle>> {
    if query.is_sorted() {
        return Vec::new();
    }
    query.tree.searches().iter().filter_map(|search| of_words(search, ground.view)).collect()
}

fn of_words(search: &Search<'_>, view: View<'_>) -> Option<Vec<Needle>> {
    let found: Vec<Needle> = search.words.iter().flat_map(|words| needles(words, view.dossier)).collect();
    (!found.is_empty()).then_some(found)
}

impl Measure {
    fn new(sought: &[Vec<Needle>]) -> Self {
        Self { weights: vec![0.0; sought.len()], length: 0.0 }
    }

    /// Counts what a text has, weighed so.
    fn count(&mut self, text: &str, sought: &[Vec<Needle>], weight: f64) {
        self.length += as_number(text.len());
        for (total, needles) in self.weights.iter_mut().zip(sought) {
            let times: usize = needles.iter().map(|needle| needle.find_in(text).len()).sum();
            *total += weight * as_number(times);
        }
    }

    /// Whether it has more of what is sought, or as much of it more often.
    fn has_more_than(&self, other: &Self) -> bool {
        let has = |measure: &Self| {
            let has = measure.weights.iter().filter(|weight| **weight > 0.0).count();
            (has, measure.weights.iter().sum::<f64>())
        };
        has(self) > has(other)
    }

    fn add(&mut self, other: &Self) {
        self.length += other.length;
        self.weights.iter_mut().zip(&other.weights).for_each(|(total, weight)| *total += weight);
    }
}

/// What an entry has of all that is sought, and what the one paragraph has that has most of it.
fn measures(view: View<'_>, id: EntryId, sought: &[Vec<Needle>]) -> (Measure, Measure) {
    let (mut whole, mut best) = (Measure::new(sought), Measure::new(sought));
    if let Some(entry) = view.dossier.get(id) {
        whole.count(entry.name(), sought, IN_NAME);
        whole.length = 0.0;
    }
    for text in texts(view, id) {
        let weight = match text.at {
            Where::Own(_) => IN_OWN,
            Where::Record(..) => IN_RECORD,
            Where::Extra => 1.0,
            Where::Prose(_) | Where::Attached(_) => {
                let mut paragraph = Measure::new(sought);
                paragraph.count(&text.read(), sought, 1.0);
                whole.add(&paragraph);
                if paragraph.has_more_than(&best) {
                    best = paragraph;
                }
                continue;
            }
        };
        whole.count(&text.read(), sought, weight);
    }
    (whole, best)
}

/// How well each answers, from 0 to 1: the share of all that could be.
fn scores(measured: &[Measure]) -> Vec<f64> {
    let all = as_number(measured.len());
    let usual = measured.iter().map(|it| it.length).sum::<f64>() / all.max(1.0);
    let holding =
        |at: usize| measured.iter().filter(|it| it.weights.get(at).is_some_and(|weight| *weight > 0.0)).count();
    let terms = measured.first().map_or(0, |it| it.weights.len());
    let rarity: Vec<f64> = (0..terms)
        .map(|at| {
            let holding = as_number(holding(at));
            ((all - holding + 0.5) / (holding + 0.5) + 1.0).ln()
        })
        .collect();
    let most: f64 = rarity.iter().sum();
    let of_one = |it: &Measure| {
        let norm = SATURATION * (1.0 - LENGTH + LENGTH * it.length / usual.max(1.0));
        let scores = it.weights.iter().zip(&rarity).map(|(weight, rarity)| rarity * weight / (weight + norm));
        scores.sum::<f64>() / most.max(f64::MIN_POSITIVE)
    };
    measured.iter().map(of_one).collect()
}

fn as_number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{bundled, covered};
    use crate::query::parse;

    fn names(view: View<'_>, text: &str) -> Vec<String> {
        let hits = ranked(&parse(text, view.dossier).unwrap(), view);
        hits.iter().filter_map(|hit| Some(view.dossier.get(hit.entry)?.name().to_owned())).collect()
    }

    #[test]
    fn a_name_comes_before_a_record_and_that_before_prose() {
        let long = "words and words ".repeat(50);
        let (dossier, bodies) = covered(&[
            ("articles/a.md", &format!("+++\ntitle = \"A\"\n+++\n\nThe harbour. {long}\n")),
            ("articles/b.md", "+++\ntitle = \"B\"\n+++\n\nThe harbour.\n"),
            (
                "companies/c.md",
                "+++\nname = \"C\"\n[[contracts]]\nid = \"x\"\nwith = \"The harbour\"\n+++\n\nIt has one.\n",
            ),
            ("companies/harbour.md", "+++\nname = \"Harbour\"\n+++\n\nA company.\n"),
        ]);
        assert_eq!(names(View::new(&dossier, &bodies), "harbour"), ["Harbour", "C", "B", "A"]);
    }

    /// What answers, each as its reference.
    fn places(view: View<'_>, text: &str) -> Vec<String> {
        let written = |best: &Best| {
            let entry = view.dossier.get(best.entry)?;
            let record = best.record.and_then(|place| entry.records.get(place));
            Some(record.map_or(entry.id.clone(), |record| format!("{}#{}", entry.id, record.id)))
        };
        answers(&parse(text, view.dossier).unwrap(), view).iter().filter_map(written).collect()
    }

    #[test]
    fn a_record_that_answers_better_than_the_prose_is_a_hit_of_its_own() {
        let (dossier, bodies) = covered(&[
            (
                "companies/c.md",
                "+++\nname = \"C\"\n[[contracts]]\nid = \"harbour\"\nwith = \"The harbour\"\n[[contracts]]\nid = \
                 \"sea\"\nwith = \"The sea\"\n+++\n\nIt has one of the harbour, beside many other things that it has.\n",
            ),
            ("companies/harbour.md", "+++\nname = \"Harbour\"\n[[contracts]]\nid = \"x\"\nwith = \"Y\"\n+++\n"),
        ]);
        let view = View::new(&dossier, &bodies);
        assert_eq!(places(view, "harbour"), ["harbour", "c#harbour", "c"].map(str::to_owned));
        let records = |text: &str| -> Vec<String> {
            let found = ranked_records(&parse(text, &dossier).unwrap(), view).into_iter();
            found.map(|(id, place)| dossier.get(id).unwrap().records[place].id.clone()).collect()
        };
        assert_eq!(records("harbour"), ["harbour", "x"], "what says it before what is only of it");
        assert_eq!(places(view, "sort:title harbour"), ["c", "harbour"], "an order that is asked for is kept");
        assert_eq!(places(view, "contract{with:sea}").len(), 2, "what the braces ask for is an answer, too");
        assert_eq!(places(view, "contract{id:sea}"), ["c", "c#sea"]);
    }

    #[test]
    fn what_is_found_is_what_holds_in_another_order() {
        let read = bundled();
        for text in ["workers", "workers OR palantir", "border agencies", "kind:letter workers", "sort:title workers"] {
            let query = parse(text, &read.dossier).unwrap();
            let mut one: Vec<EntryId> = ranked(&query, read.view()).iter().map(|hit| hit.entry).collect();
            let mut other: Vec<EntryId> = eval(&query, read.view()).iter().map(|hit| hit.entry).collect();
            assert_eq!(one == other, text.starts_with("sort:"), "{text}");
            one.sort_unstable();
            other.sort_unstable();
            assert_eq!(one, other, "{text}");
        }
        assert_eq!(names(read.view(), "palantir limit:1")[0], "Palantir");
    }
}
