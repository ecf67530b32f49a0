//! What a sheet's text means in its kind: phases and roles of a procedure, scores of a benchmark, blanks of a template.
//!
//! Pure functions of a document and its kind, computed when a page, a route or a check asks. Owns no HTML: parts of a
//! text are [`Extent`](crate::markdown::Extent)s, which `render` writes.

mod benchmark;
mod calendar;
mod mind_map;
mod number;
mod passage;
mod procedure;
mod roles;
mod template;
mod workload;

use std::sync::Arc;

use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem, SheetFault};
use crate::site::{FILLING, PageId, SCORES, Site};
use crate::source::{SourceFile, UrlPath};

pub use crate::config::Form;

pub use benchmark::{
    Benchmark, Criterion, Evidence, Grid, GridCell, GridRow, Score, Solution, Standing, leading_score,
};
pub use calendar::{Bar, Calendar};
pub use mind_map::{Branch, Drawing, DrawnBox, draw as draw_tree};
pub use number::{Number, leading_number};
pub use passage::{Item, Passage, Title};
pub use procedure::{Involvement, Part, Phase, Procedure};
pub use roles::{missing_parts, missing_roles};
pub use template::{Filling, Template, TemplateBlank};
pub use workload::{Column, Workload};

/// The benchmark of a page, with the file of scores beside it.
pub fn benchmark(site: &Site, id: PageId, problems: &mut Vec<Diagnostic>) -> Benchmark {
    let page = site.page(id);
    let document = site.document(page.document);
    let kind = &site.config.kinds.kinds[page.kind];
    let named = page.fields.get(kind, "donnees");
    let data = match named.and_then(|field| Some((field.content.text()?, field.span))) {
        Some((name, span)) => {
            let found = beside(site, id, name);
            if found.is_none() {
                let fault = SheetFault::MissingScores { file: name.to_owned() };
                problems.push(Diagnostic::new(Problem::Sheet(fault), &document.file, span));
            }
            found
        }
        None => SCORES.iter().find_map(|name| beside(site, id, name)),
    };
    Benchmark::read(document, kind, &page.fields, data, problems)
}

/// Where a template filled by the file beside its page is published; `None` when no file fills it.
pub fn filled_url(site: &Site, id: PageId) -> Option<UrlPath> {
    let page = site.page(id);
    let template = Form::of(&site.config.kinds.kinds[page.kind]) == Form::Template;
    (template && page.url.as_str().ends_with('/')).then_some(())?;
    beside(site, id, FILLING)?;
    Some(page.url.child("rempli/"))
}

/// The values that fill a template, from the file beside its page.
pub fn filling(site: &Site, id: PageId) -> Option<Filling> {
    beside(site, id, FILLING).map(|file| Filling::read(file, &mut Vec::new()))
}

/// The `id` of the mark of a blank, by its index in the body.
pub fn blank_anchor(document: &Document, at: u32) -> String {
    let wanted = format!("blanc-{}", at + 1);
    // An author's heading may have that name.
    if document.body.ids.contains(&wanted) { format!("{wanted}-marque") } else { wanted }
}

/// The file `name` of a page: in its own folder, or, for `fiche.md` among others, `fiche.name`.
pub fn beside<'s>(site: &'s Site, id: PageId, name: &str) -> Option<&'s Arc<SourceFile>> {
    let page = site.page(id);
    site.snapshot.get(&page.beside(site.document(page.document), name))
}

#[cfg(test)]
mod test_support {
    use std::sync::Arc;

    use crate::config::{Kind, Kinds};
    use crate::content::Document;
    use crate::markdown;
    use crate::source::{Role, SourceFile};

    /// A document of this text.
    pub fn document(text: &str) -> Arc<Document> {
        let file = SourceFile::in_memory("content/a.md", Role::Content, text);
        Arc::new(Document::parse(&file, &markdown::Options::default()))
    }

    /// A built-in kind.
    pub fn kind(name: &str) -> Kind {
        Kinds::default().find(name).expect("a built-in kind").clone()
    }
}
