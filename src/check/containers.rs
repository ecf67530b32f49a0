//! Containers: those that have no component, attributes they do not know, includes that come back or that grow too large.

use crate::diagnostic::{Diagnostic, KeyContext, Problem, nearest};
use crate::markdown::Container;
use crate::site::{DocumentId, INCLUDED_DEPTH, INCLUDED_LIMIT, Site, Target};
use crate::source::Span;

pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    for container in document.body.containers.iter().filter(|container| !container.name.is_empty()) {
        let mut report = |problem: Problem, span: Span| problems.push(Diagnostic::new(problem, &document.file, span));
        let template = site.theme.templates.get(&format!("components/{}.html", container.name));
        if container.name == "inclure" {
            check_include(site, id, container, &mut report);
        } else if template.is_none() {
            let known = site.theme.components().chain(["inclure"]);
            let problem =
                Problem::UnknownContainer { name: container.name.clone(), nearest: nearest(&container.name, known) };
            report(problem, container.span);
        }
        let text = document.file.text().unwrap_or("");
        let Some(known) = known_attributes(container, template.and_then(|file| file.text())) else { continue };
        for (key, _) in container.attributes.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
            let line = &text[container.span.range()];
            let span = line.rfind(key.as_str()).map_or(container.span, |at| {
                let start = container.span.start as usize + at;
                Span::new(start, start + key.len())
            });
            let nearest = nearest(key, known.iter().copied());
            report(Problem::UnknownKey { context: KeyContext::Container, key: key.clone(), nearest }, span);
        }
    }
    let Some(first) = document.body.containers.iter().find(|container| container.name == "inclure") else { return };
    let included = site.included(id);
    let too_much = [
        (included.size > INCLUDED_LIMIT).then_some(Problem::TooLong { what: "inclusions", limit: INCLUDED_LIMIT }),
        (included.depth > INCLUDED_DEPTH).then_some(Problem::TooDeep { limit: INCLUDED_DEPTH }),
    ];
    for problem in too_much.into_iter().flatten() {
        problems.push(Diagnostic::new(problem, &document.file, first.span));
    }
}

/// An include of nothing, of what is no text, or of itself through others. One of a file that is not there is told
/// where links are resolved.
fn check_include(site: &Site, id: DocumentId, container: &Container, report: &mut impl FnMut(Problem, Span)) {
    let Some(reference) = container.reference else {
        return report(Problem::IncludeMissing { target: String::new(), nearest: None }, container.span);
    };
    let document = site.document(id);
    match &site.links[id.index()][reference as usize].target {
        Target::Document(next) => {
            let hidden = site.page_of(*next).filter(|page| !site.page(*page).visible);
            let shown = site.page_of(id).is_none_or(|page| site.page(page).status.published());
            if let Some(draft) = hidden.filter(|_| shown) {
                let target = site.document_of(draft).file.path.to_string();
                let reference = &site.document(id).body.references[reference as usize];
                report(Problem::LinkToDraft { target }, reference.span);
            }
            if let Some(chain) = site.include_loop(id, *next) {
                let chain = chain.iter().map(|id| site.document(*id).file.path.to_string()).collect();
                report(Problem::IncludeLoop { chain }, container.span);
            }
        }
        Target::Broken => {}
        _ => {
            let reference = &document.body.references[reference as usize];
            report(Problem::IncludeMissing { target: reference.target.clone(), nearest: None }, reference.span);
        }
    }
}

/// Attributes read by Classeur itself, whatever the component.
const COMMON: &[&str] = &["id", "class", "titre", "title"];

/// Attributes that name a file.
const FILE: &[&str] = &["fichier", "src", "href", "file", "page"];

/// Attributes that the glossary reads.
const GLOSSARY: &[&str] = &["sigle", "acronym", "alias", "aliases", "aussi"];

/// The attributes that a container may have: those its component asks for by name. `None` when that cannot be told,
/// because the component takes whatever comes.
fn known_attributes<'t>(container: &Container, template: Option<&'t str>) -> Option<Vec<&'t str>> {
    if container.attributes.is_empty() {
        return None;
    }
    let mut known = COMMON.to_vec();
    if matches!(container.name.as_str(), "inclure" | "telechargement") {
        known.extend(FILE);
    }
    if container.name == "inclure" {
        return Some(known);
    }
    if container.name == "lexique" {
        known.extend(GLOSSARY);
    }
    for (at, word) in template?.match_indices("attributes") {
        let rest = &template?[at + word.len()..];
        let name = rest.strip_prefix('.').or_else(|| rest.strip_prefix("[\""))?;
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(name.len());
        known.push(&name[..end]);
    }
    Some(known)
}
