//! The `id`s of a text: each is given once.
//!
//! Slugs are of the words before typography. The first to ask keeps its slug, the next ones get `-2`, `-3`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::FixedState;

use crate::source::slugify;

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each id, with its place among those given and the last number that was added to it.
    taken: HashMap<String, (usize, u32), FixedState>,
}

impl Ids {
    /// An id made of `words`, or of `fallback` when they have no ASCII form.
    pub(super) fn of_words(&mut self, words: &str, fallback: impl FnOnce() -> String) -> String {
        let slug = slugify(words);
        self.claim(if slug.is_empty() { fallback() } else { slug })
    }

    /// Makes room for `count` ids.
    pub(super) fn reserve(&mut self, count: usize) {
        self.taken.reserve(count);
    }

    /// `wanted`, or `wanted-2` and so on when it is taken.
    pub(super) fn claim(&mut self, wanted: String) -> String {
        let place = self.taken.len();
        let wanted = match self.taken.entry(wanted) {
            Entry::Vacant(free) => {
                let id = free.key().clone();
                free.insert((place, 1));
                return id;
            }
            Entry::Occupied(taken) => taken.key().clone(),
        };
        loop {
            let (_, last) = self.taken.get_mut(&wanted).expect("it was found taken");
            *last += 1;
            // The number counts on the wanted id, so that a hundred equal headings do not try a hundred names each.
            let id = format!("{wanted}-{last}");
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), (place, 1));
                return id;
            }
        }
    }

    /// Whether `id` is free.
    pub(super) fn free(&self, id: &str) -> bool {
        !self.taken.contains_key(id)
    }

    /// All ids, in the order they were given.
    pub(super) fn into_given(self) -> Vec<String> {
        let mut given = vec![String::new(); self.taken.len()];
        for (id, (place, _)) in self.taken {
            given[place] = id;
        }
        given
    }
}

/// An id as an author may write it: not empty, no white space.
pub(super) fn valid(id: &str) -> bool {
    !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.of_words("Étape", || "section".to_owned()), "etape");
        assert_eq!(ids.claim("etape-2".to_owned()), "etape-2");
        assert_eq!(ids.of_words("étape", || "section".to_owned()), "etape-3");
        assert_eq!(ids.of_words("étape", || "section".to_owned()), "etape-4");
        assert_eq!(ids.of_words("日本", || "section-4".to_owned()), "section-4");
        assert_eq!(ids.into_given(), ["etape", "etape-2", "etape-3", "etape-4", "section-4"]);
    }
}
