//! Searching the whole dossier: a typed query, and what answers it best, entries and records by kind, each with the
//! sentence that does and why it is found. Must never narrow the lists.

use std::ops::Range;

use super::{Answer, Layer, Overlay};
use crate::entry::{Entry, Record};
use crate::keys::Command;
use crate::page::Subject;
use crate::query::{self, Best, Query, Snippets, marks};
use crate::reader::app::App;
use crate::reader::cursor::{Step, moved};
use crate::reader::part::FramePart;
use crate::reader::picture::{Label, Look, Picture, PictureLine};
use crate::reader::prompt::{Earlier, Prompt};
use crate::text::Safe;
use crate::text::fold::Needle;
use crate::text::parts::at_marks;
use crate::value::Place;
use crate::whole::{EntryId, Spot, record_texts, record_words};

/// So many are shown: what is meant is among them, or the query is to be narrowed.
const FIRST: usize = 30;

/// A search that is being typed.
#[derive(Debug, Clone)]
pub struct SearchLine {
    prompt: Prompt,
    found: Answers,
    /// Which answer is chosen, from the top.
    chosen: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
struct Answers {
    /// For which text; none while nothing has been asked.
    text: Option<String>,
    /// Whether words that are nowhere were looked for in their nearest spelling.
    is_kept: bool,
    /// What is said of it.
    said: Safe,
    /// What is marked where one goes.
    needles: Vec<Needle>,
    /// From the top.
    all: Vec<Found>,
    rows: Vec<Row>,
}

/// What a row of the list shows.
#[derive(Debug, Clone)]
enum Row {
    /// Of what kind the answers are that follow.
    Heading(Safe),
    /// The name of the answer of that number.
    Name(usize),
    /// Its sentence.
    Sentence(usize),
}

/// Something that answers.
#[derive(Debug, Clone)]
struct Found {
    best: Best,
    name: Safe,
    /// Where and how what was asked for stands in it.
    why: Safe,
    /// The sentence that shows it.
    sentence: String,
    /// The same in stretches, the words that were asked for apart.
    labels: Vec<Label>,
}

/// The column in which a sentence begins.
const INDENT: usize = 4;

/// A sentence with what was asked for marked in it.
fn marked(sentence: &str, marks: Vec<Range<usize>>) -> Vec<Label> {
    let mut column = INDENT;
    let parts = at_marks(0..sentence.len(), marks.into_iter().map(|mark| (mark, FramePart::Accent)));
    let labels = parts.into_iter().map(|(part, look)| {
        let text = Safe::new(sentence.get(part).unwrap_or_default());
        let label = Label { column, part: look.unwrap_or(FramePart::Dim), text };
        column += label.text.columns();
        label
    });
    labels.collect()
}

/// So many words are left before the first that is marked, where there is no room for all.
const BEFORE: usize = 3;

/// A sentence from shortly before its first mark on, where that would not be in sight in so many columns.
fn from_mark(sentence: String, marks: Vec<Range<usize>>, room: usize) -> (String, Vec<Range<usize>>) {
    let until = |at: usize| sentence.get(..at).unwrap_or_default();
    let Some(first) = marks.first().filter(|mark| Safe::new(until(mark.end)).columns() > room) else {
        return (sentence, marks);
    };
    let start = until(first.start).rmatch_indices(' ').nth(BEFORE).map_or(0, |(at, _)| at);
    let shown = format!("…{}", sentence.get(start..).unwrap_or_default());
    let moved = |at: usize| at - start + '…'.len_utf8();
    let marks = marks.into_iter().map(|mark| moved(mark.start)..moved(mark.end)).collect();
    (shown, marks)
}

/// Of what kind an answer is, as the heading of all such.
fn kind(entry: &Entry, record: Option<&Record>) -> String {
    let mut name = record.map_or(entry.kind.plural(), |record| record.kind.plural()).to_owned();
    if let Some(initial) = name.get_mut(..1) {
        initial.make_ascii_uppercase();
    }
    name
}

/// Answers by their kind: kinds in the order of their best answer, and within a kind the best first.
fn by_kind<T>(answers: impl IntoIterator<Item = (String, T)>) -> Vec<(String, Vec<T>)> {
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for (kind, answer) in answers {
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, group)) => group.push(answer),
            None => groups.push((kind, vec![answer])),
        }
    }
    groups
}

