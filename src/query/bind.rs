//! A filter bound to a dossier: what can be looked up once is looked up once, and every test is asked of one entry, one
//! record. Must give the same answer as looking everything up anew for each entry.

use std::collections::{BTreeSet, HashSet};
use std::slice;

use super::ast::{Criterion, EntryLeaf, RecordLeaf, Tree};
use super::bounds::{Bound, Test};
use super::dates::Days;
use super::fields::{Aspect, FieldHelp, RecordField, STATES};
use super::numbers::Number;
use super::searched::{any_in, entry_holds, needles, record_holds, said_by_any_name};
use crate::entry::{Entry, Fields, Key, KeySpec, LinkTarget, Record, RecordKind, Shape, Value, record_keys};
use crate::evidence::{self, Fact, Standing};
use crate::problem::Code;
use crate::search::{Holders, WordIndex};
use crate::value::{Money, Place, Readings, Reference};
use crate::whole::{Dossier, EntryId, How, Spot, Topic, View};

/// A test of one entry; of one of its records alone, where one is given and the test looks at records too.
type EntryTest<'a> = Box<dyn Fn(EntryId, &Entry, Option<&Record>) -> bool + 'a>;

/// A test of one record of an entry.
pub(super) type RecordTest<'a> = Box<dyn Fn(EntryId, &Record) -> bool + 'a>;

/// What is asked of an entry, ready to be asked.
pub(super) enum BoundLeaf<'a> {
    /// A test of the entry, and what it costs.
    Entry(EntryTest<'a>, u8),
    /// One of its records of that kind passes them.
    Record(RecordKind, Tree<RecordTest<'a>>),
    /// A view's tests.
    View(Box<Tree<BoundLeaf<'a>>>),
}

/// What a filter is evaluated over.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub(super) view: View<'a>,
    /// Which entries hold which words, where that is known.
    pub(super) index: Option<&'a WordIndex>,
    /// Words are asked of one record, where one is given, and of its entry's names: not of all the entry.
    pub(super) is_of_records: bool,
}

impl<'a> Ground<'a> {
    /// A dossier with the index of its words, where that is there: what holds is the same without it.
    #[must_use]
    pub fn new(view: View<'a>, index: Option<&'a WordIndex>) -> Self {
        Self { view, index, is_of_records: false }
    }
}

impl<'a> From<View<'a>> for Ground<'a> {
    fn from(view: View<'a>) -> Self {
        Self::new(view, None)
    }
}

/// What a test costs: where who holds is known beforehand, where values of the entry are looked at, where its texts are.
const KNOWN: u8 = 0;
const VALUES: u8 = 1;
const TEXTS: u8 = 2;

fn cost(leaf: &BoundLeaf<'_>) -> u8 {
    match leaf {
        BoundLeaf::Entry(_, cost) => *cost,
        BoundLeaf::Record(..) => VALUES,
        BoundLeaf::View(inside) => inside.leaves().into_iter().map(cost).max().unwrap_or(KNOWN),
    }
}

/// The tree of tests, bound, those that cost least first.
pub(super) fn tree<'a>(tree: &'a Tree<EntryLeaf>, ground: Ground<'a>) -> Tree<BoundLeaf<'a>> {
    bound(tree, ground).cheapest_first(&cost)
}

