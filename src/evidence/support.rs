//! What a fact stands on: which publications bear it, and how many of them are witnesses of their own. Must never let a
//! voice make two of one publication.

use std::collections::BTreeSet;

use crate::entry::{EntryKind, Fields, Key};
use crate::text::fold::fold;
use crate::value::{Agreement, Reference};
use crate::whole::{Dossier, EntryId, Topic};

use super::fact::{Fact, voice_of};

/// Whatever parts of one are one source: what an article is part of, or the article itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publication {
    /// An entry or a term.
    Known(Topic),
    /// What has no page, by its name as it is first written, and as it compares.
    Named {
        /// As it compares.
        folded: String,
        /// As it is written.
        name: String,
    },
}

impl Publication {
    fn named(name: &str) -> Self {
        Self::Named { folded: fold(name), name: name.to_owned() }
    }

    /// Its name, as people read it.
    #[must_use]
    pub fn name<'a>(&'a self, dossier: &'a Dossier) -> &'a str {
        match self {
            Self::Known(topic) => dossier.name(*topic),
            Self::Named { name, .. } => name,
        }
    }

    /// The reference to it, where it is an entry; else its name.
    #[must_use]
    pub fn written(&self, dossier: &Dossier) -> String {
        match self {
            Self::Known(topic @ Topic::Entry(_)) => dossier.written(&(*topic).into()),
            Self::Known(_) | Self::Named { .. } => self.name(dossier).to_owned(),
        }
    }

    /// Whether both are the same, however their names are written.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Named { folded, .. }, Self::Named { folded: other, .. }) => folded == other,
            _ => self == other,
        }
    }
}

/// How many witnesses there are, as the sign beside a fact tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// No source is given.
    None,
    /// One witness, however often it says so.
    One,
    /// Two witnesses or more.
    Two,
}

impl Standing {
    /// All of them, the weakest first.
    pub const ALL: [Self; 3] = [Self::None, Self::One, Self::Two];

    /// The sign: `∅`, `○`, `●`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::None => "∅",
            Self::One => "○",
            Self::Two => "●",
        }
    }

    /// Its word in data: `none`, `one`, `two`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::One => "one",
            Self::Two => "two",
        }
    }

    /// That of so many witnesses.
    pub(super) fn of(witnesses: usize) -> Self {
        match witnesses {
            0 => Self::None,
            1 => Self::One,
            _ => Self::Two,
        }
    }
}

/// What a fact stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// Every publication that bears it, each once, as first cited.
    pub publications: Vec<Publication>,
    /// How many different articles, or other things, are cited for it.
    pub sources: usize,
    /// How many of the publications are witnesses of their own: those whose every word of it bears the same voice are
    /// one.
    pub witnesses: usize,
    /// Whether readings of it differ.
    pub differs: bool,
    /// Whether the editor says of one of its articles that it stands apart from what it is part of.
    pub independent: bool,
}

impl Support {
    /// As its sign tells.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing::of(self.witnesses)
    }
}

/// Who is quoted by a source for what it says: nobody, or these, as they compare.
type Voice = Option<BTreeSet<String>>;

/// One place where a source says so.
pub(super) struct Said<'a> {
    pub cite: &'a Reference,
    pub voice: Vec<&'a str>,
}

/// Every citation of a set of keys, with who is quoted for it: the reading's own voice, else the record's.
pub(super) fn said(fields: &Fields) -> Vec<Said<'_>> {
    let voice = voice_of(fields);
    let mut all: Vec<Said> = fields.cites().map(|at| Said { cite: &at.value, voice: voice.clone() }).collect();
    for field in fields.iter().filter(|field| field.key != Key::Cites) {
        for shown in field.value.shown() {
            let own: Vec<&str> = shown.according_to.iter().map(|name| name.value.as_str()).collect();
            let heard = if own.is_empty() { &voice } else { &own };
            all.extend(shown.cites.iter().map(|at| Said { cite: &at.value, voice: heard.clone() }));
        }
    }
    all
}

/// How a name compares: by whom it names.
pub(super) fn same_voice(dossier: &Dossier, name: &str) -> String {
    dossier.named(name).map_or_else(|| fold(name), |topic| dossier.written(&topic.into()))
}

/// Everybody who is quoted for something of these keys.
pub(super) fn voices(fields: &Fields) -> impl Iterator<Item = &str> {
    let readings = fields.iter().flat_map(|field| field.value.shown()).flat_map(|shown| shown.according_to);
    voice_of(fields).into_iter().chain(readings.map(|name| name.value.as_str()))
}

/// How two voices compare.
fn voice(dossier: &Dossier, names: &[&str]) -> Voice {
    let names: BTreeSet<String> = names.iter().map(|name| same_voice(dossier, name)).collect();
    (!names.is_empty()).then_some(names)
}

