//! Parts of pages that rendering found the same for all pages of a folder. They live and die with the site they were
//! made of; making them is `render`'s.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::source::UrlPath;

/// Past so many, nothing more is kept: a site has a few for each folder.
const LIMIT: usize = 4096;

/// What a fragment depends on, the site and the theme apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FragmentKey {
    /// The folder of the pages, without their own.
    pub folder: Box<str>,
    /// Whether the pages are folders themselves (`/a/b/`), or files (`/a/b.html`).
    pub deeper: bool,
    /// The language of its words.
    pub language: Box<str>,
    /// The template; the site has one theme.
    pub template: Box<str>,
}

/// A part of a page.
#[derive(Debug)]
pub struct Fragment {
    /// Its HTML.
    pub html: String,
    /// Where its links lead: on a page that is one of them, or above one, they would be written otherwise.
    pub targets: Vec<UrlPath>,
}

/// The fragments of a site.
#[derive(Debug, Default)]
pub struct Fragments(RwLock<HashMap<FragmentKey, Arc<Fragment>>>);

impl Fragments {
    /// The fragment of `key`, when it was made already.
    pub fn get(&self, key: &FragmentKey) -> Option<Arc<Fragment>> {
        self.0.read().expect("no reader panics while it holds the lock").get(key).cloned()
    }

    /// Keeps a fragment.
    pub fn keep(&self, key: FragmentKey, fragment: Fragment) {
        let mut kept = self.0.write().expect("no writer panics while it holds the lock");
        if kept.len() < LIMIT {
            kept.insert(key, Arc::new(fragment));
        }
    }
}
