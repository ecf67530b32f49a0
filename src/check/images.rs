//! Alternative texts, places that photos tell, and what front matter says of images that are not there.

use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::markdown::ReferenceKind;
use crate::site::{DocumentId, Place, Site, Target};

pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    for (reference, link) in document.body.references.iter().zip(site.links[id.index()].iter()) {
        // A photo is published whether it is shown or offered to download.
        if let Target::Place { place: Place::Asset(asset), .. } = link.target
            && site.assets[asset.index()].file.has_position()
        {
            problems.push(Diagnostic::new(
                Problem::ImagePosition { target: reference.target.clone() },
                &document.file,
                reference.span,
            ));
        }
        if reference.kind != ReferenceKind::Image {
            continue;
        }
        let entry = document
            .meta
            .images
            .iter()
            .find(|entry| entry.file.value.rsplit('/').next() == reference.target.rsplit('/').next());
        let described =
            !reference.text.trim().is_empty() || entry.is_some_and(|entry| entry.decorative || entry.alt.is_some());
        if !described {
            problems.push(Diagnostic::new(
                Problem::MissingAlt { target: reference.target.clone() },
                &document.file,
                reference.span,
            ));
        }
        if let Target::Place { place: Place::Asset(asset), .. } = link.target {
            let file = &site.assets[asset.index()].file;
            if file.dimensions().is_none() {
                problems.push(Diagnostic::new(
                    Problem::UnreadableImage { target: reference.target.clone() },
                    &document.file,
                    reference.span,
                ));
            }
        }
    }
    for entry in &document.meta.images {
        let name = entry.file.value.rsplit('/').next().unwrap_or("");
        let used = document.body.references.iter().any(|reference| {
            reference.kind == ReferenceKind::Image && reference.target.rsplit('/').next() == Some(name)
        });
        let beside =
            document.file.path.join(&entry.file.value).is_some_and(|path| site.snapshot.get(path.as_str()).is_some());
        if !used && !beside {
            let known = document
                .body
                .references
                .iter()
                .filter(|reference| reference.kind == ReferenceKind::Image)
                .map(|reference| reference.target.as_str());
            let problem = Problem::UnknownImageEntry {
                file: entry.file.value.clone(),
                nearest: nearest(&entry.file.value, known),
            };
            problems.push(Diagnostic::new(problem, &document.file, entry.file.span));
        }
    }
}
