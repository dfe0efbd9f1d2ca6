//! What verbs and the reader keep between runs, and whether they may: `--private` and `cache = false` say no. Must never
//! stand in the way of an answer.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::Everywhere;
use super::config::Config;
use super::medium::Surroundings;
use super::output;
use super::trouble::Trouble;
use super::{Loaded, today};
use crate::disk::{Cache, Root};
use crate::load::{self, Named};
use crate::text::Safe;

/// The folder of the cache in that of all caches.
const FOLDER: &str = "dossier";

/// Loads dossiers with what is kept of them, and keeps them once they have been answered about.
#[derive(Default)]
pub(super) struct Keeper {
    cache: Option<Cache>,
    loaded: Vec<(Root, Named)>,
}

impl Keeper {
    /// One that keeps what it may.
    pub(super) fn new(everywhere: &Everywhere, config: Config, surroundings: &Surroundings) -> Self {
        let may = !everywhere.private && config.cache;
        Self { cache: folder(surroundings).filter(|_| may).map(Cache::at), loaded: Vec::new() }
    }

    /// Where something is kept, if anything may be.
    pub(super) fn cache(&self) -> Option<&Cache> {
        self.cache.as_ref()
    }

    /// The dossier that lies there, as far as its names.
    pub(super) fn load(&mut self, root: &Root) -> Result<Loaded, Trouble> {
        let named = load::named(root, today(), self.cache())?;
        let loaded = Loaded {
            snapshot: Arc::clone(&named.snapshot),
            shelves: self.cache.clone().map(|cache| load::kept_shelves(cache, root.clone())),
        };
        self.loaded.push((root.clone(), named));
        Ok(loaded)
    }

    /// Keeps what is to be kept, when everything is answered.
    pub(super) fn keep(self) {
        for (root, named) in self.loaded {
            if let Some(Err(why)) = self.cache.as_ref().map(|cache| named.keep(&root, cache)) {
                output::tell(&Safe::new(&why.to_string()).cut_bytes(500));
            }
            // The program ends: to give back what a large dossier takes, piece by piece, would be for nothing.
            std::mem::forget(named);
        }
    }
}

/// Where something is kept, if it may be: `XDG_CACHE_HOME`, else the folder `.cache` at home.
pub(super) fn folder(surroundings: &Surroundings) -> Option<PathBuf> {
    surroundings.caches.as_ref().map(|caches| caches.join(FOLDER))
}
