//! Writes a dossier of any size to try things on: `cargo run --release --example corpus -- 10000 DIR`. The same number
//! makes the same files. A hundredth of the entries are companies, a twentieth campaigns, the rest articles of some 600
//! words; words and names are as unevenly spread as in a language (Zipf), so that one company has ties to a large part
//! of all; three of a thousand files are broken.
#![expect(clippy::disallowed_methods, reason = "it writes a dossier")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// How many words the language has.
const WORDS: usize = 40_000;
/// Of a thousand files so many are broken.
const BROKEN: usize = 3;

const SYLLABLES: [&str; 24] = [
    "ma", "ro", "ti", "ne", "sa", "lo", "ve", "ka", "di", "pu", "se", "ra", "mo", "ta", "li", "no", "be", "ci", "fo",
    "gu", "ha", "je", "wi", "zo",
];
const AGENCIES: [&str; 6] = ["ICE", "CBP", "DHS", "Pentagon", "Port Authority", "Harbour Police"];

/// Numbers that look drawn by lot and are the same each time (`SplitMix64`, after Steele, Lea and Flood, 2014).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or(0)
    }

    /// A rank below `limit`, the first most often: the k-th as often as one in k.
    fn rank(&mut self, limit: usize) -> usize {
        // Powers of two of the ranks are as likely as each other.
        let octaves = limit.max(1).ilog2() as usize + 1;
        let octave = self.below(octaves);
        let within = (1 << octave) + self.below(1 << octave);
        (within - 1).min(limit.max(1) - 1)
    }

    fn date(&mut self) -> String {
        let (year, month, day) = (2000 + self.below(25), 1 + self.below(12), 1 + self.below(28));
        match self.below(8) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-{day:02}?"),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }

    fn word(&mut self) -> String {
        word(self.rank(WORDS))
    }

    fn sentence(&mut self) -> String {
        let words: Vec<String> = (0..8 + self.below(12)).map(|_| self.word()).collect();
        capital(&words.join(" ")) + "."
    }
}

