//! What is left of a word without its endings, in the languages that are known. Must never be shown: `compani` is no
//! word.

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// The languages whose endings are known, by the first part of their tag (BCP 47), in scripts that keep their letters
/// when they are folded.
const KNOWN: &[(&str, Algorithm)] = &[
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("eo", Algorithm::Esperanto),
    ("es", Algorithm::Spanish),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("ga", Algorithm::Irish),
    ("hu", Algorithm::Hungarian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sr", Algorithm::Serbian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
    ("uk", Algorithm::Ukrainian),
];

/// So many letters a word has at least that is looked for by its stem: shorter ones have few endings, and what is left
/// of them begins too much else.
const SHORTEST: usize = 4;

/// A language whose endings are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stemming(Algorithm);

impl Stemming {
    /// That of a language's tag, such as `en` or `pt-BR`; none where its endings are not known.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(language)).map(|(_, algorithm)| Self(*algorithm))
    }

    fn stem(self, word: &str) -> String {
        Stemmer::create(self.0).stem(word).into_owned()
    }
}

/// The stem of one folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stem {
    text: String,
    /// What every word of this stem begins with: the stem, or without its last letter, which may be another in some of
    /// them (`compani` of "company" and "companies").
    root: String,
    /// Whether the word that was asked for begins with it, so that whatever does is meant.
    begins: bool,
    language: Stemming,
}

impl Stem {
    /// That of a word; none where it has none but itself.
    pub(super) fn of(word: &str, language: Stemming) -> Option<Self> {
        if word.chars().count() < SHORTEST || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let text = language.stem(word);
        let mut root = text.clone();
        root.pop();
        let begins = word.starts_with(&text);
        let is_enough = root.chars().nth(1).is_some() && word.starts_with(&root);
        (is_enough && text != word).then_some(Self { text, root, begins, language })
    }

    /// What every word that has it begins with.
    pub(super) fn root(&self) -> &str {
        &self.root
    }

    /// Whether a folded word begins with it or has it too.
    pub(super) fn is_of(&self, word: &str) -> bool {
        word.starts_with(&self.root)
            && (self.begins && word.starts_with(&self.text) || self.language.stem(word) == self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(asked: &str, word: &str) -> bool {
        Stem::of(asked, Stemming::of("en-US").unwrap()).is_some_and(|stem| stem.is_of(word))
    }

    #[test]
    fn words_of_one_stem_find_each_other() {
        for (asked, word) in [
            ("deporting", "deportation"),
            ("workers", "worker"),
            ("companies", "company"),
            ("company", "companies"),
            ("agencies", "agency"),
            ("organising", "organised"),
        ] {
            assert!(finds(asked, word), "{asked} {word}");
        }
        for (asked, word) in [("many", "manifest"), ("uses", "us"), ("600k", "600"), ("ices", "icon")] {
            assert!(!finds(asked, word), "{asked} {word}");
        }
    }

    #[test]
    fn a_language_is_known_by_the_first_part_of_its_tag() {
        assert!(Stemming::of("en") == Stemming::of("EN-gb") && Stemming::of("en").is_some());
        assert_eq!(Stemming::of("tlh").or(Stemming::of("")).or(Stemming::of("-en")), None);
    }

    proptest! {
        #[test]
        fn every_word_has_a_stem_or_none(word in any::<String>(), other in "\\PC{0,12}|[a-z]{0,12}|[α-ωа-я]{0,9}") {
            for (tag, _) in KNOWN {
                for word in [&word, &other] {
                    let folded = crate::text::fold::fold(word);
                    if let Some(stem) = Stem::of(&folded, Stemming::of(tag).unwrap()) {
                        prop_assert!(stem.is_of(&folded) && folded.starts_with(stem.root()), "{tag} {word}");
                    }
                }
            }
        }
    }
}
