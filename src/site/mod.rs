//! What is known once all documents are together: URLs, sections, links, taxonomies, menus, glossary, redirects.
//!
//! A [`Site`] is always computed whole, from a snapshot's documents; nothing here is updated in place, so nothing here
//! can be stale. Never renders: see `render` and `output`.

mod address;
mod collation;
mod data_file;
mod documents;
mod facet;
mod facts;
mod fragments;
mod generated;
mod glossary;
mod include;
mod licensing;
mod link;
mod menu;
mod page;
mod redirect;
mod review;
mod section;
mod similar;
mod taxonomy;
mod theme;
mod tokens;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::config::SiteConfig;
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FaultKind, History, Snapshot, SourceFile, Span, UrlPath};

pub use collation::{SortKey, sort_key};
pub use data_file::DataFile;
pub use documents::Documents;
pub use facet::{Facet, FacetValue};
pub use fragments::{Fragment, FragmentKey, Fragments};
pub use generated::Generated;
pub use glossary::{Glossary, GlossaryEntry, Mention};
pub use include::{INCLUDED_DEPTH, INCLUDED_LIMIT, Included};
pub use licensing::{Credit, IncludedWork, Licensing, Notice, restriction};
pub use link::{Link, Target};
pub use menu::MenuItem;
pub use page::{FILLING, Page, PageRole, SCORES};
pub use redirect::Redirect;
pub use review::{Review, ReviewOwner};
pub use section::Section;
pub use taxonomy::{Taxonomy, Term};
pub use theme::{StringTable, Theme, ThemeString};

/// What a build is asked beside its input.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildOptions {
    /// The date of the build: what is due, what is written in feeds.
    pub date: Date,
    /// Publish drafts too, marked.
    pub drafts: bool,
    /// Spell out `index.html` in links, so that the site works from a disk.
    pub portable: bool,
    /// Overrides `base_url` of site.toml.
    pub base_url: Option<String>,
}

impl BuildOptions {
    /// A build on `date`, all else as in site.toml.
    pub fn on(date: Date) -> Self {
        BuildOptions { date, drafts: false, portable: false, base_url: None }
    }
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
index!(/** A document of [`Site::documents`], pages' and fragments' alike. */ DocumentId);
index!(/** A page of [`Site::pages`]. */ PageId);
index!(/** A section of [`Site::sections`]. */ SectionId);
index!(/** A file of [`Site::assets`]. */ AssetId);

/// What a URL path leads to, among what authors can link to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A page.
    Page(PageId),
    /// The listing of a section that has no page of its own.
    Section(SectionId),
    /// A file.
    Asset(AssetId),
    /// A term's listing: taxonomy and term.
    Term(u32, u32),
    /// A taxonomy's list of terms.
    Taxonomy(u32),
    /// A page made by Classeur.
    Generated(Generated),
    /// The page of what is to be reviewed.
    Review,
}

/// A published file of `content/` or of a `static/` folder.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it is published.
    pub url: UrlPath,
    /// The file.
    pub file: Arc<SourceFile>,
}

/// A whole site, ready to be rendered.
#[derive(Debug)]
pub struct Site {
    /// The input it was made from.
    pub snapshot: Arc<Snapshot>,
    /// Its configuration.
    pub config: Arc<SiteConfig>,
    /// Its theme, the site's own files over it.
    pub theme: Arc<Theme>,
    /// What was asked.
    pub options: BuildOptions,
    /// Its public address without trailing `/`, `""` when unknown.
    pub base_url: String,
    /// Every content file, in the order of paths.
    pub documents: Vec<Arc<Document>>,
    /// Every document with a URL, drafts too, in the order of paths.
    pub pages: Vec<Page>,
    /// Every folder of pages; the first is the root.
    pub sections: Vec<Section>,
    /// Taxonomies in the order of the configuration.
    pub taxonomies: Vec<Taxonomy>,
    /// Files published as they are.
    pub assets: Vec<Asset>,
    /// For each document, what its references lead to, in the order of `body.references`.
    pub links: Vec<Vec<Link>>,
    /// For each page, the published pages that link to it, in the order of paths.
    pub backlinks: Vec<Vec<PageId>>,
    /// The glossary.
    pub glossary: Glossary,
    /// Old URLs.
    pub redirects: Vec<Redirect>,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// Links at the foot of every page.
    pub footer: Vec<MenuItem>,
    /// What `.license` and `REUSE.toml` files say.
    pub licensing: Licensing,
    /// What is at each URL.
    pub urls: HashMap<UrlPath, Place>,
    /// Problems found while putting documents together; documents' own are in each of them.
    pub problems: Vec<Diagnostic>,
    by_path: HashMap<Arc<str>, DocumentId>,
    page_of: Vec<Option<PageId>>,
    recent: Vec<PageId>,
    kinds: Vec<(Option<SectionId>, usize)>,
    titles: Vec<OnceLock<Box<str>>>,
    /// What rendering found the same for all pages of a folder.
    pub fragments: Fragments,
}

