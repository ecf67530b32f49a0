//! The shape of a site: pages, addresses, sections, taxonomies; all that depends on no text.
//!
//! Made from the heads of documents, and from nothing else of them, so that it is the same, and is shared, while an
//! author only writes text. Never updated in place: another head, another shape.

use std::sync::{Arc, OnceLock};

use crate::config::SiteConfig;
use crate::content::{Document, Head};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FaultKind, History, Role, Snapshot, SourceFile, UrlPath};

use super::collation::Ranks;
use super::link::{Names, Resolver};
use super::page::{self, Given, Recount};
use super::{
    Asset, BuildOptions, DocumentId, Map, Page, PageId, PageRole, Place, Section, SectionId, Taxonomy, Theme, address,
    facet, section, taxonomy,
};

/// Files that are published as they are.
#[derive(Debug)]
pub(super) struct Files {
    /// Those of `content/`.
    pub content: Vec<Arc<SourceFile>>,
    /// Those of `static/`, with their addresses.
    pub statics: Vec<(UrlPath, Arc<SourceFile>)>,
}

impl Files {
    fn of(snapshot: &Snapshot, theme: &Theme) -> Self {
        let published = |file: &&Arc<SourceFile>| file.role == Role::Asset && address::published(&file.path);
        Files {
            content: snapshot.below("content/").filter(published).cloned().collect(),
            statics: theme.published().map(|(url, file)| (url.clone(), Arc::clone(file))).collect(),
        }
    }

    fn same(&self, other: &Files) -> bool {
        let pairs = || self.statics.iter().zip(&other.statics);
        same_items(&self.content, &other.content)
            && self.statics.len() == other.statics.len()
            && pairs().all(|(one, two)| one.0 == two.0 && Arc::ptr_eq(&one.1, &two.1))
    }
}

/// Whether both lists hold the same items, not copies of them.
fn same_items<T>(one: &[Arc<T>], two: &[Arc<T>]) -> bool {
    one.len() == two.len() && one.iter().zip(two).all(|(one, two)| Arc::ptr_eq(one, two))
}

/// What a shape is made from beside the configuration and the options.
struct Input {
    heads: Vec<Arc<Head>>,
    files: Files,
    history: Option<Arc<History>>,
}

/// All of a site that depends on no text.
#[derive(Debug)]
pub struct Shape {
    /// Its configuration.
    pub config: Arc<SiteConfig>,
    /// What was asked.
    pub options: BuildOptions,
    /// Its public address without trailing `/`, `""` when unknown.
    pub base_url: String,
    /// Every document with a URL, drafts too, in the order of paths.
    pub pages: Vec<Page>,
    /// Every folder of pages; the first is the root.
    pub sections: Vec<Section>,
    /// Taxonomies in the order of the configuration.
    pub taxonomies: Vec<Taxonomy>,
    /// Files published as they are.
    pub assets: Vec<Asset>,
    /// What is at each URL.
    pub urls: Map<UrlPath, Place>,
    /// Problems found while making it; their files may be those of an earlier text.
    pub(super) problems: Vec<Diagnostic>,
    pub(super) heads: Vec<Arc<Head>>,
    /// What is wrong with each page by itself.
    wrong: Vec<Box<[Diagnostic]>>,
    files: Files,
    history: Option<Arc<History>>,
    by_path: Arc<Map<Arc<str>, DocumentId>>,
    page_of: Vec<Option<PageId>>,
    /// The place of each page in alphabetical order.
    pub(super) ranks: Ranks,
    /// The place of each page in its section's list.
    pub(super) places: Vec<u32>,
    /// Which pages are sheets, told without looking at them: on a large site, that is to wait for memory.
    pub(super) sheets: Vec<bool>,
    recent: Vec<PageId>,
    pub(super) kinds: Vec<(Option<SectionId>, usize)>,
    pub(super) names: OnceLock<Names>,
}

