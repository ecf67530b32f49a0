//! HTML that is ready, as a template's value: printed as it is, without a copy to be handed over.
//!
//! What [`fragment`](super::fragment) gives: a page is made of some twenty such pieces. Templates print it, and ask
//! whether it is empty.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

/// The HTML.
#[derive(Debug)]
pub(super) struct Html(pub Arc<str>);

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
        !self.0.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
        for text in ["<b>é</b> & <i>à</i> ", ""] {
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
                assert_eq!(shown(Html(text.into()).into()), shown(safe), "{template}");
            }
        }
    }
}
