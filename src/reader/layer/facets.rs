//! The facets: what the dossier may be narrowed by, with how much each leaves. Must never narrow by anything but the
//! filter, into which what is chosen is written.

use std::collections::{BTreeSet, HashMap};

use super::{Answer, Layer, Overlay};
use crate::keys::Command;
use crate::query::{self, Facet};
use crate::reader::app::App;
use crate::reader::cursor::{Direction, Step, moved};
use crate::reader::part::FramePart;
use crate::reader::picture::{Label, Look, Picture, PictureLine};
use crate::text::Safe;

/// The facets with what is chosen of each.
#[derive(Debug, Clone)]
pub struct Facets {
    all: Vec<Facet>,
    chosen: Vec<BTreeSet<usize>>,
    /// What the filter asks besides.
    rest: Vec<String>,
    /// The facets and their values, as they stand in rows.
    rows: Vec<Row>,
    row: usize,
    /// How many entries a value leaves, as far as that was asked.
    counts: HashMap<(usize, usize), usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Heading(usize),
    Value(usize, usize),
}

impl App {
    /// Shows what the lists may be narrowed by.
    pub(in crate::reader) fn open_facets(&mut self) {
        let all = query::facets(self.contents.dossier());
        if all.is_empty() {
            return self.say("This dossier has nothing to narrow by yet");
        }
        let mut facets = Facets::of(all, self.filter.query().pieces());
        facets.count(self);
        self.lay(Layer::Facets(facets));
    }
}

impl Facets {
    fn of(all: Vec<Facet>, pieces: Vec<String>) -> Self {
        let rows = all.iter().enumerate().flat_map(|(at, facet)| {
            let values = (0..facet.values.len()).map(move |value| Row::Value(at, value));
            std::iter::once(Row::Heading(at)).chain(values)
        });
        let (rows, mut chosen) = (rows.collect(), vec![BTreeSet::new(); all.len()]);
        let mut rest = Vec::new();
        for piece in pieces {
            let of = all.iter().enumerate().find_map(|(at, facet)| Some((at, facet.chosen(&piece)?)));
            match of {
                Some((at, values)) if chosen[at].is_empty() => chosen[at] = values,
                _ => rest.push(piece),
            }
        }
        Self { all, chosen, rest, rows, row: 1, counts: HashMap::new() }
    }

    /// The filter with what is chosen; of one facet those values in place of its own.
    fn filter(&self, instead: Option<(usize, &BTreeSet<usize>)>) -> String {
        let of = |(at, facet): (usize, &Facet)| {
            let chosen = instead.filter(|(of, _)| *of == at).map_or(&self.chosen[at], |(_, values)| values);
            facet.filter(chosen)
        };
        self.rest.iter().cloned().chain(self.all.iter().enumerate().filter_map(of)).collect::<Vec<_>>().join(" ")
    }

    /// Counts what each value in sight leaves.
    fn count(&mut self, app: &App) {
        let room = app.room().1;
        let (from, to) = (self.row.saturating_sub(room), self.row + room);
        for at in from..to.min(self.rows.len()) {
            let Row::Value(facet, value) = self.rows[at] else { continue };
            if self.counts.contains_key(&(facet, value)) {
                continue;
            }
            let text = self.filter(Some((facet, &BTreeSet::from([value]))));
            let query = query::parse(&text, app.contents.dossier());
            let left = query.map_or(0, |query| query::holding(&query, app.contents.ground()).len());
            self.counts.insert((facet, value), left);
        }
    }

    fn to(&mut self, app: &App, row: usize, down: bool) {
        let is_value = |row: &usize| matches!(self.rows.get(*row), Some(Row::Value(..)));
        let next = if down { (row..self.rows.len()).find(is_value) } else { (0..=row).rev().find(is_value) };
        let other = if down { (0..row).rev().find(is_value) } else { (row..self.rows.len()).find(is_value) };
        self.row = next.or(other).unwrap_or(self.row);
        self.count(app);
    }

