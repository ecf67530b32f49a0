//! How much a term says of a sheet: BM25F (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and
//! Beyond*, Foundations and Trends in Information Retrieval 3(4), 2009, §3.6 *Multiple streams and BM25F*).
//!
//! What depends on the sheet is computed here and rounded to one of [`LEVELS`]; the script multiplies it by the
//! rarity of the term, which it knows from the length of its list.

use super::number::SMALL;

/// Fields of a sheet.
pub(super) const FIELDS: usize = 5;

/// Which part of a sheet a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Its title.
    Title,
    /// A heading.
    Heading,
    /// Its kind, its terms.
    Keywords,
    /// Its summary.
    Summary,
    /// The rest.
    Text,
}

/// Saturation of repeated words: the usual value of BM25 (ibid., §3.5.1: between 1.2 and 2).
const K1: f32 = 1.2;

/// Weight of a field, and how much its length counts (`b`). The order of magnitude of title to text is that of the
/// TREC-13 runs of Zaragoza and others (*Microsoft Cambridge at TREC-13*, 2004), brought down, as the titles of sheets
/// are written by the same hand as their text; the values are those that did best on tests/search/requetes.toml.
const TUNING: [(f32, f32); FIELDS] = [(9.0, 0.4), (3.0, 0.3), (3.0, 0.3), (3.0, 0.3), (1.0, 0.75)];

/// Levels that an impact is rounded to, 0 excluded: one character each.
pub(super) const LEVELS: u32 = SMALL - 1;

/// Mean lengths of fields over the site.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means([f32; FIELDS]);

impl Means {
    /// Of sheets of these lengths.
    pub(super) fn of(lengths: &[[u32; FIELDS]]) -> Self {
        let mut sums = [0u64; FIELDS];
        for length in lengths {
            for (sum, one) in sums.iter_mut().zip(length) {
                *sum += u64::from(*one);
            }
        }
        Means(sums.map(|sum| (sum as f32 / lengths.len().max(1) as f32).max(1.0)))
    }

    /// The impact of a term that a sheet of these `lengths` has `counts` times, from 1 to [`LEVELS`].
    pub(super) fn impact(&self, counts: &[u32; FIELDS], lengths: &[u32; FIELDS], prior: f32) -> u32 {
        let mut frequency = 0.0;
        for (field, (weight, b)) in TUNING.iter().enumerate() {
            if counts[field] > 0 {
                let length = 1.0 - b + b * lengths[field] as f32 / self.0[field];
                frequency += weight * counts[field] as f32 / length;
            }
        }
        let saturated = prior * frequency / (K1 + frequency);
        ((saturated * LEVELS as f32).round() as u32).clamp(1, LEVELS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_more() {
        let lengths = [[6, 20, 5, 20, 700], [6, 20, 5, 20, 1400]];
        let means = Means::of(&lengths);
        let impact = |counts: [u32; FIELDS], at: usize| means.impact(&counts, &lengths[at], 1.0);
        assert!(impact([1, 0, 0, 0, 0], 0) > impact([0, 1, 0, 0, 0], 0));
        assert!(impact([0, 1, 0, 0, 0], 0) > impact([0, 0, 0, 0, 1], 0));
        assert!(impact([0, 0, 0, 0, 3], 0) > impact([0, 0, 0, 0, 3], 1));
        assert!(impact([0, 0, 0, 0, 1], 0) >= 1);
        assert!(impact([9, 9, 9, 9, 99], 0) <= LEVELS);
        assert!(means.impact(&[1, 0, 0, 0, 0], &lengths[0], 0.5) < impact([1, 0, 0, 0, 0], 0));
    }
}
