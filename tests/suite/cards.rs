//! The pictures that social networks show with a link: which pages have one, and what their heads say.

use super::folder::Folder;

fn site(more: &str) -> Folder {
    let sheet = |title: &str, more: &str| format!("---\ntitre: {title}\nresume: Une fiche.\n{more}---\n\nTexte.\n");
    Folder::new(&[
        ("site.toml", &format!("title = \"Essai\"\nlicence = \"etalab-2.0\"\n{more}")),
        ("content/a.md", &sheet("L’été", "")),
        ("content/japon.md", &sheet("日本語", "")),
        ("content/illustree/index.md", &sheet("Illustrée", "image: {path: plan.svg, alt: Le plan}\n")),
        ("content/illustree/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"/>"),
        (
            "content/illustree/plan.svg.license",
            "SPDX-FileCopyrightText: 2026 Ada\nSPDX-License-Identifier: CC-BY-4.0\n",
        ),
        ("content/prise/index.md", &sheet("Prise", "")),
        ("content/prise/carte.png", "un fichier de l’auteur"),
        ("content/brouillon.md", &sheet("Brouillon", "statut: brouillon\n")),
    ])
}

/// The `og:image` of a page, all of them.
fn images(page: &str) -> Vec<&str> {
    page.split("<meta property=\"og:image\" content=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn each_sheet_has_its_card() {
    let built = site("base_url = \"https://exemple.test/base\"\n").build();
    let cards: Vec<&String> = built.files.keys().filter(|path| path.ends_with("carte.png")).collect();
    assert_eq!(cards, ["a/carte.png", "carte.png", "prise/carte.png"]);
    for path in ["a/carte.png", "carte.png"] {
        assert!(built.files[path].starts_with(b"\x89PNG"), "{path}");
    }
    assert_eq!(built.text("prise/carte.png"), "un fichier de l’auteur");
    let base = "https://exemple.test/base";
    for (page, image) in [
        ("a/index.html", "a/carte.png"),
        ("index.html", "carte.png"),
        // Letters that the font lacks, and a file of the author's where the card would be.
        ("japon/index.html", "carte.png"),
        ("prise/index.html", "carte.png"),
        ("illustree/index.html", "illustree/plan.svg"),
    ] {
        let html = built.text(page);
        assert_eq!(images(html), [format!("{base}/{image}")], "{page}");
        assert!(html.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), "{page}");
        assert_eq!(html.contains("og:image:width"), image.ends_with("carte.png"), "{page}");
    }
    let said = ["sitemap.xml", "llms.txt", "catalogue.json"].map(|file| built.text(file).contains("carte.png"));
    assert_eq!(said, [false; 3], "a card is no page");
}

#[test]
fn a_site_without_cards() {
    for more in ["", "base_url = \"https://exemple.test\"\n[social]\ncards = false\n"] {
        let built = site(more).build();
        assert!(!built.files.contains_key("a/carte.png") && !built.files.contains_key("carte.png"), "{more}");
        assert_eq!(images(built.text("a/index.html")), Vec::<&str>::new(), "{more}");
    }
}
