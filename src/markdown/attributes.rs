//! Attributes in braces: `{#id .class key="value"}`.
//!
//! comrak reads those of headings, links and code; those of containers are read here, accents in keys and French
//! quotes allowed. What an attribute means is the template's business.

use comrak::nodes::Ast;

/// The id and the other attributes that comrak read for a node; classes are `("class", …)`.
pub(super) fn named(node: &Ast) -> (Option<String>, Vec<(String, String)>) {
    let Some(attributes) = &node.attrs else {
        return (None, Vec::new());
    };
    let classes = attributes.classes.iter().map(|class| ("class".to_owned(), class.clone()));
    (attributes.id.clone(), classes.chain(attributes.pairs.iter().cloned()).collect())
}

/// Reads `text`, which starts with `{`, up to the brace that closes it. The ids are `("id", …)`.
///
/// # Errors
/// The part that is no attribute.
pub(super) fn braces(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut out = Vec::new();
    let mut rest = text.strip_prefix('{').unwrap_or(text);
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if let Some(after) = rest.strip_prefix('}') {
            return if after.trim().is_empty() { Ok(out) } else { Err(after.trim().to_owned()) };
        }
        if rest.is_empty() {
            return Err(text.to_owned());
        }
        let (name, after) = match rest.as_bytes()[0] {
            b'#' => ("id", &rest[1..]),
            b'.' => ("class", &rest[1..]),
            _ => {
                let end = rest
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
                    .unwrap_or(rest.len());
                if end == 0 {
                    return Err(rest.trim_end_matches('}').trim().to_owned());
                }
                let (name, after) = rest.split_at(end);
                match after.trim_start().strip_prefix('=') {
                    Some(value) => (name, value.trim_start()),
                    None => {
                        // A word alone is a flag.
                        out.push((name.to_owned(), String::new()));
                        rest = after;
                        continue;
                    }
                }
            }
        };
        let Some((value, after)) = value(after) else {
            return Err(rest.trim_end_matches('}').trim().to_owned());
        };
        out.push((name.to_owned(), value));
        rest = after;
    }
}

/// A value, quoted or not, and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '"' => '"',
        '\'' => '\'',
        '«' => '»',
        '“' => '”',
        _ => {
            let end = text.find([' ', '\t', '}', ',']).unwrap_or(text.len());
            return (end > 0).then(|| (text[..end].to_owned(), &text[end..]));
        }
    };
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ if c == close => {
                let value = if open == '«' { value.trim().to_owned() } else { value };
                return Some((value, &text[at + c.len_utf8()..]));
            }
            _ => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let expected = expected.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            assert_eq!(braces(text), Ok(expected), "{text}");
        };
        check("{}", &[]);
        check(
            r#"{#ici .large clé="a b" n=12 ouvert}"#,
            &[("id", "ici"), ("class", "large"), ("clé", "a b"), ("n", "12"), ("ouvert", "")],
        );
        check("{titre=« Été »,ton='x \\' y'}", &[("titre", "Été"), ("ton", "x ' y")]);
        for bad in ["{", "{a=\"b}", "{=x}", "{a} b", "{a=}"] {
            assert!(braces(bad).is_err(), "{bad}");
        }
    }
}
