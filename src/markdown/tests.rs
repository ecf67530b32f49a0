//! Documents, and what becomes of them: one function shows a body with its holes, tables say what is expected.

use super::body::{BlockKind, Hole, ReferenceKind};
use super::{Options, Parsed, parse, typeset_html, typeset_text};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{Role, SourceFile};

fn read(text: &str) -> (Parsed, Vec<Diagnostic>) {
    read_with(text, &Options::default())
}

fn read_with(text: &str, options: &Options) -> (Parsed, Vec<Diagnostic>) {
    let file = SourceFile::in_memory("content/a.md", Role::Content, text);
    let mut problems = Vec::new();
    let parsed = parse(&file, 0, options, &mut problems);
    (parsed, problems)
}

/// The HTML, `⟨…⟩` for holes, `~` for no-break spaces.
fn show(text: &str, options: &Options) -> String {
    let (parsed, _) = read_with(text, options);
    let mut out = String::new();
    let mut at = 0;
    for (offset, hole) in &parsed.body.holes {
        out.push_str(&parsed.body.html[at..*offset as usize]);
        at = *offset as usize;
        out.push_str(&match hole {
            Hole::LinkOpen(n) => format!("⟨a{n}⟩"),
            Hole::LinkClose(_) => "⟨/a⟩".into(),
            Hole::LinkTitle(n) => format!("⟨titre{n}⟩"),
            Hole::Image(n) => format!("⟨img{n}⟩"),
            Hole::Url(n) => format!("⟨url{n}⟩"),
            Hole::HeadingOpen(n) => format!("⟨h{n}⟩"),
            Hole::HeadingClose(_) => "⟨/h⟩".into(),
            Hole::ContainerOpen(n) => format!("⟨c{n}⟩"),
            Hole::ContainerClose(_) => "⟨/c⟩".into(),
            Hole::BlankOpen(_) => "⟨b⟩".into(),
            Hole::BlankClose(_) => "⟨/b⟩".into(),
        });
    }
    out.push_str(&parsed.body.html[at..]);
    out.trim_end().replace('\u{a0}', "~").replace('\u{202f}', "_")
}

#[track_caller]
fn html(text: &str, expected: &str) {
    assert_eq!(show(text, &Options::default()), expected);
}

/// The problems of `text`, each with the source it points at.
fn problems(text: &str) -> Vec<(Problem, String)> {
    let (_, problems) = read(text);
    let place = |problem: &Diagnostic| text[problem.place.as_ref().expect("a place").span.range()].to_owned();
    problems.iter().map(|problem| (problem.problem.clone(), place(problem))).collect()
}

