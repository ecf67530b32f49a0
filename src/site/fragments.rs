//! Parts of pages that rendering found the same on many: for all pages of a folder, or about one page wherever it is shown.
//! They live and die with the site they were made of; making them is `render`'s.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

use crate::source::UrlPath;

use super::{PageId, SectionId};

/// Past so many folders, nothing more is kept.
const LIMIT: usize = 4096;

/// Past so many beside the first two, nothing more is kept of a page: it is shown from a few folders, by a few templates.
const PAGE_LIMIT: usize = 16;

/// Pages whose fragments are the same: those of a folder, in a language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FolderKey {
    /// The folder of the pages, without their own.
    pub folder: Box<str>,
    /// Whether the pages are folders themselves (`/a/b/`), or files (`/a/b.html`).
    pub deeper: bool,
    /// The language of their words.
    pub language: Box<str>,
}

/// The fragments of such pages, a few, by template.
#[derive(Debug, Default)]
pub struct Folder(RwLock<Vec<(Box<str>, Arc<Fragment>)>>);

impl Folder {
    /// The fragment that `template` makes, when it was made already.
    pub fn get(&self, template: &str) -> Option<Arc<Fragment>> {
        let kept = self.0.read().expect("no reader panics while it holds the lock");
        kept.iter().find(|(of, _)| **of == *template).map(|(_, fragment)| Arc::clone(fragment))
    }

    /// Keeps a fragment.
    pub fn keep(&self, template: &str, fragment: &Arc<Fragment>) {
        let mut kept = self.0.write().expect("no writer panics while it holds the lock");
        if kept.iter().all(|(of, _)| **of != *template) {
            kept.push((template.into(), Arc::clone(fragment)));
        }
    }
}

/// A part of a page.
#[derive(Debug)]
pub struct Fragment {
    /// Its HTML.
    pub html: Arc<str>,
    /// Where its links lead: on a page that is one of them, or above one, they would be written otherwise.
    pub targets: Vec<UrlPath>,
}

impl Fragment {
    /// Whether it is the same on all the pages that are as deep as `from` and from which this is so: to every page it
    /// links to, the way goes through the root.
    pub fn is_far_from(&self, from: &UrlPath) -> bool {
        let far = |target: &UrlPath| match target.as_str() {
            // The home page itself says that it is the current one.
            "/" => from.as_str() != "/",
            path => target.way_from(from).1 <= 1 && !from.as_str().starts_with(path),
        };
        self.targets.iter().all(far)
    }
}

/// What shows a page: by which template, whether its links go the same way, and the HTML. Small, to be found without
/// looking elsewhere in memory.
#[derive(Debug)]
struct Shown {
    by: ShownBy,
    /// As [`UrlPath::way_from`] gives it; `None` when it has no link, and fits anywhere.
    way: Option<(u32, u32)>,
    html: Arc<str>,
}

/// A template and a language, by the number they were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownBy(u32);

/// What is the same from far on all pages of one depth, in a language.
#[derive(Debug)]
struct Depth {
    depth: usize,
    language: Box<str>,
    fragments: Arc<Folder>,
}

impl Shown {
    fn fits(&self, by: ShownBy, way: (usize, usize)) -> bool {
        self.by == by && self.way.is_none_or(|of| (of.0 as usize, of.1 as usize) == way)
    }
}

/// What is kept of a page. The first two, which are all that most have, are where the page is looked for: to find them is
/// to read, never to write, so that the processor waits for many pages at once.
#[derive(Debug, Default)]
struct Kept {
    first: [OnceLock<Shown>; 2],
    more: RwLock<Vec<Shown>>,
}

impl Kept {
    fn first(&self) -> impl Iterator<Item = &Shown> {
        self.first.iter().filter_map(OnceLock::get)
    }

    fn push(&self, mut shown: Shown) {
        for place in &self.first {
            match place.set(shown) {
                Ok(()) => return,
                Err(other) => shown = other,
            }
        }
        let mut more = self.more.write().expect("no writer panics while it holds the lock");
        if more.len() < PAGE_LIMIT {
            more.push(shown);
        }
    }
}

/// The folders that pages are in. There are few, which stay in the processor's caches; the pages do not.
#[derive(Debug, Default)]
struct Parents {
    /// By page: where its folder is in `paths`.
    of: Vec<u32>,
    paths: Vec<UrlPath>,
}

impl Parents {
    fn of<'u>(urls: impl ExactSizeIterator<Item = &'u UrlPath>) -> Self {
        let mut parents = Parents { of: Vec::with_capacity(urls.len()), paths: Vec::new() };
        let mut known: HashMap<&str, u32, foldhash::fast::FixedState> = HashMap::default();
        for url in urls {
            let path = url.as_str();
            let end = path.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
            let at = *known.entry(&path[..end]).or_insert_with(|| {
                parents.paths.push(UrlPath::new(&path[..end]));
                parents.paths.len() as u32 - 1
            });
            parents.of.push(at);
        }
        parents
    }
}

/// The steps to a section, as JSON-LD has them.
#[derive(Debug)]
pub struct Steps {
    /// Objects with commas between them.
    pub json: Box<str>,
    /// How many there are.
    pub count: usize,
}

/// The fragments of a site.
#[derive(Debug)]
pub struct Fragments {
    steps: Vec<OnceLock<Steps>>,
    folders: RwLock<HashMap<FolderKey, Arc<Folder>, foldhash::fast::FixedState>>,
    depths: RwLock<Vec<Depth>>,
    /// Templates that show pages, and the language of their words.
    templates: RwLock<Vec<(Box<str>, Box<str>)>>,
    pages: Vec<Kept>,
    parents: Parents,
}

