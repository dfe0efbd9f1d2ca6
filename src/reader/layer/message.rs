//! A sentence that needs more room than the bottom line, whole.

use super::{Layer, Overlay};
use crate::keys::Command;
use crate::reader::app::App;
use crate::reader::part::FramePart;
use crate::reader::picture::{Look, Picture, PictureLine};
use crate::text::Safe;
use crate::text::wrap::wrap;

/// A sentence, and a heading that says what it is about.
#[derive(Debug, Clone)]
pub struct Message {
    heading: &'static str,
    text: Safe,
}

impl App {
    /// Says a sentence under a heading until it is closed; it may be a stranger's text.
    pub(in crate::reader) fn say_whole(&mut self, heading: &'static str, text: &str) {
        self.lay(Layer::Message(Message { heading, text: Safe::new(text) }));
    }
}

impl Overlay for Message {
    fn look(&self, app: &App) -> Look {
        let width = app.room().0.max(1);
        let lines = wrap(self.text.as_str(), width, width).into_iter();
        Look::Framed(Picture {
            heading: Safe::new(self.heading),
            hint: app.keys.map.hint(&[(Command::Peel, "closes")]),
            lines: lines.map(|range| PictureLine::new(0, self.text.slice(range), FramePart::Plain)).collect(),
            is_snug: true,
            ..Picture::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::fixture::bundled;

    #[test]
    fn it_is_whole_and_any_key_for_opening_closes_it() {
        let mut app = bundled(40, 10);
        app.say_whole("Of", &"word ".repeat(12));
        let picture = app.picture();
        assert_eq!(picture.shown(), ["word word word word word word word", "word word word word word"]);
        assert!(picture.is_snug);
        assert!(app.press("<Enter>").layers.top.is_none());
    }
}
