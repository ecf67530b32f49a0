//! Scripts: the calls and imports that are given another site's address as a text.
//!
//! A script may make its addresses at will: what is found here is likely, and what is not found proves nothing. The
//! Content-Security-Policy of published pages is what holds.

use super::{By, Request, note};

/// What, just before an address, asks for it.
const CALLS: [&str; 14] = [
    "fetch(",
    "import(",
    "import",
    "from",
    "importScripts(",
    "WebSocket(",
    "EventSource(",
    "Worker(",
    "Request(",
    "sendBeacon(",
    "Audio(",
    ".src=",
    ".srcset=",
    ".poster=",
];

/// What `script`, whose first byte is byte `at` of its file, likely asks of other sites.
pub fn in_script(script: &str, at: usize, found: &mut Vec<Request>) {
    let bytes = script.as_bytes();
    let mut here = 0;
    while let Some(next) = memchr::memchr3(b'"', b'\'', b'`', &bytes[here..]).map(|next| here + next) {
        // A comment passed over may hold an apostrophe: it opens no text.
        if let Some(after) = comment(script, here, next) {
            here = after;
            continue;
        }
        let quote = bytes[next];
        let mut end = next + 1;
        while end < bytes.len() && bytes[end] != quote && (quote == b'`' || bytes[end] != b'\n') {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let end = script.floor_char_boundary(end.min(bytes.len()));
        if end > next && end < bytes.len() && asks(&script[..next]) {
            note(&script[next + 1..end], at + next + 1, By::Script, found);
        }
        here = (end + 1).min(bytes.len());
    }
}

/// Where the comment that starts between `from` and `to` and holds `to` ends.
fn comment(script: &str, from: usize, to: usize) -> Option<usize> {
    let between = &script[from..to];
    let line = between.match_indices("//").map(|(at, _)| at).find(|at| !between[..*at].ends_with(':'));
    let block = between.find("/*");
    let ends = |at: usize, mark: &str| script[from + at..].find(mark).map_or(script.len(), |end| from + at + end);
    let end = match (line, block) {
        (Some(line), block) if block.is_none_or(|block| line < block) => ends(line, "\n"),
        (_, Some(block)) => ends(block, "*/"),
        _ => return None,
    };
    // One that ends before is passed over, and what follows it is looked at again.
    Some(end.max(from + 1))
}

/// Whether what stands at the end of `before` asks for the address that follows.
fn asks(before: &str) -> bool {
    let start = before.floor_char_boundary(before.len().saturating_sub(80));
    let mut near = String::with_capacity(80);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$');
    let mut spaced = false;
    for c in before[start..].chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        if std::mem::take(&mut spaced) && letter(Some(c)) && letter(near.chars().next_back()) {
            near.push(' ');
        }
        near.push(c);
    }
    let word = |call: &str| {
        let Some(rest) = near.strip_suffix(call) else { return false };
        // `prefetch(` and `therefrom` are other words.
        call.starts_with('.') || !letter(rest.chars().next_back())
    };
    CALLS.iter().any(|call| word(call)) || (near.ends_with(',') && near.contains(".open("))
}
