//! What is wrong with references, looked for once all of them are resolved. A link that leads nowhere is resolved again
//! to tell why, so that links that lead somewhere pay nothing for it.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Problem, Visibility, nearest};
use crate::markdown::{Reference, ReferenceKind};
use crate::site::{DocumentId, INCLUDED_DEPTH, Place, SectionId, Site};
use crate::source::SourcePath;

use super::{Link, Resolver, Target};

/// Everything wrong with the references of texts.
pub(in crate::site) fn problems(site: &Site) -> Vec<Diagnostic> {
    let resolver = Resolver::new(&site.shape);
    let of_document = |id: u32| {
        let mut problems = Vec::new();
        let id = DocumentId(id);
        for (reference, link) in site.document(id).body.references.iter().zip(site.links[id.index()].iter()) {
            look_into(site, &resolver, id, reference, link, &mut problems);
        }
        problems
    };
    (0..site.documents.len() as u32).into_par_iter().with_max_len(256).flat_map_iter(of_document).collect()
}

fn look_into(
    site: &Site,
    resolver: &Resolver<'_>,
    id: DocumentId,
    reference: &Reference,
    link: &Link,
    problems: &mut Vec<Diagnostic>,
) {
    let document = site.document(id);
    let page = site.page_of(id);
    let visibility = page.map_or(Visibility::Published, |page| site.page(page).visibility());
    let mut report = |problem: Problem| problems.push(Diagnostic::new(problem, &document.file, reference.span));
    match &link.target {
        Target::Broken => match resolver.target(document, reference) {
            // Said once: that it leads nowhere follows.
            Err(problem) => return report(problem),
            Ok(_) if reference.target.is_empty() => {}
            Ok(_) => report(broken(resolver, &document.file.path, reference, visibility)),
        },
        Target::Unpublished(to) if visibility == Visibility::Published && page.is_some() => {
            report(Problem::LinkToDraft { target: site.document_of(*to).file.path.to_string() });
        }
        // `#top` and `#` are the top of the page in every browser.
        Target::Here(fragment)
            if !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !has_id(site, id, fragment) =>
        {
            report(broken_fragment(site, id, fragment, visibility));
        }
        Target::Page { page: to, fragment: Some(fragment) } => {
            let to = site.page(*to).document;
            if !fragment.is_empty() && !has_id(site, to, fragment) {
                report(broken_fragment(site, to, fragment, visibility));
            }
        }
        _ => {}
    }
    if let Some(actual) = resolver.case_differs(&document.file.path, reference, &link.target) {
        report(Problem::LinkCase { target: reference.target.clone(), actual });
    }
}

fn broken(resolver: &Resolver<'_>, from: &SourcePath, reference: &Reference, visibility: Visibility) -> Problem {
    let target = reference.target.clone();
    match reference.kind {
        ReferenceKind::Image => Problem::MissingImage { nearest: resolver.nearest(from, &target), target, visibility },
        ReferenceKind::Include => Problem::IncludeMissing { nearest: resolver.nearest(from, &target), target },
        ReferenceKind::Wiki => Problem::BrokenLink { nearest: resolver.nearest_title(&target), target, visibility },
        ReferenceKind::Link => Problem::BrokenLink { nearest: resolver.nearest(from, &target), target, visibility },
    }
}

/// A reference written in site.toml: from `content/`, a title, or another site.
pub(in crate::site) fn from_configuration(site: &Site, written: &str) -> Result<Target, Problem> {
    let resolver = Resolver::new(&site.shape);
    let (target, fragment) =
        written.split_once('#').map_or((written, None), |(target, fragment)| (target, Some(fragment.to_owned())));
    let from = SourcePath::new("content/_index.md");
    let found = match target {
        "" | "/" => resolver
            .at(&SourcePath::new("content"))
            .unwrap_or(Target::Place { place: Place::Section(SectionId(0)), fragment: None }),
        target => resolver.path(&from, target)?,
    };
    Ok(match found {
        Target::Page { page, .. } => {
            let document = site.page(page).document;
            if let Some(fragment) = fragment.as_ref().filter(|fragment| !has_id(site, document, fragment)) {
                return Err(broken_fragment(site, document, fragment, Visibility::Published));
            }
            Target::Page { page, fragment }
        }
        Target::Unpublished(page) => {
            return Err(Problem::LinkToDraft { target: site.document_of(page).file.path.to_string() });
        }
        Target::External(_) => Target::External(written.to_owned()),
        other => other,
    })
}

/// Whether `fragment` is an `id` of the document's page, what it includes counted.
fn has_id(site: &Site, id: DocumentId, fragment: &str) -> bool {
    has_id_within(site, id, fragment, &mut HashSet::new())
}

fn has_id_within(site: &Site, id: DocumentId, fragment: &str, seen: &mut HashSet<DocumentId>) -> bool {
    let body = &site.document(id).body;
    if body.ids.iter().any(|known| known == fragment) {
        return true;
    }
    let mut includes = body
        .references
        .iter()
        .zip(site.links[id.index()].iter())
        .filter(|(reference, _)| reference.kind == ReferenceKind::Include);
    seen.len() < INCLUDED_DEPTH
        && seen.insert(id)
        && includes.any(
            |(_, link)| matches!(link.target, Target::Document(inner) if has_id_within(site, inner, fragment, seen)),
        )
}

fn broken_fragment(site: &Site, id: DocumentId, fragment: &str, visibility: Visibility) -> Problem {
    let document = site.document(id);
    Problem::BrokenFragment {
        page: document.file.path.to_string(),
        fragment: fragment.to_owned(),
        nearest: nearest(fragment, document.body.ids.iter().map(String::as_str)),
        visibility,
    }
}
