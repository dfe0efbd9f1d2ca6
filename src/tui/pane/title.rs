//! The top line: the dossier's title, what narrows it, what is wrong, how far reading is; with one pane, the tabs.

use ratatui::layout::Rect;

use crate::entry::EntryKind;
use crate::text::Safe;
use crate::tui::app::{App, Progress};
use crate::tui::canvas::{Canvas, Pane};
use crate::tui::place::Focus;
use crate::tui::theme::Part;
use crate::whole::Dossier;

/// The top line.
#[derive(Debug)]
pub(in crate::tui) enum Title {
    /// Beside each other: the title left, the rest right.
    Wide { area: Rect, title: Safe, right: Vec<(Safe, Part)> },
    /// The tabs; which is open.
    Tabs { area: Rect, tabs: Vec<(Safe, bool)> },
}

pub(in crate::tui) fn of(app: &App, area: Rect) -> Title {
    if app.areas().is_some_and(|areas| areas.one_pane) {
        return Title::Tabs { area, tabs: tabs(app, area.width) };
    }
    let mut right = status(app);
    if right.is_empty() || !app.is_filtered() {
        right.push((counts(&app.read.dossier), Part::Dim));
    }
    Title::Wide { area, title: Safe::new(app.read.dossier.title()), right }
}

/// What is worth knowing about the whole: the chip of the filter, progress, problems. Short, for the bottom line too.
pub(in crate::tui) fn status(app: &App) -> Vec<(Safe, Part)> {
    let mut parts = Vec::new();
    if let Some(topic) = app.filter.related {
        let chip = format!(" related:{} ", app.read.dossier.short_reference(topic));
        parts.push((Safe::new(&chip), Part::Chip));
    }
    if !app.filter.text.is_empty() {
        parts.push((Safe::new(&format!(" {} ", app.filter.text)), Part::Chip));
    }
    if let Progress::Reading { done, of, slow: true } = app.read.progress {
        let bar = bar(done, of);
        parts.push((Safe::new(&format!("reading {bar} {done} of {of}")), Part::Dim));
    }
    let counted =
        app.read.dossier.problems().iter().filter(|problem| problem.severity() != crate::problem::Severity::Advice);
    match counted.count() {
        0 => {}
        1 => parts.push((Safe::new("! 1 problem"), Part::Error)),
        many => parts.push((Safe::new(&format!("! {many} problems")), Part::Error)),
    }
    parts
}

fn bar(done: usize, of: usize) -> String {
    let filled = done * 10 / of.max(1);
    format!("{}{}", "█".repeat(filled.min(10)), "░".repeat(10 - filled.min(10)))
}

fn counts(dossier: &Dossier) -> Safe {
    let counted = EntryKind::ALL.map(|kind| {
        let count = dossier.list(kind).len();
        let word = if count == 1 { kind.singular() } else { kind.plural() };
        format!("{count} {word}")
    });
    Safe::new(&counted.join(" · "))
}

fn tabs(app: &App, width: u16) -> Vec<(Safe, bool)> {
    let on_page = app.focus == Focus::Page;
    let mut tabs: Vec<(Safe, bool)> = EntryKind::ALL
        .into_iter()
        .map(|kind| {
            let name = match kind {
                EntryKind::Article => ["Art", "Articles"],
                EntryKind::Company => ["Com", "Companies"],
                EntryKind::Campaign => ["Cam", "Campaigns"],
            }[usize::from(width >= 56)];
            let kept = app.lists.rows[kind.index()].len();
            let open = !on_page && app.lists.kind.0 == kind;
            (Safe::new(&format!("{} {name} {kept}", kind.index() + 1)), open)
        })
        .collect();
    tabs.push((Safe::new("0 Page"), on_page));
    tabs
}

impl Pane for Title {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        match self {
            Self::Wide { area, title, right } => paint_wide(canvas, *area, title, right),
            Self::Tabs { area, tabs } => paint_tabs(canvas, *area, tabs),
        }
    }
}

fn paint_wide(canvas: &mut Canvas<'_>, area: Rect, title: &Safe, right: &[(Safe, Part)]) {
    let room = area.width.saturating_sub(2);
    let shown_title = canvas.glyphs.cut(title.as_str(), usize::from(room) * 2 / 3);
    let style = canvas.theme.part(Part::Title);
    let after = canvas.put(area.x + 1, area.y, &shown_title, style, room);
    let mut end = area.right().saturating_sub(1);
    for (text, part) in right.iter().rev() {
        let left = end.saturating_sub(after + 2);
        let text = canvas.glyphs.cut(text.as_str(), left.into());
        let style = canvas.theme.part(*part);
        canvas.put_right(after + 2, end, area.y, &text, style);
        end = end.saturating_sub(u16::try_from(text.columns()).unwrap_or(u16::MAX).saturating_add(2));
    }
}

fn paint_tabs(canvas: &mut Canvas<'_>, area: Rect, tabs: &[(Safe, bool)]) {
    let mut x = area.x;
    for (index, (tab, open)) in tabs.iter().enumerate() {
        if index > 0 && !open && !tabs[index - 1].1 {
            x = canvas.words(x, area.y, "│", Part::Dim, 1);
        } else if index > 0 && !open {
            x = canvas.words(x, area.y, "", Part::Dim, 1);
        }
        let text = if *open { Safe::new(&format!("[{tab}]")) } else { Safe::new(&format!(" {tab} ")) };
        let style = canvas.theme.part(if *open { Part::Title } else { Part::Plain });
        x = canvas.put(x, area.y, &text, style, area.right().saturating_sub(x));
    }
}
