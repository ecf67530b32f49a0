//! What is known once all documents are together: URLs, sections, links, taxonomies, menus, glossary, redirects.
//!
//! A [`Site`] is always computed whole, from a snapshot's documents; nothing here is updated in place, so nothing here
//! can be stale. Never renders: see `render` and `output`.

mod address;
mod assets;
mod card;
mod collation;
mod data_file;
mod documents;
mod drawing;
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
mod shape;
mod similar;
mod taxonomy;
mod theme;
mod tokens;
mod variant;

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::SiteConfig;
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FaultKind, Snapshot, SourceFile, Span, UrlPath};

/// Looked up by text or number; the same order in every run.
pub type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;

pub use assets::ThemeAsset;
pub use collation::{SortKey, sort_key};
pub use data_file::DataFile;
pub use documents::Documents;
pub use facet::{Facet, FacetValue};
pub use fragments::{Folder, FolderKey, Fragment, Fragments, ShownBy, Steps};
pub use generated::Generated;
pub use glossary::{Glossary, GlossaryEntry, Mention};
pub use include::{INCLUDED_DEPTH, INCLUDED_LIMIT, Included};
pub use licensing::{Credit, IncludedWork, Licensing, Notice, restriction};
pub use link::{Link, Links, Target};
pub use menu::MenuItem;
pub use page::{FILLING, Own, Page, PageRole, SCORES};
pub use redirect::Redirect;
pub use review::{Review, ReviewOwner};
pub use section::Section;
pub use shape::Shape;
pub use taxonomy::{Taxonomy, Term};
pub use theme::{StringTable, Theme, ThemeString};
pub use variant::{Pictures, Variant};

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
index!(/** A page of [`Shape::pages`]. */ PageId);
index!(/** A section of [`Shape::sections`]. */ SectionId);
index!(/** A file of [`Shape::assets`]. */ AssetId);

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

/// A whole site, ready to be rendered: its shape, and what its texts say.
#[derive(Debug)]
pub struct Site {
    /// The input it was made from.
    pub snapshot: Arc<Snapshot>,
    /// Its theme, the site's own files over it.
    pub theme: Arc<Theme>,
    /// All of it that depends on no text.
    pub shape: Arc<Shape>,
    /// Every content file, in the order of paths.
    pub documents: Arc<Vec<Arc<Document>>>,
    /// For each document, what its references lead to, in the order of `body.references`.
    pub links: Arc<Links>,
    /// For each page, the published pages that link to it, in the order of paths.
    pub backlinks: Arc<Vec<Vec<PageId>>>,
    /// The glossary.
    pub glossary: Arc<Glossary>,
    /// Old URLs.
    pub redirects: Vec<Redirect>,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// Links at the foot of every page.
    pub footer: Vec<MenuItem>,
    /// What `.license` and `REUSE.toml` files say.
    pub licensing: Licensing,
    /// Problems of files, menus and redirects; the others are found when [`Site::all_problems`] is asked.
    pub problems: Vec<Diagnostic>,
    /// What rendering found the same on many pages.
    pub fragments: Fragments,
    /// What is known of its images in other widths.
    pub pictures: Pictures,
}

/// A site has what its shape has.
impl Deref for Site {
    type Target = Shape;

    fn deref(&self) -> &Shape {
        &self.shape
    }
}

impl Site {
    /// Puts `documents` together. The site before, `previous`, changes nothing of what is made: each of its parts is
    /// shared when it was made from the same input.
    pub fn new(
        snapshot: &Arc<Snapshot>,
        config: &Arc<SiteConfig>,
        theme: &Arc<Theme>,
        documents: &Documents,
        options: &BuildOptions,
        previous: Option<&Site>,
    ) -> Self {
        let documents = Arc::clone(&documents.all);
        let shape = Shape::of(snapshot, config, theme, &documents, options, previous.map(|previous| &previous.shape));
        // Where a reference that names no title leads to the same, and the same pages are published.
        let alike = previous.filter(|site| Arc::ptr_eq(&site.shape, &shape) || shape.leads_alike(&site.shape));
        let links = link::links(&shape, &documents, alike);
        let glossary = match alike.filter(|site| !glossary::changed(&site.documents, &documents)) {
            Some(site) => Arc::clone(&site.glossary),
            None => Arc::new(glossary::glossary(&shape, &documents)),
        };
        let same_links = |site: &&Site| Arc::ptr_eq(&site.links, &links) && shape.relates_alike(&site.shape);
        let backlinks = match alike.filter(same_links) {
            Some(site) => Arc::clone(&site.backlinks),
            None => Arc::new(link::backlinks(&shape, &links)),
        };
        let mut problems = snapshot.faults().iter().map(|fault| fault_diagnostic(snapshot, fault)).collect();
        let pictures = Pictures::of(shape.assets.len());
        let fragments = Fragments::of(shape.pages.iter().map(|page| &page.url), shape.sections.len());
        let mut site = Site {
            snapshot: Arc::clone(snapshot),
            theme: Arc::clone(theme),
            shape,
            documents,
            links,
            backlinks,
            glossary,
            redirects: Vec::new(),
            menu: Vec::new(),
            footer: Vec::new(),
            licensing: Licensing::read(
                snapshot,
                config.licence.as_ref().map(|licence| licence.value.as_str()),
                &mut problems,
            ),
            problems: Vec::new(),
            fragments,
            pictures,
        };
        (site.menu, site.footer) = menu::menus(&site, &mut problems);
        site.redirects = redirect::redirects(&site, &mut problems);
        site.problems = problems;
        site
    }

    /// The document of `id`.
    pub fn document(&self, id: DocumentId) -> &Arc<Document> {
        &self.documents[id.index()]
    }

    /// The document of a page.
    pub fn document_of(&self, page: PageId) -> &Arc<Document> {
        self.document(self.page(page).document)
    }

    /// Every problem of the input: files', documents', the site's. Not sorted.
    pub fn all_problems(&self) -> Vec<Diagnostic> {
        let mut all = self.problems.clone();
        all.extend(self.shape.all_problems().map(|problem| self.placed(problem)));
        all.extend(glossary::problems(&self.shape, &self.documents));
        all.extend(link::problems(self));
        for document in self.documents.iter() {
            all.extend(document.problems.iter().cloned());
        }
        all
    }

    /// A problem of the shape in the file as it is now: its head, where the problem is, has not changed since.
    fn placed(&self, problem: &Diagnostic) -> Diagnostic {
        let mut problem = problem.clone();
        if let Some(place) = &mut problem.place
            && let Some(document) = self.document_at(place.file.path.as_str())
        {
            place.file = Arc::clone(&self.document(document).file);
        }
        problem
    }
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
