//! Containers (`::: nom`) through the theme's `components/`.

mod figures;

use std::sync::{Arc, OnceLock};

use minijinja::value::{Enumerator, Object};
use minijinja::{Error, Value};

use crate::markdown::{Block, BlockKind, Extent};
use crate::site::{DocumentId, Place, Target};

use super::body::{Rendering, extent_html};
use super::filters;
use super::fragment::{self, Fragments};
use super::strings::{self, Translator};
use super::view::{HereView, PageView, ScopeView, SiteView, list, record};

/// The HTML of container `index` of the last document of `chain`.
pub(super) fn render(rendering: &Arc<Rendering>, chain: &[DocumentId], index: u32) -> Result<String, Error> {
    let scope = &rendering.scope;
    let id = *chain.last().expect("a rendering starts from a document");
    let container = &scope.site.document(id).body.containers[index as usize];
    let template = format!("components/{}.html", container.name);
    if !scope.engine.has(&template) {
        // `check` reports it; its text is kept.
        return Ok(format!("<div class=\"bloc\">{}</div>\n", extent_html(rendering, chain, container.body)?));
    }
    let view = ComponentView { rendering: Arc::clone(rendering), chain: chain.into(), index, body: OnceLock::new() };
    scope.engine.template(&template, &scope.language)?.render(Value::from_object(view))
}

/// What a component's template sees.
#[derive(Debug)]
struct ComponentView {
    rendering: Arc<Rendering>,
    chain: Arc<[DocumentId]>,
    index: u32,
    /// Its text, made once: a template that asks `{% if body %}` before it says it must not lose the glossary terms
    /// marked the first time.
    body: OnceLock<Value>,
}

const KEYS: &[&str] = &[
    "name",
    "id",
    "title",
    "title_text",
    "body",
    "attributes",
    "sections",
    "lists",
    "tables",
    "preface",
    "besides_lists",
    "besides_tables",
    "drawing",
    "url",
    "file",
    "size",
    "format",
    "site",
    "here",
    "page",
];

impl Object for ComponentView {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let scope = &self.rendering.scope;
        let document = scope.site.document(*self.chain.last()?);
        let container = &document.body.containers[self.index as usize];
        Some(match key {
            filters::SCOPE => Value::from_object(ScopeView(Arc::clone(scope))),
            strings::NAME => Value::from_object(Translator(Arc::clone(scope))),
            fragment::NAME => Fragments::value(scope),
            "name" => Value::from(container.name.as_str()),
            "id" => Value::from(container.id.as_str()),
            "title" => Value::from_safe_string(container.title_html.clone()),
            "title_text" => Value::from(container.title.as_str()),
            "body" => self.body.get_or_init(|| self.html(container.body)).clone(),
            "attributes" => Value::from_pairs(
                container.attributes.iter().map(|(key, value)| (key.as_str(), Value::from(value.as_str()))),
            ),
            "sections" => self.sections(),
            "lists" => list(
                document
                    .body
                    .children(container.block)
                    .filter(|(_, block)| matches!(block.kind, BlockKind::List { .. }))
                    .map(|(at, block)| self.list(at, &block)),
            ),
            "tables" => list(
                document
                    .body
                    .children(container.block)
                    .filter(|(_, block)| matches!(block.kind, BlockKind::Table { .. }))
                    .map(|(at, _)| self.table(at)),
            ),
            "preface" => self.besides(|kind| matches!(kind, BlockKind::Heading(_)), Others::Before),
            "besides_lists" => self.besides(|kind| matches!(kind, BlockKind::List { .. }), Others::Anywhere),
            "besides_tables" => self.besides(|kind| matches!(kind, BlockKind::Table { .. }), Others::Anywhere),
            "drawing" => figures::tree(&document.body, container.block, filters::options(scope)),
            "url" => {
                let target = &scope.site.links[self.chain.last()?.index()][container.reference? as usize].target;
                scope.href(target).map_or(Value::from(()), Value::from)
            }
            "file" => Value::from(document.body.references[container.reference? as usize].target.rsplit('/').next()?),
            "size" | "format" => self.file_fact(key, container.reference?),
            "site" => Value::from_object(SiteView(Arc::clone(scope))),
            "page" => Value::from_object(PageView { scope: Arc::clone(scope), page: self.rendering.page }),
            "here" => Value::from_object(HereView::of_page(scope, self.rendering.page)),
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(KEYS)
    }
}

/// Which blocks are around those that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Others {
    /// Those before the first.
    Before,
    /// All others.
    Anywhere,
}

