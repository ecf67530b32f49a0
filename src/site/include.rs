//! Includes (`::: inclure`, `![[page]]`): loops, and how much they bring to a page.
//!
//! Files that include one another twice each would double at every step; both the check that says so and the
//! rendering that must not hang count by the same measure.

use std::collections::{HashMap, HashSet};

use super::{DocumentId, Site, Target};

/// Bytes of HTML that includes may bring to a page.
pub const INCLUDED_LIMIT: usize = 16 << 20;

/// Includes inside includes, at most.
pub const INCLUDED_DEPTH: usize = 24;

/// How far a chain of includes is followed to say what is wrong with it.
const DEEPEST: usize = 500;

/// What an include costs beside its text, so that empty files are not included without end.
const INCLUDE: usize = 4 << 10;

/// What includes bring to a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Included {
    /// Bytes of HTML, and a little for each include.
    pub size: usize,
    /// Includes inside one another.
    pub depth: usize,
}

impl Site {
    /// The documents that `id` includes, each time it does.
    fn includes(&self, id: DocumentId) -> impl Iterator<Item = DocumentId> {
        let links = &self.links[id.index()];
        let containers = self.document(id).body.containers.iter().filter(|container| container.name == "inclure");
        containers.filter_map(|container| match links[container.reference? as usize].target {
            Target::Document(next) => Some(next),
            _ => None,
        })
    }

    /// What one inclusion of `id` costs, what it includes itself aside.
    pub fn include_cost(&self, id: DocumentId) -> usize {
        INCLUDE + self.document(id).body.html.len()
    }

    /// What all the includes of `id` bring, those of what it includes counted.
    pub fn included(&self, id: DocumentId) -> Included {
        self.included_within(id, 0, &mut HashMap::new())
    }

    fn included_within(&self, id: DocumentId, level: usize, known: &mut HashMap<DocumentId, Included>) -> Included {
        if let Some(known) = known.get(&id) {
            return *known;
        }
        let mut all = Included::default();
        if level > DEEPEST {
            return all;
        }
        // A loop is not gone round.
        known.insert(id, all);
        for next in self.includes(id) {
            let within = self.included_within(next, level + 1, known);
            all.size = all.size.saturating_add(self.include_cost(next)).saturating_add(within.size);
            all.depth = all.depth.max(1 + within.depth);
        }
        known.insert(id, all);
        all
    }

    /// The way from `id` through `next` and back to `id`, when there is one.
    pub fn include_loop(&self, id: DocumentId, next: DocumentId) -> Option<Vec<DocumentId>> {
        let mut chain = vec![id];
        self.way_back(id, next, &mut HashSet::new(), &mut chain).then_some(chain)
    }

    fn way_back(
        &self,
        to: DocumentId,
        at: DocumentId,
        seen: &mut HashSet<DocumentId>,
        chain: &mut Vec<DocumentId>,
    ) -> bool {
        chain.push(at);
        if at == to {
            return true;
        }
        if chain.len() <= DEEPEST
            && seen.insert(at)
            && self.includes(at).any(|next| self.way_back(to, next, seen, chain))
        {
            return true;
        }
        chain.pop();
        false
    }
}
