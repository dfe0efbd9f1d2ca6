//! The facets of a dossier: the few fields by which people narrow, with the values that the dossier has, each as a piece
//! of a filter. Must never be a language of its own: what is chosen is a filter, which one could have typed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Query;
use super::ast::Tree;
use super::offers::{typed, values_in_records, values_of};
use crate::entry::{Entry, RecordKind};
use crate::value::Readings;
use crate::whole::Dossier;

/// A field to narrow by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// What it is called.
    pub name: &'static str,
    /// The values that the dossier has, the most frequent first; at most 50.
    pub values: Vec<FacetValue>,
    /// What stands before and after its values in a filter; none where each value is a test of its own.
    around: Option<(&'static str, &'static str)>,
}

/// A value to narrow to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As people read it.
    pub name: String,
    /// As a filter has it.
    typed: String,
}

/// So many values of a facet are offered at most.
const MOST: usize = 50;

/// Fields whose values are their own, with what they are called.
const FIELDS: &[(&str, &str)] = &[
    ("kind", "kind:"),
    ("agency", "agency:"),
    ("company", "company:"),
    ("people", "person:"),
    ("status", "status:"),
    ("tag", "tag:"),
];

/// What a fact stands on, as tests.
const SUPPORT: &[(&str, &str)] = &[
    ("● two witnesses or more", "sources:>1"),
    ("○ one witness", "is:single-source"),
    ("∅ unsourced", "is:unsourced"),
    ("≠ readings differ", "is:disputed"),
];

/// The facets of which the dossier has any value.
#[must_use]
pub fn facets(dossier: &Dossier) -> Vec<Facet> {
    let of_field = |(name, before): &(&'static str, &'static str)| {
        let field = before.trim_end_matches(':');
        Facet { name, values: frequent(values_of(field, dossier)), around: Some((before, "")) }
    };
    let outcomes = values_in_records(RecordKind::Demand, "outcome", dossier);
    let years = Facet { name: "year", values: years(dossier), around: Some(("date:", "")) };
    let outcome = Facet { name: "outcome", values: frequent(outcomes), around: Some(("demand{outcome:", "}")) };
    let support = SUPPORT.iter().map(|(name, test)| FacetValue { name: (*name).to_owned(), typed: (*test).to_owned() });
    let support = Facet { name: "support", values: support.collect(), around: None };
    let mut all: Vec<Facet> = FIELDS.iter().map(of_field).collect();
    all.splice(4..4, [years]);
    let tag = all.len() - 1;
    all.splice(tag..tag, [outcome, support]);
    all.retain(|facet| !facet.values.is_empty());
    all
}

fn frequent(counts: BTreeMap<String, usize>) -> Vec<FacetValue> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let values = counts.into_iter().take(MOST);
    values.map(|(name, _)| FacetValue { typed: typed(&name), name }).collect()
}

/// The years in which something begins, the latest first.
fn years(dossier: &Dossier) -> Vec<FacetValue> {
    let dates = dossier
        .entries()
        .flat_map(|(_, entry)| Entry::all_fields(entry))
        .flat_map(|(_, fields)| fields.iter().filter_map(|field| fields.date(field.key)).flat_map(Readings::values));
    let years: BTreeSet<i16> =
        dates.filter_map(|date| date.earliest().or(date.latest())).map(jiff::civil::Date::year).collect();
    let values = years.into_iter().rev().take(MOST).map(|year| format!("{year:04}"));
    values.map(|year| FacetValue { name: year.clone(), typed: year }).collect()
}

impl Facet {
    /// The piece of a filter that keeps what has any of these values; none where there are none.
    #[must_use]
    pub fn filter(&self, chosen: &BTreeSet<usize>) -> Option<String> {
        let typed: Vec<&str> = chosen.iter().filter_map(|at| self.values.get(*at)).map(|value| &*value.typed).collect();
        match (self.around, typed.as_slice()) {
            (_, []) => None,
            (Some((before, after)), typed) => Some(format!("{before}{}{after}", typed.join(","))),
            (None, [one]) => Some((*one).to_owned()),
            (None, several) => Some(format!("({})", several.join(" OR "))),
        }
    }

