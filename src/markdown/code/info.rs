//! What follows the fence of a block of code: its language, its title, the lines to look at.
//!
//! Written as authors of MkDocs, Docusaurus, VitePress, Hugo and Zola write it. What is not known is passed over.

use std::ops::RangeInclusive;

/// What an info string says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Info<'t> {
    /// As written; `""` when there is none.
    pub language: &'t str,
    /// A file's name, most often.
    pub title: Option<&'t str>,
    /// Lines to look at, counted from 1, as written: they may overlap or pass the end.
    pub lines: Vec<RangeInclusive<u32>>,
}

impl Info<'_> {
    /// Line `number`, from 1, is one to look at.
    pub fn shows(&self, number: u32) -> bool {
        self.lines.iter().any(|range| range.contains(&number))
    }
}

/// Where a bare word ends.
const ENDS: [char; 7] = [' ', '\t', ',', '{', '}', '[', '='];

/// Reads `toml {2,4-5} title="site.toml"` and its like.
pub(super) fn read(info: &str) -> Info<'_> {
    let end = info.find([' ', '\t', '{', ',', ':', '[']).unwrap_or(info.len());
    let (language, mut rest) = info.split_at(end);
    let mut read = Info { language, ..Info::default() };
    // Zola writes `hl_lines=1 3-5`: numbers after the key are its values, too.
    let (mut braces, mut key_of_lines) = (false, false);
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let Some(first) = rest.chars().next() else { return read };
        match first {
            '{' | '}' => {
                braces = first == '{';
                key_of_lines = false;
                rest = &rest[1..];
                continue;
            }
            '[' => {
                let (title, after) = rest[1..].split_once(']').unwrap_or((&rest[1..], ""));
                read.title = read.title.or(Some(title.trim()).filter(|title| !title.is_empty()));
                rest = after;
                continue;
            }
            '=' => {
                rest = &rest[1..];
                continue;
            }
            _ => {}
        }
        let (word, after) = rest.split_at(rest.find(ENDS).unwrap_or(rest.len()));
        rest = after;
        if let Some(after) = rest.strip_prefix('=') {
            let (value, after) = value(after);
            rest = after;
            key_of_lines = false;
            match word {
                "title" | "titre" | "name" | "filename" => read.title = Some(value.trim()).filter(|t| !t.is_empty()),
                "hl_lines" | "lignes" | "highlight" => {
                    key_of_lines = true;
                    read.lines.extend(ranges(value));
                }
                _ => {}
            }
        } else if let Some(class) = word.strip_prefix('.').filter(|_| read.language.is_empty()) {
            read.language = class;
        } else if braces || key_of_lines {
            read.lines.extend(ranges(word));
        }
    }
}

/// A value, quoted, in brackets or bare, and what follows it.
fn value(text: &str) -> (&str, &str) {
    let close = match text.chars().next() {
        Some('"') => '"',
        Some('\'') => '\'',
        Some('[') => ']',
        Some('{') => '}',
        _ => return text.split_at(text.find([' ', '\t', ',', '}']).unwrap_or(text.len())),
    };
    text[1..].split_once(close).unwrap_or((&text[1..], ""))
}

/// `2,4-5` → 2, and 4 to 5. A word that is no number is none.
fn ranges(text: &str) -> impl Iterator<Item = RangeInclusive<u32>> {
    text.split([' ', ',', '"', '\'', ';']).filter_map(|part| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
        Some(from.min(to)..=from.max(to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let check = |text: &str, language: &str, title: Option<&str>, lines: &[(u32, u32)]| {
            let lines = lines.iter().map(|(from, to)| *from..=*to).collect();
            assert_eq!(read(text), Info { language, title, lines }, "{text}");
        };
        check("", "", None, &[]);
        check("rust", "rust", None, &[]);
        check("toml {2,4-5} title=\"site.toml\"", "toml", Some("site.toml"), &[(2, 2), (4, 5)]);
        check("toml{5-4}", "toml", None, &[(4, 5)]);
        check("js:line-numbers [vite.config.js]", "js", Some("vite.config.js"), &[]);
        check(
            "{ .yaml .annotate title='Été' hl_lines=\"2 3\" linenums=\"1\" }",
            "yaml",
            Some("Été"),
            &[(2, 2), (3, 3)],
        );
        check("go {hl_lines=[2,\"4-5\"] linenos=inline}", "go", None, &[(2, 2), (4, 5)]);
        check("rust,linenos,hl_lines=1 3-5,name=mod.rs", "rust", Some("mod.rs"), &[(1, 1), (3, 5)]);
        check("rust 12 x=3 4", "rust", None, &[]);
        check("a = {b} ][", "a", None, &[]);
        assert!(read("x {1-4294967295}").shows(4_000_000));
    }
}
