//! `classeur build`: the whole site, published in one step.

use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use crate::check;
use crate::diagnostic::{self, Diagnostic, Language, Severity};
use crate::output::{self, Payload};
use crate::pipeline::{Assembly, has_errors};
use crate::publish::{Staging, Summary};
use crate::site::BuildOptions;
use crate::source::scratch;

use super::arguments::{BuildArguments, Common, Format};
use super::report;

pub(super) fn run(common: &Common, asked: &BuildArguments) -> u8 {
    let started = Instant::now();
    let root = match report::site_folder(common) {
        Ok(root) => root,
        Err(code) => return code,
    };
    let options = BuildOptions {
        date: common.date(),
        drafts: asked.drafts,
        portable: asked.portable,
        base_url: asked.base_url.as_ref().map(|url| url.trim_end_matches('/').to_owned()),
    };
    let assembly = match Assembly::of_folder(&root, &options, None) {
        Ok(assembly) => assembly,
        Err(problem) => {
            report::print(&[(Severity::Error, problem)], common.language(None), asked.format);
            return super::USAGE;
        }
    };
    let language = common.language(Some(&assembly.site.config.language));
    let linked = started.elapsed();
    let mut diagnostics = assembly.diagnostics(asked.strict);
    if !has_errors(&diagnostics) {
        // Pictures are decoded only when nothing cheaper stops the build.
        diagnostics.extend(assembly.severities(asked.strict).apply(check::pictures(&assembly.site)));
    }
    let mut published = None;
    if !has_errors(&diagnostics) {
        let output = asked.output.clone().unwrap_or_else(|| root.join("public"));
        match publish(&assembly, &root, &output) {
            Ok(summary) => published = Some((summary, output)),
            Err(found) => {
                let mut found = found;
                diagnostic::sort(&mut found);
                diagnostics.extend(assembly.severities(asked.strict).apply(found));
            }
        }
    }
    if common.quiet {
        diagnostics.retain(|(severity, _)| *severity == Severity::Error);
    }
    report::print(&diagnostics, language, asked.format);
    if asked.format == Format::Terminal {
        let counts = diagnostic::summary(&diagnostics, language);
        match &published {
            Some((summary, output)) if !common.quiet => {
                say_published(&assembly, summary, output, &counts, started.elapsed(), language)
            }
            None => say_stopped(&counts, language),
            Some(_) => {}
        }
        if common.verbose {
            anstream::eprintln!(
                "  {} · {}",
                report::duration(linked, language),
                if language == Language::French { "lecture, analyse, liens" } else { "reading, parsing, linking" }
            );
        }
    }
    let code = if published.is_some() { super::OK } else { super::ERRORS };
    // The process ends here: giving back a site piece by piece would only take time.
    std::mem::forget(assembly);
    code
}

/// Renders every route in parallel into the staging tree, then swaps it in.
fn publish(assembly: &Assembly, root: &Path, output: &Path) -> Result<Summary, Vec<Diagnostic>> {
    let sources = ["content", "themes", "templates", "components", "static", "i18n", "data", "site.toml"];
    let sources: Vec<_> = sources.iter().map(|name| root.join(name)).collect();
    let protected: Vec<&Path> = sources.iter().map(AsRef::as_ref).collect();
    let staging = Staging::begin(output, &protected).map_err(|problem| vec![problem])?;
    let found: Vec<Diagnostic> = assembly
        .routes
        .all()
        .par_iter()
        // No core is left with many while the others have nothing to do.
        .with_max_len(32)
        .map(|(url, route)| (url, route))
        .chain(assembly.routes.search())
        .chain(assembly.routes.pictures().par_iter().map(|(url, route)| (url, route)))
        .filter_map(|(url, route)| {
            let payload = match output::render(&assembly.site, &assembly.engine, route) {
                Ok(payload) => payload,
                Err(problem) => return Some(*problem),
            };
            let written = match payload {
                Payload::Bytes(bytes) => {
                    let written = staging.write(&url.output(), &bytes);
                    scratch::give_back(bytes);
                    written
                }
                Payload::File(file) => staging.copy(&url.output(), &file),
            };
            written.err()
        })
        .collect();
    if !found.is_empty() {
        return Err(found);
    }
    let summary = staging.commit().map_err(|problem| vec![problem])?;
    assembly.site.forget_pictures();
    Ok(summary)
}

fn say_published(
    assembly: &Assembly,
    summary: &Summary,
    output: &Path,
    counts: &str,
    elapsed: std::time::Duration,
    language: Language,
) {
    let pages = assembly.site.published().count();
    let time = report::duration(elapsed, language);
    let output = output.display();
    let line = match language {
        Language::French => format!(
            "Site publié dans {output} : {pages} page{}, {} fichier{} écrit{}, {} inchangé{}, {} retiré{}, en {time}",
            plural(pages as u64),
            summary.written,
            plural(summary.written),
            plural(summary.written),
            summary.unchanged,
            plural(summary.unchanged),
            summary.removed,
            plural(summary.removed)
        ),
        Language::English => format!(
            "Site published in {output}: {pages} pages, {} files written, {} unchanged, {} removed, in {time}",
            summary.written, summary.unchanged, summary.removed
        ),
    };
    anstream::eprintln!("{line}");
    if !counts.is_empty() {
        anstream::eprintln!("{counts}");
    }
}

fn say_stopped(counts: &str, language: Language) {
    match language {
        Language::French => {
            anstream::eprintln!("{counts} : rien n’a été publié, le site précédent est resté en place.")
        }
        Language::English => {
            anstream::eprintln!("{counts}: nothing was published, the previous site is still in place.")
        }
    }
}

/// The French plural mark.
fn plural(count: u64) -> &'static str {
    if count < 2 { "" } else { "s" }
}