impl Site {
    /// Puts `documents` together.
    pub fn new(
        snapshot: &Arc<Snapshot>,
        config: &Arc<SiteConfig>,
        theme: &Arc<Theme>,
        documents: &Documents,
        options: &BuildOptions,
    ) -> Self {
        let base_url = options.base_url.clone().unwrap_or_else(|| config.base_url.clone());
        let mut problems: Vec<Diagnostic> =
            snapshot.faults().iter().map(|fault| fault_diagnostic(snapshot, fault)).collect();
        let documents = documents.all.clone();
        let by_path = (0u32..)
            .zip(&documents)
            .map(|(id, document)| (Arc::from(document.file.path.as_str()), DocumentId(id)))
            .collect();

        let tree = section::tree(&documents);
        let layout = address::lay_out(&tree, &documents, config, &mut problems);
        let history = snapshot.history().map(|history| &**history);
        let given = page::Given { documents: &documents, config, options, history };
        let mut pages = page::pages(&tree, &layout, &given, &mut problems);
        problems.extend(history_problem(history, &pages));
        let mut sections = section::sections(&tree, &layout, &pages, config);
        for (id, section) in (0u32..).zip(&sections) {
            for page in &section.pages {
                pages[page.index()].section = Some(SectionId(id));
            }
            if let Some(page) = section.page {
                pages[page.index()].section = section.parent;
            }
        }
        let mut page_of = vec![None; documents.len()];
        for (id, page) in (0u32..).zip(&pages) {
            page_of[page.document.index()] = Some(PageId(id));
        }
        let taxonomies = taxonomy::taxonomies(&pages, config);
        let facets = facet::facets(&sections, &pages, &taxonomies, config);
        for (section, facets) in sections.iter_mut().zip(facets) {
            section.facets = facets;
        }
        let assets = address::assets(snapshot, &layout, &pages, &documents, config, theme);

        let mut site = Site {
            snapshot: Arc::clone(snapshot),
            config: Arc::clone(config),
            theme: Arc::clone(theme),
            options: options.clone(),
            base_url,
            documents,
            pages,
            sections,
            taxonomies,
            assets,
            links: Vec::new(),
            backlinks: Vec::new(),
            glossary: Glossary::default(),
            redirects: Vec::new(),
            menu: Vec::new(),
            footer: Vec::new(),
            licensing: Licensing::read(
                snapshot,
                config.licence.as_ref().map(|licence| licence.value.as_str()),
                &mut problems,
            ),
            urls: HashMap::new(),
            problems: Vec::new(),
            by_path,
            page_of,
            recent: Vec::new(),
            kinds: Vec::new(),
            titles: Vec::new(),
            fragments: Fragments::default(),
        };
        site.titles.resize_with(site.pages.len(), OnceLock::new);
        site.urls = address::urls(&site, &mut problems);
        site.glossary = glossary::glossary(&site, &mut problems);
        let resolver = link::Resolver::new(&site);
        let (links, found) = resolver.resolve_all();
        problems.extend(found);
        let relations = resolver.resolve_relations(&mut problems);
        let menus = menu::menus(&resolver, &mut problems);
        let redirects = redirect::redirects(&resolver, &mut problems);
        site.links = links;
        for (page, relation) in site.pages.iter_mut().zip(relations) {
            page.relations = relation;
        }
        (site.menu, site.footer) = menus;
        site.redirects = redirects;
        site.backlinks = link::backlinks(&site);
        site.recent = page::recent(&site);
        site.kinds = page::kinds(&site);
        site.problems = problems;
        site
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
        self.titles[id.index()].get_or_init(|| {
            let page = self.page(id);
            let options = crate::markdown::Options {
                language: page.language.clone(),
                typography: self.config.typography,
                narrow_spaces: self.config.narrow_spaces,
                ..Default::default()
            };
            crate::markdown::typeset_html(&page.title, &options).into()
        })
    }

    /// The page of `id`.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.index()]
    }

    /// The section of `id`.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.index()]
    }

    /// The document of `id`.
    pub fn document(&self, id: DocumentId) -> &Arc<Document> {
        &self.documents[id.index()]
    }

    /// The document of a page.
    pub fn document_of(&self, page: PageId) -> &Arc<Document> {
        self.document(self.page(page).document)
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

    /// The absolute address of a path, when the public address is known.
    pub fn absolute(&self, url: &UrlPath) -> Option<String> {
        (!self.base_url.is_empty()).then(|| format!("{}{}", self.base_url, url.encoded()))
    }

    /// Every problem of the input: files', documents', the site's. Not sorted.
    pub fn all_problems(&self) -> Vec<Diagnostic> {
        let mut all = self.problems.clone();
        for document in &self.documents {
            all.extend(document.problems.iter().cloned());
        }
        all
    }
}

/// What git could not tell.
fn history_problem(history: Option<&History>, pages: &[Page]) -> Option<Diagnostic> {
    let unreadable = history?.unreadable().map(|reason| FaultKind::HistoryUnreadable { reason: reason.to_owned() });
    let sheets = pages.iter().filter(|page| page.undated && page.visible).count();
    let shallow = (sheets > 0).then_some(FaultKind::ShallowHistory { sheets });
    Some(Diagnostic::nowhere(Problem::File(unreadable.or(shallow)?)))
}

/// A file's fault, placed in the file when it is in the snapshot.
fn fault_diagnostic(snapshot: &Snapshot, fault: &crate::source::Fault) -> Diagnostic {
    let problem = Problem::File(fault.kind.clone());
    let file = snapshot
        .get(fault.path.as_str())
        .cloned()
        .unwrap_or_else(|| SourceFile::in_memory(fault.path.as_str(), crate::source::Role::Other, ""));
    let pattern = match &fault.kind {
        FaultKind::BadPattern { pattern, .. } => Some(pattern.as_str()),
        _ => None,
    };
    let at = pattern.and_then(|pattern| Some((file.text()?.find(pattern)?, pattern.len())));
    Diagnostic::new(problem, &file, at.map_or(Span::default(), |(at, len)| Span::new(at, at + len)))
}
