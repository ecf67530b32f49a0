//! What a `.license` file or an annotation of `REUSE.toml` says of a file.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

use super::check_expression;

/// A notice in the sense of REUSE.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notice {
    /// `SPDX-License-Identifier`, one expression each.
    licences: Vec<String>,
    /// The same joined.
    joined: String,
    /// `SPDX-FileCopyrightText`.
    copyrights: Vec<String>,
    /// `SPDX-FileContributor`.
    contributors: Vec<String>,
    /// Whether it stands above what the file and its page say.
    pub overrides: bool,
}

impl Notice {
    pub(super) fn new(licences: Vec<String>, copyrights: Vec<String>, contributors: Vec<String>) -> Self {
        let joined = join(&licences);
        Notice { licences, joined, copyrights, contributors, overrides: false }
    }

    /// Reads `image.png.license`: lines with a tag, after whatever a comment may begin with.
    pub(super) fn of_license_file(file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> Self {
        let bytes = file.bytes().unwrap_or_else(|_| Vec::new().into());
        let text = String::from_utf8_lossy(&bytes);
        let (mut licences, mut copyrights, mut contributors) = (Vec::new(), Vec::new(), Vec::new());
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let value = |tag: &str| {
                let at = line.find(tag)? + tag.len();
                let value = line[at..].trim().trim_end_matches("*/").trim_end_matches("-->").trim_end();
                let start = offset + at + (line[at..].len() - line[at..].trim_start().len());
                (!value.is_empty()).then(|| (value.to_owned(), Span::new(start, start + value.len())))
            };
            if let Some((licence, span)) = value("SPDX-License-Identifier:") {
                check_expression(&licence, file, span, problems);
                licences.push(licence);
            } else if let Some((copyright, _)) = value("SPDX-FileCopyrightText:") {
                copyrights.push(copyright);
            } else if let Some((contributor, _)) = value("SPDX-FileContributor:") {
                contributors.push(contributor);
            } else if let Some((copyright, _)) = value("Copyright ").or_else(|| value("©")) {
                copyrights.push(copyright);
            }
            offset += line.len();
        }
        Notice::new(licences, copyrights, contributors)
    }

    /// Adds what `other` says.
    pub(super) fn add(&mut self, other: &Notice) {
        let extend = |mine: &mut Vec<String>, theirs: &[String]| {
            for one in theirs {
                if !mine.contains(one) {
                    mine.push(one.clone());
                }
            }
        };
        extend(&mut self.licences, &other.licences);
        extend(&mut self.copyrights, &other.copyrights);
        extend(&mut self.contributors, &other.contributors);
        self.joined = join(&self.licences);
    }

    /// Takes from `other` what this one does not say at all.
    pub(super) fn complete(&mut self, other: &Notice) {
        if self.licences.is_empty() {
            self.licences.clone_from(&other.licences);
            self.joined.clone_from(&other.joined);
        }
        if self.copyrights.is_empty() && self.contributors.is_empty() {
            self.copyrights.clone_from(&other.copyrights);
            self.contributors.clone_from(&other.contributors);
        }
    }

    /// Its licence, every line counted.
    pub(super) fn licence(&self) -> Option<&str> {
        (!self.joined.is_empty()).then_some(self.joined.as_str())
    }

    /// The same, of one's own.
    pub fn expression(&self) -> Option<String> {
        self.licence().map(str::to_owned)
    }

    /// Who made it: its contributors, else the names among its copyrights.
    pub fn author(&self) -> Option<String> {
        let named: Vec<String> = if self.contributors.is_empty() {
            self.copyrights.iter().map(|copyright| name(copyright)).filter(|name| !name.is_empty()).collect()
        } else {
            self.contributors.iter().map(|contributor| without_address(contributor)).collect()
        };
        (!named.is_empty()).then(|| named.join(", "))
    }
}

/// Several lines hold together.
fn join(licences: &[String]) -> String {
    match licences {
        [] => String::new(),
        [one] => one.clone(),
        several => {
            let parts = several.iter().map(|one| if one.contains(' ') { format!("({one})") } else { one.clone() });
            parts.collect::<Vec<_>>().join(" AND ")
        }
    }
}

/// The name in a copyright line: `© 2020-2024, 2026 Ada Lovelace <ada@exemple.fr>` → `Ada Lovelace`.
fn name(copyright: &str) -> String {
    let mut rest = copyright.trim();
    for mark in ["SPDX-FileCopyrightText:", "Copyright", "(C)", "(c)", "©"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
    }
    let years = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' ' | '\u{a0}');
    let after = rest.trim_start_matches(years);
    // `3D Studio` is a name, `2026 Ada` is a year and a name.
    let rest =
        if rest[..rest.len() - after.len()].contains([' ', '\u{a0}']) || after.is_empty() { after } else { rest };
    without_address(rest)
}

fn without_address(text: &str) -> String {
    text.split('<').next().unwrap_or("").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Role;

    #[test]
    fn a_license_file() {
        let text = "# SPDX-FileCopyrightText: 2020-2024, 2026 Ada Lovelace <ada@exemple.fr>\n#\n# SPDX-License-Identifier: CC-BY-4.0\n# SPDX-License-Identifier: MIT OR Apache-2.0\n";
        let file = SourceFile::in_memory("content/a.png.license", Role::Asset, text);
        let mut problems = Vec::new();
        let notice = Notice::of_license_file(&file, &mut problems);
        assert!(problems.is_empty());
        assert_eq!(notice.licence(), Some("CC-BY-4.0 AND (MIT OR Apache-2.0)"));
        assert_eq!(notice.author().as_deref(), Some("Ada Lovelace"));
    }

    #[test]
    fn names_in_copyrights() {
        for (written, wanted) in [
            ("© 2026 Ville d’Exemple", "Ville d’Exemple"),
            ("Copyright (C) 1999, 2026 Ada <a@b.fr>", "Ada"),
            ("3D Studio", "3D Studio"),
            ("Ada Lovelace", "Ada Lovelace"),
            ("2026", ""),
        ] {
            assert_eq!(name(written), wanted, "{written}");
        }
    }

    #[test]
    fn a_wrong_identifier_has_its_place() {
        let text = "SPDX-License-Identifier:  CC BY\n";
        let file = SourceFile::in_memory("content/a.png.license", Role::Asset, text);
        let mut problems = Vec::new();
        Notice::of_license_file(&file, &mut problems);
        let place = problems[0].place.as_ref().expect("it has one");
        assert_eq!(&text[place.span.range()], "CC BY");
    }
}
