//! `page.sheet`: what a sheet's text means in its kind, as templates see it.

mod benchmark;
mod plain;
mod procedure;
mod template;

use std::sync::Arc;

use minijinja::{Error, Value};

use crate::config::Kind;
use crate::content::Document;
use crate::markdown::{self, Extent};
use crate::render::Scope;
use crate::render::body::{Rendering, extent_html};
use crate::sheet::Form;
use crate::site::{DocumentId, PageId};

use super::optional;

/// `page.sheet` of a page; `none` for a kind whose text means nothing more than its sections.
pub(in crate::render) fn sheet(scope: &Arc<Scope>, page: PageId) -> Value {
    let site = &scope.site;
    let kind = &site.config.kinds.kinds[site.page(page).kind];
    let writer = SheetWriter::new(scope, page);
    let made = match Form::of(kind) {
        Form::Procedure => procedure::view(&writer),
        Form::Benchmark => benchmark::view(&writer),
        Form::Template => template::view(&writer),
        Form::Plain => plain::view(&writer),
    };
    made.unwrap_or_else(Value::from)
}

/// Writes parts of a page's text in the order readers meet them, as one rendering: the first mention of a term is the
/// first on the page.
struct SheetWriter {
    scope: Arc<Scope>,
    page: PageId,
    document: DocumentId,
    rendering: Arc<Rendering>,
}

impl SheetWriter {
    fn new(scope: &Arc<Scope>, page: PageId) -> Self {
        SheetWriter {
            scope: Arc::clone(scope),
            page,
            document: scope.site.page(page).document,
            rendering: Rendering::new(scope, page),
        }
    }

    fn document(&self) -> &Arc<Document> {
        self.scope.site.document(self.document)
    }

    fn kind(&self) -> &Kind {
        &self.scope.site.config.kinds.kinds[self.scope.site.page(self.page).kind]
    }

    fn html(&self, extent: Extent) -> Result<String, Error> {
        extent_html(&self.rendering, &[self.document], extent)
    }

    fn safe(&self, extent: Extent) -> Result<Value, Error> {
        Ok(Value::from_safe_string(self.html(extent)?))
    }

    /// Plain words as HTML, with the page's typography.
    fn typeset(&self, text: &str) -> Value {
        let options = crate::render::filters::options(&self.scope);
        Value::from_safe_string(markdown::typeset_html(text, options))
    }
}

/// HTML that shows something, or `none`.
fn shown(html: String) -> Value {
    optional((!html.trim().is_empty()).then(|| Value::from_safe_string(html)))
}
