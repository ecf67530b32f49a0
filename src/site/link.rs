//! What every reference leads to: pages, sections, files, other sites. The same resolver serves texts, front matter and
//! menus, and what it finds is what `render` writes.

mod likely;
mod paths;
mod relations;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem, Visibility, fold_key, nearest};
use crate::markdown::{Reference, ReferenceKind};
use crate::source::SourcePath;

pub(in crate::site) use relations::backlinks;

use super::{AssetId, DocumentId, INCLUDED_DEPTH, PageId, Place, Site};

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

/// Resolves references against a site whose URLs are known.
pub(super) struct Resolver<'s> {
    pub site: &'s Site,
    files: HashMap<&'s str, AssetId>,
    /// Lower case → path; only sites that link to it otherwise than it is written pay for it.
    folded: std::sync::OnceLock<HashMap<String, &'s str>>,
    titles: HashMap<String, Vec<PageId>>,
}

impl<'s> Resolver<'s> {
    pub fn new(site: &'s Site) -> Self {
        let mut files = HashMap::with_capacity(site.assets.len());
        for (id, asset) in (0u32..).zip(&site.assets) {
            let path = asset.file.path.as_str();
            files.insert(path, AssetId(id));
        }
        // Only sites that use wikilinks pay for a table of titles.
        let wiki = site.documents.iter().any(|document| {
            document
                .body
                .references
                .iter()
                .any(|reference| matches!(reference.kind, ReferenceKind::Wiki | ReferenceKind::Include))
        });
        let mut titles: HashMap<String, Vec<PageId>> = HashMap::new();
        let named = site.documents.iter().map(|document| &document.meta).any(|meta| {
            let several = !meta.related.is_empty() || !meta.replaces.is_empty();
            several || meta.replaced_by.is_some() || meta.translation_of.is_some()
        });
        if wiki || named {
            for (id, page) in (0u32..).map(PageId).zip(&site.pages) {
                let document = site.document(page.document);
                let stem =
                    if page.bundle { page.folder.rsplit('/').next().unwrap_or("") } else { document.file.path.stem() };
                let aliases = document.meta.aliases.iter().map(|alias| alias.value.trim_matches('/'));
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
        }
        Resolver { site, files, folded: std::sync::OnceLock::new(), titles }
    }

    /// The file whose path is `path` but for its case.
    fn fold(&self, path: &str) -> Option<&'s str> {
        let folded = self.folded.get_or_init(|| {
            let assets = self.site.assets.iter().map(|asset| asset.file.path.as_str());
            let documents = self.site.documents.iter().map(|document| document.file.path.as_str());
            assets.chain(documents).map(|path| (path.to_lowercase(), path)).collect()
        });
        folded.get(&path.to_lowercase()).copied()
    }

    /// Every reference of every document, in parallel, with what is wrong with them.
    pub fn resolve_all(&self) -> (Vec<Vec<Link>>, Vec<Diagnostic>) {
        let resolved: Vec<(Vec<Link>, Vec<Diagnostic>)> = (0..self.site.documents.len() as u32)
            .into_par_iter()
            .map(|id| {
                let mut problems = Vec::new();
                let document = self.site.document(DocumentId(id));
                let links = document
                    .body
                    .references
                    .iter()
                    .map(|reference| self.resolve(DocumentId(id), document, reference, &mut problems))
                    .collect();
                (links, problems)
            })
            .collect();
        let mut links = Vec::with_capacity(resolved.len());
        let mut problems = Vec::new();
        for (one, found) in resolved {
            links.push(one);
            problems.extend(found);
        }
        (links, problems)
    }

    fn resolve(
        &self,
        id: DocumentId,
        document: &Arc<Document>,
        reference: &Reference,
        problems: &mut Vec<Diagnostic>,
    ) -> Link {
        let page = self.site.page_of(id);
        let visibility = page.map_or(Visibility::Published, |page| self.site.page(page).visibility());
        let mut report = |problem: Problem| problems.push(Diagnostic::new(problem, &document.file, reference.span));
        let target = match reference.kind {
            ReferenceKind::Wiki | ReferenceKind::Include if !reference.target.is_empty() => {
                self.wiki(document, reference)
            }
            _ if reference.target.is_empty() => Ok(match &reference.fragment {
                Some(fragment) => Target::Here(fragment.clone()),
                None => Target::Broken,
            }),
            ReferenceKind::Image => self.image(&document.file.path, &reference.target),
            _ => self.path(&document.file.path, &reference.target),
        };
        let target = match target {
            Ok(target) => target,
            Err(problem) => {
                // Said once: that it leads nowhere follows.
                report(problem);
                return Link { target: Target::Broken };
            }
        };
        let target = match target {
            Target::Page { page, .. } => Target::Page { page, fragment: reference.fragment.clone() },
            Target::Place { place, .. } => Target::Place { place, fragment: reference.fragment.clone() },
            Target::External(url) => {
                let query = reference.query.as_ref().map_or(String::new(), |query| format!("?{query}"));
                let fragment = reference.fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
                Target::External(format!("{url}{query}{fragment}"))
            }
            other => other,
        };
        match &target {
            Target::Broken if reference.target.is_empty() => {}
            Target::Broken => report(match reference.kind {
                ReferenceKind::Image => Problem::MissingImage {
                    target: reference.target.clone(),
                    nearest: self.nearest(&document.file.path, &reference.target),
                    visibility,
                },
                ReferenceKind::Include => Problem::IncludeMissing {
                    target: reference.target.clone(),
                    nearest: self.nearest(&document.file.path, &reference.target),
                },
                ReferenceKind::Wiki => Problem::BrokenLink {
                    target: reference.target.clone(),
                    nearest: self.nearest_title(&reference.target),
                    visibility,
                },
                ReferenceKind::Link => Problem::BrokenLink {
                    target: reference.target.clone(),
                    nearest: self.nearest(&document.file.path, &reference.target),
                    visibility,
                },
            }),
            Target::Unpublished(to) if visibility == Visibility::Published && page.is_some() => {
                report(Problem::LinkToDraft { target: self.site.document_of(*to).file.path.to_string() });
            }
            // `#top` and `#` are the top of the page in every browser.
            Target::Here(fragment)
                if !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !self.has_id(id, fragment) =>
            {
                report(self.broken_fragment(id, document.file.path.as_str(), fragment, visibility));
            }
            Target::Page { page: to, fragment: Some(fragment) } => {
                let to = self.site.page(*to).document;
                if !fragment.is_empty() && !self.has_id(to, fragment) {
                    report(self.broken_fragment(to, self.site.document(to).file.path.as_str(), fragment, visibility));
                }
            }
            _ => {}
        }
        if let Some(actual) = self.case_differs(&document.file.path, reference, &target) {
            report(Problem::LinkCase { target: reference.target.clone(), actual });
        }
        Link { target }
    }

