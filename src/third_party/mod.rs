//! What HTML, stylesheets and scripts ask of other sites, read off their text.
//!
//! Knows texts only: no file, no page, no site. What is done about it is decided by `check`.

mod css;
mod html;
mod script;

use crate::source::Span;

pub use css::in_css;
pub use html::{fetched_first, in_html, in_template};
pub use script::in_script;

/// Something that a browser would ask another site for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The address as written.
    pub url: String,
    /// Where it is written.
    pub span: Span,
    /// How sure it is.
    pub by: By,
}

/// What asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// An element or a stylesheet: the browser asks as soon as it reads it.
    Markup,
    /// A script, which may never run the line.
    Script,
}

/// Whether a browser leaves the site to get `address`: a scheme of the network and a host, or `//host`.
pub fn is_foreign(address: &str) -> bool {
    let address = address.trim_start();
    let after = |scheme: &str| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    };
    ["https://", "http://", "//", "wss://", "ws://", "ftp://"]
        .into_iter()
        .find_map(after)
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', ' ']))
}

/// The host that `address` names, its port included; `""` where it names none.
pub fn host(address: &str) -> &str {
    let rest = address.trim().split_once("//").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or("");
    host.rsplit_once('@').map_or(host, |(_, host)| host)
}

/// Adds `url`, written at byte `at`, when it is another site's.
fn note(url: &str, at: usize, by: By, found: &mut Vec<Request>) {
    let trimmed = url.trim();
    if is_foreign(trimmed) {
        let start = at + (url.len() - url.trim_start().len());
        found.push(Request { url: trimmed.to_owned(), span: Span::new(start, start + trimmed.len()), by });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found stands between `⟦…⟧` in `text`.
    fn check(reader: fn(&str, usize, &mut Vec<Request>), text: &str) {
        let bare = text.replace(['⟦', '⟧'], "");
        let mut found = Vec::new();
        reader(&bare, 0, &mut found);
        let mut marked = bare.clone();
        for request in found.iter().rev() {
            assert_eq!(&bare[request.span.range()], request.url);
            marked.insert(request.span.range().end, '⟧');
            marked.insert(request.span.range().start, '⟦');
        }
        assert_eq!(marked, text);
    }

    #[test]
    fn addresses() {
        for foreign in ["https://a.fr/x", " HTTP://a.fr", "//a.fr/x", "wss://a.fr"] {
            assert!(is_foreign(foreign), "{foreign}");
        }
        for own in ["", "/x", "x.css", "#a", "data:image/png;base64,", "mailto:a@b.fr", "//", "https://", "a//b", "é"]
        {
            assert!(!is_foreign(own), "{own}");
        }
        assert_eq!(host("https://moi@cdn.fr:8080/x"), "cdn.fr:8080");
        assert_eq!(host("/x"), "");
    }

    #[test]
    fn markup() {
        check(in_html, "<p>https://a.fr <a href=\"https://a.fr/\">x</a> <IMG alt='é' src = '⟦https://a.fr/x.png⟧'/>");
        check(
            in_html,
            "<script src=⟦//a.fr/x.js⟧></script><iframe src=\"/x\"></iframe><video poster=\"⟦https://a.fr⟧\">",
        );
        check(in_html, "<img srcset=\"a.png 1x, ⟦https://a.fr/b.png⟧ 2x,⟦//b.fr/c⟧\" src=a.png>");
        check(in_html, "<link rel=canonical href=https://a.fr/><link rel='preload icon' href=⟦https://a.fr/⟧>");
        check(in_html, "<link href=\"⟦https://a.fr/⟧\" rel=\"STYLESHEET\"><base href=⟦https://a.fr/⟧>");
        check(in_html, "<svg><image href=\"⟦https://a.fr/⟧\"/><use xlink:href='⟦//a.fr/⟧'/><a href='//a.fr'/></svg>");
        check(in_html, "<!-- <img src=\"https://a.fr\"> --><p style=\"background: url(⟦https://a.fr/⟧)\">");
        check(in_html, "<style>a{b:url('⟦//a.fr⟧')}</style><script>fetch('⟦https://a.fr/⟧')</script>");
        check(in_html, "<object data=⟦https://a.fr⟧></object><p data=\"https://a.fr\"><script>");
        check(in_html, "<img src=\"https://a.fr");
        check(in_html, "<");
    }

    #[test]
    fn first_view() {
        let html = "<link rel=stylesheet href=a.css><link rel=canonical href=/b><!-- <img src=c> --><script src='d.js'>\
                    '<img src=e>'</script><img src=\"f.png\"><img loading=lazy src=g.png><a href=h>";
        assert_eq!(fetched_first(html), ["a.css", "d.js", "f.png"]);
    }

    #[test]
    fn templates() {
        check(in_template, "<img src=\"{{ url(\"/x\") }}\"><img src=\"⟦https://a.fr/⟧\">");
        check(
            in_template,
            "{# <img src=\"https://a.fr/\"> #}{% if \"<img src='//a.fr'>\" %}<img src={{ x }}>{% endif %}",
        );
        check(in_template, "<link rel=\"stylesheet\" href=\"{{ asset(\"a.css\") }}\"><a href=\"https://{{ x }}\">{{");
    }

    #[test]
    fn stylesheets() {
        check(in_css, "@import \"⟦https://a.fr/x.css⟧\"; @import url( '⟦//a.fr/y⟧' ) print; @import 'z.css';");
        check(
            in_css,
            "a{b:URL(⟦https://a.fr/x⟧),url(\"x.png\")} /* url(https://a.fr) */ @namespace url(http://w3.org/);",
        );
        check(in_css, "a{b:image-set(\"⟦https://a.fr/x⟧\" 1x, \"y\" 2x); content:\"https://a.fr\"} url(");
    }

    #[test]
    fn scripts() {
        check(in_script, "import x from \"⟦https://a.fr/x.js⟧\"; import '⟦//a.fr/y⟧'; import ('⟦https://a.fr⟧');");
        check(
            in_script,
            "fetch(`⟦https://a.fr/${x}⟧`); r.open('GET', '⟦https://a.fr⟧'); new WebSocket('⟦wss://a.fr⟧')",
        );
        check(
            in_script,
            "// fetch('https://a.fr')\nlet a = \"https://a.fr\"; i.src = '⟦https://a.fr⟧'; l.href='https://a.fr'",
        );
        check(
            in_script,
            "const ns = 'http://www.w3.org/2000/svg'; 'it\\'s' + fetch(\"/x\") /* fetch('https://b.fr') */",
        );
        check(in_script, "x = 'unclosed");
    }
}
