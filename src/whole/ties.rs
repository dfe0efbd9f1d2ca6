//! What an entry is tied to, and what is wrong with its references. Must never look a name up itself.

use super::derived::{Draft, Stranger, Unknown};
use super::mentions::Names;
use super::names::{FITTING, is_known};
use super::texts::texts;
use super::{Dossier, EntryId, How, Resolution, Spot, Stretch, Tie, Topic, View, Where};
use crate::entry::{Body, Entry, Fields, Key, KeySpec, LinkTarget, Shape, entry_keys, record_keys};
use crate::parse::limits::MENTIONS;
use crate::problem::Code;
use crate::text::fold::fold;
use crate::value::{At, Place, Reference, Span};

impl<'a> Draft<'a> {
    /// What the entry is tied to by its keys, its records and its links.
    pub(super) fn references(&mut self, entry: &'a Entry, body: Option<&Body>) {
        self.fields(&entry.fields, entry_keys(entry.kind), Where::Own);
        for (index, record) in entry.records.iter().enumerate() {
            self.fields(&record.fields, record_keys(record.kind), |key| Where::Record(index, key));
        }
        self.links(body);
    }

    /// What the cover refers to, and which names its terms share.
    pub(super) fn cover(&mut self) {
        for (id, term) in self.view.dossier.terms() {
            for cite in term.fields.cites() {
                self.reference(&cite.value, &cite.span, How::Field(Key::Cites), &Where::Own(Key::Cites));
            }
            self.names_borne_before(id.into(), &term.fields, &[Key::Name, Key::Long, Key::AlsoKnownAs]);
        }
    }

    fn fields(&mut self, fields: &'a Fields, specs: &[KeySpec], at: impl Fn(Key) -> Where) {
        for field in fields {
            let (key, value, at) = (field.key, &field.value, at(field.key));
            let is_name = specs.iter().any(|spec| spec.key == key && spec.shape == Shape::Names);
            for name in value.names().filter(|_| is_name) {
                self.name(name, key, &at);
            }
            for reference in value.references() {
                self.reference(&reference.value, &reference.span, How::Field(key), &at);
            }
            for shown in value.shown() {
                for name in shown.according_to {
                    self.name(name, Key::AccordingTo, &at);
                }
                for cite in shown.cites {
                    self.reference(&cite.value, &cite.span, How::Field(Key::Cites), &at);
                }
            }
        }
    }

    fn name(&mut self, name: &'a At<String>, key: Key, at: &Where) {
        match self.named(&name.value) {
            Some(spot) => self.tie(&spot, How::Field(key), at),
            None => self.strangers.push(Stranger {
                folded: fold(&name.value).into(),
                name: name.value.clone(),
                span: name.span.clone(),
            }),
        }
    }

    /// A reference that stands there: what is wrong with it, and the tie it makes.
    fn reference(&mut self, reference: &Reference, span: &Span, how: How, at: &Where) {
        let found = self.resolve(reference);
        match &found {
            Resolution::Nothing => self.unknown(reference, span),
            Resolution::Several(spots) => {
                let kinds: Vec<String> =
                    spots.iter().filter_map(|spot| full_name(self.view.dossier, spot.topic)).collect();
                let kinds = kinds.join(" and ");
                let more = if spots.len() < FITTING { "" } else { " and maybe more" };
                let message = format!("`{reference}` fits {kinds}{more}; write which is meant (the first is taken)");
                self.problem(Code::TwoTargets, span, message);
            }
            Resolution::One(_) => {}
        }
        let Some(spot) = found.spot() else { return };
        if let Some((last, source)) = past_end(self.view, spot) {
            let message =
                format!("`{reference}` is past the end: {source} ¶{last}; correct the paragraph or `paragraphs`");
            self.problem(Code::PastEnd, span, message);
        }
        if let Some(heading) = missing_heading(self.view, spot) {
            let page = reference.name.as_ref().map_or("this page".to_owned(), |name| format!("the page of `{name}`"));
            let message = format!("on {page} there is no heading `{heading}`; write it as it stands there");
            self.problem(Code::NoTarget, span, message);
        }
        self.tie(spot, how, at);
    }

