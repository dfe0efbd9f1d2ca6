//! The format's keys, version 1, as one table: which kind of entry and record bears which key, and all that is special
//! about it. Reading, checking, the filter language, pages, tables and exports walk this table; nothing else lists
//! keys. A new key is one row. Must never hold a value of a dossier.

mod key_spec;
mod meanings;

use serde::{Deserialize, Serialize};

use super::{EntryKind, RecordKind};
use crate::value::{Place, TargetKind};

use OnPage::{Elsewhere, Head, LastRow, Names, Note, Sources, Summary, Title};
use SentencePart::{Beside, Claim, Name, Rest, Speaker};
pub use key_spec::{Beneath, KeySpec, OnPage, Said, SentencePart, Shape, TableColumn, TextKind};
use key_spec::{address, date, names, prose, row, text, to, word};
pub use meanings::keys_markdown;

/// Declares the keys and the tables: `Key = "spelling": row;` where the schema first names the key, `Key: row;` where
/// it is borne again.
macro_rules! schema {
    ($($(#[$doc:meta])* $table:ident { $($key:ident $(= $name:literal)?: $row:expr;)* })*) => {
        /// A key of front matter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Key { $($($(#[doc = concat!("`", $name, "`")] $key,)?)*)* }

        /// Each key once, as the schema first names it.
        const KEYS: &[KeySpec] = &[$($($(KeySpec { name: $name, key: Key::$key, ..$row },)?)*)*];

        $($(#[$doc])* const $table: &[KeySpec] = &[$(KeySpec { key: Key::$key, ..$row },)*];)*
    };
}

/// A column of a table.
const fn column(at: u8, name: &'static str) -> TableColumn {
    TableColumn::new(at, name)
}

const TITLE: KeySpec = prose().on(Title);
const NAME: KeySpec = prose().on(Title).no_fact().must();
const ALSO_KNOWN_AS: KeySpec = row(Shape::Words).on(Names).no_fact().label("also called").elsewhere("aliases");
const SUMMARY: KeySpec = prose().on(Summary).no_fact();
const KIND: KeySpec = word().on(Elsewhere).filter("kind");
const STATUS: KeySpec = word().on(Head("")).looked_for().filter("status");
const DATE: KeySpec = date().on(Head("")).looked_for();
const PLACE: KeySpec = names().on(Head("")).tied("takes place there").filter("place");
const PART_OF: KeySpec = names().tied("is a part of it").no_fact().filter("part_of");
const URL: KeySpec = address().label("URL").no_fact();
const LANGUAGE: KeySpec = KeySpec { text: TextKind::Code, ..text() }.on(LastRow);
const TAGS: KeySpec = row(Shape::Words).on(LastRow).no_fact().filter("tag");
const AS_OF: KeySpec = date().filter("as_of");
const COUNT: KeySpec = row(Shape::Count).filter("signatures");
const AMOUNT: KeySpec = row(Shape::Money).absent("amount open").filter("amount");
const ACCORDING_TO: KeySpec = names();
const NOTE: KeySpec = prose().on(Note).no_fact();
const CITES: KeySpec = row(Shape::Cites).on(Sources).no_fact().label("sources").tied("cites it");

/// What an article may be.
const ARTICLES: &[&str] =
    &["news", "report", "analysis", "opinion", "interview", "call", "fact-sheet", "letter", "statement"];
/// What a campaign may be.
const CAMPAIGNS: &[&str] = &[
    "open-letter",
    "internal-letter",
    "letter",
    "petition",
    "fact-sheet",
    "march",
    "protest",
    "strike",
    "walkout",
    "boycott",
    "day-of-action",
    "shareholder-resolution",
    "refusal",
    "resignations",
];
/// How a campaign may stand.
const STATES: &[&str] = &["ongoing", "won", "partly-won", "refused", "unanswered", "ended"];
/// How a contract may stand.
const DEALS: &[&str] = &["offered", "trial", "bid", "active", "ended", "not-renewed", "cancelled"];
/// What may have come of a demand.
const OUTCOMES: &[&str] = &["met", "partly", "refused", "unanswered"];
/// What a term may be a name of.
const TERMS: &[&str] = &["agency", "person", "product", "organisation", "medium", "law", "place", "event", "word"];

schema! {
    ARTICLE {
        Title = "title": TITLE.must();
        AlsoKnownAs = "also_known_as": ALSO_KNOWN_AS;
        Summary = "summary": SUMMARY;
        Kind = "kind": KIND.words(ARTICLES).column(column(4, "kind").yields(1));
        Authors = "authors": names().on(Head("by ")).label("by").tied("is written by it").filter("author");
        Publisher = "publisher": names().on(Head("")).tied("is published by it").column(column(2, "publisher").yields(2)).filter("publisher");
        Date = "date": DATE.column(column(3, "date"));
        Place = "place": PLACE;
        PartOf = "part_of": PART_OF.column(column(2, "publisher").yields(2));
        IndependentOf = "independent_of": names().on(LastRow).tied("stands apart from it").no_fact();
        Part = "part": row(Shape::Label).on(LastRow);
        Paragraphs = "paragraphs": row(Shape::Number).on(LastRow).label("length");
        Url = "url": URL;
        Archived = "archived": address();
        Language = "language": LANGUAGE;
        Companies = "companies": to(TargetKind::Company).on(Elsewhere).tied("is about it");
        Campaigns = "campaigns": to(TargetKind::Campaign).on(Elsewhere).tied("is about it");
        Tags = "tags": TAGS;
        Note = "note": NOTE;
        Cites = "cites": CITES;
    }

    COMPANY {
        Name = "name": NAME;
        AlsoKnownAs: ALSO_KNOWN_AS;
        Summary: SUMMARY;
        Sector = "sector": text().on(Head("")).column(column(2, "sector").yields(1)).filter("sector");
        Country = "country": text().on(Head("")).column(column(3, "country").yields(2)).filter("country");
        Place: PLACE;
        PartOf: PART_OF;
        Url: URL;
        Tags: TAGS;
        Note: NOTE;
        Cites: CITES;
    }

    CAMPAIGN {
        Name: NAME;
        AlsoKnownAs: ALSO_KNOWN_AS;
        Summary: SUMMARY;
        Kind: KIND.words(CAMPAIGNS).column(column(2, "kind").yields(2));
        Status = "status": STATUS.words(STATES).column(column(6, "status").yields(3));
        Date: DATE.column(column(3, "date").yields(1));
        Time = "time": text();
        Place: PLACE;
        Targets = "targets": to(TargetKind::Company).on(Head("aimed at ")).tied("is aimed at it").column(column(4, "targets").from(14)).filter("target").relates();
        Agencies = "agencies": names().tied("names it among the agencies").filter("agency").relates();
        Organisers = "organisers": names().tied("is organised by it").filter("organiser").relates();
        Endorsers = "endorsers": names().tied("is endorsed by it").filter("endorser").relates();
        PartOf: PART_OF;
        Url: URL;
        Tags: TAGS;
        Note: NOTE;
        Cites: CITES;
    }

    CONTRACT {
        Title: TITLE.said(Name);
        With = "with": names().must().column(column(2, "with")).said_after("with ", Beside).relates();
        Product = "product": names().column(column(3, "product")).filter("product").said(Name).relates();
        Amount = "amount": AMOUNT.column(column(4, "amount").or("open").figure()).said(Claim);
        Status: STATUS.words(DEALS).column(column(6, "status").yields(1)).said(Claim);
        Signed = "signed": date().looked_for().column(column(5, "signed/period").yields(2)).filter("signed");
        Period = "period": date().looked_for().column(column(5, "signed/period").yields(2));
        Summary: SUMMARY.said(Rest);
        SameAs = "same_as": row(Shape::References).relates();
        AccordingTo = "according_to": ACCORDING_TO;
        Note: NOTE;
        Cites: CITES;
    }

    STATEMENT {
        Speaker = "speaker": names().must().column(column(1, "who")).said(Speaker).relates();
        Role = "role": text().column(column(2, "role").yields(2));
        Date: DATE.column(column(4, "date").yields(1));
        Occasion = "occasion": text().looked_for();
        To = "to": names().relates();
        Text = "text": prose().must().column(column(3, "said").from(50)).said(Claim);
        Quote = "quote": prose();
        Answers = "answers": row(Shape::References).relates();
        AccordingTo: ACCORDING_TO;
        Note: NOTE;
        Cites: CITES;
    }

    DEMAND {
        Text: prose().must().column(column(2, "text").from(30)).said_after("asks: ", Claim);
        Of = "of": names().column(column(3, "asked of")).relates();
        About = "about": row(Shape::References).tied("asks about it").relates();
        Outcome = "outcome": word().words(OUTCOMES).absent("outcome open").column(column(4, "outcome").or("open").yields(1));
        AccordingTo: ACCORDING_TO;
        Note: NOTE;
        Cites: CITES;
    }

    SIGNATURES {
        Count = "count": COUNT.must().column(column(2, "count").figure()).said_after("signed by ", Claim);
        Signers = "signers": names().column(column(3, "signers")).said(Beside).relates();
        AsOf = "as_of": AS_OF.looked_for().column(column(4, "as of").yields(1));
        AccordingTo: ACCORDING_TO;
        Note: NOTE;
        Cites: CITES;
    }

    FIGURE {
        Title: TITLE.must().column(column(2, "title").from(24)).said(Name);
        Count: COUNT.column(column(3, "figure").figure()).said(Claim);
        Amount: KeySpec { is_looked_for: false, ..AMOUNT }.column(column(3, "figure").figure()).said(Claim);
        Of: names().column(column(4, "of")).relates();
        AsOf: AS_OF.looked_for().column(column(5, "as of").yields(1));
        Summary: SUMMARY.said(Rest);
        AccordingTo: ACCORDING_TO;
        Note: NOTE;
        Cites: CITES;
    }

    EVENT {
        Title: TITLE.must().column(column(2, "title").from(24)).said(Name);
        Date: DATE.column(column(1, "date")).said(Claim);
        Time: text();
        Place: PLACE.looked_for().column(column(3, "place"));
        Who = "who": names().column(column(4, "who").yields(1)).relates();
        Summary: SUMMARY.said(Rest);
        AccordingTo: ACCORDING_TO;
        Note: NOTE;
        Cites: CITES;
    }

    /// The cover, but for its tables.
    COVER {
        Format = "format": row(Shape::Number).must();
        Title: TITLE.must();
        Summary: SUMMARY;
        Language: LANGUAGE;
        Editors = "editors": row(Shape::Words);
        Licence = "licence": text();
    }

    TERM {
        Name: NAME.column(column(1, "name").from(24));
        Long = "long": text().column(column(3, "long form").yields(1));
        Kind: KIND.words(TERMS).column(column(2, "kind"));
        AlsoKnownAs: ALSO_KNOWN_AS;
        Summary: SUMMARY;
        Cites: CITES;
    }

    /// A saved view.
    VIEW {
        Name: NAME;
        Query = "query": text().must();
    }
}

impl Key {
    /// The key as the schema first names it: what holds of it wherever it stands.
    #[must_use]
    pub fn spec(self) -> &'static KeySpec {
        &KEYS[self as usize]
    }

    /// As it is spelled in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The key spelled `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        KEYS.iter().find(|spec| spec.name == name).map(|spec| spec.key)
    }

    /// The key whose word in the filter language is `word`.
    ///
    /// # Panics
    /// Where the schema has no such word: asked for in a table of constants, that does not compile.
    #[must_use]
    pub const fn of_filter(word: &str) -> Self {
        let mut at = 0;
        while at < KEYS.len() {
            if let Some(known) = KEYS[at].filter
                && is_same(known.as_bytes(), word.as_bytes())
            {
                return KEYS[at].key;
            }
            at += 1;
        }
        panic!("no key has that word")
    }

    /// The place of the key on its page.
    #[must_use]
    pub fn place(self) -> Place {
        Place::Key(self.name().into())
    }

    /// Whether what stands under it is read as it stands.
    #[must_use]
    pub fn is_prose(self) -> bool {
        self.spec().text == TextKind::Prose
    }

    /// Whether words are looked for and names are meant under it: not in an address or a code.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self.spec().text, TextKind::Address | TextKind::Code)
    }

    /// What stands under it, as it is read: of a word of a fixed set `not-renewed` reads "not renewed".
    #[must_use]
    pub fn spoken(self, text: &str) -> String {
        let is_of_a_set = self.spec().text == TextKind::Word && !text.contains(char::is_whitespace);
        if is_of_a_set { text.replace('-', " ") } else { text.to_owned() }
    }

    /// Its own words: `also known as`.
    #[must_use]
    pub fn words(self) -> String {
        self.name().replace('_', " ")
    }
}

/// Whether two texts are the same, where the compiler asks.
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The keys of an entry of that kind, in the order in which a page shows them.
#[must_use]
pub fn entry_keys(kind: EntryKind) -> &'static [KeySpec] {
    match kind {
        EntryKind::Article => ARTICLE,
        EntryKind::Company => COMPANY,
        EntryKind::Campaign => CAMPAIGN,
    }
}