#[track_caller]
fn tells(text: &str, expected: &[(Problem, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(problem, place)| (problem.clone(), (*place).to_owned())).collect();
    assert_eq!(problems(text), expected, "{text}");
}

#[test]
fn blocks() {
    html("a\nb  \nc", "<p>a\nb<br>\nc</p>");
    html("> a", "<blockquote>\n<p>a</p>\n</blockquote>");
    html("- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>");
    html("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>");
    html(
        "- [ ] a",
        "<ul>\n<li class=\"tache\"><span class=\"case\" role=\"img\" aria-label=\"à faire\">☐</span> a</li>\n</ul>",
    );
    html("---", "<hr>");
    html("```text x\n<l'é>\n```", "<pre tabindex=\"0\"><code class=\"language-text\">&lt;l'é&gt;\n</code></pre>");
    html("T\n\n: d", "<dl>\n<dt>T</dt>\n<dd>\n<p>d</p>\n</dd>\n</dl>");
    html(
        "$$x$$",
        "<div class=\"formule\" tabindex=\"0\"><math display=\"block\"><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">x</annotation></semantics></math></div>",
    );
    html("![a](b.png \"l'été\")", "<figure>⟨img0⟩<figcaption>l’été</figcaption></figure>");
    html("![a](b.png)", "<p>⟨img0⟩</p>");
    html(
        "|  | b |\n|--|-:|\n| c | d |",
        "<div class=\"tableau\" tabindex=\"0\" role=\"region\" aria-label=\"Tableau\"><table>\n<thead>\n<tr><td></td><th scope=\"col\" class=\"droite\">b</th></tr>\n</thead>\n<tbody>\n<tr><th scope=\"row\">c</th><td class=\"droite\">d</td></tr>\n</tbody>\n</table></div>",
    );
    let english = Options { language: "en".into(), ..Options::default() };
    assert!(show("- [x] l'a :\n", &english).contains("aria-label=\"done\">☑</span> l'a :"));
}

#[test]
fn inlines() {
    html(
        "*a* **b** ~~c~~ ==d== `e'` 1^er^ x^2^",
        "<p><em>a</em> <strong>b</strong> <del>c</del> <mark>d</mark> <code>e'</code> 1<sup>er</sup> x<sup>2</sup></p>",
    );
    html(
        "2^e atelier et 3^e atelier, 1^{er} et 1^er^",
        "<p>2<sup>e</sup> atelier et 3<sup>e</sup> atelier, 1<sup>er</sup> et 1<sup>er</sup></p>",
    );
    html("[a](b.md) <https://x.org/l'a>", "<p>⟨a0⟩a⟨/a⟩ ⟨a1⟩https://x.org/l'a⟨/a⟩</p>");
    html("[[p#t|x]] [[p]] ![[i.png]]", "<p>⟨a0⟩x⟨/a⟩ ⟨a1⟩⟨titre1⟩⟨/a⟩ ⟨img2⟩</p>");
    html("![[p]]", "⟨c0⟩⟨/c⟩");
    html("[a [[b]] c](d.md)", "<p>⟨a0⟩a [[b]] c⟨/a⟩</p>");
    html("Archives XXXX, {{nom}} [à compléter]", "<p>Archives ⟨b⟩XXXX⟨/b⟩, ⟨b⟩{{nom}}⟨/b⟩ ⟨b⟩[à compléter]⟨/b⟩</p>");
    html(
        "a[^x]\n\n[^x]: n",
        "<p>a<sup><a role=\"doc-noteref\" href=\"#note-1\" id=\"appel-1\">1</a></sup></p>\n<div class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n<li id=\"note-1\"><p>n <a role=\"doc-backlink\" href=\"#appel-1\" aria-label=\"Retour au texte, note 1\">↩</a></p></li>\n</ol>\n</div>",
    );
}

#[test]
fn typography() {
    let check = |text: &str, expected: &str| html(text, &format!("<p>{expected}</p>"));
    check("l'**État** et **l**'eau", "l’<strong>État</strong> et <strong>l</strong>’eau");
    check("oui ; non ! quoi ? ici : là", "oui~; non~! quoi~? ici~: là");
    check("10:30, a::b, x:y, `a : b`", "10:30, a::b, x:y, <code>a : b</code>");
    check("« a », «b» et \"c\"", "«~a~», «~b~» et «~c~»");
    check("un écran de 24\" \"x", "un écran de 24&quot; &quot;x");
    check("fin...", "fin…");
    check(
        "le 1er, la 2ème, XXIe siècle, Le siècle",
        "le 1<sup>er</sup>, la 2<sup>e</sup>, XXI<sup>e</sup>~siècle, Le siècle",
    );
    check(
        "15 km, 3 000 000 €, 12,5 %, **5** ans, 12 mars",
        "15~km, 3~000~000~€, 12,5~%, <strong>5</strong>~ans, 12~mars",
    );
    check("M. Dupont, Mme Curie, art. 3, n° 12, § 4", "M.~Dupont, Mme~Curie, art.~3, n°~12, §~4");
    check("aujourd'hui 'cité' 3 l'eau", "aujourd’hui 'cité' 3 l’eau");
    let narrow = Options { narrow_spaces: true, ..Options::default() };
    assert_eq!(show("a ! b :", &narrow), "<p>a_! b~:</p>");
    let off = Options { typography: false, ..Options::default() };
    assert_eq!(show("l'a ! 1^er^ 1er", &off), "<p>l'a ! 1<sup>er</sup> 1er</p>");
    assert_eq!(typeset_html("l'a & 1er", &Options::default()), "l’a &amp; 1<sup>er</sup>");
    assert_eq!(typeset_text("l'a & 1^er^ <x>", &Options::default()), "l’a & 1er <x>");
}

#[test]
fn title_and_sections() {
    let (parsed, _) =
        read("# Titre\n\nIntro\n\n## A\n\ntexte a\n\n### B\n\n## C\n\n::: note\n## D\nx\n:::\n\n> ## E\n");
    assert_eq!(parsed.heading.as_deref(), Some("Titre"));
    let body = &parsed.body;
    let part = |extent: super::Extent| body.html[extent.from.html as usize..extent.to.html as usize].to_owned();
    let rows: Vec<_> = body
        .outline
        .iter()
        .map(|h| (h.text.as_str(), h.level, h.parent, h.empty, h.container, h.nested, part(h.own)))
        .collect();
    assert_eq!(
        rows,
        [
            ("A", 2, None, false, None, false, "<p>texte a</p>\n".into()),
            ("B", 3, Some(0), true, None, false, String::new()),
            ("C", 2, None, false, None, false, "D\n<p>x</p>\n\n<blockquote>\nE\n</blockquote>\n".into()),
            ("D", 2, Some(2), false, Some(0), true, "<p>x</p>\n".into()),
            ("E", 2, Some(2), true, None, true, String::new()),
        ]
    );
    assert_eq!(part(body.outline[0].section), "A\n<p>texte a</p>\nB\n");
    let runs: Vec<_> =
        body.text.runs.iter().map(|(heading, span)| (*heading, &body.text.as_str()[span.range()])).collect();
    assert_eq!(runs, [(None, "Intro\n"), (Some(0), "A\ntexte a\n"), (Some(1), "B\n"), (Some(2), "C\nD\nx\nE")]);
    let first: Vec<_> = body.section_blocks(Some(0)).map(|(_, block)| body.words(block)).collect();
    assert_eq!(first, ["texte a"]);
    assert_eq!(read("<!-- x -->\n\nTitre\n===\n").0.heading.as_deref(), Some("Titre"));
    assert_eq!(read("a\n\n# T").0.heading, None);
}

#[test]
fn ids() {
    let (parsed, _) = read("## Été\n\n## Été\n\n## 日本\n\n## X {#ici .c k=v}\n\n::: note Été\n:::\n");
    let ids: Vec<_> = parsed.body.outline.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["ete", "ete-2", "section-3", "ici"]);
    assert_eq!(parsed.body.containers[0].id, "ete-3");
    assert_eq!(parsed.body.outline[3].attributes, [("class".into(), "c".into()), ("k".into(), "v".into())]);
}

