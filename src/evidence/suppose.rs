//! What is left when witnesses are taken out, and what falls with them. Must never change what is left.

use std::collections::BTreeSet;

use crate::entry::{Entry, EntryKind, Fields, Key};
use crate::text::fold::fold;
use crate::value::Reference;
use crate::whole::{Dossier, EntryId, Snapshot, Spot, Topic};

use super::fact::{Fact, voice_of};
use super::support::{Publication, Standing, publication, same_voice, voices};

/// Witnesses to be taken out: articles, publications, and those who are quoted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Witnesses {
    names: Vec<String>,
    articles: BTreeSet<EntryId>,
    voices: BTreeSet<String>,
}

impl Witnesses {
    /// Those of these names, each of an article (by its reference), of a publication or of somebody who is quoted, or of
    /// several of them, which are one then.
    ///
    /// # Errors
    /// The first name that is none of a witness.
    pub fn named(dossier: &Dossier, names: &[String]) -> Result<Self, String> {
        let mut found = Self::default();
        for name in names {
            let articles = articles_of(dossier, name);
            let voice = same_voice(dossier, name);
            let is_quoted = Fact::all(dossier)
                .into_iter()
                .filter_map(|fact| fact.fields(dossier))
                .any(|fields| voices(fields).any(|known| same_voice(dossier, known) == voice));
            if articles.is_empty() && !is_quoted {
                return Err(name.clone());
            }
            found.articles.extend(articles);
            found.voices.extend(is_quoted.then_some(voice));
            found.names.push(name.clone());
        }
        Ok(found)
    }

    /// Every name that one may have: of articles by their references, of publications, of those who are quoted.
    #[must_use]
    pub fn all(dossier: &Dossier) -> Vec<String> {
        let articles = dossier.list(EntryKind::Article).iter().map(|id| Topic::Entry(*id));
        let articles: Vec<Topic> = articles.collect();
        let ids = articles.iter().map(|topic| dossier.short_reference(*topic).to_string());
        let whole = articles.iter().map(|topic| publication(dossier, *topic).name(dossier).to_owned());
        let facts = Fact::all(dossier);
        let quoted = facts.iter().filter_map(|fact| fact.fields(dossier)).flat_map(voices).map(str::to_owned);
        let mut seen = BTreeSet::new();
        ids.chain(whole).chain(quoted).filter(|name| seen.insert(fold(name))).collect()
    }

    /// The dossier without them. A record falls when all its citations are out; else it keeps the readings and the marks
    /// that are left. Entries stay.
    #[must_use]
    pub fn taken_out(&self, snapshot: &Snapshot) -> Snapshot {
        let dossier = &snapshot.dossier;
        let changed = dossier.entries().filter_map(|(id, entry)| {
            let left = self.left_of_entry(dossier, id, entry);
            (left != *entry).then_some((id, left))
        });
        snapshot.supposing(self.names.clone(), self.articles.clone(), changed.collect())
    }

    fn left_of_entry(&self, dossier: &Dossier, id: EntryId, entry: &Entry) -> Entry {
        let mut left = entry.clone();
        left.fields = self.left(dossier, id, &entry.fields);
        if falls(&entry.fields, &left.fields) {
            left.fields =
                Fields::new(left.fields.iter().filter(|field| !entry.needs_source(field.key)).cloned().collect());
        }
        left.records.retain_mut(|record| {
            let fields = self.left(dossier, id, &record.fields);
            let stands = !falls(&record.fields, &fields);
            record.fields = fields;
            stands
        });
        left
    }

    /// What of these keys is still said.
    fn left(&self, dossier: &Dossier, from: EntryId, fields: &Fields) -> Fields {
        let own = voice_of(fields);
        let is_silent = |voice: &[&str]| {
            !voice.is_empty() && voice.iter().all(|name| self.voices.contains(&same_voice(dossier, name)))
        };
        let is_out = |cite: &Reference, voice: &[&str]| {
            let source = dossier.resolve(cite, Some(from)).spot().and_then(Spot::entry);
            source.is_some_and(|id| self.articles.contains(&id)) || is_silent(voice)
        };
        let kept = fields.iter().filter_map(|field| {
            let value = if field.key == Key::Cites {
                field.value.with_references(&|cite| !is_out(cite, &own))
            } else {
                field.value.with_readings(&|voice| !is_silent(voice), &|cite, voice| {
                    !is_out(cite, if voice.is_empty() { &own } else { voice })
                })
            };
            Some(crate::entry::Field { value: value?, ..field.clone() })
        });
        Fields::new(kept.collect())
    }
}

/// Whether a fact had sources and has none left.
fn falls(before: &Fields, after: &Fields) -> bool {
    !before.sources().is_empty() && after.sources().is_empty()
}

/// The articles that a name means: one by its reference, or all that are parts of a publication.
fn articles_of(dossier: &Dossier, name: &str) -> BTreeSet<EntryId> {
    let meant = Reference::parse(name).ok().and_then(|reference| {
        let reference = Reference { implied: Some(EntryKind::Article.into()), ..reference };
        dossier.resolve(&reference, None).spot().cloned()
    });
    let meant = meant.map(|spot| spot.topic);
    let is_meant = |topic: Topic| {
        meant == Some(topic)
            || match publication(dossier, topic) {
                Publication::Known(whole) => meant == Some(whole) || fold(dossier.name(whole)) == fold(name),
                Publication::Named { folded, .. } => folded == fold(name),
            }
    };
    dossier.list(EntryKind::Article).iter().copied().filter(|id| is_meant((*id).into())).collect()
}

