//! Diagnostics as GitHub workflow commands, which a runner turns into annotations beside the changed lines.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message>

use std::fmt::Write as _;

use super::locate::Locator;
use super::{Diagnostic, Language, Severity};

/// One command a line: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`.
///
/// Paths are from the site's folder; GitHub wants them from the repository's root, which is the same when the site is.
/// A problem in no file, or in a file embedded in the program, is shown on the run's summary.
pub fn github(diagnostics: &[(Severity, Diagnostic)], language: Language) -> String {
    let mut locator = Locator::default();
    let mut out = String::new();
    for (severity, diagnostic) in diagnostics {
        out.push_str(match severity {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
            Severity::Note => "::notice ",
        });
        let mut message = diagnostic.title(language);
        if let Some(place) = &diagnostic.place {
            let path = place.file.path.as_str();
            let region = locator.region(place);
            if path.starts_with('(') {
                message.push_str(&format!("\n{path}:{}:{}", region.from.line, region.from.column));
            } else {
                // Columns are refused across lines (`actions/toolkit`, `core.error`).
                let columns = region.from.line == region.to.line && !region.text.is_empty();
                write_property(&mut out, "file", path);
                write_property(&mut out, "line", &region.from.line.to_string());
                if columns {
                    write_property(&mut out, "col", &region.from.column.to_string());
                }
                write_property(&mut out, "endLine", &region.to.line.to_string());
                if columns {
                    write_property(&mut out, "endColumn", &region.to.column.max(region.from.column + 1).to_string());
                }
            }
        }
        let _ = write!(out, "title={}", property(&format!("Classeur ({})", diagnostic.code())));
        for more in [diagnostic.label(language), diagnostic.help(language)].into_iter().flatten() {
            message.push('\n');
            message.push_str(&more);
        }
        let _ = writeln!(out, "::{}", data(&message));
    }
    out
}

fn write_property(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, "{name}={},", property(value));
}

/// What a message may hold.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What a property may hold.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::source::{Role, SourceFile, Span};

    #[test]
    fn escapes() {
        for (text, in_property, in_message) in [
            ("plain", "plain", "plain"),
            ("100 %", "100 %25", "100 %25"),
            ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
            ("C:\\a,b", "C%3A\\a%2Cb", "C:\\a,b"),
            ("%0A", "%250A", "%250A"),
            ("::error::", "%3A%3Aerror%3A%3A", "::error::"),
        ] {
            assert_eq!(property(text), in_property);
            assert_eq!(data(text), in_message);
        }
    }

    #[test]
    fn one_command_a_line() {
        let file = SourceFile::in_memory("content/été, 100 %.md", Role::Content, "# A\n\nVoir [ici]().\n");
        let theme =
            SourceFile::in_memory("(classeur)/themes/classeur/templates/page.html", Role::Template, "{{ a }}\n");
        let written = github(
            &[
                (Severity::Warning, Diagnostic::new(Problem::EmptyLink { hash: false }, &file, Span::new(10, 17))),
                (Severity::Error, Diagnostic::new(Problem::ExtraTitle, &file, Span::new(0, 17))),
                (
                    Severity::Error,
                    Diagnostic::new(Problem::TemplateSyntax { message: "a\nb".into() }, &theme, Span::new(3, 4)),
                ),
                (Severity::Note, Diagnostic::nowhere(Problem::DiskFull { path: "a:b".into() })),
            ],
            Language::English,
        );
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(
            lines,
            [
                "::warning file=content/été%2C 100 %25.md,line=3,col=6,endLine=3,endColumn=13,title=Classeur (lien/vide)::This link lacks its text or its destination%0AA link is written `[text of the link](page.md)`; the text says where it leads.",
                "::error file=content/été%2C 100 %25.md,line=1,endLine=3,title=Classeur (texte/titre-en-trop)::This page has a second level-1 heading%0AWrite `##` instead of `#`: a page has one title. This one is shown one level lower.",
                "::error title=Classeur (gabarit/syntaxe)::This template cannot be read%0A(classeur)/themes/classeur/templates/page.html:1:4%0Aa%0ACorrect the template: every page that uses it depends on it.",
                "::notice title=Classeur (publication/disque-plein)::There is no room left on the disk to write `a:b`%0AFree some room and try again. The site already published has not changed.",
            ]
        );
    }
}
