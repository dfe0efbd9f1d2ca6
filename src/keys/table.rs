//! The key table as it comes with the program, in the order in which people read it. Data and nothing else.

use super::Command as C;
use super::Context::{self, Everywhere, Line, List, Overlay, Page};

/// A command, where it holds, its keys, its place in the bottom line, its name, and what is said of it in few words and
/// in a sentence: as in a [`super::Binding`].
pub(super) type Row = (C, &'static [Context], &'static [&'static str], u8, &'static str, &'static str, &'static str);

/// Letters that with Control are keys of [`Everywhere`] in a typed line too: it has no use for them.
pub(super) const IN_LINE_TOO: [char; 2] = ['z', 'l'];

/// Every command with its keys.
#[rustfmt::skip]
pub(super) const TABLE: &[Row] = &[
    (C::Down,     &[Everywhere], &["j", "<Down>", "<C-j>"], 0, "down", "down", "Move one line down."),
    (C::Up,       &[Everywhere], &["k", "<Up>"],   0, "up",   "up",   "Move one line up."),
    (C::HalfDown, &[Everywhere], &["d", "<C-d>"],  0, "half-page-down", "half page down", "Move half a page down."),
    (C::HalfUp,   &[Everywhere], &["u", "<C-u>"],  0, "half-page-up",   "half page up",   "Move half a page up."),
    (C::PageDown, &[Everywhere], &["<C-f>", "<PgDn>"], 0, "page-down", "page down", "Move a whole page down."),
    (C::Toggle,   &[Everywhere], &["<Space>"], 0, "page-down-or-choose", "page down", "Move a whole page down; where things are chosen, choose what you are at, or choose it no more."),
    (C::PageUp,   &[Everywhere], &["b", "<C-b>", "<PgUp>"],       0, "page-up",   "page up",   "Move a whole page up."),
    (C::Top,      &[Everywhere], &["gg", "<Home>"], 0, "top",    "top",    "Go to the first line."),
    (C::Bottom,   &[Everywhere], &["G", "<End>"],   0, "bottom", "bottom", "Go to the last line."),

    (C::Articles,  &[Everywhere], &["1"], 0, "articles",  "articles",  "Go to the list of articles."),
    (C::Companies, &[Everywhere], &["2"], 0, "companies", "companies", "Go to the list of companies."),
    (C::Campaigns, &[Everywhere], &["3"], 0, "campaigns", "campaigns", "Go to the list of campaigns."),
    (C::ThePage,   &[Everywhere], &["0"], 0, "page",      "page",      "Go to the page."),
    (C::Filter,    &[List],       &["/"], 20, "filter",   "filter",    "Filter: narrow the three lists to what holds."),
    (C::Related,   &[Everywhere], &["f"], 30, "related",  "related",   "Narrow the lists to what is related to this entry."),
    (C::Facets,    &[Everywhere], &["F"], 0, "facets",   "narrow by", "Narrow by kind, agency, company, people, year, status, outcome, support, tag: what is chosen is written into the filter."),
    (C::Back,      &[Everywhere], &["H", "<C-o>"], 60, "back", "back", "Go back to where you were before."),
    (C::Forward,   &[Everywhere], &["L"], 0, "forward",   "forward",   "Go forward again."),
    (C::About,     &[Everywhere], &["ga"], 0, "about",    "about",     "Go to the page about this dossier: what it is, its saved views, the signs."),
    (C::Records,   &[Everywhere], &["gr"], 35, "records",  "tables",    "Show records as a table: contracts, demands with their outcomes, statements, signatures, events, figures."),
    (C::Pivot,     &[Everywhere], &["gw"], 0, "pivot", "who with whom", "Show who deals with whom: companies and agencies, or any two sides, with sums and what is said of each pair."),
    (C::Support,   &[Everywhere], &["gS"], 0, "support",  "support",   "Show what each fact stands on: the weakest first, of these what most leans on."),
    (C::Questions, &[Everywhere], &["gq"], 0, "questions", "open",      "Show what the sources leave open, by how much leans on it: amounts, dates, outcomes, answers, a second witness."),
    (C::Timeline,  &[Everywhere], &["gt"], 0, "timeline",  "timeline",  "Show what is dated in order of time: contracts, statements, actions, articles; where nothing is known for long; what is not dated. There < and > keep what is up to a row, or from it on."),
    (C::Ties,      &[Everywhere], &["gn"], 0, "ties",     "ties",      "Show who is tied to this entry, by the kind of tie."),
    (C::Conflicts, &[Everywhere], &["gd"], 0, "disagreements", "disagreements", "Show what sources do not agree on, side by side, with who says so."),
    (C::Problems,  &[Everywhere], &["!"], 0, "problems",  "problems",  "List what is wrong in the dossier."),
    (C::Palette,   &[Everywhere], &[":"], 70, "palette", "go to", "Find a command, an entry, a term, a table or a saved view by its name."),
    (C::Search,    &[Everywhere], &["g/"], 0, "search",   "search",    "Search the whole dossier: entries and records, the best first, each with the sentence that answers."),
    (C::Help,      &[Everywhere], &["?", "<F1>"],  25, "help",    "help",  "Show all keys, those that hold here first."),

    (C::Sort,    &[Everywhere], &["S"],     0, "sort",    "sort",       "Sort the list, or the table, the other way round."),
    (C::Zoom,    &[Everywhere], &["Z"],     0, "zoom",    "page alone", "Show the page alone, or the lists again."),
    (C::Reload,  &[Everywhere], &["r"],     0, "reload",  "read again", "Read the dossier again: what was edited meanwhile is shown, and you stay where you are."),
    (C::Repaint, &[Everywhere], &["<C-l>"], 0, "repaint", "repaint",    "Paint the whole screen again."),
    (C::Suspend, &[Everywhere], &["<C-z>"], 0, "suspend", "suspend",    "Go back to the shell for a while; fg returns here."),
    (C::Close,   &[Page, Overlay], &["q"], 28, "close", "close", "Close what lies on top, or go from the page back to its list."),
    (C::Peel,    &[Everywhere], &["<Esc>"], 12, "peel", "back", "Take away one layer: what was begun, what lies on top, the find, a view, what is taken out, the page, the related entries, the filter."),
    (C::Quit,    &[List],       &["q"],    28, "quit", "quit", "Quit: leave the reader."),
    (C::Quit,    &[Everywhere], &["Q", "<C-c>"], 0, "quit-at-once", "quit", "Quit the reader from wherever you are; in a typed line <C-c> takes that back."),

    (C::Keep,     &[Line], &["<Enter>"], 10, "keep",      "keep",      "Keep what was typed and go to the list."),
    (C::TakeBack, &[Line], &["<Esc>", "<C-c>"],   20, "take-back", "take back", "Take back what was typed."),
    (C::Earlier,  &[Line], &["<Up>", "<C-p>", "<C-k>"],   30, "earlier", "earlier", "Bring back the line typed before; in the palette, go up."),
    (C::Later,    &[Line], &["<Down>", "<C-n>", "<C-j>"], 0,  "later",   "later",   "Bring back the line typed after; in the palette, go down."),
    (C::Clear,    &[Line], &["<C-u>"],   40, "clear",     "clear",     "Empty the line."),

    (C::Complete, &[Line], &["<Tab>"],   25, "complete", "complete", "In a filter, complete what is begun, and again, the next that fits; in the palette, go down."),
    (C::Fields,   &[Line], &["<F1>"],    35, "fields",   "fields",   "In a filter, list what may stand there with what it means, or leave the list."),

    (C::OpenEntry,      &[List], &["<Enter>", "l", "<Right>"], 10, "open-entry", "read", "Go into the page of this entry."),
    (C::NextList,       &[List], &["<Tab>"],   40, "next-list",     "next list",     "Go to the next list."),
    (C::PreviousList,   &[List], &["<S-Tab>"], 0,  "previous-list", "previous list", "Go to the previous list."),
    (C::Path,         &[List], &["p"],         0,  "path",          "path to",       "Choose a second end: the chains from this entry to it, hop by hop, and what both are tied to."),
    (C::ScrollPageDown, &[List], &["J"],       0,  "scroll-page-down", "scroll page down", "Scroll the page down from the list."),
    (C::ScrollPageUp,   &[List], &["K"],       0,  "scroll-page-up",   "scroll page up",   "Scroll the page up from the list."),

    (C::NextStop,     &[Page, Overlay], &["<Tab>", "]l"],   15, "next-stop", "next stop", "Go to the next fact, link or citation mark; in a table to the next kind of records, in the problems to the next one."),
    (C::PreviousStop, &[Page, Overlay], &["<S-Tab>", "[l"], 0,  "previous-stop", "previous stop", "Go to the previous fact, link or citation mark; in the problems, to the previous one."),
    (C::OpenStop,     &[Page, Overlay], &["<Enter>"],       10, "open-stop", "open", "Open it: a fact its card, a link its entry, a mark its source, a problem its line and then its entry."),
    (C::Passage,      &[Page, Overlay], &["v"], 0, "passage", "passage", "Split the page: beside the fact the passage that it cites, in step as you go on; again, the whole page."),
    (C::ToList,       &[Page], &["h", "<Left>"], 40, "to-list", "list", "Go back to the list."),
    (C::Right,        &[Page], &["l", "<Right>"], 0, "right", "right", "In who with whom, go one column to the right, as h goes to the left."),
    (C::Sides,        &[Page], &["p"], 0, "sides", "sides", "In who with whom, choose what the rows and the columns are; else choose a second end: the chains to it, and what both are tied to."),
    (C::Find,         &[Page, Overlay], &["/"],  20, "find",    "find", "Find words in the page."),
    (C::FindNext,     &[List, Page, Overlay], &["n"],  0,  "find-next",     "next place",     "Go to the next place found; without a find, to what the filter finds here; in the problems, to the next one."),
    (C::FindPrevious, &[List, Page, Overlay], &["N"],  0,  "find-previous", "previous place", "Go to the previous place found; in the problems, to the previous one."),
    (C::Outline,      &[Page], &["o"],     50, "outline",    "outline",          "List the headings of the page and go to one."),
    (C::References,   &[List, Page], &["gb"],    52, "references", "what refers here", "Go to what refers to this entry."),
    (C::Sources,      &[List, Page], &["gs"],    54, "sources",    "sources",          "Go to the sources of this entry."),
    (C::Suppose,      &[List, Page], &["x"], 0, "suppose", "without this source", "Suppose that this source said nothing: it is taken out of every page, list and sum, and what falls is shown; again puts it back."),
    (C::NextColumn,     &[List, Page], &[">"], 16, "next-column",     "sort by next", "Sort the list, or the table, by its next column."),
    (C::PreviousColumn, &[List, Page], &["<lt>"], 0, "previous-column", "sort by previous", "Sort the list, or the table, by its previous column."),
    (C::NextEntry,     &[Page], &["<C-n>"], 0, "next-entry",     "next entry",     "Go to the next entry of the list."),
    (C::PreviousEntry, &[Page], &["<C-p>"], 0, "previous-entry", "previous entry", "Go to the previous entry of the list."),
    (C::Palette, &[List, Page], &["<C-k>"], 0, "palette-too", "go to", "Find something by its name, as : does."),
    (C::Down, &[List, Overlay], &["<C-n>"], 0, "down-too", "down", "Move one line down in a list."),
    (C::Up,   &[List, Overlay], &["<C-p>"], 0, "up-too", "up", "Move one line up in a list."),
    (C::Up,   &[Overlay], &["<C-k>"], 0, "up-on-top",   "up",   "Move one line up in what lies on top."),
];
