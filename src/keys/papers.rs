//! The key table as people see it: the bottom line, the README's table, the rows of `dossier keys`. Must say nothing
//! that the table does not.

use super::{Binding, Command, Context, KeyMap, KeyPress, print_keys};

/// How some keys are shown where a person reads them; others lose their `<` and `>`, but for those with a modifier.
const SIGNS: &[(&str, &str)] = &[("<Up>", "↑"), ("<Down>", "↓"), ("<Left>", "←"), ("<Right>", "→"), ("<lt>", "<")];

/// Keys as a person reads them: `Enter`, `gg`, `<C-d>`, `↓`.
fn shown(keys: &[KeyPress]) -> String {
    let written = print_keys(keys);
    if let Some((_, sign)) = SIGNS.iter().find(|(name, _)| *name == written) {
        return (*sign).to_owned();
    }
    let name = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|name| !name.contains('-'));
    name.unwrap_or(&written).to_owned()
}

impl Binding {
    /// Its first key as a person reads it: `Enter`, `gg`, `<C-d>`, `↓`.
    #[must_use]
    pub fn shown(&self) -> String {
        self.keys.first().map(|keys| shown(keys)).unwrap_or_default()
    }
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

impl KeyMap {
    /// The first key of a command as a person reads it.
    #[must_use]
    pub fn shown(&self, command: Command) -> String {
        self.bindings.iter().find(|binding| binding.command == command).map(Binding::shown).unwrap_or_default()
    }

    /// Commands with what they do here, in one line: "Enter opens · Esc closes".
    #[must_use]
    pub fn hint(&self, said: &[(Command, &str)]) -> String {
        let said = said.iter().map(|(command, does)| format!("{} {does}", self.shown(*command)));
        said.collect::<Vec<_>>().join(" · ")
    }

    /// What the bottom line says in `context`: keys with their words, what matters most first. It shows as many as have
    /// room.
    #[must_use]
    pub fn bottom_line(&self, context: Context) -> Vec<&Binding> {
        let in_line = context == Context::Line;
        let holds = |binding: &&Binding| binding.holds_in(context) || !in_line && binding.holds_in(Context::Everywhere);
        let mut ranked: Vec<_> = self.bindings.iter().filter(holds).filter(|binding| binding.rank > 0).collect();
        ranked.sort_by_key(|binding| binding.rank);
        ranked
    }

    /// The table's rows, in order, for `dossier keys`.
    #[must_use]
    pub fn rows(&self) -> Vec<HelpRow> {
        self.bindings.iter().map(row).collect()
    }

    /// The table for the README: one line for each command, sorted by where it holds.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut rows = self.rows();
        rows.sort_by_key(|row| Context::ALL.iter().position(|context| row.place.starts_with(context.name())));
        let lines = rows.iter().map(|row| {
            let keys: Vec<String> = row.keys.split(' ').map(|key| format!("`{key}`")).collect();
            format!("| {} | {} | {} |\n", row.place, keys.join(" "), row.help)
        });
        ["| where | keys | what happens |\n", "|---|---|---|\n"].map(str::to_owned).into_iter().chain(lines).collect()
    }
}

fn row(binding: &Binding) -> HelpRow {
    let places: Vec<&str> = binding.contexts.iter().map(|context| context.name()).collect();
    let keys: Vec<String> = binding.keys.iter().map(|keys| print_keys(keys)).collect();
    HelpRow { place: places.join(", "), keys: keys.join(" "), name: binding.name, help: binding.help }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::parse_keys;

    #[test]
    fn the_bottom_line_opens_with_what_matters_most() {
        let map = KeyMap::default();
        let said = |context| {
            let line = map.bottom_line(context).into_iter();
            line.map(|binding| format!("{} {}", binding.shown(), binding.short)).collect::<Vec<_>>()
        };
        assert_eq!(
            said(Context::List),
            [
                "Enter read",
                "Esc back",
                "> sort by next",
                "/ filter",
                "? help",
                "q quit",
                "f related",
                "gr tables",
                "Tab next list",
                "gb what refers here",
                "gs sources",
                "H back",
                ": go to"
            ]
        );
        assert_eq!(
            said(Context::Line),
            ["Enter keep", "Esc take back", "Tab complete", "↑ earlier", "F1 fields", "<C-u> clear"]
        );
        let page = said(Context::Page);
        assert_eq!(page.first().map(String::as_str), Some("Enter open"));
        assert_eq!(page.last().map(String::as_str), Some(": go to"));
    }

    #[test]
    fn keys_are_shown_as_people_read_them() {
        let said = |keys| shown(&parse_keys(keys).unwrap());
        assert_eq!(said("<Enter>"), "Enter");
        assert_eq!(said("<Right>"), "→");
        assert_eq!(said("<C-d>"), "<C-d>");
        assert_eq!(said("]l"), "]l");
    }

    #[test]
    fn rows_say_where_with_which_keys_and_what() {
        let map = KeyMap::default();
        let rows = map.rows();
        assert_eq!(rows.len(), map.bindings().len());
        let stop = rows.iter().find(|row| row.name == "next-stop");
        assert_eq!(
            stop,
            Some(&HelpRow {
                place: "page, overlay".into(),
                keys: "<Tab> ]l".into(),
                name: "next-stop",
                help: "Go to the next fact, link or citation mark; in a table to the next kind of records, in the problems to the next one.",
            })
        );
    }

    #[test]
    fn the_papers_table_has_every_key_and_keeps_the_places_together() {
        let map = KeyMap::default();
        let text = map.markdown();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), map.bindings().len() + 2);
        assert_eq!(lines.get(2), Some(&"| everywhere | `j` `<Down>` `<C-j>` | Move one line down. |"));
        let places: Vec<&str> = lines.iter().skip(2).filter_map(|line| line.split(" | ").next()).collect();
        let mut once = places.clone();
        once.dedup();
        assert_eq!(
            once,
            [
                "| everywhere",
                "| typed line",
                "| list",
                "| list, page, overlay",
                "| list, page",
                "| list, overlay",
                "| page, overlay",
                "| page",
                "| page, overlay",
                "| page",
                "| overlay"
            ]
        );
    }
}
