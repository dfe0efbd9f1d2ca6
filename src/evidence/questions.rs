//! What the sources leave open: what a reader looks for and nobody states, what is asked and not answered, what one
//! witness alone says. Must never ask what the dossier does not record, nor take words for a number.

use crate::entry::{Fields, Key, KeySpec, Shape, Value, entry_keys, record_keys};
use crate::whole::{Dossier, View};

use super::fact::Fact;
use super::support::{Publication, Standing};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asks {
    /// How much.
    Amount,
    /// When.
    Date,
    /// What came of a demand.
    Outcome,
    /// Who signed.
    Signers,
    /// Why nobody answered a demand.
    Unanswered,
    /// What a statement answers.
    AnswersNothing,
    /// Who says so at all.
    Unsourced,
    /// Who else says so.
    OneWitness,
}

impl Asks {
    /// In few words, the same in every answer of the program.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Amount => "amount open",
            Self::Date => "date not stated",
            Self::Outcome => "outcome open",
            Self::Signers => "signers not stated",
            Self::Unanswered => "unanswered",
            Self::AnswersNothing => "answers nothing",
            Self::Unsourced => "unsourced",
            Self::OneWitness => "one witness",
        }
    }

    /// As the heading over several.
    const fn heading(self) -> &'static str {
        match self {
            Self::Amount => "Amounts open",
            Self::Date => "Dates not stated",
            Self::Outcome => "Outcomes open",
            Self::Signers => "Who signed is not stated",
            Self::Unanswered => "Demands unanswered",
            Self::AnswersNothing => "Statements that answer nothing",
            Self::Unsourced => "Facts without a source",
            Self::OneWitness => "Facts with one witness",
        }
    }
}

/// One thing that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Of what.
    pub fact: Fact,
    /// What is asked.
    pub asks: Asks,
    /// What the sources say in words where a number or a date is looked for.
    pub in_words: Option<String>,
    /// The publications of the one witness.
    pub publications: Vec<Publication>,
    /// How much leans on the fact.
    pub leans: usize,
}

impl OpenQuestion {
    /// What is asked, in words, with what is known of it.
    #[must_use]
    pub fn told(&self, dossier: &Dossier) -> String {
        let (asks, known) = (self.asks.words(), self.known(dossier));
        if known.is_empty() { asks.to_owned() } else { format!("{asks}: {known}") }
    }

    /// What is known of it: the words that the sources have for it, the one publication. May be empty.
    #[must_use]
    pub fn known(&self, dossier: &Dossier) -> String {
        match &self.in_words {
            Some(words) => format!("said only in words, “{words}”"),
            None => self.publications.iter().map(|known| known.name(dossier)).collect::<Vec<_>>().join("; "),
        }
    }
}

/// Questions of one sort: what is asked of facts of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuestionSort {
    /// What is asked.
    pub asks: Asks,
    /// Of which kind, many of it: `contracts`.
    pub kinds: &'static str,
}

impl QuestionSort {
    /// As the heading over them.
    #[must_use]
    pub fn heading(self) -> String {
        match self.asks {
            // Asked of one kind alone, which the heading names.
            Asks::Outcome | Asks::Signers | Asks::Unanswered | Asks::AnswersNothing => self.asks.heading().to_owned(),
            Asks::Amount | Asks::Date | Asks::Unsourced | Asks::OneWitness => {
                format!("{}: {}", self.asks.heading(), self.kinds)
            }
        }
    }
}

/// The questions sort by sort, in the order of what is asked; of each sort in the order in which they are given.
#[must_use]
pub fn sorts(dossier: &Dossier, questions: Vec<OpenQuestion>) -> Vec<(QuestionSort, Vec<OpenQuestion>)> {
    let mut sorts: Vec<(QuestionSort, Vec<OpenQuestion>)> = Vec::new();
    for question in questions {
        let sort = QuestionSort { asks: question.asks, kinds: question.fact.kinds(dossier) };
        match sorts.iter_mut().find(|(known, _)| *known == sort) {
            Some((_, of_it)) => of_it.push(question),
            None => sorts.push((sort, vec![question])),
        }
    }
    sorts.sort_by_key(|(sort, _)| sort.asks);
    sorts
}

