//! What is dated, on one axis: item by item under its year, of many how many a year or a decade; where nothing is known
//! for long; at the foot what is not dated.

use jiff::civil;

use crate::evidence::{Bin, Dated, Fact, Lane, Scale, Silence, Timeline, is_unsure};
use crate::page::context::Context;
use crate::page::{Block, LineRole, Opens, Page, Role, Row, Stop, Survey, Text, fold};
use crate::text::columns::Alignment;
use crate::value::Date;
use crate::whole::Spot;

/// More are counted by year or decade.
const MOST: usize = 150;
/// So many years or months are told apart; of more the decades are.
const MOST_BINS: usize = 60;
/// So long is the axis.
const AXIS: i32 = 24;

/// The page of all of it; of what is not dated in one lane alone, where that is meant.
pub(super) fn page(cx: Context<'_>, head: Page, kept: &[Fact], undated: Option<Lane>) -> Page {
    let found = Timeline::of(cx.dossier, kept);
    let kind = format!("{} dated, {} not", found.dated.len(), found.undated.len());
    let mut page = Page { kind, ..head };
    if undated.is_none() {
        page.blocks.extend(match found.span() {
            None => {
                Block::paragraph(Text::new(Role::Dim, "The filter keeps nothing that is dated.")).into_iter().collect()
            }
            Some(_) if found.dated.len() > MOST => counted(&found),
            Some(span) => drawn(cx, &found, span),
        });
    }
    for lane in Lane::ALL.into_iter().filter(|lane| undated.is_none_or(|only| only == *lane)) {
        page.blocks.extend(not_dated(cx, &found, lane, undated.is_some()));
    }
    page
}

/// Each with its place on the axis, year by year.
fn drawn(cx: Context<'_>, found: &Timeline, (first, last): (civil::Date, civil::Date)) -> Vec<Block> {
    let axis = format!("The axis is from {first} to {last}. ");
    let legend =
        "◆ there, ░ some day within, ━ all that time, ◇ and ░ at its ends uncertain, ▶ goes on, or nobody says to when";
    let mut blocks: Vec<Block> =
        Block::paragraph(Text::new(Role::Plain, axis).with(Role::Dim, legend)).into_iter().collect();
    let (mut year, mut rows): (Option<i16>, Vec<Row>) = (None, Vec::new());
    for (one, silence) in found.dated.iter().zip(found.silences()) {
        let own = one.day().map(civil::Date::year);
        if own != year && !rows.is_empty() {
            blocks.extend(of_year(year, std::mem::take(&mut rows)));
        }
        year = own;
        blocks.extend(silence.filter(|_| rows.is_empty()).and_then(|silence| Block::paragraph(said(silence))));
        rows.extend(
            silence.filter(|_| !rows.is_empty()).map(|silence| Row::new(said(silence), Text::default(), Vec::new())),
        );
        rows.push(row(cx, one, (first, last)));
    }
    blocks.extend(of_year(year, rows));
    blocks
}

fn said(silence: Silence) -> Text {
    Text::new(Role::Dim, format!("── {} ──", silence.words()))
}

fn of_year(year: Option<i16>, rows: Vec<Row>) -> Vec<Block> {
    let heading = year.map_or_else(|| "Undated".to_owned(), |year| format!("{year:04}"));
    Block::part(&heading, None, rows, Block::Rows)
}

fn row(cx: Context<'_>, one: &Dated, span: (civil::Date, civil::Date)) -> Row {
    let lane = one.fact.kind(cx.dossier);
    let what = cx.spot_name(&one.fact.spot(cx.dossier));
    Row::new(Text::new(Role::Name, one.date.to_string()), Text::new(Role::Figure, bar(&one.date, span)), Vec::new())
        .with(LineRole::Brief, Text::new(Role::Dim, format!("{lane} ")).with(Role::Plain, what))
        .to(opened(cx, one.fact))
}

fn opened(cx: Context<'_>, fact: Fact) -> Stop {
    let spot = fact.spot(cx.dossier);
    let say = format!("{}: {}", fact.kind(cx.dossier), cx.spot_name(&spot));
    let opens = if fact.record.is_some() { Opens::Card(spot) } else { Opens::Spot(Spot::page(spot.topic)) };
    Stop { opens, say }
}

/// A date on the axis of that span.
fn bar(date: &Date, (first, last): (civil::Date, civil::Date)) -> String {
    let days = |from: civil::Date, to: civil::Date| (to - from).get_days();
    let length = days(first, last) + 1;
    let cell = |day: civil::Date| (days(first, day) * AXIS / length).clamp(0, AXIS - 1);
    let (from, to) = (date.earliest().map_or(0, cell), date.latest().map_or(AXIS - 1, cell));
    let (from, to) = (from.min(to), from.max(to));
    let (lasts, unsure) = (date.written().contains('/'), is_unsure(date));
    let sign = |at: i32| match at {
        at if at < from || at > to => '·',
        at if at == from && date.earliest().is_none() => '◀',
        at if at == to && date.latest().is_none() => '▶',
        _ if from == to => {
            if unsure {
                '◇'
            } else {
                '◆'
            }
        }
        at if lasts && !(unsure && (at == from || at == to)) => '━',
        _ => '░',
    };
    (0..AXIS).map(sign).collect()
}

