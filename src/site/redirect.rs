//! Old URLs that lead to pages.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{OutputPath, UrlPath};
use crate::value::Spanned;

use super::address::{folded, page_url};
use super::link::{Resolver, Target, from_configuration};
use super::{PageId, Site};

/// An old URL and the page it leads to now.
#[derive(Debug, Clone, PartialEq)]
pub struct Redirect {
    /// The old path.
    pub from: UrlPath,
    /// The page.
    pub to: PageId,
}

/// Redirects of pages (`anciennes_adresses`) and of site.toml, in the order of their URLs.
pub(super) fn redirects(site: &Site, problems: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut found: HashMap<UrlPath, PageId> = HashMap::new();
    // Only sites that have redirects pay for it.
    let taken: LazyCell<HashSet<Cow<'_, str>>, _> = LazyCell::new(|| site.urls.keys().map(folded).collect());
    let mut add = |written: &Spanned<String>, to: PageId| -> Option<Problem> {
        // An address of another tool may be absolute: only its path matters here.
        let path = written
            .value
            .split_once("://")
            .map_or(written.value.as_str(), |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let from = page_url(path.split(['?', '#']).next().unwrap_or(path));
        let output = from.output();
        if OutputPath::new(output.as_str()).is_none() {
            return Some(Problem::BadUrl { url: written.value.clone() });
        }
        let by = if taken.contains(&folded(&from)) {
            Some(
                site.urls
                    .get(&from)
                    .map_or_else(|| from.to_string(), |place| Resolver::new(&site.shape).place_name(*place)),
            )
        } else {
            found.get(&from).filter(|other| **other != to).map(|other| site.document_of(*other).file.path.to_string())
        };
        match by {
            Some(by) => {
                let itself = site.urls.get(&from).is_some_and(|place| *place == super::Place::Page(to));
                (!itself).then(|| Problem::RedirectShadowed { url: from.to_string(), by })
            }
            None => {
                found.insert(from, to);
                None
            }
        }
    };
    for (id, page) in site.published().filter(|(_, page)| !site.head(page.document).meta.aliases.is_empty()) {
        let document = site.document(page.document);
        for alias in &document.meta.aliases {
            problems.extend(add(alias, id).map(|problem| Diagnostic::new(problem, &document.file, alias.span)));
        }
    }
    if let Some(file) = site.snapshot.get("site.toml") {
        for (from, to) in &site.config.redirects {
            match from_configuration(site, &to.value) {
                Ok(Target::Page { page, .. }) => {
                    problems.extend(add(from, page).map(|problem| Diagnostic::new(problem, file, from.span)))
                }
                Ok(_) => problems.push(Diagnostic::new(
                    Resolver::new(&site.shape).broken(&to.value, crate::diagnostic::Visibility::Published),
                    file,
                    to.span,
                )),
                Err(problem) => problems.push(Diagnostic::new(problem, file, to.span)),
            }
        }
    }
    let mut redirects: Vec<Redirect> = found.into_iter().map(|(from, to)| Redirect { from, to }).collect();
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}
