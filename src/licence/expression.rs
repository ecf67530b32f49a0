//! SPDX expressions: licences joined by `OR`, `AND`, `WITH`.

use strsim::jaro_winkler;

use super::{Licence, may_adapt, table};

/// An expression that could be read.
#[derive(Debug, Clone)]
pub struct Expression {
    parsed: spdx::Expression,
    licences: Vec<Licence>,
}

/// An expression that could not, and the identifier that was maybe meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLicence {
    /// As written.
    pub written: String,
    /// The nearest identifier.
    pub nearest: Option<String>,
}

/// Deprecated names are read (`GPL-3.0`); loose ones are not, they are guessed by [`nearest`] and said.
const MODE: spdx::ParseMode = spdx::ParseMode {
    allow_slash_as_or_operator: false,
    allow_imprecise_license_names: false,
    allow_postfix_plus_on_gpl: true,
    allow_deprecated: true,
    allow_unknown: false,
};

impl Expression {
    /// Reads an expression; identifiers in any case, as SPDX has it.
    ///
    /// # Errors
    /// When it is none, or names a licence that SPDX does not know.
    pub fn parse(written: &str) -> Result<Self, UnknownLicence> {
        let trimmed = written.trim();
        let text = table::other_name(&fold(trimmed)).unwrap_or(trimmed);
        let parsed = spdx::Expression::parse_mode(text, MODE)
            .or_else(|_| spdx::Expression::parse_mode(&in_case(text), MODE))
            .map_err(|_| UnknownLicence { written: trimmed.to_owned(), nearest: nearest(trimmed) })?;
        let mut licences: Vec<Licence> = Vec::new();
        for requirement in parsed.requirements() {
            let one = licence(&requirement.req);
            if licences.iter().all(|other| other.id != one.id) {
                licences.push(one);
            }
        }
        Ok(Expression { parsed, licences })
    }

    /// The licences it names, in order, each once.
    pub fn licences(&self) -> &[Licence] {
        &self.licences
    }