/// What is open of these facts: what most leans on first, of as much in the order in which they are given. The dossier
/// must be tied.
#[must_use]
pub fn questions(view: View<'_>, kept: &[Fact]) -> Vec<OpenQuestion> {
    let mut all: Vec<OpenQuestion> = kept.iter().flat_map(|fact| of_fact(view, *fact)).collect();
    all.sort_by_key(|question| std::cmp::Reverse(question.leans));
    all
}

fn of_fact(view: View<'_>, fact: Fact) -> Vec<OpenQuestion> {
    let dossier = view.dossier;
    let (Some(entry), Some(fields)) = (fact.entry_in(dossier), fact.fields(dossier)) else { return Vec::new() };
    let keys = fact.record_in(dossier).map_or_else(|| entry_keys(entry.kind), |record| record_keys(record.kind));
    let mut found: Vec<(Asks, Option<String>, Vec<Publication>)> =
        unstated(keys, fields).into_iter().map(|(asks, words)| (asks, words, Vec::new())).collect();
    if fact.says_something(dossier) {
        found.extend(of_support(dossier, fact));
    }
    if found.is_empty() {
        return Vec::new();
    }
    let leans = fact.leans(view);
    let question = |(asks, in_words, publications)| OpenQuestion { fact, asks, in_words, publications, leans };
    found.into_iter().map(question).collect()
}

/// What its keys leave open.
fn unstated(keys: &[KeySpec], fields: &Fields) -> Vec<(Asks, Option<String>)> {
    let of = |is_meant: &dyn Fn(&KeySpec) -> bool| -> Vec<Key> {
        keys.iter().filter(|spec| is_meant(spec)).map(|spec| spec.key).collect()
    };
    let mut found = Vec::new();
    found.extend(open(fields, Asks::Amount, &of(&|spec| matches!(spec.shape, Shape::Money | Shape::Count))));
    found.extend(open(fields, Asks::Date, &of(&|spec| spec.shape == Shape::Date && spec.is_looked_for)));
    let outcomes = of(&|spec| spec.key == Key::Outcome);
    found.extend(open(fields, Asks::Outcome, &outcomes));
    found.extend(open(fields, Asks::Signers, &of(&|spec| spec.key == Key::Signers)));
    if fields.text(Key::Outcome) == Some("unanswered") {
        found.push((Asks::Unanswered, None));
    }
    found.extend(open(fields, Asks::AnswersNothing, &of(&|spec| spec.key == Key::Answers)));
    found
}

/// Whether that is open, with what is said of it in words: there are such keys, and none of them has a value.
fn open(fields: &Fields, asks: Asks, keys: &[Key]) -> Option<(Asks, Option<String>)> {
    let said = || keys.iter().filter_map(|key| fields.get(*key)).flat_map(Value::shown);
    let is_open = !keys.is_empty() && !said().any(|shown| shown.has_value);
    is_open.then(|| (asks, said().find_map(|shown| shown.words).map(str::to_owned)))
}

