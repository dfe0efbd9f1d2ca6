//! What is wrong with the dossier as a whole, beyond its single files and references: names borne twice, facts without
//! sources, dates that cannot be, quotes that are not there, entries that nothing is tied to.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil;

use super::mentions::Near;
use super::{Dossier, EntryId, Topic, View, quotes};
use crate::entry::{Entry, Fields, Key, Record, Shape, Value, entry_keys, record_keys};
use crate::parse::COVER;
use crate::problem::{Code, Located, Problem};
use crate::text::fold::fold;
use crate::value::{At, Date, Readings, Reference, Span, is_id};

pub(super) fn problems(view: View<'_>, today: civil::Date) -> Vec<Problem> {
    let dossier = view.dossier;
    let (near, folded) = (Near::of(dossier), RefCell::default());
    let mut found = Vec::new();
    if dossier.cover.is_none() {
        let message = "the dossier has no `dossier.toml`; write one with `format = 1` and a `title` (till then its title is the folder's name)";
        found.push(Problem::of_file(Code::CoverMissing, COVER, message));
    }
    for (id, entry) in dossier.entries() {
        let located = Located::new(&entry.path, view.text(id));
        let file = File { dossier, view, near: &near, folded: &folded, id, entry, located };
        found.extend(file.sources());
        found.extend(file.dates(today));
        found.extend(file.quotes());
        found.extend(file.near_names());
        found.extend(file.lonely());
    }
    let cover = Located::new(COVER, view.cover_text());
    found.extend(names_borne_twice(view, &cover));
    found.extend(unused_terms(dossier, &cover));
    found.extend(texts_of_nothing(view));
    found
}

/// One entry with what is needed to say where something is wrong with it.
struct File<'a> {
    dossier: &'a Dossier,
    view: View<'a>,
    near: &'a Near,
    /// The attached texts in which quotes were looked for so far, folded: a text is cited by many.
    folded: &'a RefCell<HashMap<EntryId, String>>,
    id: EntryId,
    entry: &'a Entry,
    located: Located<'a>,
}

