//! Word forms: what inflections have in common (a *term*), what derived words have in common (a *family*).
//!
//! A term is the singular: regular plurals, and the irregular ones of French grammars, so that *travaux* is *travail*.
//! A family is the Snowball stem of the term (Porter, *Snowball*, 2001; French and English), so that *évaluer* also
//! finds *évaluation*, below it. Both are folded. Words with digits and languages without rules are left as they are.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::fold::fold;

/// What is known of a language's word forms.
pub(super) enum Morphology {
    /// French.
    French(Stemmer),
    /// English.
    English(Stemmer),
    /// Any other: words are compared as they are.
    Neutral,
}

/// The forms of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Forms {
    /// What its inflections share.
    pub term: String,
    /// What its derived words share.
    pub family: String,
}

/// Plurals that no rule gives. Also read backwards: a sheet that holds the one is found by the other.
const IRREGULAR: [(&str, &str); 42] = [
    ("yeux", "oeil"),
    ("cieux", "ciel"),
    ("aïeux", "aïeul"),
    ("messieurs", "monsieur"),
    ("mesdames", "madame"),
    ("mesdemoiselles", "mademoiselle"),
    ("bonshommes", "bonhomme"),
    ("gentilshommes", "gentilhomme"),
    ("travaux", "travail"),
    ("baux", "bail"),
    ("émaux", "émail"),
    ("coraux", "corail"),
    ("soupiraux", "soupirail"),
    ("vantaux", "vantail"),
    ("ventaux", "ventail"),
    ("vitraux", "vitrail"),
    ("aulx", "ail"),
    ("maux", "mal"),
    ("vaux", "val"),
    ("lieux", "lieu"),
    ("milieux", "milieu"),
    ("feux", "feu"),
    ("jeux", "jeu"),
    ("enjeux", "enjeu"),
    ("voeux", "voeu"),
    ("aveux", "aveu"),
    ("dieux", "dieu"),
    ("adieux", "adieu"),
    ("neveux", "neveu"),
    ("cheveux", "cheveu"),
    ("moyeux", "moyeu"),
    ("pieux", "pieu"),
    ("bijoux", "bijou"),
    ("cailloux", "caillou"),
    ("choux", "chou"),
    ("genoux", "genou"),
    ("hiboux", "hibou"),
    ("joujoux", "joujou"),
    ("poux", "pou"),
    ("préaux", "préau"),
    ("étaux", "étau"),
    ("fléaux", "fléau"),
];

/// Words in -aux whose singular is not in -al, and words that look plural and are not.
const INVARIABLE: [&str; 14] = [
    "aux", "faux", "taux", "chaux", "corps", "temps", "cours", "fois", "pays", "accès", "procès", "succès", "sans",
    "dans",
];

impl Morphology {
    /// Of the language of tag `language`.
    pub(super) fn of(language: &str) -> Self {
        match language.split(['-', '_']).next().unwrap_or(language) {
            "fr" => Morphology::French(Stemmer::create(Algorithm::French)),
            "en" => Morphology::English(Stemmer::create(Algorithm::English)),
            _ => Morphology::Neutral,
        }
    }

    /// The forms of `word`, which is in lower case with its accents.
    pub(super) fn forms(&self, word: &str) -> Forms {
        let same = |form: String| Forms { term: form.clone(), family: form };
        if !word.chars().all(char::is_alphabetic) || word.chars().count() < 3 {
            return same(fold(word));
        }
        match self {
            Morphology::Neutral => same(fold(word)),
            Morphology::English(stemmer) => same(fold(&stemmer.stem(word))),
            Morphology::French(stemmer) => {
                let singular = singular(&ligatures(word));
                Forms { family: fold(&stemmer.stem(&adjective(&singular))), term: fold(&singular) }
            }
        }
    }

    /// Other forms of `word` that do not merely add an ending to it: a reader may type them though no sheet holds them.
    pub(super) fn irregular_forms(&self, word: &str) -> Vec<String> {
        let mut forms = match self {
            Morphology::French(_) => french_forms(&ligatures(word)),
            Morphology::English(_) => match (word.strip_suffix("ies"), word.strip_suffix('y')) {
                (Some(start), _) => vec![format!("{start}y")],
                (_, Some(start)) => vec![format!("{start}ies")],
                _ => Vec::new(),
            },
            Morphology::Neutral => Vec::new(),
        };
        forms.retain(|form| *form != word);
        forms
    }
}