/// The word of a rank: its number in syllables.
fn word(rank: usize) -> String {
    let (mut rank, mut word) = (rank + 24, String::new());
    while rank > 0 {
        word.push_str(SYLLABLES[rank % 24]);
        rank /= 24;
    }
    word
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How many there are of each kind.
#[derive(Clone, Copy)]
struct Sizes {
    articles: usize,
    companies: usize,
    campaigns: usize,
}

impl Sizes {
    fn of(all: usize) -> Self {
        let (companies, campaigns) = ((all / 100).max(1), (all / 20).max(1));
        Self { articles: all.saturating_sub(companies + campaigns).max(1), companies, campaigns }
    }
}

fn company_name(number: usize) -> String {
    let ending = ["Labs", "Systems", "Works", "Cloud"][number % 4];
    format!("{} {ending}", capital(&word(WORDS + number * 7)))
}

fn article_id(number: usize) -> String {
    format!("a{number}")
}

fn cites(lot: &mut Lot, sizes: Sizes) -> String {
    format!("cites = [\"{}#¶{}\"]\n", article_id(lot.rank(sizes.articles)), 1 + lot.below(6))
}

fn article(number: usize, lot: &mut Lot, sizes: Sizes) -> String {
    let title: Vec<String> = (0..5 + lot.below(4)).map(|_| lot.word()).collect();
    let mut text = format!(
        "+++\ntitle = \"{} {number}\"\nkind = \"news\"\ndate = \"{}\"\npublisher = \"The {}\"\nparagraphs = 6\nsummary = \"{}\"\n+++\n\n",
        capital(&title.join(" ")),
        lot.date(),
        capital(&word(WORDS * 3 + lot.rank(60))),
        lot.sentence()
    );
    for paragraph in 1..=6 {
        let sentences = (0..7).map(|_| lot.sentence()).collect::<Vec<_>>().join(" ");
        let company = company_name(lot.rank(sizes.companies));
        let link = if lot.below(3) == 0 { format!("[[{company}]]") } else { company };
        let agency = AGENCIES[lot.rank(AGENCIES.len())];
        let _ = write!(text, "{sentences} {link} sells to {agency}. [[#¶{paragraph}]]\n\n");
    }
    text
}

fn company(number: usize, lot: &mut Lot, sizes: Sizes) -> String {
    let name = company_name(number);
    let mut text = format!(
        "+++\nname = \"{name}\"\nsector = \"technology\"\nsummary = \"{}\"\n{}",
        lot.sentence(),
        cites(lot, sizes)
    );
    for contract in 0..=lot.below(4) {
        let agency = AGENCIES[lot.rank(AGENCIES.len())];
        let amount = format!("USD {}", (1 + lot.below(9000)) * 1000);
        let _ = write!(
            text,
            "\n[[contracts]]\nid = \"c{contract}\"\ntitle = \"{}\"\nwith = \"{agency}\"\namount = \"{amount}\"\nsigned = \"{}\"\n{}",
            capital(&lot.word()),
            lot.date(),
            cites(lot, sizes)
        );
    }
    let _ = write!(text, "+++\n\n{name} {} {}\n", lot.sentence().to_lowercase(), lot.sentence());
    text
}

fn campaign(number: usize, lot: &mut Lot, sizes: Sizes) -> String {
    let company = company_name(lot.rank(sizes.companies));
    let mut text = format!(
        "+++\nname = \"{company} letter {number}\"\nkind = \"letter\"\ndate = \"{}\"\ntargets = [\"{company}\"]\nsummary = \"{}\"\n{}",
        lot.date(),
        lot.sentence(),
        cites(lot, sizes)
    );
    let outcome = ["refused", "won", "open"][lot.below(3)];
    let _ = write!(
        text,
        "\n[[demands]]\nid = \"d\"\ntext = \"{}\"\nof = \"{company}\"\noutcome = \"{outcome}\"\n{}",
        lot.sentence(),
        cites(lot, sizes)
    );
    let _ = write!(text, "\n[[signatures]]\nid = \"s\"\ncount = \"{}\"\n{}", 10 + lot.rank(5000), cites(lot, sizes));
    let _ = write!(text, "+++\n\n{} [[{company}]] {}\n", lot.sentence(), lot.sentence().to_lowercase());
    text
}

fn write_entry(folder: &Path, id: &str, mut text: String, lot: &mut Lot) -> io::Result<()> {
    if lot.below(1000) < BROKEN {
        text = text.replacen("\"\n", "\n", 1);
    }
    fs::write(folder.join(format!("{id}.md")), text)
}

fn cover(all: usize) -> String {
    let terms = AGENCIES.map(|name| format!("\n[[terms]]\nname = \"{name}\"\nkind = \"agency\"\n"));
    format!(
        "format = 1\ntitle = \"A corpus of {all}\"\nsummary = \"Nothing in it is true.\"\n{}\n[[views]]\nname = \"Large contracts\"\nquery = \"contract{{amount:>5M}}\"\n",
        terms.concat()
    )
}

fn main() -> io::Result<()> {
    let mut arguments = env::args_os().skip(1);
    let (Some(all), Some(folder)) =
        (arguments.next().and_then(|all| all.to_str()?.parse::<usize>().ok()), arguments.next())
    else {
        return Err(io::Error::other("say how many entries and where to: corpus 10000 DIR"));
    };
    let folder = PathBuf::from(folder);
    let [articles, companies, campaigns] = ["articles", "companies", "campaigns"].map(|kind| folder.join(kind));
    for kind in [&articles, &companies, &campaigns] {
        fs::create_dir_all(kind)?;
    }
    fs::write(folder.join("dossier.toml"), cover(all))?;
    let (sizes, mut lot) = (Sizes::of(all), Lot(all as u64));
    for number in 0..sizes.articles {
        let text = article(number, &mut lot, sizes);
        write_entry(&articles, &article_id(number), text, &mut lot)?;
    }
    for number in 0..sizes.companies {
        let text = company(number, &mut lot, sizes);
        write_entry(&companies, &format!("c{number}"), text, &mut lot)?;
    }
    for number in 0..sizes.campaigns {
        let text = campaign(number, &mut lot, sizes);
        write_entry(&campaigns, &format!("k{number}"), text, &mut lot)?;
    }
    Ok(())
}