impl ComponentView {
    fn html(&self, extent: Extent) -> Value {
        match extent_html(&self.rendering, &self.chain, extent) {
            Ok(html) => Value::from_safe_string(html),
            Err(error) => Value::from(error),
        }
    }

    fn document(&self) -> &Arc<crate::content::Document> {
        let id = self.chain.last().expect("a rendering starts from a document");
        self.rendering.scope.site.document(*id)
    }

    /// The text around the blocks that a drawing is made of, so that none of it is lost; `none` without any.
    fn besides(&self, drawn: impl Fn(&BlockKind) -> bool, others: Others) -> Value {
        let body = &self.document().body;
        let container = &body.containers[self.index as usize];
        let mut out = String::new();
        for (_, block) in body.children(container.block) {
            if drawn(&block.kind) {
                match others {
                    Others::Before => break,
                    Others::Anywhere => continue,
                }
            }
            match extent_html(&self.rendering, &self.chain, block.outer) {
                Ok(html) => out.push_str(&html),
                Err(error) => return Value::from(error),
            }
        }
        if out.trim().is_empty() { Value::from(()) } else { Value::from_safe_string(out) }
    }

    /// The headings inside the container, each with what follows it.
    fn sections(&self) -> Value {
        let document = self.document();
        let headings = document.body.outline.iter().filter(|heading| heading.container == Some(self.index));
        list(headings.map(|heading| {
            record([
                ("id", Value::from(heading.id.as_str())),
                ("title", self.html(heading.title)),
                ("text", Value::from(heading.text.as_str())),
                ("level", Value::from(heading.level)),
                ("body", self.html(heading.own)),
            ])
        }))
    }

    fn list(&self, at: u32, block: &Block) -> Value {
        let body = &self.document().body;
        let items = body.children(at).filter(|(_, item)| matches!(item.kind, BlockKind::Item { .. }));
        record([
            ("ordered", Value::from(matches!(block.kind, BlockKind::List { start: Some(_) }))),
            ("items", list(items.map(|(at, _)| self.item(at)))),
        ])
    }

    /// An item: its own words apart from the lists below it.
    fn item(&self, at: u32) -> Value {
        let body = &self.document().body;
        let mut html = String::new();
        let mut text = String::new();
        let mut below = Vec::new();
        for (child, block) in body.children(at) {
            if matches!(block.kind, BlockKind::List { .. }) {
                below.extend(body.children(child).map(|(item, _)| self.item(item)));
                continue;
            }
            let extent = if block.kind == BlockKind::Paragraph { block.inner } else { block.outer };
            match extent_html(&self.rendering, &self.chain, extent) {
                Ok(part) => html.push_str(&part),
                Err(error) => return Value::from(error),
            }
            text.push_str(body.words(block).trim());
        }
        record([
            ("html", Value::from_safe_string(html)),
            ("text", Value::from(text)),
            ("items", list(below.into_iter())),
        ])
    }

    fn table(&self, at: u32) -> Value {
        let body = &self.document().body;
        let cells = |row: u32| {
            list(body.children(row).map(|(_, cell)| {
                record([("html", self.html(cell.inner)), ("text", Value::from(body.words(cell).trim()))])
            }))
        };
        let rows = || body.children(at).filter(|(_, row)| matches!(row.kind, BlockKind::Row { .. }));
        let name = &body.containers[self.index as usize].name;
        let (heads, text) = figures::words(body, at);
        let is_header = |block: &Block| matches!(block.kind, BlockKind::Row { header: true });
        record([
            (
                "headers",
                rows().find(|(_, row)| is_header(row)).map_or_else(|| list(std::iter::empty()), |(row, _)| cells(row)),
            ),
            ("rows", list(rows().filter(|(_, row)| !is_header(row)).map(|(row, _)| cells(row)))),
            ("html", self.html(body.blocks.at(at).outer)),
            ("calendar", if name == "calendrier" { figures::calendar(&text) } else { Value::from(()) }),
            ("workload", if name == "charge" { figures::workload(&heads, &text) } else { Value::from(()) }),
        ])
    }

    fn file_fact(&self, key: &str, reference: u32) -> Value {
        let scope = &self.rendering.scope;
        let document = self.chain.last().expect("a rendering starts from a document");
        let Target::Place { place: Place::Asset(asset), .. } =
            &scope.site.links[document.index()][reference as usize].target
        else {
            return Value::from(());
        };
        let file = &scope.site.assets[asset.index()].file;
        match key {
            "size" => Value::from(scope.site.published_size(*asset)),
            _ => Value::from(super::download::format_name(file)),
        }
    }
}
