//! `dossier search`: what a query finds, the best first, each with the sentence that holds its words and why it is found.

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
use crate::query::{self, Best, Ground, Hit, Query, Snippets, marks};
use crate::text::Safe;
use crate::text::fold::Needle;
use crate::text::parts::at_marks;
use crate::text::wrap::wrap;
use crate::whole::{EntryId, record_words};

const HEADS: [TableColumn; 4] = [
    TableColumn::new(0, "ref"),
    TableColumn::new(1, "name"),
    TableColumn::new(2, "sentence"),
    TableColumn::new(3, "why"),
];

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
    /// Where and how what was asked for stands in it; empty where no words were asked for.
    why: String,
    /// The records that were asked for.
    records: Vec<String>,
}

/// What a query finds, the best first.
enum Hits {
    Entries(Vec<Hit>),
    Records(Vec<(EntryId, usize)>),
}

impl Hits {
    fn of(search: &Search, query: &Query, over: Ground<'_>) -> Self {
        match (search.records, search.count) {
            (true, true) => Self::Records(query::records(&query.unlimited(), over)),
            (true, false) => Self::Records(query::ranked_records(query, over)),
            (false, true) => Self::Entries(query::holding(query, over)),
            (false, false) => Self::Entries(query::ranked(query, over)),
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Entries(hits) => hits.len(),
            Self::Records(found) => found.len(),
        }
    }
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
    let index = loaded.index();
    let over = Ground::new(loaded.view(), index.as_ref());
    let find = |query: &Query| Hits::of(search, query, over);
    let finds = |query: &Query| {
        if search.records { !query::records(query, over).is_empty() } else { !query::holding(query, over).is_empty() }
    };
    let (mut asked, mut hits, mut said) = (query.clone(), find(&query), None);
    if hits.count() == 0
        && let Some(spelled) = loaded.respelled(&query, index.as_ref(), finds)
    {
        said = Some(format!("nothing is found by `{text}`; this is what `{spelled}` finds"));
        (hits, asked) = (find(&spelled), spelled);
    }
    let is_read = format == Format::Text && !search.count;
    let most = asked.limit().unwrap_or(if is_read { FIRST } else { usize::MAX }).min(hits.count());
    let mut answer = Answer::of(if search.count {
        count(search, most, format, medium)?
    } else {
        let found = found(loaded, &asked, &hits, most);
        if format == Format::Text && medium.terminal.is_some() {
            found.iter().map(|found| found.set(medium)).collect()
        } else {
            search.form.compose(&HEADS, &["hits"], &found, medium)?
        }
    });
    answer.told.extend(said);
    if is_read && most < hits.count() {
        let (all, more) = (hits.count(), hits.count() - most);
        answer.told.push(format!("{more} more; `limit:{all}` shows all, `--format ids` their names"));
    }
    if hits.count() == 0 {
        answer.status = NOTHING;
        let instead = query::proposal(&query, loaded.dossier(), finds);
        let instead = instead.unwrap_or_else(|| {
            let is_in_entries = search.records && !query::holding(&query, over).is_empty();
            let without = "entries hold, but none of their records; leave --records out";
            if is_in_entries { without } else { instead_of(&text) }.to_owned()
        });
        answer.told.push(format!("nothing is found by `{text}`; {instead}"));
    }
    Ok(answer)
}

fn count(search: &Search, count: usize, format: Format, medium: Medium) -> Result<String, Trouble> {
    let count = Count(count);
    match format {
        Format::Text => Ok(format!("{}\n", count.0)),
        Format::Json => Ok(pretty(&Json::Object(with_schema(count.object())))),
        Format::Ndjson | Format::Csv | Format::Tsv | Format::Ids | Format::Svg => {
            search.form.compose(&[TableColumn::new(0, "count")], &["count"], &[count], medium)
        }
    }
}

/// How many there are.
struct Count(usize);

impl Row for Count {
    fn reference(&self) -> String {
        self.0.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::of(self.0.to_string())]
    }

    fn object(&self) -> Map<String, Json> {
        Map::from_iter([("count".to_owned(), self.0.into())])
    }

    fn group(&self) -> &'static str {
        "count"
    }
}

fn listed<'a>(loaded: &'a Loaded, thing: Thing<'a>) -> Listed<'a> {
    Listed { view: loaded.view(), thing }
}

/// The first of them, so many at most.
fn found<'a>(loaded: &'a Loaded, query: &Query, hits: &Hits, most: usize) -> Vec<Found<'a>> {
    let (words, sentences) = (query.words(), Snippets::new(query, loaded.view()));
    match hits {
        Hits::Entries(hits) => {
            hits.iter().take(most).filter_map(|hit| entry(loaded, &words, &sentences, hit)).collect()
        }
        Hits::Records(found) => {
            found.iter().take(most).filter_map(|place| record(loaded, &words, &sentences, *place)).collect()
        }
    }
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
        why: sentences.why(Best { entry: id, record: None }),
        records: kept.into_iter().map(|record| record.id.clone()).collect(),
    })
}

fn record<'a>(
    loaded: &'a Loaded,
    words: &[Needle],
    sentences: &Snippets,
    (id, place): (EntryId, usize),
) -> Option<Found<'a>> {
    let entry = loaded.dossier().get(id)?;
    let record = entry.records.get(place)?;
    let sentence = record_words(loaded.dossier(), id, record);
    Some(Found {
        what: listed(loaded, Thing::Record(id, entry, record)),
        name: entry.name().to_owned(),
        marks: marks(words, &sentence),
        sentence,
        why: sentences.why(Best { entry: id, record: Some(place) }),
        records: Vec::new(),
    })
}

impl Row for Found<'_> {
    fn reference(&self) -> String {
        self.what.reference()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::of(self.reference()), Cell::of(&*self.name), Cell::of(&*self.sentence), Cell::of(&*self.why)]
    }

    fn object(&self) -> Map<String, Json> {
        let marks = self.marks.iter().filter_map(|mark| self.sentence.get(mark.clone()));
        let mut object = Map::from_iter([
            ("ref".to_owned(), self.reference().into()),
            ("name".to_owned(), self.name.as_str().into()),
            ("sentence".to_owned(), self.sentence.as_str().into()),
            ("marked".to_owned(), marks.collect()),
            ("why".to_owned(), self.why.as_str().into()),
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
    /// For a terminal: the name with the reference and, where there is room, why it is found; the sentence under it with
    /// its words marked.
    fn set(&self, medium: Medium) -> String {
        let columns = medium.terminal.unwrap_or(WIDEST).min(WIDEST);
        let name = Safe::new(&self.name).cut(columns);
        let reference = Safe::new(&self.reference());
        let first = if name.columns() + 2 + reference.columns() <= columns {
            let room = columns - name.columns() - 2 - reference.columns();
            let why = Safe::new(&self.why);
            let has_room = !why.is_empty() && why.columns() + 4 <= room;
            let why = if has_room { format!("  ({why})") } else { String::new() };
            let aside = format!("{reference}{why}");
            format!("{}  {}\n", medium.look(Look::Bold, name.as_str()), medium.look(Look::Dim, &aside))
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
