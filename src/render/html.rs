//! HTML that is ready, as a template's value: printed as it is, without a copy to be handed over.
//!
//! What [`fragment`](super::fragment) gives: a page is made of some twenty such pieces. Templates print it, and ask
//! whether it is empty. Several pieces are printed one a line.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

/// The HTML, in pieces.
#[derive(Debug)]
pub(super) enum Html {
    /// One piece.
    One(Arc<str>),
    /// As many lines.
    Lines(Vec<Arc<str>>),
}

impl Html {
    /// Gives what is to be printed to `out`, in order.
    pub fn print(&self, mut out: impl FnMut(&str) -> fmt::Result) -> fmt::Result {
        match self {
            Html::One(html) => out(html),
            Html::Lines(lines) => {
                for (at, line) in lines.iter().enumerate() {
                    if at > 0 {
                        out("\n")?;
                    }
                    out(line)?;
                }
                Ok(())
            }
        }
    }
}

impl From<Html> for Value {
    fn from(html: Html) -> Value {
        Value::from_object(html)
    }
}

impl Object for Html {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        match &**self {
            Html::One(html) => !html.is_empty(),
            Html::Lines(lines) => !lines.is_empty(),
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(|piece| f.write_str(piece))
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::super::engine::environment;
    use super::*;

    #[test]
    fn it_is_printed_as_a_safe_text() {
        let environment = environment();
        let lines = |lines: &[&str]| Html::Lines(lines.iter().map(|line| Arc::from(*line)).collect());
        for (html, text) in [
            (Html::One("<b>é</b> & <i>à</i> ".into()), "<b>é</b> & <i>à</i> "),
            (Html::One("".into()), ""),
            (lines(&[]), ""),
            (lines(&["<b>é</b>"]), "<b>é</b>"),
            (lines(&["<b>é</b>", "", "&"]), "<b>é</b>\n\n&"),
        ] {
            let html = Value::from(html);
            for template in [
                "{{ html }}",
                "{% if html %}a{% else %}b{% endif %}",
                "{{ html or 'none' }}",
                "{% set x %}{{ html }}{% endset %}{{ x }}",
                "{% set x = html %}{{ x }}",
                "{{ html|safe }}",
                "{{ html|default('x') }}",
                "{{ html ~ '<' }}",
                "{% autoescape false %}{{ html }}{% endautoescape %}",
                "{% autoescape 'json' %}{{ html }}{% endautoescape %}",
            ] {
                let shown =
                    |html: Value| environment.render_str(template, context! { html => html }).expect("it renders");
                let safe = Value::from_safe_string(text.to_owned());
                assert_eq!(shown(html.clone()), shown(safe), "{template}");
            }
        }
    }
}
