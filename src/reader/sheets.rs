//! Pages as they were laid out last, so that one to which one comes back is there at once. Must never keep a page that
//! anything changes but the dossier, with which they go, and how it is set.

use std::collections::VecDeque;
use std::sync::Arc;

use super::long::Setting;
use crate::page::Subject;
use crate::render::Laid;

/// So many pages are kept.
const KEPT: usize = 16;
/// Of a page of more lines going back costs less than keeping it.
const LONGEST: usize = 2_000;

/// A page laid out.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Its name, for the heading.
    pub(super) title: String,
    /// What it is a page of.
    pub(super) kind: String,
    pub(super) laid: Arc<Laid>,
    /// How it was set.
    pub(super) setting: Setting,
}

/// The pages that were laid out last, the last first.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheets(VecDeque<(Subject, Sheet)>);

impl Sheets {
    /// The page of a subject, if it is kept as it would be set.
    pub(super) fn get(&self, subject: &Subject, set: impl Fn(&Sheet) -> Setting) -> Option<Sheet> {
        let of_subject = self.0.iter().filter(|(known, _)| known == subject);
        of_subject.map(|(_, sheet)| sheet).find(|sheet| sheet.setting == set(sheet)).cloned()
    }

    /// Keeps a page. Which records a table or a view of the evidence has, a filter says, so none is kept.
    pub(super) fn keep(&mut self, subject: &Subject, sheet: Sheet) {
        if matches!(subject, Subject::Records(_) | Subject::Survey(_)) || sheet.laid.lines.len() > LONGEST {
            return;
        }
        self.0.push_front((subject.clone(), sheet));
        self.0.truncate(KEPT);
    }

    /// None is as it would be laid out now.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture;
    use crate::page::Subject;
    use crate::reader::event::{Event, Input};
    use crate::reader::fixture::reader;
    use crate::reader::update::update;

    #[test]
    fn a_page_to_which_one_comes_back_is_the_same_value() {
        let mut app = reader(fixture::large(), 120, 36);
        app.press("j");
        let first = std::sync::Arc::as_ptr(&app.page.laid);
        app.press("j");
        assert_ne!(std::sync::Arc::as_ptr(&app.page.laid), first);
        app.press("k");
        assert_eq!(std::sync::Arc::as_ptr(&app.page.laid), first);
        update(&mut app, Event::Input(Input::Resize { width: 80, height: 24 }));
        assert_ne!(std::sync::Arc::as_ptr(&app.page.laid), first, "it is laid out for its width");
        update(&mut app, Event::Input(Input::Resize { width: 120, height: 36 }));
        assert_eq!(std::sync::Arc::as_ptr(&app.page.laid), first);
        app.press("gr");
        assert!(matches!(app.page.subject, Subject::Records(_)));
        assert!(app.sheets.0.iter().all(|(subject, _)| !matches!(subject, Subject::Records(_))));
        assert!(app.sheets.0.len() <= super::KEPT);
    }
}
