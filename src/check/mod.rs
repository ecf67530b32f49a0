//! What only the whole site can tell is wrong: one file a family of checks.
//!
//! Reads a [`Site`], never changes it. Links are checked where they are resolved, in `site`.

mod accessibility;
mod claim;
mod containers;
#[cfg(feature = "external-links")]
pub mod external;
mod images;
mod licence;
mod pictures;
mod sheets;
mod strings;
mod text;
mod third_party;

pub use pictures::pictures;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::site::{DocumentId, Site};

/// Everything wrong with `site`: what documents and linking found, and what these checks find. Not sorted.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut all = site.all_problems();
    let found: Vec<Vec<Diagnostic>> = (0..site.documents.len() as u32)
        .into_par_iter()
        .map(|id| {
            let id = DocumentId(id);
            let mut problems = Vec::new();
            text::check(site, id, &mut problems);
            images::check(site, id, &mut problems);
            accessibility::check(site, id, &mut problems);
            containers::check(site, id, &mut problems);
            sheets::check(site, id, &mut problems);
            licence::check(site, id, &mut problems);
            third_party::check(site, id, &mut problems);
            problems
        })
        .collect();
    all.extend(found.into_iter().flatten());
    strings::check(site, &mut all);
    accessibility::check_site(site, &mut all);
    claim::check_site(site, &mut all);
    licence::check_site(site, &mut all);
    third_party::check_site(site, &mut all);
    all
}