/// How many of each lane there are, year by year or decade by decade.
fn counted(found: &Timeline) -> Vec<Block> {
    let scale = found.scale(MOST_BINS);
    let bins = found.bins(scale);
    let most = bins.values().map(|bin| bin.counts.iter().sum::<usize>()).max().unwrap_or(1);
    let each = match scale {
        Scale::Months => "month",
        Scale::Years => "year",
        Scale::Decades => "decade",
    };
    let legend = format!(
        "How many in each {each}, by the first day that each can be. ~ some of them may lie in another, or are uncertain. \
         Enter narrows to it."
    );
    let head = ["", "", "contracts", "statements", "actions", "articles"].map(|name| Text::new(Role::Strong, name));
    let mut rows: Vec<Vec<Text>> = Vec::new();
    let mut known: Option<civil::Date> = None;
    for (name, bin) in &bins {
        let date = Date::parse(name).ok();
        let bounds = date.as_ref().and_then(|date| date.earliest().zip(date.latest()));
        let silence = known.zip(bounds).and_then(|(last, (next, _))| Silence::between(last, next));
        rows.extend(silence.map(|silence| vec![Text::default(), said(silence)]));
        known = bounds.map(|(_, last)| last).or(known);
        rows.push(cells(name, date.as_ref(), bin, most));
    }
    let right = Alignment::Right;
    let columns = vec![Alignment::Left, Alignment::Left, right, right, right, right];
    let table = Block::Table { columns, head: head.to_vec(), rows, places: Vec::new() };
    Block::paragraph(Text::new(Role::Dim, legend)).into_iter().chain([table]).collect()
}

/// The longest bar.
const BAR: usize = 20;

fn cells(name: &str, date: Option<&Date>, bin: &Bin, most: usize) -> Vec<Text> {
    let said = date.map_or_else(|| name.to_owned(), Date::to_string);
    let all: usize = bin.counts.iter().sum();
    let say = format!("{all} of {said}: narrow to that");
    let stop = Stop { opens: Opens::Query(format!("date:{name}")), say };
    let bar = "█".repeat((all * BAR).div_ceil(most.max(1)));
    let counts = bin.counts.iter().zip(bin.soft).map(|(count, is_soft)| match count {
        0 => Text::new(Role::Dim, "–"),
        count => Text::new(Role::Figure, format!("{count}{}", if is_soft { "~" } else { "" })),
    });
    [Text::link(Role::Link, stop, said), Text::new(Role::Dim, bar)].into_iter().chain(counts).collect()
}

/// What of a lane is not dated, folded where it is much.
fn not_dated(cx: Context<'_>, found: &Timeline, lane: Lane, whole: bool) -> Vec<Block> {
    let facts: Vec<Fact> = found.undated.iter().filter(|(own, _)| *own == lane).map(|(_, fact)| *fact).collect();
    let shown = if whole { facts.len() } else { fold::shown(facts.len()) };
    let mut rows: Vec<Row> = facts
        .iter()
        .take(shown)
        .map(|fact| {
            let name = Text::new(Role::Name, cx.spot_name(&fact.spot(cx.dossier)));
            Row::new(name, Text::new(Role::Dim, fact.kind(cx.dossier)), Vec::new()).to(opened(cx, *fact))
        })
        .collect();
    if shown < facts.len() {
        let more = Text::new(Role::Link, format!("and {} more", facts.len() - shown));
        let opens = Opens::Survey(Survey::Timeline(Some(lane)));
        let say = format!("all {} {} without a date", facts.len(), lane.word());
        rows.push(Row::new(more, Text::default(), Vec::new()).to(Stop { opens, say }));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::heading(&format!("Undated {}", lane.word()), Some(facts.len()), None), Block::Rows(rows)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_drawn_as_sure_as_it_is() {
        let span = (civil::date(2018, 1, 1), civil::date(2019, 12, 31));
        for (date, drawn) in [
            ("2018-01-01", "◆·······················"),
            ("2019-12-31?", "·······················◇"),
            ("2018", "░░░░░░░░░░░░············"),
            ("2018-03/2018-08", "·━━━━━━━················"),
            ("2018-03~/2018-08", "·░━━━━━░················"),
            ("2019/..", "············━━━━━━━━━━━▶"),
            ("../2018", "◀━━━━━━━━━━━············"),
        ] {
            assert_eq!(bar(&Date::parse(date).unwrap(), span), drawn, "{date}");
        }
    }
}
