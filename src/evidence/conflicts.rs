//! What sources do not agree on: readings of one key, and records that tell of one thing. Must never choose between them,
//! nor take for a difference what can be true together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::entry::{Key, RecordKind, Shape, Shown, TextKind, Value, may_both_hold};
use crate::text::fold::fold;
use crate::value::{Agreement, Fits, Readings};
use crate::whole::{Dossier, EntryId, Topic};

use super::fact::Fact;

/// What is said differently of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Of what: of several records the first in the order of the files.
    pub fact: Fact,
    /// Under which key.
    pub key: Key,
    /// Which facts say what, in the order of the files: that one alone, or records of one thing.
    pub among: Vec<Fact>,
}

impl Conflict {
    /// Each reading, with the fact that holds it.
    #[must_use]
    pub fn readings<'a>(&self, dossier: &'a Dossier) -> Vec<(Fact, Shown<'a>)> {
        let of = |fact: &Fact| {
            let shown = value(dossier, *fact, self.key).map(Value::shown).unwrap_or_default();
            shown.into_iter().map(|shown| (*fact, shown)).collect::<Vec<_>>()
        };
        self.among.iter().flat_map(of).collect()
    }
}

fn value(dossier: &Dossier, fact: Fact, key: Key) -> Option<&Value> {
    fact.fields(dossier)?.get(key)
}

/// Everything in which these facts do not agree: the readings of each, then the records that tell of one thing, by
/// `same_as` or by parties, product and period. The dossier must be tied.
#[must_use]
pub fn conflicts(dossier: &Dossier, kept: &[Fact]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for fact in kept {
        let fields = fact.fields(dossier).into_iter().flatten();
        let differing = fields.filter(|field| !all_fit(dossier, fact.entry, &field.value));
        found.extend(differing.map(|field| Conflict { fact: *fact, key: field.key, among: vec![*fact] }));
    }
    for among in told_twice(dossier, kept) {
        let keys: BTreeSet<Key> = among
            .iter()
            .filter_map(|fact| fact.fields(dossier))
            .flat_map(|fields| fields.iter().map(|field| field.key))
            .filter(|key| is_compared(*key))
            .collect();
        for key in keys {
            let saying: Vec<Fact> = among.iter().copied().filter(|fact| value(dossier, *fact, key).is_some()).collect();
            let differ = pairs(&saying).any(|(one, other)| !agree(dossier, key, one, other));
            found.extend(saying.first().filter(|_| differ).map(|fact| Conflict {
                fact: *fact,
                key,
                among: saying.clone(),
            }));
        }
    }
    let place = |conflict: &Conflict| kept.iter().position(|fact| *fact == conflict.fact);
    found.sort_by_cached_key(place);
    found
}

fn pairs(facts: &[Fact]) -> impl Iterator<Item = (Fact, Fact)> {
    let each = facts.iter().enumerate();
    each.flat_map(|(at, one)| facts.iter().skip(at + 1).map(|other| (*one, *other)))
}

/// Whether records of one thing can contradict each other under that key: not in the editors' words.
fn is_compared(key: Key) -> bool {
    let spec = key.spec();
    match spec.shape {
        Shape::Date | Shape::Count | Shape::Money | Shape::Number => true,
        Shape::Text => spec.text == TextKind::Word,
        Shape::Names => spec.relates,
        Shape::Label | Shape::Words | Shape::References | Shape::Cites => false,
    }
}

/// Whether all readings of a value can be true together, a name and another name of the same being one.
fn all_fit(dossier: &Dossier, from: EntryId, value: &Value) -> bool {
    match value {
        Value::Names(readings) => {
            let meant = readings
                .values()
                .map(|names| names.iter().map(|name| whom(dossier, from, &name.value)).collect::<BTreeSet<String>>());
            let meant: Vec<_> = meant.collect();
            meant.windows(2).all(|two| two[0] == two[1])
        }
        _ => value.agreement() != Agreement::Differ,
    }
}

/// How a name compares: by whom it names.
fn whom(dossier: &Dossier, from: EntryId, name: &str) -> String {
    let named = dossier.named_place(name, from);
    named.map_or_else(|| fold(name), |spot| dossier.written(&spot.topic.into()))
}

