//! `classeur check`: everything wrong, nothing published.

use std::time::Instant;

use crate::check;
use crate::diagnostic::{self, Diagnostic, Language, Severity};
use crate::pipeline::{Assembly, has_errors};
use crate::site::BuildOptions;

use super::arguments::{CheckArguments, Common, Format};
use super::report;

pub(super) fn run(common: &Common, asked: &CheckArguments) -> u8 {
    let started = Instant::now();
    let root = match report::site_folder(common) {
        Ok(root) => root,
        Err(code) => return code,
    };
    let options = BuildOptions { date: common.date(), drafts: false, portable: false, base_url: None };
    let assembly = match Assembly::of_folder(&root, &options, None) {
        Ok(assembly) => assembly,
        Err(problem) => {
            report::print(&[(Severity::Error, problem)], common.language(None), asked.format);
            return super::USAGE;
        }
    };
    let language = common.language(Some(&assembly.site.config.language));
    let mut diagnostics = assembly.diagnostics(asked.strict);
    let mut more: Vec<Diagnostic> = render_all(&assembly);
    more.extend(check::pictures(&assembly.site));
    if asked.external {
        more.extend(external(&assembly, &root, common));
    }
    diagnostic::sort(&mut more);
    diagnostics.extend(assembly.severities(asked.strict).apply(more));
    if common.quiet {
        diagnostics.retain(|(severity, _)| *severity == Severity::Error);
    }
    report::print(&diagnostics, language, asked.format);
    if asked.format == Format::Terminal && !common.quiet {
        let pages = assembly.site.pages.len();
        let time = report::duration(started.elapsed(), language);
        let counts = diagnostic::summary(&diagnostics, language);
        match (language, counts.is_empty()) {
            (Language::French, true) => anstream::eprintln!("{pages} pages vérifiées en {time} : rien à signaler"),
            (Language::French, false) => anstream::eprintln!("{pages} pages vérifiées en {time} : {counts}"),
            (Language::English, true) => anstream::eprintln!("{pages} pages checked in {time}: nothing to report"),
            (Language::English, false) => anstream::eprintln!("{pages} pages checked in {time}: {counts}"),
        }
    }
    if has_errors(&diagnostics) { super::ERRORS } else { super::OK }
}

/// Templates fail only when rendered: every page is, and its bytes are thrown away.
fn render_all(assembly: &Assembly) -> Vec<Diagnostic> {
    use rayon::prelude::*;
    let html = |route: &&crate::output::Route| matches!(route, crate::output::Route::Html(_));
    assembly
        .routes
        .all()
        .par_iter()
        .map(|(_, route)| route)
        .filter(html)
        .filter_map(|route| crate::output::render(&assembly.site, &assembly.engine, route).err())
        .map(|problem| *problem)
        .collect()
}

/// Every link to another site, verified.
#[cfg(feature = "external-links")]
fn external(assembly: &Assembly, root: &std::path::Path, common: &Common) -> Vec<Diagnostic> {
    use crate::check::external::{ExternalOptions, check_external};
    use crate::site::Target;
    use crate::source::Place;

    let site = &assembly.site;
    let mut links = Vec::new();
    for (document, resolved) in site.documents.iter().zip(site.links.iter()) {
        for (reference, link) in document.body.references.iter().zip(resolved.iter()) {
            if let Target::External(url) = &link.target {
                links.push((url.clone(), Place::new(&document.file, reference.span)));
            }
        }
        for url in document.meta.sources.iter().filter_map(|source| source.url.as_ref()) {
            links.push((url.value.clone(), Place::new(&document.file, url.span)));
        }
    }
    check_external(
        links,
        &ExternalOptions {
            cache: Some(root.join(".classeur-cache/liens.json")),
            ..ExternalOptions::new(common.date())
        },
    )
}

/// This program was built without the client that asks other sites.
#[cfg(not(feature = "external-links"))]
fn external(_: &Assembly, _: &std::path::Path, common: &Common) -> Vec<Diagnostic> {
    match common.language(None) {
        Language::French => anstream::eprintln!(
            "avertissement : ce programme a été compilé sans `external-links`, les liens vers d’autres sites ne sont pas vérifiés"
        ),
        Language::English => anstream::eprintln!(
            "warning: this program was built without `external-links`, links to other sites are not verified"
        ),
    }
    Vec::new()
}
