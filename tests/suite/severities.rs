//! `[checks]`: how a site makes a problem more or less serious.

use classeur::diagnostic::Severity;

use super::folder::{Folder, SITE};

/// The severity of `code` on a site whose `[checks]` say `rules`; `None` when it is not reported.
fn severity(code: &str, rules: &str) -> Option<Severity> {
    let text = "---\ntitre: B\nresume: Une fiche.\n---\n\nVoir [rien](rien.md) et [](rien.md#x).\n";
    let site = Folder::new(&[("content/b.md", text), ("content/b2.md", "---\ntitre: A\nslug: b\n---\n")]);
    site.write("site.toml", format!("{SITE}\n[checks]\n{rules}\n"));
    let built = site.build();
    assert!(!built.codes().contains(&"config/controle-inconnu"), "{}", built.said());
    let found = built.diagnostics.iter().find(|(_, diagnostic)| diagnostic.code().as_str() == code);
    found.map(|(severity, _)| *severity)
}

#[test]
fn the_most_exact_rule_wins() {
    let of = |rules: &str| severity("lien/introuvable", rules);
    assert_eq!(of(""), Some(Severity::Error));
    assert_eq!(of("\"lien/introuvable\" = \"warning\""), Some(Severity::Warning));
    assert_eq!(of("\"lien/*\" = \"note\""), Some(Severity::Note));
    assert_eq!(of("\"*\" = \"off\""), None);
    assert_eq!(of("\"*\" = \"off\"\n\"lien/*\" = \"error\""), Some(Severity::Error));
    assert_eq!(
        of("\"lien/introuvable\" = \"warning\"\n\"lien/*\" = \"error\"\n\"*\" = \"off\""),
        Some(Severity::Warning)
    );
    assert_eq!(severity("entete/resume-absent", "\"entete/*\" = \"error\""), Some(Severity::Error));
}

#[test]
fn what_protects_the_site_cannot_be_lowered() {
    for rules in ["\"*\" = \"off\"", "\"adresse/*\" = \"warning\"", "\"adresse/collision\" = \"off\""] {
        assert_eq!(severity("adresse/collision", rules), Some(Severity::Error), "{rules}");
    }
}

#[test]
fn a_base_can_be_published_while_it_is_mended() {
    let site = Folder::new(&[("content/b.md", "---\ntitre: B\n---\n\nVoir [rien](rien.md), ![](rien.png) et XXXX.\n")]);
    assert_eq!(site.run(&["build"]).code, 1);
    site.write("site.toml", format!("{SITE}\n[checks]\n\"*\" = \"warning\"\n"));
    let said = site.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let page = std::fs::read_to_string(site.at("public/b/index.html")).expect("published");
    assert!(page.contains("lien-brise") && page.contains("image-absente"), "{page}");
}
