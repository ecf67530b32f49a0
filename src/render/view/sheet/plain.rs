//! A practice sheet: what it says in brief comes first, wherever its author wrote it.

use minijinja::{Error, Value};

use crate::markdown::Extent;

use super::{SheetWriter, shown};

/// `brief` {`id`, `title`, `content`}, `before`, `after`; `none` for a sheet without such a section.
pub(super) fn view(writer: &SheetWriter) -> Result<Value, Error> {
    let body = &writer.document().body;
    let mut page = body.outline.iter().filter(|heading| !heading.nested && !heading.empty);
    let role = |text: &str| writer.kind().role(text).is_some_and(|role| role.name == "en_bref");
    let Some(heading) = page.find(|heading| role(&heading.text)) else { return Ok(Value::from(())) };
    let below = Extent { from: heading.own.from, to: heading.section.to };
    let title = writer.safe(heading.title)?;
    let content = writer.safe(below)?;
    let before = shown(writer.html(Extent { from: body.whole.from, to: heading.section.from })?);
    let after = shown(writer.html(Extent { from: heading.section.to, to: body.whole.to })?);
    let brief = Value::from_pairs([("id", Value::from(heading.id.as_str())), ("title", title), ("content", content)]);
    Ok(Value::from_pairs([("brief", brief), ("before", before), ("after", after)]))
}
