//! A document to fill in: its blanks, what is missing from it, and the documents to download.

use minijinja::{Error, Value};

use crate::render::view::{list, optional};
use crate::sheet::{self, Template, missing_parts};

use super::SheetWriter;

/// `blanks`, `count`, `missing`, `blank_url`, `filled_url`, `filled_markdown_url`, `url`.
pub(super) fn view(writer: &SheetWriter) -> Result<Value, Error> {
    let site = &writer.scope.site;
    let page = site.page(writer.page);
    let document = writer.document();
    let template = Template::read(document, writer.kind(), &page.fields);
    let blanks = template.blanks.iter().map(|blank| {
        let label = blank.label.clone().unwrap_or_else(|| match blank.named {
            true => blank.name.replace(['_', '-'], " "),
            false => blank.name.clone(),
        });
        Value::from_pairs([
            ("name", Value::from(blank.name.as_str())),
            ("named", Value::from(blank.named)),
            ("label", writer.typeset(&label)),
            ("example", optional(blank.example.as_ref().map(|example| writer.typeset(example)))),
            ("required", Value::from(blank.required)),
            ("count", Value::from(blank.count)),
            ("marks", list(blank.marks.iter().map(|at| Value::from(sheet::blank_anchor(document, *at))))),
        ])
    });
    let missing = missing_parts(document, writer.kind());
    let filled = sheet::filled_url(site, writer.page);
    let folder = page.url.as_str().ends_with('/');
    Ok(Value::from_pairs([
        ("blanks", list(blanks)),
        ("count", Value::from(template.blanks.iter().map(|blank| blank.count).sum::<usize>())),
        ("missing", list(missing.iter().map(|title| writer.typeset(title)))),
        ("blank_url", optional(folder.then(|| writer.scope.url(&page.url.child("modele.md"))))),
        ("filled_url", optional(filled.as_ref().map(|url| writer.scope.url(url)))),
        ("filled_markdown_url", optional(filled.as_ref().map(|url| writer.scope.url(&url.child("document.md"))))),
        ("url", Value::from(writer.scope.url(&page.url))),
    ]))
}
