//! `dossier path`: how two are tied, hop by hop.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::Kept;
use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Format, Row, pretty, with_schema};
use crate::cli::medium::Medium;
use crate::cli::output::{Answer, NOTHING};
use crate::cli::show::found;
use crate::cli::trouble::Trouble;
use crate::entry::TableColumn;
use crate::evidence::{Bond, CHAINS, Hop, Network};
use crate::page::Survey;
use crate::whole::{Depth, Dossier, Topic};

/// Tell how two are tied: the shortest chains of entries and terms, hop by hop
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: chain (its number), support (of the hop: ● two witnesses or more, \
                  ○ one, ∅ none), from, to, by (the record or the key that makes it), says, cites. Those come first whose \
                  weakest hop has most support, at most 50.\n\n\
                  Example:\n  dossier path palantir CBP --bundled"
)]
pub(in crate::cli) struct PathBetween {
    /// From whom or what
    #[arg(value_name = "REF")]
    from: String,
    /// To whom or what
    #[arg(value_name = "REF")]
    to: String,
    /// Take links in prose and known names in texts for ties, too
    #[arg(long)]
    mentions: bool,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 7] = [
    TableColumn::new(0, "chain").figure(),
    TableColumn::new(1, "support"),
    TableColumn::new(2, "from"),
    TableColumn::new(3, "to"),
    TableColumn::new(4, "by").yields(2),
    TableColumn::new(5, "says").from(30),
    TableColumn::new(6, "cites").yields(1),
];

/// A hop of the chain of that number.
struct Step<'a> {
    network: &'a Network<'a>,
    dossier: &'a Dossier,
    chain: usize,
    hop: &'a Hop<'a>,
    best: &'a Bond<'a>,
}

/// The chains, the best supported first.
pub(super) fn answer(between: &PathBetween, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let mut answer = Answer { status: NOTHING, ..Answer::default() };
    let mut end = |text: &str| Ok::<_, Trouble>(found(text, loaded, &mut answer.told)?.map(|spot| spot.topic));
    let (from, to) = (end(&between.from)?, end(&between.to)?);
    let (Some(from), Some(to)) = (from, to) else { return Ok(answer) };
    let (loaded, kept) = between.kept.facts(loaded, Depth::Tied)?;
    let network = Network::new(loaded.view(), between.mentions);
    // What an article mentions is no fact of its own, and yet a tie where nothing is narrowed.
    let network = if between.kept.query.is_some() { network.over(&kept) } else { network };
    let found = network.chains(from, to, CHAINS);
    let numbered = (1..).zip(&found.chains).flat_map(|(chain, hops)| hops.iter().map(move |hop| (chain, hop)));
    let steps = numbered.filter_map(|(chain, hop)| {
        Some(Step { network: &network, dossier: loaded.dossier(), chain, hop, best: hop.bonds.first()? })
    });
    let steps: Vec<Step> = steps.collect();
    answer.out = if between.form.format()? == Format::Svg {
        super::picture(loaded.view(), &Survey::Path([from, to]), &kept)
    } else if between.form.format()? == Format::Json {
        let chain = |steps: &[Step]| steps.iter().map(|step| Json::Object(step.object())).collect::<Json>();
        let chains = steps.chunk_by(|one, next| one.chain == next.chain).map(chain).collect();
        pretty(&Json::Object(with_schema(Map::from_iter([("paths".to_owned(), chains)]))))
    } else {
        between.form.compose(&HEADS, &[], &steps, medium)?
    };
    if !steps.is_empty() {
        answer.status = 0;
    }
    answer.told.extend(told(between, loaded.dossier(), [from, to], found.chains.len(), found.more));
    Ok(answer)
}

/// What is to be said beside them.
fn told(between: &PathBetween, dossier: &Dossier, ends: [Topic; 2], shown: usize, more: u64) -> Option<String> {
    let [from, to] = ends.map(|topic| dossier.name(topic));
    if ends[0] == ends[1] {
        return Some(format!("`{}` and `{}` are the same, {from}", between.from, between.to));
    }
    if shown == 0 {
        let hint = if between.mentions { "" } else { "; --mentions follows links in prose and known names, too" };
        return Some(format!("no chain of ties leads from {from} to {to}{hint}"));
    }
    (more > 0).then(|| format!("these are the first {shown}; {more} more chains are as short"))
}

/// How an end of a hop is written: an entry as a reference, a term by its name.
fn end(dossier: &Dossier, topic: Topic) -> String {
    match topic {
        Topic::Entry(_) => dossier.written(&topic.into()),
        Topic::Term(_) => dossier.name(topic).to_owned(),
    }
}

impl Row for Step<'_> {
    fn reference(&self) -> String {
        self.network.reference(self.best.tie)
    }

    fn cells(&self) -> Vec<Cell> {
        let name = |topic| Cell::of(self.dossier.name(topic));
        let by = match self.hop.bonds.len() - 1 {
            0 => self.reference(),
            more => format!("{} and {more} more", self.reference()),
        };
        vec![
            Cell::of(self.chain.to_string()),
            Cell::of(self.best.standing.sign()),
            name(self.hop.from),
            name(self.hop.to),
            Cell::of(by),
            Cell::of(self.network.words(self.best.tie)),
            Cell::of(self.network.cites(self.best.tie).join(" ")),
        ]
    }

    fn object(&self) -> Map<String, Json> {
        let mut object = Map::from_iter([
            ("from".to_owned(), end(self.dossier, self.hop.from).into()),
            ("to".to_owned(), end(self.dossier, self.hop.to).into()),
            ("by".to_owned(), self.reference().into()),
        ]);
        if self.hop.bonds.len() > 1 {
            let all = self.hop.bonds.iter().map(|bond| Json::from(self.network.reference(bond.tie)));
            object.insert("all".to_owned(), all.collect());
        }
        object.insert("cites".to_owned(), json!(self.network.cites(self.best.tie)));
        object
    }

    fn group(&self) -> &'static str {
        "paths"
    }
}