#[test]
fn references_have_their_place() {
    let text = "---\né\n---\n# T\n\nÉ [a *b*](c.md#é \"t\"){.x} ![d](<e f.png>)\n\n> - x\n>   [g\n>   h](../i.md)\n\n| é [j](k.md) | ![[l.png|m]] |\n|---|---|\n| [[n o#p|q]] | <https://r.fr> |\n\n[![s](t.png)](u.md) [v](javascript:x)\n\n::: inclure w.md#x\n:::\n\nb[^1]\n\n[^1]: [y](z.md)\n";
    let file = SourceFile::in_memory("a.md", Role::Content, text);
    let parsed = parse(&file, 11, &Options::default(), &mut Vec::new());
    let rows: Vec<_> =
        parsed.body.references.iter().map(|r| (r.kind, &text[r.span.range()], r.exact, r.text.as_str())).collect();
    use ReferenceKind::{Image, Include, Link, Wiki};
    assert_eq!(
        rows,
        [
            (Link, "c.md#é", true, "a b"),
            (Image, "e f.png", true, "d"),
            (Link, "../i.md", true, "g h"),
            (Link, "k.md", true, "j"),
            (Image, "l.png", true, "m"),
            (Wiki, "n o#p", true, "q"),
            (Link, "https://r.fr", true, "https://r.fr"),
            (Link, "u.md", true, ""),
            (Image, "t.png", true, "s"),
            (Include, "w.md#x", true, ""),
            (Link, "z.md", true, "y"),
        ]
    );
    let first = &parsed.body.references[0];
    assert_eq!((first.target.as_str(), first.fragment.as_deref(), first.title.as_str()), ("c.md", Some("é"), "t"));
    assert_eq!(parsed.body.containers[0].reference, Some(9));
}

#[test]
fn containers() {
    let (parsed, problems) = read(
        ":::: Tip Bien {clé=\"v\" #ici}\n::: swot\nx\n:::\n::::\n\n> [!WARNING] Gare\n> y\n\n::: telechargement {fichier=a.pdf titre=\"L'A\"}\n:::\n",
    );
    let rows: Vec<_> = parsed
        .body
        .containers
        .iter()
        .map(|c| (c.name.as_str(), c.title.as_str(), c.title_html.as_str(), c.id.as_str(), c.reference))
        .collect();
    assert_eq!(
        rows,
        [
            ("astuce", "Bien", "Bien", "ici", None),
            ("afom", "", "", "afom", None),
            ("attention", "Gare", "Gare", "gare", None),
            ("telechargement", "L'A", "L’A", "l-a", Some(0)),
        ]
    );
    assert!(problems.is_empty(), "{problems:?}");
    html("::: note\na\n:::\n", "⟨c0⟩<p>a</p>\n⟨/c⟩");
}

