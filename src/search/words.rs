//! Words: what a text is cut into.
//!
//! A word is a run of letters and digits. Words tied by a hyphen or an apostrophe are found each, and as a whole
//! without the tie (`rendez-vous`: rendez, vous, rendezvous; `covid-19`: covid, 19, covid19); between digits the hyphen
//! stays (`300-2`). An elided article leaves no trace (`l'eau`: eau). `L. 300-2` is also the one word `l300-2`.
//!
//! `assets/recherche.js` holds the same rules.

use super::fold::{fold, is_accent, lower};

/// What is before the apostrophe of an elision.
const ELISIONS: [&str; 14] =
    ["l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"];

/// Letters of a word beyond which it is cut: no one types them, and an index of them would weigh.
const LONGEST: usize = 64;

/// What a word is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A word.
    Plain,
    /// A word that may start a reference: `L` of `L. 300-2`.
    Letter,
    /// Words tied together; at the place of the first of them, which follows.
    Whole,
    /// The same, all digits: it may end a reference.
    Number,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case, with its accents.
    pub lower: String,
    /// As it is compared.
    pub folded: String,
    /// What it is.
    pub form: Form,
}

impl Word {
    fn new(lower: &str, form: Form) -> Self {
        // Cut once folded, as the script does; what is kept of the other form is enough to fold to that.
        let lower: String = lower.chars().take(2 * LONGEST).collect();
        Word { folded: fold(&lower).chars().take(LONGEST).collect(), lower, form }
    }

    /// `l` and `300-2` as the reference `l300-2`.
    pub(super) fn reference(letter: &str, number: &str) -> Self {
        Word::new(&format!("{letter}{number}"), Form::Plain)
    }
}

/// Calls `each` with the words of `piece`, which holds no white space.
pub(super) fn words(piece: &str, each: &mut impl FnMut(Word)) {
    let text = lower(piece);
    // An accent with no letter under it folds to nothing.
    let each = &mut |word: Word| {
        if !word.folded.is_empty() {
            each(word);
        }
    };
    for run in text.split(|c: char| !(is_letter(c) || matches!(c, '-' | '\''))) {
        // A tie is one character between two words; anything more separates.
        let mut start = 0;
        let mut last = None;
        for (at, c) in run.char_indices().chain([(run.len(), '-')]) {
            if is_letter(c) && at < run.len() {
                last = None;
            } else if last == Some(at) || at == run.len() {
                unit(run[start..at].trim_matches(['-', '\'']), each);
                start = at;
                last = Some(at + 1);
            } else {
                last = Some(at + 1);
            }
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_accent(c)
}

/// Words tied to one another.
fn unit(tied: &str, each: &mut impl FnMut(Word)) {
    if tied.is_empty() {
        return;
    }
    let parts: Vec<&str> = tied.split('-').map(without_elision).collect();
    let words: Vec<&str> = parts.iter().flat_map(|part| part.split('\'')).filter(|word| !word.is_empty()).collect();
    if let [word] = words[..] {
        let mut word = Word::new(word, Form::Plain);
        if matches!(&*word.folded, "l" | "r" | "d" | "a") {
            word.form = Form::Letter;
        }
        return each(word);
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut whole = String::with_capacity(tied.len());
    for word in &words {
        if digit(whole.chars().next_back()) && digit(word.chars().next()) {
            whole.push('-');
        }
        whole.push_str(word);
    }
    let number = digit(whole.chars().next());
    each(Word::new(&whole, if number { Form::Number } else { Form::Whole }));
    for word in words {
        each(Word::new(word, Form::Plain));
    }
}

fn without_elision(part: &str) -> &str {
    match part.split_once('\'') {
        Some((article, rest)) if !rest.is_empty() && ELISIONS.contains(&&*fold(article)) => rest,
        _ => part,
    }
}

/// Every word of `text` in its folded form: a whole before its parts.
#[cfg(test)]
pub(super) fn folded_words(text: &str) -> Vec<String> {
    let mut found: Vec<Word> = Vec::new();
    for piece in text.split_ascii_whitespace() {
        words(piece, &mut |word| {
            if let (Form::Number, Some(letter)) = (word.form, found.last().filter(|last| last.form == Form::Letter)) {
                let reference = Word::reference(&letter.lower, &word.lower);
                found.insert(found.len() - 1, reference);
            }
            found.push(word);
        });
    }
    found.into_iter().map(|word| word.folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_cases() {
        for (text, expected) in [
            ("l'eau, l’eau", &["eau", "eau"][..]),
            ("L’évaluation d'impact", &["evaluation", "impact"]),
            ("qu'il jusqu’à lorsqu'on", &["il", "a", "on"]),
            ("aujourd’hui", &["aujourdhui", "aujourd", "hui"]),
            ("prud'homme", &["prudhomme", "prud", "homme"]),
            ("L’Haÿ-les-Roses", &["haylesroses", "hay", "les", "roses"]),
            ("C’est-à-dire", &["estadire", "est", "a", "dire"]),
            ("n°12", &["n", "12"]),
            ("COVID-19", &["covid19", "covid", "19"]),
            ("L. 300-2", &["l300-2", "l", "300-2", "300", "2"]),
            ("L.300-2", &["l300-2", "l", "300-2", "300", "2"]),
            ("L300-2", &["l300-2", "l300", "2"]),
            ("art. R*421-1", &["art", "r421-1", "r", "421-1", "421", "1"]),
            ("« mot » – (suite)…", &["mot", "suite"]),
            ("'cité' --option a--b", &["cite", "option", "a", "b"]),
            ("arc-en-ciel", &["arcenciel", "arc", "en", "ciel"]),
            ("rendez-vous-d'affaires", &["rendezvousaffaires", "rendez", "vous", "affaires"]),
            ("", &[]),
            ("東京都", &["東", "京", "都"]),
        ] {
            assert_eq!(folded_words(text), expected, "{text}");
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    /// `text` as typed on a keyboard without accents.
    fn unaccented(text: &str) -> String {
        icu_normalizer::DecomposingNormalizerBorrowed::new_nfd()
            .normalize(text)
            .chars()
            .filter(|c| !is_accent(*c))
            .collect()
    }

    proptest! {
        #[test]
        fn accents_and_case_do_not_matter(text in "[a-zéèêëàâîïôöûüçœæA-ZÉÀŒ0-9 '’‑.,;-]{0,60}") {
            let expected = folded_words(&text);
            prop_assert_eq!(folded_words(&unaccented(&text)), expected.clone());
            prop_assert_eq!(folded_words(&text.to_uppercase()), expected.clone());
            prop_assert_eq!(folded_words(&text.replace('’', "'")), expected);
        }

        #[test]
        fn words_are_found_again(text in "\\PC{0,60}") {
            for word in folded_words(&text) {
                prop_assert!(!word.is_empty() && word.chars().count() <= LONGEST);
                let again = folded_words(&word);
                prop_assert!(again.contains(&word), "{word}: {again:?}");
            }
        }
    }
}