impl Fragments {
    /// None yet, of a site whose pages have these URLs, in so many sections.
    pub(super) fn of<'u>(urls: impl ExactSizeIterator<Item = &'u UrlPath>, sections: usize) -> Self {
        Fragments {
            steps: (0..sections).map(|_| OnceLock::new()).collect(),
            folders: RwLock::default(),
            depths: RwLock::default(),
            templates: RwLock::default(),
            pages: (0..urls.len()).map(|_| Kept::default()).collect(),
            parents: Parents::of(urls),
        }
    }

    /// The steps to a section, which `make` makes when they are first asked for.
    pub fn steps(&self, section: SectionId, make: impl FnOnce() -> Steps) -> &Steps {
        self.steps[section.index()].get_or_init(make)
    }

    /// The way from `from` to `page`, as [`UrlPath::way_from`] gives it, found without looking at the page, which would
    /// be looked for in memory; `None` when `from` is in the folder that the page is in.
    pub fn way(&self, page: PageId, from: &UrlPath) -> Option<(usize, usize)> {
        let parent = &self.parents.paths[*self.parents.of.get(page.index())? as usize];
        (!from.as_str().starts_with(parent.as_str())).then(|| parent.way_from(from))
    }

    /// The fragments of the pages of `key`.
    pub fn folder(&self, key: FolderKey) -> Arc<Folder> {
        if let Some(folder) = self.folders.read().expect("no reader panics while it holds the lock").get(&key) {
            return Arc::clone(folder);
        }
        let mut kept = self.folders.write().expect("no writer panics while it holds the lock");
        if kept.len() < LIMIT { Arc::clone(kept.entry(key).or_default()) } else { Arc::default() }
    }

    /// The fragments of all pages in `language` that are in `depth` folders: see [`Fragment::is_far_from`].
    pub fn depth(&self, depth: usize, language: &str) -> Arc<Folder> {
        let of = |known: &[Depth]| {
            let found = known.iter().find(|of| of.depth == depth && *of.language == *language);
            found.map(|of| Arc::clone(&of.fragments))
        };
        let known = of(&self.depths.read().expect("no reader panics while it holds the lock"));
        known.unwrap_or_else(|| {
            let mut depths = self.depths.write().expect("no writer panics while it holds the lock");
            of(&depths).unwrap_or_else(|| {
                let fragments = Arc::<Folder>::default();
                depths.push(Depth { depth, language: language.into(), fragments: Arc::clone(&fragments) });
                fragments
            })
        })
    }

    /// The number of `template` for pages in `language`.
    pub fn by(&self, template: &str, language: &str) -> ShownBy {
        let at = |known: &[(Box<str>, Box<str>)]| known.iter().position(|(t, l)| **t == *template && **l == *language);
        let known = at(&self.templates.read().expect("no reader panics while it holds the lock"));
        let number = known.unwrap_or_else(|| {
            let mut templates = self.templates.write().expect("no writer panics while it holds the lock");
            at(&templates).unwrap_or_else(|| {
                templates.push((template.into(), language.into()));
                templates.len() - 1
            })
        });
        ShownBy(number as u32)
    }

    /// The HTML that shows `page`, when it was made already for links that go to the page this way, and is one of the first
    /// two that are kept of the page.
    pub fn first_shown(&self, page: PageId, by: ShownBy, way: (usize, usize)) -> Option<&Arc<str>> {
        let kept = self.pages.get(page.index())?;
        kept.first().find(|shown| shown.fits(by, way)).map(|shown| &shown.html)
    }

    /// The same, when it is any.
    pub fn shown(&self, page: PageId, by: ShownBy, way: (usize, usize)) -> Option<Arc<str>> {
        if let Some(html) = self.first_shown(page, by, way) {
            return Some(Arc::clone(html));
        }
        let more = self.pages.get(page.index())?.more.read().expect("no reader panics while it holds the lock");
        more.iter().find(|shown| shown.fits(by, way)).map(|shown| Arc::clone(&shown.html))
    }

    /// Keeps the HTML that shows `page`; `way` is that of its links, `None` when it has none.
    pub fn keep_shown(&self, page: PageId, by: ShownBy, way: Option<(usize, usize)>, html: Arc<str>) {
        let Some(kept) = self.pages.get(page.index()) else { return };
        kept.push(Shown { by, way: way.map(|(up, shared)| (up as u32, shared as u32)), html });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_way_to_a_page_is_that_to_its_folder(page in "/(ab?/){0,3}(b\\.html)?", from in "/(ab?/){0,3}(b\\.html)?") {
            let (page, from) = (UrlPath::new(&page), UrlPath::new(&from));
            let fragments = Fragments::of([&page].into_iter(), 0);
            let folder = page.as_str().trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
            let outside = !folder.is_empty() && !from.as_str().starts_with(&format!("{folder}/"));
            proptest::prop_assert_eq!(fragments.way(PageId(0), &from), outside.then(|| page.way_from(&from)));
        }
    }

    #[test]
    fn far_is_through_the_root() {
        let check = |targets: &[&str], from: &str, expected: bool| {
            let targets = targets.iter().map(|target| UrlPath::new(target)).collect();
            let fragment = Fragment { html: "".into(), targets };
            assert_eq!(fragment.is_far_from(&UrlPath::new(from)), expected, "{from}");
        };
        check(&["/", "/a/", "/b/c/"], "/d/e/", true);
        check(&["/", "/a/"], "/a/b/", false);
        check(&["/a/b/"], "/a/c/", false);
        check(&["/", "/a/"], "/", false);
        check(&["/", "/a/"], "/x.html", true);
        check(&["/x.html"], "/x.html", false);
    }
}
