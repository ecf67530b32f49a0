//! What a theme's author reads when a template is wrong, and that nothing there hangs or takes the program down.

use std::time::{Duration, Instant};

use super::folder::{Built, Folder, SITE};

const SHEET: &str = "---\ntitre: A\nresume: Une fiche.\n---\n\nTexte.\n";

fn built(templates: &[(&str, &str)]) -> Built {
    let files: Vec<(&str, &str)> = [("content/a.md", SHEET)].into_iter().chain(templates.iter().copied()).collect();
    Folder::new(&files).build()
}

#[track_caller]
fn says(templates: &[(&str, &str)], words: &[&str]) {
    let said = built(templates).said();
    for word in words {
        assert!(said.contains(word), "{word} is not in\n{said}");
    }
}

#[test]
fn a_syntax_error_has_its_line_and_the_others_are_told_too() {
    says(
        &[("templates/page.html", "<p>\n{% if page %}\n"), ("templates/section.html", "{{ page. }}")],
        &["[gabarit/syntaxe]", "templates/page.html:", "templates/section.html:1"],
    );
}

#[test]
fn an_undefined_variable_has_its_line_and_what_led_there() {
    says(
        &[
            (
                "templates/page.html",
                "{% extends \"cadre.html\" %}\n{% block main %}\n{% include \"parts/a.html\" %}\n{% endblock %}",
            ),
            ("templates/cadre.html", "<main>{% block main %}{% endblock %}</main>"),
            ("templates/parts/a.html", "{% include \"parts/b.html\" %}"),
            ("templates/parts/b.html", "\n\n{{ site.titel }}"),
        ],
        &[
            "[gabarit/indefini]",
            "templates/parts/b.html:3:4",
            "`site.titel`",
            "Vouliez-vous dire `site.title`",
            "content/a.md",
            "templates/page.html:3",
            "templates/parts/a.html:1",
        ],
    );
}

/// Some templates are compiled with all their parts, others are not; each finds the blocks of those it extends.
#[test]
fn a_template_overrides_blocks_however_it_is_compiled() {
    for before in ["", "{% if page %}{% endif %}", "{{ page.title }}", "{% set n = 1 %}"] {
        for parent in ["base.html", "theme/base.html", "theme/page.html"] {
            let block = "{% block main %}<p>À moi</p>{% endblock %}{% block menu %}{{ super() }}<hr>{% endblock %}";
            let page = format!("{{% extends \"{parent}\" %}}{before}{block}");
            let built = built(&[("templates/page.html", &page)]);
            let html = built.text("a/index.html");
            assert!(html.contains("<p>À moi</p>") && html.contains("<hr>"), "{before} {parent}\n{html}");
            assert!(html.contains("id=\"menu\"") && !html.contains("class=\"fiche"), "{before} {parent}\n{html}");
        }
    }
}

#[test]
fn unknown_names_have_the_nearest() {
    says(&[("templates/page.html", "{{ page.published|dat }}")], &["`dat`", "Vouliez-vous dire `date`"]);
    says(&[("templates/page.html", "{{ assett(\"a.css\") }}")], &["assett", "Vouliez-vous dire `asset`"]);
    says(&[("templates/page.html", "{% include \"parts/row.html\" %}")], &["[gabarit/introuvable]", "parts/rows.html"]);
    says(&[("templates/page.html", "{{ pages.title }}")], &["[gabarit/indefini]", "`pages", "`page"]);
}

#[test]
fn a_component_that_fails_names_its_file() {
    let site = Folder::new(&[
        ("content/a.md", "---\ntitre: A\nresume: x\n---\n\n::: encart Titre\nTexte.\n:::\n"),
        ("components/encart.html", "<div>\n{{ tilte }}</div>"),
    ]);
    let said = site.build().said();
    assert!(said.contains("components/encart.html:2:4") && said.contains("Vouliez-vous dire `title`"), "{said}");
}