    /// The one licence that it is, if it is one.
    pub fn single(&self) -> Option<&Licence> {
        match self.licences() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Whether who reuses may choose one of its licences, and does not owe them all.
    pub fn is_choice(&self) -> bool {
        let operators = self.parsed.iter().filter_map(|node| match node {
            spdx::expression::ExprNode::Op(operator) => Some(*operator),
            spdx::expression::ExprNode::Req(_) => None,
        });
        operators.into_iter().all(|operator| operator == spdx::expression::Operator::Or)
    }

    /// Whether it holds when each of its licences holds or not: one of a choice is enough.
    pub fn holds(&self, holds: impl Fn(&Licence) -> bool) -> bool {
        self.parsed.evaluate(|requirement| holds(&licence(requirement)))
    }

    /// Whether it is free: one of a choice is enough.
    pub fn is_free(&self) -> bool {
        self.holds(Licence::is_free)
    }

    /// Whether a work under it may be adapted into one under `into`.
    pub fn may_be_adapted_into(&self, into: &Expression) -> bool {
        into.licences().iter().all(|into| self.holds(|source| may_adapt(source, into)))
    }

    /// The expression as SPDX writes it.
    pub fn canonical(&self) -> String {
        match self.single() {
            Some(one) => one.id.clone(),
            // As written: spdx prints its nodes in postfix order.
            None => upper_operators(self.parsed.as_ref()),
        }
    }
}

fn licence(requirement: &spdx::LicenseReq) -> Licence {
    match &requirement.license {
        spdx::LicenseItem::Spdx { id, .. } => Licence::of(id.name),
        spdx::LicenseItem::Other(other) => Licence::of(&other.to_string()),
    }
}

/// `text` with its operators in capitals, as every reader of SPDX takes them.
fn upper_operators(text: &str) -> String {
    let operator = |word: &str| ["or", "and", "with"].contains(&word);
    let words = text.split(' ').map(|word| if operator(word) { word.to_uppercase() } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

/// `text` with each identifier in the case that SPDX has it.
fn in_case(text: &str) -> String {
    let words = text.split_inclusive([' ', '(', ')']).map(|word| {
        let name = word.trim_end_matches([' ', '(', ')']);
        let end = &word[name.len()..];
        let (bare, plus) = name.strip_suffix('+').map_or((name, ""), |bare| (bare, "+"));
        let found = spdx::identifiers::LICENSES.iter().find(|known| known.name.eq_ignore_ascii_case(bare));
        found.map_or_else(|| word.to_owned(), |known| format!("{}{plus}{end}", known.name))
    });
    words.collect()
}

/// Lower case, no accents, one space between words.
fn fold(text: &str) -> String {
    let lower: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' => 'e',
            'à' | 'â' => 'a',
            '\u{a0}' | '\u{202f}' => ' ',
            other => other,
        })
        .collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The identifier nearest to what is none.
fn nearest(written: &str) -> Option<String> {
    let words = |text: &str| {
        let text = fold(text).replace(['-', '_', ',', '(', ')', '/'], " ");
        let kept = text
            .split_whitespace()
            .filter(|word| !matches!(*word, "licence" | "license" | "version" | "v" | "la" | "de"));
        kept.collect::<Vec<_>>().join(" ")
    };
    let wanted = words(written);
    if wanted.is_empty() {
        return None;
    }
    if let Some((_, id)) = table::names().find(|(name, _)| words(name) == wanted) {
        return Some(id.to_owned());
    }
    let guesses = table::names().map(|(name, id)| (jaro_winkler(&words(&name), &wanted), id));
    let (score, id) = guesses.fold((0.0, ""), |best, guess| if guess.0 > best.0 { guess } else { best });
    (score > 0.87).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Expression {
        Expression::parse(text).unwrap_or_else(|unknown| panic!("{unknown:?}"))
    }

    #[test]
    fn one_licence_in_any_case_and_by_other_names() {
        for (written, id) in [
            ("etalab-2.0", "etalab-2.0"),
            ("LO-2.0", "etalab-2.0"),
            ("cc-by-sa-4.0", "CC-BY-SA-4.0"),
            (" FAL-1.3 ", "LAL-1.3"),
            ("Tous droits réservés", "LicenseRef-tous-droits-reserves"),
            ("LicenseRef-maison", "LicenseRef-maison"),
        ] {
            assert_eq!(read(written).single().map(|licence| licence.id.as_str()), Some(id), "{written}");
            assert_eq!(read(written).canonical(), id);
        }
    }

    #[test]
    fn choices_and_sums() {
        let ids = |text: &str| read(text).licences().iter().map(|licence| licence.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids("MIT OR (etalab-2.0 AND CC-BY-4.0)"), ["MIT", "etalab-2.0", "CC-BY-4.0"]);
        assert!(read("CC-BY-NC-4.0 OR CC-BY-SA-4.0").is_free());
        assert!(!read("CC-BY-NC-4.0 AND CC-BY-SA-4.0").is_free());
        assert!(read("MIT OR Apache-2.0").is_choice());
        assert!(!read("MIT AND Apache-2.0").is_choice());
        assert_eq!(read("mit or apache-2.0").canonical(), "MIT OR Apache-2.0");
        assert_eq!(ids("MIT OR (MIT AND CC-BY-4.0)"), ["MIT", "CC-BY-4.0"]);
    }

    #[test]
    fn what_is_no_expression_has_a_neighbour() {
        for (written, meant) in [
            ("CC BY 4.0", Some("CC-BY-4.0")),
            ("CC-BY-SA", Some("CC-BY-SA-4.0")),
            ("Licence Ouverte", Some("etalab-2.0")),
            ("Licence ouverte version 2.0", Some("etalab-2.0")),
            ("etalab", Some("etalab-2.0")),
            ("ODBL", Some("ODbL-1.0")),
            ("creative commons attribution", Some("CC-BY-4.0")),
            ("xyzzy", None),
        ] {
            let unknown = Expression::parse(written).expect_err(written);
            assert_eq!(unknown.nearest.as_deref(), meant, "{written}");
        }
        for broken in ["", "MIT OR", "(MIT", "MIT MIT", "MIT/Apache-2.0"] {
            assert!(Expression::parse(broken).is_err(), "{broken}");
        }
    }
}