#[test]
fn tells_what_is_wrong() {
    tells("# A\n\n# B\n\n#### C", &[(Problem::ExtraTitle, "# B"), (Problem::HeadingSkip { from: 2, to: 4 }, "#### C")]);
    tells("## A {#x}\n\n## B {#x}", &[(Problem::DuplicateId { id: "x".into() }, "## B {#x}")]);
    tells("::: note\na\n\n::: astuce\nb\n:::\n:::\n\nc", &[(Problem::UnnamedContainer, ":::")]);
    tells("::: note\na", &[(Problem::UnclosedContainer { name: "note".into() }, "::: note")]);
    tells("::: note {=}\n:::", &[(Problem::ContainerAttributes { message: "=".into() }, "::: note {=}")]);
    tells(
        "a[^x] \\[^y] `[^z]`\n\n[^w]: n",
        &[
            (Problem::UnknownFootnote { name: "x".into() }, "[^x]"),
            (Problem::UnusedFootnote { name: "w".into() }, "[^w]"),
        ],
    );
    tells(
        "[a][b] [*c*][d] [e] [ ][ ] t[0][1] [12][13]",
        &[
            (Problem::UndefinedReference { label: "b".into() }, "][b]"),
            (Problem::UndefinedReference { label: "d".into() }, "][d]"),
        ],
    );
    tells(
        "[a]() [b](javascript:x)",
        &[
            (Problem::EmptyLink { hash: false }, "[a]()"),
            (Problem::ForbiddenScheme { url: "javascript:x".into() }, "[b](javascript:x)"),
        ],
    );
    tells("- 1- a\n- 15/20 b", &[(Problem::ListMarker { written: "1-".into() }, "1-")]);
    tells(
        "<p style=x>a</p><script>b</script>",
        &[
            (Problem::CleanedHtml { what: "style=".into() }, "style"),
            (Problem::ForbiddenHtml { what: "<script>".into() }, "<script"),
        ],
    );
    tells(
        "a <font>b</font> <b onclick=x>c</b>",
        &[
            (Problem::CleanedHtml { what: "<font>".into() }, "<font"),
            (Problem::ForbiddenHtml { what: "onclick=".into() }, "onclick"),
        ],
    );
    assert!(matches!(problems("$\\x{$")[..], [(Problem::Math { .. }, _)]));
    assert!(matches!(problems(&"*a **b ".repeat(400))[..], [] | [(Problem::TooDeep { .. }, _)]));
}

#[test]
fn raw_html() {
    html("a <kbd>b **c</kbd> d**</i>", "<p>a <kbd>b <strong>c d</strong></kbd></p>");
    html(
        "a <script>b</script> c <u>d</u> <a name=\"x\"><br/></a>",
        "<p>a  c <span>d</span> <span id=\"x\"><br></span></p>",
    );
    html("<a href=\"b.md\">c</a> <img src=d.png>", "<p><a href=\"⟨url0⟩\">c</a> <img alt=\"\" src=\"⟨url1⟩\"></p>");
    html("<p class=MsoNormal>a <a href=\"b.md?x&amp;y\">c</a></p>", "<p>a <a href=\"⟨url0⟩\">c</a></p>");
    html("<!-- a -->", "");
    html(
        "<details>\n<summary>a</summary>\n\n*b*\n\n</details>\n\nc",
        "<details>\n<summary>a</summary>\n<p><em>b</em></p>\n</details>\n\n<p>c</p>",
    );
    html("<div>\n\na", "<div>\n</div>\n<p>a</p>");
    let trusted = Options { trust_html: true, ..Options::default() };
    assert_eq!(show("<div style=x>\n<script>a</script></div>", &trusted), "<div style=x>\n<script>a</script></div>");
    let (parsed, _) = read("<p>a <a href=\"b.md?x&amp;y\">c</a></p>");
    assert_eq!(parsed.body.references[0].query.as_deref(), Some("x&y"));
    assert_eq!(parsed.body.text.as_str(), "a c");
}

