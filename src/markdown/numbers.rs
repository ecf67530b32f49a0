//! Numbers in French words: ordinals, thousands, units, abbreviations before a number.
//!
//! Tables and their readers; what is done about them is in `typography`.

/// `1er`, `2e`: how long, and the letters to raise.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ordinal {
    /// Digits and letters.
    pub length: usize,
    /// The letters as they should be: `e` for `ème`.
    pub letters: &'static str,
}

/// Endings as written, and as they should be.
const ENDINGS: [(&str, &str); 15] = [
    ("er", "er"),
    ("ers", "ers"),
    ("re", "re"),
    ("res", "res"),
    ("ère", "re"),
    ("ères", "res"),
    ("e", "e"),
    ("es", "es"),
    ("ème", "e"),
    ("èmes", "es"),
    ("eme", "e"),
    ("emes", "es"),
    ("nd", "nd"),
    ("nde", "nde"),
    ("ieme", "e"),
];

/// The ordinal that opens `text`, a number.
pub(super) fn ordinal(text: &str) -> Option<Ordinal> {
    let number = digits(text);
    if number == 0 || number > 4 || text.starts_with('0') {
        return None;
    }
    let word = word(&text[number..]);
    if word.is_empty() || continues(&text[number + word.len()..]) {
        return None;
    }
    let (_, letters) = ENDINGS.iter().find(|(written, _)| *written == word)?;
    let first = matches!(*letters, "er" | "ers" | "re" | "res");
    let second = matches!(*letters, "nd" | "nde");
    let fits = if first { &text[..number] == "1" } else { !second || &text[..number] == "2" };
    fits.then_some(Ordinal { length: number + word.len(), letters })
}

/// `XXIe`, `Ier`, `Ve siècle`: the length of the ending after the `run` of numerals, and its letters.
pub(super) fn roman(text: &str, run: usize) -> Option<(usize, &'static str)> {
    let numerals = &text[..run];
    let word = word(&text[run..]);
    let rest = &text[run + word.len()..];
    if word.is_empty() || continues(rest) {
        return None;
    }
    let (_, letters) = ENDINGS.iter().find(|(written, _)| *written == word)?;
    let fits = match *letters {
        "er" | "re" => numerals == "I",
        "e" => {
            run >= 2
                || rest.starts_with(" siècle")
                || rest.starts_with(" République")
                || rest.starts_with("\u{a0}siècle")
        }
        _ => false,
    };
    fits.then_some((word.len(), letters))
}

/// The length of the letters to raise after `^` without braces.
pub(super) fn suffix(text: &str) -> Option<usize> {
    let word = word(text);
    let known = matches!(word, "o" | "os" | "me" | "mes" | "lle" | "r" | "gr")
        || ENDINGS.iter().any(|(written, _)| *written == word);
    (known && !continues(&text[word.len()..]) && !text[word.len()..].starts_with('^')).then_some(word.len())
}

/// Whether a space and exactly three digits open `text`.
pub(super) fn is_group(text: &str) -> bool {
    text.strip_prefix(' ').is_some_and(|rest| digits(rest) == 3 && !continues(&rest[3..]))
}

/// Letters of the longest abbreviation.
pub(super) const LONGEST: usize = 4;

/// Whether `word`, before a dot, a space and `next`, is an abbreviation bound to what follows.
pub(super) fn abbreviates(word: &str, next: char) -> bool {
    match word {
        "M" | "MM" | "Dr" | "Pr" | "Me" => next.is_uppercase(),
        "art" | "Art" | "p" | "pp" | "n" | "vol" | "chap" | "fig" | "al" | "t" | "L" | "R" | "D" => {
            next.is_ascii_digit()
        }
        _ => false,
    }
}