impl Fact {
    /// What it stands on.
    #[must_use]
    pub fn support(self, dossier: &Dossier) -> Support {
        Support::of_all(dossier, &[self])
    }
}

impl Support {
    /// What these stand on together: who bears any of them.
    #[must_use]
    pub fn of_all(dossier: &Dossier, facts: &[Fact]) -> Self {
        let fields = facts.iter().filter_map(|fact| Some((fact.entry, fact.fields(dossier)?)));
        of_fields(dossier, &fields.collect::<Vec<_>>())
    }
}

fn of_fields(dossier: &Dossier, facts: &[(EntryId, &Fields)]) -> Support {
    let mut found = Support { differs: facts.iter().any(|(_, fields)| differs(fields)), ..Support::default() };
    let mut sources: BTreeSet<Publication> = BTreeSet::new();
    let mut heard: Vec<BTreeSet<Voice>> = Vec::new();
    let all = facts.iter().flat_map(|(from, fields)| said(fields).into_iter().map(|said| (*from, said)));
    for (from, said) in all {
        let source = dossier.resolve(said.cite, Some(from)).spot().map(|spot| spot.topic);
        let publication = match source {
            Some(topic) => publication(dossier, topic),
            None => Publication::named(said.cite.name.as_deref().unwrap_or_default()),
        };
        found.independent |= source.is_some_and(|topic| stands_apart(dossier, topic));
        sources.insert(source.map_or_else(|| publication.clone(), Publication::Known));
        let at = found.publications.iter().position(|known| known.is(&publication));
        let at = at.unwrap_or_else(|| {
            found.publications.push(publication);
            heard.push(BTreeSet::new());
            heard.len() - 1
        });
        heard[at].insert(voice(dossier, &said.voice));
    }
    found.sources = sources.len();
    found.witnesses = witnesses(&heard);
    found
}

/// Of publications that are heard with one and the same voice alone, one is counted.
fn witnesses(heard: &[BTreeSet<Voice>]) -> usize {
    let mut echoed: BTreeSet<&Voice> = BTreeSet::new();
    let mut count = 0;
    for voices in heard {
        let echo = voices.first().filter(|voice| voices.len() == 1 && voice.is_some());
        count += usize::from(echo.is_none_or(|voice| echoed.insert(voice)));
    }
    count
}

/// Whether readings of one of the keys differ.
pub(crate) fn differs(fields: &Fields) -> bool {
    fields.iter().any(|field| field.value.agreement() == Agreement::Differ)
}

/// What that is a part of, however deep; where it is part of nothing, or stands apart, itself.
#[must_use]
pub fn publication(dossier: &Dossier, source: Topic) -> Publication {
    let mut passed = vec![source];
    while let Some((at, whole)) = passed.last().and_then(|at| Some((*at, part_of(dossier, *at)?))) {
        let Some(spot) = at.entry().and_then(|id| dossier.named_place(whole, id)) else {
            return Publication::named(whole);
        };
        if let Some(again) = passed.iter().position(|known| *known == spot.topic) {
            // Parts of each other are one: whichever is the first of them.
            return Publication::Known(passed[again..].iter().copied().min().unwrap_or(at));
        }
        passed.push(spot.topic);
    }
    Publication::Known(passed.last().copied().unwrap_or(source))
}

/// What an article says that it is part of, unless it stands apart from that.
fn part_of(dossier: &Dossier, topic: Topic) -> Option<&str> {
    let entry = topic.entry().and_then(|id| dossier.get(id)).filter(|entry| entry.kind == EntryKind::Article)?;
    let whole = entry.fields.names(Key::PartOf).next()?;
    entry.fields.get(Key::IndependentOf).is_none().then_some(whole.value.as_str())
}

