//! `REUSE.toml` (REUSE 3.3): annotations by path.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Expected, KeyContext, Problem};
use crate::source::SourceFile;
use crate::value::{Reader, Table, parse_toml};

use super::check_expression;
use super::glob::matches;
use super::notice::Notice;

/// Which of an annotation and what the file itself says counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precedence {
    /// What is nearest to the file.
    Closest,
    /// Both.
    Aggregate,
    /// The annotation.
    Override,
}

/// An `[[annotations]]` table.
#[derive(Debug)]
pub(super) struct Annotation {
    paths: Vec<String>,
    pub precedence: Precedence,
    pub notice: Notice,
}

/// A `REUSE.toml`.
#[derive(Debug)]
pub(super) struct ReuseFile {
    /// The folder it stands in, with a final `/`; `""` for the site's.
    folder: String,
    annotations: Vec<Annotation>,
}

impl ReuseFile {
    pub(super) fn read(file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> Self {
        let folder = file.path.as_str().strip_suffix("REUSE.toml").unwrap_or("").to_owned();
        let text = file.text().unwrap_or_default();
        let (table, errors) = parse_toml(text, 0);
        for error in errors {
            let problem = Problem::Syntax { context: KeyContext::Reuse, message: error.message };
            problems.push(Diagnostic::new(problem, file, error.span));
        }
        let mut annotations = Vec::new();
        let mut reader = Reader::new(&table, file, KeyContext::Reuse, problems);
        if let Some(version) = reader.take(&["version"])
            && reader.as_integer(&version.key, &version.node).is_some_and(|version| version != 1)
        {
            reader.wrong(&version.key, &version.node, Expected::OneOf(vec!["1".into()]), None);
        }
        // What the annotations as a whole are called is of use to nobody here.
        reader.skip(&["spdx_packagename"]);
        reader.skip(&["spdx_packagesupplier"]);
        reader.skip(&["spdx_packagedownloadlocation"]);
        for (table, _) in reader.tables(&["annotations"]) {
            annotations.extend(read_annotation(&mut reader, table, file));
        }
        reader.finish();
        ReuseFile { folder, annotations }
    }

    /// How many folders deep it stands.
    pub(super) fn depth(&self) -> usize {
        self.folder.matches('/').count()
    }

    /// The annotation of the file at `path` from the site's root: the last that matches.
    pub(super) fn annotation(&self, path: &str) -> Option<&Annotation> {
        let inner = path.strip_prefix(&self.folder)?;
        self.annotations.iter().rev().find(|annotation| annotation.paths.iter().any(|pattern| matches(pattern, inner)))
    }
}

fn read_annotation<'t>(outer: &mut Reader<'t, '_>, table: &'t Table, file: &'t Arc<SourceFile>) -> Option<Annotation> {
    let mut reader = outer.nested(table);
    let words: &[(Precedence, &[&str])] = &[
        (Precedence::Closest, &["closest"]),
        (Precedence::Aggregate, &["aggregate"]),
        (Precedence::Override, &["override"]),
    ];
    let paths = reader.plain_texts(&["path"]);
    let precedence = reader.one_of(&["precedence"], words).map_or(Precedence::Closest, |found| found.value);
    let copyrights = reader.plain_texts(&["spdx_filecopyrighttext"]);
    let contributors = reader.plain_texts(&["spdx_filecontributor"]);
    reader.skip(&["spdx_filecomment"]);
    reader.skip(&["spdx_filenotice"]);
    reader.skip(&["spdx_fileattributiontext"]);
    let licences = reader.texts(&["spdx_license_identifier"]);
    reader.finish();
    let mut wrong = Vec::new();
    for licence in &licences {
        check_expression(&licence.value, file, licence.span, &mut wrong);
    }
    for problem in wrong {
        if let Some(place) = &problem.place {
            outer.report(problem.problem.clone(), place.span);
        }
    }
    let licences = licences.into_iter().map(|licence| licence.value).collect();
    let mut notice = Notice::new(licences, copyrights, contributors);
    notice.overrides = precedence == Precedence::Override;
    (!paths.is_empty()).then_some(Annotation { paths, precedence, notice })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Role, Snapshot};

    fn told(files: &[(&str, &str)], path: &str) -> (Option<String>, Option<String>) {
        let files = files.iter().map(|(path, text)| SourceFile::in_memory(path, Role::Asset, text));
        let mut problems = Vec::new();
        let licensing = super::super::Licensing::read(&Snapshot::in_memory(files), None, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let notice = licensing.of_file(path).unwrap_or_default();
        (notice.expression(), notice.author())
    }

    fn some(licence: &str, author: &str) -> (Option<String>, Option<String>) {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (text(licence), text(author))
    }

    const ROOT: &str = "version = 1\n[[annotations]]\npath = \"content/**\"\nSPDX-FileCopyrightText = \"2026 Ville\"\nSPDX-License-Identifier = \"etalab-2.0\"\n";

    #[test]
    fn the_last_table_that_matches_wins() {
        let text = format!(
            "{ROOT}[[annotations]]\npath = [\"content/b/*\", \"x\"]\nSPDX-License-Identifier = [\"CC0-1.0\", \"MIT\"]\n"
        );
        let files = [("REUSE.toml", text.as_str())];
        assert_eq!(told(&files, "content/a.png"), some("etalab-2.0", "Ville"));
        assert_eq!(told(&files, "content/b/a.png"), some("CC0-1.0 AND MIT", ""));
        assert_eq!(told(&files, "static/a.png"), some("", ""));
    }

    #[test]
    fn the_closest_wins_and_is_completed() {
        let files = [
            ("REUSE.toml", ROOT),
            ("content/a.png.license", "SPDX-License-Identifier: CC-BY-4.0\n"),
            (
                "content/b/REUSE.toml",
                "version = 1\n[[annotations]]\npath = \"*\"\nSPDX-FileCopyrightText = \"Ada\"\nSPDX-License-Identifier = \"CC0-1.0\"\n",
            ),
        ];
        assert_eq!(told(&files, "content/a.png"), some("CC-BY-4.0", "Ville"));
        assert_eq!(told(&files, "content/b/c.png"), some("CC0-1.0", "Ada"));
    }

    #[test]
    fn aggregate_adds() {
        let root = ROOT.replace("path =", "precedence = \"aggregate\"\npath =");
        let files = [
            ("REUSE.toml", root.as_str()),
            ("content/a.png.license", "SPDX-License-Identifier: CC-BY-4.0\nSPDX-FileContributor: Ada\n"),
        ];
        assert_eq!(told(&files, "content/a.png"), some("CC-BY-4.0 AND etalab-2.0", "Ada"));
    }

    #[test]
    fn the_outermost_override_wins_over_all() {
        let root = ROOT.replace("path =", "precedence = \"override\"\npath =");
        let inner = "version = 1\n[[annotations]]\npath = \"**\"\nprecedence = \"override\"\nSPDX-License-Identifier = \"MIT\"\n";
        let files = [
            ("REUSE.toml", root.as_str()),
            ("content/b/REUSE.toml", inner),
            ("content/b/a.png.license", "SPDX-License-Identifier: CC-BY-4.0\n"),
        ];
        assert_eq!(told(&files, "content/b/a.png"), some("etalab-2.0", "Ville"));
        assert_eq!(told(&files[1..], "content/b/a.png"), some("MIT", ""));
    }
}
