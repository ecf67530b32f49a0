//! French alphabetical order: accents after letters, `œ` as `oe`, numbers by value, an article's apostrophe ignored.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

/// Bytes whose order is the alphabetical order of the texts they were made from.
pub type SortKey = Box<[u8]>;

static FRENCH: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::default();
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, CollatorOptions::default())
        .expect("the root collation is compiled in, French follows it")
});

/// The sort key of `text`: `l’Œuvre` is under O, `fiche 2` before `fiche 10`.
pub fn sort_key(text: &str) -> SortKey {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let elided = ["l'", "d'", "l’", "d’", "L'", "D'", "L’", "D’"].iter().find_map(|article| text.strip_prefix(article));
    let mut key = Vec::with_capacity(text.len() * 2);
    if FRENCH.write_sort_key_to(elided.unwrap_or(text), &mut key).is_err() {
        key = text.as_bytes().to_vec();
    }
    key.into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_order() {
        let mut words = vec![
            "zèbre", "œuvre", "fiche 10", "été", "cote", "fiche 2", "côte", "coté", "l'eau", "oiseau", "Étude", "côté",
            "ordre",
        ];
        words.sort_by_key(|word| sort_key(word));
        assert_eq!(
            words,
            [
                "cote", "coté", "côte", "côté", "l'eau", "été", "Étude", "fiche 2", "fiche 10", "œuvre", "oiseau",
                "ordre", "zèbre"
            ]
        );
    }
}
