//! French alphabetical order: accents after letters, `œ` as `oe`, numbers by value, an article's apostrophe ignored.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use rayon::prelude::*;

use super::{Page, PageId};

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

/// The place of each page in French alphabetical order of titles, then of paths: numbers to sort by instead of keys.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    of: Vec<u32>,
}

impl Ranks {
    /// The ranks of `pages`.
    pub(super) fn new(pages: &[Page]) -> Self {
        // By the first bytes of their keys while those differ, which they mostly do.
        let mut order: Vec<(u64, PageId)> = (0u32..).zip(pages).map(|(id, page)| (head(page), PageId(id))).collect();
        let key = |id: PageId| (&pages[id.index()].sort_key, id);
        order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(&key(b.1))));
        let mut of = vec![0; pages.len()];
        for (rank, (_, id)) in (0u32..).zip(&order) {
            of[id.index()] = rank;
        }
        Ranks { of }
    }

    /// The rank of a page.
    pub(super) fn of(&self, page: PageId) -> u32 {
        self.of[page.index()]
    }
}

/// The first bytes of a page's sort key.
fn head(page: &Page) -> u64 {
    let mut bytes = [0; 8];
    let key = &page.sort_key[..page.sort_key.len().min(8)];
    bytes[..key.len()].copy_from_slice(key);
    u64::from_be_bytes(bytes)
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