/// The singular, and plurals that add no `s` to it.
fn french_forms(word: &str) -> Vec<String> {
    let singular = singular(word);
    let mut forms: Vec<String> =
        IRREGULAR.iter().filter(|(_, of)| *of == singular).map(|(plural, _)| (*plural).to_owned()).collect();
    // *régional*, *régionaux*, and *régionale* which has the same masculine.
    let masculine = singular.strip_suffix('e').unwrap_or(&singular);
    if let Some(start) = masculine.strip_suffix("al").filter(|start| forms.is_empty() && start.chars().count() > 1) {
        forms.push(format!("{start}aux"));
        if masculine != singular {
            forms.push(masculine.to_owned());
        }
    }
    forms.push(singular);
    forms.retain(|form| form != word);
    forms
}

/// `word` with its ligatures spelled out.
fn ligatures(word: &str) -> String {
    word.replace('œ', "oe").replace('æ', "ae")
}

/// The adjective that a noun in -ibilité or -abilité is made of, which Snowball leaves apart from it.
fn adjective(singular: &str) -> Cow<'_, str> {
    match singular.strip_suffix("bilité") {
        Some(start) if start.ends_with(['a', 'i']) => format!("{start}ble").into(),
        _ => singular.into(),
    }
}

/// The singular of a French word.
fn singular(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    if INVARIABLE.contains(&word) || word.chars().count() < 4 {
        return word.to_owned();
    }
    if word.ends_with("eaux") || word.ends_with("yaux") {
        return word[..word.len() - 1].to_owned();
    }
    if let Some(start) = word.strip_suffix("aux") {
        return format!("{start}al");
    }
    match word.strip_suffix('s') {
        Some(start) if !start.ends_with('s') => start.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_french() {
        let french = Morphology::of("fr-FR");
        for (one, other) in [
            ("travaux", "travail"),
            ("baux", "bail"),
            ("yeux", "œil"),
            ("cieux", "ciel"),
            ("œuvres", "œuvre"),
            ("chevaux", "cheval"),
            ("communaux", "communal"),
            ("eaux", "eau"),
            ("tuyaux", "tuyau"),
            ("procédures", "procédure"),
            ("enjeux", "enjeu"),
            ("vœux", "vœu"),
            ("préaux", "préau"),
        ] {
            assert_eq!(french.forms(one).term, french.forms(other).term, "{one}, {other}");
        }
        for (one, other) in [("taux", "tal"), ("faux", "fal"), ("commune", "communication"), ("temps", "temp")] {
            assert_ne!(french.forms(one).term, french.forms(other).term, "{one}, {other}");
        }
    }

    #[test]
    fn families_of_french() {
        let french = Morphology::of("fr");
        for (one, other) in [
            ("évaluer", "évaluation"),
            ("accessible", "accessibilité"),
            ("archiver", "archives"),
            ("heureuse", "heureux"),
            ("nationale", "nationaux"),
        ] {
            assert_eq!(french.forms(one).family, french.forms(other).family, "{one}, {other}");
        }
    }

    #[test]
    fn other_languages() {
        assert_eq!(Morphology::of("en").forms("archives").term, Morphology::of("en").forms("archive").term);
        assert_eq!(Morphology::of("br").forms("kêrioù").term, "keriou");
        assert_eq!(Morphology::of("fr").forms("300-2").term, "300-2");
    }

    #[test]
    fn forms_a_reader_may_type() {
        let french = Morphology::of("fr");
        let check = |word: &str, expected: &[&str]| assert_eq!(french.irregular_forms(word), expected, "{word}");
        check("œil", &["yeux"]);
        check("yeux", &["oeil"]);
        check("travaux", &["travail"]);
        check("bail", &["baux"]);
        check("régional", &["régionaux"]);
        check("régionales", &["régionaux", "régional", "régionale"]);
        check("fiches", &["fiche"]);
        check("fiche", &[]);
        assert_eq!(Morphology::of("en").irregular_forms("policies"), ["policy"]);
    }
}