/// What is open of who says so.
fn of_support(dossier: &Dossier, fact: Fact) -> Option<(Asks, Option<String>, Vec<Publication>)> {
    let support = fact.support(dossier);
    match support.standing() {
        Standing::None => Some((Asks::Unsourced, None, Vec::new())),
        Standing::One => Some((Asks::OneWitness, None, support.publications)),
        Standing::Two => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// What is asked of each record of that kind with these keys, beside a source.
    fn asked(folder: &str, kind: &str, keys: &str) -> Vec<String> {
        let entry = format!("+++\nname = \"X\"\n[[{kind}]]\nid = \"r\"\ncites = [\"a\", \"b\"]\n{keys}\n+++\n");
        let files = [
            ("articles/a.md", "+++\ntitle = \"A\"\ndate = \"2018\"\n+++\n"),
            ("articles/b.md", "+++\ntitle = \"B\"\ndate = \"2018\"\n+++\n"),
            (folder, entry.as_str()),
        ];
        let (dossier, bodies) = fixture::made_of(&files);
        let facts: Vec<Fact> = Fact::with_sources(&dossier).into_iter().filter(|fact| fact.record.is_some()).collect();
        let found = questions(View::new(&dossier, &bodies), &facts);
        found.iter().map(|question| question.told(&dossier)).collect()
    }

    #[test]
    fn what_has_no_value_is_open_and_its_words_are_said() {
        let contract = |keys: &str| asked("companies/x.md", "contracts", &format!("with = \"Z\"\n{keys}"));
        assert_eq!(contract(""), ["amount open", "date not stated"]);
        assert_eq!(contract("period = \"2018/\"\namount = \"USD 5\""), [""; 0]);
        assert_eq!(
            contract("signed = \"2018\"\namount = { words = \"millions\" }"),
            ["amount open: said only in words, “millions”"]
        );
        let both = "signed = \"2018\"\namount = [{ words = \"millions\" }, { value = \"USD 5 million\" }]";
        assert_eq!(contract(both), [""; 0]);
        let figure =
            |keys: &str| asked("companies/x.md", "figures", &format!("title = \"T\"\nas_of = \"2018\"\n{keys}"));
        assert_eq!(figure(""), ["amount open"]);
        assert_eq!(figure("count = 3"), [""; 0]);
        assert_eq!(figure("amount = \"USD 3\""), [""; 0]);
        assert_eq!(
            asked("campaigns/x.md", "signatures", "count = { words = \"hundreds\" }"),
            ["amount open: said only in words, “hundreds”", "date not stated", "signers not stated"]
        );
    }

    #[test]
    fn what_is_not_answered_and_what_answers_nothing_is_asked() {
        let demand = |keys: &str| asked("campaigns/x.md", "demands", &format!("text = \"End it.\"\n{keys}"));
        assert_eq!(demand(""), ["outcome open"]);
        assert_eq!(demand("outcome = \"unanswered\""), ["unanswered"]);
        assert_eq!(demand("outcome = \"refused\""), [""; 0]);
        let said = |keys: &str| {
            asked("campaigns/x.md", "statements", &format!("speaker = \"S\"\ndate = \"2018\"\ntext = \"No.\"\n{keys}"))
        };
        assert_eq!(said(""), ["answers nothing"]);
        assert_eq!(said("answers = [\"x\"]"), [""; 0]);
    }

    #[test]
    fn what_most_leans_on_comes_first_and_ties_stand_as_the_files_do() {
        let files = [
            ("articles/a.md", "+++\ntitle = \"A\"\n+++\n\nOf [[z#late]].\n"),
            (
                "companies/x.md",
                "+++\nname = \"X\"\n[[contracts]]\nid = \"early\"\nwith = \"Z\"\namount = \"USD 1\"\ncites = [\"a\"]\n+++\n",
            ),
            (
                "companies/z.md",
                "+++\nname = \"Z\"\nsector = \"y\"\n[[contracts]]\nid = \"late\"\nwith = \"Y\"\namount = \"USD 1\"\n+++\n",
            ),
        ];
        let (dossier, bodies) = fixture::made_of(&files);
        let found = questions(View::new(&dossier, &bodies), &Fact::with_sources(&dossier));
        let told: Vec<(String, String, usize)> = found
            .iter()
            .map(|one| (dossier.written(&one.fact.spot(&dossier)), one.told(&dossier), one.leans))
            .collect();
        let expected = [
            // Named by the article's prose and by the other's contract.
            ("companies/z", "unsourced", 2),
            ("articles/a", "date not stated", 1),
            ("companies/z#late", "date not stated", 1),
            ("companies/z#late", "unsourced", 1),
            ("companies/x#early", "date not stated", 0),
            ("companies/x#early", "one witness: A", 0),
        ];
        assert_eq!(told, expected.map(|(at, asks, leans)| (at.to_owned(), asks.to_owned(), leans)));
    }
}
