//! Pages that front matter names, and pages that link to a page.

use std::sync::Arc;

use rayon::prelude::*;

use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem, Visibility};
use crate::markdown::{Reference, ReferenceKind};
use crate::site::page::Relations;
use crate::site::{PageId, Place, Site};
use crate::value::Spanned;

use super::{Resolver, Target};

impl Resolver<'_> {
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
}

/// For each page, the published pages that link to it from their text or name it as `liees`, each once.
pub(in crate::site) fn backlinks(site: &Site) -> Vec<Vec<PageId>> {
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
