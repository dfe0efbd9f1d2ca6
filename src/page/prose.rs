//! The prose of an entry: its blocks with names as people read them, citations as numbers, links as stops. The first
//! time that the prose names something known it is a link, too. Must never change what the prose says.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::entry::{Body, LinkTarget, Markup, MarkupItem, Prose, Run, Style};
use crate::value::{Paragraphs, Place, Reference};
use crate::whole::{EntryId, How, Spot, Topic, Where, read_prose};

use super::citation::Citation;
use super::context::Context;
use super::marks::mark;
use super::{Block, Item, Opens, Piece, Role, Stop, Text};

/// What stands for a mark until it is one.
const MARK: &str = "[]";

/// Stands where the beginning of a long text is cut.
const REST: &str = "… the rest is being laid out";

/// A body on its way to the page, in reading order.
struct BodyReader<'a> {
    cx: Context<'a>,
    id: EntryId,
    body: &'a Body,
    /// Names in the prose of each number, with where they stand.
    mentions: HashMap<usize, Vec<(Range<usize>, Topic)>>,
    /// What is a link already.
    linked: HashSet<Topic>,
    /// The number of the next prose.
    next: usize,
    /// The footnotes that the prose has marked so far, by their labels; the first is number 1.
    numbers: HashMap<&'a str, usize>,
    /// The footnotes that have been passed: each with the number of its first prose.
    notes: Vec<(&'a str, usize, &'a [Markup])>,
}

/// The prose of an entry under its heading.
pub(super) fn blocks(cx: Context<'_>, id: EntryId, heading: &str) -> Vec<Block> {
    let Some(body) = cx.view.body(id) else {
        let is_read = cx.view.length(id).is_some();
        let why = if is_read { "Its file has changed or gone since: read the dossier again." } else { "reading…" };
        return Block::paragraph(Text::new(Role::Dim, why)).into_iter().collect();
    };
    if body.is_empty() {
        return Vec::new();
    }
    let start = (cx.starts && body.is_long()).then(|| body.start());
    let proses = start.as_ref().map(|start| start.iter().map(|block| block.proses().len()).sum());
    let mut reader = BodyReader {
        cx,
        id,
        body,
        mentions: mentions(cx, id, proses),
        linked: HashSet::from([Topic::Entry(id)]),
        next: 0,
        numbers: HashMap::new(),
        notes: Vec::new(),
    };
    let mut blocks = vec![Block::heading(heading, None, Some(Place::Prose))];
    // A heading that says the page's title again is read, but says nothing new.
    let said = usize::from(is_title(cx, id, body));
    blocks.extend(reader.blocks(start.as_ref().unwrap_or(&body.blocks)).into_iter().skip(said));
    blocks.extend(reader.notes());
    blocks.extend(start.and_then(|_| Block::paragraph(Text::new(Role::Dim, REST))));
    blocks
}

/// Whether a body begins with what the page is called.
fn is_title(cx: Context<'_>, id: EntryId, body: &Body) -> bool {
    match body.blocks.first() {
        Some(Markup::Heading { text, .. }) => text.text.trim() == cx.dossier.name(Topic::Entry(id)),
        Some(_) | None => false,
    }
}

/// The names in so many proses, of a long one in its beginning; without a number, in all.
fn mentions(cx: Context<'_>, id: EntryId, proses: Option<usize>) -> HashMap<usize, Vec<(Range<usize>, Topic)>> {
    let mut found: HashMap<usize, Vec<(Range<usize>, Topic)>> = HashMap::new();
    for tie in cx.dossier.from(id).iter().filter(|tie| tie.how == How::Mention) {
        if let Where::Prose(at) = tie.at
            && proses.is_none_or(|proses| at.prose() < proses && at.range().start < Body::LONG)
        {
            found.entry(at.prose()).or_default().push((at.range(), tie.to.topic));
        }
    }
    found
}

