//! `dossier show`: entries, terms and records as pages.

use serde_json::{Map, Value as Json};

use super::Loaded;
use super::args::{Plain, Show};
use super::form::{pretty, with_schema};
use super::listed::{Listed, Thing};
use super::medium::{Look, Medium};
use super::output::{Answer, NOTHING};
use super::trouble::Trouble;
use crate::entry::Key;
use crate::page::{self, Page, Role, Subject};
use crate::render::{self, Glyphs};
use crate::text::fold::fold;
use crate::value::{Paragraphs, Place, Reference};
use crate::whole::{EntryId, Resolution, Spot, Topic};

/// No page is wider, however wide the terminal: lines any longer are hard to read.
const WIDEST: usize = 100;

/// The pages, in the order in which they were asked for.
pub(super) fn answer(show: &Show, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let mut answer = Answer::default();
    let mut spots = Vec::new();
    for text in &show.references {
        match found(text, loaded, &mut answer.told)?.filter(|spot| has_passage(loaded, spot, &mut answer.told)) {
            Some(spot) => spots.push(spot),
            None => answer.status = NOTHING,
        }
    }
    // What a page says of its entry's problems and of what refers to it; an object is what its file says.
    let entries: Vec<EntryId> = spots.iter().filter_map(Spot::entry).collect();
    let loaded = &if show.format == Plain::Json { loaded.clone() } else { loaded.to_show(&entries) };
    let glyphs = if show.ascii { Glyphs::Ascii } else { Glyphs::Unicode };
    answer.out = match show.format {
        Plain::Text => {
            let pages = spots.iter().map(|spot| page(loaded, spot, &mut answer.told));
            pages.map(|page| drawn(&page, medium, glyphs)).collect::<Vec<_>>().join("\n\n")
        }
        Plain::Json => {
            let objects = spots.iter().filter_map(|spot| Some(Json::Object(listed(loaded, spot)?.object())));
            pretty(&Json::Object(with_schema(Map::from_iter([("shown".to_owned(), objects.collect())]))))
        }
    };
    Ok(answer)
}

/// The reference that was typed. Outside an entry it names one.
fn parsed(text: &str, loaded: &Loaded) -> Result<Reference, Trouble> {
    let not_one = |why: &str| Trouble::Typed(format!("`{text}` is no reference: it {why}"));
    let reference = Reference::parse(text).map_err(|error| not_one(&error.message))?;
    match reference.name.as_deref() {
        None => Err(not_one("names no entry; write an entry's id or name before the #, as in amazon#palantir-hosting")),
        Some(name) => match loaded.dossier().resolve(&reference, None) {
            // A name may end so.
            Resolution::Nothing if name.ends_with('#') => {
                Err(not_one("has more than one # between an entry and its place; write one"))
            }
            Resolution::One(_) | Resolution::Several(_) | Resolution::Nothing => Ok(reference),
        },
    }
}

/// Where a reference leads, and what is to be told about it.
pub(super) fn found(text: &str, loaded: &Loaded, told: &mut Vec<String>) -> Result<Option<Spot>, Trouble> {
    // A part of a page, as the line that opens it says.
    if let Some(spot) = loaded.dossier().spot(text).filter(|spot| matches!(spot.place, Some(Place::Heading(_)))) {
        return Ok(Some(spot));
    }
    let reference = parsed(text, loaded)?;
    let resolution = loaded.dossier().resolve(&reference, None);
    match &resolution {
        Resolution::One(_) => {}
        Resolution::Several(several) => {
            let names: Vec<String> = several.iter().filter_map(|spot| named(loaded, spot)).collect();
            told.push(format!("`{text}` is the name of {}; shown is the first", names.join(" and of ")));
        }
        Resolution::Nothing => {
            let hint = match loaded.dossier().nearest(&reference, None) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => candidates(loaded, &reference).unwrap_or_else(|| "see `dossier list`".to_owned()),
            };
            told.push(format!("there is no `{text}` in this dossier; {hint}"));
        }
    }
    Ok(resolution.spot().cloned())
}

/// So many candidates are named.
const NAMED: usize = 6;

/// What there is instead: of an entry that is known its records, else all whose name holds the words.
fn candidates(loaded: &Loaded, reference: &Reference) -> Option<String> {
    let dossier = loaded.dossier();
    let whole = Reference { place: None, ..reference.clone() };
    if let Some(entry) = dossier.resolve(&whole, None).spot().and_then(|spot| dossier.get(spot.entry()?)) {
        let ids: Vec<&str> = entry.records.iter().map(|record| record.id.as_str()).collect();
        let shown = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = if ids.len() > NAMED { ", …" } else { "" };
        return (!ids.is_empty()).then(|| format!("`{}` has the records {shown}{more}", entry.id));
    }
    let words = fold(reference.name.as_deref()?);
    let holds = |topic: &Topic| words.split(' ').all(|word| fold(dossier.name(*topic)).contains(word));
    let found: Vec<String> =
        dossier.topics().filter(holds).map(|topic| dossier.short_reference(topic).to_string()).collect();
    let shown = found.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = if found.len() > NAMED { ", …" } else { "" };
    (!found.is_empty()).then(|| format!("there are {shown}{more}"))
}

