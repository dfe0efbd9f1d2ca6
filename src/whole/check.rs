//! What is wrong with an entry beyond its file and its references, and what is wrong with the dossier as a whole: names
//! borne twice, facts without sources, dates that cannot be, quotes that are not there, entries that nothing is tied
//! to.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use jiff::civil;

use super::changes::Question;
use super::derived::Draft;
use super::problems::problems_of;
use super::{EntryId, Spot, Topic, View, figures, quotes, words};
use crate::entry::{Entry, EntryKind, Field, Fields, Key, Record, Value};
use crate::parse::COVER;
use crate::problem::{Code, Located, Problem};
use crate::text::fold::fold;
use crate::value::{At, Date, Readings, Reference, Span, is_id};

/// The attached texts in which quotes were looked for so far, folded: a text is cited by many.
pub(super) type FoldedTexts = Mutex<HashMap<EntryId, String>>;

impl<'a> Draft<'a> {
    /// What is wrong with an entry beyond its file and its references.
    pub(super) fn check(&mut self, id: EntryId, entry: &'a Entry, today: civil::Date, folded: &FoldedTexts) {
        self.sources(entry);
        self.dates(entry, today);
        self.quotes(entry, folded);
        self.numbers(entry);
        self.names_borne_before(id.into(), &entry.fields, &[entry.kind.name_key(), Key::AlsoKnownAs]);
        let is_empty = self.view.bodies.is_empty(id) == Some(true);
        if is_empty && entry.records.is_empty() && !entry.broken {
            self.problem(Code::EmptyBody, &(0..0), "this entry has no records and no prose; say something in it");
        }
    }

    fn sources(&mut self, entry: &Entry) {
        for cite in entry.all_fields().flat_map(|(_, fields)| fields.sources()) {
            let cited = self.resolve(&cite.value).spot().and_then(Spot::entry);
            let entry = cited.and_then(|id| self.view.dossier.get(id));
            if let Some(entry) = entry.filter(|entry| entry.kind != EntryKind::Article) {
                let kind = entry.kind.singular();
                let message = format!("`{}` is a {kind}; cite the article that says so", cite.value);
                self.problem(Code::NoArticle, &cite.span, message);
            }
        }
        for record in entry.records.iter().filter(|record| record.is_unsourced()) {
            let message =
                format!("the {} `{}` has no source; add `cites = [\"article#¶1\"]`", record.kind.singular(), record.id);
            self.problem(Code::RecordUncited, &record.span, message);
        }
        if let Some(key) = entry.unsourced_key() {
            let span = entry.fields.field(key).map_or(0..0, |field| field.span.clone());
            let message =
                format!("`{}` and the entry's other facts have no source; add `cites` to the entry", key.name());
            self.problem(Code::EntryUncited, &span, message);
        }
    }

    fn dates(&mut self, entry: &Entry, today: civil::Date) {
        let fields = entry.all_fields().flat_map(|(_, fields)| fields);
        for (date, span) in fields.filter_map(dates_in).flat_map(dated) {
            if date.ends_before_start() {
                let message = format!("`{}` ends before it starts; write the earlier date first", date.written());
                self.problem(Code::PeriodBackwards, span, message);
            }
            if date.earliest().is_some_and(|earliest| earliest > today) {
                let message = format!("`{}` lies in the future; correct it, or say it in words", date.written());
                self.problem(Code::Future, span, message);
            }
        }
    }

    /// A quote is looked for in the cited paragraphs' whole text, as far as texts are attached.
    fn quotes(&mut self, entry: &Entry, folded: &FoldedTexts) {
        let mut sought: Vec<(&str, &Span, BTreeSet<EntryId>)> = Vec::new();
        for (record, fields) in entry.all_fields() {
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
            let held = held(self.view, folded, text, &of_text.iter().map(|(quote, ..)| *quote).collect::<Vec<_>>());
            let missing = of_text.into_iter().zip(held).filter(|(_, held)| !held).map(|(quote, _)| quote);
            sought = others.into_iter().chain(missing).collect();
        }
        for (quote, span, _) in sought {
            let message =
                format!("“{quote}” does not stand in the attached text it cites; quote it as it stands there");
            self.problem(Code::QuoteNotFound, span, message);
        }
    }