fn bound<'a>(tree: &'a Tree<EntryLeaf>, ground: Ground<'a>) -> Tree<BoundLeaf<'a>> {
    tree.map(&mut |leaf| match leaf {
        EntryLeaf::Words(words) => {
            let needles = needles(words, ground.view.dossier);
            let known: Vec<Option<Holders>> =
                needles.iter().map(|needle| ground.index.and_then(|index| index.holding(needle))).collect();
            let is_told = known.iter().all(|known| known.as_ref().is_some_and(|found| found.is_exact));
            let test: EntryTest = Box::new(move |id, entry, record| match record.filter(|_| ground.is_of_records) {
                Some(record) => record_holds(&needles, record) || entry.names().any(|name| any_in(&needles, name)),
                None => needles.iter().zip(&known).any(|(needle, known)| {
                    let is_asked = known.as_ref().is_none_or(|found| found.entries.has(id));
                    let is_told = known.as_ref().is_some_and(|found| found.is_exact);
                    is_asked && (is_told || entry_holds(slice::from_ref(needle), ground.view, id, entry))
                }),
            });
            BoundLeaf::Entry(test, if is_told { KNOWN } else { TEXTS })
        }
        EntryLeaf::Field(field, wanted) => {
            let cost = match field.aspect {
                Aspect::Related | Aspect::LinkedBy | Aspect::List | Aspect::Is => KNOWN,
                Aspect::Cites => TEXTS,
                _ => VALUES,
            };
            BoundLeaf::Entry(entry_test(field, wanted, ground), cost)
        }
        EntryLeaf::Record(kind, inside) => {
            BoundLeaf::Record(*kind, inside.map(&mut |leaf| record_test(leaf, ground.view.dossier)))
        }
        EntryLeaf::View(view) => BoundLeaf::View(Box::new(bound(&view.tree, ground))),
    })
}

fn entry_test<'a>(field: &FieldHelp, wanted: &'a Criterion, ground: Ground<'a>) -> EntryTest<'a> {
    let dossier = ground.view.dossier;
    match field.aspect {
        Aspect::List => Box::new(|_, entry, _| among(wanted, |list| entry.kind.plural() == list)),
        Aspect::Id => Box::new(|_, entry, _| is_said(wanted, [entry.id.as_str()])),
        Aspect::Name => Box::new(|_, entry, _| is_said(wanted, entry.names())),
        Aspect::Own(key) => Box::new(move |id, entry, _| value_passes(wanted, entry.fields.get(key), dossier, id)),
        Aspect::TiedEntry(_) => tied(field, None, wanted, dossier),
        Aspect::TiedTerm(_, key) => tied(field, key, wanted, dossier),
        Aspect::Related => related(wanted, dossier),
        Aspect::Dates(key) => Box::new(move |id, entry, record| {
            let is_meant = |known: Key| key.is_none_or(|key| known == key);
            let fields = asked_of(entry, record, |spec| spec.shape == Shape::Date && is_meant(spec.key));
            let mut dates = fields.flat_map(Fields::iter).filter(|field| is_meant(field.key));
            dates.any(|field| {
                matches!(field.value, Value::Date(_)) && value_passes(wanted, Some(&field.value), dossier, id)
            })
        }),
        Aspect::Cites => cites(wanted, ground.view),
        Aspect::Links => links(wanted, dossier),
        Aspect::LinkedBy => linked_by(wanted, dossier),
        Aspect::Has => Box::new(move |id, entry, record| {
            among(wanted, |part| has(entry, record, part, ground.view.paragraphs(id).is_some()))
        }),
        Aspect::Is => is(wanted, dossier),
        Aspect::Sources => Box::new(move |id, entry, record| {
            facts(id, entry, record).iter().any(|fact| count_passes(fact.support(dossier).witnesses, wanted))
        }),
        // The parser makes a record's braces of the first, settings of the others.
        Aspect::Record(..) | Aspect::Sort | Aspect::Limit => Box::new(|_, _, _| true),
    }
}

/// The keys that are asked: the entry's and all its records'; for one record its own where its kind knows such a key,
/// else the entry's.
fn asked_of<'e>(
    entry: &'e Entry,
    record: Option<&'e Record>,
    is_meant: impl Fn(&KeySpec) -> bool,
) -> impl Iterator<Item = &'e Fields> {
    let alone =
        record.map(|record| if record_keys(record.kind).iter().any(is_meant) { &record.fields } else { &entry.fields });
    let all = entry.all_fields().map(|(_, fields)| fields).filter(move |_| alone.is_none());
    alone.into_iter().chain(all)
}

