//! Diagnostics as JSON, for other programs.

use serde::Serialize;

use super::criterion::{Criterion, criteria};
use super::excerpt::excerpt;
use super::locate::{Locator, Region};
use super::summary::Counts;
use super::{Diagnostic, Language, Severity};
use crate::source::LineColumn;

/// An excerpt longer than this many columns is cut around the place.
const WIDTH: usize = 200;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Entry<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: String,
    label: Option<String>,
    help: Option<String>,
    criteria: &'static [Criterion],
    file: Option<&'a str>,
    start: Option<Position>,
    end: Option<Position>,
    excerpt: Option<String>,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: usize,
}

/// The diagnostics as one JSON object on one line:
///
/// ```json
/// {
///   "version": 1,
///   "diagnostics": [{
///     "code": "lien/introuvable",
///     "severity": "error",
///     "message": "Le lien mène à `guide.md`, qui n’existe pas",
///     "label": "introuvable",
///     "help": "Vouliez-vous dire `guides.md` ?",
///     "criteria": [],
///     "file": "content/fiches/a.md",
///     "start": {"line": 3, "column": 5, "offset": 42},
///     "end": {"line": 3, "column": 13, "offset": 50},
///     "excerpt": "Voir [le guide](guide.md)."
///   }],
///   "summary": {"errors": 1, "warnings": 0, "notes": 0}
/// }
/// ```
///
/// - `version` changes only when a program that reads this could break; keys may be added without it changing.
/// - `code` is stable, and one of `CODES`; `severity` is `error`, `warning` or `note`, as the site sets it.
/// - `message` is one sentence in `language`; `label`, a few words for the place, and `help` are text or `null`. In
///   these, `` ` `` surrounds what an author would type.
/// - `criteria` are those of accessibility that the problem is about, `{"rgaa": "1.1", "wcag": "1.1.1"}`: numbers of
///   RGAA 4.1.2 and of WCAG 2.2.
/// - `file` is the path from the site's folder, with `/`; `(classeur)/…` is a file embedded in the program. `null` for a
///   problem that is in no file, and then `start`, `end` and `excerpt` too.
/// - `line` and `column` count from 1, `column` in Unicode characters; `offset` counts bytes from 0 in the text as
///   Classeur reads it (UTF-8, no BOM, `\n` line ends). `end` is one past the last character. A problem with the whole
///   file is at 1:1. `start` and `end` are there, `excerpt` is `null`, when the file is not text.
/// - `excerpt` is the first lines at fault, six at most, cut with `…` when longer than 200 columns.
pub fn json(diagnostics: &[(Severity, Diagnostic)], language: Language) -> String {
    let mut locator = Locator::default();
    let report = Report {
        version: 1,
        diagnostics: diagnostics
            .iter()
            .map(|(severity, diagnostic)| entry(*severity, diagnostic, &mut locator, language))
            .collect(),
        summary: Counts::of(diagnostics),
    };
    serde_json::to_string(&report).expect("structures of text and numbers always serialise")
}

fn entry<'a>(
    severity: Severity,
    diagnostic: &'a Diagnostic,
    locator: &mut Locator<'a>,
    language: Language,
) -> Entry<'a> {
    let region: Option<Region<'a>> = diagnostic.place.as_ref().map(|place| locator.region(place));
    let position = |at: LineColumn, offset| Position { line: at.line, column: at.column, offset };
    Entry {
        code: diagnostic.code().as_str(),
        severity: match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: diagnostic.title(language),
        label: diagnostic.label(language),
        help: diagnostic.help(language),
        criteria: criteria(diagnostic.code().as_str()),
        file: diagnostic.place.as_ref().map(|place| place.file.path.as_str()),
        start: region.map(|region| position(region.from, region.start)),
        end: region.map(|region| position(region.to, region.end)),
        excerpt: region.and_then(|region| excerpt(&region, WIDTH)).map(|excerpt| excerpt.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::source::{Contents, Role, SourceFile, SourcePath, Span, Stamp};

    #[test]
    fn is_what_its_documentation_says() {
        let file = SourceFile::in_memory("content/été.md", Role::Content, "# É\n\nVoir « [ici]() ».\n");
        let image = std::sync::Arc::new(SourceFile::new(
            SourcePath::new("content/a.png"),
            Default::default(),
            Role::Asset,
            Stamp::default(),
            Contents::OnDisk,
        ));
        let written = json(
            &[
                (Severity::Error, Diagnostic::new(Problem::EmptyLink { hash: false }, &file, Span::new(14, 21))),
                (
                    Severity::Warning,
                    Diagnostic::new(Problem::UnreadableImage { target: "a.png".into() }, &image, Span::default()),
                ),
                (Severity::Note, Diagnostic::nowhere(Problem::DiskFull { path: "x".into() })),
            ],
            Language::English,
        );
        assert!(!written.contains('\n'), "one line, so that it fits in an event stream");
        let read: serde_json::Value = serde_json::from_str(&written).expect("valid JSON");
        assert_eq!(read["version"], 1);
        assert_eq!(read["summary"], serde_json::json!({"errors": 1, "warnings": 1, "notes": 1}));
        assert_eq!(
            read["diagnostics"][0],
            serde_json::json!({
                "code": "lien/vide",
                "severity": "error",
                "message": "This link lacks its text or its destination",
                "label": null,
                "help": "A link is written `[text of the link](page.md)`; the text says where it leads.",
                "criteria": [{"rgaa": "6.2", "wcag": "2.4.4"}],
                "file": "content/été.md",
                "start": {"line": 3, "column": 8, "offset": 14},
                "end": {"line": 3, "column": 15, "offset": 21},
                "excerpt": "Voir « [ici]() ».",
            })
        );
        assert_eq!(read["diagnostics"][1]["start"], serde_json::json!({"line": 1, "column": 1, "offset": 0}));
        assert_eq!(read["diagnostics"][1]["excerpt"], serde_json::Value::Null);
        assert_eq!(read["diagnostics"][2]["file"], serde_json::Value::Null);
        assert_eq!(read["diagnostics"][2]["start"], serde_json::Value::Null);
    }
}
