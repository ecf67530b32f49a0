//! Any bytes as files: never a panic, a hang or a lost site.

use proptest::prelude::*;

use super::folder::{Folder, SITE};

const SOUND: &str = "---\ntitre: Saine\nresume: Une fiche.\n---\n\nTexte.\n";

/// Pieces that mean something, so that chance meets the interesting parts.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "---\n",
        "+++\n",
        "titre: ",
        "::: note ",
        ":::\n",
        "::: inclure saine.md\n",
        "[[",
        "]]",
        "](",
        "![",
        "[^1]",
        "[^1]: ",
        "$",
        "$$",
        "```\n",
        "|",
        "|---|---|\n",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "# ",
        "## ",
        "<div>",
        "</div>",
        "<script>",
        "{{",
        "}}",
        "{#id}",
        "{a=b}",
        "XXXX",
        "«",
        "»",
        " :",
        "1^{er}",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        "\u{a0}",
        "é",
        "e\u{301}",
        "\u{200b}",
        "\u{feff}",
        "\u{2028}",
        "🎉",
        "\\",
        "*",
        "**",
        "_",
        "~~",
        "==",
        "^",
        "`",
        "&amp;",
        "&#x0;",
        "http://a.b",
        "saine.md",
        "#",
        "é.png",
        ": ",
        "!",
        "'",
        "\"",
        "…",
        "10 %",
        "%00",
        "\0",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => "[ -~]{0,6}"]
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![8 => pieces, 1 => prop::collection::vec(any::<u8>(), 0..200)]
}

fn path() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "content/a.md",
        "content/b/index.md",
        "content/b/_index.md",
        "content/_index.md",
        "content/_f.md",
        "content/c.svg",
        "content/c.png",
        "components/note.html",
        "templates/page.html",
        "i18n/fr.toml",
        "REUSE.toml",
        "content/c.png.license",
        "themes/x/theme.toml",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_files_are_a_site(files in prop::collection::vec((path(), text()), 1..4)) {
        let site = Folder::new(&[("content/saine.md", SOUND)]);
        // A template of the site's own may fail every page: it is the one thing that may.
        let templates = files.iter().any(|(path, _)| path.starts_with("components/") || path.starts_with("templates/"));
        site.write("site.toml", format!("{SITE}\n[checks]\n\"*\" = \"warning\"\n"));
        for (path, bytes) in &files {
            site.write(path, bytes);
        }
        let built = site.build();
        let collides = built.codes().contains(&"adresse/collision");
        prop_assert!(templates || collides || built.files.contains_key("saine/index.html"), "{}", built.said());
        for (_, diagnostic) in &built.diagnostics {
            if let Some(place) = &diagnostic.place {
                let text = place.file.text().unwrap_or("");
                prop_assert!(text.is_empty() || text.get(place.span.range()).is_some(), "{:?} {:?}", diagnostic.problem, place.span);
            }
        }
    }

    #[test]
    fn any_configuration_is_read(text in text()) {
        let site = Folder::new(&[("content/saine.md", SOUND)]);
        site.write("site.toml", text);
        site.build();
    }
}
