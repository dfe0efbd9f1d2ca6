//! `dossier state` and `dossier forget`: what is kept between runs, and how to be rid of it. Must never remove anything
//! that was not named, nor before it was answered for.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::args::{Forget, Plain, State};
use super::form::pretty;
use super::keeper;
use super::medium::Surroundings;
use super::output::{self, Answer};
use super::trouble::Trouble;
use crate::disk::{Cache, Root};
use crate::export::json::SCHEMA;
use crate::text::Safe;

/// What is kept of one dossier, or in all.
struct KeptThing {
    what: String,
    bytes: u64,
}

/// What is kept where; of that dossier in particular.
pub(super) fn answer(state: &State, root: Option<&Root>, surroundings: &Surroundings) -> Result<Answer, Trouble> {
    let Some(cache) = keeper::folder(surroundings).map(Cache::at) else {
        return Ok(Answer { told: vec![HOMELESS.to_owned()], ..Answer::of(String::new()) });
    };
    let files = cache.files()?;
    let all: u64 = files.iter().map(|(_, bytes)| *bytes).sum();
    let of_this = match root.and_then(Root::folder) {
        Some(folder) => Some((folder, kept_of(&cache, folder)?)),
        None => None,
    };
    Ok(Answer::of(match state.format {
        Plain::Text => text(&cache, all, of_this.as_ref().map(|(folder, kept)| (*folder, kept.as_slice()))),
        Plain::Json => pretty(&object(&cache, all, of_this.as_ref().map(|(folder, kept)| (*folder, kept.as_slice())))),
    }))
}

/// Where no folder is named, nothing can be kept.
const HOMELESS: &str = "nothing is kept: neither HOME nor XDG_CACHE_HOME names a folder";

fn kept_of(cache: &Cache, folder: &Path) -> Result<Vec<KeptThing>, Trouble> {
    let drawer = cache.find_at(folder)?;
    let files = drawer.map(|drawer| drawer.files()).unwrap_or_default();
    Ok(files.into_iter().map(|(what, bytes)| KeptThing { what, bytes }).collect())
}

fn text(cache: &Cache, all: u64, of_this: Option<(&Path, &[KeptThing])>) -> String {
    let folder = shown(cache.path());
    let mut lines = vec![if all == 0 {
        format!("nothing is kept; what opens large dossiers faster would lie in {folder}")
    } else {
        format!("kept in all: {} in {folder}", size(all))
    }];
    if let Some((dossier, kept)) = of_this {
        let dossier = shown(dossier);
        lines.extend(kept.is_empty().then(|| format!("of {dossier}: nothing")));
        lines.extend(kept.iter().map(|kept| format!("of {dossier}: {} {}", kept.what, size(kept.bytes))));
    }
    lines.join("\n") + "\n"
}

fn object(cache: &Cache, all: u64, of_this: Option<(&Path, &[KeptThing])>) -> Json {
    let mut object = json!({
        "schema": SCHEMA,
        "cache": { "folder": cache.path().to_string_lossy(), "bytes": all },
    });
    if let Some((dossier, kept)) = of_this {
        let kept: Vec<Json> = kept.iter().map(|kept| json!({ "what": kept.what, "bytes": kept.bytes })).collect();
        object["dossier"] = json!({ "folder": dossier.to_string_lossy(), "kept": kept });
    }
    object
}

/// Removes what is kept of one dossier, or all, once that is answered for.
pub(super) fn forget(forget: &Forget, surroundings: &Surroundings) -> Result<Answer, Trouble> {
    let Some(cache) = keeper::folder(surroundings).map(Cache::at) else {
        return Ok(Answer { told: vec![HOMELESS.to_owned()], ..Answer::of(String::new()) });
    };
    let (whose, bytes) = match &forget.path {
        Some(path) => (format!("of {}", shown(path)), kept_of(&cache, path)?.iter().map(|kept| kept.bytes).sum()),
        None => ("of all dossiers".to_owned(), cache.files()?.iter().map(|(_, bytes)| *bytes).sum::<u64>()),
    };
    if bytes > 0 {
        let question = format!("remove what is kept {whose}, {} in {}?", size(bytes), shown(cache.path()));
        if !forget.yes && !output::ask(&Safe::new(&question)) {
            return Err(Trouble::Typed("nothing was removed; answer y, or give --yes".to_owned()));
        }
    }
    let removed = match &forget.path {
        Some(path) => cache.find_at(path)?.map_or(Ok(0), |drawer| drawer.clear())?,
        None => cache.clear()?,
    };
    Ok(Answer::of(match forget.format {
        Plain::Text if removed == 0 => format!("nothing is kept {whose}\n"),
        Plain::Text => format!("removed what was kept {whose}: {}\n", size(removed)),
        Plain::Json => {
            let dossier = forget.path.as_ref().map(|path| path.to_string_lossy());
            pretty(&json!({ "schema": SCHEMA, "dossier": dossier, "removed": removed }))
        }
    }))
}

fn shown(path: &Path) -> Safe {
    Safe::new(&path.to_string_lossy()).cut_bytes(300)
}

/// So many bytes, in the unit in which they are a number of three digits at most.
fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.into_iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        let sizes = [0, 1023, 1024, 1_600_000, 5 << 30].map(size);
        assert_eq!(sizes, ["0 bytes", "1023 bytes", "1.0 KiB", "1.5 MiB", "5.0 GiB"]);
    }
}
