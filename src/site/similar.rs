//! Pages that are about the same things: those that share the rarest terms.

use super::{PageId, PageRole, Site};

/// How many neighbours of a page are looked at in each of its terms: the cost of a page must not grow with the site.
const NEIGHBOURS: usize = 24;

impl Site {
    /// At most `limit` published sheets that share terms with `page`, the nearest first; those already linked as
    /// `liees` are left out.
    pub fn similar(&self, page: PageId, limit: usize) -> Vec<PageId> {
        let this = self.page(page);
        let mut shared: Vec<(PageId, f64)> = Vec::with_capacity(4 * NEIGHBOURS);
        for of in &this.fields.terms {
            let taxonomy = &self.taxonomies[of.taxonomy];
            for name in &of.terms {
                let Some((_, term)) = taxonomy.term(&name.value) else { continue };
                // Terms are in alphabetical order of their pages' titles, so the window is found by bisection.
                let at = term.pages.partition_point(|other| self.ranks.of(*other) < self.ranks.of(page));
                let from = at.saturating_sub(NEIGHBOURS / 2);
                let to = (from + NEIGHBOURS).min(term.pages.len());
                let rarity = 1.0 / f64::ln(1.0 + term.pages.len() as f64);
                for other in &term.pages[from..to] {
                    if *other != page && !this.relations.related.contains(other) {
                        shared.push((*other, rarity));
                    }
                }
            }
        }
        shared.sort_unstable_by_key(|(page, _)| *page);
        let mut ranked: Vec<(PageId, f64)> = Vec::with_capacity(shared.len());
        for (page, rarity) in shared {
            match ranked.last_mut() {
                Some((last, score)) if *last == page => *score += rarity,
                _ => ranked.push((page, rarity)),
            }
        }
        // A few of many: each is looked for, the others are not put in order. Their roles are asked last, since to look at
        // a page of a large site is to wait for memory.
        let mut nearest = Vec::with_capacity(limit);
        while nearest.len() < limit {
            let first = (0..ranked.len()).max_by(|a, b| {
                let ((one, score), (other, score_of_other)) = (ranked[*a], ranked[*b]);
                score.total_cmp(&score_of_other).then_with(|| other.cmp(&one))
            });
            let Some(first) = first else { break };
            let (page, _) = ranked.swap_remove(first);
            if self.page(page).role == PageRole::Sheet {
                nearest.push(page);
            }
        }
        nearest
    }
}
