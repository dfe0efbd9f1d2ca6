//! How long the pages of the bundled dossier are, and where their text begins: what one came for comes first.

use dossier::entry::EntryKind;
use dossier::page::{self, Subject};
use dossier::render::{Glyphs, Laid, lines_under_heading};
use dossier::whole::Topic;
use dossier::{disk, load};

/// A page at the measure of prose.
const WIDTH: usize = 72;

/// The pages of a kind as the reader shows them, by name.
fn pages(kind: EntryKind) -> Vec<(String, Laid)> {
    let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
    let entries = read.dossier.list(kind).iter().map(|id| {
        let page = page::of(read.view(), &Subject::page(Topic::Entry(*id)));
        (page.title.clone(), lines_under_heading(&page, WIDTH, Glyphs::Unicode, WIDTH - 24))
    });
    entries.collect()
}

/// The line of the heading over the text, and that of the next part.
fn text(laid: &Laid) -> (usize, usize) {
    let mut parts = laid.headings.iter().filter(|heading| heading.level == 2);
    let text = parts.find(|heading| ["Background", "Digest"].contains(&heading.text.as_str())).unwrap();
    (text.line, parts.next().map_or(laid.lines.len(), |next| next.line))
}

#[test]
fn the_text_begins_on_the_first_screen_and_no_page_is_long() {
    for kind in [EntryKind::Company, EntryKind::Campaign] {
        for (name, laid) in pages(kind) {
            let (begins, _) = text(&laid);
            assert!(begins < 30, "{name}: its text begins at line {begins}");
            assert!(laid.lines.len() <= 130, "{name}: {} lines", laid.lines.len());
        }
    }
    for (name, laid) in pages(EntryKind::Article) {
        let (begins, ends) = text(&laid);
        assert!(begins < 12, "{name}: its digest begins at line {begins}");
        let rest = laid.lines.len() - (ends - begins);
        assert!(rest <= 70, "{name}: {rest} lines beside its digest");
    }
}
