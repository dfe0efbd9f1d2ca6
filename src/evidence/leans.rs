//! How much leans on a fact: how many others name it. Must never count a mention, which names a thing in passing.

use std::collections::HashSet;

use crate::entry::{Fields, LinkTarget};
use crate::value::{Place, Reference};
use crate::whole::{EntryId, How, Tie, View, Where};

use super::fact::Fact;

/// Something that names a fact, counted once however often it does.
#[derive(PartialEq, Eq, Hash)]
enum Unit {
    /// The own keys of an entry.
    Own,
    /// A record.
    Record(usize),
    /// A block of its prose, by its number.
    Prose(usize),
    /// The owner's own keys, an attached text.
    Other,
}

fn unit(tie: &Tie) -> (EntryId, Unit) {
    let unit = match &tie.at {
        Where::Own(_) => Unit::Own,
        Where::Record(index, _) => Unit::Record(*index),
        Where::Prose(stretch) => Unit::Prose(stretch.prose()),
        Where::Extra | Where::Attached(_) => Unit::Other,
    };
    (tie.from, unit)
}

impl Fact {
    /// How many other records, entries and blocks of prose name the record, by a key, a link or a citation; of an
    /// entry's own keys, how many from elsewhere name the entry or anything of it. The dossier must be tied.
    #[must_use]
    pub fn leans(self, view: View<'_>) -> usize {
        let record = self.record_in(view.dossier);
        let place = record.map(|record| Place::record(&record.id));
        let ties = view.dossier.to(self.entry.into()).into_iter().filter(|tie| tie.how != How::Mention);
        let naming = ties.filter(|tie| place.is_none() || tie.to.place == place);
        let mut units: HashSet<(EntryId, Unit)> = naming.map(unit).collect();
        if let Some(place) = &place {
            units.extend(own_units(view, self.entry, place).into_iter().map(|unit| (self.entry, unit)));
        }
        units.remove(&(self.entry, self.record.map_or(Unit::Own, Unit::Record)));
        units.len()
    }
}

/// What of an entry itself names that place of it: an entry has no ties to itself.
fn own_units(view: View<'_>, id: EntryId, place: &Place) -> Vec<Unit> {
    let leads = |reference: &Reference| {
        // To look up a name costs more than to see that another place is meant.
        reference.place.as_ref() == Some(place)
            && view.dossier.resolve(reference, Some(id)).spot().is_some_and(|spot| spot.entry() == Some(id))
    };
    let names = |fields: &Fields| {
        let of_keys = fields.iter().flat_map(|field| field.value.references());
        of_keys.chain(fields.sources()).any(|at| leads(&at.value))
    };
    let Some(entry) = view.dossier.get(id) else { return Vec::new() };
    let mut units: Vec<Unit> = names(&entry.fields).then_some(Unit::Own).into_iter().collect();
    let records = entry.records.iter().enumerate().filter(|(_, record)| names(&record.fields));
    units.extend(records.map(|(index, _)| Unit::Record(index)));
    view.passing(|view| {
        let Some(body) = view.body(id) else { return };
        let leads = |number: usize| {
            matches!(body.links.get(number).map(|link| &link.target), Some(LinkTarget::Reference(to)) if leads(to))
        };
        let proses = body.proses().into_iter().enumerate();
        let naming = proses.filter(|(_, prose)| prose.runs.iter().filter_map(|run| run.link).any(leads));
        units.extend(naming.map(|(index, _)| Unit::Prose(index)));
    });
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn who_leans_is_counted_once_however_often_it_names_the_fact() {
        let files = [
            (
                "articles/a.md",
                "+++\ntitle = \"A\"\ncompanies = [\"x\"]\n+++\n\nOf [[x#deal]] and [[x#deal]].\n\nAgain [[x#deal]]; X is named.\n",
            ),
            (
                "companies/x.md",
                "+++\nname = \"X\"\nsector = \"y\"\ncites = [\"a\"]\n[[contracts]]\nid = \"deal\"\nwith = \"Z\"\n\
                 [[contracts]]\nid = \"other\"\nwith = \"Z\"\nsame_as = \"#deal\"\n+++\n",
            ),
            (
                "campaigns/c.md",
                "+++\nname = \"C\"\ntargets = [\"x\"]\n[[demands]]\nid = \"d\"\ntext = \"End it.\"\nof = \"X\"\nabout = [\"x#deal\", \"x#other\"]\n+++\n",
            ),
        ];
        let (dossier, bodies) = fixture::made_of(&files);
        let view = View::new(&dossier, &bodies);
        let leans: Vec<(String, usize)> = Fact::all(&dossier)
            .into_iter()
            .map(|fact| (dossier.written(&fact.spot(&dossier)), fact.leans(view)))
            .collect();
        let expected = [
            // Its target is a company, its demand nobody's.
            ("campaigns/c", 0),
            ("campaigns/c#d", 0),
            // The article's own keys and its two blocks, the campaign's own and its demand.
            ("companies/x", 5),
            // Two blocks of the article, the other contract, the demand.
            ("companies/x#deal", 4),
            ("companies/x#other", 1),
        ];
        assert_eq!(leans, expected.map(|(spot, count)| (spot.to_owned(), count)));
    }
}