#[test]
fn blocks_can_be_placed_elsewhere() {
    let (parsed, _) = read("- a [b](c.md)\n- [x] d\n\n|e|\n|-|\n|f|\n");
    let body = &parsed.body;
    let part = |extent: super::Extent| &body.html[extent.from.html as usize..extent.to.html as usize];
    let items: Vec<_> = body
        .blocks
        .iter()
        .filter(|(_, b)| matches!(b.kind, BlockKind::Item { .. }))
        .map(|(_, b)| (part(b.inner), body.words(b)))
        .collect();
    assert_eq!(items, [("a b", "a b"), ("d", "d")]);
    let cells: Vec<_> = body
        .blocks
        .iter()
        .filter(|(_, b)| b.kind == BlockKind::Cell)
        .map(|(_, b)| (part(b.inner), part(b.outer)))
        .collect();
    assert_eq!(cells, [("e", "<th scope=\"col\">e</th>"), ("f", "<td>f</td>")]);
    let (table, _) =
        body.blocks.iter().find(|(_, b)| matches!(b.kind, BlockKind::Table { columns: 1 })).expect("a table");
    assert_eq!(body.children(table).count(), 2);
}

#[test]
fn nesting_stays_within_a_small_stack() {
    let deep = |open: &str, close: &str, count: usize| format!("{}a{}", open.repeat(count), close.repeat(count));
    let texts = [
        deep("> ", "", 99),
        deep("- ", "", 99),
        deep("**a *b ", " c* d**", 2_000),
        deep("[", "](x)", 2_000),
        deep("![", "](x)", 2_000),
        deep("> ", "", 99) + &deep("**a *b ", " c* d**", 500),
        (0..90).map(|depth| format!("{} x\n", ":".repeat(200 - depth))).collect(),
        "a <b>".repeat(3_000),
    ];
    let read_all = move || texts.iter().for_each(|text| drop(read(text)));
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(read_all).expect("a thread");
    thread.join().expect("no panic");
}

/// Prints the time a document takes: `cargo test --release time_of_a_document -- --ignored --nocapture`.
#[test]
#[ignore = "a measure, not a check"]
fn time_of_a_document() {
    let words = "L'évaluation des besoins est menée avec les agents : elle dure 15 jours, coûte 3 000 € et mobilise l'équipe. Voir [la fiche](../a.md#b) et **les outils** ; le 2e atelier n'est pas « obligatoire ».\n\n";
    let mut text = String::from("# Titre\n\n");
    for part in 0..6 {
        text.push_str(&format!("## Étape {part}\n\n{words}{words}- Convier les élus\n- Prévoir une salle[^{part}]\n\n### Vigilance\n\n{words}[^{part}]: D'après le guide.\n\n"));
    }
    text.push_str("| Critère | Poids |\n|---|--:|\n| Coût | 3 |\n| Délai | 2 |\n");
    let file = SourceFile::in_memory("a.md", Role::Content, &text);
    let rounds = 2_000;
    let start = std::time::Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(parse(&file, 0, &Options::default(), &mut Vec::new()));
    }
    println!(
        "{:.1} µs for {} words",
        start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds),
        text.split_whitespace().count()
    );
}

#[test]
fn code() {
    html(
        "```text {2} title=\"a<b\"\na\nb\nc\n```",
        "<figure class=\"code-titre\"><figcaption>a&lt;b</figcaption>\n<pre tabindex=\"0\"><code class=\"language-text\">\
         a\n<mark class=\"c-ligne\">b</mark>\nc\n</code></pre></figure>",
    );
    // Code may show what would open a container.
    html("```\n::: note a : b\n```", "<pre tabindex=\"0\"><code>::: note a : b\n</code></pre>");
    let plain = Options { highlighting: false, ..Options::default() };
    assert_eq!(
        show("```toml\na = 1\n```", &plain),
        "<pre tabindex=\"0\"><code class=\"language-toml\">a = 1\n</code></pre>"
    );
    #[cfg(feature = "highlighting")]
    html(
        "```toml {1}\na = 1\n```",
        "<pre tabindex=\"0\"><code class=\"language-toml\"><mark class=\"c-ligne\"><span class=\"c-cle\">a</span> = \
         <span class=\"c-nombre\">1</span></mark>\n</code></pre>",
    );
    // What is searched for is the code, whatever is shown.
    assert_eq!(read("```toml {1} title=\"x\"\na = \"1\"\n```").0.body.text.as_str(), "a = \"1\"\n");
}
