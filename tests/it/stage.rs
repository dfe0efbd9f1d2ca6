//! A reader without a terminal: keys in, the whole screen out, with its looks.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use dossier::disk::{self, Root};
use dossier::keys::parse_keys;
use dossier::load;
use dossier::reader::app::{App, Progress};
use dossier::reader::event::{Effect, Event, Input};
use dossier::reader::update::update;
use dossier::render::Glyphs;
use dossier::tui::screen;
use dossier::tui::theme::Theme;
use dossier::whole::Snapshot;
use jiff::civil;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use tempfile::TempDir;

/// The day on which all tests happen.
pub(crate) const TODAY: civil::Date = civil::date(2026, 11, 22);

/// A reader on a stage.
pub(crate) struct Stage {
    /// The reader.
    pub(crate) app: App,
    /// What it asked for so far.
    pub(crate) effects: Vec<Effect>,
}

/// Where the example dossier of the tests lies.
pub(crate) fn example_root() -> Root {
    disk::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/example")).unwrap()
}

/// The example dossier of the tests.
pub(crate) fn example() -> Arc<Snapshot> {
    static READ: LazyLock<Arc<Snapshot>> = LazyLock::new(|| read(&example_root()));
    Arc::clone(&READ)
}

/// The dossier that comes with the program.
pub(crate) fn bundled() -> Arc<Snapshot> {
    static READ: LazyLock<Arc<Snapshot>> = LazyLock::new(|| read(&disk::bundled()));
    Arc::clone(&READ)
}

impl Stage {
    /// A reader that has read the example.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::of("example", example(), width, height)
    }

    /// A reader that has read the dossier that comes with the program.
    pub(crate) fn bundled(width: u16, height: u16) -> Self {
        Self::of(&disk::bundled().name(), bundled(), width, height)
    }

    /// A reader that has read the dossier at a root.
    pub(crate) fn at(root: &Root, width: u16, height: u16) -> Self {
        Self::of(&root.name(), read(root), width, height)
    }

    /// A reader that has read a dossier from a folder of that name.
    fn of(name: &str, snapshot: Arc<Snapshot>, width: u16, height: u16) -> Self {
        let mut stage = Self::unread(name, width, height);
        stage.happen(Event::Loaded { snapshot, progress: Progress::Done });
        stage
    }

    /// A reader that has read nothing yet.
    pub(crate) fn unread(name: &str, width: u16, height: u16) -> Self {
        Self { app: App::new(name, (width, height), Glyphs::Unicode), effects: Vec::new() }
    }

    /// Something happens.
    pub(crate) fn happen(&mut self, event: Event) {
        self.effects.extend(update(&mut self.app, event));
    }

    /// Keys are pressed, in the notation of the key table.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys).unwrap() {
            self.happen(Event::Input(Input::Key(key)));
        }
        self
    }

    /// The terminal gets another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.happen(Event::Input(Input::Resize { width, height }));
        self
    }

    /// What is on the screen.
    pub(crate) fn buffer(&self) -> Buffer {
        let layout = self.app.layout;
        let mut buffer = Buffer::empty(Rect::new(0, 0, layout.width, layout.height));
        screen::paint(&self.app, &mut buffer, &Theme::coloured());
        buffer
    }

    /// The text on the screen, line by line.
    pub(crate) fn text(&self) -> String {
        let buffer = self.buffer();
        rows(&buffer).map(|row| text_of(&row)).collect::<Vec<_>>().join("\n")
    }

    /// The text on the screen, and under it the looks of each line that has any.
    pub(crate) fn picture(&self) -> String {
        let buffer = self.buffer();
        let looks: Vec<String> = rows(&buffer).enumerate().filter_map(|(y, row)| looks_of(y, &row)).collect();
        format!("{}\n\n{}", self.text(), looks.join("\n"))
    }

    /// The screen as a terminal is told to show it.
    pub(crate) fn ansi(&self) -> String {
        let buffer = self.buffer();
        rows(&buffer).map(|row| ansi_of(&row) + "\n").collect()
    }

    /// Whether the screen shows that text in one line.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<&Cell>> {
    let width = usize::from(buffer.area.width).max(1);
    buffer.content.chunks(width).map(|row| row.iter().collect())
}

