//! Images that pages show and that cannot be decoded to their end.
//!
//! Apart from the other checks, which the preview makes at each save: this one makes every picture that is not kept.

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, ImageFault, Problem, sort};
use crate::markdown::ReferenceKind;
use crate::site::{AssetId, Place, Site, Target};

/// The damaged images of `site`, each where a page shows it. Sorted.
pub fn pictures(site: &Site) -> Vec<Diagnostic> {
    let shown: Vec<AssetId> = site.shown_images().into_iter().collect();
    let damaged: Vec<(AssetId, &str)> =
        shown.into_par_iter().filter_map(|asset| Some((asset, site.picture_damage(asset)?))).collect();
    if damaged.is_empty() {
        return Vec::new();
    }
    let problem = |target: &str, reason: &str| {
        Problem::Image(ImageFault::Damaged { target: target.to_owned(), reason: reason.to_owned() })
    };
    let reason = |asset: AssetId| damaged.iter().find(|(other, _)| *other == asset).map(|(_, reason)| *reason);
    let mut found = Vec::new();
    for (document, links) in site.documents.iter().zip(site.links.iter()) {
        for (reference, link) in document.body.references.iter().zip(links.iter()) {
            if reference.kind == ReferenceKind::Image
                && let Target::Place { place: Place::Asset(asset), .. } = link.target
                && let Some(reason) = reason(asset)
            {
                found.push(Diagnostic::new(problem(&reference.target, reason), &document.file, reference.span));
            }
        }
    }
    for page in &site.pages {
        let document = site.document(page.document);
        if let (Some(entry), Some(asset)) = (&document.meta.image, page.relations.image)
            && let Some(reason) = reason(asset)
        {
            found.push(Diagnostic::new(problem(&entry.file.value, reason), &document.file, entry.file.span));
        }
    }
    sort(&mut found);
    found
}
