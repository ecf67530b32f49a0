//! A whole `site.toml`, and each mistake one can hold.

use super::*;
use crate::source::Role;

fn read(text: &str) -> (SiteConfig, Vec<Problem>) {
    let file = SourceFile::in_memory("site.toml", Role::Configuration, text);
    let mut problems = Vec::new();
    let config = SiteConfig::read(&file, &mut problems);
    for diagnostic in &problems {
        let place = diagnostic.place.as_ref().expect("each has its place");
        assert!(text.get(place.span.range()).is_some(), "{diagnostic:?}");
    }
    (config, problems.into_iter().map(|d| d.problem).collect())
}

#[test]
fn everything() {
    let (config, problems) = read(
        r#"
title = "Base"
description = "Une base."
base_url = "https://exemple.fr/base/"
language = "fr"
theme = "sobre"
license = "etalab-2.0"
authors = ["A", "B"]
edit_url = "https://forge.example/{path}"
contact = "mailto:contact@exemple.fr"
[publisher]
name = "Commune"
type = "collectivité"
url = "https://exemple.fr"
email = "x@exemple.fr"
[content]
ignore = ["brouillons/**"]
[markdown]
typography = false
highlighting = false
raw_html = "trusted"
spaces = "narrow"
glossary = false
[build]
minify = false
[listing]
per_page = 0
[feeds]
entries = 5
[search]
synonyms = [["AMO", "assistance à maîtrise d'ouvrage"]]
[[menu]]
page = "fiches/_index.md"
[[menu]]
title = "Plus"
children = [{ title = "Code", page = "https://exemple.fr/code" }, "licence.md"]
[[footer]]
title = "Accessibilité"
page = "accessibilite.md"
[taxonomies.mots_cles]
slug = "Mots clés"
[taxonomies.territoires]
label = { fr = "Territoire", en = "Territory" }
aliases = ["Territoire"]
[checks]
"lien/*" = "warning"
"image/sans-alternative" = "off"
[hosting]
servers = ["cloudflare", "Apache"]
csp = "img-src 'self' data:"
[redirects]
"/Vieux/" = "fiches/neuf.md"
[kinds.retex]
label = "Retour"
[extra]
couleur = "bleu"
"#,
    );
    assert_eq!(problems, []);
    assert_eq!(config.base_url, "https://exemple.fr/base");
    assert_eq!(config.licence.map(|l| l.value).as_deref(), Some("etalab-2.0"));
    assert_eq!(config.publisher.kind, PublisherType::LocalAuthority);
    assert_eq!(
        (config.typography, config.highlighting, config.narrow_spaces, config.mark_glossary, config.raw_html),
        (false, false, true, false, RawHtml::Trusted)
    );
    assert_eq!((config.minify, config.per_page, config.feed_entries), (false, 0, 5));
    assert_eq!(config.synonyms[0][0], "AMO");
    assert_eq!(config.menu[0].target.value, "fiches/_index.md");
    assert_eq!(config.menu[1].children[1].target.value, "licence.md");
    assert_eq!(config.footer.len(), 1);
    let taxonomies: Vec<(&str, &str)> = config.taxonomies.iter().map(|t| (t.key.as_str(), t.slug.as_str())).collect();
    let expected = [
        ("thematiques", "thematiques"),
        ("domaines", "domaines"),
        ("publics", "publics"),
        ("mots_cles", "mots-cles"),
        ("territoires", "territoires"),
    ];
    assert_eq!(taxonomies, expected);
    assert_eq!(config.taxonomies[4].label.get("en"), "Territory");
    assert_eq!(config.taxonomies[4].aliases, ["territoire"]);
    assert_eq!(config.severities.rules.len(), 2);
    assert_eq!(config.hosting.servers, ["netlify", "apache"]);
    assert!(matches!(&config.hosting.csp, crate::config::PolicyChoice::With(said) if said.len() == 1));
    assert_eq!(config.redirects[0].0.value, "/Vieux/");
    assert!(config.kinds.find("retour").is_some());
    assert!(config.extra.get("couleur").is_some());
}

#[test]
fn nothing() {
    let (config, problems) = read("");
    assert_eq!(problems, []);
    assert_eq!((config.language.as_str(), config.theme.value.as_str()), ("fr", "classeur"));
    assert_eq!((config.per_page, config.feed_entries, config.typography), (20, 20, true));
    assert_eq!((config.taxonomies.len(), config.kinds.kinds.len()), (4, 5));
}

#[test]
fn mistakes() {
    let check = |text: &str, code: &str, words: &str| {
        let (_, problems) = read(text);
        let [problem] = &problems[..] else {
            panic!("{text}: {problems:?}");
        };
        assert_eq!(problem.code().as_str(), code, "{text}: {problem:?}");
        assert!(format!("{problem:?}").contains(words), "{text}: {problem:?}");
    };
    check("base_url = \"exemple.fr\"", "config/adresse", "exemple.fr");
    check("language = \"français\"", "config/valeur", "LanguageTag");
    check("titel = \"x\"", "config/cle-inconnue", "Some(\"title\")");
    check("titre = \"x\"", "config/cle-inconnue", "Some(\"title\")");
    check("[publisher]\ntype = \"comune\"", "config/valeur", "collectivite");
    check("[publisher]\nnmae = \"x\"", "config/cle-inconnue", "Some(\"name\")");
    check("[markdown]\nraw_html = \"trustd\"", "config/valeur", "Some(\"trusted\")");
    check("[listing]\nper_page = -1", "config/valeur", "Integer");
    check("[hosting]\nredirects = [\"netlfy\"]", "config/valeur", "Some(\"netlify\")");
    check("[hosting]\ncsp = \"img-scr data:\"", "config/valeur", "Some(\"img-src\")");
    check("[checks]\n\"lien/introuvabel\" = \"off\"", "config/controle-inconnu", "Some(\"lien/introuvable\")");
    check("[checks]\n\"liens/*\" = \"off\"", "config/controle-inconnu", "Some(\"lien/*\")");
    check("[checks]\n\"lien/*\" = \"of\"", "config/valeur", "Some(\"off\")");
    check("[[menu]]\ntitle = \"x\"", "config/valeur", "Page");
    check("menu = [3]", "config/valeur", "Table");
    check("[search]\nsynonyms = [\"AMO\"]", "config/valeur", "List");
    check("[taxonomies.date]", "config/type", "CommonKey { key: \"date\" }");
    check(
        "[taxonomies.x]\naliases = [\"tags\"]",
        "config/type",
        "TaxonomyTaken { key: \"tags\", other: \"mots_cles\" }",
    );
    check("licence = \"a\"\nlicense = \"a\"", "config/doublon", "license");
    check("licence = \"a\"\nlicense = \"b\"", "entete/desaccord", "license");
    check("title = x y", "config/syntaxe", "quoted");
    check("[kinds.x]\nzz = 1", "config/cle-inconnue", "zz");
    check("theme = [1]", "config/valeur", "Text");
}

#[test]
fn one_mistake_hides_no_other() {
    let (config, problems) = read("title = Base\nbase_url = \"x\"\nper: 2\n[listing]\nper_page = 7\n");
    let codes: Vec<&str> = problems.iter().map(|p| p.code().as_str()).collect();
    assert_eq!(codes, ["config/syntaxe", "config/syntaxe", "config/adresse"]);
    assert_eq!(config.per_page, 7);
}
