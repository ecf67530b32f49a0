//! The blocks of the embedded theme: each shows its text, is well formed, and computes what it promises.

use super::folder::Folder;

/// The main part of a page whose text is `text`, with the embedded theme.
fn shown(text: &str) -> String {
    let site = Folder::new(&[
        ("content/a.md", &format!("---\ntitre: A\nresume: Une fiche.\n---\n\n{text}\n")),
        ("content/joint.csv", "a;b\n1;2\n"),
        ("content/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"/>"),
        ("content/plan.svg.license", "SPDX-FileCopyrightText: 2026 Ada\nSPDX-License-Identifier: CC-BY-4.0\n"),
    ]);
    let built = site.build();
    assert!(built.diagnostics.is_empty(), "{text}\n{}", built.said());
    let page = built.text("a/index.html");
    let (_, main) = page.split_once("<main").expect("a page has a main part");
    main.split_once("</main>").expect("it is closed").0.to_owned()
}

#[test]
fn every_built_in_block_shows_its_text() {
    for (name, text) in [
        ("note", "Texte."),
        ("astuce", "Texte."),
        ("info", "Texte."),
        ("attention", "Texte."),
        ("danger", "Texte."),
        ("details", "Texte."),
        ("lexique", "Texte."),
        ("figure", "![Texte.](plan.svg)"),
        ("afom", "## Atouts\nTexte.\n## Faiblesses\nb\n## Opportunités\nc\n## Menaces\nd"),
        ("carte-mentale", "- Texte.\n  - b\n    - c"),
        ("evenements", "- commande : Texte.\n- événement : b"),
        ("canevas", "## Problème\nTexte.\n## Solution\nb"),
        ("calendrier", "| Tâche | Début | Fin |\n|---|---|---|\n| Texte. | 2026-01-01 | 2026-02-01 |"),
        ("charge", "| Poste | Jours | Prix par jour |\n|---|---|---|\n| Texte. | 2 | 500 |"),
        ("telechargement", "Texte."),
    ] {
        let title = if name == "telechargement" { "joint.csv" } else { "Le titre" };
        let html = shown(&format!("::: {name} {title}\n{text}\n:::"));
        assert!(html.contains("Texte."), "{name}: its text is not shown\n{html}");
        assert!(html.contains(title), "{name}: its title is not shown\n{html}");
        assert!(!html.contains(" style=") && !html.contains("<script"), "{name}: the policy forbids it\n{html}");
        // Without title and with a text it does not expect, it still shows it.
        let html = shown(&format!("::: {name}\nUn *autre* texte.\n:::"));
        assert!(html.contains("Un <em>autre</em> texte."), "{name}: an unexpected text is lost\n{html}");
    }
}

#[test]
fn workload_is_added_up() {
    let html = shown(
        "::: charge\n| Poste | Jours | Prix par jour |\n|---|---:|---:|\n| A | 2 | 500 |\n| B | 3,5 | 400 |\n:::",
    );
    for total in ["5,5", "1000", "1400", "2400"] {
        assert!(html.replace(['\u{202f}', '\u{a0}'], "").contains(total), "{total} is not in\n{html}");
    }
}

#[test]
fn a_download_says_its_format_and_size() {
    let html = shown("::: telechargement joint.csv\n:::");
    assert!(html.contains("CSV") && html.contains("8\u{a0}octets") && html.contains("href=\"../joint.csv\""), "{html}");
}

#[test]
fn a_text_said_twice_by_its_component_is_made_once() {
    let depth = 60;
    let open: String = (0..depth).map(|level| format!("{} deux\n", ":".repeat(3 + depth - level))).collect();
    let close: String = (0..depth).rev().map(|level| format!("{}\n", ":".repeat(3 + depth - level))).collect();
    let site = Folder::new(&[
        ("content/a.md", &format!("---\ntitre: A\nresume: x\n---\n\n{open}Texte.\n{close}")),
        ("components/deux.html", "{% if body|trim %}{{ body }}{% endif %}"),
    ]);
    let built = site.build();
    assert!(built.text("a/index.html").contains("Texte."), "{}", built.said());
}

#[test]
fn a_term_is_marked_once_however_its_component_asks() {
    let glossary = "---\ntitre: G\nresume: x\n---\n\n::: lexique AMO\nAssistance.\n:::\n";
    let sheet = "---\ntitre: A\nresume: x\n---\n\n:::: deux\nUne AMO.\n\n::: deux\nUne AMO.\n:::\n::::\n";
    let site = Folder::new(&[
        ("content/g.md", glossary),
        ("content/a.md", sheet),
        ("components/deux.html", "{% if body|trim %}{{ body }}{% endif %}"),
    ]);
    let built = site.build();
    assert_eq!(built.text("a/index.html").matches("class=\"terme\"").count(), 1, "{}", built.text("a/index.html"));
}