fn text_of(row: &[&Cell]) -> String {
    let mut text = String::new();
    let mut hidden = 0;
    for cell in row {
        if hidden == 0 {
            text.push_str(cell.symbol());
            hidden = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        } else {
            hidden -= 1;
        }
    }
    text.trim_end().to_owned()
}

/// A line with its looks as escape sequences.
fn ansi_of(row: &[&Cell]) -> String {
    let codes = |cell: &Cell| {
        let modifiers = [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::ITALIC, "3"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
        ];
        let looks =
            modifiers.into_iter().filter(|(modifier, _)| cell.modifier.contains(*modifier)).map(|(_, code)| code);
        let colour = match cell.fg {
            Color::Cyan => Some("36"),
            Color::Yellow => Some("33"),
            Color::Red => Some("31"),
            _ => None,
        };
        looks.chain(colour).collect::<Vec<_>>().join(";")
    };
    let mut line = String::new();
    for run in row.chunk_by(|one, next| codes(one) == codes(next)) {
        let text: String = run.iter().map(|cell| cell.symbol()).collect();
        let codes = run.first().map(|cell| codes(cell)).unwrap_or_default();
        let parts = if codes.is_empty() { vec![text.as_str()] } else { vec!["\x1b[", &codes, "m", &text, "\x1b[0m"] };
        line.extend(parts);
    }
    line
}

/// Runs of looks other than plain: `3: bold 0-4, cyan+bold 6-9`.
fn looks_of(y: usize, row: &[&Cell]) -> Option<String> {
    let mut runs: Vec<(String, usize, usize)> = Vec::new();
    for (x, cell) in row.iter().enumerate() {
        let look = look_of(cell);
        match runs.last_mut() {
            Some((last, _, end)) if *last == look && *end + 1 == x => *end = x,
            _ => runs.push((look, x, x)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .filter(|(look, ..)| !look.is_empty())
        .map(|(look, start, end)| format!("{look} {start}-{end}"))
        .collect();
    (!runs.is_empty()).then(|| format!("{y}: {}", runs.join(", ")))
}

fn look_of(cell: &Cell) -> String {
    let mut look = Vec::new();
    if cell.fg != Color::Reset {
        look.push(format!("{:?}", cell.fg).to_lowercase());
    }
    if cell.bg != Color::Reset {
        look.push(format!("on {:?}", cell.bg).to_lowercase());
    }
    for (name, modifier) in [
        ("bold", Modifier::BOLD),
        ("dim", Modifier::DIM),
        ("italic", Modifier::ITALIC),
        ("underlined", Modifier::UNDERLINED),
        ("reversed", Modifier::REVERSED),
        ("struck", Modifier::CROSSED_OUT),
    ] {
        if cell.modifier.contains(modifier) {
            look.push(name.to_owned());
        }
    }
    look.join("+")
}

/// A folder with these files.
pub(crate) fn laid(files: &[(impl AsRef<Path>, impl AsRef<[u8]>)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    lay(folder.path(), files);
    folder
}

/// A dossier made of these files, in a folder `made`.
pub(crate) fn made_of(files: &[(impl AsRef<Path>, impl AsRef<[u8]>)]) -> (TempDir, Root) {
    let folder = TempDir::new().unwrap();
    let made = folder.path().join("made");
    lay(&made, files);
    let root = disk::open(&made).unwrap();
    (folder, root)
}

/// Puts files into a folder.
pub(crate) fn lay(folder: &Path, files: &[(impl AsRef<Path>, impl AsRef<[u8]>)]) {
    for (path, content) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

/// The dossier at a root, read whole.
pub(crate) fn read(root: &Root) -> Arc<Snapshot> {
    load::read(root, TODAY).unwrap()
}
