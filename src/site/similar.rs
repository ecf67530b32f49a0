//! Pages that are about the same things: those that share the rarest terms.

use super::{PageId, Site};

/// How many neighbours of a page are looked at in each of its terms: the cost of a page must not grow with the site.
const NEIGHBOURS: usize = 24;

/// A page that shares terms with another: its rank, itself, and how rare are the terms, one added to the other.
type Shared = (u32, PageId, f64);

impl Site {
    /// At most `limit` published sheets that share terms with `page`, the nearest first; those already linked as
    /// `liees` are left out.
    pub fn similar(&self, page: PageId, limit: usize) -> Vec<PageId> {
        let this = self.page(page);
        let rank = self.ranks.of(page);
        // In the order of ranks, which is that of each term's pages: what a term adds is merged, never sorted.
        let mut shared: Vec<Shared> = Vec::with_capacity(4 * NEIGHBOURS);
        let mut before: Vec<Shared> = Vec::with_capacity(4 * NEIGHBOURS);
        for of in &this.fields.terms {
            let taxonomy = &self.taxonomies[of.taxonomy];
            for name in &of.terms {
                let Some((_, term)) = taxonomy.term(&name.value) else { continue };
                // Terms are in alphabetical order of their pages' titles, so the window is found by bisection.
                let at = term.pages.partition_point(|other| self.ranks.of(*other) < rank);
                let from = at.saturating_sub(NEIGHBOURS / 2);
                let to = (from + NEIGHBOURS).min(term.pages.len());
                let rarity = 1.0 / f64::ln(1.0 + term.pages.len() as f64);
                let others = term.pages[from..to].iter().filter(|other| **other != page);
                std::mem::swap(&mut shared, &mut before);
                merge(&before, others.map(|other| (self.ranks.of(*other), *other)), rarity, &mut shared);
            }
        }
        let related = &this.relations.related;
        if !related.is_empty() {
            shared.retain(|(_, other, _)| !related.contains(other));
        }
        // A few of many: each is looked for, the others are not put in order.
        let mut nearest = Vec::with_capacity(limit);
        while nearest.len() < limit {
            let Some(first) = first(&shared) else { break };
            let (_, page, _) = shared.swap_remove(first);
            if self.sheets[page.index()] {
                nearest.push(page);
            }
        }
        nearest
    }
}

/// Writes to `merged` the pages of `before` and `others`, both in the order of their ranks; `rarity` is added to what
/// `others` are.
fn merge(before: &[Shared], others: impl Iterator<Item = (u32, PageId)>, rarity: f64, merged: &mut Vec<Shared>) {
    merged.clear();
    let mut rest = before;
    for (rank, page) in others {
        while let [first, after @ ..] = rest
            && first.0 <= rank
        {
            merged.push(*first);
            rest = after;
        }
        match merged.last_mut() {
            Some((last, _, score)) if *last == rank => *score += rarity,
            _ => merged.push((rank, page, rarity)),
        }
    }
    merged.extend_from_slice(rest);
}

/// Where the one of the highest score is; of equal ones, the first page.
fn first(shared: &[Shared]) -> Option<usize> {
    let (mut best, mut highest, mut lowest) = (None, 0, PageId(0));
    for (at, (_, page, score)) in shared.iter().enumerate() {
        // None is below zero: such numbers are in the order of their bits.
        let score = score.to_bits();
        if best.is_none() || score > highest || (score == highest && *page < lowest) {
            (best, highest, lowest) = (Some(at), score, *page);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn scores_are_those_of_all_terms(terms in proptest::collection::vec((proptest::collection::btree_set(0..30u32, 0..12), 1..9u32), 0..5)) {
            let (mut shared, mut before) = (Vec::new(), Vec::new());
            let mut expected = std::collections::BTreeMap::<u32, f64>::new();
            for (ranks, rarity) in &terms {
                let rarity = 1.0 / f64::from(*rarity);
                std::mem::swap(&mut shared, &mut before);
                // Pages are not numbered as they are ranked.
                merge(&before, ranks.iter().map(|rank| (*rank, PageId(100 - rank))), rarity, &mut shared);
                for rank in ranks {
                    *expected.entry(*rank).or_default() += rarity;
                }
            }
            let expected: Vec<Shared> =
                expected.into_iter().map(|(rank, score)| (rank, PageId(100 - rank), score)).collect();
            proptest::prop_assert_eq!(&shared, &expected);
            let highest =
                shared.iter().enumerate().max_by(|(_, a), (_, b)| a.2.total_cmp(&b.2).then_with(|| b.1.cmp(&a.1)));
            proptest::prop_assert_eq!(first(&shared), highest.map(|(at, _)| at));
        }
    }
}