impl App {
    /// Begins to type a search.
    pub(in crate::reader) fn start_search(&mut self) {
        self.lay(Layer::Search(SearchLine { prompt: Prompt::default(), found: Answers::default(), chosen: 0 }));
    }

    /// What answers a query best; where it is kept and its words are nowhere, what their nearest spelling finds.
    fn answers(&self, text: &str, is_kept: bool) -> Answers {
        let said = |sentence: &str| {
            let text = Some(text.to_owned());
            Answers { text, is_kept, said: Safe::new(sentence), ..Answers::default() }
        };
        let query = match query::parse(text, self.contents.dossier()) {
            Ok(query) if query.is_all() => return Answers::default(),
            Ok(query) => query,
            Err(error) => return said(&error.message),
        };
        let ground = self.contents.ground();
        let best = query::answers(&query, ground);
        if !best.is_empty() {
            return Answers { text: Some(text.to_owned()), is_kept, ..self.shown(&query, &best, "") };
        }
        if !is_kept {
            let keep = self.keys.map.shown(Command::Keep);
            return said(&format!("Nothing answers that; {keep} looks for what is spelled nearly so"));
        }
        let finds = |query: &Query| !query::holding(query, ground).is_empty();
        let index = self.contents.index.as_deref();
        let Some(spelled) = index.and_then(|index| query::respelled(&query, index, finds)) else {
            let instead = query::proposal(&query, self.contents.dossier(), finds);
            return said(&instead.map_or_else(
                || "Nothing answers that, nor what is spelled nearly so".to_owned(),
                |instead| format!("Nothing answers that; {instead}"),
            ));
        };
        let how = format!("nothing holds that; this is what {spelled} finds · ");
        let best = query::answers(&spelled, ground);
        Answers { text: Some(text.to_owned()), is_kept, ..self.shown(&spelled, &best, &how) }
    }

    /// The first of what answers a query, by kind; `how` it is come by is said before how many there are.
    fn shown(&self, query: &Query, best: &[Best], how: &str) -> Answers {
        let all = query.limit().unwrap_or(usize::MAX).min(best.len());
        let shown = all.min(FIRST);
        let snippets = Snippets::new(query, self.contents.snapshot.view());
        let kind = |best: &Best| {
            let entry = self.contents.dossier().get(best.entry)?;
            Some(kind(entry, best.record.and_then(|place| entry.records.get(place))))
        };
        let of_kind = |wanted: &str| best.iter().take(all).filter(|best| kind(best).as_deref() == Some(wanted)).count();
        let first = best.iter().take(shown).filter_map(|best| Some((kind(best)?, self.answer(*best, &snippets)?)));
        let mut answers = Answers { needles: snippets.needles().cloned().collect(), ..Answers::default() };
        for (kind, group) in by_kind(first) {
            let count = match (group.len(), of_kind(&kind)) {
                (here, there) if here == there => here.to_string(),
                (here, there) => format!("the best {here} of {there}"),
            };
            answers.rows.push(Row::Heading(Safe::new(&format!("{kind} ({count})"))));
            for found in group {
                let number = answers.all.len();
                answers.rows.extend([Row::Name(number), Row::Sentence(number)]);
                answers.all.push(found);
            }
        }
        let count = if all > shown { format!("{how}the best {shown} of {all}") } else { format!("{how}{all}") };
        answers.said = Safe::new(&count);
        answers
    }

