//! The files of the search index as routes.

use std::fmt;
use std::sync::Arc;

use crate::search::SearchIndex;
use crate::site::Site;
use crate::source::UrlPath;

/// Where they are, beside the search page.
pub(super) const FOLDER: &str = "/recherche/";

/// A file of a search index.
#[derive(Clone)]
pub struct SearchFile {
    index: Arc<SearchIndex>,
    name: String,
}

/// Makes the index of `site`; every file of it.
pub(super) fn files(site: &Arc<Site>) -> Vec<SearchFile> {
    let index = Arc::new(SearchIndex::new(site));
    let names = index.names();
    names.into_iter().map(|name| SearchFile { index: Arc::clone(&index), name }).collect()
}

impl SearchFile {
    /// Where it is published.
    pub(super) fn url(&self) -> UrlPath {
        UrlPath::new(&format!("{FOLDER}{}", self.name))
    }

    /// What it holds.
    pub(super) fn text(&self, site: &Site) -> String {
        self.index.file(site, &self.name).expect("its name is one of the index's own")
    }
}

impl PartialEq for SearchFile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.index, &other.index)
    }
}

impl Eq for SearchFile {}

impl fmt::Debug for SearchFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SearchFile").field(&self.name).finish()
    }
}
