//! Long pages: what takes longer than one waits for a key to be answered is done beside the loop, as an errand. Until it
//! is done the page has its beginning. Must never move somebody who has moved since.

use std::sync::Arc;

use super::app::App;
use super::found::{FoundPlace, places};
use super::history::PageLocation;
use super::table::surveyed;
use super::window::Window;
use crate::page::{self, Page, Subject};
use crate::query::{Ground, Query};
use crate::render::{Glyphs, Laid, lines_under_heading};
use crate::search::WordIndex;
use crate::text::fold::Needle;
use crate::whole::{Snapshot, Spot, Topic};

/// For what a page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    width: usize,
    /// Columns of its heading.
    heading: usize,
    glyphs: Glyphs,
}

/// What is known of a long page.
#[derive(Debug, Clone, PartialEq)]
pub struct Long {
    setting: Setting,
    /// Whether all its lines are here.
    is_whole: bool,
    /// Where one wants to be once they are.
    goal: Option<Goal>,
}

/// Where one wants to be on a page of which only the beginning is here.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Goal {
    /// Where one was.
    Location(PageLocation),
    /// At what a link leads to.
    Spot(Spot),
    /// Where the page names that.
    Reference(Topic),
    /// At its end.
    End,
}

/// A long page to be laid out whole, and words to be found on it.
#[derive(Debug, Clone)]
pub struct PageErrand {
    snapshot: Arc<Snapshot>,
    subject: Subject,
    setting: Setting,
    needles: Vec<Needle>,
    /// The sentence in which they are to be read.
    sentence: Option<Needle>,
    /// Its lines, where they are here already.
    whole: Option<Arc<Laid>>,
    /// What a view of the evidence is over.
    kept: Option<Box<Kept>>,
}

/// What a filter keeps, to be asked for beside the loop.
#[derive(Debug, Clone)]
struct Kept {
    query: Query,
    index: Option<Arc<WordIndex>>,
}

/// An errand that is done.
#[derive(Debug)]
pub struct PageDone {
    errand: Box<PageErrand>,
    /// What stands beside its title; none where its lines were here already.
    kind: Option<String>,
    laid: Arc<Laid>,
    places: Vec<FoundPlace>,
    /// Where the sentence stands.
    sentence: Option<FoundPlace>,
}

impl Setting {
    /// A page in so many columns, `aside` of which its heading has for other things.
    pub(super) fn new(width: u16, aside: usize, glyphs: Glyphs) -> Self {
        let width = usize::from(width);
        Self { width: width.max(1), heading: width.saturating_sub(aside + 2), glyphs }
    }

    pub(super) fn lay(self, page: &Page) -> Laid {
        lines_under_heading(page, self.width, self.glyphs, self.heading)
    }
}

impl Long {
    /// A page of which only the beginning is here.
    pub(super) fn new(setting: Setting) -> Self {
        Self { setting, is_whole: false, goal: None }
    }
}

impl PageErrand {
    /// Does it, which may take seconds.
    pub(super) fn done(self) -> PageDone {
        let (kind, laid) = if let Some(laid) = &self.whole {
            (None, Arc::clone(laid))
        } else {
            let page = self.page();
            let laid = Arc::new(self.setting.lay(&page));
            (Some(page.kind), laid)
        };
        let sentence = places(&laid, self.sentence.as_slice()).into_iter().next();
        PageDone { places: places(&laid, &self.needles), sentence, kind, laid, errand: Box::new(self) }
    }

    fn page(&self) -> Page {
        let view = self.snapshot.view();
        match (&self.subject, &self.kept) {
            (Subject::Survey(survey), Some(kept)) => {
                surveyed(survey, &kept.query, Ground::new(view, kept.index.as_deref()), view)
            }
            (subject, _) => page::of(view, subject),
        }
    }
}

impl PartialEq for PageErrand {
    fn eq(&self, other: &Self) -> bool {
        let what = |errand: &Self| (errand.setting, errand.whole.is_some());
        let query = |errand: &Self| errand.kept.as_ref().map(|kept| kept.query.clone());
        Arc::ptr_eq(&self.snapshot, &other.snapshot)
            && what(self) == what(other)
            && query(self) == query(other)
            && (&self.subject, &self.needles, &self.sentence) == (&other.subject, &other.needles, &other.sentence)
    }
}

impl Window {
    /// Whether only the beginning of the page is here.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.long.as_ref().is_some_and(|long| !long.is_whole)
    }

    /// Where one wants to be once the page is whole.
    pub(super) fn goal(&self) -> Option<&Goal> {
        self.long.as_ref()?.goal.as_ref()
    }

    /// Wants to be there once the page is whole; where it is, this changes nothing.
    pub(super) fn aim(&mut self, goal: Option<Goal>) {
        if let Some(long) = self.long.as_mut().filter(|long| !long.is_whole) {
            long.goal = goal;
        }
    }
}

impl App {
    /// The page that is to be laid out whole, as long as it is not.
    pub(super) fn page_errand(&self) -> Option<PageErrand> {
        let long = self.page.long.as_ref().filter(|long| !long.is_whole || self.page.found.pending)?;
        Some(PageErrand {
            snapshot: Arc::clone(&self.contents.snapshot),
            subject: self.page.subject.clone(),
            setting: long.setting,
            needles: self.page.found.needles().to_vec(),
            sentence: self.page.found.sentence().cloned(),
            whole: long.is_whole.then(|| Arc::clone(&self.page.laid)),
            kept: matches!(self.page.subject, Subject::Survey(_)).then(|| {
                Box::new(Kept { query: self.filter.whole(self.contents.dossier()), index: self.contents.index.clone() })
            }),
        })
    }

