//! From names and references to what they mean, and all ties of a dossier. Must never guess: a near name is proposed, not taken.

use std::cell::{Cell, OnceCell};

use super::mentions::Names;
use super::texts::texts;
use super::{Dossier, EntryId, How, Resolution, Spot, Stretch, Tie, Topic, View, Where};
use crate::entry::{Entry, EntryKind, Key, LinkTarget, Shape, Value, entry_keys, record_keys};
use crate::parse::COVER;
use crate::problem::{Code, Located, Problem};
use crate::text::near::{Candidate, nearest, nearest_of};
use crate::value::{At, Place, Reference, Span, TargetKind};

pub(super) fn resolve(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Resolution {
    let of = |kind| fitting(dossier, reference, kind, from);
    let mut fitting = match (reference.kind, reference.implied) {
        (None, Some(implied)) => of(Some(implied)),
        (Some(_), _) | (None, None) => Vec::new(),
    };
    if fitting.is_empty() {
        fitting = of(reference.kind);
    }
    match fitting.len() {
        0 => Resolution::Nothing,
        1 => Resolution::One(fitting.remove(0)),
        _ => Resolution::Several(fitting),
    }
}

/// What the reference fits, as one of that kind or of any, at the place it names.
fn fitting(dossier: &Dossier, reference: &Reference, kind: Option<TargetKind>, from: Option<EntryId>) -> Vec<Spot> {
    meant(dossier, reference, kind, from)
        .into_iter()
        .filter(|topic| has_place(dossier, *topic, reference.place.as_ref()))
        .take(FITTING)
        .map(|topic| Spot { topic, place: reference.place.clone() })
        .collect()
}

/// How many things that one reference fits are told: a name may have as many bearers as there are entries, and be referred to
/// from as many places.
const FITTING: usize = 10;

pub(super) fn nearest_known(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Option<String> {
    Proposer::new(dossier, usize::MAX).propose(reference, from)
}

/// Whom a reference names, as one of that kind or of any, whether or not the place it names is there.
fn meant(dossier: &Dossier, reference: &Reference, kind: Option<TargetKind>, from: Option<EntryId>) -> Vec<Topic> {
    match &reference.name {
        None => from.map(Topic::Entry).into_iter().collect(),
        Some(name) => bearers(dossier, kind, name),
    }
}

/// By id, then by a name of an entry, then by a term: all that fit at the first step at which one does.
fn bearers(dossier: &Dossier, kind: Option<TargetKind>, name: &str) -> Vec<Topic> {
    // Ids are written small; in a reference they may stand in any case.
    let id = name.to_ascii_lowercase();
    let by_id: Vec<Topic> = EntryKind::ALL
        .into_iter()
        .filter(|known| kind.is_none_or(|kind| kind == TargetKind::from(*known)))
        .filter_map(|known| dossier.find(known, name).or_else(|| dossier.find(known, &id)).map(Topic::Entry))
        .collect();
    if !by_id.is_empty() {
        return by_id;
    }
    let named: Vec<Topic> =
        dossier.index.named(name).iter().copied().filter(|topic| is_of(dossier, *topic, kind)).collect();
    let entries: Vec<Topic> = named.iter().copied().filter(|topic| matches!(topic, Topic::Entry(_))).collect();
    if !entries.is_empty() {
        return entries;
    }
    if kind.is_some_and(|kind| kind != TargetKind::Term) || !named.is_empty() {
        return named;
    }
    dossier.index.terms(&id).to_vec()
}

fn is_of(dossier: &Dossier, topic: Topic, kind: Option<TargetKind>) -> bool {
    kind.is_none_or(|kind| match topic {
        Topic::Entry(id) => dossier.get(id).is_some_and(|entry| TargetKind::from(entry.kind) == kind),
        Topic::Term(_) => kind == TargetKind::Term,
    })
}

/// Whether the record or the paragraphs can be found there: paragraphs are of articles.
fn has_place(dossier: &Dossier, topic: Topic, place: Option<&Place>) -> bool {
    let entry = topic.entry().and_then(|id| dossier.get(id));
    match place {
        Some(Place::Record(id)) => entry.is_some_and(|entry| entry.record(id).is_some()),
        Some(Place::Paragraphs(_)) => entry.is_some_and(|entry| entry.kind == EntryKind::Article),
        Some(
            Place::Key(_) | Place::Extra(_) | Place::Heading(_) | Place::Prose | Place::References | Place::Sources,
        )
        | None => true,
    }
}

/// Every id and every name of a dossier, with whose it is, to propose near ones from.
struct Proposals<'d>(Vec<(Topic, Candidate<'d>)>);

