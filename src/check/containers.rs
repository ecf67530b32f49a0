//! Containers that have no component, includes that come back to themselves.

use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::site::{DocumentId, Site, Target};

pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    for container in &document.body.containers {
        if container.name == "inclure" {
            let Some(reference) = container.reference else { continue };
            let mut chain = vec![id];
            if comes_back(site, id, reference, &mut chain) {
                let chain = chain.iter().map(|id| site.document(*id).file.path.to_string()).collect();
                problems.push(Diagnostic::new(Problem::IncludeLoop { chain }, &document.file, container.span));
            }
        } else if !container.name.is_empty()
            && !site.theme.templates.contains_key(&format!("components/{}.html", container.name))
        {
            let known = site.theme.components().chain(["inclure"]);
            let problem =
                Problem::UnknownContainer { name: container.name.clone(), nearest: nearest(&container.name, known) };
            problems.push(Diagnostic::new(problem, &document.file, container.span));
        }
    }
}

/// Whether the include at `reference` leads back to a document of `chain`, which then shows the way.
fn comes_back(site: &Site, id: DocumentId, reference: u32, chain: &mut Vec<DocumentId>) -> bool {
    let Target::Document(next) = site.links[id.index()][reference as usize].target else { return false };
    if chain.contains(&next) {
        chain.push(next);
        return true;
    }
    chain.push(next);
    let inner = site
        .document(next)
        .body
        .containers
        .iter()
        .filter(|container| container.name == "inclure")
        .filter_map(|container| container.reference);
    for reference in inner {
        if comes_back(site, next, reference, chain) {
            return true;
        }
    }
    chain.pop();
    false
}