/// Whether the editor says of an article that it is a publication of its own, though it is part of another.
fn stands_apart(dossier: &Dossier, topic: Topic) -> bool {
    let entry = topic.entry().and_then(|id| dossier.get(id));
    entry.is_some_and(|entry| entry.kind == EntryKind::Article && entry.fields.get(Key::IndependentOf).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// Articles a and b are parts of one series, c stands apart from it, d and e of nothing.
    const ARTICLES: [(&str, &str); 5] = [
        ("articles/a.md", "+++\ntitle = \"A\"\npart_of = \"Series\"\n+++\n"),
        ("articles/b.md", "+++\ntitle = \"B\"\npart_of = \"series\"\n+++\n"),
        ("articles/c.md", "+++\ntitle = \"C\"\npart_of = \"Series\"\nindependent_of = \"Series\"\n+++\n"),
        ("articles/d.md", "+++\ntitle = \"D\"\n+++\n"),
        ("articles/e.md", "+++\ntitle = \"E\"\n+++\n"),
    ];

    /// The publications, the sources and the witnesses of a record of these keys.
    fn support(keys: &str) -> (String, usize, usize) {
        let company = format!("+++\nname = \"X\"\n[[figures]]\nid = \"f\"\ntitle = \"T\"\n{keys}\n+++\n");
        let (dossier, _) = fixture::made_of(&[&ARTICLES[..], &[("companies/x.md", &company)]].concat());
        let fact = *Fact::all(&dossier).last().expect("the one record");
        let found = fact.support(&dossier);
        let publications: Vec<String> = found.publications.iter().map(|known| known.written(&dossier)).collect();
        (publications.join(" "), found.sources, found.witnesses)
    }

    #[test]
    fn parts_of_one_publication_are_one_witness() {
        for (keys, publications, sources, witnesses) in [
            ("", "", 0, 0),
            ("cites = [\"a\"]", "Series", 1, 1),
            ("cites = [\"a#¶1\", \"a#¶2\"]", "Series", 1, 1),
            ("cites = [\"a\", \"b\"]", "Series", 2, 1),
            ("cites = [\"a\", \"c\"]", "Series articles/c", 2, 2),
            ("cites = [\"b\", \"d\"]", "series articles/d", 2, 2),
            ("cites = [\"nowhere\"]", "nowhere", 1, 1),
            ("count = { value = 3, cites = [\"d\"] }", "articles/d", 1, 1),
        ] {
            assert_eq!(support(keys), (publications.to_owned(), sources, witnesses), "{keys}");
        }
    }

    #[test]
    fn publications_that_repeat_one_voice_are_one_witness() {
        let reading = |value: u8, who: &str, cites: &str| {
            format!("{{ value = {value}, according_to = {who}, cites = [\"{cites}\"] }}")
        };
        for (keys, witnesses) in [
            ("according_to = \"Paper\"\ncites = [\"d\", \"e\"]".to_owned(), 1),
            ("according_to = \"Paper\"\ncites = [\"d\"]".to_owned(), 1),
            // A voice in one reading, none in the other.
            (format!("count = [{}, {{ value = 3, cites = [\"e\"] }}]", reading(3, "\"Paper\"", "d")), 2),
            (format!("count = [{}, {}]", reading(3, "\"Paper\"", "d"), reading(3, "\"PAPER\"", "e")), 1),
            (format!("count = [{}, {}]", reading(3, "\"Paper\"", "d"), reading(3, "\"Radio\"", "e")), 2),
            // One that says more of it in its own voice stands for itself.
            (format!("cites = [\"d\"]\ncount = [{}, {}]", reading(3, "\"P\"", "d"), reading(3, "\"P\"", "e")), 2),
            // A voice never makes two of one.
            (format!("count = [{}, {}]", reading(3, "\"P\"", "d"), reading(3, "\"R\"", "d")), 1),
            (format!("count = [{}, {}]", reading(3, "\"P\"", "a"), reading(3, "\"R\"", "b")), 1),
            // Two together are another voice than one of them.
            (format!("count = [{}, {}]", reading(3, "[\"P\", \"R\"]", "d"), reading(3, "\"R\"", "e")), 2),
            (format!("count = [{}, {}]", reading(3, "[\"P\", \"R\"]", "d"), reading(3, "[\"R\", \"P\"]", "e")), 1),
        ] {
            assert_eq!(support(&keys).2, witnesses, "{keys}");
        }
    }

    #[test]
    fn what_is_part_of_a_part_is_part_of_the_whole() {
        let files = [
            ("articles/whole.md", "+++\ntitle = \"Whole\"\n+++\n"),
            ("articles/part.md", "+++\ntitle = \"Part\"\npart_of = \"whole\"\n+++\n"),
            ("articles/deep.md", "+++\ntitle = \"Deep\"\npart_of = \"Part\"\n+++\n"),
            ("articles/one.md", "+++\ntitle = \"One\"\npart_of = \"two\"\n+++\n"),
            ("articles/two.md", "+++\ntitle = \"Two\"\npart_of = \"one\"\n+++\n"),
            ("articles/self.md", "+++\ntitle = \"Self\"\npart_of = \"self\"\n+++\n"),
        ];
        let (dossier, _) = fixture::made_of(&files);
        let of = |id: &str| {
            let article = dossier.find(EntryKind::Article, id).expect("it is there");
            publication(&dossier, article.into()).written(&dossier)
        };
        assert_eq!(["whole", "part", "deep"].map(of), ["articles/whole"; 3]);
        assert_eq!(of("one"), of("two"));
        assert_eq!(of("self"), "articles/self");
    }
}