/// Whether what two records of one thing say under a key can be true together: each reading of one with one of the other.
fn agree(dossier: &Dossier, key: Key, one: Fact, other: Fact) -> bool {
    let (Some(said), Some(too)) = (value(dossier, one, key), value(dossier, other, key)) else { return true };
    match (said, too) {
        (Value::Date(said), Value::Date(too)) => fit(said, too, Fits::fits),
        (Value::Count(said), Value::Count(too)) => fit(said, too, Fits::fits),
        (Value::Money(said), Value::Money(too)) => fit(said, too, Fits::fits),
        (Value::Number(said), Value::Number(too)) => fit(said, too, Fits::fits),
        (Value::Text(said), Value::Text(too)) => fit(said, too, |said, too| said.fits(too) || may_both_hold(said, too)),
        // A seller is a party of its contract too, and who is named besides is no contradiction.
        (Value::Names(_), Value::Names(_)) => {
            let named = |fact: Fact| {
                let names = fact.fields(dossier).into_iter().flat_map(|fields| fields.names(key));
                let mut all: BTreeSet<String> = names.map(|name| whom(dossier, fact.entry, &name.value)).collect();
                all.extend((key == Key::With).then(|| dossier.written(&Topic::from(fact.entry).into())));
                all
            };
            !named(one).is_disjoint(&named(other))
        }
        _ => true,
    }
}

/// Whether each reading of one fits one of the other, and the other way round; words fit everything.
fn fit<T>(one: &Readings<T>, other: &Readings<T>, fits: impl Fn(&T, &T) -> bool) -> bool {
    let has_words = |readings: &Readings<T>| readings.iter().any(|reading| reading.value.is_none());
    let within = |some: &Readings<T>, all: &Readings<T>, turned: bool| {
        let met = |one: &T| all.values().any(|other| if turned { fits(other, one) } else { fits(one, other) });
        has_words(all) || some.values().all(met)
    };
    within(one, other, false) && within(other, one, true)
}

/// What records that may tell of one thing have in common: kind, parties, product or title, period.
type Likeness = (RecordKind, BTreeSet<String>, BTreeSet<String>, Option<String>);

