//! `classeur report`: where the site stands, as one page or as JSON. Problems are what it tells of: they are no failure.

use std::io::Write;
use std::path::Path;

use crate::diagnostic::{Language, Severity};
use crate::pipeline::Assembly;
use crate::report::{Report, html, json};
use crate::site::BuildOptions;

use super::arguments::{Common, Format, ReportArguments, ReportFormat};
use super::report;

pub(super) fn run(common: &Common, asked: &ReportArguments) -> u8 {
    let root = match report::site_folder(common) {
        Ok(root) => root,
        Err(code) => return code,
    };
    let assembly = match Assembly::of_folder(&root, &BuildOptions::on(common.date()), None) {
        Ok(assembly) => assembly,
        Err(problem) => {
            report::print(&[(Severity::Error, problem)], common.language(None), Format::Terminal);
            return super::USAGE;
        }
    };
    let language = common.language(Some(&assembly.site.config.language));
    let found = Report::of(&assembly);
    if asked.format == ReportFormat::Json {
        // A reader that went away (`| head`) is no error of ours.
        let _ = std::io::stdout().lock().write_all(json(&found, language).as_bytes());
        return super::OK;
    }
    let path = asked.output.clone().unwrap_or_else(|| root.join("rapport.html"));
    if let Err(error) = write(&path, &html(&found, language)) {
        let path = path.display();
        match language {
            Language::French => anstream::eprintln!("erreur : `{path}` ne peut pas être écrit ({error})"),
            Language::English => anstream::eprintln!("error: `{path}` cannot be written ({error})"),
        }
        return super::USAGE;
    }
    if !common.quiet {
        let path = path.display();
        match language {
            Language::French => anstream::eprintln!("Rapport écrit dans {path}"),
            Language::English => anstream::eprintln!("Report written to {path}"),
        }
    }
    super::OK
}

/// Writes beside `path`, then renames: a reader has the report before or this one.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = Path::new(&beside);
    let written = std::fs::write(beside, text).and_then(|()| std::fs::rename(beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(beside);
    }
    written
}
