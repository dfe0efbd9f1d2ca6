//! What a person has set for all dossiers, in a file of theirs. Must never be set by a dossier, nor stop the program.

use std::path::Path;

use super::medium::Surroundings;
use crate::disk;

/// Where it lies in the folder of all configurations.
const FILE: &str = "dossier/config.toml";

/// What is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Config {
    /// Whether anything may be kept of a dossier that could be made again.
    pub(super) cache: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { cache: true }
    }
}

impl Config {
    /// What is set in the person's file, and what is to be said about it; what is not understood is as if it were not
    /// set.
    pub(super) fn of(surroundings: &Surroundings) -> (Self, Vec<String>) {
        let Some(path) = surroundings.configs.as_ref().map(|configs| configs.join(FILE)) else {
            return (Self::default(), Vec::new());
        };
        match disk::read_own(&path) {
            Ok(None) => (Self::default(), Vec::new()),
            Ok(Some(bytes)) => Self::read(&path, &bytes),
            Err(why) => (Self::default(), vec![why.to_string()]),
        }
    }

    fn read(path: &Path, bytes: &[u8]) -> (Self, Vec<String>) {
        let mut config = Self::default();
        let path = path.to_string_lossy();
        let Some(table) = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<toml::Table>().ok()) else {
            return (config, vec![format!("`{path}` is no TOML, so nothing is set; write it as cache = false")]);
        };
        let mut told = Vec::new();
        for (key, value) in table {
            match (key.as_str(), value.as_bool()) {
                ("cache", Some(cache)) => config.cache = cache,
                ("cache", None) => {
                    told.push(format!("`cache` in `{path}` is neither true nor false; nothing is kept till it is"));
                    // Whoever wrote something there does not want all.
                    config.cache = false;
                }
                _ => told.push(format!("`{key}` in `{path}` is no setting, so it is passed over; there is `cache`")),
            }
        }
        (config, told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_told_and_the_rest_holds() {
        let read = |text: &str| Config::read("c.toml".as_ref(), text.as_bytes());
        let (on, off) = (Config { cache: true }, Config { cache: false });
        assert_eq!(read(""), (on, vec![]));
        assert_eq!(read("cache = false\n"), (off, vec![]));
        let (config, told) = read("colour = 1\ncache = false\n");
        assert_eq!((config, told.len()), (off, 1));
        assert!(told[0].contains("`colour`"), "{told:?}");
        assert_eq!(read("cache = \"no\"").0, off);
        assert_eq!((read("cache =").0, read("cache =").1.len()), (on, 1));
    }
}
