//! How two topics are tied: the shortest chains of entries and terms from one to the other. Must never make more of them
//! than are wanted, however many there are, nor hold a hop that no tie makes.

use std::collections::HashMap;

use crate::whole::Topic;

use super::network::{Bond, Network, by_name};
use super::support::Standing;

/// So many chains are told.
pub const CHAINS: usize = 50;

/// A step of a chain.
#[derive(Debug, Clone)]
pub struct Hop<'a> {
    /// From here.
    pub from: Topic,
    /// To there.
    pub to: Topic,
    /// All that makes it, the best supported first; never empty.
    pub bonds: Vec<Bond<'a>>,
}

/// The shortest chains between two topics.
#[derive(Debug, Clone, Default)]
pub struct Chains<'a> {
    /// Those with the best support first: that of a chain is the least of its hops. Of these in the order of the names.
    pub chains: Vec<Vec<Hop<'a>>>,
    /// How many more there are.
    pub more: u64,
}

impl<'a> Network<'a> {
    /// The shortest chains from one topic to another, at most so many; none where they are not tied, or the same.
    #[must_use]
    pub fn chains(&self, from: Topic, to: Topic, most: usize) -> Chains<'a> {
        let Some(steps) = self.steps(from, to).filter(|_| from != to) else { return Chains::default() };
        let mut chains = Vec::new();
        for least in Standing::ALL.into_iter().rev() {
            steps.walk(from, least, most, &mut chains);
        }
        let more = steps.weight(from).count.saturating_sub(chains.len() as u64);
        Chains { chains, more }
    }

    /// Every step of a shortest chain; none where there is no chain.
    fn steps(&self, from: Topic, to: Topic) -> Option<Steps<'a>> {
        let distances = self.distances(from, to)?;
        let mut steps = Steps { of: HashMap::new(), weights: HashMap::from([(to, Weight::at_end())]) };
        let (mut order, mut level) = (Vec::new(), vec![from]);
        while !level.is_empty() {
            let mut next = Vec::new();
            for topic in level {
                if topic == to || steps.of.contains_key(&topic) {
                    continue;
                }
                let nearer = distances.get(&topic).and_then(|distance| distance.checked_sub(1));
                let around = self.around(topic).into_iter();
                let mut here: Vec<Hop<'a>> = around
                    .filter(|(other, _)| nearer.is_some() && distances.get(other).copied() == nearer)
                    .map(|(other, ties)| Hop { from: topic, to: other, bonds: self.bonds(&ties) })
                    .collect();
                here.sort_by_cached_key(|hop| by_name(self.dossier(), hop.to));
                next.extend(here.iter().map(|hop| hop.to));
                steps.of.insert(topic, here);
                order.push(topic);
            }
            level = next;
        }
        for topic in order.into_iter().rev() {
            let weight = steps.weighed(topic);
            steps.weights.insert(topic, weight);
        }
        Some(steps)
    }

    /// How far topics are from `to`, level by level, until `from` is among them; none where it never is.
    fn distances(&self, from: Topic, to: Topic) -> Option<HashMap<Topic, usize>> {
        let mut distances = HashMap::from([(to, 0)]);
        let (mut level, mut distance) = (vec![to], 0);
        while !level.is_empty() {
            if distances.contains_key(&from) {
                return Some(distances);
            }
            distance += 1;
            let mut next = Vec::new();
            for other in level.into_iter().flat_map(|topic| self.neighbours(topic)) {
                distances.entry(other).or_insert_with(|| {
                    next.push(other);
                    distance
                });
            }
            level = next;
        }
        None
    }
}

/// What follows from a topic on.
#[derive(Debug, Clone, Copy)]
struct Weight {
    /// How many chains there are.
    count: u64,
    /// The support of the best.
    best: Standing,
    /// Whether one has just that support, for each of [`Standing::ALL`].
    has: [bool; Standing::ALL.len()],
}

impl Weight {
    /// At the end of all chains.
    fn at_end() -> Self {
        Self { count: 1, best: Standing::Two, has: [false; Standing::ALL.len()] }
    }