    /// The values that a piece of a filter keeps, where it is one of this facet.
    #[must_use]
    pub fn chosen(&self, piece: &str) -> Option<BTreeSet<usize>> {
        let values = if let Some((before, after)) = self.around {
            split(piece.strip_prefix(before)?.strip_suffix(after)?)
        } else {
            let inside = piece.strip_prefix('(').and_then(|piece| piece.strip_suffix(')')).unwrap_or(piece);
            inside.split(" OR ").map(str::to_owned).collect()
        };
        let at = |typed: &String| self.values.iter().position(|value| value.typed == *typed);
        values.iter().map(at).collect::<Option<BTreeSet<usize>>>().filter(|chosen| !chosen.is_empty())
    }
}

/// At the commas outside quotes.
fn split(values: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for character in values.chars() {
        quoted ^= character == '"';
        match parts.last_mut() {
            Some(part) if character != ',' || quoted => part.push(character),
            _ => parts.push(String::new()),
        }
    }
    parts
}

impl Query {
    /// The pieces of which all must hold, each a filter by itself as it is typed, with the order and the limit.
    #[must_use]
    pub fn pieces(&self) -> Vec<String> {
        let piece = |tree: &Tree<_>| match tree {
            Tree::Any(_) => format!("({tree})"),
            Tree::All(_) | Tree::Not(_) | Tree::Leaf(_) => tree.to_string(),
        };
        let trees = match &self.tree {
            Tree::All(inner) => inner.iter().map(piece).collect(),
            tree => vec![piece(tree)],
        };
        let settings = Self { tree: Tree::All(Vec::new()), ..self.clone() }.to_string();
        trees.into_iter().chain(Some(settings).filter(|settings| !settings.is_empty())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::query::{holding, parse};

    #[test]
    fn every_value_is_a_filter_that_is_read_back() {
        let snapshot = fixture::bundled();
        let all = facets(&snapshot.dossier);
        let names: Vec<&str> = all.iter().map(|facet| facet.name).collect();
        assert_eq!(names, ["kind", "agency", "company", "people", "year", "status", "outcome", "support", "tag"]);
        for facet in all {
            for chosen in (0..facet.values.len()).map(|at| BTreeSet::from([0, at])) {
                let filter = facet.filter(&chosen).unwrap();
                let query = parse(&filter, &snapshot.dossier).unwrap();
                assert_eq!(query.pieces(), [&*filter]);
                assert_eq!(facet.chosen(&filter), Some(chosen), "{filter}");
                let one = BTreeSet::from([0]);
                let alone = parse(&facet.filter(&one).unwrap(), &snapshot.dossier).unwrap();
                assert!(holding(&query, snapshot.view()).len() >= holding(&alone, snapshot.view()).len(), "{filter}");
            }
        }
    }

    #[test]
    fn what_is_no_value_of_a_facet_is_none() {
        let dossier = &fixture::bundled().dossier;
        let all = facets(dossier);
        let none = |piece: &str| all.iter().all(|facet| facet.chosen(piece).is_none());
        for piece in
            ["agency:nobody", "agency:>3", "letter", "-agency:ICE", "demand{outcome:refused of:Google}", "agency:"]
        {
            assert!(none(piece), "{piece}");
        }
        let query = parse("letter OR petition agency:ICE sort:-date limit:3", dossier).unwrap();
        assert_eq!(query.pieces(), ["(letter OR petition agency:ICE)", "sort:-date limit:3"]);
        let query = parse("(letter OR petition) agency:ICE -google", dossier).unwrap();
        assert_eq!(query.pieces(), ["(letter OR petition)", "agency:ICE", "-google"]);
    }
}
