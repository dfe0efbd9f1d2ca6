//! The key table as people see it: the bottom line, the README's table, the rows of `dossier keys`. Must say nothing that the
//! table does not.

use super::{BINDINGS, Binding, Context};

/// How some keys are shown where a person reads them; others lose their `<` and `>`, but for those with a modifier.
const SIGNS: &[(&str, &str)] = &[("<Up>", "↑"), ("<Down>", "↓"), ("<Left>", "←"), ("<Right>", "→")];

/// A key as a person reads it: `Enter`, `gg`, `<C-d>`, `↓`.
pub(super) fn shown(key: &'static str) -> &'static str {
    if let Some((_, sign)) = SIGNS.iter().find(|(written, _)| *written == key) {
        return sign;
    }
    key.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|name| !name.contains('-')).unwrap_or(key)
}

/// What the bottom line says in `context`: keys with their words, what matters most first. It shows as many as have room.
#[must_use]
pub fn bottom_line(context: Context) -> Vec<&'static Binding> {
    let in_line = context == Context::Line;
    let holds = |binding: &&Binding| binding.holds_in(context) || (!in_line && binding.holds_in(Context::Everywhere));
    let mut ranked: Vec<&'static Binding> = BINDINGS.iter().filter(holds).filter(|binding| binding.rank > 0).collect();
    ranked.sort_by_key(|binding| binding.rank);
    ranked
}

/// One row of the table: a command in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// Where it holds: `everywhere`, `typed line`, `list`, `page`, `page, overlay`.
    pub place: String,
    /// Its keys in the notation, separated by one space.
    pub keys: String,
    /// Its name.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub help: &'static str,
}

/// The table's rows, in order, for `dossier keys`.
#[must_use]
pub fn table_text() -> Vec<HelpRow> {
    BINDINGS.iter().map(row).collect()
}

fn row(binding: &Binding) -> HelpRow {
    let places: Vec<&str> = binding.contexts.iter().map(|context| context.name()).collect();
    HelpRow { place: places.join(", "), keys: binding.keys.join(" "), name: binding.name, help: binding.help }
}

/// The table for the README: one line for each command, sorted by where it holds.
#[must_use]
pub fn table_markdown() -> String {
    let mut rows = table_text();
    rows.sort_by_key(|row| Context::ALL.iter().position(|context| row.place.starts_with(context.name())));
    let lines = rows.iter().map(|row| {
        let keys: Vec<String> = row.keys.split(' ').map(|key| format!("`{key}`")).collect();
        format!("| {} | {} | {} |\n", row.place, keys.join(" "), row.help)
    });
    ["| where | keys | what happens |\n".to_owned(), "|---|---|---|\n".to_owned()].into_iter().chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bottom_line_opens_with_what_matters_most() {
        let said =
            |context| bottom_line(context).iter().map(|binding| (binding.shown(), binding.short)).collect::<Vec<_>>();
        let list = said(Context::List);
        assert_eq!(
            list,
            [
                ("Enter", "read"),
                ("/", "filter"),
                ("?", "help"),
                ("f", "related"),
                ("Tab", "next list"),
                ("H", "back"),
                (":", "go to"),
                ("q", "quit"),
            ]
        );
        assert_eq!(
            said(Context::Line),
            [("Enter", "keep"), ("Esc", "take back"), ("↑", "earlier"), ("<C-u>", "clear")]
        );
        let page = said(Context::Page);
        assert_eq!(page.first(), Some(&("Enter", "open")));
        assert_eq!(page.last(), Some(&("q", "close")));
    }

    #[test]
    fn keys_are_shown_as_people_read_them() {
        assert_eq!(shown("<Enter>"), "Enter");
        assert_eq!(shown("<Right>"), "→");
        assert_eq!(shown("<C-d>"), "<C-d>");
        assert_eq!(shown("]l"), "]l");
    }

    #[test]
    fn rows_say_where_with_which_keys_and_what() {
        let rows = table_text();
        assert_eq!(rows.len(), BINDINGS.len());
        let stop = rows.iter().find(|row| row.name == "next-stop");
        assert_eq!(
            stop,
            Some(&HelpRow {
                place: "page, overlay".into(),
                keys: "<Tab> ]l".into(),
                name: "next-stop",
                help: "Go to the next fact, link or citation mark; in the problems, to the next one.",
            })
        );
    }

    #[test]
    fn the_papers_table_has_every_key_and_keeps_the_places_together() {
        let text = table_markdown();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), BINDINGS.len() + 2);
        assert_eq!(lines.get(2), Some(&"| everywhere | `j` `<Down>` | Move one line down. |"));
        let places: Vec<&str> = lines.iter().skip(2).filter_map(|line| line.split(" | ").next()).collect();
        let mut once = places.clone();
        once.dedup();
        assert_eq!(
            once,
            ["| everywhere", "| typed line", "| list", "| page, overlay", "| page", "| page, overlay", "| page"]
        );
    }
}
