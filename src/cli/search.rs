//! `dossier search`: what a query finds, the best first, each with the sentence that holds its words.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::Loaded;
use super::args::Search;
use super::cell::Cell;
use super::explain;
use super::form::{Format, Row, pretty, with_schema};
use super::listed::{Listed, Thing};
use super::medium::{Look, Medium};
use super::output::{Answer, NOTHING};
use super::trouble::{Trouble, instead_of};
use crate::entry::{Key, TableColumn};
use crate::query::{self, Hit, Query, Snippets, marks};
use crate::text::Safe;
use crate::text::fold::Needle;
use crate::text::parts::at_marks;
use crate::text::wrap::wrap;
use crate::whole::record_words;

const HEADS: [TableColumn; 3] =
    [TableColumn::new(0, "ref"), TableColumn::new(1, "name"), TableColumn::new(2, "sentence")];

/// Before a sentence.
const INDENT: &str = "    ";

/// No sentence is set wider, however wide the terminal.
const WIDEST: usize = 100;

/// As text the first are shown: what is meant is among them, or the query is to be narrowed.
const FIRST: usize = 20;

/// Something that was found.
struct Found<'a> {
    /// What.
    what: Listed<'a>,
    /// What it is called.
    name: String,
    /// The sentence that shows why; empty where no words were asked for and nothing is said.
    sentence: String,
    /// The stretches of the sentence that were asked for.
    marks: Vec<Range<usize>>,
    /// The records that were asked for.
    records: Vec<String>,
}

/// What the query finds.
pub(super) fn answer(search: &Search, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let text = search.query.join(" ");
    let query = loaded.query(&text)?;
    // The sentences that are tied to whom a field asks for are told.
    let loaded = &loaded.to(query.depth());
    if search.explain {
        return explain::answer(search, &query, loaded, medium);
    }
    let format = search.form.format()?;
    let most = if format == Format::Text && query.limit().is_none() && !search.count { FIRST } else { usize::MAX };
    let find = |query: &Query| if search.records { records(loaded, query, most) } else { entries(loaded, query, most) };
    let finds = |query: &Query| !find(query).0.is_empty();
    let (mut found, mut all) = find(&query);
    let mut said = None;
    if found.is_empty()
        && let Some(spelled) = loaded.respelled(&query, finds)
    {
        said = Some(format!("nothing is found by `{text}`; this is what `{spelled}` finds"));
        (found, all) = find(&spelled);
    }
    let mut answer = Answer::of(if search.count {
        count(found.len(), format)
    } else if format == Format::Text && medium.terminal.is_some() {
        found.iter().map(|found| found.set(medium)).collect()
    } else {
        search.form.compose(&HEADS, &["hits"], &found, medium)?
    });
    answer.told.extend(said);
    if found.len() < all {
        let more = format!("{} more; `limit:{all}` shows all, `--format ids` their names", all - found.len());
        answer.told.push(more);
    }
    if found.is_empty() {
        answer.status = NOTHING;
        let instead = query::proposal(&query, loaded.dossier(), finds);
        let instead = instead.unwrap_or_else(|| {
            let is_in_entries = search.records && !entries(loaded, &query, 1).0.is_empty();
            let without = "entries hold, but none of their records; leave --records out";
            if is_in_entries { without } else { instead_of(&text) }.to_owned()
        });
        answer.told.push(format!("nothing is found by `{text}`; {instead}"));
    }
    Ok(answer)
}

fn count(found: usize, format: Format) -> String {
    match format {
        Format::Json => pretty(&Json::Object(with_schema(Map::from_iter([("count".to_owned(), found.into())])))),
        Format::Text | Format::Ndjson | Format::Csv | Format::Tsv | Format::Ids => format!("{found}\n"),
    }
}

fn listed<'a>(loaded: &'a Loaded, thing: Thing<'a>) -> Listed<'a> {
    Listed { view: loaded.view(), thing }
}

/// The first that hold, so many at most, and how many do.
fn entries<'a>(loaded: &'a Loaded, query: &Query, most: usize) -> (Vec<Found<'a>>, usize) {
    let (words, sentences) = (query.words(), Snippets::new(query, loaded.view()));
    let hits = query::ranked(query, loaded.view());
    let first = hits.iter().take(most).filter_map(|hit| entry(loaded, &words, &sentences, hit));
    (first.collect(), hits.len())
}

