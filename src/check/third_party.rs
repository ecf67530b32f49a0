//! What the site would make browsers ask of other sites: images and HTML of texts, templates, stylesheets, scripts.
//!
//! The theme that comes with Classeur is not read here: a test holds it to asking for nothing.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Problem, ThirdPartyFault};
use crate::markdown::ReferenceKind;
use crate::site::{DocumentId, Site, Target};
use crate::source::{EMBEDDED_PREFIX, SourceFile};
use crate::third_party::{By, Request, host, in_css, in_html, in_script, in_template, is_foreign};

/// The texts of document `id`.
pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    for (reference, link) in document.body.references.iter().zip(site.links[id.index()].iter()) {
        if reference.kind == ReferenceKind::Image
            && let Target::External(url) = &link.target
            && is_foreign(url)
        {
            let fault = ThirdPartyFault::Image { url: url.clone() };
            problems.push(Diagnostic::new(Problem::ThirdParty(fault), &document.file, reference.span));
        }
    }
    tell(site, &document.file, &document.body.requests, problems);
}

/// Templates and published files.
pub(super) fn check_site(site: &Site, problems: &mut Vec<Diagnostic>) {
    // A file stands under several names (`base.html`, `theme/base.html`): said once.
    let mut templates: Vec<&Arc<SourceFile>> = site.theme.templates.values().collect();
    templates.sort_by(|one, two| one.path.cmp(&two.path));
    templates.dedup_by(|one, two| one.path == two.path);
    let assets = site.theme.assets.values().map(|asset| &asset.file).chain(site.assets.iter().map(|asset| &asset.file));
    let templates = templates.into_iter().map(|file| (file, in_template as fn(&str, usize, &mut Vec<Request>)));
    let files = templates.chain(assets.filter_map(|file| {
        let reader = match file.path.extension().as_str() {
            "css" => in_css,
            "js" | "mjs" => in_script,
            "html" | "htm" => in_html,
            _ => return None,
        };
        Some((file, reader as fn(&str, usize, &mut Vec<Request>)))
    }));
    for (file, reader) in files.filter(|(file, _)| !file.path.as_str().starts_with(EMBEDDED_PREFIX)) {
        let mut found = Vec::new();
        reader(file.text().unwrap_or(""), 0, &mut found);
        tell(site, file, &found, problems);
    }
}

fn tell(site: &Site, file: &Arc<SourceFile>, found: &[Request], problems: &mut Vec<Diagnostic>) {
    let own = host(&site.base_url);
    for Request { url, span, by } in found.iter().filter(|request| host(&request.url) != own) {
        let (url, host) = (url.clone(), host(url).to_owned());
        let fault = match by {
            By::Markup => ThirdPartyFault::Resource { url, host },
            By::Script => ThirdPartyFault::Script { url, host },
        };
        problems.push(Diagnostic::new(Problem::ThirdParty(fault), file, *span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Snapshot;

    #[test]
    fn the_embedded_theme_asks_for_nothing() {
        let snapshot = Snapshot::read(std::path::Path::new("/nonexistent"), &[], None);
        let mut read = 0;
        for file in snapshot.below(EMBEDDED_PREFIX) {
            let mut found = Vec::new();
            let text = file.text().unwrap_or("");
            match file.path.extension().as_str() {
                "html" => in_template(text, 0, &mut found),
                "css" => in_css(text, 0, &mut found),
                "js" => in_script(text, 0, &mut found),
                _ => continue,
            }
            read += 1;
            assert_eq!(found, [], "{}", file.path);
        }
        assert!(read > 30, "the embedded theme is not read: {read} files");
    }
}