#[test]
fn what_never_ends_is_an_error() {
    let started = Instant::now();
    says(&[("templates/page.html", "{% include \"page.html\" %}")], &["[gabarit/echec]", "templates/page.html:1"]);
    says(&[("templates/page.html", "{% extends \"page.html\" %}")], &["[gabarit/"]);
    says(&[("templates/page.html", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")], &["[gabarit/echec]"]);
    let loops = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{{ c }}{% endfor %}{% endfor %}{% endfor %}";
    says(&[("templates/page.html", loops)], &["[gabarit/echec]"]);
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn one_failure_does_not_hide_another() {
    let site = Folder::new(&[
        ("content/a.md", SHEET),
        ("content/b.md", "---\ntitre: B\nresume: x\ngabarit: autre.html\n---\n"),
        ("templates/page.html", "{{ un }}"),
        ("templates/autre.html", "{{ deux }}"),
    ]);
    let said = site.build().said();
    assert!(said.contains("`un`") && said.contains("`deux`"), "{said}");
}

/// What is made once for a folder is what each page would have had for itself: the pages that the fragment leads to, which
/// come before and after those that share it, have links and marks of their own.
#[test]
fn a_fragment_is_what_each_page_would_have() {
    let menu = "[[menu]]\npage = \"b/d.md\"\n[[menu]]\npage = \"b/_index.md\"\n[[menu]]\npage = \"b/d.md#titre\"\n";
    let part = "{% for e in site.menu %}[{{ e.url }}{{ ' ici' if e.current }}{{ ' dans' if e.active }}]{% endfor %}";
    let page = "{{ fragment(\"parts/essai.html\") }}";
    let files = |template: &str| {
        let mut files = vec![
            ("site.toml".to_owned(), format!("{SITE}{menu}")),
            ("templates/parts/essai.html".to_owned(), part.to_owned()),
        ];
        for name in ["page", "section", "home", "plan", "404"] {
            files.push((format!("templates/{name}.html"), template.to_owned()));
        }
        for name in ["a", "b/_index", "b/c", "b/d", "b/e", "b/f/_index", "b/f/g", "h"] {
            files.push((
                format!("content/{name}.md"),
                format!("---\ntitre: {name}\nresume: R.\nlicence: CC0-1.0\n---\n\n## Titre\n\nTexte.\n"),
            ));
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        Folder::new(&files).build()
    };
    let (shared, alone) = (files(page), files(part));
    let pages = |built: &Built| -> Vec<(String, String)> {
        let html = built.files.keys().filter(|path| path.ends_with(".html"));
        html.map(|path| (path.clone(), built.text(path).to_owned())).collect()
    };
    assert_eq!(pages(&shared), pages(&alone));
    assert_eq!(shared.text("b/d/index.html"), "[./ ici dans][../ dans][#titre ici dans]");
    assert_eq!(shared.text("b/e/index.html"), "[../d/][../ dans][../d/#titre]");
}

/// A list of pages, whole or cut, gives what each of its pages would.
#[test]
fn a_fragment_of_a_list_is_that_of_each_page() {
    let part = ("templates/parts/essai.html", "<{{ item.title }} {{ item.url }}>");
    let each = "{% for item in {} %}{{ fragment('parts/essai.html', item) }}{{ '\n' if not loop.last }}{% endfor %}";
    for list in ["section.pages", "section.pages[:1]", "section.pages[:0]", "site.recent"] {
        let page = |template: &str| {
            let written = [("content/b.md", SHEET), ("templates/page.html", template), part];
            built(&written).text("a/index.html").to_owned()
        };
        let lines = page(&format!("{{{{ fragment('parts/essai.html', {list}) }}}}"));
        assert_eq!(lines, page(&each.replace("{}", list)), "{list}");
        assert_eq!(lines.is_empty(), list.ends_with("[:0]"), "{list}: {lines}");
    }
    for wrong in ["'a'", "3", "[3]", "site"] {
        let page = format!("{{{{ fragment('parts/essai.html', {wrong}) }}}}");
        says(&[("templates/page.html", &page), part], &["[gabarit/echec]", "une liste de fiches"]);
    }
}

#[test]
fn a_site_changes_one_block_of_the_embedded_theme() {
    let mine = "{% extends \"classeur/page.html\" %}\n{% block footer %}<footer>Le mien, {{ site.title }}</footer>{% endblock %}";
    let built = built(&[("templates/page.html", mine)]);
    let page = built.text("a/index.html");
    assert!(page.contains("<footer>Le mien, Essai</footer>") && page.contains("<p>Texte.</p>"), "{page}");
    assert!(!built.text("index.html").contains("Le mien"), "the others keep theirs");
}