/// Records that tell of one thing, in the order of the files.
fn told_twice(dossier: &Dossier, kept: &[Fact]) -> Vec<Vec<Fact>> {
    let at: HashMap<Fact, usize> = kept.iter().enumerate().map(|(at, fact)| (*fact, at)).collect();
    // Each record leads to one before it that tells of the same thing, the first to itself.
    let mut first: Vec<usize> = (0..kept.len()).collect();
    let mut alike: HashMap<Likeness, usize> = HashMap::new();
    for (here, fact) in kept.iter().enumerate() {
        let named = same_as(dossier, *fact).filter_map(|other| at.get(&other).copied());
        let like = likeness(dossier, *fact).map(|likeness| *alike.entry(likeness).or_insert(here));
        let like = like.filter(|other| kept[*other].entry != fact.entry);
        for other in named.chain(like) {
            let (one, other) = (begin(&first, here), begin(&first, other));
            first[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Fact>> = BTreeMap::new();
    for (here, fact) in kept.iter().enumerate() {
        groups.entry(begin(&first, here)).or_default().push(*fact);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn begin(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

/// The records that a record says it is the same as.
fn same_as(dossier: &Dossier, fact: Fact) -> impl Iterator<Item = Fact> {
    let fields = fact.record_in(dossier).map(|record| &record.fields);
    let references = fields.into_iter().flat_map(|fields| fields.references(Key::SameAs));
    references.filter_map(move |at| {
        let spot = dossier.resolve(&at.value, Some(fact.entry)).spot()?.clone();
        let id = spot.entry()?;
        Some(Fact::record(id, dossier.record_at(id, spot.place.as_ref()?)?))
    })
}

/// What a record has in common with others that tell of the same; none where it says too little to compare.
fn likeness(dossier: &Dossier, fact: Fact) -> Option<Likeness> {
    let record = fact.record_in(dossier)?;
    let fields = &record.fields;
    let names = |keys: &dyn Fn(Key) -> bool| -> BTreeSet<String> {
        let of_keys = fields.iter().filter(|field| keys(field.key)).flat_map(|field| field.value.names());
        of_keys.map(|name| whom(dossier, fact.entry, &name.value)).collect()
    };
    let mut parties = names(&|key| key != Key::Product && key.spec().shape == Shape::Names && key.spec().relates);
    // A contract is its seller's, a demand and its signatures are their campaign's.
    if matches!(record.kind, RecordKind::Contract | RecordKind::Demand | RecordKind::Signatures) {
        parties.insert(dossier.written(&Topic::from(fact.entry).into()));
    }
    let mut product = names(&|key| key == Key::Product);
    if record.kind != RecordKind::Contract {
        product.extend(fields.text(Key::Title).map(fold));
    }
    let dates = [Key::Period, Key::AsOf].into_iter().filter_map(|key| fields.get(key));
    let period = dates.map(|value| value.first().text).next();
    (!parties.is_empty() && !product.is_empty()).then_some((record.kind, parties, product, period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// What differs in a dossier of these files, as `ref field: readings`.
    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let (dossier, _) = fixture::made_of(files);
        let found = conflicts(&dossier, &Fact::all(&dossier));
        let one = |conflict: &Conflict| {
            let readings = conflict.readings(&dossier);
            let said: Vec<&str> = readings.iter().map(|(_, shown)| shown.text.as_str()).collect();
            let place = dossier.written(&conflict.fact.spot(&dossier));
            format!("{place} {}: {}", conflict.key.name(), said.join(" | "))
        };
        found.iter().map(one).collect()
    }

    fn of_record(keys: &str) -> Vec<String> {
        let company = format!("+++\nname = \"X\"\n[[contracts]]\nid = \"d\"\nwith = \"ICE\"\n{keys}\n+++\n");
        let cover = "format = 1\ntitle = \"T\"\n[[terms]]\nname = \"ICE\"\nlong = \"Immigration\"\n";
        told(&[("dossier.toml", cover), ("companies/x.md", &company)])
    }

    #[test]
    fn readings_differ_where_they_cannot_be_true_together() {
        let differs = |says: &str| vec![format!("companies/x#d {says}")];
        assert_eq!(
            of_record("amount = [{ value = \"USD 1\" }, { value = \"USD 2\" }]"),
            differs("amount: USD 1 | USD 2")
        );
        assert_eq!(
            of_record("status = [{ value = \"active\" }, { value = \"ended\" }]"),
            differs("status: active | ended")
        );
        for keys in [
            "amount = [{ value = \"USD 1\" }, { words = \"little\" }]",
            "signed = [{ value = \"2018\" }, { value = \"2018-03\" }]",
            "status = [{ value = \"offered\" }, { value = \"active\" }]",
            "status = [{ value = \"ended\" }, { value = \"cancelled\" }]",
            "product = [{ value = \"ICE\" }, { value = \"Immigration\" }]",
        ] {
            assert_eq!(of_record(keys), [""; 0], "{keys}");
        }
    }

    fn deal(seller: &str, keys: &str) -> (String, String) {
        let text = format!("+++\nname = \"{seller}\"\n[[contracts]]\nid = \"d\"\n{keys}\n+++\n");
        (format!("companies/{}.md", seller.to_lowercase()), text)
    }

    fn of_deals(one: &str, other: &str) -> Vec<String> {
        let [a, b] = [deal("A", one), deal("B", other)];
        told(&[(&a.0, &a.1), (&b.0, &b.1)])
    }

    #[test]
    fn records_of_one_thing_differ_between_entries() {
        let same = "same_as = [\"a#d\"]\n";
        let bid = |more: &str| format!("with = \"C\"\nstatus = \"bid\"\n{more}");
        let found = of_deals(&bid("amount = \"USD 10\""), &bid(&format!("{same}amount = \"USD 11\"")));
        assert_eq!(found, ["companies/a#d amount: USD 10 | USD 11"]);
        assert_eq!(
            of_deals(&bid("amount = \"USD 10\""), &bid("amount = \"USD 11\"")),
            [""; 0],
            "two bids, not one thing"
        );
        assert_eq!(of_deals(&bid(""), &format!("with = \"C\"\nstatus = \"active\"\n{same}")), [""; 0]);
        assert_eq!(
            of_deals(&bid(""), &format!("with = \"E\"\nstatus = \"bid\"\n{same}")),
            ["companies/a#d with: C | E"]
        );
        // The deal as its seller and as its buyer tell it.
        let hosting = |with: &str, more: &str| format!("with = \"{with}\"\nproduct = \"Hosting\"\n{more}");
        let found = of_deals(&hosting("B", "amount = \"USD 10\""), &hosting("A", "amount = \"USD 11\""));
        assert_eq!(found, ["companies/a#d amount: USD 10 | USD 11"]);
        let later =
            of_deals(&hosting("B", "amount = \"USD 10\""), &hosting("A", "amount = \"USD 11\"\nperiod = \"2019\""));
        assert_eq!(later, [""; 0], "of another period");
    }
}
