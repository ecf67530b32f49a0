//! What an author most likely meant by a link that leads nowhere, or that only leads somewhere when case is ignored.

use crate::diagnostic::{Problem, Visibility, nearest};
use crate::markdown::{Reference, ReferenceKind};
use crate::site::Place;
use crate::source::SourcePath;

use super::{Resolver, Target};

impl Resolver<'_> {
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
    pub(super) fn nearest(&self, from: &SourcePath, target: &str) -> Option<String> {
        let folder = from.parent();
        let wanted = SourcePath::new(target);
        let name = wanted.name();
        let all = || {
            self.shape.heads.iter().map(|head| &head.file.path).chain(
                self.shape
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

    pub(super) fn nearest_title(&self, title: &str) -> Option<String> {
        nearest(title, self.shape.pages.iter().map(|page| page.title.as_str()))
    }

    /// The right spelling of a link that only resolves because case is ignored: on Linux hosts it would not.
    pub(super) fn case_differs(&self, from: &SourcePath, reference: &Reference, target: &Target) -> Option<String> {
        if matches!(reference.kind, ReferenceKind::Wiki) || reference.target.is_empty() {
            return None;
        }
        let actual = match target {
            Target::Page { page, .. } | Target::Unpublished(page) => &self.shape.head_of(*page).file.path,
            Target::Place { place: Place::Asset(asset), .. } => &self.shape.assets[asset.index()].file.path,
            _ => return None,
        };
        // Most links are.
        if from.spells(&reference.target, actual) || from.join(&reference.target).as_ref() == Some(actual) {
            return None;
        }
        let actual = actual.as_str();
        let candidates = self.candidates(from, &reference.target).ok()?;
        let exact = candidates.iter().any(|candidate| candidate.as_str() == actual);
        let folded = candidates.iter().any(|candidate| candidate.as_str().to_lowercase() == actual.to_lowercase());
        (!exact && folded).then(|| relative(from.parent(), actual))
    }
}

/// The path whose name is most like `stem`.
fn named_alike<'p>(stem: &str, paths: Vec<&'p SourcePath>) -> Option<&'p SourcePath> {
    let name = nearest(stem, paths.iter().map(|path| path.stem()))?;
    paths.into_iter().find(|path| path.stem() == name)
}

/// `path` as it is written from `folder`.
fn relative(folder: &str, path: &str) -> String {
    let base: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    let target: Vec<&str> = path.split('/').collect();
    let common = base.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(base.len() - common);
    format!("{up}{}", target[common..].join("/"))
}
