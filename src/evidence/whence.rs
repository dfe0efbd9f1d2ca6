//! Where something is said: the records, digests and paragraphs that hold a figure, a few words or a pasted sentence.
//! Must never call a likeness a find: what holds but some of the words comes only where nothing holds all.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{Entry, LinkTarget, Value};
use crate::text::fold::{Needle, folded_words};
use crate::value::{Count, Fits, Money, Paragraphs, Place, Reference};
use crate::whole::{Dossier, EntryId, Spot, Topic, View, Where, record_words, texts};

/// Something that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Where: a record, paragraphs of an article, an entry.
    pub spot: Spot,
    /// What it is: `contract`, `digest`, `paragraph`, `prose`, `company`.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// Whether it holds all that was asked for, as it was asked.
    pub is_exact: bool,
}

/// What is looked for.
struct Asked {
    phrase: Needle,
    /// As a number by itself, where it is one.
    count: Option<Count>,
    money: Option<Money>,
    /// Its words, each once.
    words: BTreeSet<String>,
}

/// So large a part of the words of a sentence must be held by what is like it: in percent.
const ALIKE: usize = 50;

/// No more likenesses are told.
const LIKENESSES: usize = 20;

/// Fewer words are no sentence that something could be like.
const SENTENCE: usize = 4;

impl Asked {
    fn new(text: &str) -> Self {
        let trimmed = text.trim().trim_end_matches(['.', ',', ';', ':']);
        let words = folded_words(trimmed).filter(|word| word.chars().count() > 2 || word.parse::<u64>().is_ok());
        Self {
            phrase: Needle::phrase(trimmed),
            count: Count::parse(trimmed).ok(),
            money: Money::parse(trimmed).ok(),
            words: words.collect(),
        }
    }

    /// Whether a value is the number that is asked for, however it is written.
    fn is_figure(&self, value: &Value) -> bool {
        match value {
            Value::Count(readings) => {
                self.count.is_some_and(|asked| readings.values().any(|count| count.figure() == asked.figure()))
            }
            Value::Money(readings) => readings.values().any(|money| {
                let whole = self.count.and_then(|asked| asked.figure().checked_mul(10_u64.pow(money.minor_digits())));
                whole == Some(money.figure()) || self.money.as_ref().is_some_and(|asked| asked.fits(money))
            }),
            _ => false,
        }
    }

    /// How many of the words a text holds.
    fn held(&self, text: &str) -> usize {
        let held: BTreeSet<String> = folded_words(text).collect();
        self.words.intersection(&held).count()
    }
}

/// What one thing of an entry says, all its texts together.
struct Thing {
    texts: Vec<String>,
    is_exact: bool,
}

/// All that says so, in the order of the files, records before prose; where nothing does, what holds most of the words
/// of a sentence.
#[must_use]
pub fn whence(view: View<'_>, text: &str) -> Vec<Saying> {
    let asked = Asked::new(text);
    if asked.phrase.is_empty() {
        return Vec::new();
    }
    let mut entries: Vec<(EntryId, &Entry)> = view.dossier.entries().collect();
    entries.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
    let mut exact = Vec::new();
    let mut alike: Vec<(Reverse<usize>, Saying)> = Vec::new();
    for (id, entry) in entries {
        view.passing(|view| {
            for (place, thing) in things(view, id, entry, &asked) {
                let said = || saying(view, id, entry, place, &thing);
                if thing.is_exact {
                    exact.push(said());
                } else if exact.is_empty() && asked.words.len() >= SENTENCE {
                    let held = asked.held(&thing.texts.join(" "));
                    if held * 100 >= asked.words.len() * ALIKE {
                        alike.push((Reverse(held), said()));
                    }
                }
            }
        });
    }
    if exact.is_empty() {
        alike.sort_by_key(|(held, _)| *held);
        exact.extend(alike.into_iter().take(LIKENESSES).map(|(_, saying)| saying));
    }
    exact
}

/// Where in an entry a thing is said, in the order in which that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Own,
    Record(usize),
    Prose(usize),
    Attached(usize),
}

fn told(at: &Where) -> Told {
    match at {
        Where::Own(_) | Where::Extra => Told::Own,
        Where::Record(index, _) => Told::Record(*index),
        Where::Prose(stretch) => Told::Prose(stretch.prose()),
        Where::Attached(number) => Told::Attached(*number),
    }
}