impl<'d> Proposals<'d> {
    fn of(dossier: &'d Dossier) -> Self {
        let ids = dossier.entries().map(|(id, entry)| (Topic::Entry(id), entry.id.as_str()));
        let names = dossier.topics().flat_map(|topic| dossier.names(topic).into_iter().map(move |name| (topic, name)));
        Self(ids.chain(names).map(|(topic, name)| (topic, Candidate::new(name))).collect())
    }

    fn nearest(&self, dossier: &Dossier, reference: &Reference, work: &mut usize) -> Option<String> {
        let name = reference.name.as_deref()?;
        let of_kind = self.0.iter().filter(|(topic, _)| is_of(dossier, *topic, reference.kind));
        nearest_of(name, of_kind.map(|(_, known)| known), work).map(|known| known.name.to_owned())
    }
}

fn nearest_record(dossier: &Dossier, found: &[Topic], reference: &Reference) -> Option<String> {
    let record = reference.place.as_ref()?.record_id()?;
    let entries = found.iter().filter_map(|topic| dossier.get(topic.entry()?));
    let known = entries.flat_map(|entry| entry.records.iter().map(|record| record.id.as_str()));
    nearest(record, known).map(|id| format!("{}#{id}", reference.name.as_deref().unwrap_or_default()))
}

pub(super) fn named(dossier: &Dossier, name: &str, from: Option<EntryId>) -> Option<Spot> {
    let by_name = dossier.index.named(name).first().map(|topic| Spot::page(*topic));
    by_name.or_else(|| resolve(dossier, &Reference::parse(name).ok()?, from).spot().cloned())
}

/// How many references to nothing get a proposal.
const PROPOSALS: usize = 200;
/// How many pairs of letters are compared for all of them: a proposal compares with every name there is.
const COMPARED: usize = 20_000_000;

/// Proposes what may have been meant, as long as there is work left for it.
struct Proposer<'d> {
    dossier: &'d Dossier,
    known: OnceCell<Proposals<'d>>,
    work: Cell<usize>,
    left: Cell<usize>,
}

impl<'d> Proposer<'d> {
    fn new(dossier: &'d Dossier, work: usize) -> Self {
        Self { dossier, known: OnceCell::new(), work: Cell::new(work), left: Cell::new(PROPOSALS) }
    }

    fn propose(&self, reference: &Reference, from: Option<EntryId>) -> Option<String> {
        self.left.set(self.left.get().checked_sub(1)?);
        match meant(self.dossier, reference, reference.kind, from) {
            found if found.is_empty() => {
                let mut work = self.work.take();
                let known = self.known.get_or_init(|| Proposals::of(self.dossier));
                let nearest = known.nearest(self.dossier, reference, &mut work);
                self.work.set(work);
                nearest
            }
            found => nearest_record(self.dossier, &found, reference),
        }
    }

    /// What to do about a reference that leads to nothing.
    fn remedy(&self, reference: &Reference, from: Option<EntryId>) -> String {
        if let Some(nearest) = self.propose(reference, from) {
            return format!("did you mean `{nearest}`?");
        }
        let is_known = !meant(self.dossier, reference, reference.kind, from).is_empty();
        match &reference.place {
            Some(Place::Paragraphs(_)) if is_known => "only articles have paragraphs, so name an article".to_owned(),
            Some(Place::Record(id)) if is_known => {
                format!("there is no record `{id}`, so write the id of one that is there")
            }
            Some(_) | None => "write the id or a name of an entry, or a term's name".to_owned(),
        }
    }
}

