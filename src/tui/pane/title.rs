//! The top line: the dossier's title, what narrows it, what is wrong, how far reading is; with one pane, the tabs.

use crate::entry::EntryKind;
use crate::problem::Severity;
use crate::reader::app::{App, Focus, Progress};
use crate::reader::areas::Area;
use crate::reader::part::FramePart;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, cells};
use crate::whole::Dossier;

/// Paints the title left and the rest right; with one pane, the tabs.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.layout.areas.title;
    if app.layout.areas.one_pane {
        return paint_tabs(canvas, area, &tabs(app, area.width, true));
    }
    let room = usize::from(area.width.saturating_sub(2));
    let title = app.layout.glyphs.cut(app.contents.dossier().title(), room * 2 / 3);
    let left = room.saturating_sub(title.columns() + APART);
    let mut right = status(app, left);
    if !app.filter.narrows() {
        let fits = |counts: &Safe| columns(&right) + APART + counts.columns() <= left;
        let counts = counts(app.contents.dossier()).into_iter().find(fits);
        right.extend(counts.map(|counts| (counts, FramePart::Dim)));
    }
    let after = canvas.words(area.x + 1, area.y, title.as_str(), FramePart::Title, cells(room));
    paint_right(canvas, after, area.right().saturating_sub(1), area.y, &right);
}

/// Things said beside each other, each in its look.
pub(in crate::tui) type Parts = Vec<(Safe, FramePart)>;

/// Columns between them.
pub(in crate::tui) const APART: usize = 2;

/// A chip cut to fewer columns says less than how many there are.
const CHIP: usize = 8;

fn columns(parts: &[(Safe, FramePart)]) -> usize {
    parts.iter().map(|(text, _)| text.columns()).sum::<usize>() + APART * parts.len().saturating_sub(1)
}

/// What is worth knowing about the whole, in so many columns: the chips of the filter, progress, problems. Where that
/// is too much, chips are cut, then counted; how many problems there are is said to the last.
pub(in crate::tui) fn status(app: &App, room: usize) -> Parts {
    let chips = chips(app);
    let ([reading, reading_short], [problems, number]) = (reading(app), problems(app));
    let whole: Parts = reading.into_iter().chain(problems).collect();
    let short: Parts = reading_short.into_iter().chain(number.clone()).collect();
    let counted: Parts = match chips.len() {
        0 => Vec::new(),
        1 => vec![(Safe::new(" 1 filter "), FramePart::Chip)],
        many => vec![(Safe::new(&format!(" {many} filters ")), FramePart::Chip)],
    };
    let number: Parts = number.into_iter().collect();
    let beside = |parts: &Parts| room.saturating_sub(columns(parts) + APART * usize::from(!parts.is_empty()));
    let versions = [
        [chips.clone(), whole.clone()],
        [cut(app, &chips, beside(&whole)), whole.clone()],
        [counted.clone(), whole],
        [cut(app, &chips, beside(&short)), short.clone()],
        [counted.clone(), short],
        [counted, number.clone()],
        [Vec::new(), number],
    ];
    versions.into_iter().map(|parts| parts.concat()).find(|parts| columns(parts) <= room).unwrap_or_default()
}

fn chips(app: &App) -> Parts {
    let related = app.filter.related.map(|topic| format!("related:{}", app.contents.dossier().short_reference(topic)));
    let typed = Some(app.filter.text()).filter(|text| !text.is_empty()).map(str::to_owned);
    let without = Some(app.without().join(", ")).filter(|names| !names.is_empty());
    let without = without.map(|names| format!("without:{names}"));
    without
        .into_iter()
        .chain(related)
        .chain(typed)
        .map(|chip| (Safe::new(&format!(" {chip} ")), FramePart::Chip))
        .collect()
}

/// The chips in so many columns, the longest one cut; as they are where that would leave too little of it.
fn cut(app: &App, chips: &Parts, room: usize) -> Parts {
    let mut chips = chips.clone();
    let over = columns(&chips).saturating_sub(room);
    if let Some((longest, _)) = chips.iter_mut().max_by_key(|(chip, _)| chip.columns()) {
        let left = longest.columns().saturating_sub(over);
        if left >= CHIP {
            *longest = app.layout.glyphs.cut(longest.as_str(), left);
        }
    }
    chips
}

