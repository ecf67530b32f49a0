//! HTML that is ready, as a template's value: printed as it is, without a copy to be handed over.
//!
//! What [`fragment`](super::fragment) gives: a page is made of some twenty such pieces. Templates print it, and ask
//! whether it is empty. Several pieces are printed one a line.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

/// The HTML.
#[derive(Debug)]
pub(super) enum Html {
    /// Kept for other pages too.
    Kept(Arc<str>),
    /// Made for this one.
    Made(String),
}

impl Html {
    /// Its text.
    pub fn as_str(&self) -> &str {
        match self {
            Html::Kept(html) => html,
            Html::Made(html) => html,
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
        !self.as_str().is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
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
        let text = "<b>é</b> & <i>à</i> ";
        for html in [Html::Kept(text.into()), Html::Kept("".into()), Html::Made(text.into()), Html::Made("".into())] {
            let text = html.as_str().to_owned();
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
                let safe = Value::from_safe_string(text.clone());
                assert_eq!(shown(html.clone()), shown(safe), "{template}");
            }
        }
    }
}