/// The ties of every entry, and what is wrong with its references.
pub(super) fn ties(view: View<'_>) -> (Vec<(EntryId, Vec<Tie>)>, Vec<Problem>) {
    let dossier = view.dossier;
    let names = Names::of(dossier);
    let proposer = Proposer::new(dossier, COMPARED);
    let mut problems = Vec::new();
    let mut all = Vec::new();
    for (id, entry) in dossier.entries() {
        let mut reader = Reader {
            dossier,
            view,
            id,
            located: Located::new(&entry.path, view.text(id)),
            ties: Vec::new(),
            proposer: &proposer,
            problems: &mut problems,
        };
        reader.fields(entry);
        reader.links();
        reader.mentions(&names);
        all.push((id, reader.ties));
    }
    problems.extend(cover_references(view, &proposer));
    (all, problems)
}

fn cover_references(view: View<'_>, proposer: &Proposer<'_>) -> Vec<Problem> {
    let dossier = view.dossier;
    let cover = Located::new(COVER, view.cover_text());
    let mut problems = Vec::new();
    for (_, term) in dossier.terms() {
        for cite in term.fields.cites() {
            let found = resolve(dossier, &cite.value, None);
            problems.extend(
                wrong(view, &cite.value, &found, || proposer.remedy(&cite.value, None))
                    .into_iter()
                    .map(|(code, message)| cover.problem(code, &cite.span, message)),
            );
        }
    }
    problems
}

/// All that is wrong with a reference.
fn wrong(
    view: View<'_>,
    reference: &Reference,
    found: &Resolution,
    remedy: impl FnOnce() -> String,
) -> Vec<(Code, String)> {
    let mut faults = Vec::new();
    match found {
        Resolution::Nothing => {
            faults.push((Code::NoTarget, format!("`{reference}` leads to nothing; {}", remedy())));
        }
        Resolution::Several(spots) => {
            let kinds: Vec<String> = spots.iter().filter_map(|spot| full_name(view.dossier, spot.topic)).collect();
            let kinds = kinds.join(" and ");
            let more = if spots.len() < FITTING { "" } else { " and maybe more" };
            faults.push((
                Code::TwoTargets,
                format!("`{reference}` fits {kinds}{more}; write which is meant (the first is taken)"),
            ));
        }
        Resolution::One(_) => {}
    }
    let past = found.spot().and_then(|spot| past_end(view, spot));
    faults.extend(past.map(|(last, source)| {
        (
            Code::PastEnd,
            format!("`{reference}` is past the end: {source} ¶{last}; correct the paragraph or `paragraphs`"),
        )
    }));
    faults
}

/// The reference that means this and nothing else: `companies/amazon`.
fn full_name(dossier: &Dossier, topic: Topic) -> Option<String> {
    match topic {
        Topic::Entry(id) => dossier.get(id).map(|entry| format!("`{}/{}`", entry.kind.plural(), entry.id)),
        Topic::Term(id) => dossier.term(id).map(|term| format!("`terms/{}`", term.id)),
    }
}

fn past_end(view: View<'_>, spot: &Spot) -> Option<(u64, &'static str)> {
    let (id, paragraphs) = (spot.entry()?, spot.place.as_ref()?.paragraphs()?);
    let meant = u64::from(paragraphs.last());
    let stated = view.dossier.get(id)?.fields.number(Key::Paragraphs);
    if let Some(stated) = stated.filter(|stated| meant > *stated) {
        return Some((stated, "the article says that it ends with"));
    }
    let attached = view.attached(id).map(|text| text.len() as u64);
    attached.filter(|attached| meant > *attached).map(|attached| (attached, "the attached text ends with"))
}

