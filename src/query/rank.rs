//! The order of what words find: what answers them best comes first. Must never drop a hit, nor rank where the filter
//! asks for an order of its own.
//!
//! BM25F: the words of a name count more than those of a record, these more than prose, and a word in a short entry
//! more than in a long one (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).

use std::cmp::Ordering;

use super::ast::Search;
use super::bind::Ground;
use super::searched::needles;
use super::{Hit, Query, eval, holding};
use crate::text::fold::Needle;
use crate::whole::{EntryId, View, Where, texts};

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

/// What an entry has of the words: how often each, weighed by where it stands, and how long the entry is.
struct Counted {
    hit: Hit,
    weights: Vec<f64>,
    length: f64,
}

/// The entries that hold, those that answer the filter's words best first, as many as it wants; as it sorts them where
/// it does.
#[must_use]
pub fn ranked<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<Hit> {
    let ground: Ground<'a> = over.into();
    let searches = query.tree.searches();
    let sought: Vec<Vec<Needle>> = searches.iter().filter_map(|search| of_words(search, ground.view)).collect();
    if query.is_sorted() || sought.is_empty() {
        return eval(query, ground);
    }
    let counted: Vec<Counted> = holding(query, ground)
        .into_iter()
        .map(|hit| {
            let (weights, length) = ground.view.passing(|view| counts(view, hit.entry, &sought));
            Counted { hit, weights, length }
        })
        .collect();
    let mut scored: Vec<(f64, Hit)> = scores(&counted).into_iter().zip(counted.into_iter().map(|it| it.hit)).collect();
    scored.sort_by(|(one, _), (next, _)| next.partial_cmp(one).unwrap_or(Ordering::Equal));
    scored.truncate(query.limit().unwrap_or(usize::MAX));
    scored.into_iter().map(|(_, hit)| hit).collect()
}

fn of_words(search: &Search<'_>, view: View<'_>) -> Option<Vec<Needle>> {
    let found: Vec<Needle> = search.words.iter().flat_map(|words| needles(words, view.dossier)).collect();
    (!found.is_empty()).then_some(found)
}

/// How often an entry has each of what is sought, weighed, and its length in bytes.
fn counts(view: View<'_>, id: EntryId, sought: &[Vec<Needle>]) -> (Vec<f64>, f64) {
    let mut weights = vec![0.0; sought.len()];
    let mut length = 0;
    let mut count = |text: &str, weight: f64| {
        for (total, needles) in weights.iter_mut().zip(sought) {
            let times: usize = needles.iter().map(|needle| needle.find_in(text).len()).sum();
            *total += weight * as_number(times);
        }
    };
    if let Some(entry) = view.dossier.get(id) {
        count(entry.name(), IN_NAME);
    }
    for text in texts(view, id) {
        let weight = match text.at {
            Where::Own(_) => IN_OWN,
            Where::Record(..) => IN_RECORD,
            Where::Extra | Where::Prose(_) | Where::Attached(_) => 1.0,
        };
        let read = text.read();
        length += read.len();
        count(&read, weight);
    }
    (weights, as_number(length))
}

fn scores(counted: &[Counted]) -> Vec<f64> {
    let all = as_number(counted.len());
    let usual = counted.iter().map(|it| it.length).sum::<f64>() / all.max(1.0);
    let holding =
        |at: usize| counted.iter().filter(|it| it.weights.get(at).is_some_and(|weight| *weight > 0.0)).count();
    let terms = counted.first().map_or(0, |it| it.weights.len());
    let rarity: Vec<f64> = (0..terms)
        .map(|at| {
            let holding = as_number(holding(at));
            ((all - holding + 0.5) / (holding + 0.5) + 1.0).ln()
        })
        .collect();
    let of_one = |it: &Counted| {
        let norm = SATURATION * (1.0 - LENGTH + LENGTH * it.length / usual.max(1.0));
        it.weights.iter().zip(&rarity).map(|(weight, rarity)| rarity * weight / (weight + norm)).sum()
    };
    counted.iter().map(of_one).collect()
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
        assert_eq!(names(read.view(), "palantir limit:1"), ["Palantir"]);
    }
}