    fn line(&self, row: usize, part: FramePart) -> PictureLine {
        match self.rows[row] {
            Row::Heading(facet) => PictureLine::new(0, Safe::new(self.all[facet].name), FramePart::Heading),
            Row::Value(facet, value) => {
                let sign = if self.chosen[facet].contains(&value) { "[x]" } else { "[ ]" };
                let count = self.counts.get(&(facet, value)).copied();
                let part = if count == Some(0) && part == FramePart::Plain { FramePart::Dim } else { part };
                let name = Safe::new(&self.all[facet].values[value].name);
                let labels =
                    vec![Label { column: 2, text: Safe::new(sign), part }, Label { column: 6, text: name, part }];
                let aside = count.map(|count| Safe::new(&count.to_string())).unwrap_or_default();
                PictureLine { labels, aside }
            }
        }
    }
}

impl Overlay for Facets {
    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        let from = self.row;
        let to = moved(Some(from), step, app.room().1, self.rows.len()).unwrap_or(from);
        self.to(app, to, to >= from);
        Answer::Stays
    }

    fn turn(&mut self, app: &mut App, direction: Direction) -> Answer {
        let (Row::Heading(facet) | Row::Value(facet, _)) = self.rows[self.row];
        let next = direction.around(facet, self.all.len());
        let row = self.rows.iter().position(|row| *row == Row::Heading(next)).unwrap_or(0);
        self.to(app, row, true);
        Answer::Stays
    }

    fn toggle(&mut self, app: &mut App) -> Answer {
        if let Row::Value(facet, value) = self.rows[self.row] {
            if !self.chosen[facet].remove(&value) {
                self.chosen[facet].insert(value);
            }
            app.narrow_to(&self.filter(None), app.filter.related);
            self.counts.clear();
            self.count(app);
        }
        Answer::Stays
    }

    fn open(&mut self, app: &mut App) -> Answer {
        app.filter.keep();
        app.show_first_hit();
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let hint = app.keys.map.hint(&[
            (Command::Toggle, "chooses"),
            (Command::NextStop, "next"),
            (Command::OpenStop, "done"),
        ]);
        let kept: usize = app.lists.all_rows().map(<[_]>::len).sum();
        let all = app.contents.dossier().ids().count();
        let picture = Picture::new(&format!("Narrow: {kept} of {all} entries"), &hint);
        Look::Framed(picture.list(self.row, self.rows.len(), app.room().1, |row, part| self.line(row, part)))
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::fixture::bundled;

    #[test]
    fn what_is_chosen_is_written_into_the_filter_and_counts_follow() {
        let mut app = bundled(80, 24);
        let shown = app.press("F<Tab>").picture().shown();
        assert!(shown.iter().any(|line| line.contains("[ ] ICE")), "{shown:?}");
        let count = |shown: &[String], name: &str| -> usize {
            let line = shown.iter().find(|line| line.contains(name)).unwrap();
            line.rsplit(' ').next().unwrap().parse().unwrap()
        };
        let ice = count(&shown, "] ICE");
        let shown = app.press("<Space>").picture().shown();
        let first = shown.iter().find(|line| line.contains("[x]")).unwrap().clone();
        assert!(app.filter.text().starts_with("agency:"), "{}", app.filter.text());
        let kept: usize = app.lists.all_rows().map(<[_]>::len).sum();
        assert!(first.contains("ICE") && kept == ice, "{first} {kept}");
        app.press("j<Space>");
        let both: usize = app.lists.all_rows().map(<[_]>::len).sum();
        assert!(app.filter.text().contains(',') && both >= kept, "{}", app.filter.text());
        app.press("<Space>k<Space>");
        assert_eq!(app.filter.text(), "", "what is chosen no more is not there");
    }

    #[test]
    fn what_was_typed_stays_and_what_was_a_facet_is_chosen() {
        let mut app = bundled(80, 24);
        let shown = app.press("/salesforce agency:ICE,CBP<Enter>F<Tab>").picture().shown();
        assert_eq!(shown.iter().filter(|line| line.contains("[x]")).count(), 2, "{shown:?}");
        app.press("<Esc>");
        assert_eq!(app.filter.text(), "salesforce agency:ICE,CBP");
        app.press("FG<Space><Enter>");
        assert!(app.filter.text().starts_with("salesforce agency:ICE,CBP "), "{}", app.filter.text());
        assert!(app.layers.top.is_none());
    }

    #[test]
    fn a_space_pages_where_nothing_is_chosen_by_it() {
        let mut app = bundled(80, 24);
        let before = app.press("?").picture().above;
        assert!(app.press("<Space>").picture().above > before);
    }
}
