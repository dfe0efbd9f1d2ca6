//! What opens all of a folded part, as commands: for a medium in which nobody can open a line. Must never name a
//! command that does not print all that was folded.

use super::{Block, Opens, Page, Role, Stop, Text};
use crate::value::Place;
use crate::whole::{Dossier, Spot};

impl Page {
    /// It with the command beside each line that opens more.
    #[must_use]
    pub fn with_commands(mut self, dossier: &Dossier) -> Self {
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for mut block in self.blocks {
            let mut linked = None;
            if let Block::Rows(rows) = &mut block {
                for row in rows {
                    match folded(row.stop, &self.stops) {
                        Some(spot) if matches!(spot.place, Some(Place::Heading(_))) => {
                            let written = dossier.written(spot).replace('\'', "'\\''");
                            row.name.push(Role::Dim, format!(": dossier show '{written}'"));
                        }
                        found => linked = linked.or_else(|| found.cloned()),
                    }
                    let pieces = row.lines.iter().flat_map(|line| &line.text.0);
                    linked = linked
                        .or_else(|| pieces.into_iter().find_map(|piece| folded(piece.stop, &self.stops)).cloned());
                }
            }
            blocks.push(block);
            let command = linked.map(|spot| format!("dossier links {}", dossier.written(&Spot::page(spot.topic))));
            blocks
                .extend(command.and_then(|command| Block::paragraph(Text::new(Role::Dim, format!("All: {command}")))));
        }
        self.blocks = blocks;
        self
    }
}

/// What the stop opens in full, where it opens what was folded.
fn folded(stop: Option<usize>, stops: &[Stop]) -> Option<&Spot> {
    match &stops.get(stop?)?.opens {
        Opens::Card(spot) => match spot.place {
            Some(Place::Heading(_) | Place::References | Place::From(_)) => Some(spot),
            _ => None,
        },
        _ => None,
    }
}
