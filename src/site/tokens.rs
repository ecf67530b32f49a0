//! `[extra.tokens]` of site.toml: colours and sizes of the theme's stylesheet, changed without touching CSS.
//!
//! They are written at the end of the theme's own stylesheet (`static/assets/<theme>.css`), as custom properties.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Expected, KeyContext, Problem};
use crate::source::SourceFile;
use crate::value::{Table, Value};

/// The declarations that the site's `[extra]` adds to the stylesheet; empty when it changes nothing. A token that the
/// theme has a dark value for (`theme`) is a colour of the light scheme; the others are for both.
///
/// The dark scheme is the system's, unless the reader chose one: the theme's script then writes `data-theme` on the
/// root element. The light one is under no condition, so that browsers that know of no scheme have the site's colours;
/// the dark values of what it changes are therefore written again after it, the theme's own where the site has none.
pub(super) fn declarations(
    extra: &Table,
    theme: &Table,
    file: &Arc<SourceFile>,
    problems: &mut Vec<Diagnostic>,
) -> String {
    let own: Vec<(&str, &str)> = table(theme, "tokens_dark")
        .map(|dark| dark.entries.as_slice())
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| match &entry.node.value {
            Value::Text(value) => Some((entry.key.as_str(), value.as_str())),
            _ => None,
        })
        .collect();
    let (mut light, mut dark) = (String::new(), String::new());
    let changed_in_the_dark = properties(extra, "tokens_dark", file, problems);
    for (name, value) in properties(extra, "tokens", file, problems) {
        let _ = write!(light, "--{name}: {value}; ");
        let kept = own.iter().find(|(own, _)| *own == name);
        if let Some((_, value)) = kept.filter(|_| !changed_in_the_dark.iter().any(|(changed, _)| *changed == name)) {
            let _ = write!(dark, "--{name}: {value}; ");
        }
    }
    for (name, value) in changed_in_the_dark {
        let _ = write!(dark, "--{name}: {value}; ");
    }
    let mut out = String::new();
    // Print has its own colours, which a site's screen colours must not undo.
    if !light.is_empty() {
        let _ = write!(out, "\n@media screen {{ :root {{ {light}}} }}\n");
    }
    if !dark.is_empty() {
        let _ = write!(
            out,
            "\n@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {dark}}} }}\n\
             @media screen {{ :root[data-theme=dark] {{ {dark}}} }}\n"
        );
    }
    out
}

fn table<'t>(extra: &'t Table, key: &str) -> Option<&'t Table> {
    match &extra.get(key)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

/// Names and values that can stand in a stylesheet; the others are reported.
fn properties<'t>(
    extra: &'t Table,
    key: &str,
    file: &Arc<SourceFile>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(&'t str, &'t str)> {
    let mut found = Vec::new();
    for entry in table(extra, key).map(|tokens| tokens.entries.as_slice()).unwrap_or_default() {
        let named = !entry.key.is_empty() && entry.key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        match &entry.node.value {
            Value::Text(value) if named && is_value(value) => found.push((entry.key.as_str(), value.as_str())),
            _ => {
                let written = file.text().and_then(|text| text.get(entry.node.span.range())).unwrap_or("");
                let problem = Problem::WrongValue {
                    context: KeyContext::Site,
                    key: format!("extra.{key}.{}", entry.key),
                    expected: Expected::Text,
                    found: written.to_owned(),
                    nearest: None,
                };
                problems.push(Diagnostic::new(problem, file, entry.node.span));
            }
        }
    }
    found
}

/// Whether `value` stays one declaration, and asks nothing of another site.
fn is_value(value: &str) -> bool {
    !value.trim().is_empty()
        && !value.contains([';', '{', '}', '<', '>', '\\', '\n', '@'])
        && !value.to_ascii_lowercase().contains("url(")
        && !value.contains("/*")
        && value.matches('"').count().is_multiple_of(2)
        && value.matches('(').count() == value.matches(')').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Role;
    use crate::value::parse_toml;

    #[test]
    fn declarations_of_a_site() {
        let check = |toml: &str, expected: &str, wrong: usize| {
            let file = SourceFile::in_memory("site.toml", Role::Configuration, toml);
            let mut problems = Vec::new();
            let theme = parse_toml("[tokens_dark]\nlink = \"#fff\"\n", 0).0;
            assert_eq!(declarations(&parse_toml(toml, 0).0, &theme, &file, &mut problems), expected, "{toml}");
            assert_eq!(problems.len(), wrong, "{toml}");
        };
        check(
            "[tokens]\nlink = \"#123456\"\n",
            "\n@media screen { :root { --link: #123456; } }\n\
             \n@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --link: #fff; } }\n\
             @media screen { :root[data-theme=dark] { --link: #fff; } }\n",
            0,
        );
        check(
            "[tokens]\nlink = \"#123456\"\n[tokens_dark]\nlink = \"#abc\"\n",
            "\n@media screen { :root { --link: #123456; } }\n\
             \n@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --link: #abc; } }\n\
             @media screen { :root[data-theme=dark] { --link: #abc; } }\n",
            0,
        );
        check("[tokens]\nradius = \"0\"\n", "\n@media screen { :root { --radius: 0; } }\n", 0);
        check("[tokens]\nlink = \"red; } body { display: none\"\n", "", 1);
        check("[tokens]\nlink = \"url(https://a.example/x)\"\n", "", 1);
        check("[tokens]\nbase = 3\n", "", 1);
        check("", "", 0);
    }
}
