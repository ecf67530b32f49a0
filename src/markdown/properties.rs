//! Laws that hold for any text: nothing panics, spans and cuts are in bounds, holes pair up, ids are unique, the HTML
//! nests.

use std::sync::Arc;

use proptest::prelude::*;

use super::body::{Body, Cut, Extent, Hole};
use super::{Options, Parsed, parse, typeset_html, typeset_text};
use crate::diagnostic::Diagnostic;
use crate::source::{Role, SourceFile, Span};

const VOID: [&str; 6] = ["br", "hr", "img", "wbr", "col", "input"];

/// Pieces that Markdown means something by, and words.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\n",
        " ",
        "  ",
        "    ",
        "\t",
        "# ",
        "## ",
        "### ",
        "#### ",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE] Titre\n",
        "- [ ] ",
        "- [x] ",
        "* ",
        "**",
        "*",
        "_",
        "`",
        "```",
        "```rust\n",
        "```toml {1-2} title=\"a\"\n",
        "~~",
        "==",
        "[",
        "]",
        "(",
        ")",
        "[a](b.md)",
        "[a](<b c.md> \"t\")",
        "![alt](x.png \"légende\")",
        "![",
        "[[page#x|y]]",
        "[[p]]",
        "![[p]]",
        "![[i.png]]",
        "[^a]",
        "[^b]",
        "\n\n[^a]: note\n",
        "^[note *x*]",
        "[a][b]",
        "[a][]",
        "\n[b]: c.md\n",
        "https://x.org/é",
        "<https://x.org>",
        "a@b.fr",
        "::: note Titre\n",
        ":::: astuce {#id clé=\"x\"}\n",
        ":::\n",
        "::::\n",
        ":::tip[x]{a}\n",
        "::: inclure a.md\n",
        "| a | b |\n|---|--:|\n| c | d |\n",
        "|",
        "\\|",
        "\nTerme\n\n: détail\n\n",
        ": ",
        "$x^2$",
        "$$",
        "$",
        "\\frac",
        "{#id}",
        "{.c k=v}",
        "{{nom}}",
        "XXXX",
        "[à compléter]",
        "« … »",
        "« ",
        " »",
        "«",
        "»",
        "'",
        "l'",
        "\"",
        "...",
        " :",
        " ;",
        " !",
        "?",
        "1er",
        "2^e",
        "^er^",
        "^{er}",
        "XXIe siècle",
        "15 km",
        "3 000 €",
        "n° 12",
        "M. Dupont",
        "<div>\n",
        "\n</div>\n",
        "<details>\n<summary>x</summary>\n\n",
        "\n\n<div>\n\n",
        "\n\n</div>\n\n",
        "\n\n</div><div>\n\n",
        "\n\n## T\n\n",
        "\n\n### T\n\n",
        "\n\n</details>\n\n",
        "<kbd>",
        "</kbd>",
        "<script>",
        "</script>",
        "<a href=\"x.md\">",
        "</a>",
        "<b id=\"id\">",
        "<img src=x.png alt=y>",
        "<!--",
        "-->",
        "<br>",
        "<p style=x>",
        "</p>",
        "<table><tr><td>",
        "</td></tr></table>",
        "---\n",
        "\\",
        "&amp;",
        "&",
        "<",
        ">",
        "é",
        "œ",
        "日",
        "\u{a0}",
        "\u{0}",
        "\u{1}",
        "\r",
        "\r\n",
        "👩\u{200d}🚒",
        "\u{f0000}",
        "\u{f0001}",
        "mot",
        "a",
        "Z",
        "1",
        "12",
    ]);
    prop_oneof![8 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,4}", 1 => "[a-z]{1,6} "]
}

/// Texts made of them.
pub(super) fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn parsed(text: &str, start: usize, options: &Options) -> (Arc<SourceFile>, Parsed, Vec<Diagnostic>) {
    let file = SourceFile::in_memory("content/a.md", Role::Content, text);
    let mut problems = Vec::new();
    let parsed = parse(&file, start, options, &mut problems);
    (file, parsed, problems)
}

fn check_span(text: &str, start: usize, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} of {}", text.len());
    assert!(span.start as usize >= start, "{span:?} before {start}");
}

fn check_cut(body: &Body, cut: Cut) {
    assert!(body.html.is_char_boundary(cut.html as usize), "{cut:?}");
    assert!(cut.hole as usize <= body.holes.len(), "{cut:?}");
    if let Some((offset, _)) = cut.hole.checked_sub(1).and_then(|before| body.holes.get(before as usize)) {
        assert!(*offset <= cut.html, "{cut:?} is before its holes");
    }
    if let Some((offset, _)) = body.holes.get(cut.hole as usize) {
        assert!(*offset >= cut.html, "{cut:?} is after its holes");
    }
}