/// The keys of a record of that kind, but for its `id`.
#[must_use]
pub fn record_keys(kind: RecordKind) -> &'static [KeySpec] {
    match kind {
        RecordKind::Contract => CONTRACT,
        RecordKind::Demand => DEMAND,
        RecordKind::Signatures => SIGNATURES,
        RecordKind::Statement => STATEMENT,
        RecordKind::Figure => FIGURE,
        RecordKind::Event => EVENT,
    }
}

/// The records that an entry of that kind may bear, in the order in which a page shows them.
#[must_use]
pub fn records_of(kind: EntryKind) -> &'static [RecordKind] {
    match kind {
        EntryKind::Article => &[RecordKind::Statement, RecordKind::Figure],
        EntryKind::Company => &[RecordKind::Contract, RecordKind::Statement, RecordKind::Figure, RecordKind::Event],
        EntryKind::Campaign => {
            &[RecordKind::Demand, RecordKind::Signatures, RecordKind::Statement, RecordKind::Figure, RecordKind::Event]
        }
    }
}

/// The keys of the cover, but for its tables.
#[must_use]
pub fn cover_keys() -> &'static [KeySpec] {
    COVER
}

/// The keys of a term.
#[must_use]
pub fn term_keys() -> &'static [KeySpec] {
    TERM
}

