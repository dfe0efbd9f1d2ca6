//! Searching the whole dossier: a typed query, and what answers it best with the sentence that does. Must never narrow
//! the lists.

use std::ops::Range;

use super::{Answer, Layer, Overlay};
use crate::keys::Command;
use crate::page::Subject;
use crate::query::{self, Query, Snippets};
use crate::reader::app::App;
use crate::reader::cursor::{Step, moved};
use crate::reader::part::FramePart;
use crate::reader::picture::{Label, Look, Picture, PictureLine};
use crate::reader::prompt::{Earlier, Prompt};
use crate::text::Safe;
use crate::text::parts::at_marks;
use crate::whole::EntryId;

/// So many are shown: what is meant is among them, or the query is to be narrowed.
const FIRST: usize = 20;

/// A search that is being typed.
#[derive(Debug, Clone)]
pub struct SearchLine {
    prompt: Prompt,
    found: Answers,
    chosen: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
struct Answers {
    /// For which text; none while nothing has been asked.
    text: Option<String>,
    /// What is said of it.
    said: Safe,
    best: Vec<Best>,
}

/// An entry that answers.
#[derive(Debug, Clone)]
struct Best {
    id: EntryId,
    name: Safe,
    kind: Safe,
    /// The sentence that shows why, in stretches, the words that were asked for apart.
    sentence: Vec<Label>,
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

impl App {
    /// Begins to type a search.
    pub(in crate::reader) fn start_search(&mut self) {
        self.lay(Layer::Search(SearchLine { prompt: Prompt::default(), found: Answers::default(), chosen: 0 }));
    }

    /// What answers a query best; of words that are nowhere, what their nearest spelling finds.
    fn answers(&self, text: &str) -> Answers {
        let said =
            |sentence: &str| Answers { text: Some(text.to_owned()), said: Safe::new(sentence), best: Vec::new() };
        let query = match query::parse(text, self.contents.dossier()) {
            Ok(query) if query.is_all() => return Answers::default(),
            Ok(query) => query,
            Err(error) => return said(&error.message),
        };
        let ground = self.contents.ground();
        let mut hits = query::ranked(&query, ground);
        let mut asked = query;
        let mut how = String::new();
        if hits.is_empty() {
            let finds = |query: &Query| !query::holding(query, ground).is_empty();
            let index = self.contents.index.as_deref();
            let Some(spelled) = index.and_then(|index| query::respelled(&asked, index, finds)) else {
                return said("Nothing answers that");
            };
            how = format!("nothing holds that; this is what {spelled} finds · ");
            hits = query::ranked(&spelled, ground);
            asked = spelled;
        }
        let snippets = Snippets::new(&asked, self.contents.snapshot.view());
        let best = hits.iter().take(FIRST).filter_map(|hit| {
            let entry = self.contents.dossier().get(hit.entry)?;
            let sentence = snippets.in_entry(hit.entry).map(|(text, marks)| marked(&text, marks)).unwrap_or_default();
            let [name, kind] = [entry.name(), entry.kind.singular()].map(Safe::new);
            Some(Best { id: hit.entry, name, kind, sentence })
        });
        let best: Vec<Best> = best.collect();
        let count = if hits.len() > best.len() {
            format!("{how}the best {} of {}", best.len(), hits.len())
        } else {
            format!("{how}{}", hits.len())
        };
        Answers { text: Some(text.to_owned()), said: Safe::new(&count), best }
    }
}

impl SearchLine {
    /// Whether what is shown is of what is typed.
    fn is_answered(&self) -> bool {
        self.found.text.as_deref() == Some(self.prompt.text())
    }

    fn ask(&mut self, app: &App) {
        self.found = app.answers(self.prompt.text());
        self.chosen = 0;
    }

    /// The line of an answer's name, or of its sentence.
    fn line(&self, row: usize, part: FramePart) -> PictureLine {
        let best = &self.found.best[row / 2];
        if row.is_multiple_of(2) {
            return PictureLine { aside: best.kind.clone(), ..PictureLine::new(2, best.name.clone(), part) };
        }
        PictureLine { labels: best.sentence.clone(), aside: Safe::default() }
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
        Some(&app.filter.earlier).filter(|_| self.found.best.is_empty())
    }

    fn changed(&mut self, app: &mut App) {
        if app.has_many() {
            self.found = Answers::default();
        } else {
            self.ask(app);
        }
    }

    fn complete(&mut self, app: &mut App) -> Answer {
        self.step(app, Step::Rows(1))
    }

    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        self.chosen = moved(Some(self.chosen), step, app.room().1 / 2, self.found.best.len()).unwrap_or(0);
        Answer::Stays
    }

    /// Asks what is typed; what is answered is gone to, where its words stand.
    fn keep(&mut self, app: &mut App) -> Answer {
        if !self.is_answered() {
            self.ask(app);
            return Answer::Stays;
        }
        let Some(best) = self.found.best.get(self.chosen) else { return Answer::Stays };
        app.go_to(Subject::page(best.id));
        let needles = query::parse(self.prompt.text(), app.contents.dossier()).map(|query| query.words());
        if let Some(needles) = needles.ok().filter(|needles| !needles.is_empty()) {
            app.page.find(self.prompt.text(), needles);
            app.show_found();
        }
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let (width, height) = app.room();
        let does = if self.is_answered() { "opens" } else { "searches" };
        let keys = app.keys.map.hint(&[(Command::Keep, does), (Command::TakeBack, "closes")]);
        let picture = Picture::new("Search", &keys);
        let rows = self.found.best.len() * 2;
        let mut picture =
            picture.list(self.chosen * 2, rows, height.saturating_sub(1), |row, part| self.line(row, part)).or(
                if self.is_answered() { self.found.said.as_str() } else { "Words, or a filter: the best comes first." },
            );
        let aside = if self.found.best.is_empty() { Safe::default() } else { self.found.said.clone() };
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
    use crate::reader::fixture::bundled;

    #[test]
    fn what_answers_best_is_first_and_its_words_are_gone_to() {
        let mut app = bundled(120, 36);
        let picture = app.press("g/palantir").picture();
        assert!(picture.shown()[1].starts_with("> Palantir"), "{:?}", picture.shown());
        assert!(picture.shown()[2].contains("Palantir"), "{:?}", picture.shown());
        let lists = app.lists.clone();
        app.press("<Down><Enter>");
        assert_eq!((app.page.title.as_str(), app.layers.top.is_none()), ("Amazon", true));
        assert!(app.said().starts_with("1 of "), "{}", app.said());
        assert_eq!(app.lists.all_rows().count(), lists.all_rows().count());
        assert!(!app.filter.narrows(), "the lists are what they were");
        app.press("H");
        assert_eq!(app.page.title, "About this dossier");
    }

    #[test]
    fn what_is_wrong_or_nowhere_is_said() {
        let mut app = bundled(80, 24);
        assert!(app.press("g/").picture().shown()[1].contains("Words, or a filter"));
        assert!(app.press("agncy:ICE").picture().shown()[1].contains("did you mean"), "{:?}", app.picture().shown());
        assert!(app.press("<C-u>zzqqxxw").picture().shown()[1].contains("Nothing answers"));
        app.press("<Esc>").run_errands();
        let picture = app.press("g/rekognitoin").picture();
        assert!(picture.shown()[0].contains("this is what rekognition finds"), "{:?}", picture.shown());
        app.press("<Esc>");
        assert!(app.layers.top.is_none());
    }
}