fn record_test<'a>(leaf: &'a RecordLeaf, dossier: &'a Dossier) -> RecordTest<'a> {
    match leaf {
        RecordLeaf::Words(words) => {
            let needles = needles(words, dossier);
            Box::new(move |_, record| record_holds(&needles, record))
        }
        RecordLeaf::Field(RecordField::Id, wanted) => Box::new(|_, record| is_said(wanted, [record.id.as_str()])),
        RecordLeaf::Field(RecordField::Own(key), wanted) => {
            let targets = targets(wanted, dossier);
            Box::new(move |id, record| {
                if *key == Key::Cites {
                    leads(&targets, record.sources().into_iter().map(|at| &at.value), dossier, id)
                } else if wanted.references().is_empty() {
                    value_passes(wanted, record.fields.get(*key), dossier, id)
                } else {
                    leads(&targets, record.fields.references(*key).map(|at| &at.value), dossier, id)
                }
            })
        }
        RecordLeaf::Field(RecordField::Currency, wanted) => Box::new(|_, record| {
            let amounts = record.fields.money(Key::Amount).into_iter().flat_map(Readings::values);
            is_said(wanted, amounts.map(Money::currency))
        }),
        RecordLeaf::Field(RecordField::Rate, wanted) => Box::new(|_, record| {
            let amounts = record.fields.money(Key::Amount).into_iter().flat_map(Readings::values);
            amounts.filter_map(|amount| amount.rate).any(|rate| among(wanted, |word| word == rate.word()))
        }),
    }
}

/// Whether one of the words that were given is so; `*` stands for any of them.
fn among(wanted: &Criterion, is_so: impl Fn(&str) -> bool) -> bool {
    *wanted == Criterion::Present || wanted.among().iter().any(|word| is_so(word))
}

/// Whether one of the texts bears the words that are wanted.
fn is_said<'t>(wanted: &Criterion, texts: impl IntoIterator<Item = &'t str>) -> bool {
    let is_wanted = |text| wanted.words().iter().any(|words| words.needle.is_in(text));
    texts.into_iter().any(|text| *wanted == Criterion::Present || is_wanted(text))
}

/// Whether a reading of the value is what is wanted; what is not there never is.
fn value_passes(wanted: &Criterion, value: Option<&Value>, dossier: &Dossier, id: EntryId) -> bool {
    let Some(value) = value else { return false };
    match wanted {
        Criterion::Present => value.is_read(),
        Criterion::Words(_) => {
            let said = said_by_any_name(value, dossier, id);
            is_said(wanted, said.iter().map(AsRef::as_ref))
        }
        Criterion::Dates { surely, tests } => date_passes(value, *surely, tests),
        Criterion::Numbers(tests) => number_passes(value, tests),
        Criterion::References(_) | Criterion::Among(_) => false,
    }
}

fn date_passes(value: &Value, surely: bool, tests: &[Test<Bound<Days>>]) -> bool {
    let Value::Date(readings) = value else { return false };
    readings.values().map(Days::of).any(|days| tests.iter().any(|test| test.passes_date(days, surely)))
}

fn number_passes(value: &Value, tests: &[Test<Bound<Number>>]) -> bool {
    let passes = |units: u64, decimals: u32| tests.iter().any(|test| test.passes_number(units, decimals));
    match value {
        Value::Count(readings) => readings.values().any(|count| passes(count.figure(), 0)),
        Value::Money(readings) => readings.values().any(|money| passes(money.figure(), money.minor_digits())),
        Value::Number(readings) => readings.values().any(|number| passes(*number, 0)),
        Value::Text(_) | Value::Names(_) | Value::References(_) | Value::Date(_) => false,
    }
}

