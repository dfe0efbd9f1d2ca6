//! What each part of the frame and each role of a page looks like, as a table. The terminal's own sixteen colours, so
//! that they are right on light and dark; without colour, bold, dim and underlined alone. Every meaning a colour
//! carries, a glyph or a word carries too.

use ratatui::style::{Color, Modifier, Style};

use crate::page::Role;
use crate::reader::part::FramePart;

/// How things look: what is not in it looks plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Parts of the frame.
    parts: Vec<(FramePart, Style)>,
    /// Stretches of a page.
    roles: Vec<(Role, Style)>,
}

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const DIM: Style = PLAIN.add_modifier(Modifier::DIM);
const UNDERLINED: Style = PLAIN.add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = PLAIN.add_modifier(Modifier::REVERSED);

impl Theme {
    /// With colours.
    #[must_use]
    pub fn coloured() -> Self {
        Self::with(|colour, style| style.fg(colour))
    }

    /// Without colours.
    #[must_use]
    pub fn plain() -> Self {
        Self::with(|_, style| style)
    }

    /// The table, told what a colour makes of a look.
    fn with(coloured: impl Fn(Color, Style) -> Style) -> Self {
        Self {
            parts: vec![
                (FramePart::Title, BOLD),
                (FramePart::Chosen, BOLD),
                (FramePart::Dim, DIM),
                (FramePart::Accent, coloured(Color::Cyan, BOLD)),
                (FramePart::Error, coloured(Color::Red, BOLD)),
                (FramePart::Chip, coloured(Color::Cyan, REVERSED)),
                (FramePart::Found, REVERSED),
                (FramePart::FoundHere, REVERSED.add_modifier(Modifier::BOLD)),
            ],
            roles: vec![
                (Role::Title, BOLD),
                (Role::Heading, BOLD),
                (Role::Name, BOLD),
                (Role::Strong, BOLD),
                (Role::Dim, DIM),
                (Role::Code, DIM),
                (Role::Figure, BOLD),
                (Role::Link, coloured(Color::Cyan, UNDERLINED)),
                (Role::Mark, coloured(Color::Cyan, UNDERLINED)),
                (Role::Emphasis, PLAIN.add_modifier(Modifier::ITALIC)),
                (Role::Struck, PLAIN.add_modifier(Modifier::CROSSED_OUT)),
                (Role::Warning, coloured(Color::Yellow, BOLD)),
                (Role::Error, coloured(Color::Red, BOLD)),
            ],
        }
    }

    /// The look of a part of the frame.
    #[must_use]
    pub fn part(&self, part: FramePart) -> Style {
        look(&self.parts, &part)
    }

    /// The look of a stretch of a page.
    #[must_use]
    pub fn role(&self, role: Role) -> Style {
        look(&self.roles, &role)
    }

    /// What a row looks like besides that is chosen where the keys are.
    #[must_use]
    pub fn bar(&self) -> Style {
        REVERSED
    }

    /// The look of the stop one is at.
    #[must_use]
    pub fn current(&self, style: Style) -> Style {
        style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
    }
}

fn look<T: PartialEq>(table: &[(T, Style)], of: &T) -> Style {
    table.iter().find(|(known, _)| known == of).map_or(PLAIN, |(_, style)| *style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_the_same_is_told_apart_by_other_means() {
        let (coloured, plain) = (Theme::coloured(), Theme::plain());
        assert_eq!(coloured.part(FramePart::Accent), BOLD.fg(Color::Cyan));
        assert_eq!(plain.part(FramePart::Accent), BOLD);
        assert_eq!(plain.part(FramePart::Heading), PLAIN, "what is not in the table is plain");
        let looks = plain.parts.iter().map(|(_, style)| style).chain(plain.roles.iter().map(|(_, style)| style));
        assert!(looks.into_iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        let modifiers = |theme: &Theme| theme.parts.iter().map(|(_, style)| style.add_modifier).collect::<Vec<_>>();
        assert_eq!(modifiers(&coloured), modifiers(&plain));
    }
}
