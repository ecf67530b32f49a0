//! Marks the first mention of each glossary term in a page's text.

use super::body::Rendering;
use super::engine::escape;

/// Elements whose text is never marked.
const QUIET: [&str; 16] =
    ["a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "math", "pre", "script", "svg"];

/// Copies `html` to `out` with terms seen for the first time turned into links; `quiet` counts the elements around it
/// that must not hold one.
pub(super) fn mark(rendering: &Rendering, html: &str, quiet: &mut u32, out: &mut String) {
    let mut rest = html;
    loop {
        let (text, tag) = match memchr::memchr(b'<', rest.as_bytes()) {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        if *quiet == 0 && text.len() > 1 {
            mark_text(rendering, text, out);
        } else {
            out.push_str(text);
        }
        if tag.is_empty() {
            return;
        }
        let end = tag_end(tag);
        let (tag, after) = tag.split_at(end);
        let (closing, name) = match tag[1..].strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, &tag[1..]),
        };
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if QUIET.binary_search(&name).is_ok() {
            *quiet = if closing { quiet.saturating_sub(1) } else { *quiet + 1 };
        }
        out.push_str(tag);
        rest = after;
    }
}

/// One past the `>` that ends the tag, quotes respected.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn mark_text(rendering: &Rendering, text: &str, out: &mut String) {
    let glossary = &rendering.scope.site.glossary;
    let mut at = 0;
    for mention in glossary.mentions(text) {
        let entry = &glossary.entries[mention.entry];
        if entry.page == rendering.page {
            continue;
        }
        let first =
            rendering.mentioned.lock().expect("no rendering panics while it holds the lock").insert(mention.entry);
        if !first {
            continue;
        }
        out.push_str(&text[at..mention.start]);
        let page = rendering.scope.url(&rendering.scope.site.page(entry.page).url);
        out.push_str(&format!("<a class=\"terme\" href=\"{}#{}\"", escape(&page), escape(&entry.id)));
        if !entry.definition.is_empty() {
            out.push_str(&format!(" title=\"{}\"", escape(&short(&entry.definition))));
        }
        out.push('>');
        out.push_str(&text[mention.start..mention.end]);
        out.push_str("</a>");
        at = mention.end;
    }
    out.push_str(&text[at..]);
}

/// A definition that fits a tooltip: cut at a word.
fn short(definition: &str) -> String {
    const LIMIT: usize = 180;
    if definition.chars().count() <= LIMIT {
        return definition.to_owned();
    }
    let cut: String = definition.chars().take(LIMIT).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

#[cfg(test)]
mod tests {
    #[test]
    fn quiet_elements_are_sorted() {
        assert!(super::QUIET.is_sorted());
    }
}