/// A tie to one of those that the field asks for by name; words under the key that names nothing else, where there is
/// one.
fn tied<'a>(field: &FieldHelp, key: Option<Key>, wanted: &'a Criterion, dossier: &'a Dossier) -> EntryTest<'a> {
    let is_called = |topic| is_said(wanted, dossier.names(topic).into_iter().chain([dossier.kind_and_id(topic).1]));
    let called: Vec<Topic> = field.topics(dossier).filter(|topic| is_called(*topic)).collect();
    // Asked of the few that are called so, not of all ties of all entries.
    let tied: HashSet<EntryId> = called
        .iter()
        .flat_map(|topic| dossier.to(*topic))
        .map(|tie| tie.from)
        .chain(called.iter().copied().filter_map(entry_of))
        .collect();
    Box::new(move |id, entry, _| {
        let mut values = entry.all_fields().filter_map(|(_, fields)| fields.get(key?));
        tied.contains(&id) || values.any(|value| value_passes(wanted, Some(value), dossier, id))
    })
}

fn entry_of(topic: Topic) -> Option<EntryId> {
    if let Topic::Entry(id) = topic { Some(id) } else { None }
}

/// Where the references that are wanted lead: to anything at all for `*`.
enum Targets {
    Any,
    These(Vec<Spot>),
}

fn targets(wanted: &Criterion, dossier: &Dossier) -> Targets {
    if *wanted == Criterion::Present {
        return Targets::Any;
    }
    let found = wanted.references().iter().map(|reference| dossier.resolve(reference, None));
    Targets::These(found.filter_map(|found| found.spot().cloned()).collect())
}

impl Targets {
    /// Whether what leads to `target` leads to one of them: to the same record or paragraphs, where these are wanted.
    fn hold(&self, spot: &Spot) -> bool {
        match self {
            Self::Any => true,
            Self::These(wanted) => wanted.iter().any(|wanted| {
                let is_there = |place: &Place| spot.place.as_ref().is_some_and(|other| place.overlaps(other));
                wanted.topic == spot.topic && wanted.place.as_ref().is_none_or(is_there)
            }),
        }
    }
}

fn leads<'r>(
    targets: &Targets,
    mut references: impl Iterator<Item = &'r Reference>,
    dossier: &Dossier,
    from: EntryId,
) -> bool {
    references.any(|reference| match targets {
        Targets::Any => true,
        Targets::These(_) => dossier.resolve(reference, Some(from)).spot().is_some_and(|spot| targets.hold(spot)),
    })
}

fn cites<'a>(wanted: &'a Criterion, view: View<'a>) -> EntryTest<'a> {
    let targets = targets(wanted, view.dossier);
    Box::new(move |id, entry, record| {
        let fields =
            asked_of(entry, record, |spec| spec.key == Key::Cites).flat_map(Fields::sources).map(|at| &at.value);
        leads(&targets, fields, view.dossier, id) || (record.is_none() && marks_lead(&targets, view, id))
    })
}

/// Whether a citation in the prose leads there.
fn marks_lead(targets: &Targets, view: View<'_>, id: EntryId) -> bool {
    view.passing(|view| {
        let links = view.body(id).map(|body| body.links.as_slice()).unwrap_or_default();
        let marks = links.iter().filter_map(|link| match &link.target {
            LinkTarget::Reference(reference) if matches!(reference.place, Some(Place::Paragraphs(_))) => {
                Some(reference)
            }
            LinkTarget::Reference(_) | LinkTarget::Url(_) | LinkTarget::Footnote(_) => None,
        });
        // A paragraph of the same entry is a digest's number, no source.
        leads(targets, marks.filter(|reference| reference.name.is_some()), view.dossier, id)
    })
}

fn links<'a>(wanted: &'a Criterion, dossier: &'a Dossier) -> EntryTest<'a> {
    let targets = targets(wanted, dossier);
    Box::new(move |id, _, _| dossier.from(id).iter().any(|tie| tie.how != How::Mention && targets.hold(&tie.to)))
}