    /// Takes in what was done, where it is still wanted.
    pub(super) fn take_page(&mut self, done: PageDone) {
        if self.page_errand().as_ref() != Some(&*done.errand) {
            return;
        }
        let Some(long) = &mut self.page.long else { return };
        let was_whole = std::mem::replace(&mut long.is_whole, true);
        if !was_whole {
            let goal = long.goal.take();
            let here = self.page.location();
            self.page.laid = done.laid;
            self.page.kind = done.kind.unwrap_or_else(|| self.page.kind.clone());
            self.reach(goal.unwrap_or(Goal::Location(here)));
            if self.page.subject.is_rows() && self.page.stop.is_none() {
                self.page.stop = self.page.stop_from(0);
            }
        }
        let begins = self.page.found.pending && self.page.found.at.is_none();
        self.page.found.found(done.places, self.page.top);
        if let Some(sentence) = done.sentence.filter(|_| begins) {
            self.page.found.go_to(&sentence);
        }
        if begins && self.layers.card.is_none() {
            self.show_found();
        }
    }

    fn reach(&mut self, goal: Goal) {
        match goal {
            Goal::Location(place) => self.page.return_to(&place),
            Goal::Spot(spot) => self.arrive(&spot),
            Goal::Reference(topic) => self.arrive_at_reference(topic),
            Goal::End => self.page.go_to(usize::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::covered;
    use crate::reader::fixture::reader;

    /// An article of many paragraphs, with what leads to its far end, and a company that it names there.
    fn long() -> App {
        let prose = "Some words of a paragraph that says little, and that more than once.\n\n".repeat(1000);
        let long = format!(
            "+++\ntitle = \"Long\"\n+++\n\nBegins. See [[#Far away]].\n\n{prose}\n\n## Far away\n\nAt last [[one]].\n"
        );
        let mut app = reader(
            &covered(&[
                ("articles/long.md", &long),
                ("companies/one.md", "+++\nname = \"One\"\n+++\n\nSee [[long]].\n"),
            ]),
            80,
            24,
        );
        app.run_errands();
        app.press("ga");
        app
    }

    fn at_top(app: &App) -> String {
        app.page.laid.lines[app.page.top].text().as_str().to_owned()
    }

    #[test]
    fn a_long_page_begins_at_once_and_is_whole_later() {
        let mut app = long();
        app.press("1<Enter>");
        assert!(app.page.is_partial() && app.page_errand().is_some());
        let start: Vec<_> = app.page.laid.lines.iter().take(300).cloned().collect();
        app.press("d");
        let before = at_top(&app);
        app.run_errands();
        assert!(!app.page.is_partial() && app.page_errand().is_none());
        assert_eq!((at_top(&app), &app.page.laid.lines[..300]), (before, &start[..]));
        let whole = page::of(app.contents.snapshot.view(), &app.page.subject);
        assert_eq!(*app.page.laid, app.page.long.as_ref().unwrap().setting.lay(&whole));
    }

    #[test]
    fn one_comes_to_where_one_wanted() {
        let mut app = long();
        app.press("1<Enter>G").run_errands();
        assert_eq!(app.page.hidden(app.page.height()), [true, false], "the end is the whole page's");
        let end = at_top(&app);
        let top = app.page.top;
        assert!(app.press("gaH").page.top < top && app.page_errand().is_some(), "back at once");
        assert_eq!((at_top(app.run_errands()), app.page.top), (end.clone(), top), "and whole");
        app.press("gaHgaH").run_errands();
        assert_eq!(at_top(&app), end, "where one was is known before it is here");
        app.press("gg<Tab><Enter>").run_errands();
        assert!(app.page.top > 900, "a link leads to what is far: {}", app.page.top);
        app.press("2<Enter>gb<Tab><Enter>").run_errands();
        assert!(app.page.top > 900, "what refers there is far: {}", app.page.top);
        app.press("ga1<Enter>gb").run_errands();
        assert!(app.page.top > 900, "a part that is not here yet: {}", app.said());
        app.press("ga1<Enter>G<C-u>k").run_errands();
        assert!(app.page.hidden(app.page.height())[1], "who moved since stays");
    }

    #[test]
    fn words_are_found_beside_the_loop() {
        let mut app = long();
        app.press("1<Enter>/last");
        assert_eq!(app.typed().aside.as_str(), "looking…");
        app.run_errands();
        assert_eq!((app.typed().aside.as_str(), app.page.top > 900), ("1 place", true));
        app.press("<Esc>/begins<Enter>");
        assert_eq!(app.said(), "looking for “begins”…");
        app.run_errands();
        assert_eq!((app.said(), app.page.top), ("1 of 1", 0));
    }

    #[test]
    fn what_is_wanted_no_more_changes_nothing() {
        let mut app = long();
        app.press("1<Enter>");
        let errand = app.page_errand().unwrap();
        app.press("2<Enter>");
        let title = app.page.title.clone();
        let lines = app.page.laid.lines.len();
        app.take_page(errand.done());
        assert_eq!((app.page.title.as_str(), app.page.laid.lines.len()), (title.as_str(), lines));
    }

    #[test]
    fn over_many_entries_evidence_is_counted_beside_the_loop() {
        let files: Vec<(String, String)> = (0..600)
            .map(|number| {
                (format!("companies/c{number}.md"), format!("+++\nname = \"C{number}\"\nsector = \"x\"\n+++\n"))
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let mut app = reader(&covered(&files), 80, 24);
        app.press("gS");
        assert!(at_top(&app).contains("Counting"), "{}", at_top(&app));
        app.run_errands();
        assert_eq!((app.page.kind.as_str(), app.page.stop, app.page_errand()), ("600 facts", Some(0), None));
        app.press("j");
        assert_eq!(app.page.stop, Some(1));
    }
}
