//! What an image may not do: act, or ask for another file.

use roxmltree::{Attribute, Node};

use super::{SVG, XLINK};

/// The namespace of HTML.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Elements that are never kept, whatever is in them.
const ACTING: &[&str] =
    &["script", "foreignObject", "handler", "listener", "iframe", "object", "embed", "audio", "video", "canvas"];

/// Elements that move an attribute of another.
const MOVING: &[&str] = &["set", "animate", "animateColor", "animateTransform", "animateMotion"];

/// How an author knows `node`, when it acts and is not kept.
pub(super) fn acting(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    if node.tag_name().namespace() == Some(XHTML) {
        return Some(format!("<{name}>"));
    }
    if node.tag_name().namespace() != Some(SVG) {
        return None;
    }
    let moved = node.attribute("attributeName").unwrap_or("").trim();
    let moved = moved.rsplit(':').next().unwrap_or("").to_ascii_lowercase();
    // An animation may write an address, or a handler, that is not there to be seen.
    let writes = MOVING.contains(&name) && (moved == "href" || moved.starts_with("on"));
    // Illustrator keeps its own data in one that no browser shows.
    let shown = name != "foreignObject" || node.children().any(|child| child.tag_name().namespace() == Some(XHTML));
    ((ACTING.contains(&name) && shown) || writes).then(|| format!("<{name}>"))
}

/// What is kept of an attribute.
pub(super) enum Kept {
    /// All of it.
    Whole,
    /// This.
    Changed(String),
    /// Nothing.
    Nothing,
}

/// What is kept of `attribute` of `node`; how its author knows what is not goes to `removed`.
pub(super) fn attribute(node: Node<'_, '_>, attribute: &Attribute<'_, '_>, removed: &mut Vec<String>) -> Kept {
    let (name, value) = (attribute.name(), attribute.value());
    if name.to_ascii_lowercase().starts_with("on") {
        removed.push(name.to_owned());
        return Kept::Nothing;
    }
    let link = name == "href" && matches!(attribute.namespace(), None | Some(XLINK));
    if (link && !permitted(node, value)) || name == "src" {
        removed.push(format!("{name}=\"{value}\""));
        return Kept::Nothing;
    }
    // Words, and what no address is read from.
    let plain = matches!(name, "id" | "class" | "lang" | "title" | "role")
        || name.starts_with("aria-")
        || name.starts_with("data-");
    match if link || plain { None } else { css(value, removed) } {
        Some(changed) => Kept::Changed(changed),
        None => Kept::Whole,
    }
}

/// Whether `node` may lead to `address`.
fn permitted(node: Node<'_, '_>, address: &str) -> bool {
    // Browsers pass over white space and controls in the name of a scheme.
    let bare: String = address.chars().filter(|c| !c.is_ascii_whitespace() && !c.is_control()).collect();
    let bare = bare.to_ascii_lowercase();
    if bare.starts_with('#') || bare.is_empty() {
        return true;
    }
    let scheme = bare.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    match node.tag_name().name() {
        // A reader follows it, or not.
        "a" => matches!(scheme, None | Some("http" | "https" | "mailto" | "tel")),
        "image" | "feImage" => bare.starts_with("data:image/"),
        _ => false,
    }
}

/// A style sheet, or a property, without the addresses of other files; `None` when it has none.
pub(super) fn css(text: &str, removed: &mut Vec<String>) -> Option<String> {
    // An escape may spell what is looked for.
    if text.contains('\\') {
        let plain = unescaped(text).to_ascii_lowercase();
        let count = |text: &str| ["url", "@import", "image-set", "image("].map(|sign| text.matches(sign).count());
        if count(&plain) != count(&text.to_ascii_lowercase()) {
            removed.push("\\".to_owned());
            return Some(String::new());
        }
    }
    let mut out = String::new();
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = find_any(rest, &["url(", "@import", "image-set(", "image("]) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let lower = found.get(..7).unwrap_or(found).to_ascii_lowercase();
        let end = match lower.starts_with("@import") {
            true => found.find([';', '}']).map_or(found.len(), |at| at + 1),
            false => closing(found),
        };
        let (rule, after) = found.split_at(end);
        let target = target(rule);
        let own = lower.starts_with("url(") && (target.starts_with('#') || is_data(target));
        if own {
            out.push_str(rule);
        } else {
            changed = true;
            removed.push(rule.trim().to_owned());
            // As wrong as an address that leads nowhere, which is what it is in an image.
            out.push_str(if lower.starts_with('@') { "" } else { "url(#)" });
        }
        rest = after;
    }
    changed.then(|| out + rest)
}

/// What the addresses in `text` are, without quotes.
pub(super) fn css_targets(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("url(").map(|(at, _)| target(&text[at..at + closing(&text[at..])]))
}

fn target(rule: &str) -> &str {
    let inside = rule.split_once('(').map_or("", |(_, inside)| inside);
    inside.trim_end_matches(')').trim().trim_matches(['"', '\'']).trim()
}

fn is_data(target: &str) -> bool {
    let target = target.get(..24).unwrap_or(target).to_ascii_lowercase();
    ["data:image/", "data:font/", "data:application/font", "data:application/x-font"]
        .iter()
        .any(|kind| target.starts_with(kind))
}

/// Where the function that `text` starts with ends, quotes respected.
fn closing(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, ')') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The first of `signs` in `text`, whatever their case.
fn find_any(text: &str, signs: &[&str]) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|at| {
        signs
            .iter()
            .any(|sign| bytes[*at..].get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign.as_bytes())))
    })
}

/// `text` with its CSS escapes read.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut code = String::new();
        while let Some(digit) = chars.next_if(|c| c.is_ascii_hexdigit() && code.len() < 6) {
            code.push(digit);
        }
        if code.is_empty() {
            out.extend(chars.next());
        } else {
            chars.next_if(|c| c.is_ascii_whitespace());
            out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
        }
    }
    out
}
