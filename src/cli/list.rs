//! `dossier list`: entries, records or terms as a table.

use super::Loaded;
use super::args::List;
use super::columns::{What, columns, heads};
use super::data::{self, DataRow};
use super::form::Format;
use super::listed::{Listed, ListedRow, Thing};
use super::medium::Medium;
use super::output::{Answer, NOTHING};
use super::trouble::{Trouble, for_a_shell, instead_of};
use crate::entry::{EntryKind, RecordKind};
use crate::query::{self, Query};
use crate::whole::Depth;

/// What is listed.
pub(super) fn answer(list: &List, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let query = list.query.as_deref().map(|text| loaded.query(text)).transpose()?;
    // How often a term is used is counted by ties.
    let depth = if list.what == Some(What::Terms) { Depth::Tied } else { Depth::Named };
    let loaded = &loaded.to(query.as_ref().map_or(depth, |query| query.depth().max(depth)));
    let columns = columns(list.what);
    if let (Some(What::Terms), Some(text)) = (list.what, &list.query) {
        return Err(no_query_of_terms(text, loaded));
    }
    let kept = things(loaded, query.as_ref(), list.what);
    let row = |thing| ListedRow { listed: Listed { view: loaded.view(), thing }, columns: &columns };
    let rows: Vec<ListedRow> = kept.into_iter().map(row).collect();
    let groups: Vec<&str> = match list.what {
        None => EntryKind::ALL.map(EntryKind::plural).to_vec(),
        Some(what) => vec![what.plural()],
    };
    let mut answer = Answer::of(match list.form.format()? {
        Format::Csv | Format::Tsv => {
            let readings: Vec<DataRow> = rows.iter().flat_map(data::rows).collect();
            list.form.compose(&data::heads(&columns), &groups, &readings, medium)?
        }
        _ => list.form.compose(&heads(&columns), &groups, &rows, medium)?,
    });
    if rows.is_empty() {
        let what = list.what.map_or("entries", What::plural);
        answer.told.push(match (&list.query, &query) {
            (Some(text), Some(query)) => {
                let finds = |query: &Query| !things(loaded, Some(query), list.what).is_empty();
                let instead = query::proposal(query, loaded.dossier(), finds).or_else(|| {
                    loaded
                        .respelled(query, loaded.index().as_ref(), finds)
                        .map(|spelled| format!("did you mean {spelled}?"))
                });
                format!("no {what} are kept by `{text}`; {}", instead.unwrap_or_else(|| instead_of(text).to_owned()))
            }
            _ => format!("this dossier has no {what}"),
        });
        answer.status = if query.is_some() { NOTHING } else { 0 };
    }
    Ok(answer)
}

/// Terms with a query: what to type instead, as far as something comes of it.
fn no_query_of_terms(text: &str, loaded: &Loaded) -> Trouble {
    let finds = |text: &String| {
        let query = query::parse(text, loaded.dossier());
        query.is_ok_and(|query| !query::eval(&query, loaded.view()).is_empty())
    };
    let tied = [format!("term:{text}"), text.to_owned()].into_iter().find(finds);
    let tied =
        tied.map(|query| format!(", `dossier list -q {}` the entries that the query keeps", for_a_shell(&query)));
    let all = "terms are not entries, so no query keeps any; `dossier list terms` lists them all";
    Trouble::Typed(format!("{all}{}", tied.unwrap_or_default()))
}

fn things<'a>(loaded: &'a Loaded, query: Option<&Query>, what: Option<What>) -> Vec<Thing<'a>> {
    match what {
        None => entries(loaded, query, None),
        Some(What::Entries(kind)) => entries(loaded, query, Some(kind)),
        Some(What::Records(kind)) => records(loaded, query, kind),
        Some(What::Terms) => loaded.dossier().terms().map(|(id, term)| Thing::Term(id, term)).collect(),
    }
}

fn entries<'a>(loaded: &'a Loaded, query: Option<&Query>, kind: Option<EntryKind>) -> Vec<Thing<'a>> {
    let of_kind = kind.and_then(|kind| query::parse(&format!("in:{}", kind.plural()), loaded.dossier()).ok());
    let query = query.cloned().map(|query| of_kind.iter().cloned().fold(query, Query::and));
    let kept: Vec<_> = match &query {
        Some(query) => query::eval(query, loaded.view()).into_iter().map(|hit| hit.entry).collect(),
        None => loaded.dossier().ids().collect(),
    };
    let known = kept.into_iter().filter_map(|id| Some((id, loaded.dossier().get(id)?)));
    let of_kind = known.filter(|(_, entry)| kind.is_none_or(|kind| entry.kind == kind));
    of_kind.map(|(id, entry)| Thing::Entry(id, entry)).collect()
}

fn records<'a>(loaded: &'a Loaded, query: Option<&Query>, kind: RecordKind) -> Vec<Thing<'a>> {
    let all = Query::all();
    let kept = query::records_of(query.unwrap_or(&all), loaded.view(), kind);
    kept.into_iter().filter_map(|(id, index)| loaded.record(id, index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Arguments, Verb};
    use crate::fixture;
    use crate::text::width::columns as wide;
    use clap::Parser;

    fn listed(arguments: &[&str], loaded: &Loaded, medium: Medium) -> String {
        let arguments = ["dossier", "list"].iter().chain(arguments);
        match Arguments::try_parse_from(arguments).unwrap().verb {
            Some(Verb::List(list)) => answer(&list, loaded, medium).unwrap().out,
            other => panic!("{other:?}"),
        }
    }

    /// The lists of the dossier that comes with the program, in terminals as people have them.
    #[test]
    fn no_list_is_cut() {
        let loaded = Loaded { snapshot: fixture::bundled(), shelves: None };
        let pipe = Medium { terminal: None, colour: false };
        for what in What::all() {
            let ids = listed(&[what.plural(), "--format", "ids"], &loaded, pipe);
            for room in [80, 100, 120, 200] {
                let medium = Medium { terminal: Some(room), colour: false };
                let out = listed(&[what.plural()], &loaded, medium);
                assert!(out.lines().all(|line| wide(line) <= room), "{out}");
                assert!(!out.contains('…'), "{out}");
                let broken = ids.lines().filter(|id| !out.contains(id)).collect::<Vec<_>>();
                let is_long = |id: &&str| what == What::Terms && wide(id) > 30;
                assert!(broken.iter().all(is_long), "{room}: {broken:?}\n{out}");
            }
        }
    }
}