impl Shape {
    /// The shape of a site; `previous` itself when it was made from the same.
    pub(super) fn of(
        snapshot: &Snapshot,
        config: &Arc<SiteConfig>,
        theme: &Theme,
        documents: &[Arc<Document>],
        options: &BuildOptions,
        previous: Option<&Arc<Shape>>,
    ) -> Arc<Self> {
        let history = snapshot.history();
        let previous = previous.filter(|shape| {
            Arc::ptr_eq(&shape.config, config) && shape.options == *options && shape.history.as_ref() == history
        });
        let files = Files::of(snapshot, theme);
        if let Some(shape) = previous
            && shape.files.same(&files)
            && shape.heads.len() == documents.len()
            && shape.heads.iter().zip(documents).all(|(head, document)| Arc::ptr_eq(head, &document.head))
        {
            return Arc::clone(shape);
        }
        let heads = documents.iter().map(|document| Arc::clone(&document.head)).collect();
        let given = Input { heads, files, history: history.cloned() };
        Arc::new(Shape::new(given, config, options, previous.map(|shape| &**shape)))
    }

    /// Makes the shape from `heads`; a page whose head is in `previous` too, made with the same options, is shared.
    fn new(
        Input { heads, files, history }: Input,
        config: &Arc<SiteConfig>,
        options: &BuildOptions,
        previous: Option<&Shape>,
    ) -> Self {
        let mut problems = Vec::new();
        let tree = section::tree(&heads);
        let before = Recount::new(previous, &heads);
        let layout = address::lay_out(&tree, &heads, &before, &mut problems);
        let given = Given { heads: &heads, config, options, history: history.as_deref() };
        let (mut pages, wrong) = page::pages(&tree, &layout, &given, &before, &mut problems);
        problems.extend(history_problem(given.history, &pages));
        let ranks = Ranks::new(&pages);
        let mut sections = section::sections(&tree, &layout, &pages, &ranks, config);
        let mut places = vec![0; pages.len()];
        for (id, section) in (0u32..).zip(&sections) {
            for (place, page) in (0u32..).zip(&section.pages) {
                pages[page.index()].section = Some(SectionId(id));
                places[page.index()] = place;
            }
            if let Some(page) = section.page {
                pages[page.index()].section = section.parent;
            }
        }
        let mut page_of = vec![None; heads.len()];
        for (id, page) in (0u32..).zip(&pages) {
            page_of[page.document.index()] = Some(PageId(id));
        }
        let same_paths = |previous: &&Shape| {
            let pairs = || previous.heads.iter().zip(&heads);
            previous.heads.len() == heads.len() && pairs().all(|(one, two)| one.file.path == two.file.path)
        };
        let by_path = match previous.filter(same_paths) {
            Some(previous) => Arc::clone(&previous.by_path),
            None => {
                Arc::new((0u32..).zip(&heads).map(|(id, head)| (head.file.path.shared(), DocumentId(id))).collect())
            }
        };
        let taxonomies = taxonomy::taxonomies(&pages, &ranks, config);
        let facets = facet::facets(&sections, &pages, &taxonomies, config);
        for (section, facets) in sections.iter_mut().zip(facets) {
            section.facets = facets;
        }
        let sheets = pages.iter().map(|page| page.role == PageRole::Sheet).collect();
        let mut shape = Shape {
            config: Arc::clone(config),
            options: options.clone(),
            base_url: options.base_url.clone().unwrap_or_else(|| config.base_url.clone()),
            taxonomies,
            assets: address::assets(&files, &layout, &pages, &heads, config),
            pages,
            sections,
            urls: Map::default(),
            problems: Vec::new(),
            heads,
            wrong,
            files,
            history,
            by_path,
            page_of,
            ranks,
            places,
            sheets,
            recent: Vec::new(),
            kinds: Vec::new(),
            names: OnceLock::new(),
        };
        shape.urls = address::urls(&shape, &mut problems);
        let relations = Resolver::new(&shape).resolve_relations(&mut problems);
        for (page, relations) in relations {
            shape.pages[page.index()].relations = relations;
        }
        shape.recent = page::recent(&shape);
        shape.kinds = page::kinds(&shape);
        shape.problems = problems;
        shape
    }

    /// Whether a reference that names no title leads to the same here as in `other`.
    pub(super) fn leads_alike(&self, other: &Shape) -> bool {
        Arc::ptr_eq(&self.by_path, &other.by_path)
            && self.pages.len() == other.pages.len()
            && self
                .pages
                .iter()
                .zip(&other.pages)
                .all(|(one, two)| (one.document, one.visible, &one.url) == (two.document, two.visible, &two.url))
            && self.sections.len() == other.sections.len()
            && self
                .sections
                .iter()
                .zip(&other.sections)
                .all(|(one, two)| (one.page, one.count > 0, &one.folder) == (two.page, two.count > 0, &two.folder))
            && self.assets.len() == other.assets.len()
            && self.assets.iter().zip(&other.assets).all(|(one, two)| one.file.path == two.file.path)
            && self.urls == other.urls
    }