    /// A number of a record is looked for in the paragraphs that it cites, where all of their texts are attached; one
    /// that bears the source's own words is said in words there.
    fn numbers(&mut self, entry: &Entry) {
        for (fields, field) in
            entry.records.iter().flat_map(|record| record.fields.iter().map(|it| (&record.fields, it)))
        {
            for (number, written, span, cites) in numbers_of(field) {
                let cites: Vec<Reference> = match cites {
                    [] => fields.cites().map(|at| at.value.clone()).collect(),
                    own => own.iter().map(|at| at.value.clone()).collect(),
                };
                let texts: Option<Vec<String>> = cites.iter().map(|cite| self.cited_text(cite)).collect();
                let is_there = |texts: Vec<String>| {
                    texts.is_empty() || texts.iter().any(|text| figures::numbers_in(text).contains(&number))
                };
                if !texts.is_none_or(is_there) {
                    let message = format!(
                        "{written} does not stand in the paragraph it cites; correct it, or add `words` where the text \
                         says it in words"
                    );
                    self.problem(Code::NumberNotFound, span, message);
                }
            }
        }
    }

    /// The text of the paragraphs that a citation leads to; none where that text is not attached.
    fn cited_text(&mut self, cite: &Reference) -> Option<String> {
        let article = self.attached(cite)?;
        let all = self.view.attached(article)?;
        let paragraphs = cite.place.as_ref()?.paragraphs()?;
        let cited = all
            .iter()
            .enumerate()
            .filter(|(at, _)| u32::try_from(at + 1).is_ok_and(|number| paragraphs.contains(number)));
        Some(cited.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n"))
    }

    /// The article that a citation leads to, where its text is attached.
    fn attached(&mut self, reference: &Reference) -> Option<EntryId> {
        if let Some(name) = &reference.name {
            self.ask(Question::paragraphs(&fold(name)));
        }
        let article = self.resolve(reference).spot()?.entry()?;
        self.view.paragraphs(article).map(|_| article)
    }

    /// Names under these keys that another bears before it: two entries, or two terms.
    pub(super) fn names_borne_before(&mut self, topic: Topic, fields: &Fields, keys: &[Key]) {
        let dossier = self.view.dossier;
        let names = keys.iter().filter_map(|key| fields.get(*key)).flat_map(names_in);
        let mut met = HashSet::new();
        for ((name, span), (_, folded)) in names.zip(dossier.content.names(topic)) {
            if !met.insert(folded) {
                continue;
            }
            self.ask(Question::name(folded));
            if let Some(before) = dossier.index.before(folded, topic) {
                let place = match before {
                    Topic::Entry(id) => dossier.get(id).map(|entry| entry.path.clone()),
                    Topic::Term(id) => dossier.term(id).map(|term| format!("terms/{}", term.id)),
                };
                let place = place.unwrap_or_default();
                let message = format!("`{name}` is a name of `{place}` too; give one of them another name");
                self.problem(Code::TwoNames, span, message);
            }
        }
    }
}

/// Which of the quotes the text attached to that article holds.
fn held(view: View<'_>, folded: &FoldedTexts, article: EntryId, quotes: &[&str]) -> Vec<bool> {
    let mut folded = folded.lock().unwrap_or_else(PoisonError::into_inner);
    let text = || fold(&view.attached(article).unwrap_or_default().join(" "));
    quotes::held(folded.entry(article).or_insert_with(text), quotes)
}

/// A number that a reading gives without its source's own words: in thousandths, as it is written, where it stands,
/// what the reading itself cites.
type NumberSaid<'a> = (u128, &'a str, &'a Span, &'a [At<Reference>]);

fn numbers_of(field: &Field) -> Vec<NumberSaid<'_>> {
    fn of<T>(all: &Readings<T>, number: impl Fn(&T) -> u128) -> Vec<NumberSaid<'_>> {
        let said = all.iter().filter(|reading| reading.words.is_none());
        let said = said.filter_map(|reading| Some((number(reading.value.as_ref()?), reading)));
        said.map(|(number, reading)| (number, &*reading.written, &reading.span, &*reading.cites)).collect()
    }
    match &field.value {
        Value::Count(all) => of(all, |count| figures::whole(count.number)),
        Value::Money(all) => of(all, |money| figures::whole(money.minor) / 10_u128.pow(money.minor_digits())),
        _ => Vec::new(),
    }
}

