//! A filter that is being typed: the lists follow each letter, and a complaint stands under the one that is wrong.

use super::{Answer, Layer, Overlay};
use crate::keys::Command;
use crate::query::{self, Offers, QueryError};
use crate::reader::app::App;
use crate::reader::cursor::{Step, scrolled};
use crate::reader::history::Location;
use crate::reader::lists::Lists;
use crate::reader::part::FramePart;
use crate::reader::picture::{Label, Look, Picture, PictureLine, TypedLine};
use crate::reader::prompt::{Earlier, Prompt};
use crate::text::Safe;

/// Under the line a complaint takes two rows, the bottom line among them: the line does not move when one comes.
const ROWS: u16 = 2;

/// A filter that is being typed.
#[derive(Debug, Clone)]
pub struct FilterLine {
    prompt: Prompt,
    /// What the reader was like before, to be taken back.
    before: Box<(Lists, Location)>,
    /// What is wrong with it, or missing: the lists show what held before.
    error: Option<QueryError>,
    /// What may come next.
    offers: Offers,
    /// Which of that stands in the line, where it was completed.
    completed: Option<usize>,
    /// Where all that may come next is listed with what it means: its first row in sight.
    explains: Option<usize>,
}

impl App {
    /// Begins to type a filter, from the one that holds.
    pub(in crate::reader) fn start_filter(&mut self) {
        let before = Box::new((self.lists.clone(), self.location()));
        let prompt = Prompt::new(self.filter.text());
        let offers = query::offers(prompt.text(), self.contents.dossier());
        self.lay(Layer::Filter(FilterLine { prompt, before, error: None, offers, completed: None, explains: None }));
    }
}

impl FilterLine {
    /// Filters by the line. Where it makes no sense the old result stays.
    fn apply(&self, app: &mut App) -> Result<(), QueryError> {
        app.filter.set(self.prompt.text(), app.contents.dossier())
    }
}

impl Overlay for FilterLine {
    fn rows(&self) -> u16 {
        ROWS
    }

    fn is_typed(&self) -> bool {
        true
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn earlier<'a>(&self, app: &'a App) -> Option<&'a Earlier> {
        // Where a list lies below the line, the same keys move in that.
        Some(&app.filter.earlier).filter(|_| self.explains.is_none())
    }

    fn changed(&mut self, app: &mut App) {
        let applied = self.apply(app);
        if applied.is_ok() {
            app.refilter_typed();
        }
        self.error = applied.err();
        self.offers = query::offers(self.prompt.text(), app.contents.dossier());
        self.completed = None;
    }

    fn complete(&mut self, app: &mut App) -> Answer {
        let next = self.completed.map_or(0, |at| (at + 1) % self.offers.choices.len().max(1));
        match self.offers.choices.get(next).map(|offer| offer.text.clone()) {
            Some(text) => {
                let offers = std::mem::take(&mut self.offers);
                self.prompt.complete(offers.from, &text);
                self.changed(app);
                // What else would have fitted is what another press asks for.
                if offers.choices.len() > 1 || self.offers.choices.is_empty() {
                    (self.offers, self.completed) = (offers, Some(next));
                }
            }
            None => app.say("Nothing that the dossier has begins so"),
        }
        Answer::Stays
    }

    fn explain(&mut self, _app: &mut App) -> Answer {
        self.explains = if self.explains.is_some() { None } else { Some(0) };
        Answer::Stays
    }

    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        let room = app.room().1.saturating_sub(1);
        if let Some(top) = &mut self.explains {
            *top = scrolled(*top, step, room, self.offers.choices.len());
        }
        Answer::Stays
    }

    fn keep(&mut self, app: &mut App) -> Answer {
        match self.apply(app) {
            Ok(()) => {
                app.keep_filter();
                Answer::Closes
            }
            Err(error) => {
                self.error = Some(QueryError { unfinished: false, ..error });
                Answer::Stays
            }
        }
    }

    fn take_back(&mut self, app: &mut App) -> Answer {
        if self.explains.take().is_some() {
            return Answer::Stays;
        }
        let (lists, location) = &*self.before;
        app.lists = lists.clone();
        // More may have been read since: the rows are not what they were.
        app.narrow_to(&location.filter, location.related);
        app.return_to(location);
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        if let Some(top) = self.explains {
            return Look::Framed(self.explained(app, top));
        }
        let kept: usize = app.lists.all_rows().map(<[_]>::len).sum();
        let all = app.contents.dossier().ids().count();
        let complaint = self.error.as_ref().filter(|error| !error.unfinished);
        Look::Typed(TypedLine {
            prompt: self.prompt.clone(),
            complaint: complaint.map(|error| (error.column, Safe::new(&error.message))),
            offers: Safe::new(&self.next(app)),
            aside: Safe::new(&if app.filter.is_pending { format!("… of {all}") } else { format!("{kept} of {all}") }),
        })
    }
}

/// So many offers stand in one line.
const OFFERED: usize = 12;

impl FilterLine {
    /// Whether the lists show what held before.
    pub(in crate::reader) fn is_stale(&self) -> bool {
        self.error.is_some()
    }

    /// What is expected and what may come next, in one line.
    fn next(&self, app: &App) -> String {
        let keys = app.keys.map.hint(&[(Command::Complete, "completes"), (Command::Fields, "explains")]);
        let keys = Some(keys).filter(|_| self.prompt.text().is_empty());
        let expected = self.error.as_ref().map(|error| expected(&error.message));
        let offers = self.offers.choices.iter().take(OFFERED).map(|offer| match offer.count {
            Some(count) if count > 0 => format!("{} {count}", offer.text),
            _ => offer.text.clone(),
        });
        keys.into_iter().chain(expected).chain(offers).collect::<Vec<_>>().join(" · ")
    }

