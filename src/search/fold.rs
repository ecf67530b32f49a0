//! Folding: the form in which words are compared, whatever case, accents or characters they were typed with.
//!
//! `assets/recherche.js` holds the same rules; a browser test runs both over every word of the corpus.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// What leaves no trace in a word: soft hyphens, zero-width characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Accents, once letters are decomposed.
pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Han, kana: languages that put no space between words; each character is a word.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// `text` in lower case, compatibility characters spelled out, accents kept: what stemming needs.
/// Apostrophes and hyphens have one form each.
pub(super) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let mut spelled = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match c {
            // `nº 12`, `n° 12` and `№ 12` are the same.
            'º' | 'ª' => spelled.push(' '),
            '№' => spelled.push_str("n "),
            c => spelled.push(c),
        }
    }
    let mut out = String::with_capacity(spelled.len() + 8);
    for c in nfkc.normalize(&spelled).chars() {
        match c {
            '’' | '‘' | 'ʼ' | '′' => out.push('\''),
            '‐' | '‑' => out.push('-'),
            c if is_ideograph(c) => out.extend([' ', c, ' ']),
            c => out.extend(c.to_lowercase()),
        }
    }
    nfkc.normalize(&out).into_owned()
}

/// The folded form of a word that is [`lower`] already.
pub(super) fn fold(lowered: &str) -> String {
    if lowered.is_ascii() {
        return lowered.to_owned();
    }
    let mut out = String::with_capacity(lowered.len());
    for c in DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(lowered.chars()) {
        match c {
            c if is_accent(c) => {}
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_forms() {
        for (written, folded) in [
            ("Évaluation", "evaluation"),
            ("ŒUVRES", "oeuvres"),
            ("cœur", "coeur"),
            ("Lætitia", "laetitia"),
            ("Straße", "strasse"),
            ("L’Haÿ-les-Roses", "l'hay-les-roses"),
            ("e\u{301}tat", "etat"),
            ("eﬃcace", "efficace"),
            ("ad\u{ad}minis\u{200b}tration", "administration"),
            ("İstanbul", "istanbul"),
            ("m²", "m2"),
            ("nº12", "n 12"),
            ("№12", "n 12"),
            ("rendez‑vous", "rendez-vous"),
            ("ΛΌΓΟΣ", "λογοσ"),
        ] {
            assert_eq!(fold(&lower(written)), folded, "{written}");
        }
    }
}
