//! Which criteria of accessibility a code is about: the one table of them.
//!
//! Numbers and links between the two standards: RGAA 4.1.2, <https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/>,
//! read in its `RGAA/4.1/criteres.json`.
//! Only what Classeur finds in a text; what its theme does is held to by tests. Never says that a page conforms: a
//! person must judge.

use std::fmt;

use super::Language;

/// The standard whose numbers [`Criterion::rgaa`] are.
pub const STANDARD: &str = "RGAA 4.1.2";

/// A criterion that what a code reports fails, or may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Criterion {
    /// Its number in [`STANDARD`]: `1.1`.
    pub rgaa: &'static str,
    /// The success criterion of WCAG 2.2 that it mainly tests: `1.1.1`.
    pub wcag: &'static str,
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RGAA\u{a0}{} (WCAG\u{a0}{})", self.rgaa, self.wcag)
    }
}

const fn criterion(rgaa: &'static str, wcag: &'static str) -> Criterion {
    Criterion { rgaa, wcag }
}

const ALTERNATIVE: &[Criterion] = &[criterion("1.1", "1.1.1")];
const ALTERNATIVE_SAYS: &[Criterion] = &[criterion("1.3", "1.1.1")];
const TABLE_HEADERS: &[Criterion] = &[criterion("5.6", "1.3.1")];
const LINK_SAYS: &[Criterion] = &[criterion("6.1", "2.4.4")];
const LISTS: &[Criterion] = &[criterion("9.3", "1.3.1")];
const LANGUAGES: &[Criterion] = &[criterion("8.8", "3.1.2")];
const DOCUMENTS: &[Criterion] = &[criterion("13.3", "1.3.1")];
const LINK: &[Criterion] = &[criterion("6.2", "2.4.4")];
const PAGE_TITLE: &[Criterion] = &[criterion("8.6", "2.4.2")];
const HEADINGS: &[Criterion] = &[criterion("9.1", "1.3.1")];

/// The criteria that `code` is about; none for a code that is not about accessibility.
pub fn criteria(code: &str) -> &'static [Criterion] {
    match code {
        "image/sans-alternative" => ALTERNATIVE,
        "lien/vide" => LINK,
        "texte/sans-titre" => PAGE_TITLE,
        "image/alternative-vague" | "image/alternative-repetee" | "image/alternative-longue" => ALTERNATIVE_SAYS,
        "lien/vague" | "lien/meme-texte" => LINK_SAYS,
        "texte/tableau-sans-titre" => TABLE_HEADERS,
        "texte/fausse-liste" => LISTS,
        "texte/langue" => LANGUAGES,
        "lien/document" => DOCUMENTS,
        "texte/titre-en-trop" | "texte/niveau-saute" | "texte/titre-vide" | "texte/faux-titre" => HEADINGS,
        _ => &[],
    }
}

/// The word for `criteria`, and these: `critère`, `RGAA 1.1 (WCAG 1.1.1)`; `None` when there are none.
pub(super) fn told(criteria: &[Criterion], language: Language) -> Option<(&'static str, String)> {
    let word = match (language, criteria.len()) {
        (_, 0) => return None,
        (Language::French, 1) => "critère",
        (Language::French, _) => "critères",
        (Language::English, 1) => "criterion",
        (Language::English, _) => "criteria",
    };
    Some((word, criteria.iter().map(Criterion::to_string).collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::CODES;

    #[test]
    fn numbers_are_numbers_and_some_codes_have_one() {
        let all: Vec<&Criterion> = CODES.iter().flat_map(|code| criteria(code.as_str())).collect();
        assert!(all.len() >= 5);
        for criterion in all {
            for (number, parts) in [(criterion.rgaa, 2), (criterion.wcag, 3)] {
                assert_eq!(number.split('.').filter(|part| part.parse::<u8>().is_ok()).count(), parts, "{criterion:?}");
            }
        }
    }

    #[test]
    fn are_told_in_both_languages() {
        let (word, text) = told(criteria("image/sans-alternative"), Language::French).expect("a criterion");
        assert_eq!((word, text.as_str()), ("critère", "RGAA\u{a0}1.1 (WCAG\u{a0}1.1.1)"));
        assert_eq!(told(criteria("lien/introuvable"), Language::English), None);
    }
}