fn dates_in(field: &Field) -> Option<&Readings<Date>> {
    if let Value::Date(readings) = &field.value { Some(readings) } else { None }
}

fn dated(readings: &Readings<Date>) -> impl Iterator<Item = (&Date, &Span)> {
    readings.iter().filter_map(|reading| Some((reading.value.as_ref()?, &reading.span)))
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

/// What is wrong with no entry by itself: it follows from which ties there are, and which files.
pub(super) fn of_dossier(view: View<'_>) -> Vec<Problem> {
    let dossier = view.dossier;
    let mut found = Vec::new();
    if dossier.content.cover.is_none() {
        let message = "the dossier has no `dossier.toml`; write one with `format = 1` and a `title` (till then its title is the folder's name)";
        found.push(Problem::of_file(Code::CoverMissing, COVER, message));
    }
    // What is not here yet may be tied to anything.
    if view.is_whole() {
        found.extend(orphans(view));
        found.extend(unused_terms(view));
        found.extend(words::misspelt(view));
        found.extend(nothing(view));
    }
    found.extend(texts_of_nothing(view));
    found.extend(texts_of_another_length(view));
    found
}

/// A dossier without entries, which is likely not where somebody meant to look.
fn nothing(view: View<'_>) -> Option<Problem> {
    let message =
        "the dossier has no entries; write one in articles, companies or campaigns, as `dossier new article ID` does";
    view.dossier.ids().next().is_none().then(|| Problem::of_file(Code::NoEntries, COVER, message))
}

/// Attached texts with more or fewer paragraphs than their article says.
fn texts_of_another_length(view: View<'_>) -> impl Iterator<Item = Problem> {
    let differ = move |(id, entry): (EntryId, &Entry)| {
        let (said, field) = (entry.fields.number(Key::Paragraphs)?, entry.fields.field(Key::Paragraphs)?);
        let there = view.paragraphs(id)?;
        let message = format!("`paragraphs` is {said}, but the attached text has {there}; correct one of them");
        let differ = said != there as u64;
        differ.then(|| problems_of(view, id, entry, Code::TextLength, vec![(&field.span, message)]))
    };
    view.dossier.entries().filter_map(differ).flatten()
}

fn orphans(view: View<'_>) -> impl Iterator<Item = Problem> {
    let is_alone = move |id: EntryId| view.dossier.from(id).is_empty() && !view.dossier.index.is_tied(Topic::Entry(id));
    let alone = view.dossier.entries().filter(move |(id, entry)| !entry.broken && is_alone(*id));
    alone.flat_map(move |(id, entry)| {
        let message = "nothing refers to this entry and it refers to nothing; name others in it, or it in others";
        problems_of(view, id, entry, Code::Orphan, vec![(&(0..0), message.to_owned())])
    })
}

fn unused_terms(view: View<'_>) -> impl Iterator<Item = Problem> {
    let cover = Located::new(COVER, view.cover_text());
    let unused = view.dossier.terms().filter(move |(id, _)| !view.dossier.index.is_tied(Topic::Term(*id)));
    unused.map(move |(_, term)| {
        let message = format!("the term `{}` is never used; use it in an entry, or take it out", term.name());
        cover.problem(Code::UnusedTerm, &term.span, message)
    })
}

/// Attached texts whose article is not there.
fn texts_of_nothing(view: View<'_>) -> impl Iterator<Item = Problem> {
    let is_alone = move |id: EntryId| view.paragraphs(id).is_some() && view.dossier.get(id).is_none();
    let articles = view.dossier.content.handed_out(EntryKind::Article).iter();
    // A name that makes no id has been reported.
    let alone = articles.filter(move |(article, id)| is_alone(**id) && is_id(article));
    alone.map(|(article, _)| {
        let message =
            format!("this file is skipped: there is no article `{article}`; name it as the article's file is named");
        Problem::of_file(Code::Skipped, &format!("texts/{article}.md"), message)
    })
}