fn linked_by<'a>(wanted: &'a Criterion, dossier: &'a Dossier) -> EntryTest<'a> {
    let from: Vec<EntryId> = match targets(wanted, dossier) {
        Targets::Any => dossier.ids().collect(),
        Targets::These(targets) => targets.iter().filter_map(Spot::entry).collect(),
    };
    let ties = from.into_iter().flat_map(|id| dossier.from(id)).filter(|tie| tie.how != How::Mention);
    let linked: BTreeSet<EntryId> = ties.filter_map(|tie| tie.to.entry()).collect();
    Box::new(move |id, _, _| linked.contains(&id))
}

fn related<'a>(wanted: &'a Criterion, dossier: &'a Dossier) -> EntryTest<'a> {
    match targets(wanted, dossier) {
        Targets::Any => Box::new(|id, _, _| !dossier.from(id).is_empty() || !dossier.to(Topic::Entry(id)).is_empty()),
        Targets::These(targets) => {
            let kept: BTreeSet<EntryId> = targets.iter().flat_map(|spot| dossier.related(spot.topic)).collect();
            Box::new(move |id, _, _| kept.contains(&id))
        }
    }
}

fn has(entry: &Entry, record: Option<&Record>, part: &str, has_full_text: bool) -> bool {
    match part {
        "fulltext" => has_full_text,
        "extra" => !entry.extra.is_empty(),
        _ => match (RecordKind::from_plural(part), Key::from_name(part)) {
            (Some(kind), _) => match record {
                Some(record) => record.kind == kind,
                None => entry.records_of(kind).next().is_some(),
            },
            (None, Some(key)) => {
                let mut fields = asked_of(entry, record, |spec| spec.key == key);
                fields.any(|fields| fields.get(key).is_some_and(Value::is_read))
            }
            (None, None) => false,
        },
    }
}

fn is<'a>(wanted: &'a Criterion, dossier: &'a Dossier) -> EntryTest<'a> {
    let with_problem = |codes: &[Code]| -> BTreeSet<&'a str> {
        let problems = dossier.problems().iter().filter(|problem| codes.contains(&problem.code));
        problems.map(|problem| problem.path.as_str()).collect()
    };
    let unsourced = with_problem(&[Code::RecordUncited, Code::EntryUncited]);
    let orphans = with_problem(&[Code::Orphan]);
    let states = if *wanted == Criterion::Present { STATES } else { wanted.among() };
    Box::new(move |id, entry, record| {
        states.iter().any(|state| match (*state, record) {
            ("disputed", None) => entry.all_fields().any(|(_, fields)| evidence::differs(fields)),
            ("disputed", Some(record)) => evidence::differs(&record.fields),
            ("single-source", _) => {
                facts(id, entry, record).iter().any(|fact| fact.support(dossier).standing() == Standing::One)
            }
            ("unsourced", None) => unsourced.contains(entry.path.as_str()),
            ("unsourced", Some(record)) => record.is_unsourced(),
            ("orphan", _) => orphans.contains(entry.path.as_str()),
            ("broken", _) => entry.broken,
            _ => false,
        })
    })
}

/// The facts that are asked: all of the entry, or the one record.
fn facts(id: EntryId, entry: &Entry, record: Option<&Record>) -> Vec<Fact> {
    let all = Fact::of(id, entry).into_iter();
    match record {
        None => all.collect(),
        Some(record) => {
            let is_meant = |fact: &Fact| fact.record.is_some_and(|index| entry.records[index].id == record.id);
            all.filter(is_meant).take(1).collect()
        }
    }
}

fn count_passes(count: usize, wanted: &Criterion) -> bool {
    let units = u64::try_from(count).unwrap_or(u64::MAX);
    match wanted {
        Criterion::Present => count > 0,
        Criterion::Numbers(tests) => tests.iter().any(|test| test.passes_number(units, 0)),
        _ => false,
    }
}
