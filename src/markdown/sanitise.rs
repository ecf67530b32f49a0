//! What is kept of raw HTML: one allow-list, given to ammonia.
//!
//! Text in, text out. What it keeps of addresses and ids stands between marks, for `html` to take out again.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::references::forbidden;
use super::{ids, tags};

/// Private characters that stand around what we take out again; dropped from what authors write.
const EDGE: char = '\u{f0000}';
pub(super) const LINK: char = '\u{f0001}';
pub(super) const IMAGE: char = '\u{f0002}';
pub(super) const ID: char = '\u{f0003}';
pub(super) const END: char = '\u{f0004}';

/// Elements of words, allowed among words.
pub(super) const PHRASING: [&str; 28] = [
    "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "var",
];
/// Elements that may be closed by a later block.
const WRAPPERS: [&str; 7] = ["article", "aside", "blockquote", "details", "div", "figure", "section"];
/// Other elements that are kept.
const FLOW: [&str; 31] = [
    "a",
    "caption",
    "col",
    "colgroup",
    "dd",
    "dl",
    "dt",
    "figcaption",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "wbr",
    "hgroup",
];

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let attributes = [
        ("a", &["href", "hreflang", "name"][..]),
        ("img", &["src", "alt", "width", "height"]),
        ("td", &["colspan", "rowspan", "headers"]),
        ("th", &["colspan", "rowspan", "headers", "scope"]),
        ("ol", &["start", "reversed"]),
        ("li", &["value"]),
        ("time", &["datetime"]),
        ("del", &["datetime"]),
        ("ins", &["datetime"]),
        ("data", &["value"]),
        ("details", &["open"]),
        ("col", &["span"]),
        ("colgroup", &["span"]),
    ];
    policy
        .tags(PHRASING.iter().chain(&WRAPPERS).chain(&FLOW).copied().collect())
        .clean_content_tags(set(&tags::MUTED))
        .tag_attributes(attributes.into_iter().map(|(tag, names)| (tag, set(names))).collect::<HashMap<_, _>>())
        .generic_attributes(set(&["class", "dir", "id", "lang", "title"]))
        .url_schemes(set(&["http", "https", "mailto", "tel", "ftp", "geo"]))
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|_, attribute, value| match attribute {
            "href" | "src" if value.is_empty() || forbidden(value) => None,
            "href" => Some(format!("{LINK}{value}{END}").into()),
            "src" => Some(format!("{IMAGE}{value}{END}").into()),
            "id" | "name" => ids::valid(value).then(|| format!("{ID}{value}{END}").into()),
            "class" if value.starts_with("Mso") => None,
            _ => Some(value.into()),
        });
    policy
});

/// Whether an element is kept.
pub(super) fn known(name: &str) -> bool {
    PHRASING.contains(&name) || WRAPPERS.contains(&name) || FLOW.contains(&name)
}

/// One block of raw HTML, cleaned.
pub(super) struct Cleaned {
    pub html: String,
    /// The elements it leaves open, outermost first.
    pub open: Vec<&'static str>,
}

/// Cleans `literal`, which stands inside the elements `open`. `None` when it leaves open what no later block may close.
pub(super) fn clean_inside(literal: &str, open: &[&'static str]) -> Option<Cleaned> {
    let mut whole = String::with_capacity(literal.len() + 32);
    for name in open {
        whole.push_str(&format!("<{name}>"));
    }
    let before = format!("{whole}{EDGE}");
    whole.push(EDGE);
    whole.push_str(&author(literal));
    whole.push(EDGE);
    let cleaned = POLICY.clean(&whole).to_string();
    let rest = cleaned.strip_prefix(&before)?;
    let (html, closers) = rest.split_once(EDGE)?;
    let mut still_open = Vec::new();
    for closer in closers.split_inclusive('>') {
        let name = closer.strip_prefix("</")?.strip_suffix('>')?;
        still_open.push(*WRAPPERS.iter().find(|wrapper| **wrapper == name)?);
    }
    still_open.reverse();
    Some(Cleaned { html: html.to_owned(), open: still_open })
}

/// Cleans `literal`; what it leaves open is closed.
pub(super) fn clean_alone(literal: &str) -> String {
    POLICY.clean(&author(literal)).to_string()
}

/// What an author wrote, without our marks.
fn author(literal: &str) -> Cow<'_, str> {
    let marks = [EDGE, LINK, IMAGE, ID, END];
    if literal.contains(marks) { Cow::Owned(literal.replace(marks, "")) } else { Cow::Borrowed(literal) }
}
