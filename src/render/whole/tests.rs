//! What is made whole prints what minijinja prints of the templates apart: each check renders both.

use super::*;
use crate::render::engine::environment;

/// Renders `templates[0]` as minijinja puts it together and as it is made whole here: the same, unless it stays apart.
fn check(templates: &[(&str, &str)], whole_is_made: bool) {
    let mut apart = environment();
    for (name, text) in templates {
        apart.add_template(name, text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
    let text = |name: &str| templates.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    let made = whole(templates[0].0, &text);
    assert_eq!(made.is_some(), whole_is_made, "{templates:#?}");
    let Some(made) = made else { return };
    let mut one = environment();
    one.add_template("whole", &made.text).unwrap_or_else(|error| panic!("{}\n{error:?}", made.text));
    let context = || minijinja::context! { title => "L’<été>", list => vec![1, 2, 3], none => (), word => "mot" };
    let expected = apart.get_template(templates[0].0).and_then(|template| template.render(context()));
    let found = one.get_template("whole").and_then(|template| template.render(context()));
    match (expected, found) {
        (Ok(expected), Ok(found)) => assert_eq!(found, expected, "{}", made.text),
        (Err(expected), Err(found)) => {
            // The innermost says where it is.
            let mut innermost = &expected;
            while let Some(inner) = std::error::Error::source(innermost).and_then(|inner| inner.downcast_ref()) {
                innermost = inner;
            }
            let places = made.places(found.range().expect("a range"));
            let (name, range) = (innermost.name().expect("a name"), innermost.range().expect("a range"));
            assert_eq!(places[0], (name, range), "{}", made.text);
        }
        (expected, found) => panic!("{expected:?}\n{found:?}\n{}", made.text),
    }
}

const BASE: &str = "<html>\n{% block head %}\n<title>{% block title %}{{ title }}{% endblock %}</title>\n{% endblock %}\n  {% block main %}\n  rien\n  {% endblock %}\n</html>\n";

#[test]
fn blocks_take_the_place_of_those_they_override() {
    check(&[("a", BASE)], true);
    check(&[("a", "{% extends \"b\" %}\n"), ("b", BASE)], true);
    check(
        &[
            ("a", "{% extends 'b' %}{% block main %}a{{ super() }}z{% endblock %}"),
            (
                "b",
                "{% extends \"c\" %}\n{% block main %}\n{% block inner %}b{% endblock %}\n{{ super() }}\n{% endblock %}",
            ),
            ("c", BASE),
        ],
        true,
    );
    // A block inside another, given by a third.
    check(
        &[
            ("a", "{% extends \"b\" %}\n{% block inner %}A{{ super() }}{% endblock inner %}\n"),
            ("b", "{# b #}\n{% extends \"c\" %}{% block main %}<{% block inner %}b{% endblock %}>{% endblock %}"),
            ("c", BASE),
        ],
        true,
    );
    // A block that nothing shows.
    check(&[("a", "{% extends \"b\" %}{% block elsewhere %}x{% endblock %}"), ("b", BASE)], true);
}

#[test]
fn spaces_are_those_of_the_tags() {
    for (open, close) in [("{%", "%}"), ("{%-", "-%}"), ("{%+", "+%}"), ("{%-", "%}"), ("{%", "-%}"), ("{%", "+%}")] {
        for body in ["x", "\n  x\n  ", "  {% if list %}y{% endif %}\n", "", "\n\n", "{% set n = 1 %}\n{{ n }}\n"] {
            let child = format!("{{% extends \"b\" %}}{open} block m {close}{body}{open} endblock {close}  \n");
            let parent = format!("p\n  {open} block m {close}\n q {open} endblock {close}\n  r\n");
            check(&[("a", &child), ("b", &parent)], true);
            check(&[("a", &parent)], true);
            let output = (open.replace('%', "{"), close.replace('%', "}"));
            let above = format!(
                "{{% extends \"b\" %}}{{% block m %}}u \n {} super() {}\n v{{% endblock %}}",
                output.0, output.1
            );
            if open != "{%+" && close != "+%}" {
                check(&[("a", &above), ("b", &parent)], true);
            }
            let including = format!("i\n  {open} include \"c\" {close}\n  j\n");
            check(&[("a", &including), ("c", &format!("c{body}"))], true);
            check(&[("a", &including), ("c", &format!("{{# c #}}\n{body}\n"))], true);
        }
    }
}

#[test]
fn names_given_in_a_block_stay_in_it() {
    let parent =
        "{% set n = 0 %}{% block a %}{% set n = 1 %}{{ n }}{% endblock %}{{ n }}{% block b %}{{ n }}{% endblock %}";
    check(&[("p", parent)], true);
    check(
        &[
            ("a", "{% extends \"p\" %}{% block b %}{% for n in list %}{{ n }}{% endfor %}{{ n }}{% endblock %}"),
            ("p", parent),
        ],
        true,
    );
    // What an include names, those after it see.
    check(&[("a", "{% include \"i\" %}{{ n }}"), ("i", "{% set n = 2 %}x")], true);
    check(
        &[
            ("a", "{% block a %}{% include \"i\" %}{{ n }}{% endblock %}{% if n is defined %}oui{% endif %}"),
            ("i", "{% set n = 2 %}x"),
        ],
        true,
    );
    check(
        &[
            ("a", "{% for item in list %}{% include \"i\" %}{% endfor %}"),
            ("i", "{{ item }}{% if not loop.last %}, {% endif %}"),
        ],
        true,
    );
}

#[test]
fn what_a_child_defines_comes_first() {
    let parent = "{% block a %}{{ n }}{% endblock %}{% block b %}{% endblock %}\n";
    let child = "{% extends \"p\" %}\n{% set n = 4 %}\n{% macro m(x) %}[{{ x }}{{ title }}{{ n }}]{% endmacro %}\ntexte\n{% block b %}{{ m(1) }}{% endblock %}";
    check(&[("a", child), ("p", parent)], true);
    check(&[("a", child), ("p", "{% extends \"q\" %}{% set n = 5 %}"), ("q", parent)], true);
}

#[test]
fn what_could_differ_stays_apart() {
    let check = |root: &str| check(&[("a", root), ("b", BASE), ("i", "  {% if title %}x{% endif %}")], false);
    check("rien");
    check("{% block a %}{% endblock %}{{ self.a() }}");
    check("{% block a %}{% raw %}{% block b %}{% endraw %}{% endblock %}");
    check("{% extends \"b\" %}{% block main %}{{ super()|upper }}{% endblock %}");
    check("{% extends \"b\" %}{% if title %}{% block main %}{% endblock %}{% endif %}");
    check("{% set b = \"b\" %}{% extends b %}");
    check("{% extends \"b\" %}{{ title }}");
    check("{% extends \"none\" %}");
    check("x {% include \"i\" %}");
    check("x {% include \"i\" ignore missing %}");
}

#[test]
fn an_error_is_where_it_is_written() {
    let failing = "ici {{ nothing.at.all }} là\n";
    check(&[("a", failing), ("b", "")], false);
    check(&[("a", "x\n{% block a %}\n{{ title }}\n {{ nothing.at.all }}\n{% endblock %}")], true);
    check(
        &[("a", "{% extends \"b\" %}\n{% block main %}{% set n = 1 %}é {{ n|nothing }}{% endblock %}"), ("b", BASE)],
        true,
    );
    check(&[("a", "x {% include \"b\" %}"), ("b", "y\n{% include \"c\" %}"), ("c", failing)], true);
    let text = |name: &str| match name {
        "a" => Some("x {% include \"b\" %}"),
        "b" => Some("y\n{% include \"c\" %}"),
        "c" => Some("z {{ fails }}"),
        _ => None,
    };
    let made = whole("a", &text).expect("two includes");
    let at = made.text.find("fails").expect("included");
    let places: Vec<(&str, &str)> =
        made.places(at..at + 5).into_iter().map(|(name, range)| (name, &text(name).expect("a text")[range])).collect();
    assert_eq!(places, [("c", "fails"), ("b", "{% include \"c\" %}"), ("a", "{% include \"b\" %}")]);
}

#[test]
fn a_template_that_includes_itself_stays_apart() {
    let text = |name: &str| (name == "a").then_some("x {% include \"a\" %}");
    assert!(whole("a", &text).is_none());
    let text = |name: &str| match name {
        "a" => Some("{% extends \"b\" %}{% block x %}{% block y %}{{ super() }}{% endblock %}{% endblock %}"),
        "b" => Some("{% block y %}{% block x %}{% endblock %}{% endblock %}"),
        _ => None,
    };
    assert!(whole("a", &text).is_none());
}

#[test]
fn templates_of_the_theme_are_made_whole() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/classeur/templates/");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}{name}")).ok();
    let names = walkdir::WalkDir::new(folder).into_iter().filter_map(|entry| {
        let path = entry.expect("a readable folder").into_path();
        let name = path.strip_prefix(folder).expect("below").to_str().expect("in UTF-8").replace('\\', "/");
        name.ends_with(".html").then_some(name)
    });
    let texts: BTreeMap<String, String> = names.map(|name| (name.clone(), read(&name).expect("a text"))).collect();
    let text = |name: &str| texts.get(name).map(String::as_str);
    let apart: Vec<&String> = texts
        .keys()
        .filter(|name| texts[*name].contains("{% extends") || texts[*name].contains("{% include"))
        .filter(|name| {
            whole(name, &text).is_none_or(|whole| {
                // But for comments, which show how to do it.
                let parts = whole.text.split("{#").map(|part| part.split_once("#}").map_or(part, |(_, rest)| rest));
                let text: String = parts.collect();
                ["{% extends", "{% block", "super()"].iter().any(|tag| text.contains(tag))
            })
        })
        .collect();
    assert_eq!(apart, Vec::<&String>::new());
}