/// How far reading is, long and short, where it takes so long that it is shown.
fn reading(app: &App) -> [Option<(Safe, FramePart)>; 2] {
    let said = match app.contents.progress {
        Progress::Reading { done, of: 0, slow: true } => [format!("reading {done}, more …"), "reading".to_owned()],
        Progress::Reading { done, of, slow: true } => {
            [format!("reading {} {done} of {of}", bar(done, of)), format!("reading {done}/{of}")]
        }
        Progress::Linking { done, slow: true } => {
            [format!("linking {} {done} %", bar(done, 100)), format!("linking {done} %")]
        }
        Progress::Reading { .. } | Progress::Linking { .. } | Progress::Done => return [None, None],
    };
    said.map(|said| Some((app.layout.glyphs.safe(&said), FramePart::Dim)))
}

/// How many problems there are, with the word and without.
fn problems(app: &App) -> [Option<(Safe, FramePart)>; 2] {
    let problems = app.contents.dossier().problems();
    let parts = [Severity::Error, Severity::Warning].map(|severity| {
        let count = problems.iter().filter(|problem| problem.severity() == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count, format!("{count} {severity}{plural}"))
    });
    let all: usize = parts.iter().map(|(count, _)| count).sum();
    if all == 0 {
        return [None, None];
    }
    let named: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, named)| named).collect();
    let said = [format!("! {}", named.join(", ")), format!("! {all}")];
    said.map(|said| Some((Safe::new(&said), FramePart::Error)))
}

fn bar(done: usize, of: usize) -> String {
    let filled = done * 10 / of.max(1);
    format!("{}{}", "█".repeat(filled.min(10)), "░".repeat(10 - filled.min(10)))
}

/// How many entries there are of each kind, and of all.
fn counts(dossier: &Dossier) -> [Safe; 2] {
    let counted = EntryKind::ALL.map(|kind| {
        let count = dossier.list(kind).len();
        let word = if count == 1 { kind.singular() } else { kind.plural() };
        format!("{count} {word}")
    });
    let all = dossier.ids().count();
    let word = if all == 1 { "entry" } else { "entries" };
    [Safe::new(&counted.join(" · ")), Safe::new(&format!("{all} {word}"))]
}

fn tabs(app: &App, width: u16, counted: bool) -> Vec<(Safe, bool)> {
    let on_page = app.focus == Focus::Page;
    let mut tabs: Vec<(Safe, bool)> = EntryKind::ALL
        .into_iter()
        .map(|kind| {
            let name = match kind {
                EntryKind::Article => ["Art", "Articles"],
                EntryKind::Company => ["Com", "Companies"],
                EntryKind::Campaign => ["Cam", "Campaigns"],
            }[usize::from(width >= 56)];
            let kept = app.lists.rows(kind).len();
            let open = !on_page && app.lists.kind == kind;
            let kept = if counted { format!(" {kept}") } else { String::new() };
            (Safe::new(&format!("{} {name}{kept}", kind.index() + 1)), open)
        })
        .collect();
    tabs.push((Safe::new("0 Page"), on_page));
    // A tab takes its bracket and the sign between it and the next.
    let taken: usize = tabs.iter().map(|(tab, _)| tab.columns() + 3).sum();
    if counted && taken > usize::from(width) + 1 { self::tabs(app, width, false) } else { tabs }
}

/// Paints parts beside each other so that the last ends before column `end`; gives the column before the first.
pub(in crate::tui) fn paint_right(canvas: &mut Canvas<'_>, start: u16, mut end: u16, y: u16, parts: &Parts) -> u16 {
    for (text, part) in parts.iter().rev() {
        let columns = canvas.right(start, end, y, text.as_str(), *part);
        end = end.saturating_sub(columns.saturating_add(cells(APART)));
    }
    end
}

fn paint_tabs(canvas: &mut Canvas<'_>, area: Area, tabs: &[(Safe, bool)]) {
    let mut x = area.x;
    for (index, (tab, open)) in tabs.iter().enumerate() {
        if index > 0 && !open && !tabs[index - 1].1 {
            x = canvas.words(x, area.y, "│", FramePart::Dim, 1);
        }
        let (text, part) =
            if *open { (format!("[{tab}]"), FramePart::Title) } else { (format!(" {tab} "), FramePart::Plain) };
        x = canvas.words(x, area.y, &text, part, area.right().saturating_sub(x));
    }
}
