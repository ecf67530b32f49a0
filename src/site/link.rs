//! What every reference leads to: pages, sections, files, other sites. The same resolver serves texts, front matter and
//! menus, and what it finds is what `render` writes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem, Visibility, fold_key, nearest};
use crate::markdown::{Reference, ReferenceKind};
use crate::source::{SourcePath, UrlPath};
use crate::value::Spanned;

use super::page::Relations;
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
        if wiki || site.documents.iter().any(|document| !document.meta.related.is_empty()) {
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

    /// A path: to a `.md` file, a folder, a file, a URL of the site, or another site.
    fn path(&self, from: &SourcePath, target: &str) -> Result<Target, Problem> {
        if let Some(external) = external(target) {
            return Ok(external);
        }
        if let Some(document) = self.exact(from, target) {
            return Ok(self.page_of(document));
        }
        for candidate in self.candidates(from, target)? {
            if let Some(found) = self.at(&candidate) {
                return Ok(found);
            }
        }
        if let Some(place) = self.by_url(from, target) {
            return Ok(self.place(place));
        }
        Ok(Target::Broken)
    }

    fn image(&self, from: &SourcePath, target: &str) -> Result<Target, Problem> {
        if let Some(external) = external(target) {
            return Ok(external);
        }
        for candidate in self.candidates(from, target)? {
            if let Some(asset) =
                self.files.get(candidate.as_str()).or_else(|| self.files.get(self.fold(candidate.as_str())?))
            {
                return Ok(Target::Place { place: Place::Asset(*asset), fragment: None });
            }
        }
        match self.by_url(from, target) {
            Some(place @ Place::Asset(_)) => Ok(Target::Place { place, fragment: None }),
            _ => Ok(Target::Broken),
        }
    }

    /// Source paths that `target` written in file `from` may mean, the most exact first.
    fn candidates(&self, from: &SourcePath, target: &str) -> Result<Vec<SourcePath>, Problem> {
        let written = target.strip_prefix("@/").map_or(target.to_owned(), |rest| format!("/{rest}"));
        let base = match written.strip_prefix('/') {
            // A site's own root, then `static/`, for images of the theme and files beside.
            Some(rest) => SourcePath::new("content/.").join(rest),
            None => from.join(&written),
        };
        let Some(base) = base else { return Err(Problem::LinkOutsideSite { target: target.to_owned() }) };
        if !base.as_str().starts_with("content") {
            // Out of `content/` but still in the site: only files of `static/` are published.
            return if base.as_str().starts_with("static/") {
                Ok(vec![base])
            } else {
                Err(Problem::LinkOutsideSite { target: target.to_owned() })
            };
        }
        let text = base.as_str();
        let mut candidates = vec![base.clone()];
        for suffix in [".md", "/_index.md", "/index.md", "/README.md"] {
            candidates.push(SourcePath::new(&format!("{text}{suffix}")));
        }
        if let Some(page) = text
            .strip_suffix("/_index.md")
            .or_else(|| text.strip_suffix("/index.md"))
            .or_else(|| text.strip_suffix("/README.md"))
        {
            candidates.push(SourcePath::new(page));
        }
        Ok(candidates)
    }

    /// What the source path `path` is on the site.
    fn at(&self, path: &SourcePath) -> Option<Target> {
        let known = if self.site.document_at(path.as_str()).is_some() || self.files.contains_key(path.as_str()) {
            path.as_str()
        } else {
            self.fold(path.as_str()).unwrap_or(path.as_str())
        };
        if let Some(document) = self.site.document_at(known) {
            return Some(self.page_of(document));
        }
        if let Some(asset) = self.files.get(known) {
            return Some(Target::Place { place: Place::Asset(*asset), fragment: None });
        }
        let at = self.site.sections.iter().position(|section| section.folder == known)?;
        let section = &self.site.sections[at];
        Some(match section.page {
            Some(page) => self.page(page),
            None if section.count > 0 => {
                Target::Place { place: Place::Section(super::SectionId(at as u32)), fragment: None }
            }
            None => return None,
        })
    }

    /// The document at exactly `target`, a path from the folder of `from`: what most links are.
    fn exact(&self, from: &SourcePath, target: &str) -> Option<DocumentId> {
        if target.starts_with(['/', '@']) {
            return None;
        }
        self.site.document_at(from.join(target)?.as_str())
    }

    fn page_of(&self, document: DocumentId) -> Target {
        self.site.page_of(document).map_or(Target::Document(document), |page| self.page(page))
    }

    fn page(&self, page: PageId) -> Target {
        if self.site.page(page).visible { Target::Page { page, fragment: None } } else { Target::Unpublished(page) }
    }

    /// A link written as the URL readers see (`/dossier/nom/`, `../nom/`).
    fn by_url(&self, from: &SourcePath, target: &str) -> Option<Place> {
        let url = if target.starts_with('/') {
            UrlPath::new(target)
        } else {
            let document = self.site.document_at(from.as_str())?;
            let page = self.site.page_of(document)?;
            let base = self.site.page(page).url.as_str();
            let joined = SourcePath::new(&format!("{}x", &base[1..])).join(target)?;
            UrlPath::new(joined.as_str())
        };
        let with_slash = UrlPath::new(&format!("{}/", url.as_str()));
        let without_index = url.as_str().strip_suffix("index.html").map(UrlPath::new);
        let found = self
            .site
            .urls
            .get(&url)
            .or_else(|| self.site.urls.get(&with_slash))
            .or_else(|| self.site.urls.get(&without_index?));
        found.copied()
    }

    fn place(&self, place: Place) -> Target {
        match place {
            Place::Page(page) => Target::Page { page, fragment: None },
            place => Target::Place { place, fragment: None },
        }
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

    /// What front matter names: `liees`, `remplace`, `remplacee_par`, `traduction_de`, `image`.
    pub fn resolve_relations(&self, problems: &mut Vec<Diagnostic>) -> Vec<Relations> {
        let resolved: Vec<(Relations, Vec<Diagnostic>)> = self
            .site
            .pages
            .par_iter()
            .map(|page| {
                let mut problems = Vec::new();
                let document = self.site.document(page.document);
                let meta = &document.meta;
                let visibility = page.visibility();
                let mut find = |written: &Spanned<String>| -> Option<PageId> {
                    self.relation(document, written, visibility, &mut problems)
                };
                let mut relations = Relations {
                    related: meta.related.iter().filter_map(&mut find).collect(),
                    replaces: meta.replaces.iter().filter_map(&mut find).collect(),
                    replaced_by: meta.replaced_by.as_ref().and_then(&mut find),
                    translation_of: meta.translation_of.as_ref().and_then(&mut find),
                    image: None,
                };
                relations.related.dedup();
                if let Some(image) = &meta.image {
                    match self.image(&document.file.path, &image.file.value) {
                        Ok(Target::Place { place: Place::Asset(asset), .. }) => relations.image = Some(asset),
                        Ok(Target::External(_)) => {}
                        Err(problem) => problems.push(Diagnostic::new(problem, &document.file, image.file.span)),
                        Ok(_) => problems.push(Diagnostic::new(
                            Problem::MissingImage {
                                target: image.file.value.clone(),
                                nearest: self.nearest(&document.file.path, &image.file.value),
                                visibility,
                            },
                            &document.file,
                            image.file.span,
                        )),
                    }
                }
                (relations, problems)
            })
            .collect();
        let mut relations = Vec::with_capacity(resolved.len());
        for (one, found) in resolved {
            relations.push(one);
            problems.extend(found);
        }
        relations
    }

    fn relation(
        &self,
        document: &Arc<Document>,
        written: &Spanned<String>,
        visibility: Visibility,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<PageId> {
        let reference = Reference {
            kind: ReferenceKind::Wiki,
            target: written.value.trim_start_matches("[[").trim_end_matches("]]").to_owned(),
            fragment: None,
            query: None,
            title: String::new(),
            text: String::new(),
            attributes: Vec::new(),
            span: written.span,
            exact: true,
        };
        let problem = match self.wiki(document, &reference) {
            Ok(Target::Page { page, .. }) => return Some(page),
            Ok(Target::Unpublished(page)) if visibility == Visibility::Draft || self.site.page(page).visible => {
                return None;
            }
            Ok(Target::Unpublished(page)) => {
                Problem::LinkToDraft { target: self.site.document_of(page).file.path.to_string() }
            }
            Ok(_) => Problem::BrokenLink {
                target: written.value.clone(),
                nearest: self
                    .nearest(&document.file.path, &written.value)
                    .or_else(|| self.nearest_title(&written.value)),
                visibility,
            },
            Err(problem) => problem,
        };
        problems.push(Diagnostic::new(problem, &document.file, written.span));
        None
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

    /// A link to nothing, with the path most like it.
    pub fn broken(&self, target: &str, visibility: Visibility) -> Problem {
        let from = SourcePath::new("content/_index.md");
        Problem::BrokenLink {
            target: target.to_owned(),
            nearest: self.nearest(&from, target).or_else(|| self.nearest_title(target)),
            visibility,
        }
    }

    /// The path, written as from `from`, most like `target`: the same name elsewhere, else a name alike in the same folder.
    fn nearest(&self, from: &SourcePath, target: &str) -> Option<String> {
        let folder = from.parent();
        let wanted = SourcePath::new(target);
        let name = wanted.name();
        let all = || {
            self.site.documents.iter().map(|document| &document.file.path).chain(
                self.site
                    .assets
                    .iter()
                    .map(|asset| &asset.file.path)
                    .filter(|path| path.as_str().starts_with("content/")),
            )
        };
        let written = |path: &SourcePath| relative(folder, path.as_str());
        if let Some(path) = all().find(|path| path.name().eq_ignore_ascii_case(name) && !path.stem().ends_with("index"))
        {
            return Some(written(path));
        }
        let full = from.join(target.trim_start_matches('/'))?;
        let alike = || all().filter(|path| path.extension() == wanted.extension() || wanted.extension().is_empty());
        if full.stem().ends_with("index") {
            // Every folder has one: the folder is what differs.
            let indexes = alike().map(SourcePath::as_str).filter(|path| path.ends_with(full.name()));
            return nearest(full.as_str(), indexes).map(|path| relative(folder, &path));
        }
        // Names are compared, not paths: a long folder would make any two of its files look alike. Comparing with every
        // file of a large site for every broken link would be slow: files of the same folder first.
        let beside = alike().filter(|path| path.parent() == full.parent()).collect();
        named_alike(full.stem(), beside)
            .or_else(|| match alike().nth(5_000) {
                None => named_alike(full.stem(), alike().collect()),
                Some(_) => None,
            })
            .map(written)
    }

    fn nearest_title(&self, title: &str) -> Option<String> {
        nearest(title, self.site.pages.iter().map(|page| page.title.as_str()))
    }

    /// The right spelling of a link that only resolves because case is ignored: on Linux hosts it would not.
    fn case_differs(&self, from: &SourcePath, reference: &Reference, target: &Target) -> Option<String> {
        if matches!(reference.kind, ReferenceKind::Wiki) || reference.target.is_empty() {
            return None;
        }
        let actual = match target {
            Target::Page { page, .. } | Target::Unpublished(page) => self.site.document_of(*page).file.path.as_str(),
            Target::Place { place: Place::Asset(asset), .. } => self.site.assets[asset.index()].file.path.as_str(),
            _ => return None,
        };
        if from.join(&reference.target).is_some_and(|path| path.as_str() == actual) {
            return None;
        }
        let candidates = self.candidates(from, &reference.target).ok()?;
        let exact = candidates.iter().any(|candidate| candidate.as_str() == actual);
        let folded = candidates.iter().any(|candidate| candidate.as_str().to_lowercase() == actual.to_lowercase());
        (!exact && folded).then(|| relative(from.parent(), actual))
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
            Place::Generated => "plan du site".to_owned(),
        }
    }
}

/// The path whose name is most like `stem`.
fn named_alike<'p>(stem: &str, paths: Vec<&'p SourcePath>) -> Option<&'p SourcePath> {
    let name = nearest(stem, paths.iter().map(|path| path.stem()))?;
    paths.into_iter().find(|path| path.stem() == name)
}

/// An address with a scheme, or `//host`.
fn external(target: &str) -> Option<Target> {
    let scheme = target.split(':').next().filter(|scheme| scheme.len() < target.len()).is_some_and(|scheme| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
    });
    (scheme || target.starts_with("//")).then(|| Target::External(target.to_owned()))
}

/// `path` as it is written from `folder`.
fn relative(folder: &str, path: &str) -> String {
    let base: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    let target: Vec<&str> = path.split('/').collect();
    let common = base.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(base.len() - common);
    format!("{up}{}", target[common..].join("/"))
}

/// For each page, the published pages that link to it from their text or name it as `liees`, each once.
pub(super) fn backlinks(site: &Site) -> Vec<Vec<PageId>> {
    let mut backlinks: Vec<Vec<PageId>> = vec![Vec::new(); site.pages.len()];
    for (id, page) in site.published() {
        let linked = site.links[page.document.index()].iter().filter_map(|link| match link.target {
            Target::Page { page, .. } => Some(page),
            _ => None,
        });
        for to in linked.chain(page.relations.related.iter().copied()).filter(|to| *to != id) {
            let list = &mut backlinks[to.index()];
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
    }
    backlinks
}
