//! Pages that front matter names, and pages that link to a page.

use rayon::prelude::*;

use crate::content::Head;
use crate::diagnostic::{Diagnostic, Problem, Visibility};
use crate::markdown::{Reference, ReferenceKind};
use crate::site::page::Relations;
use crate::site::shape::Shape;
use crate::site::{Page, PageId, Place};
use crate::value::Spanned;

use super::{Links, Resolver, Target};

impl Resolver<'_> {
    /// What front matter names: `liees`, `remplace`, `remplacee_par`, `traduction_de`, `image`.
    pub fn resolve_relations(&self, problems: &mut Vec<Diagnostic>) -> Vec<(PageId, Relations)> {
        let named = (0u32..).map(PageId).zip(&self.shape.pages).filter(|(_, page)| page.names_others);
        let named: Vec<(PageId, &Page)> = named.collect();
        let resolved: Vec<(PageId, Relations, Vec<Diagnostic>)> = named
            .into_par_iter()
            .map(|(id, page)| {
                let mut problems = Vec::new();
                let head = self.shape.head(page.document);
                let meta = &head.meta;
                let visibility = page.visibility();
                let mut find = |written: &Spanned<String>| -> Option<PageId> {
                    self.relation(head, written, visibility, &mut problems)
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
                    match self.image(&head.file.path, &image.file.value) {
                        Ok(Target::Place { place: Place::Asset(asset), .. }) => relations.image = Some(asset),
                        Ok(Target::External(_)) => {}
                        Err(problem) => problems.push(Diagnostic::new(problem, &head.file, image.file.span)),
                        Ok(_) => problems.push(Diagnostic::new(
                            Problem::MissingImage {
                                target: image.file.value.clone(),
                                nearest: self.nearest(&head.file.path, &image.file.value),
                                visibility,
                            },
                            &head.file,
                            image.file.span,
                        )),
                    }
                }
                (id, relations, problems)
            })
            .collect();
        let found = resolved.into_iter().map(|(id, relations, found)| {
            problems.extend(found);
            (id, relations)
        });
        found.collect()
    }

    fn relation(
        &self,
        head: &Head,
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
        let problem = match self.wiki(&head.file.path, &reference) {
            Ok(Target::Page { page, .. }) => return Some(page),
            Ok(Target::Unpublished(page)) if visibility == Visibility::Draft || self.shape.page(page).visible => {
                return None;
            }
            Ok(Target::Unpublished(page)) => {
                Problem::LinkToDraft { target: self.shape.head_of(page).file.path.to_string() }
            }
            Ok(_) => Problem::BrokenLink {
                target: written.value.clone(),
                nearest: self.nearest(&head.file.path, &written.value).or_else(|| self.nearest_title(&written.value)),
                visibility,
            },
            Err(problem) => problem,
        };
        problems.push(Diagnostic::new(problem, &head.file, written.span));
        None
    }
}

/// For each page, the published pages that link to it from their text or name it as `liees`, each once.
pub(in crate::site) fn backlinks(shape: &Shape, links: &Links) -> Vec<Vec<PageId>> {
    let mut backlinks: Vec<Vec<PageId>> = vec![Vec::new(); shape.pages.len()];
    for (id, page) in shape.published() {
        let linked = links[page.document.index()].iter().filter_map(|link| match link.target {
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
