//! Folders of pages: the tree that content stands in.

use std::sync::Arc;

use crate::config::SiteConfig;
use crate::content::Head;
use crate::source::{UrlPath, split_last};

use super::address::Layout;
use super::collation::{Ranks, SortKey, sort_key};
use super::{DocumentId, Facet, Map, Page, PageId, SectionId};

/// A folder of pages.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its folder from the site's root, `content/fiches`.
    pub folder: String,
    /// Its own page (`_index.md`), when it has one that is published.
    pub page: Option<PageId>,
    /// Its title: its page's, else its folder's name made readable.
    pub title: String,
    /// Its address.
    pub url: UrlPath,
    /// The section it is in; only the root has none.
    pub parent: Option<SectionId>,
    /// Its published pages, in order.
    pub pages: Vec<PageId>,
    /// Its subsections, in order, those without any published page left out.
    pub sections: Vec<SectionId>,
    /// Number of published pages in it and below.
    pub count: usize,
    /// What its pages can be narrowed by.
    pub facets: Vec<Facet>,
}

/// A folder of `content/` as it was found.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// `content/fiches`.
    pub path: String,
    /// `_index.md`, or `README.md` when there is none.
    pub index: Option<DocumentId>,
    /// Pages that stand in it: `nom.md`, and `nom/index.md` one folder below.
    pub pages: Vec<DocumentId>,
    /// The folder that holds it.
    pub parent: Option<usize>,
}

/// Every folder that holds pages, parents before children, and the files that are only included.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub folders: Vec<Folder>,
}

/// The folder tree of the files of `heads`.
pub(super) fn tree(heads: &[Arc<Head>]) -> Tree {
    let mut found = Found::default();
    found.at("content");
    let mut readmes = Vec::new();
    let mut bundles = Vec::new();
    for (id, head) in (0u32..).zip(heads) {
        let id = DocumentId(id);
        let path = &head.file.path;
        let parent = path.parent();
        let stem = path.stem();
        let known = ["_index", "index", "readme"].into_iter().find(|name| name.eq_ignore_ascii_case(stem));
        let at_root = parent == "content";
        match known.unwrap_or(stem) {
            "_index" => found.at(parent).index = Some(id),
            "index" if at_root => found.at(parent).index = Some(id),
            "readme" => readmes.push((parent, id)),
            "index" => bundles.push((parent, id)),
            // A file that is only there to be included.
            fragment if fragment.starts_with('_') => {}
            _ => {
                // Pages beside an `index.md` belong to the section above, one level further down in the URL.
                found.at(parent).pages.push(id);
            }
        }
    }
    for (parent, id) in readmes {
        let folder = found.at(parent);
        if folder.index.is_none() {
            folder.index = Some(id);
        } else {
            folder.pages.push(id);
        }
    }
    // The `index.md` of a folder that holds other pages is the folder's own page, as other tools have it and as a section's
    // published Markdown is named; the deepest folders first, so that those above know what they hold.
    bundles.sort_by_key(|(parent, id)| (std::cmp::Reverse(parent.matches('/').count()), *id));
    for (parent, id) in bundles {
        let known = found.by_path.get(parent).copied().filter(|at| found.folders[*at].index.is_none());
        match known {
            Some(at) => found.folders[at].index = Some(id),
            None => found.at(split_last(parent, b'/').map_or("content", |(grand, _)| grand)).pages.push(id),
        }
    }
    for folder in &mut found.folders {
        folder.pages.sort_unstable();
    }
    let mut folders = found.folders;
    // Parents before children: the order of paths.
    folders.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let position: Map<&str, usize> = folders.iter().map(|folder| folder.path.as_str()).zip(0..).collect();
    let parent = |folder: &Folder| split_last(&folder.path, b'/').and_then(|(parent, _)| position.get(parent).copied());
    let parents: Vec<Option<usize>> = folders.iter().map(parent).collect();
    for (folder, parent) in folders.iter_mut().zip(parents) {
        folder.parent = parent;
    }
    Tree { folders }
}

/// Folders as they are found.
#[derive(Default)]
struct Found<'h> {
    folders: Vec<Folder>,
    by_path: Map<&'h str, usize>,
    /// The one that was asked for last: files of a folder follow one another.
    last: usize,
}

impl<'h> Found<'h> {
    /// The folder at `path`, made with its ancestors when it is new.
    fn at(&mut self, path: &'h str) -> &mut Folder {
        if self.folders.get(self.last).is_none_or(|last| last.path != path) {
            self.last = self.make(path);
        }
        &mut self.folders[self.last]
    }

    fn make(&mut self, path: &'h str) -> usize {
        if let Some(known) = self.by_path.get(path) {
            return *known;
        }
        if let Some((parent, _)) = split_last(path, b'/') {
            self.make(parent);
        }
        self.folders.push(Folder { path: path.to_owned(), ..Folder::default() });
        self.by_path.insert(path, self.folders.len() - 1);
        self.folders.len() - 1
    }
}

/// Sections with their pages in order.
pub(super) fn sections(
    tree: &Tree,
    layout: &Layout,
    pages: &[Page],
    ranks: &Ranks,
    config: &SiteConfig,
) -> Vec<Section> {
    let mut page_of: Vec<Option<PageId>> = vec![None; layout.documents];
    for (id, page) in (0u32..).zip(pages) {
        page_of[page.document.index()] = Some(PageId(id));
    }
    let visible = |document: DocumentId| page_of[document.index()].filter(|page| pages[page.index()].visible);
    let mut sections: Vec<Section> = tree
        .folders
        .iter()
        .enumerate()
        .map(|(at, folder)| {
            let page = folder.index.and_then(visible);
            let mut inside: Vec<PageId> = folder.pages.iter().copied().filter_map(visible).collect();
            inside.sort_unstable_by_key(|page| (pages[page.index()].weight.unwrap_or(i64::MAX), ranks.of(*page)));
            Section {
                folder: folder.path.clone(),
                page,
                title: match page {
                    Some(page) => pages[page.index()].title.clone(),
                    None if at == 0 => config.title.clone(),
                    None => layout.folder_titles[at].clone(),
                },
                url: layout.folders[at].clone(),
                parent: folder.parent.map(|parent| SectionId(parent as u32)),
                count: inside.len(),
                pages: inside,
                sections: Vec::new(),
                facets: Vec::new(),
            }
        })
        .collect();
    // Children come after their parents in the list, so one pass backwards sums up the counts.
    for at in (1..sections.len()).rev() {
        if let Some(parent) = sections[at].parent {
            sections[parent.index()].count += sections[at].count;
        }
    }
    let keys: Vec<(i64, SortKey)> = sections
        .iter()
        .enumerate()
        .map(|(at, section)| {
            let weight = section.page.and_then(|page| pages[page.index()].weight).or(layout.folder_weights[at]);
            (weight.unwrap_or(i64::MAX), sort_key(&section.title))
        })
        .collect();
    let mut order: Vec<usize> = (1..sections.len()).collect();
    order.sort_by(|a, b| keys[*a].cmp(&keys[*b]));
    for at in order {
        if let Some(parent) = sections[at].parent.filter(|_| sections[at].count > 0 || sections[at].page.is_some()) {
            sections[parent.index()].sections.push(SectionId(at as u32));
        }
    }
    sections
}
