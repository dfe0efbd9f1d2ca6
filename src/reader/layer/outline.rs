//! The headings of the page, to go to one.

use super::{Answer, Layer, Overlay};
use crate::keys::Command;
use crate::reader::app::App;
use crate::reader::cursor::{Step, moved};
use crate::reader::picture::{Look, Picture, PictureLine};
use crate::text::Safe;

/// The chosen heading.
#[derive(Debug, Clone)]
pub struct Outline(usize);

impl App {
    /// Shows the headings; the one that is read now is chosen.
    pub(in crate::reader) fn open_outline(&mut self) {
        let headings = &self.page.laid.headings;
        if headings.is_empty() {
            self.say("This page has no headings");
            return;
        }
        let top = self.page.top;
        let chosen = headings.iter().rposition(|heading| heading.line <= top).unwrap_or(0);
        self.lay(Layer::Outline(Outline(chosen)));
    }
}

impl Overlay for Outline {
    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        let all = app.page.laid.headings.len();
        self.0 = moved(Some(self.0), step, app.room().1, all).unwrap_or(0);
        Answer::Stays
    }

    fn open(&mut self, app: &mut App) -> Answer {
        if let Some(line) = app.page.laid.headings.get(self.0).map(|heading| heading.line) {
            app.jump(line, None);
        }
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let headings = &app.page.laid.headings;
        let hint = app.keys.map.hint(&[(Command::OpenStop, "goes there"), (Command::Peel, "closes")]);
        let picture = Picture::new("On this page", &hint);
        Look::Framed(picture.list(self.0, headings.len(), app.room().1, |row, part| {
            let heading = &headings[row];
            let indent = "  ".repeat(usize::from(heading.level.saturating_sub(1)));
            PictureLine::new(2, Safe::new(&format!("{indent}{}", heading.text)), part)
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::fixture::bundled;

    #[test]
    fn the_heading_that_is_read_is_chosen_and_enter_goes_to_another() {
        let mut app = bundled(80, 24);
        app.press("2j<Enter>gso");
        let picture = app.picture();
        let chosen = picture.above + picture.chosen.unwrap();
        let lines: Vec<usize> = app.page.laid.headings.iter().map(|heading| heading.line).collect();
        assert!(chosen > 0 && (lines[chosen]..lines[chosen + 1]).contains(&app.page.top), "{:?}", picture.shown());
        app.press("gg<Enter>");
        assert_eq!((app.page.top, app.layers.top.is_none()), (0, true));
    }

    #[test]
    fn as_many_headings_as_have_room_stand_around_the_chosen_one() {
        let mut app = bundled(40, 10);
        let all = app.press("2j<Enter>").page.laid.headings.len();
        let picture = app.press("oG").picture();
        assert_eq!((picture.lines.len(), picture.above, picture.below), (6, all - 6, 0));
        assert_eq!(picture.chosen, Some(5));
        let picture = app.press("gg").picture();
        assert_eq!((picture.above, picture.below, picture.chosen), (0, all - 6, Some(0)));
        assert!(!picture.marks_hidden);
    }
}