impl<'a> BodyReader<'a> {
    /// The blocks but their footnotes, which come after all.
    fn blocks(&mut self, blocks: &'a [Markup]) -> Vec<Block> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    /// The footnotes under their heading, by their numbers; one that nothing marks has the next.
    fn notes(&mut self) -> Vec<Block> {
        let mut noted = Vec::new();
        // A footnote may hold others.
        while !self.notes.is_empty() {
            let passed = std::mem::take(&mut self.notes);
            let mut numbered: Vec<_> = passed.into_iter().map(|note| (self.number(note.0), note)).collect();
            numbered.sort_by_key(|(number, _)| *number);
            for (number, (_, first, blocks)) in numbered {
                self.next = first;
                noted.push(Block::Footnote { number, blocks: self.blocks(blocks) });
            }
        }
        if !noted.is_empty() {
            let text = Text::new(Role::Heading, "Notes");
            noted.insert(0, Block::Heading { level: 3, text, count: None, place: None });
        }
        noted
    }

    fn number(&mut self, label: &'a str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label).or_insert(next)
    }

    fn block(&mut self, block: &'a Markup) -> Option<Block> {
        let block = match block {
            Markup::Heading { level, text } => {
                let places = self.places([text]);
                let text = self.text(text).recast(Role::Plain, Role::Heading);
                // The page's title and the heading over the prose are the two levels above.
                let level = (*level).clamp(2, 5) + 1;
                Block::Heading { level, text, count: None, place: places.into_iter().next() }
            }
            Markup::Paragraph(prose) => {
                let (places, is_silent) = (self.places([prose]), self.is_silent(prose));
                let text = self.text(prose);
                Block::Paragraph { text: if is_silent { silenced(text) } else { text }, places }
            }
            Markup::List { start, items } => {
                let items: Vec<Item> = items.iter().map(|item| self.item(item)).collect();
                listed(*start, items)
            }
            Markup::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Markup::Code { text, .. } => Block::Code(text.clone()),
            Markup::Table { columns, head, rows } => {
                let places = self.places(head.iter().chain(rows.iter().flatten()));
                let head = head.iter().map(|cell| self.text(cell)).collect();
                let rows = rows.iter().map(|row| row.iter().map(|cell| self.text(cell)).collect()).collect();
                Block::Table { columns: columns.clone(), head, rows, places }
            }
            Markup::Footnote { label, blocks } => {
                self.notes.push((label, self.next, blocks));
                self.next += block.proses().len();
                return None;
            }
            Markup::Rule => Block::Rule,
        };
        Some(block)
    }

    fn item(&mut self, item: &'a MarkupItem) -> Item {
        Item { task: item.task, blocks: self.blocks(&item.blocks) }
    }

    /// The paragraphs of the page's own article that these proses are the digest of.
    fn places<'p>(&self, proses: impl IntoIterator<Item = &'p Prose>) -> Vec<Place> {
        let runs = proses.into_iter().flat_map(|prose| &prose.runs);
        let links = runs.filter_map(|run| self.body.links.get(run.link?));
        let mut places = Vec::new();
        let mut seen = HashSet::new();
        for link in links {
            if let LinkTarget::Reference(reference) = &link.target {
                let own = self.own_paragraphs(reference).filter(|own| seen.insert(own.clone()));
                places.extend(own.map(Place::Paragraphs));
            }
        }
        places
    }

    /// Whether all that a prose cites is taken out.
    fn is_silent(&self, prose: &Prose) -> bool {
        let Some(supposed) = self.cx.dossier.supposed() else { return false };
        let links = prose.runs.iter().filter_map(|run| self.body.links.get(run.link?));
        let mut cited = links.filter_map(|link| match &link.target {
            LinkTarget::Reference(to) if to.place.as_ref().is_some_and(|place| place.paragraphs().is_some()) => {
                self.cx.dossier.resolve(to, Some(self.id)).spot().and_then(Spot::entry)
            }
            _ => None,
        });
        cited.next().is_some_and(|first| std::iter::once(first).chain(cited).all(|id| supposed.articles.contains(&id)))
    }

    fn own_paragraphs(&self, reference: &Reference) -> Option<Paragraphs> {
        let paragraphs = reference.place.as_ref()?.paragraphs()?;
        let resolution = self.cx.dossier.resolve(reference, Some(self.id));
        let own = resolution.spot().is_some_and(|spot| spot.topic == Topic::Entry(self.id));
        own.then(|| paragraphs.clone())
    }

    fn text(&mut self, prose: &Prose) -> Text {
        let index = self.next;
        self.next += 1;
        let read = read_prose(self.cx.dossier, self.id, self.body, prose, &mut |_| MARK.to_owned());
        let names = self.mentions.remove(&index).unwrap_or_default();
        let mut text = Text::default();
        for (written, run) in prose.runs.iter().zip(&read.runs) {
            let said = read.text.get(run.range.clone()).unwrap_or_default();
            match run.link {
                Some(number) => self.link(&mut text, number, run, said),
                None => self.plain(&mut text, written, run.style, said, &names),
            }
        }
        text
    }

