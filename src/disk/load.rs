//! A dossier read whole: its files fetched and parsed in parallel, and the dossier as it grows handed out on the way.

use std::sync::Arc;

use jiff::civil;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{DiskError, Root};
use crate::parse::{self, Parsed};
use crate::query;
use crate::whole::{Bodies, Dossier};

/// The files of the first part: enough for a screen. Each part is twice as large as the one before, so that taking a part
/// in costs no more than reading it, however many there are.
const FIRST_PART: usize = 64;

/// How far reading has come.
#[derive(Debug, Clone)]
pub struct Progress {
    /// What is read so far. With the last part, names are known and everything is checked.
    pub dossier: Arc<Dossier>,
    /// The prose of what is read so far.
    pub bodies: Arc<Bodies>,
    /// Files read.
    pub done: usize,
    /// Files there are.
    pub of: usize,
}

impl Progress {
    /// Whether everything is read and linked.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.done == self.of
    }
}

/// Reads the dossier at `root`, and tells `progress` of each part in order; where that says `false`, reading ends there.
/// Dates after `today` count as in the future.
///
/// # Errors
/// Where the root cannot be listed. A file that cannot be read is a problem of the dossier, not an error.
pub fn load(
    root: &Root,
    today: civil::Date,
    progress: &mut dyn FnMut(&Progress) -> bool,
) -> Result<Progress, DiskError> {
    let listed = root.list()?;
    let (dossier, bodies) = Dossier::empty(&root.name());
    let mut so_far = Progress { dossier: Arc::new(dossier), bodies: Arc::new(bodies), done: 0, of: listed.len() };
    let mut cover = String::new();
    let mut rest = listed.as_slice();
    let mut size = FIRST_PART;
    loop {
        let (part, after) = rest.split_at(size.min(rest.len()));
        let parsed: Vec<Parsed> = part.par_iter().map(|listed| parse::source(&root.read(listed))).collect();
        cover.extend(parsed.iter().filter_map(text_of_cover));
        let (dossier, bodies) = so_far.dossier.with(&so_far.bodies, parsed);
        let dossier = if after.is_empty() { finished(&dossier, &bodies, &cover, today) } else { dossier };
        let done = so_far.done + part.len();
        so_far = Progress { dossier: Arc::new(dossier), bodies: Arc::new(bodies), done, of: listed.len() };
        (rest, size) = (after, size * 2);
        if !progress(&so_far) || rest.is_empty() {
            return Ok(so_far);
        }
    }
}

fn text_of_cover(parsed: &Parsed) -> Option<&str> {
    match parsed {
        Parsed::Cover { text, .. } => Some(text),
        Parsed::Entry(_) | Parsed::Text { .. } | Parsed::Other(_) => None,
    }
}

/// Everything linked and checked, the saved filters too.
fn finished(dossier: &Dossier, bodies: &Bodies, cover: &str, today: civil::Date) -> Dossier {
    let dossier = dossier.finished(bodies, today);
    let views = query::check_views(&dossier, cover);
    if views.is_empty() { dossier } else { dossier.with_problems(views) }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out folders")]
mod tests {
    use std::fs;

    use jiff::civil::date;
    use tempfile::TempDir;

    use super::*;
    use crate::entry::EntryKind;

    fn folder_of(companies: usize) -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::write(
            folder.path().join("dossier.toml"),
            "format = 1\ntitle = \"T\"\n[[views]]\nname = \"v\"\nquery = \"(\"\n",
        )
        .unwrap();
        fs::create_dir(folder.path().join("companies")).unwrap();
        for number in 0..companies {
            let text = format!("+++\nname = \"N{number}\"\n+++\n\nSee [[c0]].\n");
            fs::write(folder.path().join(format!("companies/c{number}.md")), text).unwrap();
        }
        folder
    }

    fn names(progress: &Progress) -> Vec<String> {
        let entries = progress.dossier.entries();
        entries.map(|(_, entry)| entry.name().to_owned()).collect()
    }

    #[test]
    fn parts_grow_and_the_last_is_linked_and_checked() {
        let folder = folder_of(200);
        let root = super::super::open(folder.path()).unwrap();
        let mut parts = Vec::new();
        let all = load(&root, date(2020, 1, 1), &mut |so_far| {
            let problems = so_far.dossier.problems().iter().filter(|problem| problem.code.code() == "D209").count();
            parts.push((
                so_far.done,
                so_far.of,
                so_far.dossier.list(EntryKind::Company).len(),
                so_far.is_all(),
                problems,
            ));
            true
        });
        let all = all.unwrap();
        assert_eq!(parts, [(64, 201, 63, false, 0), (192, 201, 191, false, 0), (201, 201, 200, true, 1)]);
        let first = all.dossier.find(EntryKind::Company, "c0").unwrap();
        assert_eq!(all.dossier.to(crate::whole::Topic::Entry(first)).len(), 199, "each but itself");
        assert!(all.bodies.body(first).is_some());
    }

    #[test]
    fn reading_ends_where_nobody_wants_more() {
        let folder = folder_of(100);
        let root = super::super::open(folder.path()).unwrap();
        let mut asked = 0;
        let part = load(&root, date(2020, 1, 1), &mut |_| {
            asked += 1;
            false
        });
        let part = part.unwrap();
        assert_eq!((asked, part.done, part.is_all()), (1, 64, false));
        assert_eq!(names(&part).len(), 63);
    }

    #[test]
    fn a_dossier_of_nothing_is_checked_too() {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        let root = super::super::open(folder.path()).unwrap();
        let all = load(&root, date(2020, 1, 1), &mut |_| true).unwrap();
        let codes: Vec<_> = all.dossier.problems().iter().map(|problem| problem.code.code()).collect();
        assert_eq!((codes, all.is_all()), (vec!["D109"], true));
    }
}
