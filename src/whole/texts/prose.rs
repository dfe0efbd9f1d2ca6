//! A prose as it is read: names in place of ids, marks as whoever reads it wants them. Must never look for anything.

use std::borrow::Cow;

use crate::entry::{Body, Link, LinkTarget, Prose, Run};
use crate::value::{Place, Reference, is_id};
use crate::whole::{Dossier, EntryId, Resolution};

/// A prose as it is read: `[[amazon]]` as the entry's name, a citation as `mark` says, the mark of a footnote not at
/// all. The runs stay one to one; before an empty mark the space goes too.
pub fn read_prose(
    dossier: &Dossier,
    from: EntryId,
    body: &Body,
    prose: &Prose,
    mark: &mut dyn FnMut(&Reference) -> String,
) -> Prose {
    let mut read = Prose::default();
    for (run, written) in runs(prose) {
        let text = read_run(dossier, from, link(body, run), written, mark);
        if text.is_empty() && !written.is_empty() {
            trim_end(&mut read);
        }
        let start = read.text.len();
        read.text.push_str(&text);
        read.runs.push(Run { range: start..read.text.len(), ..run.clone() });
    }
    read
}

/// Whether it reads as it is written, where marks are read as nothing.
pub(super) fn is_read_as_written(dossier: &Dossier, from: EntryId, body: &Body, prose: &Prose) -> bool {
    let read = |run, written| read_run(dossier, from, link(body, run), written, &mut |_| String::new());
    runs(prose).all(|(run, written)| read(run, written) == written)
}

/// Each run with what is written there.
fn runs(prose: &Prose) -> impl Iterator<Item = (&Run, &str)> {
    prose.runs.iter().map(|run| (run, prose.text.get(run.range.clone()).unwrap_or_default()))
}

/// The link that a run is part of.
fn link<'a>(body: &'a Body, run: &Run) -> Option<&'a Link> {
    body.links.get(run.link?)
}

fn read_run<'a>(
    dossier: &'a Dossier,
    from: EntryId,
    link: Option<&Link>,
    written: &'a str,
    mark: &mut dyn FnMut(&Reference) -> String,
) -> Cow<'a, str> {
    match link.map(|link| (&link.target, link.has_text)) {
        Some((LinkTarget::Reference(reference), false)) => {
            match reference.place {
                Some(Place::Paragraphs(_)) => return mark(reference).into(),
                Some(Place::Heading(_)) => return written.into(),
                _ => {}
            }
            let by_id = reference.name.as_deref().is_none_or(is_id);
            let found = if by_id { dossier.resolve(reference, Some(from)) } else { Resolution::Nothing };
            found.spot().map_or(written, |spot| dossier.name(spot.topic)).into()
        }
        Some((LinkTarget::Footnote(_), _)) => "".into(),
        Some((LinkTarget::Reference(_) | LinkTarget::Url(_), _)) | None => written.into(),
    }
}

fn trim_end(prose: &mut Prose) {
    let end = prose.text.trim_end_matches(' ').len();
    prose.text.truncate(end);
    for run in prose.runs.iter_mut().rev().take_while(|run| run.range.end > end) {
        run.range = run.range.start.min(end)..end;
    }
}
