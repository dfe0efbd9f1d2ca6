//! What is kept of texts between runs: by what each is known again. Must never hold a text.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Attached, Bodies, File, Kept, Mark, ReadAgain, ReadFile, Text};
use crate::entry::Body;
use crate::parse::Parsed;
use crate::whole::EntryId;

/// What is kept of the texts of one entry: of its own, and with its path of one that is attached.
pub(in crate::whole) type KeptTexts<P> = (Option<Mark>, Option<(P, Mark)>);

impl<T: Text> Kept<T> {
    /// By what it is known again; none of a text that is held.
    fn left_mark(&self) -> Option<Mark> {
        match self {
            Self::Left(mark) => Some(*mark),
            Self::Held(text) => (text.bytes() == 0 && text.is_empty()).then(|| text.mark()),
        }
    }
}

impl ReadFile {
    /// The text of the cover, where it is that.
    #[must_use]
    pub fn cover_text(&self) -> Option<&str> {
        match &self.parsed {
            Parsed::Cover { text, .. } => Some(text),
            Parsed::Entry(_) | Parsed::Text { .. } | Parsed::Other(_) => None,
        }
    }
}

impl Kept<File> {
    pub(in crate::whole) fn to_keep(&self) -> Option<Mark> {
        self.left_mark()
    }

    pub(in crate::whole) fn of_kept(mark: Mark) -> Self {
        // There is nothing to be read again.
        if mark.bytes == 0 {
            return Self::Held(Arc::new(File { text: String::new(), body: Body::default() }));
        }
        Self::Left(mark)
    }
}

impl Bodies {
    /// What is to be kept of an entry's texts; none where one of them is held.
    pub(in crate::whole) fn to_keep(&self, id: EntryId) -> Option<KeptTexts<&str>> {
        let file = self.files.get(&id).map_or(Some(None), |file| file.left_mark().map(Some))?;
        let attached = self
            .attached
            .get(&id)
            .map_or(Some(None), |attached| attached.paragraphs.left_mark().map(|mark| Some((&*attached.path, mark))))?;
        Some((file, attached))
    }

    /// The texts of which that was kept.
    pub(in crate::whole) fn of_kept(
        cover: &str,
        texts: Vec<(EntryId, KeptTexts<Box<str>>)>,
        (read_again, held): (Arc<ReadAgain>, usize),
    ) -> Self {
        let mut bodies = Self { cover: Arc::from(cover), ..Self::on_shelf(read_again, held) };
        let (mut files, mut attached) = (HashMap::with_capacity(texts.len()), HashMap::new());
        for (id, (file, text)) in texts {
            bodies.bytes += file.map_or(0, |mark| mark.bytes as usize);
            files.extend(file.map(|mark| (id, Kept::<File>::of_kept(mark))));
            bodies.bytes += text.as_ref().map_or(0, |(_, mark)| mark.bytes as usize);
            attached.extend(text.map(|(path, mark)| (id, Attached { path, paragraphs: Kept::Left(mark) })));
        }
        (bodies.files, bodies.attached) = (Arc::new(files), Arc::new(attached));
        bodies
    }
}