impl File<'_> {
    fn problem(&self, code: Code, span: &Span, message: impl Into<String>) -> Problem {
        self.located.problem(code, span, message)
    }

    fn sources(&self) -> Vec<Problem> {
        let uncited = self.entry.records.iter().filter(|record| record.is_unsourced());
        let mut found: Vec<Problem> = uncited
            .map(|record| {
                let message = format!(
                    "the {} `{}` has no source; add `cites = [\"article#¶1\"]`",
                    record.kind.singular(),
                    record.id
                );
                self.problem(Code::RecordUncited, &record.span, message)
            })
            .collect();
        if let Some(key) = self.entry.unsourced_key() {
            let span = self.entry.fields.field(key).map_or(0..0, |field| field.span.clone());
            let message =
                format!("`{}` and the entry's other facts have no source; add `cites` to the entry", key.name());
            found.push(self.problem(Code::EntryUncited, &span, message));
        }
        found
    }

    fn dates(&self, today: civil::Date) -> Vec<Problem> {
        let mut found = Vec::new();
        for (_, fields) in self.entry.all_fields() {
            for field in fields {
                let Value::Date(readings) = &field.value else { continue };
                for (date, span) in dated(readings) {
                    if date.ends_before_start() {
                        let message =
                            format!("`{}` ends before it starts; write the earlier date first", date.written());
                        found.push(self.problem(Code::PeriodBackwards, span, message));
                    }
                    if date.earliest().is_some_and(|earliest| earliest > today) {
                        let message =
                            format!("`{}` lies in the future; correct it, or say it in words", date.written());
                        found.push(self.problem(Code::Future, span, message));
                    }
                }
            }
        }
        found
    }

    /// A quote is looked for in the cited paragraphs' whole text, as far as texts are attached.
    fn quotes(&self) -> Vec<Problem> {
        let mut sought: Vec<(&str, &Span, BTreeSet<EntryId>)> = Vec::new();
        for (record, fields) in self.entry.all_fields() {
            let Some(field) = fields.field(Key::Quote) else { continue };
            let sources = record.map(Record::sources).unwrap_or_default();
            let texts: BTreeSet<EntryId> = sources.iter().filter_map(|cite| self.attached(&cite.value)).collect();
            if !texts.is_empty() {
                sought.extend(fields.texts(Key::Quote).map(|quote| (quote, &field.span, texts.clone())));
            }
        }
        let texts: BTreeSet<EntryId> = sought.iter().flat_map(|(.., texts)| texts.iter().copied()).collect();
        for text in texts {
            let (of_text, others): (Vec<_>, Vec<_>) = sought.into_iter().partition(|(.., texts)| texts.contains(&text));
            let held = self.held(text, &of_text.iter().map(|(quote, ..)| *quote).collect::<Vec<_>>());
            let missing = of_text.into_iter().zip(held).filter(|(_, held)| !held).map(|(quote, _)| quote);
            sought = others.into_iter().chain(missing).collect();
        }
        let missing = sought.into_iter().map(|(quote, span, _)| {
            let message =
                format!("“{quote}” does not stand in the attached text it cites; quote it as it stands there");
            self.problem(Code::QuoteNotFound, span, message)
        });
        missing.collect()
    }

    /// The article that a citation leads to, where its text is attached.
    fn attached(&self, reference: &Reference) -> Option<EntryId> {
        let article = self.dossier.resolve(reference, Some(self.id)).spot()?.entry()?;
        self.view.attached(article).map(|_| article)
    }

    /// Which of the quotes the text attached to that article holds.
    fn held(&self, article: EntryId, quotes: &[&str]) -> Vec<bool> {
        let mut folded = self.folded.borrow_mut();
        let text = || fold(&self.view.attached(article).unwrap_or_default().join(" "));
        quotes::held(folded.entry(article).or_insert_with(text), quotes)
    }

    fn near_names(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        for (record, fields) in self.entry.all_fields() {
            let specs = record.map_or_else(|| entry_keys(self.entry.kind), |record| record_keys(record.kind));
            for spec in specs.iter().filter(|spec| spec.shape == Shape::Names) {
                found.extend(fields.names(spec.key).filter_map(|name| self.near_name(name)));
            }
            for said in fields.iter().flat_map(|field| field.value.shown()) {
                found.extend(said.according_to.iter().filter_map(|name| self.near_name(name)));
            }
        }
        found
    }

    fn near_name(&self, name: &At<String>) -> Option<Problem> {
        if self.dossier.named_place(&name.value, self.id).is_some() {
            return None;
        }
        let known = self.near.of_name(&fold(&name.value))?;
        let message = format!("`{}` is nobody known here; did you mean `{known}`?", name.value);
        Some(self.problem(Code::NearName, &name.span, message))
    }

    fn lonely(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        let topic = Topic::Entry(self.id);
        if self.dossier.from(self.id).is_empty() && self.dossier.to(topic).is_empty() && !self.entry.broken {
            let message = "nothing refers to this entry and it refers to nothing; name others in it, or it in others";
            found.push(self.problem(Code::Orphan, &(0..0), message));
        }
        let empty = self.view.body(self.id).is_none_or(crate::entry::Body::is_empty);
        if empty && self.entry.records.is_empty() && !self.entry.broken {
            found.push(self.problem(
                Code::EmptyBody,
                &(0..0),
                "this entry has no records and no prose; say something in it",
            ));
        }
        found
    }
}

fn dated(readings: &Readings<Date>) -> impl Iterator<Item = (&Date, &Span)> {
    readings.iter().filter_map(|reading| Some((reading.value.as_ref()?, &reading.span)))
}

