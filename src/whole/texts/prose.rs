//! A prose as it is read: names in place of ids, marks as whoever reads it wants them. Must never look for anything.

use std::borrow::Cow;

use crate::entry::{Body, Link, LinkTarget, Prose, Run};
use crate::value::{Place, Reference, is_id};
use crate::whole::{Dossier, EntryId, Resolution};

/// A prose as it is read: `[[amazon]]` as the entry's name, a citation as `mark` says (it is told the link's number and
/// the reference), the mark of a footnote not at all. The runs stay one to one; before an empty mark the space goes too.
pub fn read_prose(
    dossier: &Dossier,
    from: EntryId,
    body: &Body,
    prose: &Prose,
    mark: &mut dyn FnMut(usize, &Reference) -> String,
) -> Prose {
    let mut read = Prose::default();
    for run in &prose.runs {
        let written = prose.text.get(run.range.clone()).unwrap_or_default();
        let text = match link(body, run) {
            Some((number, link)) => link_text(dossier, from, link, written, |reference| mark(number, reference)),
            None => Cow::Borrowed(written),
        };
        if text.is_empty() && !written.is_empty() {
            trim_end(&mut read);
        }
        let start = read.text.len();
        read.text.push_str(&text);
        read.runs.push(Run { range: start..read.text.len(), ..run.clone() });
    }
    read
}

/// Whether it reads as it is written, however marks are read.
pub(super) fn is_read_as_written(body: &Body, prose: &Prose) -> bool {
    prose.runs.iter().filter_map(|run| link(body, run)).all(|(_, link)| match link.target {
        LinkTarget::Reference(_) => link.has_text,
        LinkTarget::Url(_) => true,
        LinkTarget::Footnote(_) => false,
    })
}

/// The link that a run is part of, with its number.
fn link<'a>(body: &'a Body, run: &Run) -> Option<(usize, &'a Link)> {
    run.link.and_then(|number| Some((number, body.links.get(number)?)))
}

fn link_text<'a>(
    dossier: &Dossier,
    from: EntryId,
    link: &Link,
    written: &'a str,
    mark: impl FnOnce(&Reference) -> String,
) -> Cow<'a, str> {
    let reference = match &link.target {
        LinkTarget::Reference(reference) => reference,
        LinkTarget::Url(_) => return Cow::Borrowed(written),
        LinkTarget::Footnote(_) => return Cow::Borrowed(""),
    };
    if link.has_text {
        return Cow::Borrowed(written);
    }
    if matches!(reference.place, Some(Place::Paragraphs(_))) {
        return Cow::Owned(mark(reference));
    }
    let by_id = reference.name.as_deref().is_none_or(is_id);
    let found = if by_id { dossier.resolve(reference, Some(from)) } else { Resolution::Nothing };
    found.spot().map_or(Cow::Borrowed(written), |spot| Cow::Owned(dossier.name(spot.topic).to_owned()))
}

fn trim_end(prose: &mut Prose) {
    let end = prose.text.trim_end_matches(' ').len();
    prose.text.truncate(end);
    for run in prose.runs.iter_mut().rev().take_while(|run| run.range.end > end) {
        run.range = run.range.start.min(end)..end;
    }
}