/// An entry with the first record that was asked for, else with the sentence that has most of the words, else its
/// summary.
fn entry<'a>(loaded: &'a Loaded, words: &[Needle], sentences: &Snippets, hit: &Hit) -> Option<Found<'a>> {
    let id = hit.entry;
    let entry = loaded.dossier().get(id)?;
    let kept: Vec<_> = hit.records.iter().filter_map(|index| entry.records.get(*index)).collect();
    let record =
        kept.first().map(|record| record_words(loaded.dossier(), id, record)).filter(|words| !words.is_empty());
    let of_record = record.map(|sentence| {
        let marks = marks(words, &sentence);
        (sentence, marks)
    });
    let (sentence, marks) = of_record
        .or_else(|| sentences.in_entry(id))
        .unwrap_or_else(|| (entry.fields.text(Key::Summary).unwrap_or_default().to_owned(), Vec::new()));
    Some(Found {
        what: listed(loaded, Thing::Entry(id, entry)),
        name: entry.name().to_owned(),
        sentence,
        marks,
        records: kept.into_iter().map(|record| record.id.clone()).collect(),
    })
}

/// The first records that hold, so many at most, and how many do.
fn records<'a>(loaded: &'a Loaded, query: &Query, most: usize) -> (Vec<Found<'a>>, usize) {
    let words = query.words();
    let kept = query::records(query, loaded.view());
    let all = kept.len();
    let found = kept.into_iter().take(most).filter_map(|(id, index)| {
        let entry = loaded.dossier().get(id)?;
        let record = entry.records.get(index)?;
        let sentence = record_words(loaded.dossier(), id, record);
        let marks = marks(&words, &sentence);
        let what = listed(loaded, Thing::Record(id, entry, record));
        Some(Found { what, name: entry.name().to_owned(), sentence, marks, records: Vec::new() })
    });
    (found.collect(), all)
}

impl Row for Found<'_> {
    fn reference(&self) -> String {
        self.what.reference()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::of(self.reference()), Cell::of(&*self.name), Cell::of(&*self.sentence)]
    }

    fn object(&self) -> Map<String, Json> {
        let marks = self.marks.iter().filter_map(|mark| self.sentence.get(mark.clone()));
        let mut object = Map::from_iter([
            ("ref".to_owned(), self.reference().into()),
            ("name".to_owned(), self.name.as_str().into()),
            ("sentence".to_owned(), self.sentence.as_str().into()),
            ("marked".to_owned(), marks.collect()),
        ]);
        if matches!(self.what.thing, Thing::Entry(..)) {
            object.insert("records".to_owned(), self.records.iter().map(String::as_str).collect());
        }
        object
    }

    fn group(&self) -> &'static str {
        "hits"
    }
}

impl Found<'_> {
    /// For a terminal: the name with the reference, the sentence under it with its words marked.
    fn set(&self, medium: Medium) -> String {
        let columns = medium.terminal.unwrap_or(WIDEST).min(WIDEST);
        let name = Safe::new(&self.name).cut(columns);
        let reference = Safe::new(&self.reference());
        let first = if name.columns() + 2 + reference.columns() <= columns {
            format!("{}  {}\n", medium.look(Look::Bold, name.as_str()), medium.look(Look::Dim, reference.as_str()))
        } else {
            let below = reference.cut(columns);
            format!("{}\n{}\n", medium.look(Look::Bold, name.as_str()), medium.look(Look::Dim, below.as_str()))
        };
        let (text, marks) = self.safe();
        let room = columns.saturating_sub(INDENT.len()).max(1);
        let lines = wrap(&text, room, room).into_iter().filter(|line| !line.is_empty());
        let set = lines.map(|line| {
            let parts = at_marks(line, marks.iter().cloned()).into_iter().map(|(part, look)| {
                let part = text.get(part).unwrap_or_default();
                look.map_or_else(|| part.to_owned(), |look| medium.look(look, part))
            });
            format!("{INDENT}{}\n", parts.collect::<String>())
        });
        std::iter::once(first).chain(set).collect()
    }

    /// The sentence made safe, and how its marks look in it.
    fn safe(&self) -> (String, Vec<(Range<usize>, Look)>) {
        let (mut text, mut marks) = (String::new(), Vec::new());
        let asked = self.marks.iter().map(|mark| (mark.clone(), Look::Bold));
        for (part, look) in at_marks(0..self.sentence.len(), asked) {
            let from = text.len();
            text.push_str(Safe::new(self.sentence.get(part).unwrap_or_default()).as_str());
            marks.extend(look.map(|look| (from..text.len(), look)));
        }
        (text, marks)
    }
}
