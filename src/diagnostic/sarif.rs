//! Diagnostics as SARIF 2.1.0, the format of code-scanning services.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Owns the encoding of paths as URIs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::criterion::criteria;
use super::explain::{explain, gist, story};
use super::locate::{Locator, Region};
use super::{CODES, Diagnostic, Language, Severity};

/// One run of Classeur: every code as a rule, told by its story, and a result for each diagnostic.
///
/// Columns count Unicode characters (`columnKind`); paths are relative to the site's folder. A file embedded in the
/// program has no address, so it is given as a logical location.
pub fn sarif(diagnostics: &[(Severity, Diagnostic)], language: Language) -> String {
    let mut locator = Locator::default();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|(severity, diagnostic)| result(*severity, diagnostic, &mut locator, language))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "Classeur",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules(language),
                },
            },
            "language": match language {
                Language::French => "fr-FR",
                Language::English => "en-GB",
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    log.to_string()
}

fn rules(language: Language) -> Vec<Value> {
    CODES
        .iter()
        .map(|code| {
            let help = explain(code.as_str(), language).unwrap_or_default();
            let mut rule = json!({
                "id": code.as_str(),
                "shortDescription": {"text": gist(code.as_str(), language).unwrap_or_default()},
                "fullDescription": {"text": story(code.as_str(), language).unwrap_or_default()},
                "help": {"text": help, "markdown": help},
            });
            let criteria = criteria(code.as_str());
            if !criteria.is_empty() {
                let tags = criteria.iter().flat_map(|one| [format!("RGAA {}", one.rgaa), format!("WCAG {}", one.wcag)]);
                let tags: Vec<String> = std::iter::once("accessibility".to_owned()).chain(tags).collect();
                rule["properties"] = json!({"tags": tags});
            }
            rule
        })
        .collect()
}

fn result<'a>(severity: Severity, diagnostic: &'a Diagnostic, locator: &mut Locator<'a>, language: Language) -> Value {
    let code = diagnostic.code();
    let mut message = diagnostic.title(language);
    for more in [diagnostic.label(language), diagnostic.help(language)].into_iter().flatten() {
        message.push('\n');
        message.push_str(&more);
    }
    let mut result = json!({
        "ruleId": code.as_str(),
        "level": match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "message": {"text": message},
    });
    if let Some(index) = CODES.iter().position(|known| *known == code) {
        result["ruleIndex"] = index.into();
    }
    if let Some(place) = &diagnostic.place {
        let region = locator.region(place);
        result["locations"] = json!([location(place.file.path.as_str(), &region)]);
    }
    result
}

fn location(path: &str, region: &Region<'_>) -> Value {
    if path.starts_with('(') {
        return json!({"logicalLocations": [{
            "fullyQualifiedName": format!("{path}:{}:{}", region.from.line, region.from.column),
            "kind": "resource",
        }]});
    }
    let mut physical = json!({"artifactLocation": {"uri": uri(path)}});
    if !region.text.is_empty() {
        physical["region"] = json!({
            "startLine": region.from.line,
            "startColumn": region.from.column,
            "endLine": region.to.line,
            "endColumn": region.to.column,
        });
    }
    json!({"physicalLocation": physical})
}

/// A relative URI reference for `path`: all but unreserved characters and `/` is percent-encoded, a `:` too, which
/// would make of the first segment a scheme.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::source::{Role, SourceFile, Span};

    #[test]
    fn uris() {
        assert_eq!(uri("content/été 1.md"), "content/%C3%A9t%C3%A9%201.md");
        assert_eq!(uri("a:b#c?d%"), "a%3Ab%23c%3Fd%25");
    }

    #[test]
    fn a_log_has_rules_and_results() {
        let file = SourceFile::in_memory("content/été.md", Role::Content, "Œuvre [ici]().\n");
        let place = Span::new(7, 14);
        let log: Value = serde_json::from_str(&sarif(
            &[
                (Severity::Warning, Diagnostic::new(Problem::EmptyLink { hash: false }, &file, place)),
                (Severity::Error, Diagnostic::nowhere(Problem::DiskFull { path: "x".into() })),
            ],
            Language::French,
        ))
        .expect("valid JSON");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), CODES.len());
        for rule in rules {
            // GitHub cuts descriptions at 1,024 characters.
            assert!(
                rule["fullDescription"]["text"].as_str().is_some_and(|text| text.chars().count() < 1_024),
                "{rule}"
            );
            for text in [
                &rule["id"],
                &rule["shortDescription"]["text"],
                &rule["fullDescription"]["text"],
                &rule["help"]["markdown"],
            ] {
                assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            }
        }
        let first = &run["results"][0];
        assert_eq!(first["ruleId"], "lien/vide");
        let rule = &rules[first["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["properties"]["tags"], json!(["accessibility", "RGAA 6.2", "WCAG 2.4.4"]));
        assert_eq!(rules[first["ruleIndex"].as_u64().expect("an index") as usize]["id"], "lien/vide");
        assert_eq!(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "content/%C3%A9t%C3%A9.md");
        assert_eq!(
            first["locations"][0]["physicalLocation"]["region"],
            json!({"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 14})
        );
        assert!(run["results"][1].get("locations").is_none());
    }
}
