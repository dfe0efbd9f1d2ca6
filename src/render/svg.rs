//! A page as a picture: its lines as text in an SVG, light or dark as whoever looks prefers, black on white in print.
//! Must never hold anything but text: no script, no link, nothing that is fetched.

use std::fmt::Write;

use crate::page::{Page, Role};
use crate::text::width;

use super::{Glyphs, Laid, LaidSpan, lines};

/// How wide a column and how high a line is, and how large the letters are, in pixels.
const COLUMN: usize = 9;
const LINE: usize = 20;
const LETTERS: usize = 15;

/// Columns and lines that are left free around the text.
const AROUND: usize = 2;

/// The looks, in light, in dark and in print. Each has a contrast of more than 4.5 to its ground.
const STYLE: &str = "svg{background:#fff}text{fill:#1a1a1a}.d{fill:#5f5f5f}.b{font-weight:bold}.a{fill:#0a5d8f}\
.w{fill:#9a3412;font-weight:bold}.i{font-style:italic}\
@media screen and (prefers-color-scheme:dark){svg{background:#16181c}.g{fill:#16181c}text{fill:#e6e6e6}.d{fill:#a3a3a3}\
.a{fill:#7cc4f0}.w{fill:#ffb27d}}";

/// The page in so many columns as one SVG, with its title as its name for who cannot see it.
#[must_use]
pub fn svg(page: &Page, columns: usize) -> String {
    let laid = lines(page, columns, Glyphs::Unicode);
    let wide = laid.lines.iter().map(super::LaidLine::columns).max().unwrap_or(0).max(1);
    let (width, height) = ((wide + 2 * AROUND) * COLUMN, (laid.lines.len() + 2 * AROUND) * LINE);
    let title = escaped(&page.title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-label=\"{title}\" font-family=\"ui-monospace,Menlo,Consolas,monospace\" font-size=\"{LETTERS}\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n<rect class=\"g\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    draw(&mut svg, &laid);
    svg + "</svg>\n"
}

fn draw(svg: &mut String, laid: &Laid) {
    for (number, line) in laid.lines.iter().enumerate() {
        let (mut column, y) = (AROUND, (number + AROUND) * LINE + LETTERS);
        for span in &line.spans {
            let columns = width::columns(span.text.as_str());
            if !span.text.as_str().trim().is_empty() {
                put(svg, span, (column * COLUMN, y), columns * COLUMN);
            }
            column += columns;
        }
    }
}

/// A stretch where it stands: as wide as its columns, whatever the letters are.
fn put(svg: &mut String, span: &LaidSpan, (x, y): (usize, usize), wide: usize) {
    let class = match look(span.role) {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    let text = escaped(span.text.as_str());
    let drawn = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{class}>{text}</text>"
    );
    drawn.expect("a text takes all that is written to it");
}

fn look(role: Role) -> &'static str {
    match role {
        Role::Title | Role::Heading | Role::Strong | Role::Name | Role::Figure => "b",
        Role::Dim => "d",
        Role::Emphasis => "i",
        Role::Link | Role::Mark => "a",
        Role::Warning | Role::Error => "w",
        _ => "",
    }
}

/// As XML takes it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // XML has no way to write these.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::page::{Subject, of};

    #[test]
    fn a_picture_is_text_and_nothing_else() {
        let hostile = "+++\nname = \"A <script>alert(1)</script> & \\\"B\\\" \\u001b[31m\"\n+++\n\nSee ![x](http://evil.example/x.png).\n";
        let (dossier, bodies) = fixture::made_of(&[("companies/a.md", hostile)]);
        let id = dossier.ids().next().expect("the one entry");
        let picture = svg(&of(crate::whole::View::new(&dossier, &bodies), &Subject::page(id)), 80);
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
        assert!(picture.contains("&lt;script&gt;") && !picture.contains("<script"), "{picture}");
        assert!(!picture.contains('\u{1b}') && !picture.contains("href") && !picture.contains("<image"), "{picture}");
        let elements = picture.matches("<text ").count();
        assert_eq!(elements, picture.matches("</text>").count());
        assert!(elements > 2);
    }

    #[test]
    fn stretches_stand_in_their_columns() {
        let snapshot = fixture::bundled();
        let picture = svg(&of(snapshot.view(), &Subject::About), 80);
        let places = picture.lines().filter(|line| line.starts_with("<text ")).filter_map(|line| {
            let number = |name: &str| line.split_once(name)?.1.split('"').next()?.parse::<usize>().ok();
            Some((number(" x=\"")?, number("textLength=\"")?))
        });
        let widest = places.map(|(x, wide)| x + wide).max();
        assert!(widest <= Some((80 + 2 * AROUND) * COLUMN), "{widest:?}");
    }
}
