//! Colours: what each role looks like. The terminal's own sixteen, so that they are right on light and dark; without
//! colour, bold, dim and underlined alone. Every meaning a colour carries, a glyph or a word carries too.

use ratatui::style::{Color, Modifier, Style};

use crate::page::Role;
use crate::reader::part::Part;

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours may be used.
    pub colours: bool,
}

impl Theme {
    /// The look of a part of the frame.
    #[must_use]
    pub fn part(self, part: Part) -> Style {
        match part {
            Part::Title | Part::Chosen => bold(),
            Part::Heading | Part::Plain => Style::new(),
            Part::Dim => dim(),
            Part::Accent => self.coloured(Color::Cyan, bold()),
            Part::Error => self.coloured(Color::Red, bold()),
            Part::Chip => self.coloured(Color::Cyan, Style::new().add_modifier(Modifier::REVERSED)),
            Part::Found => Style::new().add_modifier(Modifier::REVERSED),
            Part::FoundHere => Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
        }
    }

    /// The look of a stretch of a page.
    #[must_use]
    pub fn role(self, role: Role) -> Style {
        match role {
            Role::Plain | Role::Figure => Style::new(),
            Role::Title | Role::Heading | Role::Name | Role::Strong => bold(),
            Role::Dim | Role::Code => dim(),
            Role::Link | Role::Mark => self.coloured(Color::Cyan, Style::new()),
            Role::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
            Role::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
            Role::Warning => self.coloured(Color::Yellow, Style::new()),
            Role::Error => self.coloured(Color::Red, bold()),
        }
    }

    /// The look of the stop one is at.
    #[must_use]
    pub fn current(self, style: Style) -> Style {
        style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
    }

    fn coloured(self, colour: Color, style: Style) -> Style {
        if self.colours { style.fg(colour) } else { style }
    }
}

fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}