    /// `[[title]]`: a path, a title, an alias or a file name.
    fn wiki(&self, document: &Document, reference: &Reference) -> Result<Target, Problem> {
        if let Ok(found) = self.path(&document.file.path, &reference.target)
            && found != Target::Broken
        {
            return Ok(if reference.kind == ReferenceKind::Include { self.included(found) } else { found });
        }
        let last = reference.target.rsplit('/').next().unwrap_or(&reference.target);
        for key in [fold_key(&reference.target), fold_key(last.strip_suffix(".md").unwrap_or(last))] {
            match self.titles.get(&key).map(Vec::as_slice) {
                Some([one]) => {
                    let target = self.page(*one);
                    return Ok(if reference.kind == ReferenceKind::Include { self.included(target) } else { target });
                }
                Some(several) => {
                    let candidates =
                        several.iter().map(|page| self.site.document_of(*page).file.path.to_string()).collect();
                    return Err(Problem::AmbiguousLink { target: reference.target.clone(), candidates });
                }
                None => {}
            }
        }
        Ok(Target::Broken)
    }

    fn included(&self, target: Target) -> Target {
        match target {
            Target::Page { page, .. } | Target::Unpublished(page) => Target::Document(self.site.page(page).document),
            other => other,
        }
    }

    /// A reference written in site.toml: from `content/`, a title, or another site.
    pub fn reference_from_configuration(&self, written: &str) -> Result<Target, Problem> {
        let (target, fragment) =
            written.split_once('#').map_or((written, None), |(target, fragment)| (target, Some(fragment.to_owned())));
        let from = SourcePath::new("content/_index.md");
        let found = match target {
            "" | "/" => self
                .at(&SourcePath::new("content"))
                .unwrap_or(Target::Place { place: Place::Section(super::SectionId(0)), fragment: None }),
            target => self.path(&from, target)?,
        };
        Ok(match found {
            Target::Page { page, .. } => {
                if let Some(fragment) = &fragment
                    && !self.has_id(self.site.page(page).document, fragment)
                {
                    let document = self.site.page(page).document;
                    return Err(self.broken_fragment(
                        document,
                        self.site.document(document).file.path.as_str(),
                        fragment,
                        Visibility::Published,
                    ));
                }
                Target::Page { page, fragment }
            }
            Target::Unpublished(page) => {
                return Err(Problem::LinkToDraft { target: self.site.document_of(page).file.path.to_string() });
            }
            Target::External(_) => Target::External(written.to_owned()),
            other => other,
        })
    }

    /// Whether `fragment` is an `id` of the document's page, what it includes counted.
    fn has_id(&self, id: DocumentId, fragment: &str) -> bool {
        self.has_id_within(id, fragment, &mut HashSet::new())
    }

    fn has_id_within(&self, id: DocumentId, fragment: &str, seen: &mut HashSet<DocumentId>) -> bool {
        let document = self.site.document(id);
        if document.body.ids.iter().any(|known| known == fragment) {
            return true;
        }
        let mut includes = document.body.references.iter().filter(|reference| reference.kind == ReferenceKind::Include);
        seen.len() < INCLUDED_DEPTH
            && seen.insert(id)
            && includes.any(|reference| {
                matches!(self.wiki(document, reference), Ok(Target::Document(inner)) if self.has_id_within(inner, fragment, seen))
            })
    }

    fn broken_fragment(&self, id: DocumentId, page: &str, fragment: &str, visibility: Visibility) -> Problem {
        let known = self.site.document(id).body.ids.iter().map(String::as_str);
        Problem::BrokenFragment {
            page: page.to_owned(),
            fragment: fragment.to_owned(),
            nearest: nearest(fragment, known),
            visibility,
        }
    }

    /// What to call a place in a message.
    pub fn place_name(&self, place: Place) -> String {
        let site = self.site;
        match place {
            Place::Page(page) => site.document_of(page).file.path.to_string(),
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