    fn answer(&self, best: Best, snippets: &Snippets<'_>) -> Option<Found> {
        let entry = self.contents.dossier().get(best.entry)?;
        let record = best.record.and_then(|place| entry.records.get(place));
        let (sentence, marks) = match record {
            Some(record) => {
                let words = record_words(self.contents.dossier(), best.entry, record);
                let marks = marks(snippets.needles(), &words);
                (words, marks)
            }
            None => snippets.in_entry(best.entry).unwrap_or_default(),
        };
        let (name, why) = (Safe::new(entry.name()), Safe::new(&snippets.why(best)));
        let room = self.room().0.saturating_sub(INDENT);
        let (shown, marks) = from_mark(sentence.clone(), marks, room);
        Some(Found { best, name, why, labels: marked(&shown, marks), sentence })
    }

    /// To what was found, where its words stand: marked, and one is at those of the sentence.
    fn go_to_answer(&mut self, found: &Found, text: &str, needles: Vec<Needle>) {
        if let Some(record) = found.best.record {
            return self.go_to_record(found.best.entry, record, text, needles);
        }
        self.go_to(Subject::page(found.best.entry));
        if needles.is_empty() {
            return;
        }
        let holding = self.contents.dossier().get(found.best.entry).and_then(|entry| {
            let holds = |(place, record)| {
                record_texts(place, record).any(|text| needles.iter().any(|needle| needle.is_in(&text.written)))
            };
            entry.records.iter().enumerate().position(holds)
        });
        self.page.find_in_sentence(text, needles.clone(), &found.sentence);
        match holding.filter(|_| self.page.found.places.is_empty() && !self.page.found.pending) {
            Some(record) => self.show_record(found.best.entry, record, text, needles),
            None => self.show_found(),
        }
    }

    fn go_to_record(&mut self, id: EntryId, place: usize, text: &str, needles: Vec<Needle>) {
        let Some(spot) = self.record_spot(id, place) else { return };
        self.go_to_spot(&spot);
        if needles.is_empty() {
            return;
        }
        self.page.find(text, needles.clone());
        let row = self.page.current().map(|stop| stop.line..=stop.last_line);
        if self.page.found.pending || row.is_some_and(|lines| self.page.go_to_found_in(lines)) {
            return self.show_found();
        }
        self.show_record(id, place, text, needles);
    }

    /// Shows the card of a record, because its row does not tell all of it, with the words marked.
    fn show_record(&mut self, id: EntryId, place: usize, text: &str, needles: Vec<Needle>) {
        let Some(spot) = self.record_spot(id, place) else { return };
        self.open_card(Subject::Spot(spot));
        self.front_mut().find(text, needles);
        self.show_found();
    }

    fn record_spot(&self, id: EntryId, place: usize) -> Option<Spot> {
        let record = self.contents.dossier().get(id)?.records.get(place)?;
        Some(Spot::at(id, Place::record(&record.id)))
    }
}

impl SearchLine {
    /// Whether what is shown is of what is typed.
    fn is_answered(&self) -> bool {
        self.found.text.as_deref() == Some(self.prompt.text())
    }

    fn ask(&mut self, app: &App, is_kept: bool) {
        self.found = app.answers(self.prompt.text(), is_kept);
        self.chosen = 0;
    }

    /// The row on which the chosen answer stands.
    fn chosen_row(&self) -> usize {
        let is_chosen = |row: &Row| matches!(row, Row::Name(number) if *number == self.chosen);
        self.found.rows.iter().position(is_chosen).unwrap_or(0)
    }

    fn line(&self, row: usize, part: FramePart, width: usize) -> PictureLine {
        match &self.found.rows[row] {
            Row::Heading(text) => PictureLine::new(0, text.clone(), FramePart::Heading),
            Row::Name(number) => {
                let found = &self.found.all[*number];
                PictureLine { aside: found.why.cut(width / 3), ..PictureLine::new(2, found.name.clone(), part) }
            }
            Row::Sentence(number) => {
                PictureLine { labels: self.found.all[*number].labels.clone(), aside: Safe::default() }
            }
        }
    }
}