    /// Whether each page names the same pages as related as in `other`, which has as many.
    pub(super) fn relates_alike(&self, other: &Shape) -> bool {
        self.pages.iter().zip(&other.pages).all(|(one, two)| one.relations.related == two.relations.related)
    }

    /// The page of `id`.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.index()]
    }

    /// The section of `id`.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.index()]
    }

    /// The head of a document.
    pub fn head(&self, id: DocumentId) -> &Arc<Head> {
        &self.heads[id.index()]
    }

    /// The head of a page's document.
    pub fn head_of(&self, page: PageId) -> &Arc<Head> {
        self.head(self.page(page).document)
    }

    /// The document at a source path.
    pub fn document_at(&self, path: &str) -> Option<DocumentId> {
        self.by_path.get(path).copied()
    }

    /// The page of a document; fragments have none.
    pub fn page_of(&self, document: DocumentId) -> Option<PageId> {
        self.page_of[document.index()]
    }

    /// The pages that are published, in the order of paths.
    pub fn published(&self) -> impl Iterator<Item = (PageId, &Page)> {
        (0u32..).map(PageId).zip(&self.pages).filter(|(_, page)| page.visible)
    }

    /// The published sheets (sections' pages excluded), last updated first.
    pub fn recent(&self) -> &[PageId] {
        &self.recent
    }

    /// The root section.
    pub fn root(&self) -> &Section {
        &self.sections[0]
    }

    /// Sections from the root to `section`, itself included.
    pub fn ancestry(&self, section: SectionId) -> Vec<SectionId> {
        let mut chain = vec![section];
        let mut at = section;
        while let Some(parent) = self.section(at).parent {
            chain.push(parent);
            at = parent;
        }
        chain.reverse();
        chain
    }

    /// The URL of something that has one; `None` for what is generated.
    pub fn url_of(&self, place: Place) -> Option<&UrlPath> {
        Some(match place {
            Place::Page(page) => &self.page(page).url,
            Place::Section(section) => &self.section(section).url,
            Place::Asset(asset) => &self.assets[asset.index()].url,
            Place::Term(taxonomy, term) => &self.taxonomies[taxonomy as usize].terms[term as usize].url,
            Place::Taxonomy(taxonomy) => &self.taxonomies[taxonomy as usize].url,
            Place::Generated(_) | Place::Review => return None,
        })
    }

    /// The title of a page as HTML, with the typography of its own language: made once, however many pages show it.
    pub fn title_html(&self, id: PageId) -> &str {
        let page = self.page(id);
        page.title_html.get_or_init(|| {
            let options = crate::markdown::Options {
                language: page.language.clone(),
                typography: self.config.typography,
                narrow_spaces: self.config.narrow_spaces,
                ..Default::default()
            };
            crate::markdown::typeset_html(&page.title, &options).into()
        })
    }

    /// The absolute address of a path, when the public address is known.
    pub fn absolute(&self, url: &UrlPath) -> Option<String> {
        (!self.base_url.is_empty()).then(|| url.after(&self.base_url))
    }

    /// What is wrong with the page of `id` by itself.
    pub(super) fn wrong(&self, id: PageId) -> &[Diagnostic] {
        &self.wrong[id.index()]
    }

    /// Where the team finds what is to be reviewed, when the site has such a page.
    pub fn review_url(&self) -> UrlPath {
        UrlPath::new("/revue/")
    }

    /// Everything wrong with it, in files that may have another text by now.
    pub(super) fn all_problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().chain(self.wrong.iter().flatten())
    }
}

/// What git could not tell.
fn history_problem(history: Option<&History>, pages: &[Page]) -> Option<Diagnostic> {
    let unreadable = history?.unreadable().map(|reason| FaultKind::HistoryUnreadable { reason: reason.to_owned() });
    let sheets = pages.iter().filter(|page| page.undated && page.visible).count();
    let shallow = (sheets > 0).then_some(FaultKind::ShallowHistory { sheets });
    Some(Diagnostic::nowhere(Problem::File(unreadable.or(shallow)?)))
}