/// Whether a unit or another word that is not parted from its number opens `text`.
pub(super) fn is_unit(text: &str) -> bool {
    let length = text
        .char_indices()
        .find(|(_, c)| !(c.is_alphabetic() || matches!(c, '%' | '‰' | '€' | '$' | '£' | '°' | '²' | '³' | '/' | 'º')))
        .map_or(text.len(), |(at, _)| at);
    if text[length..].starts_with(['\'', '’', '-', '(', '_']) || continues(&text[length..]) {
        return false;
    }
    let unit = &text[..length];
    let unit = unit.split_once('/').map_or(unit, |(unit, _)| unit);
    bound(unit)
}

/// Units, and words that are not parted from a number before them.
fn bound(unit: &str) -> bool {
    // A pattern, not a table: this is asked of each number of each page.
    matches!(
        unit,
        "%" | "‰"
            | "€"
            | "$"
            | "£"
            | "°"
            | "°C"
            | "°F"
            | "k€"
            | "K€"
            | "M€"
            | "Md€"
            | "m"
            | "km"
            | "cm"
            | "mm"
            | "m²"
            | "m³"
            | "km²"
            | "cm²"
            | "ha"
            | "g"
            | "kg"
            | "mg"
            | "t"
            | "l"
            | "L"
            | "ml"
            | "cl"
            | "hl"
            | "h"
            | "min"
            | "s"
            | "ms"
            | "ko"
            | "Ko"
            | "kB"
            | "Mo"
            | "Go"
            | "To"
            | "Po"
            | "kW"
            | "W"
            | "MW"
            | "GW"
            | "Wh"
            | "kWh"
            | "MWh"
            | "GWh"
            | "TWh"
            | "V"
            | "Hz"
            | "kHz"
            | "MHz"
            | "GHz"
            | "px"
            | "dpi"
            | "heure"
            | "heures"
            | "minute"
            | "minutes"
            | "jour"
            | "jours"
            | "semaine"
            | "semaines"
            | "mois"
            | "an"
            | "ans"
            | "année"
            | "années"
            | "euro"
            | "euros"
            | "million"
            | "millions"
            | "milliard"
            | "milliards"
            | "octets"
            | "personnes"
            | "habitants"
            | "agents"
            | "janvier"
            | "février"
            | "mars"
            | "avril"
            | "mai"
            | "juin"
            | "juillet"
            | "août"
            | "septembre"
            | "octobre"
            | "novembre"
            | "décembre"
    )
}

/// How many digits open `text`.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The letters that open `text`.
fn word(text: &str) -> &str {
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..length]
}

/// Whether `text` goes on with what is glued to a word.
fn continues(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        let letters = |text| ordinal(text).map(|ordinal| ordinal.letters);
        assert_eq!(letters("1er atelier"), Some("er"));
        assert_eq!(letters("1ère"), Some("re"));
        assert_eq!(letters("3ème."), Some("e"));
        assert_eq!(letters("12e"), Some("e"));
        for none in ["3er", "1e4", "12345e", "4x", "1", "07e", "2es_"] {
            assert_eq!(letters(none), None, "{none}");
        }
        assert_eq!(roman("XXIe siècle", 3), Some((1, "e")));
        assert_eq!(roman("Ve République", 1), Some((1, "e")));
        assert_eq!(roman("Xe", 1), None);
        assert_eq!(roman("Ier", 1), Some((2, "er")));
    }

    proptest::proptest! {
        #[test]
        fn no_abbreviation_is_longer(word in "(chap|M|p|Art|fig)?[a-zA-Z]{5}", next in "[A-Z1é]") {
            proptest::prop_assert!(word.len() > LONGEST && !abbreviates(&word, next.chars().next().expect("one")));
        }
    }

    #[test]
    fn units() {
        for unit in ["km", "%", "€.", "mars 2026", "km/h", "m² au sol", "h", "€/an"] {
            assert!(is_unit(unit), "{unit}");
        }
        for other in ["l'eau", "maisons", "à", "s’est", "h-1", "mar", "", "m2"] {
            assert!(!is_unit(other), "{other}");
        }
        assert!(is_group(" 000 €") && !is_group(" 0000") && !is_group(" 00"));
    }
}