    /// Text outside links: the first mention of everything known becomes one.
    fn plain(&mut self, text: &mut Text, written: &Run, style: Style, said: &str, names: &[(Range<usize>, Topic)]) {
        let role = role(style);
        let mut done = 0;
        // Where a run reads as it was written, a place in it is the same place.
        let first = names.partition_point(|(range, _)| range.start < written.range.start);
        let names = names.iter().skip(first).take_while(|(range, _)| range.start < written.range.end);
        let inside = names.filter(|(range, _)| range.end <= written.range.end);
        for (range, topic) in inside.filter(|_| said.len() == written.range.len()) {
            let (from, to) = (range.start - written.range.start, range.end - written.range.start);
            let (Some(before), Some(name)) = (said.get(done..from), said.get(from..to)) else { continue };
            if style.code || !self.linked.insert(*topic) {
                continue;
            }
            text.push(role, before);
            text.append(self.cx.link(&Spot::page(*topic), name));
            done = to;
        }
        text.push(role, said.get(done..).unwrap_or_default());
    }

    fn link(&mut self, text: &mut Text, number: usize, run: &Run, said: &str) {
        let Some(link) = self.body.links.get(number) else { return text.push(role(run.style), said) };
        match &link.target {
            LinkTarget::Url(url) => {
                let link = Stop { opens: Opens::Url(url.clone()), say: url.clone() };
                text.append(Text::link(Role::Link, link, said));
            }
            LinkTarget::Footnote(label) => {
                let number = self.number(label);
                let spaced = text.0.last().is_none_or(|piece| piece.text.ends_with(char::is_whitespace));
                text.push(Role::Plain, if spaced { "" } else { " " });
                let mark = format!("(note\u{a0}{number})");
                push_mark(text, Piece { text: mark, role: Role::Mark, ..Piece::default() });
            }
            LinkTarget::Reference(reference)
                if !link.has_text && matches!(reference.place, Some(Place::Paragraphs(_))) =>
            {
                push_mark(text, self.mark(reference));
            }
            LinkTarget::Reference(reference) => self.reference(text, reference, said, link.has_text),
        }
    }

    /// A citation: a stop, but where it is of the entry's own paragraphs.
    fn mark(&self, reference: &Reference) -> Piece {
        let citation = Citation::new(self.cx.dossier, reference, Some(self.id));
        let link = citation.stop(self.cx);
        match mark(self.cx, citation) {
            own if !own.text.is_empty() => Piece { role: Role::Dim, ..own },
            mark => Piece { link: Some(Box::new(link)), ..mark },
        }
    }

    fn reference(&mut self, text: &mut Text, reference: &Reference, said: &str, is_given: bool) {
        let named = |otherwise: &str| if is_given { said.to_owned() } else { named(said, otherwise).to_owned() };
        let resolution = self.cx.dossier.resolve(reference, Some(self.id));
        let Some(spot) = resolution.spot() else {
            let written = reference.to_string();
            return text.append(Text::link(Role::Warning, Stop::nowhere(&written), named(&written)));
        };
        self.linked.insert(spot.topic);
        let name = self.cx.spot_name(spot);
        text.append(self.cx.link(spot, &named(&name)));
    }
}

/// A text whose every source is taken out.
fn silenced(text: Text) -> Text {
    let dim = text.0.into_iter().map(|piece| match piece.role {
        Role::Plain | Role::Strong | Role::Emphasis => Piece { role: Role::Dim, ..piece },
        _ => piece,
    });
    Text(dim.collect()).with(Role::Warning, " (its sources are taken out)")
}

/// A list: where its last item alone names paragraphs, the whole list is their digest.
fn listed(start: Option<u64>, mut items: Vec<Item>) -> Block {
    let named = |item: &Item| {
        item.blocks.iter().any(|block| matches!(block, Block::Paragraph { places, .. } if !places.is_empty()))
    };
    let mut digest = Vec::new();
    if let Some((last, before)) = items.split_last_mut() {
        for block in last.blocks.iter_mut().filter(|_| !before.iter().any(named)) {
            if let Block::Paragraph { places, .. } = block {
                digest.append(places);
            }
        }
    }
    Block::List { start, items, places: digest }
}

/// The text of a link for which none is given, which must be seen to be stood on.
fn named<'t>(said: &'t str, otherwise: &'t str) -> &'t str {
    if said.trim().is_empty() { otherwise } else { said }
}

fn role(style: Style) -> Role {
    if style.code {
        Role::Code
    } else if style.struck {
        Role::Struck
    } else if style.strong {
        Role::Strong
    } else if style.emphasis {
        Role::Emphasis
    } else {
        Role::Plain
    }
}

/// Puts a mark after the text. Marks that follow each other stand together: `[1][2]`.
fn push_mark(text: &mut Text, mark: Piece) {
    if let [.., before, blank] = text.0.as_slice()
        && [before.role, mark.role] == [Role::Mark; 2]
        && blank.text == " "
    {
        text.0.pop();
    }
    text.0.push(mark);
}
