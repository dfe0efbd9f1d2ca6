//! The first page: what the dossier is, what it holds, the saved views, what the signs mean. Must never need a key press to be of use.

use crate::entry::{EntryKind, Key, RecordKind};
use crate::problem::Severity;

use super::draft::Draft;
use super::facts::pair;
use super::words::{self, DOT, UNSOURCED};
use super::{Opens, Pair, Role, Text};

/// What the signs on the pages mean.
pub const SIGNS: &[(&str, &str)] = &[
    ("~", "about: the source gives a round number or date"),
    ("?", "uncertain: it follows from the source, which does not say it outright"),
    ("≈", "several readings, and they agree"),
    ("≠", "several readings, and they differ: Enter shows each"),
    ("[1]", "the source, by number: Enter opens the passage"),
    (UNSOURCED, "no source is given"),
];

/// The keys to begin with.
const KEYS: &[(&str, &str)] = &[
    ("j k", "down and up; Tab to the next list"),
    ("Enter", "read; on a page, open what is marked"),
    ("/", "filter all three lists while you type"),
    ("f", "only what is related to the selected entry"),
    ("?", "all keys"),
    ("q", "quit"),
];

pub(super) fn write(draft: &mut Draft) {
    let dossier = draft.dossier;
    let fields = &dossier.cover().fields;
    draft.title("About this dossier", "", "");
    if let Some(summary) = fields.text(Key::Summary) {
        draft.paragraph(Text::new(Role::Plain, summary.trim()));
    }
    draft.cover_facts();
    draft.views();
    draft.legend("First keys", KEYS);
    draft.legend("Signs", SIGNS);
}

impl Draft<'_> {
    fn cover_facts(&mut self) {
        let dossier = self.dossier;
        let fields = &dossier.cover().fields;
        let mut pairs = Vec::new();
        for key in [Key::Editors, Key::Licence] {
            if let Some(value) = fields.get(key) {
                pairs.push(pair(&words::label(key), vec![Text::new(Role::Plain, value.first().text)]));
            }
        }
        pairs.extend(self.holds());
        pairs.extend(self.problems());
        self.pairs(pairs);
    }

    /// How much there is of everything.
    fn holds(&self) -> Option<Pair> {
        let dossier = self.dossier;
        let entries = EntryKind::ALL.map(|kind| words::entries(kind, dossier.list(kind).len()));
        let counted = |kind: RecordKind| {
            let of_kind = dossier.ids().filter_map(|id| dossier.get(id)).map(|entry| entry.records_of(kind).count());
            let count: usize = of_kind.sum();
            let word = if count == 1 { words::one(kind) } else { kind.plural() };
            (count > 0).then(|| format!("{count} {word}"))
        };
        let kinds = [RecordKind::Contract, RecordKind::Statement, RecordKind::Demand, RecordKind::Event];
        let records: Vec<String> = kinds.into_iter().filter_map(counted).collect();
        let terms = dossier.terms().count();
        let mut lines = vec![Text::new(Role::Plain, entries.join(DOT))];
        let mut rest = records;
        if terms > 0 {
            rest.push(format!("{terms} {}", if terms == 1 { "term" } else { "terms" }));
        }
        if !rest.is_empty() {
            lines.push(Text::new(Role::Dim, rest.join(DOT)));
        }
        dossier.ids().next().is_some().then(|| pair("holds", lines))
    }

    fn problems(&self) -> Option<Pair> {
        let count = |severity| self.dossier.problems().iter().filter(|problem| problem.severity() == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let many = |count: usize, one: &str| {
            (count > 0).then(|| format!("{count} {one}{}", if count == 1 { "" } else { "s" }))
        };
        let parts: Vec<String> = [many(errors, "error"), many(warnings, "warning")].into_iter().flatten().collect();
        let role = if errors > 0 { Role::Error } else { Role::Warning };
        let text = Text::new(role, parts.join(", ")).with(Role::Dim, " (! shows them)");
        (!parts.is_empty()).then(|| pair("problems", vec![text]))
    }

    fn views(&mut self) {
        let views = &self.dossier.cover().views;
        if views.is_empty() {
            return;
        }
        self.heading(2, "Saved views", Some(views.len()), None);
        let pairs = views.iter().enumerate().map(|(index, view)| {
            let stop = self.stop(Opens::View(index), format!("filter by {}", view.query));
            let label = Text::new(Role::Link, view.name.as_str());
            Pair { stop: Some(stop), place: None, label, values: vec![Text::new(Role::Dim, view.query.as_str())] }
        });
        let pairs = pairs.collect();
        self.pairs(pairs);
    }

    fn legend(&mut self, heading: &str, lines: &[(&str, &str)]) {
        self.heading(2, heading, None, None);
        let pairs = lines.iter().map(|(sign, meaning)| Pair {
            label: Text::new(Role::Strong, *sign),
            values: vec![Text::new(Role::Plain, *meaning)],
            ..Pair::default()
        });
        self.pairs(pairs.collect());
    }
}
