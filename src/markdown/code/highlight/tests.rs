//! Laws of highlighting: the words are those written, hostile text is soon done, known languages have colours.

use proptest::prelude::*;

use super::*;
use crate::markdown::code::BUDGET;

/// The text of HTML of ours.
fn words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once('>').expect("a tag that ends").1;
    }
    out.push_str(rest);
    crate::markdown::escape::unescape(&out)
}

fn highlight(language: &str, text: &str) -> Option<Arc<str>> {
    super::highlight(language, text, &mut { BUDGET })
}

const SAMPLES: [(&str, &str); 32] = [
    ("toml", "# note\n[site]\ntitle = \"a\\n\" # x\nn = 12\nok = true\n"),
    ("yaml", "# note\ntitre: \"a\"\nliste:\n  - un\n  - 2\n"),
    ("json", "{\"a\": [1, true, \"x\\n\"]}\n"),
    ("html", "<!-- n --><p class=\"a\">b &amp; c</p>\n"),
    ("css", "/* n */ .a:hover { color: #fff; margin: 1rem }\n"),
    ("js", "// n\nconst f = (a) => `x${a}` + 'b' + 12;\n"),
    ("ts", "interface A { b: string }\n"),
    ("python", "# n\ndef f(a, b=None):\n    return \"x\" in a and not b\n"),
    ("sql", "-- n\nSELECT a, COUNT(*) FROM t WHERE b = 'x' LIMIT 3;\n"),
    ("bash", "# n\nfor f in *.md; do echo \"$f\" | wc -l; done\n"),
    ("sh", "if true; then exit 1; fi\n"),
    ("shell", "export A=1\n"),
    ("console", "$ git clone --depth 1 \\\n  \"x\"\nClonage dans 'x'…\n# fin\n"),
    ("xml", "<?xml version=\"1.0\"?><a b=\"c\">d</a>\n"),
    ("ini", "; n\n[a]\nb=c\n"),
    ("nginx", "server {\n  listen 80; # n\n}\n"),
    ("apache", "# n\nRewriteEngine On\n"),
    ("php", "<?php\n// n\nfunction f($a) { return \"x\"; }\n"),
    ("java", "// n\npublic class A { int b = 1; }\n"),
    ("rust", "// n\nfn main() { let a: u8 = 1; println!(\"x{a}\"); }\n"),
    ("c", "// n\n#include <a.h>\nint main(void) { return 0; }\n"),
    ("cpp", "class A { public: int b; };\n"),
    ("csharp", "// n\npublic class A { string b = \"x\"; }\n"),
    ("go", "// n\nfunc main() { return 1 }\n"),
    ("ruby", "# n\ndef f(a) = \"x#{a}\"\n"),
    ("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n"),
    ("markdown", "# T\n\n**a** [b](c.md) `d`\n"),
    ("dockerfile", "# n\nFROM debian:13\nRUN apt-get update\n"),
    ("makefile", "# n\nall: a\n\tcc -o $@ $<\n"),
    ("jinja", "{% if a %}{{ b | c }}{% endif %}\n"),
    ("r", "# n\nf <- function(a) a + 1\n"),
    ("latex", "% n\n\\section{A} $x$\n"),
];

#[test]
fn known_languages_have_colours() {
    for (language, text) in SAMPLES {
        let html = highlight(language, text).unwrap_or_else(|| panic!("{language} is not known"));
        assert!(html.contains("<span class=\"c-"), "{language}: {html}");
        assert_eq!(words(&html), text, "{language}");
    }
}

#[test]
fn the_colours_of_each() {
    let check = |language: &str, text: &str, expected: &str| {
        assert_eq!(highlight(language, text).as_deref(), Some(expected), "{language}");
    };
    check(
        "json",
        "{\"a\": \"x\"}",
        "{<span class=\"c-cle\">&quot;a&quot;</span>: <span class=\"c-texte\">&quot;x&quot;</span>}",
    );
    check("diff", "-x\n+y\n z\n", "<span class=\"c-retrait\">-x</span>\n<span class=\"c-ajout\">+y</span>\n z\n");
    check(
        "TOML",
        "a = 1 # n",
        concat!(
            "<span class=\"c-cle\">a</span> = <span class=\"c-nombre\">1</span> ",
            "<span class=\"c-note\"># n</span>"
        ),
    );
    // Only what follows a prompt is a command, up to its end.
    check(
        "console",
        "$ true \\\n  'x'\nif 'x'\n",
        concat!(
            "<span class=\"c-note\">$</span> <span class=\"c-nom\">true</span> \\\n",
            "  <span class=\"c-texte\">'x'</span>\nif 'x'\n"
        ),
    );
}

#[test]
fn hostile_text_keeps_its_words() {
    for (language, _) in SAMPLES {
        for piece in ["(", "${", "`", "<!--", "\"\\", "/*", "[a](", "- "] {
            let text = format!("{}\n", piece.repeat(80 / piece.len())).repeat(3);
            let html = highlight(language, &text).expect("short");
            assert_eq!(words(&html), text, "{language} {piece}");
        }
    }
}

#[test]
fn a_document_has_its_budget() {
    let mut budget = 10;
    assert!(super::highlight("toml", "a=1", &mut budget).is_some());
    assert_eq!(budget, 1);
    assert_eq!(super::highlight("toml", "a=1", &mut budget), None, "remembered or not");
}

#[test]
fn what_is_too_long_stays_plain() {
    assert_eq!(highlight("rust", &"x".repeat(LINE + 1)), None);
    assert_eq!(highlight("rust", &"x\n".repeat(BLOCK)), None);
    for plain in ["", "text", "klingon", "csv"] {
        assert_eq!(highlight(plain, "fn a() {}\n"), None, "{plain}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_words_are_those_written(
        language in prop::sample::select(SAMPLES.map(|(language, _)| language).to_vec()),
        sample in prop::sample::select(SAMPLES.map(|(_, text)| text).to_vec()),
        text in "[ -~éœ\u{a0}\n\t]{0,80}",
        cut in 0usize..40,
    ) {
        let text = format!("{}{text}{sample}", &sample[..sample.floor_char_boundary(cut)]);
        let html = highlight(language, &text).expect("known, and short");
        prop_assert_eq!(words(&html), text.as_str());
        MADE.lock().unwrap_or_else(PoisonError::into_inner).made.clear();
        prop_assert_eq!(highlight(language, &text), Some(html));
    }
}
