//! `dossier pivot` and `dossier with`: who deals with whom, and all that is said of one pair.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::Kept;
use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Format, Row, pretty, with_schema};
use crate::cli::medium::Medium;
use crate::cli::output::Answer;
use crate::cli::trouble::Trouble;
use crate::entry::TableColumn;
use crate::evidence::{Fact, Pivot, PivotCell, Side, Sum};
use crate::page::{PivotView, Survey};
use crate::text::near::nearest;
use crate::whole::{Depth, Dossier};

/// Tell who deals with whom: records by two of their sides, with what they come to
#[derive(Debug, Args)]
#[command(
    after_help = "Rows and columns are companies, agencies, campaigns, people, kinds or years; without them companies and \
                  agencies, if there are any. A record is in a cell when its own keys name both.\n\n\
                  Columns, in a pipe separated by tabs: row, column, support, count (what is one and the same once), \
                  sums (per currency and period; nothing offered, tried or bid for), unknown (contracts without a \
                  figure), besides (other records of a company and an agency), records.\n\n\
                  Example:\n  dossier pivot companies agencies --bundled"
)]
pub(in crate::cli) struct PivotOf {
    /// What the rows are
    #[arg(value_name = "ROWS", requires = "columns")]
    rows: Option<String>,
    /// What the columns are
    #[arg(value_name = "COLUMNS")]
    columns: Option<String>,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 8] = [
    TableColumn::new(0, "row"),
    TableColumn::new(1, "column"),
    TableColumn::new(2, "support"),
    TableColumn::new(3, "count").figure(),
    TableColumn::new(4, "sums").figure(),
    TableColumn::new(5, "unknown").figure(),
    TableColumn::new(6, "besides").figure(),
    TableColumn::new(7, "records").yields(1),
];

/// A cell with its pivot.
struct Told<'a> {
    dossier: &'a Dossier,
    pivot: &'a Pivot,
    cell: &'a PivotCell,
}

fn side(word: &str) -> Result<Side, Trouble> {
    Side::parse(word).ok_or_else(|| {
        let words = Side::ALL.map(Side::word);
        let hint = nearest(word, words)
            .map_or_else(|| format!("they are {}", words.join(", ")), |near| format!("did you mean `{near}`?"));
        Trouble::Typed(format!("`{word}` is no rows or columns; {hint}"))
    })
}

/// The cells, row by row.
pub(super) fn answer(of: &PivotOf, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let asked = match (&of.rows, &of.columns) {
        (Some(rows), Some(columns)) => Some((side(rows)?, side(columns)?)),
        _ => None,
    };
    let (loaded, facts) = of.kept.facts(loaded, Depth::Named)?;
    let dossier = loaded.dossier();
    let mut answer = Answer::default();
    let (rows, columns) = asked.unwrap_or_else(|| Pivot::sides(dossier, &facts));
    if asked.is_none() && (rows, columns) != (Side::Companies, Side::Agencies) {
        let shown = format!("{} and {}", rows.word(), columns.word());
        answer.told.push(format!("no record is of a company and an agency; shown are {shown}"));
    }
    let pivot = Pivot::of(dossier, rows, columns, &facts);
    let cells: Vec<Told> = pivot.cells.iter().map(|cell| Told { dossier, pivot: &pivot, cell }).collect();
    answer.out = match of.form.format()? {
        Format::Svg => super::picture(loaded.view(), &Survey::Pivot(PivotView::whole((rows, columns))), &facts),
        Format::Json => pretty(&Json::Object(with_schema(object(dossier, &pivot, &cells)))),
        _ => of.form.compose(&HEADS, &[], &cells, medium)?,
    };
    if cells.is_empty() {
        let words = Side::ALL.map(Side::word).join(", ");
        answer.told.push(format!("no record is of any two of these; rows and columns may be {words}"));
        answer.status = of.kept.status_of_nothing();
    }
    Ok(answer)
}

/// Rows, columns and cells; records of a company and an agency that are no contracts stand apart.
fn object(dossier: &Dossier, pivot: &Pivot, cells: &[Told]) -> Map<String, Json> {
    let held = cells.iter().filter(|told| !told.cell.records.is_empty());
    let besides = cells.iter().filter(|told| !told.cell.others.is_empty()).map(|told| {
        let mut object = told.pair();
        object.insert("records".to_owned(), told.references(&told.cell.others));
        Json::Object(object)
    });
    let mut object = Map::new();
    let names =
        |parties: &[crate::evidence::Party]| -> Json { parties.iter().map(|party| party.written(dossier)).collect() };
    object.insert("rows".to_owned(), names(&pivot.rows));
    object.insert("columns".to_owned(), names(&pivot.columns));
    object.insert("cells".to_owned(), held.map(|told| Json::Object(told.object())).collect());
    object.insert("others".to_owned(), besides.collect());
    object
}

fn sum(sum: &Sum) -> Json {
    let amount = &sum.amount;
    json!({
        "written": amount.written(),
        "qualifier": Some(amount.qualifier.sign()).filter(|sign| !sign.is_empty()),
        "currency": amount.currency(),
        "minor": amount.minor,
        "rate": amount.rate.map(crate::value::Rate::word),
        "of": sum.of,
        "differs": sum.differs,
    })
}

impl Told<'_> {
    fn references(&self, facts: &[Fact]) -> Json {
        facts.iter().map(|fact| self.dossier.written(&fact.spot(self.dossier))).collect()
    }

    fn names(&self) -> [String; 2] {
        let (row, column) = (&self.pivot.rows[self.cell.row], &self.pivot.columns[self.cell.column]);
        [row.written(self.dossier), column.written(self.dossier)]
    }

    fn pair(&self) -> Map<String, Json> {
        let [row, column] = self.names();
        Map::from_iter([("row".to_owned(), row.into()), ("column".to_owned(), column.into())])
    }
}

impl Row for Told<'_> {
    fn reference(&self) -> String {
        self.names().join("\t")
    }

    fn cells(&self) -> Vec<Cell> {
        let cell = self.cell;
        let number = |count: usize| Cell::of(if count > 0 { count.to_string() } else { String::new() });
        let (row, column) = (&self.pivot.rows[cell.row], &self.pivot.columns[cell.column]);
        let sums = cell.sums.iter().map(|sum| sum.amount.written()).collect::<Vec<_>>().join("; ");
        let records =
            cell.records.iter().chain(&cell.others).map(|fact| self.dossier.written(&fact.spot(self.dossier)));
        let sign = if cell.records.is_empty() { "" } else { cell.support.standing().sign() };
        vec![
            Cell::of(row.name(self.dossier)),
            Cell::of(column.name(self.dossier)),
            Cell { text: sign.to_owned(), mark: if cell.support.differs { "≠" } else { "" } },
            number(cell.count),
            Cell::of(sums),
            number(cell.unknown),
            number(cell.others.len()),
            Cell::of(records.collect::<Vec<_>>().join(" ")),
        ]
    }

    fn object(&self) -> Map<String, Json> {
        let mut object = self.pair();
        object.insert("records".to_owned(), self.references(&self.cell.records));
        object.insert("sums".to_owned(), self.cell.sums.iter().map(sum).collect());
        object.insert("unknown".to_owned(), self.cell.unknown.into());
        object.insert("support".to_owned(), self.cell.support.standing().word().into());
        object
    }

    fn group(&self) -> &'static str {
        "cells"
    }
}
