//! All ties of a dossier, and what is wrong with its references. Must never look a name up itself.

use super::mentions::Names;
use super::names::{FITTING, named, resolve};
use super::propose::{COMPARED, Proposer};
use super::texts::texts;
use super::{Dossier, EntryId, How, Resolution, Spot, Stretch, Tie, Topic, View, Where};
use crate::entry::{Entry, Key, LinkTarget, Shape, Value, entry_keys, record_keys};
use crate::parse::COVER;
use crate::problem::{Code, Located, Problem};
use crate::value::{At, Reference, Span};

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