fn named(loaded: &Loaded, spot: &Spot) -> Option<String> {
    Some(listed(loaded, spot)?.reference())
}

/// What a spot is: a record where it names one, else the entry or the term.
fn listed<'a>(loaded: &'a Loaded, spot: &Spot) -> Option<Listed<'a>> {
    let thing = match spot.topic {
        Topic::Term(id) => Thing::Term(id, loaded.dossier().term(id)?),
        Topic::Entry(id) => {
            let entry = loaded.dossier().get(id)?;
            match spot.place.as_ref().and_then(Place::record_id) {
                Some(record) => Thing::Record(id, entry, entry.record(record)?),
                None => Thing::Entry(id, entry),
            }
        }
    };
    Some(Listed { view: loaded.view(), thing })
}

/// The article and its paragraphs, where a spot names some.
fn passage_of(spot: &Spot) -> Option<(EntryId, &Paragraphs)> {
    Some((spot.entry()?, spot.place.as_ref()?.paragraphs()?))
}

/// Whether the article has the paragraphs that are asked for, as far as it says how many it has; else that is told.
fn has_passage(loaded: &Loaded, spot: &Spot, told: &mut Vec<String>) -> bool {
    let Some((id, asked)) = passage_of(spot) else { return true };
    let Some(entry) = loaded.dossier().get(id) else { return true };
    // What is attached is there, whatever the article says of its length.
    let attached = loaded.view().paragraphs(id).unwrap_or(0) as u64;
    let length = entry.fields.number(Key::Paragraphs).map(|said| said.max(attached));
    let Some(length) = length.filter(|length| *length < u64::from(asked.last())) else {
        return true;
    };
    let has_some = u64::from(asked.first()) <= length;
    told.push(if has_some {
        format!("`{}` has {length} paragraphs, so {asked} ends past its last; shown is what there is", entry.id)
    } else {
        format!("`{}` has {length} paragraphs, so there is no {asked}; the last is `{}#¶{length}`", entry.id, entry.id)
    });
    has_some
}

/// The page of a spot; what stands in for paragraphs that nothing digests is told.
fn page(loaded: &Loaded, spot: &Spot, told: &mut Vec<String>) -> Page {
    // Nobody can stand on a link here to see where it leads.
    let page = page::of(loaded.view(), &Subject::Spot(spot.clone())).with_commands(loaded.dossier()).with_addresses();
    let Some((_, asked)) = passage_of(spot) else { return page };
    let shown = match &page.subject {
        Subject::Spot(shown) if shown == spot => return page,
        Subject::Spot(Spot { place: Some(nearest), .. }) => format!("the nearest before, of {nearest}"),
        Subject::Spot(Spot { place: None, .. }) | Subject::About | Subject::Records(_) | Subject::Survey(_) => {
            "its whole page".to_owned()
        }
    };
    told.push(format!("no digest of {asked} stands in the article; shown is {shown}"));
    page
}

/// A page as lines.
pub(super) fn drawn(page: &Page, medium: Medium, glyphs: Glyphs) -> String {
    let width = medium.terminal.map(|columns| columns.min(WIDEST));
    if !medium.colour {
        let lines = render::plain(page, width, glyphs);
        return lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    }
    let laid = render::lines(page, width.unwrap_or(render::PIPE_COLUMNS), glyphs);
    let styled = laid.lines.iter().map(|line| {
        let spans = line.spans.iter().map(|span| match look(span.role) {
            Some(look) => medium.look(look, span.text.as_str()),
            None => span.text.to_string(),
        });
        spans.collect::<String>() + "\n"
    });
    styled.collect()
}

/// How a terminal that shows lines shows a role.
fn look(role: Role) -> Option<Look> {
    match role {
        Role::Plain | Role::Figure | Role::Code => None,
        Role::Title | Role::Heading | Role::Name | Role::Strong => Some(Look::Bold),
        Role::Dim => Some(Look::Dim),
        Role::Link => Some(Look::Underlined),
        Role::Mark => Some(Look::Cyan),
        Role::Emphasis => Some(Look::Italic),
        Role::Struck => Some(Look::Struck),
        Role::Warning => Some(Look::Yellow),
        Role::Error => Some(Look::Red),
    }
}