/// What stands in an extent, its holes written out.
fn written(body: &Body, extent: Extent) -> String {
    let mut out = String::new();
    let mut at = extent.from.html as usize;
    for (offset, hole) in &body.holes[extent.from.hole as usize..extent.to.hole as usize] {
        out.push_str(&body.html[at..*offset as usize]);
        at = *offset as usize;
        match hole {
            Hole::LinkOpen(_) => out.push_str("<a>"),
            Hole::LinkClose(_) => out.push_str("</a>"),
            Hole::LinkTitle(_) => out.push_str("titre"),
            Hole::Image(_) => out.push_str("<img>"),
            Hole::Url(_) => out.push_str("url"),
            Hole::HeadingOpen(at) => out.push_str(&format!("<h{}>", body.outline[*at as usize].level)),
            Hole::HeadingClose(at) => out.push_str(&format!("</h{}>", body.outline[*at as usize].level)),
            Hole::ContainerOpen(_) => out.push_str("<aside>"),
            Hole::ContainerClose(_) => out.push_str("</aside>"),
            Hole::BlankOpen(_) => out.push_str("<mark>"),
            Hole::BlankClose(_) => out.push_str("</mark>"),
        }
    }
    out.push_str(&body.html[at..extent.to.html as usize]);
    out
}

/// Tags nest, links and paragraphs are not in themselves.
fn check_nesting(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap_or_else(|| panic!("a tag without end in {html}"));
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            // A cell is a world of its own, in raw HTML as authors may write it.
            let around = open.iter().rev().take_while(|around| **around != "td");
            assert!(
                !(matches!(name, "a" | "p") && around.into_iter().any(|around| *around == name)),
                "<{name}> in itself in {html}"
            );
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} open in {html}");
}

fn check(text: &str, start: usize, options: &Options) {
    let (_file, Parsed { body, .. }, problems) = parsed(text, start, options);
    let mut last = 0;
    for (offset, _) in &body.holes {
        assert!(*offset >= last && body.html.is_char_boundary(*offset as usize));
        last = *offset;
    }
    for span in body
        .references
        .iter()
        .map(|r| r.span)
        .chain(body.blanks.iter().map(|b| b.span))
        .chain(body.containers.iter().map(|c| c.span))
        .chain(body.outline.iter().map(|h| h.span))
    {
        check_span(text, start, span);
    }
    for (_, block) in body.blocks.iter() {
        check_span(text, start, block.span);
        assert!(body.text.as_str().get(block.text.range()).is_some());
        assert!(block.end as usize <= body.blocks.len());
        for cut in [block.outer.from, block.outer.to, block.inner.from, block.inner.to] {
            check_cut(&body, cut);
        }
        assert!(
            block.outer.from <= block.inner.from
                && block.inner.from <= block.inner.to
                && block.inner.to <= block.outer.to,
            "{block:?}"
        );
        check_nesting(&written(&body, block.outer));
        if !matches!(block.kind, super::BlockKind::Heading(_) | super::BlockKind::Container(_)) {
            check_nesting(&written(&body, block.inner));
        }
    }
    for heading in &body.outline {
        assert!((2..=6).contains(&heading.level) && heading.own.to <= heading.section.to, "{heading:?}");
        for extent in [heading.title, heading.section, heading.own] {
            check_cut(&body, extent.from);
            check_cut(&body, extent.to);
            check_nesting(&written(&body, extent));
        }
    }
    for problem in &problems {
        check_span(text, start, problem.place.as_ref().expect("every problem here has a place").span);
    }
    check_nesting(&written(&body, body.whole));
    assert_eq!(body.whole.to.html as usize, body.html.len());
    let mut ids: Vec<_> = body.ids.iter().chain(body.containers.iter().map(|c| &c.id)).collect();
    let count = body.ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "each id once, containers' among them");
    let end = body.text.runs.iter().fold(0, |at, (_, span)| {
        assert_eq!(at, span.start);
        span.end
    });
    assert_eq!(end as usize, body.text.len());
    for reference in body.references.iter().filter(|reference| reference.exact) {
        let place = &text[reference.span.range()];
        assert!(!place.is_empty(), "{reference:?}");
        if !place.contains(['%', '#', '?']) {
            assert!(reference.target.contains(place.trim()), "{place:?} {reference:?}");
        }
    }
}

impl PartialOrd for Cut {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some((self.html, self.hole).cmp(&(other.html, other.hole)))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("CASES").ok().and_then(|v| v.parse().ok()).unwrap_or(2_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in markdown(), narrow in any::<bool>()) {
        check(&text, 0, &Options { narrow_spaces: narrow, ..Options::default() });
        let front = format!("---\ntitre: é\n---\n{text}");
        check(&front, 18, &Options { language: "br".into(), ..Options::default() });
    }

    #[test]
    fn trusted_html_does_not_panic(text in markdown()) {
        parsed(&text, 0, &Options { trust_html: true, ..Options::default() });
    }

    #[test]
    fn typography_once_is_enough(text in "([a-zé]{1,4}|[ '\"«».:;!?0-9]|1er|2ème|XXIe|12 mars|3 000|M\\. |n° |\\.\\.\\.){0,12}") {
        let options = Options::default();
        let once = typeset_text(&text, &options);
        prop_assert_eq!(&typeset_text(&once, &options), &once);
        prop_assert_eq!(typeset_html(&once, &options).replace("<sup>", "").replace("</sup>", "").replace("&quot;", "\""), once);
    }
}