    fn unknown(&mut self, reference: &Reference, span: &Span) {
        let is_place = is_known(self.view.dossier, reference, self.from);
        let remedy = match &reference.place {
            Some(Place::Paragraphs(_)) if is_place => "only articles have paragraphs, so name an article".to_owned(),
            Some(Place::Record(id)) if is_place => {
                format!("there is no record `{id}`, so write the id of one that is there")
            }
            Some(_) | None => "write the id or a name of an entry, or a term's name".to_owned(),
        };
        if let Some(problem) = self.problem(Code::NoTarget, span, leads_to_nothing(reference, &remedy)) {
            self.unknown.push(Unknown { problem, reference: reference.clone(), is_place });
        }
    }

    fn links(&mut self, body: Option<&Body>) {
        let Some(body) = body else { return };
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
                    self.reference(reference, &link.span, How::Link, &at);
                }
            }
        }
    }

    fn tie(&mut self, to: &Spot, how: How, at: &Where) {
        self.ties.extend(self.from.and_then(|from| tie(from, to.clone(), how, at.clone())));
    }
}

/// An entry has no tie to itself, but to its own records and paragraphs it needs none either.
fn tie(from: EntryId, to: Spot, how: How, at: Where) -> Option<Tie> {
    (to.topic != Topic::Entry(from)).then_some(Tie { from, to, how, at })
}

/// What is said of a reference to nothing.
pub(super) fn leads_to_nothing(reference: &Reference, remedy: &str) -> String {
    format!("`{reference}` leads to nothing; {remedy}")
}

/// The names in what an entry says in words, one more than are told at most; not in the text that is attached to it.
pub(super) fn mentions(view: View<'_>, id: EntryId, names: &Names) -> Vec<Tie> {
    let mut found = Vec::new();
    let most = MENTIONS.number + 1;
    for text in texts(view, id).take_while(|text| !matches!(text.at, Where::Attached(_))).filter(|text| text.is_words) {
        let here = names.in_text(&text.written, &text.linked(), most).into_iter();
        found.extend(
            here.filter_map(|(range, topic)| tie(id, Spot::page(topic), How::Mention, text.at.narrowed(&range))),
        );
        if found.len() >= most {
            found.truncate(most);
            break;
        }
    }
    found
}

/// Whether what an entry says in words may hold any of the names.
pub(super) fn may_mention(view: View<'_>, id: EntryId, names: &Names) -> bool {
    let of_entry = texts(view, id).take_while(|text| !matches!(text.at, Where::Attached(_)));
    of_entry.filter(|text| text.is_words).any(|text| names.may_be_in(&text.written))
}

/// The reference that means this and nothing else: `companies/amazon`.
fn full_name(dossier: &Dossier, topic: Topic) -> Option<String> {
    match topic {
        Topic::Entry(id) => dossier.get(id).map(|entry| format!("`{}/{}`", entry.kind.plural(), entry.id)),
        Topic::Term(id) => dossier.term(id).map(|term| format!("`terms/{}`", term.id)),
    }
}

/// The heading that a spot names and its page has not, as far as its prose is here.
fn missing_heading(view: View<'_>, spot: &Spot) -> Option<Box<str>> {
    let Some(Place::Heading(heading)) = &spot.place else { return None };
    let (wanted, body) = (fold(heading), spot.entry().and_then(|id| view.body(id)));
    let is_there = body.is_none_or(|body| body.headings().any(|heading| fold(&heading.text) == wanted));
    (!is_there).then(|| heading.clone())
}

fn past_end(view: View<'_>, spot: &Spot) -> Option<(u64, &'static str)> {
    let (id, paragraphs) = (spot.entry()?, spot.place.as_ref()?.paragraphs()?);
    let meant = u64::from(paragraphs.last());
    let stated = view.dossier.get(id)?.fields.number(Key::Paragraphs);
    if let Some(stated) = stated.filter(|stated| meant > *stated) {
        return Some((stated, "the article says that it ends with"));
    }
    let attached = view.paragraphs(id).map(|count| count as u64);
    attached.filter(|attached| meant > *attached).map(|attached| (attached, "the attached text ends with"))
}
