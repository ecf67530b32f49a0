//! Paths and addresses, as written in links and images, to what they are on the site.

use crate::diagnostic::Problem;
use crate::site::{DocumentId, PageId, Place, SectionId};
use crate::source::{SourcePath, UrlPath};

use super::{Resolver, Target};

impl Resolver<'_> {
    /// A path: to a `.md` file, a folder, a file, a URL of the site, or another site.
    pub(super) fn path(&self, from: &SourcePath, target: &str) -> Result<Target, Problem> {
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

    pub(super) fn image(&self, from: &SourcePath, target: &str) -> Result<Target, Problem> {
        if let Some(external) = external(target) {
            return Ok(external);
        }
        for candidate in self.candidates(from, target)? {
            if let Some(asset) = self
                .names
                .files
                .get(candidate.as_str())
                .or_else(|| self.names.files.get(self.fold(candidate.as_str())?))
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
    pub(super) fn candidates(&self, from: &SourcePath, target: &str) -> Result<Vec<SourcePath>, Problem> {
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
    pub(super) fn at(&self, path: &SourcePath) -> Option<Target> {
        let known = if self.shape.document_at(path.as_str()).is_some() || self.names.files.contains_key(path.as_str()) {
            path.as_str()
        } else {
            self.fold(path.as_str()).unwrap_or(path.as_str())
        };
        if let Some(document) = self.shape.document_at(known) {
            return Some(self.page_of(document));
        }
        if let Some(asset) = self.names.files.get(known) {
            return Some(Target::Place { place: Place::Asset(*asset), fragment: None });
        }
        let at = self.shape.sections.iter().position(|section| section.folder == known)?;
        let section = &self.shape.sections[at];
        Some(match section.page {
            Some(page) => self.page(page),
            None if section.count > 0 => Target::Place { place: Place::Section(SectionId(at as u32)), fragment: None },
            None => return None,
        })
    }

    /// The document at exactly `target`, a path from the folder of `from`: what most links are.
    pub(super) fn exact(&self, from: &SourcePath, target: &str) -> Option<DocumentId> {
        if target.starts_with(['/', '@']) {
            return None;
        }
        self.shape.document_at(&from.joined(target)?)
    }

    pub(super) fn page_of(&self, document: DocumentId) -> Target {
        self.shape.page_of(document).map_or(Target::Document(document), |page| self.page(page))
    }

    pub(super) fn page(&self, page: PageId) -> Target {
        if self.shape.page(page).visible { Target::Page { page, fragment: None } } else { Target::Unpublished(page) }
    }

    /// A link written as the URL readers see (`/dossier/nom/`, `../nom/`).
    pub(super) fn by_url(&self, from: &SourcePath, target: &str) -> Option<Place> {
        let url = if target.starts_with('/') {
            UrlPath::new(target)
        } else {
            let document = self.shape.document_at(from.as_str())?;
            let page = self.shape.page_of(document)?;
            let base = self.shape.page(page).url.as_str();
            let joined = SourcePath::new(&format!("{}x", &base[1..])).join(target)?;
            UrlPath::new(joined.as_str())
        };
        let with_slash = UrlPath::new(&format!("{}/", url.as_str()));
        let without_index = url.as_str().strip_suffix("index.html").map(UrlPath::new);
        let found = self
            .shape
            .urls
            .get(&url)
            .or_else(|| self.shape.urls.get(&with_slash))
            .or_else(|| self.shape.urls.get(&without_index?));
        found.copied()
    }

    pub(super) fn place(&self, place: Place) -> Target {
        match place {
            Place::Page(page) => Target::Page { page, fragment: None },
            place => Target::Place { place, fragment: None },
        }
    }
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
