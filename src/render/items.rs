//! Items of lists in HTML, made in one go: `contents` for a table of contents, `links` for pages, terms, steps.
//!
//! A template's loop costs ten times as much, and every page has three of them.

use minijinja::{Environment, Error, ErrorKind, Value};

use super::engine::escape;
use super::html::Html;
use super::view::TocView;

pub(super) fn install(environment: &mut Environment<'static>) {
    environment.add_filter("contents", contents);
    environment.add_filter("links", links);
}

fn contents(value: &Value) -> Result<Value, Error> {
    let toc = value.downcast_object_ref::<TocView>().ok_or_else(|| {
        let message = "`contents` attend `page.toc`, ou `children` de l’une de ses entrées";
        Error::new(ErrorKind::InvalidOperation, message)
    })?;
    Ok(Html::Made(toc.html()).into())
}

/// `<li><a href="…">…</a></li>`, one a line, of what has a `url` and a `title` or a `name`; without a `url`, no link.
fn links(value: &Value) -> Result<Value, Error> {
    let mut out = String::with_capacity(256);
    for item in value.try_iter()? {
        if !out.is_empty() {
            out.push('\n');
        }
        let (url, title) = (item.get_attr("url")?, item.get_attr("title")?);
        let title = if title.is_undefined() { item.get_attr("name")? } else { title };
        if title.is_undefined() {
            let message = "`links` attend une liste dont chaque élément a un `title` ou un `name`";
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
        out.push_str("<li>");
        if url.is_true() {
            out.push_str("<a href=\"");
            print(&url, &mut out);
            out.push_str("\">");
        }
        print(&title, &mut out);
        out.push_str(if url.is_true() { "</a></li>" } else { "</li>" });
    }
    Ok(Html::Made(out).into())
}

/// Appends `value` as a template prints it.
fn print(value: &Value, out: &mut String) {
    match value.as_str() {
        Some(text) if value.is_safe() => out.push_str(text),
        Some(text) => out.push_str(&escape(text)),
        None => out.push_str(&escape(&value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::super::engine::environment;
    use super::*;

    #[test]
    fn links_are_what_a_loop_would_print() {
        let safe = |text: &str| Value::from_safe_string(text.to_owned());
        let steps = [
            context! { url => "../a/?b=1&c='", title => "Un & deux <3" },
            context! { url => "./", title => safe("1<sup>er</sup>") },
            context! { url => "x/", name => "À l’école" },
            context! { url => (), title => 3 },
        ];
        let each = "{% for step in steps %}<li>{% if step.url %}<a href=\"{{ step.url }}\">{% endif %}{{ step.title if step.title is defined else step.name }}{% if step.url %}</a>{% endif %}</li>{% if not loop.last %}{{ '\n' }}{% endif %}{% endfor %}";
        for steps in [&steps[..], &steps[..1], &[]] {
            let shown = |template: &str| environment().render_str(template, context! { steps }).expect("it renders");
            assert_eq!(shown("{{ steps|links }}"), shown(each));
            assert_eq!(shown("{% if steps|links %}a{% endif %}").is_empty(), steps.is_empty());
        }
        for wrong in ["3", "[3]", "[{'url': 'a'}]"] {
            assert!(environment().render_str(&format!("{{{{ {wrong}|links }}}}"), ()).is_err(), "{wrong}");
        }
    }
}