    /// What may come next, each with what it means or how often it is there; where anything may, words and signs first.
    fn rows(&self) -> Vec<(&str, String)> {
        let is_free = self.offers.from == self.prompt.text().len();
        let is_at_start = self.offers.choices.first().is_some_and(|offer| offer.text.ends_with(':'));
        let forms = if is_free && is_at_start { query::FORMS } else { &[] };
        let forms = forms.iter().map(|(form, meaning)| (*form, (*meaning).to_owned()));
        let choices = self.offers.choices.iter().map(|offer| match offer.count {
            Some(count) if count > 0 => (offer.text.as_str(), count.to_string()),
            _ => (offer.text.as_str(), offer.meaning.to_owned()),
        });
        forms.chain(choices).collect()
    }

    /// All that may come next with what it means, the line above it.
    fn explained(&self, app: &App, top: usize) -> Picture {
        let (width, height) = app.room();
        let keys = app.keys.map.hint(&[(Command::Complete, "completes"), (Command::Fields, "back to the lists")]);
        let rows = self.rows();
        let widest = rows.iter().map(|(text, _)| Safe::new(text).columns()).max().unwrap_or(0);
        let lines = rows.into_iter().map(|(text, meaning)| {
            let mut line = PictureLine::new(2, Safe::new(text), FramePart::Accent);
            let text = Safe::new(&meaning);
            line.labels.push(Label { column: widest.min(width / 2) + 4, text, part: FramePart::Plain });
            line
        });
        let picture = Picture::new("What may stand here", &keys);
        let mut picture =
            picture.text(lines.collect(), top, height.saturating_sub(1)).or("Nothing that the dossier has begins so.");
        let (text, before, _) = self.prompt.window(width.saturating_sub(2));
        let sign = Label { column: 0, text: Safe::new("/ "), part: FramePart::Accent };
        let typed = Label { column: 2, text, part: FramePart::Plain };
        picture.lines.insert(0, PictureLine { labels: vec![sign, typed], aside: Safe::default() });
        picture.cursor = Some((0, before + 2));
        picture
    }
}

/// What is missing at the end of a line, in few words.
fn expected(message: &str) -> String {
    let closes = message.split_once(" is missing for the ").map(|(close, _)| close.trim_matches('\'').to_owned());
    match closes.or_else(|| message.strip_suffix(" is missing here").map(str::to_owned)) {
        Some(what) => format!("{what} expected"),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::fixture::bundled;

    #[test]
    fn the_lists_follow_and_a_complaint_waits_until_it_cannot_come_right() {
        let mut app = bundled(80, 24);
        let all = app.press("/").typed().aside;
        assert_eq!(
            (app.layers.rows(), all.as_str()),
            (2, format!("{0} of {0}", app.contents.dossier().ids().count()).as_str())
        );
        app.press("agency:ICE");
        let (kept, aside) = (app.filter.text().to_owned(), app.typed().aside);
        assert_eq!(kept, "agency:ICE");
        assert_ne!(aside, all);
        let unfinished = app.press(" (").typed();
        assert_eq!((unfinished.complaint, unfinished.aside), (None, aside), "the old result stays");
        assert!(
            unfinished.offers.as_str().starts_with("a word, a phrase or a field expected · "),
            "{}",
            unfinished.offers
        );
        assert!(app.is_stale());
        assert!(app.press("<Enter>").typed().complaint.is_some(), "what is kept must make sense");
        let wrong = app.press("<C-u>agncy:ICE").typed().complaint.unwrap();
        assert_eq!(wrong.0, 0, "{}", wrong.1);
        assert_eq!(app.press("<C-u>agency:ICE<Enter>").filter.text(), "agency:ICE");
        assert!(app.layers.top.is_none());
    }

    #[test]
    fn what_may_come_next_is_offered_and_completed() {
        let mut app = bundled(120, 36);
        let offers = app.press("/agency:").typed().offers;
        assert!(offers.as_str().starts_with("a value expected · ICE "), "{offers}");
        app.press("<Tab>");
        assert_eq!((app.typed().prompt.text(), app.filter.text()), ("agency:ICE", "agency:ICE"));
        app.press("<Tab>");
        assert_eq!(app.typed().prompt.text(), "agency:CBP", "again, the next that fits");
        let open = app.press("<C-u>contract{with:I").typed().offers;
        assert!(open.as_str().starts_with("} expected · ICE 2"), "{open}");
        app.press("<C-u>contr<F1>");
        let picture = app.picture();
        assert_eq!(
            (picture.heading.as_str(), picture.shown()[1].trim()),
            ("What may stand here", "contract{  its records")
        );
        app.press("<Esc>");
        assert_eq!(app.typed().prompt.text(), "contr", "the list alone is gone");
        let first = app.press("<C-u><F1>").picture().shown()[1].clone();
        assert_ne!(app.press("<Down>").picture().shown()[1], first, "what has no room is scrolled to");
        assert_eq!(app.press("<Up><Esc>").typed().prompt.text(), "");
    }

    #[test]
    fn what_is_taken_back_leaves_nothing_and_what_was_kept_comes_back() {
        let mut app = bundled(80, 24);
        app.press("2jj/palantir<Enter>");
        let before = (app.location(), app.lists.clone());
        app.press("/<C-u>zeppelin<Esc>");
        assert_eq!((app.location(), app.lists.clone()), before);
        app.press("<Esc>/<Up>");
        assert_eq!((app.typed().prompt.text(), app.filter.text()), ("palantir", "palantir"));
    }
}
