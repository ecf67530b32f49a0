//! HTML, and templates of HTML: elements that a browser fetches something for.

use super::{By, Request, in_css, in_script, note};

/// An attribute: its name in lower case, its value, where the value starts.
struct Attribute<'a> {
    name: String,
    value: &'a str,
    at: usize,
}

/// What `rel` of a `<link>` makes a browser fetch, or open a connection.
const FETCHED: [&str; 11] = [
    "stylesheet",
    "preload",
    "modulepreload",
    "prefetch",
    "prerender",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "manifest",
    "preconnect",
    "dns-prefetch",
];

/// What the constant text of a template asks of other sites: what an expression writes is not known here.
pub fn in_template(template: &str, at: usize, found: &mut Vec<Request>) {
    in_html(&masked(template), at, found);
}

/// The template, its expressions, statements and comments replaced by as many bytes that mean nothing in HTML.
fn masked(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min() {
        out.push_str(&rest[..at]);
        let close = match &rest[at..at + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let length = rest[at..].find(close).map_or(rest.len() - at, |end| end + 2);
        out.extend(std::iter::repeat_n('\u{1}', length));
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out
}

/// What a browser fetches to show `html`, as written and in its order: stylesheets, scripts, icons, images that do not
/// wait until they are scrolled to.
pub fn fetched_first(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut here = 0;
    while let Some(next) = memchr::memchr(b'<', &html.as_bytes()[here..]) {
        here += next;
        let rest = &html[here..];
        if rest.starts_with("<!--") {
            here += rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let Some((name, attributes, length)) = tag(rest) else {
            here += 1;
            continue;
        };
        here += length;
        let value = |wanted: &str| attributes.iter().find(|a| a.name == wanted).map(|a| a.value);
        let address = match name.as_str() {
            "img" if value("loading").is_some_and(|how| how.eq_ignore_ascii_case("lazy")) => None,
            "img" | "script" | "iframe" | "embed" => value("src"),
            "link" => {
                let rel = value("rel").unwrap_or("").to_ascii_lowercase();
                let whole = |word: &str| FETCHED.contains(&word) && !["preconnect", "dns-prefetch"].contains(&word);
                value("href").filter(|_| rel.split_ascii_whitespace().any(whole))
            }
            _ => None,
        };
        found.extend(address);
        if matches!(name.as_str(), "style" | "script") {
            here += closing(&html[here..], &name);
        }
    }
    found
}

/// What `html`, whose first byte is byte `at` of its file, asks of other sites.
pub fn in_html(html: &str, at: usize, found: &mut Vec<Request>) {
    let mut here = 0;
    while let Some(next) = memchr::memchr(b'<', &html.as_bytes()[here..]) {
        here += next;
        let rest = &html[here..];
        if rest.starts_with("<!--") {
            here += rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let Some((name, attributes, length)) = tag(rest) else {
            here += 1;
            continue;
        };
        let start = at + here;
        element(&name, &attributes, start, found);
        here += length;
        if matches!(name.as_str(), "style" | "script") {
            let content = &html[here..];
            let end = content.find("</").map_or(content.len(), |_| closing(content, &name));
            let read = if name == "style" { in_css } else { in_script };
            read(&content[..end], at + here, found);
            here += end;
        }
    }
}

/// Where `</name` is in `content`, or its end.
fn closing(content: &str, name: &str) -> usize {
    let ends = |at: &usize| content.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
    content.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(content.len())
}

fn element(name: &str, attributes: &[Attribute<'_>], start: usize, found: &mut Vec<Request>) {
    let value = |wanted: &str| attributes.iter().find(|attribute| attribute.name == wanted).map_or("", |a| a.value);
    let fetched = || {
        let rel = value("rel").to_ascii_lowercase();
        rel.split_ascii_whitespace().any(|word| FETCHED.contains(&word))
    };
    for Attribute { name: attribute, value, at } in attributes {
        let at = start + at;
        match attribute.as_str() {
            "src" | "poster" | "background" => note(value, at, By::Markup, found),
            "data" if name == "object" => note(value, at, By::Markup, found),
            "srcset" | "imagesrcset" => candidates(value, at, found),
            "href" if name == "base" || (name == "link" && fetched()) => note(value, at, By::Markup, found),
            "href" | "xlink:href" if matches!(name, "image" | "use" | "feimage" | "script") => {
                note(value, at, By::Markup, found);
            }
            "style" => in_css(value, at, found),
            _ => {}
        }
    }
}

/// `a.png 1x, b.png 2x`.
fn candidates(value: &str, at: usize, found: &mut Vec<Request>) {
    let mut start = 0;
    for candidate in value.split(',') {
        let lead = candidate.len() - candidate.trim_start().len();
        let url = candidate.split_whitespace().next().unwrap_or("");
        note(url, at + start + lead, By::Markup, found);
        start += candidate.len() + 1;
    }
}

/// The opening tag that `text` starts with, and its length.
fn tag(text: &str) -> Option<(String, Vec<Attribute<'_>>, usize)> {
    let bytes = text.as_bytes();
    let is = |at: usize, stops: &[u8]| bytes.get(at).is_none_or(|byte| stops.contains(byte));
    if !bytes.get(1)?.is_ascii_alphabetic() {
        return None;
    }
    let mut here = 1;
    while !is(here, b" \t\n\r\x0c/>\x01") {
        here += 1;
    }
    let name = text[1..here].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        while here < bytes.len() && is(here, b" \t\n\r\x0c/\x01") {
            here += 1;
        }
        if *bytes.get(here)? == b'>' {
            return Some((name, attributes, here + 1));
        }
        let start = here;
        here += 1;
        while !is(here, b" \t\n\r\x0c/>=\x01") {
            here += 1;
        }
        let attribute = text.get(start..here)?.to_ascii_lowercase();
        let mut after = here;
        while after < bytes.len() && is(after, b" \t\n\r\x0c") {
            after += 1;
        }
        if bytes.get(after) != Some(&b'=') {
            continue;
        }
        here = after + 1;
        while here < bytes.len() && is(here, b" \t\n\r\x0c") {
            here += 1;
        }
        let (at, end) = match *bytes.get(here)? {
            quote @ (b'"' | b'\'') => (here + 1, here + 1 + memchr::memchr(quote, &bytes[here + 1..])?),
            _ => {
                let length = bytes[here..].iter().position(|byte| b" \t\n\r\x0c>".contains(byte))?;
                (here, here + length)
            }
        };
        attributes.push(Attribute { name: attribute, value: text.get(at..end)?, at });
        here = if at > here { end + 1 } else { end };
    }
}