impl Overlay for SearchLine {
    fn is_typed(&self) -> bool {
        true
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn earlier<'a>(&self, app: &'a App) -> Option<&'a Earlier> {
        // Where there are answers the same keys move among them.
        Some(&app.filter.earlier).filter(|_| self.found.all.is_empty())
    }

    fn changed(&mut self, app: &mut App) {
        if app.has_many() {
            self.found = Answers::default();
        } else {
            self.ask(app, false);
        }
    }

    fn complete(&mut self, app: &mut App) -> Answer {
        self.step(app, Step::Rows(1))
    }

    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        self.chosen = moved(Some(self.chosen), step, app.room().1 / 2, self.found.all.len()).unwrap_or(0);
        Answer::Stays
    }

    /// Asks what is typed; what is answered is gone to, where its words stand.
    fn keep(&mut self, app: &mut App) -> Answer {
        if !self.is_answered() || (self.found.all.is_empty() && !self.found.is_kept) {
            self.ask(app, true);
            return Answer::Stays;
        }
        let Some(found) = self.found.all.get(self.chosen) else { return Answer::Stays };
        app.go_to_answer(found, self.prompt.text(), self.found.needles.clone());
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let (width, height) = app.room();
        let does = if self.found.all.is_empty() { "searches" } else { "opens" };
        let keys = app.keys.map.hint(&[(Command::Keep, does), (Command::TakeBack, "closes")]);
        let picture = Picture::new("Search", &keys);
        let rows = self.found.rows.len();
        let mut picture = picture
            .list(self.chosen_row(), rows, height.saturating_sub(1), |row, part| self.line(row, part, width))
            .or(if self.is_answered() {
                self.found.said.as_str()
            } else {
                "Words, or a filter: the best comes first."
            });
        let aside = if self.found.all.is_empty() { Safe::default() } else { self.found.said.clone() };
        let (text, before, _) = self.prompt.window(width.saturating_sub(2 + aside.columns()));
        let sign = Label { column: 0, text: Safe::new("/ "), part: FramePart::Accent };
        let typed = Label { column: 2, text, part: FramePart::Plain };
        picture.lines.insert(0, PictureLine { labels: vec![sign, typed], aside });
        picture.chosen = picture.chosen.map(|row| row + 1);
        picture.cursor = Some((0, before + 2));
        Look::Framed(picture)
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::covered;
    use crate::reader::app::App;
    use crate::reader::fixture::{bundled, reader};

    #[test]
    fn what_answers_best_is_first_and_its_words_are_gone_to() {
        let mut app = bundled(120, 36);
        let shown = app.press("g/palantir").picture().shown();
        assert!(shown[1].starts_with("Companies (") && shown[2].starts_with("> Palantir | name"), "{shown:#?}");
        assert!(shown[3].contains("Palantir"), "{shown:#?}");
        let lists = app.lists.clone();
        app.press("<Down><Enter>");
        assert_eq!((app.page.title.as_str(), app.layers.top.is_none()), ("Amazon", true));
        assert!(app.said().contains(" of "), "{}", app.said());
        assert_eq!(app.lists.all_rows().count(), lists.all_rows().count());
        assert!(!app.filter.narrows(), "the lists are what they were");
        app.press("H");
        assert_eq!(app.page.title, "About this dossier");
    }

    /// What the place found that one is at reads, and the line that it is on.
    fn here(app: &App) -> (String, String) {
        let window = app.front();
        let place = &window.found.places[window.found.at.unwrap()];
        let (line, range) = &place.parts[0];
        let text = window.laid.lines[*line].text();
        (text.slice(range.clone()).as_str().to_owned(), text.as_str().to_owned())
    }

    fn harbour() -> App {
        let prose = "Nothing is said here of anything, and nothing more.\n\n".repeat(30);
        let company = format!(
            "+++\nname = \"Dock\"\n[[contracts]]\nid = \"a\"\nwith = \"Harbour\"\nnote = \"Of tugs.\"\n+++\n\nA dock. \
             See below.\n\n{prose}\n\nAt last a harbour. It has a harbour light.\n"
        );
        let files = [
            ("companies/dock.md", company.as_str()),
            ("articles/one.md", "+++\ntitle = \"One\"\n+++\n\nThe harbour is old. The light of the harbour shines.\n"),
        ];
        reader(&covered(&files), 100, 30)
    }

    #[test]
    fn a_long_sentence_begins_shortly_before_what_is_marked() {
        let six = "One two three four five six.";
        let cut = |room| super::from_mark(six.to_owned(), std::iter::once(19..23).collect(), room).0;
        assert_eq!(cut(23), six);
        assert_eq!(cut(22), "… two three four five six.");
        let (_, marks) = super::from_mark("Supercalifragilistic".to_owned(), std::iter::once(0..20).collect(), 5);
        assert_eq!(marks.first(), Some(&(3..23)));
    }

    #[test]
    fn answers_stand_by_kind_and_headings_are_no_stops() {
        let mut app = harbour();
        let shown = app.press("g/harbour").picture().shown();
        let headings: Vec<&String> = shown.iter().filter(|line| !line.starts_with([' ', '>', '/'])).collect();
        assert_eq!(headings, ["Articles (1)", "Contracts (1)", "Companies (1)"], "{shown:#?}");
        assert!(shown[2] == "> One | text" && shown[5] == "  Dock | with", "{shown:#?}");
        let mut chosen = Vec::new();
        for _ in 0..3 {
            let picture = app.picture();
            chosen.push(picture.shown()[picture.chosen.unwrap()].clone());
            app.press("<Down>");
        }
        assert_eq!(chosen.len(), 3);
        assert!(chosen.iter().all(|line| line.starts_with("> ")), "{chosen:?}");
        assert_eq!(app.picture().shown()[app.picture().chosen.unwrap()], chosen[2], "there is none after the last");
    }

    #[test]
    fn enter_goes_to_the_words_of_the_sentence() {
        let mut app = harbour();
        app.press("g/harbour light<Down><Down>");
        let picture = app.picture();
        assert!(picture.shown()[picture.chosen.unwrap()].starts_with("> Dock"), "{:#?}", picture.shown());
        app.press("<Enter>");
        let (word, line) = here(&app);
        assert!(word == "harbour" && line.contains("It has a harbour light"), "{word} {line}");
        assert!(app.page.top > 0, "it is in sight");
        app.press("g/tugs<Enter>");
        assert_eq!(here(&app).0, "tugs", "what the row of a record does not tell is told by its card");
        assert!(app.layers.card.is_some());
        app.press("<Esc><Esc>g/contract{with:harbour}<Down><Enter>");
        assert_eq!(here(&app).0, "Harbour");
        assert!(app.layers.card.is_none() && app.page.current().is_some());
    }

    #[test]
    fn what_is_wrong_or_nowhere_is_said() {
        let mut app = bundled(80, 24);
        assert!(app.press("g/").picture().shown()[1].contains("Words, or a filter"));
        assert!(app.press("agncy:ICE").picture().shown()[1].contains("did you mean"), "{:?}", app.picture().shown());
        assert!(app.press("<C-u>zzqqxxw").picture().shown()[1].contains("Nothing answers"));
        assert!(app.press("<Enter>").picture().shown()[1].contains("nor what is spelled"));
        app.press("<Esc>").run_errands();
        let picture = app.press("g/rekognitoin").picture();
        assert!(picture.shown()[1].contains("Nothing answers that"), "not while it is typed: {:?}", picture.shown());
        let picture = app.press("<Enter>").picture();
        assert!(picture.shown()[0].contains("this is what rekognition finds"), "{:?}", picture.shown());
        app.press("<Enter>");
        assert!(app.layers.top.is_none());
        assert!(here(&app).0.to_lowercase().contains("rekognition"), "what was found is marked: {:?}", here(&app));
    }
}