/// All tables of keys, each by one of what bears them: entries, their records, the cover and its tables.
#[must_use]
pub fn all_keys() -> Vec<(&'static str, &'static [KeySpec])> {
    let entries = EntryKind::ALL.map(|kind| (kind.singular(), entry_keys(kind)));
    let records = RecordKind::ALL.map(|kind| (kind.singular(), record_keys(kind)));
    let cover = [("cover", COVER), ("term", TERM), ("view", VIEW)];
    entries.into_iter().chain(records).chain(cover).collect()
}

/// The columns that keys have in tables, in their order, each with the keys that share it.
#[must_use]
pub fn table_columns(keys: &[KeySpec]) -> Vec<(TableColumn, Vec<Key>)> {
    let mut columns: Vec<(TableColumn, Vec<Key>)> = Vec::new();
    for (column, key) in keys.iter().filter_map(|spec| Some((spec.column?, spec.key))) {
        match columns.iter_mut().find(|(known, _)| known.at == column.at) {
            Some((_, keys)) => keys.push(key),
            None => columns.push((column, vec![key])),
        }
    }
    columns
}

/// The keys of a view.
#[must_use]
pub fn view_keys() -> &'static [KeySpec] {
    VIEW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_named_once_and_known_by_its_name() {
        for (at, spec) in KEYS.iter().enumerate() {
            assert_eq!(spec.key as usize, at, "{}", spec.name);
            assert_eq!(Key::from_name(spec.name), Some(spec.key));
            assert!(spec.filter.is_none_or(|word| Key::of_filter(word) == spec.key), "{}", spec.name);
        }
    }

    #[test]
    fn a_key_is_the_same_thing_wherever_it_stands() {
        let tables = [ARTICLE, COMPANY, CAMPAIGN, CONTRACT, STATEMENT, DEMAND, SIGNATURES, FIGURE, EVENT, TERM];
        for spec in tables.concat() {
            let first = spec.key.spec();
            let of_all = |spec: &KeySpec| {
                (spec.text, spec.label, spec.tied, spec.relates, spec.is_fact, spec.on_page, spec.filter)
            };
            assert_eq!(of_all(&spec), of_all(first), "{}", first.name);
        }
    }
}
