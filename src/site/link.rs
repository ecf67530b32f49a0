//! What every reference leads to: pages, sections, files, other sites. The same resolver serves texts, front matter and
//! menus, and what it finds is what `render` writes.

mod likely;
mod paths;
mod problems;
mod relations;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::content::Document;
use crate::diagnostic::{Problem, fold_key};
use crate::markdown::{Reference, ReferenceKind};
use crate::source::SourcePath;

pub(in crate::site) use problems::{from_configuration, problems};
pub(in crate::site) use relations::backlinks;

use super::shape::Shape;
use super::{AssetId, DocumentId, Map, PageId, Place, Site};

/// For each document, what its references lead to, in the order of `body.references`.
pub type Links = Vec<Arc<[Link]>>;

/// A resolved reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
}

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A page of the site, maybe at a fragment.
    Page {
        /// The page.
        page: PageId,
        /// The `id` in it.
        fragment: Option<String>,
    },
    /// Something else that has a URL on the site.
    Place {
        /// What it is.
        place: Place,
        /// The fragment as written.
        fragment: Option<String>,
    },
    /// A fragment of the page it stands on.
    Here(String),
    /// Another site, an e-mail address, a telephone number: the address as written.
    External(String),
    /// A document to be included.
    Document(DocumentId),
    /// A page that exists and is not in this build.
    Unpublished(PageId),
    /// Nothing.
    Broken,
}

/// What references are looked up in, made from the shape of a site when something first asks.
#[derive(Debug)]
pub(super) struct Names {
    files: Map<Arc<str>, AssetId>,
    /// Lower case → path; only sites that link to it otherwise than it is written pay for it.
    folded: OnceLock<Map<String, Arc<str>>>,
    /// Only sites that use titles as links pay for it.
    titles: OnceLock<Map<String, Vec<PageId>>>,
}

/// Resolves references against a site whose URLs are known.
pub(super) struct Resolver<'s> {
    pub shape: &'s Shape,
    names: &'s Names,
}

impl<'s> Resolver<'s> {
    pub fn new(shape: &'s Shape) -> Self {
        let names = shape.names.get_or_init(|| {
            let mut files = Map::with_capacity_and_hasher(shape.assets.len(), Default::default());
            files.extend((0u32..).zip(&shape.assets).map(|(id, asset)| (asset.file.path.shared(), AssetId(id))));
            Names { files, folded: OnceLock::new(), titles: OnceLock::new() }
        });
        Resolver { shape, names }
    }