    /// Whether a chain goes on from here whose hops have at least that support; one just that, where it is still missing.
    fn leads_on(&self, least: Standing, is_met: bool) -> bool {
        if is_met { self.best >= least } else { self.has[least as usize] }
    }
}

/// The steps of all shortest chains, those of each topic in the order of the names.
struct Steps<'a> {
    of: HashMap<Topic, Vec<Hop<'a>>>,
    weights: HashMap<Topic, Weight>,
}

/// The support of a hop: of what makes it best.
fn standing(hop: &Hop<'_>) -> Standing {
    hop.bonds.first().map_or(Standing::None, |bond| bond.standing)
}

impl<'a> Steps<'a> {
    fn weight(&self, topic: Topic) -> Weight {
        self.weights.get(&topic).copied().unwrap_or(Weight { count: 0, best: Standing::None, ..Weight::at_end() })
    }

    fn hops(&self, topic: Topic) -> &[Hop<'a>] {
        self.of.get(&topic).map_or(&[], Vec::as_slice)
    }

    /// What follows from that topic on, where that is known of all that are nearer to the end.
    fn weighed(&self, topic: Topic) -> Weight {
        let mut weight = Weight { count: 0, best: Standing::None, ..Weight::at_end() };
        for hop in self.hops(topic) {
            let (here, after) = (standing(hop), self.weight(hop.to));
            weight.count = weight.count.saturating_add(after.count);
            weight.best = weight.best.max(here.min(after.best));
            for least in Standing::ALL {
                weight.has[least as usize] |= here >= least && after.leads_on(least, here == least);
            }
        }
        weight
    }