/// Names that two entries or two terms bear, each said where the second of them bears it.
fn names_borne_twice(view: View<'_>, cover: &Located<'_>) -> Vec<Problem> {
    let dossier = view.dossier;
    // Folded once for all: two files may share thousands of names.
    let mut borne: BTreeMap<String, Vec<(Topic, &str, &Span)>> = BTreeMap::new();
    for (topic, fields, keys) in bearers(dossier) {
        for (name, span) in keys.iter().filter_map(|key| fields.get(*key)).flat_map(names_in) {
            borne.entry(fold(name)).or_default().push((topic, name, span));
        }
    }
    borne.remove("");
    let mut located: HashMap<EntryId, Located> = HashMap::new();
    let mut found = Vec::new();
    for mut bearers in borne.into_values() {
        bearers.dedup_by_key(|(topic, ..)| *topic);
        let is_entry = |(topic, ..): &(Topic, &str, &Span)| matches!(topic, Topic::Entry(_));
        let (entries, terms): (Vec<_>, Vec<_>) = bearers.into_iter().partition(is_entry);
        for same in [entries, terms] {
            for ((first, ..), (second, name, span)) in same.iter().zip(same.iter().skip(1)) {
                let place = place_of(dossier, *first);
                let message = format!("`{name}` is a name of `{place}` too; give one of them another name");
                found.extend(match second {
                    Topic::Entry(id) => dossier.get(*id).map(|entry| {
                        let file = located.entry(*id).or_insert_with(|| Located::new(&entry.path, view.text(*id)));
                        file.problem(Code::TwoNames, span, message)
                    }),
                    Topic::Term(_) => Some(cover.problem(Code::TwoNames, span, message)),
                });
            }
        }
    }
    found
}

/// Whoever has names, with the keys under which they stand.
fn bearers(dossier: &Dossier) -> impl Iterator<Item = (Topic, &Fields, [Key; 3])> {
    let entries = dossier.entries().map(|(id, entry)| {
        let key = entry.kind.name_key();
        (Topic::Entry(id), &entry.fields, [key, key, Key::AlsoKnownAs])
    });
    let terms = dossier.terms();
    entries.chain(terms.map(|(id, term)| (Topic::Term(id), &term.fields, [Key::Name, Key::Long, Key::AlsoKnownAs])))
}

/// The names that a value gives, as they are written, and where they stand.
fn names_in(value: &Value) -> Vec<(&str, &Span)> {
    match value {
        Value::Text(readings) => readings
            .iter()
            .filter_map(|reading| Some((reading.value.as_deref().or(reading.words.as_deref())?, &reading.span)))
            .collect(),
        Value::Names(readings) => readings.values().flatten().map(|name| (name.value.as_str(), &name.span)).collect(),
        Value::References(_) | Value::Date(_) | Value::Count(_) | Value::Money(_) | Value::Number(_) => Vec::new(),
    }
}

fn place_of(dossier: &Dossier, topic: Topic) -> String {
    match topic {
        Topic::Entry(id) => dossier.get(id).map(|entry| entry.path.clone()).unwrap_or_default(),
        Topic::Term(id) => dossier.term(id).map(|term| format!("terms/{}", term.id)).unwrap_or_default(),
    }
}

fn unused_terms(dossier: &Dossier, cover: &Located<'_>) -> Vec<Problem> {
    let unused = dossier.terms().filter(|(id, _)| dossier.to(Topic::Term(*id)).is_empty());
    unused
        .map(|(_, term)| {
            let message = format!("the term `{}` is never used; use it in an entry, or take it out", term.name());
            cover.problem(Code::UnusedTerm, &term.span, message)
        })
        .collect()
}

/// Attached texts whose article is not there.
fn texts_of_nothing(view: View<'_>) -> Vec<Problem> {
    let is_alone = |id: EntryId| view.attached(id).is_some() && view.dossier.get(id).is_none();
    let attached = view.dossier.ids.iter().filter(|(_, id)| is_alone(**id));
    // A name that makes no id has been reported.
    let named = attached.map(|((_, article), _)| article).filter(|article| is_id(article));
    named
        .map(|article| {
            let message = format!(
                "this file is skipped: there is no article `{article}`; name it as the article's file is named"
            );
            Problem::of_file(Code::Skipped, &format!("texts/{article}.md"), message)
        })
        .collect()
}
