//! Images that cannot be decoded to their end, and drawings that do more than draw.
//!
//! Apart from the other checks, which the preview makes at each save: this one makes every picture that is not kept, and
//! reads every drawing.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, ImageFault, Problem, sort};
use crate::markdown::ReferenceKind;
use crate::site::{AssetId, Place, Site, Target};
use crate::source::Span;

/// What is wrong with an image, whatever the name it is given.
enum Fault {
    Damaged(String),
    Cleaned(Vec<String>),
}

/// What is wrong inside the images of `site`: the damaged ones wherever a page shows them, the drawings where a page first
/// names them. Sorted.
pub fn pictures(site: &Site) -> Vec<Diagnostic> {
    let shown = site.shown_images();
    let all: Vec<AssetId> = (0..site.assets.len() as u32).map(AssetId).collect();
    let faults: BTreeMap<AssetId, Fault> =
        all.into_par_iter().filter_map(|asset| Some((asset, fault(site, asset, shown.contains(&asset))?))).collect();
    let mut found = Vec::new();
    if faults.is_empty() {
        return found;
    }
    let mut told = BTreeSet::new();
    for (document, links) in site.documents.iter().zip(site.links.iter()) {
        for (reference, link) in document.body.references.iter().zip(links.iter()) {
            let Target::Place { place: Place::Asset(asset), .. } = link.target else { continue };
            let Some(fault) = faults.get(&asset) else { continue };
            let damaged = matches!(fault, Fault::Damaged(_)) && reference.kind == ReferenceKind::Image;
            if told.insert(asset) || damaged {
                found.push(Diagnostic::new(problem(fault, &reference.target), &document.file, reference.span));
            }
        }
    }
    for page in &site.pages {
        let document = site.document(page.document);
        if let (Some(entry), Some(asset)) = (&document.meta.image, page.relations.image)
            && let Some(fault) = faults.get(&asset)
            && (told.insert(asset) || matches!(fault, Fault::Damaged(_)))
        {
            found.push(Diagnostic::new(problem(fault, &entry.file.value), &document.file, entry.file.span));
        }
    }
    for (asset, fault) in faults.iter().filter(|(asset, _)| !told.contains(asset)) {
        let file = &site.assets[asset.index()].file;
        let name = file.path.as_str().rsplit('/').next().unwrap_or_default();
        found.push(Diagnostic::new(problem(fault, name), file, Span::default()));
    }
    sort(&mut found);
    found
}

fn fault(site: &Site, asset: AssetId, shown: bool) -> Option<Fault> {
    match site.drawing(asset) {
        Some(Ok(drawing)) if drawing.removed.is_empty() => None,
        Some(Ok(drawing)) => Some(Fault::Cleaned(drawing.removed)),
        Some(Err(reason)) => Some(Fault::Damaged(reason)),
        None if shown => site.picture_damage(asset).map(|reason| Fault::Damaged(reason.to_owned())),
        None => None,
    }
}

fn problem(fault: &Fault, target: &str) -> Problem {
    let target = target.to_owned();
    Problem::Image(match fault {
        Fault::Damaged(reason) => ImageFault::Damaged { target, reason: reason.clone() },
        Fault::Cleaned(removed) => ImageFault::Cleaned { target, removed: removed.clone() },
    })
}