    /// Pages by what they can be called.
    fn titles(&self) -> &'s Map<String, Vec<PageId>> {
        self.names.titles.get_or_init(|| {
            let mut titles: Map<String, Vec<PageId>> = Map::default();
            for (id, page) in (0u32..).map(PageId).zip(&self.shape.pages) {
                let head = self.shape.head(page.document);
                let stem =
                    if page.bundle { page.folder.rsplit('/').next().unwrap_or("") } else { head.file.path.stem() };
                let aliases = head.meta.aliases.iter().map(|alias| alias.value.trim_matches('/'));
                let mut keys: Vec<String> = [page.title.as_str(), stem, super::address::split_name(stem).2]
                    .into_iter()
                    .chain(aliases)
                    .map(fold_key)
                    .collect();
                keys.sort();
                keys.dedup();
                for key in keys.into_iter().filter(|key| !key.is_empty() && key != "index" && key != "_index") {
                    titles.entry(key).or_default().push(id);
                }
            }
            titles
        })
    }

    /// The file whose path is `path` but for its case.
    fn fold(&self, path: &str) -> Option<&'s str> {
        let folded = self.names.folded.get_or_init(|| {
            let assets = self.shape.assets.iter().map(|asset| &asset.file.path);
            let documents = self.shape.heads.iter().map(|head| &head.file.path);
            assets.chain(documents).map(|path| (path.as_str().to_lowercase(), path.shared())).collect()
        });
        folded.get(&path.to_lowercase()).map(|path| &**path)
    }

    /// What the references of `document` lead to; what leads nowhere is looked into by [`problems`].
    fn links(&self, document: &Document) -> Arc<[Link]> {
        let references = document.body.references.iter();
        references
            .map(|reference| Link { target: self.target(document, reference).unwrap_or(Target::Broken) })
            .collect()
    }

    fn target(&self, document: &Document, reference: &Reference) -> Result<Target, Problem> {
        let from = &document.file.path;
        let target = match reference.kind {
            ReferenceKind::Wiki | ReferenceKind::Include if !reference.target.is_empty() => self.wiki(from, reference),
            _ if reference.target.is_empty() => Ok(match &reference.fragment {
                Some(fragment) => Target::Here(fragment.clone()),
                None => Target::Broken,
            }),
            ReferenceKind::Image => self.image(from, &reference.target),
            _ => self.path(from, &reference.target),
        };
        Ok(match target? {
            Target::Page { page, .. } => Target::Page { page, fragment: reference.fragment.clone() },
            Target::Place { place, .. } => Target::Place { place, fragment: reference.fragment.clone() },
            Target::External(url) => {
                let query = reference.query.as_ref().map_or(String::new(), |query| format!("?{query}"));
                let fragment = reference.fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
                Target::External(format!("{url}{query}{fragment}"))
            }
            other => other,
        })
    }

    /// `[[title]]`: a path, a title, an alias or a file name.
    fn wiki(&self, from: &SourcePath, reference: &Reference) -> Result<Target, Problem> {
        if let Ok(found) = self.path(from, &reference.target)
            && found != Target::Broken
        {
            return Ok(if reference.kind == ReferenceKind::Include { self.included(found) } else { found });
        }
        let last = reference.target.rsplit('/').next().unwrap_or(&reference.target);
        for key in [fold_key(&reference.target), fold_key(last.strip_suffix(".md").unwrap_or(last))] {
            match self.titles().get(&key).map(Vec::as_slice) {
                Some([one]) => {
                    let target = self.page(*one);
                    return Ok(if reference.kind == ReferenceKind::Include { self.included(target) } else { target });
                }
                Some(several) => {
                    let candidates =
                        several.iter().map(|page| self.shape.head_of(*page).file.path.to_string()).collect();
                    return Err(Problem::AmbiguousLink { target: reference.target.clone(), candidates });
                }
                None => {}
            }
        }
        Ok(Target::Broken)
    }

    fn included(&self, target: Target) -> Target {
        match target {
            Target::Page { page, .. } | Target::Unpublished(page) => Target::Document(self.shape.page(page).document),
            other => other,
        }
    }

    /// What to call a place in a message.
    pub fn place_name(&self, place: Place) -> String {
        let site = self.shape;
        match place {
            Place::Page(page) => site.head_of(page).file.path.to_string(),
            Place::Section(section) => site.section(section).title.clone(),
            Place::Asset(asset) => site.assets[asset.index()].file.path.to_string(),
            Place::Term(taxonomy, term) => site.taxonomies[taxonomy as usize].terms[term as usize].name.clone(),
            Place::Taxonomy(taxonomy) => {
                let definition = site.taxonomies[taxonomy as usize].definition;
                site.config.taxonomies[definition].plural.get(&site.config.language).to_owned()
            }
            Place::Generated(page) => page.title(&site.config.language).to_lowercase(),
            Place::Review => "Fiches à revoir".to_owned(),
        }
    }
}

/// What the references of every document lead to. `previous` is a site where a reference that names no title leads to
/// the same: the links of a document that it has too are shared, and the whole list when every document has the same.
pub(super) fn links(shape: &Arc<Shape>, documents: &[Arc<Document>], previous: Option<&Site>) -> Arc<Links> {
    let resolver = Resolver::new(shape);
    let Some(previous) = previous else {
        let links = documents.par_iter().with_min_len(64).with_max_len(256).map(|document| resolver.links(document));
        return Arc::new(links.collect());
    };
    let same_titles = Arc::ptr_eq(&previous.shape, shape);
    let stale = (0..documents.len()).filter(|at| {
        !Arc::ptr_eq(&documents[*at], &previous.documents[*at]) || (!same_titles && documents[*at].links_by_title)
    });
    let stale: Vec<usize> = stale.collect();
    let found: Vec<Arc<[Link]>> = stale.par_iter().map(|at| resolver.links(&documents[*at])).collect();
    let mut links = Arc::clone(&previous.links);
    for (at, found) in stale.into_iter().zip(found) {
        if links[at] != found {
            Arc::make_mut(&mut links)[at] = found;
        }
    }
    links
}