fn things(view: View<'_>, id: EntryId, entry: &Entry, asked: &Asked) -> BTreeMap<Told, Thing> {
    let mut found: BTreeMap<Told, Thing> = BTreeMap::new();
    for text in texts(view, id) {
        let read = text.read();
        let thing = found.entry(told(&text.at)).or_insert_with(|| Thing { texts: Vec::new(), is_exact: false });
        thing.is_exact |= asked.phrase.is_in(&read);
        thing.texts.push(read.into_owned());
    }
    for (index, record) in entry.records.iter().enumerate() {
        if record.fields.iter().any(|field| asked.is_figure(&field.value))
            && let Some(thing) = found.get_mut(&Told::Record(index))
        {
            thing.is_exact = true;
        }
    }
    found
}

fn saying(view: View<'_>, id: EntryId, entry: &Entry, told: Told, thing: &Thing) -> Saying {
    let own = (Spot::page(id), entry.kind.singular(), thing.texts.join(" · "));
    let (spot, kind, text) = match told {
        Told::Own => own,
        Told::Record(index) => match entry.records.get(index) {
            Some(record) => {
                let spot = Spot::at(id, Place::record(&record.id));
                (spot, record.kind.singular(), record_words(view.dossier, id, record))
            }
            None => own,
        },
        Told::Prose(number) => match digested(view, id, number) {
            Some(paragraphs) => (Spot::at(id, Place::Paragraphs(paragraphs)), "digest", own.2),
            None => (Spot::page(id), "prose", own.2),
        },
        Told::Attached(number) => {
            let paragraphs = Paragraphs::parse(&format!("¶{}", number + 1)).ok();
            (Spot { topic: Topic::Entry(id), place: paragraphs.map(Place::Paragraphs) }, "paragraph", own.2)
        }
    };
    Saying { spot, kind, text, is_exact: thing.is_exact }
}

/// The paragraphs of an article that the prose of that number is the digest of.
fn digested(view: View<'_>, id: EntryId, number: usize) -> Option<Paragraphs> {
    let body = view.body(id)?;
    let proses = body.proses();
    let links = proses.get(number)?.runs.iter().filter_map(|run| body.links.get(run.link?));
    let mut own = links.filter_map(|link| match &link.target {
        LinkTarget::Reference(to) if is_own(view.dossier, id, to) => to.place.as_ref()?.paragraphs().cloned(),
        _ => None,
    });
    own.next()
}

fn is_own(dossier: &Dossier, id: EntryId, reference: &Reference) -> bool {
    dossier.resolve(reference, Some(id)).spot().is_some_and(|spot| spot.entry() == Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn said(text: &str) -> Vec<String> {
        let snapshot = fixture::bundled();
        let all = whence(snapshot.view(), text).into_iter();
        all.map(|one| format!("{} {}", snapshot.dossier.written(&one.spot), one.kind)).collect()
    }

    #[test]
    fn a_figure_is_found_however_it_is_written() {
        let found = said("600,000");
        for expected in ["companies/amazon#palantir-hosting contract", "articles/amazon-profits#¶1 digest"] {
            assert!(found.contains(&expected.to_owned()), "{expected}: {found:?}");
        }
        assert!(said("600000").contains(&"companies/amazon#palantir-hosting contract".to_owned()));
        assert!(said("USD 748844").contains(&"companies/google#uscis-cloud contract".to_owned()));
        assert_eq!(said("48,844"), [""; 0], "a part of a number is another");
    }

    #[test]
    fn a_sentence_is_found_by_most_of_its_words_where_nobody_says_it_so() {
        let found = said("Palantir pays Amazon some 600,000 dollars per month for hosting its software.");
        assert!(found.contains(&"companies/amazon#palantir-hosting contract".to_owned()), "{found:?}");
        let snapshot = fixture::bundled();
        assert!(whence(snapshot.view(), "Palantir pays by the month.").iter().all(|one| one.is_exact));
        assert_eq!(said("zebra crossings in Lower Saxony are striped"), [""; 0]);
        assert_eq!(said(""), [""; 0]);
    }
}