/// What follows of taking witnesses out, as to the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consequences {
    /// Those that stand, by how many there are: those without a source stand.
    pub stands: usize,
    /// Those that nobody else says: they fall. In the order of the files; of the dossier before.
    pub falls: Vec<Fact>,
    /// Those that had two witnesses or more and have one left.
    pub weaker: Vec<Fact>,
}

/// What a dossier in which witnesses are taken out lacks against the one with all.
#[must_use]
pub fn consequences(before: &Dossier, after: &Dossier) -> Consequences {
    let mut found = Consequences::default();
    for fact in Fact::all(before) {
        let Some(record) = fact.record_in(before) else { continue };
        let left = after.get(fact.entry).and_then(|entry| {
            entry
                .records
                .iter()
                .position(|known| (known.kind, &known.id, &known.span) == (record.kind, &record.id, &record.span))
        });
        let Some(left) = left else {
            found.falls.push(fact);
            continue;
        };
        found.stands += 1;
        let now = Fact::record(fact.entry, left).support(after).standing();
        if fact.support(before).standing() == Standing::Two && now == Standing::One {
            found.weaker.push(fact);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::support::said;
    use super::*;
    use crate::fixture;

    /// What falls without witnesses, worked out for each record by itself.
    fn falling(dossier: &Dossier, witnesses: &Witnesses) -> Vec<Fact> {
        let is_out = |from: EntryId, cite: &Reference, voice: &[&str]| {
            let source = dossier.resolve(cite, Some(from)).spot().and_then(Spot::entry);
            let is_heard = voice.iter().any(|name| !witnesses.voices.contains(&same_voice(dossier, name)));
            source.is_some_and(|id| witnesses.articles.contains(&id)) || !voice.is_empty() && !is_heard
        };
        let falls = |fact: &Fact| {
            let fields = fact.fields(dossier).expect("it is there");
            let all = said(fields);
            fact.record.is_some()
                && !all.is_empty()
                && all.iter().all(|said| is_out(fact.entry, said.cite, &said.voice))
        };
        Fact::all(dossier).into_iter().filter(falls).collect()
    }

    proptest! {
        /// What falls is what had no other witness; what stands and falls is all there is.
        #[test]
        fn what_falls_is_what_nobody_else_says(chosen in prop::collection::vec(any::<bool>(), 24)) {
            let snapshot = fixture::bundled();
            let dossier = &snapshot.dossier;
            let names = Witnesses::all(dossier).into_iter().zip(chosen).filter(|(_, chosen)| *chosen);
            let witnesses = Witnesses::named(dossier, &names.map(|(name, _)| name).collect::<Vec<_>>()).unwrap();
            let left = witnesses.taken_out(&snapshot);
            let found = consequences(dossier, &left.dossier);
            prop_assert_eq!(&found.falls, &falling(dossier, &witnesses));
            let records = |dossier: &Dossier| dossier.entries().map(|(_, entry)| entry.records.len()).sum::<usize>();
            prop_assert_eq!(found.stands + found.falls.len(), records(dossier));
            prop_assert_eq!(found.stands, records(&left.dossier));
        }
    }

    #[test]
    fn taking_out_nobody_changes_nothing_and_all_leaves_what_has_no_source() {
        let (dossier, bodies) = fixture::dossier().clone();
        for snapshot in [fixture::bundled(), Arc::new(Snapshot { dossier, bodies })] {
            let dossier = &snapshot.dossier;
            let left = Witnesses::default().taken_out(&snapshot);
            assert!(dossier.entries().eq(left.dossier.entries()));
            let articles: Vec<String> =
                dossier.list(EntryKind::Article).iter().map(|id| dossier.written(&Topic::Entry(*id).into())).collect();
            let left = Witnesses::named(dossier, &articles).unwrap().taken_out(&snapshot);
            let unsourced = |fact: &Fact| fact.support(dossier).standing() == Standing::None;
            let records = |dossier: &Dossier| -> Vec<Fact> {
                Fact::all(dossier).into_iter().filter(|fact| fact.record.is_some()).collect()
            };
            let ids = |dossier: &Dossier, facts: Vec<Fact>| -> Vec<String> {
                facts.iter().map(|fact| dossier.written(&fact.spot(dossier))).collect()
            };
            let expected = records(dossier).into_iter().filter(unsourced).collect();
            assert_eq!(ids(&left.dossier, records(&left.dossier)), ids(dossier, expected));
            assert_eq!(left.dossier.problems(), dossier.problems(), "what is wrong is the files'");
        }
    }

    #[test]
    fn a_witness_is_an_article_a_publication_or_who_is_quoted() {
        let snapshot = fixture::bundled();
        let named = |name: &str| Witnesses::named(&snapshot.dossier, &[name.to_owned()]);
        assert_eq!(named("Google-Profits").unwrap().articles.len(), 1);
        assert_eq!(named("bay area COLLECTION").unwrap().articles.len(), 5);
        assert_eq!(named("Meritalk").unwrap().voices.len(), 1);
        assert_eq!(named("nobody"), Err("nobody".to_owned()));
        for name in Witnesses::all(&snapshot.dossier) {
            assert!(named(&name).is_ok(), "{name}");
        }
    }
}