    /// Puts the chains of just that support behind the others, in the order of the names, until there are so many.
    fn walk(&self, from: Topic, least: Standing, most: usize, found: &mut Vec<Vec<Hop<'a>>>) {
        // The hops that are tried at each topic of the chain, and whether one before had just that support.
        let mut tried = vec![(self.hops(from).iter(), false)];
        let mut chain: Vec<&Hop<'a>> = Vec::new();
        while let Some((hops, is_met)) = tried.last_mut().filter(|_| found.len() < most) {
            let Some(hop) = hops.next() else {
                tried.pop();
                chain.pop();
                continue;
            };
            let here = standing(hop);
            let is_met = *is_met || here == least;
            if here < least || !self.weight(hop.to).leads_on(least, is_met) {
                continue;
            }
            chain.push(hop);
            if self.of.contains_key(&hop.to) {
                tried.push((self.hops(hop.to).iter(), is_met));
            } else {
                found.push(chain.iter().map(|hop| (*hop).clone()).collect());
                chain.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entry::EntryKind;
    use crate::fixture;
    use crate::whole::{Bodies, Dossier, View};

    /// Two companies by their numbers, and whether what is between them has two witnesses.
    type Pair = (u8, u8, bool);

    fn id(number: u8) -> String {
        format!("c{number:02}")
    }

    /// So many companies, with a contract for each pair.
    fn dossier(pairs: &[Pair], companies: u8) -> (Dossier, Bodies) {
        let mut files: Vec<(String, String)> =
            ["x", "y"].map(|id| (format!("articles/{id}.md"), format!("+++\ntitle = \"The {id}\"\n+++\n"))).into();
        for from in 0..companies {
            let mut text = format!("+++\nname = \"{}\"\n", id(from));
            for (at, (_, to, strong)) in pairs.iter().enumerate().filter(|(_, (one, ..))| *one == from) {
                let cites = if *strong { "\"x\", \"y\"" } else { "\"x\"" };
                let deal = format!("[[contracts]]\nid = \"deal-{at}\"\nwith = \"{}\"\ncites = [{cites}]\n", id(*to));
                text.push_str(&deal);
            }
            files.push((format!("companies/{}.md", id(from)), text + "+++\n"));
        }
        fixture::made_of(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    fn company(dossier: &Dossier, number: u8) -> Topic {
        dossier.find(EntryKind::Company, &id(number)).expect("it is there").into()
    }

    /// The shortest chains from company 0 to company 1, found by trying all, each with whether all of it is strong.
    fn by_trying(pairs: &[Pair], companies: u8) -> Vec<(bool, Vec<u8>)> {
        let strength = |one: u8, other: u8| {
            let is_between = |(from, to, _): &&Pair| (*from, *to) == (one, other) || (*to, *from) == (one, other);
            pairs.iter().filter(is_between).map(|(.., strong)| *strong).max()
        };
        let mut all = vec![(true, vec![0_u8])];
        for _ in 1..companies {
            let mut longer = Vec::new();
            for (is_strong, chain) in &all {
                for next in (0..companies).filter(|next| !chain.contains(next)) {
                    let strength = chain.last().and_then(|last| strength(*last, next));
                    longer.extend(strength.map(|strong| (*is_strong && strong, [&chain[..], &[next]].concat())));
                }
            }
            let mut found: Vec<_> = longer.iter().filter(|(_, chain)| chain.last() == Some(&1)).cloned().collect();
            if !found.is_empty() {
                found.sort_by_key(|(strong, chain)| (!strong, chain.clone()));
                return found;
            }
            all = longer;
        }
        Vec::new()
    }

    proptest! {
        /// The chains are those that are found by trying all, in order and counted, however few are wanted; and each hop
        /// is a tie that is there.
        #[test]
        fn chains_are_what_trying_all_finds(pairs in prop::collection::vec((0_u8..7, 0_u8..7, any::<bool>()), 0..16), most in 1_usize..6) {
            let pairs: Vec<Pair> = pairs.into_iter().filter(|(one, other, _)| one != other).collect();
            let (dossier, bodies) = dossier(&pairs, 7);
            let network = Network::new(View::new(&dossier, &bodies), false);
            let found = network.chains(company(&dossier, 0), company(&dossier, 1), most);
            let told = found.chains.iter().map(|chain| {
                let ends = chain.first().map(|hop| hop.from).into_iter().chain(chain.iter().map(|hop| hop.to));
                let numbers = ends.map(|end| (0..7).find(|number| company(&dossier, *number) == end).expect("of these"));
                (chain.iter().all(|hop| standing(hop) == Standing::Two), numbers.collect::<Vec<u8>>())
            });
            let expected = by_trying(&pairs, 7);
            prop_assert_eq!(found.more, expected.len().saturating_sub(most) as u64);
            prop_assert_eq!(told.collect::<Vec<_>>(), expected.into_iter().take(most).collect::<Vec<_>>());
            for hop in found.chains.iter().flatten() {
                prop_assert!(!hop.bonds.is_empty());
                for bond in &hop.bonds {
                    let ends = [Topic::Entry(bond.tie.from), bond.tie.to.topic];
                    prop_assert!(dossier.from(bond.tie.from).contains(bond.tie));
                    prop_assert!(ends == [hop.from, hop.to] || ends == [hop.to, hop.from]);
                }
            }
        }
    }

    /// What is counted is not made: of twenty lozenges in a row, each with two ways, there are a million chains.
    #[test]
    fn more_chains_than_anybody_could_make_are_counted() {
        let ways = (0_u8..20).flat_map(|at| {
            let [from, one, other, to] = [3 * at, 3 * at + 1, 3 * at + 2, 3 * at + 3];
            [(from, one, false), (from, other, true), (one, to, false), (other, to, true)]
        });
        let (dossier, bodies) = dossier(&ways.collect::<Vec<_>>(), 61);
        let network = Network::new(View::new(&dossier, &bodies), false);
        let found = network.chains(company(&dossier, 0), company(&dossier, 60), CHAINS);
        assert_eq!((found.chains.len(), found.chains.len() as u64 + found.more), (CHAINS, 1 << 20));
        let strong = |chain: &Vec<Hop<'_>>| chain.iter().all(|hop| standing(hop) == Standing::Two);
        assert_eq!(
            found.chains.iter().map(strong).filter(|strong| *strong).count(),
            1,
            "one has two witnesses throughout"
        );
        assert!(strong(&found.chains[0]));
    }
}
