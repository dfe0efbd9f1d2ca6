//! A dossier of any size to measure on: the same number makes the same files. A hundredth of the entries are companies,
//! a twentieth campaigns, the rest articles of some 600 words; words and names are as unevenly spread as in a language
//! (Zipf), so that one company has ties to a large part of all; three of a thousand files are broken.

use std::fmt::Write as _;

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

fn cover(all: usize) -> String {
    let terms = AGENCIES.map(|name| format!("\n[[terms]]\nname = \"{name}\"\nkind = \"agency\"\n"));
    format!(
        "format = 1\ntitle = \"A corpus of {all}\"\nsummary = \"Nothing in it is true.\"\n{}\n[[views]]\nname = \"Large contracts\"\nquery = \"contract{{amount:>5M}}\"\n",
        terms.concat()
    )
}

/// The files of a dossier of so many entries: their paths and what they say.
pub(crate) fn files(all: usize) -> impl Iterator<Item = (String, String)> {
    let (sizes, mut lot) = (Sizes::of(all), Lot(all as u64));
    let kinds = [("articles/a", sizes.articles), ("companies/c", sizes.companies), ("campaigns/k", sizes.campaigns)];
    let numbers = kinds.into_iter().flat_map(|(start, count)| (0..count).map(move |number| (start, number)));
    let entries = numbers.map(move |(start, number)| {
        let text = match start {
            "articles/a" => article(number, &mut lot, sizes),
            "companies/c" => company(number, &mut lot, sizes),
            _ => campaign(number, &mut lot, sizes),
        };
        let is_broken = lot.below(1000) < BROKEN;
        (format!("{start}{number}.md"), if is_broken { text.replacen("\"\n", "\n", 1) } else { text })
    });
    std::iter::once(("dossier.toml".to_owned(), cover(all))).chain(entries)
}