/// Collects the ties of one entry and what is wrong with them.
struct Reader<'a, 'd> {
    dossier: &'a Dossier,
    view: View<'a>,
    id: EntryId,
    located: Located<'a>,
    ties: Vec<Tie>,
    proposer: &'d Proposer<'d>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_, '_> {
    fn fields(&mut self, entry: &Entry) {
        let own = entry_keys(entry.kind);
        for field in &entry.fields {
            let shape = own.iter().find(|spec| spec.key == field.key).map(|spec| spec.shape);
            self.field(shape, &Where::Own(field.key), &field.value);
        }
        for (index, record) in entry.records.iter().enumerate() {
            let keys = record_keys(record.kind);
            for field in &record.fields {
                let shape = keys.iter().find(|spec| spec.key == field.key).map(|spec| spec.shape);
                self.field(shape, &Where::Record(index, field.key), &field.value);
            }
        }
    }

    fn field(&mut self, shape: Option<Shape>, at: &Where, value: &Value) {
        let key = at.key().unwrap_or(Key::Cites);
        for name in value.names().filter(|_| shape == Some(Shape::Names)) {
            self.name(name, key, at);
        }
        for reference in value.references() {
            self.reference(reference, How::Field(key), at.clone());
        }
        for shown in value.shown() {
            for name in shown.according_to {
                self.name(name, Key::AccordingTo, at);
            }
            for cite in shown.cites {
                self.reference(cite, How::Field(Key::Cites), at.clone());
            }
        }
    }

    fn name(&mut self, name: &At<String>, key: Key, at: &Where) {
        if let Some(spot) = named(self.dossier, &name.value, Some(self.id)) {
            self.tie(spot, How::Field(key), at.clone());
        }
    }

    fn reference(&mut self, reference: &At<Reference>, how: How, at: Where) {
        let found = resolve(self.dossier, &reference.value, Some(self.id));
        self.complain(&reference.value, &found, &reference.span);
        if let Some(spot) = found.spot() {
            self.tie(spot.clone(), how, at);
        }
    }

    fn complain(&mut self, reference: &Reference, found: &Resolution, span: &Span) {
        let remedy = || self.proposer.remedy(reference, Some(self.id));
        for (code, message) in wrong(self.view, reference, found, remedy) {
            self.problems.push(self.located.problem(code, span, message));
        }
    }

    fn links(&mut self) {
        let Some(body) = self.view.body(self.id) else { return };
        let mut seen = vec![false; body.links.len()];
        for (index, prose) in body.proses().into_iter().enumerate() {
            for run in &prose.runs {
                let Some((number, link)) = run.link.and_then(|number| Some((number, body.links.get(number)?))) else {
                    continue;
                };
                if let LinkTarget::Reference(reference) = &link.target
                    && !std::mem::replace(&mut seen[number], true)
                {
                    let at = Where::Prose(Stretch::new(index, &run.range));
                    let found = resolve(self.dossier, reference, Some(self.id));
                    self.complain(reference, &found, &link.span);
                    if let Some(spot) = found.spot() {
                        self.tie(spot.clone(), How::Link, at);
                    }
                }
            }
        }
    }

    /// The names in what the entry says in words; not in the text that is attached to it.
    fn mentions(&mut self, names: &Names) {
        let of_entry = texts(self.view, self.id).take_while(|text| !matches!(text.at, Where::Attached(_)));
        for text in of_entry.filter(|text| text.is_words) {
            for (range, topic) in names.in_text(&text.written, &text.linked()) {
                self.tie(Spot::page(topic), How::Mention, text.at.narrowed(&range));
            }
        }
    }

    /// An entry has no tie to itself, but to its own records and paragraphs it needs none either.
    fn tie(&mut self, to: Spot, how: How, at: Where) {
        if to.topic != Topic::Entry(self.id) {
            self.ties.push(Tie { from: self.id, to, how, at });
        }
    }
}
