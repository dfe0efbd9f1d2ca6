//! How much is read: one table for the code and for the README.

/// A limit. What lies at it is read, what lies beyond is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Its name.
    pub name: &'static str,
    /// The greatest number that is let through.
    pub number: usize,
    /// Of what, in which unit.
    pub what: &'static str,
}

/// Declares the limits, each as a constant and as a row of the table.
macro_rules! limits {
    ($($constant:ident $name:literal $number:expr, $what:literal;)*) => {
        $(
            #[doc = $what]
            pub const $constant: Limit = Limit { name: $name, number: $number, what: $what };
        )*

        /// All of them, in the order of the README.
        const LIMITS: &[Limit] = &[$($constant,)*];
    };
}

limits! {
    ENTRIES "entries" 100_000, "entries of a dossier";
    DEPTH "depth" 32, "folders inside one another";
    PATH "path" 1024, "bytes of a path, from the dossier's root";
    COVER "cover" 1 << 20, "bytes of the cover";
    TERMS "terms" 10_000, "terms of the cover; and as many saved filters";
    FILE "file" 4 << 20, "bytes of an entry's file";
    TOTAL "files together" 512 << 20, "bytes of all entries' files together; of attached texts as many again";
    PIECES "pieces together" 4_000_000, "links, values and records of all files together, and blocks and looks of texts that are held; a problem counts for four";
    TEXT "attached text" 32 << 20, "bytes of an attached text";
    PARAGRAPHS "paragraphs" 100_000, "paragraphs of an attached text";
    FRONT_MATTER "front matter" 64 << 10, "bytes of an entry's front matter";
    NAME "name" 512, "bytes of a name or a title; more of it is cut off";
    NESTING "nesting" 16, "tables and lists inside one another in TOML; quotations, lists and footnotes in Markdown";
    BLOCKS "blocks" 100_000, "paragraphs, items and other blocks of one file, cells of its tables and lines of its code";
    LOOKS "looks" 100_000, "emphases, bits of code and hard line breaks of one file; from there on its text is plain";
    LINKS "links" 10_000, "links of one file";
    MENTIONS "names" 100_000, "known names that are found in the texts of one file";
    PROBLEMS "problems" 1000, "problems that are listed, of what one file says and of what it refers to";
    INVISIBLE "invisible characters" 20, "control or invisible characters of one file that are listed";
    QUERY "query" 1 << 10, "bytes of a query";
    QUERY_NESTING "nesting of a query" 32, "parentheses, braces and negations inside one another";
    QUERY_BETWEEN "words between" 100, "other words between those of a phrase with ~";
    COLUMNS "columns" 1000, "columns of a terminal that are drawn";
    ROWS "rows" 500, "rows of a terminal that are drawn";
}

/// The table for the README, in Markdown.
#[must_use]
pub fn limits_markdown() -> String {
    let rows = LIMITS.iter().map(|limit| format!("| {} | {} | {} |\n", limit.name, grouped(limit.number), limit.what));
    std::iter::once("| limit | number | of |\n|---|--:|---|\n".to_owned()).chain(rows).collect()
}

/// `number` with its digits grouped by commas.
pub(crate) fn grouped(number: usize) -> String {
    crate::value::Count::exactly(number as u64).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_every_limit_once() {
        let table = limits_markdown();
        assert_eq!(table.lines().count(), LIMITS.len() + 2);
        assert!(table.contains("| file | 4,194,304 | bytes of an entry's file |\n"), "{table}");
        let mut names: Vec<_> = LIMITS.iter().map(|limit| limit.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LIMITS.len());
    }
}
