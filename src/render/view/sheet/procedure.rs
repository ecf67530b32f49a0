//! A procedure: its parts in order, and what is derived from them.

use minijinja::{Error, Value};

use crate::render::view::{list, optional, words};
use crate::sheet::{Item, Part, Passage, Phase, Procedure, Title, leading_number};

use super::{SheetWriter, shown};

/// `preamble`, `parts`, `phases`, `who_does_what`, `people`, `tools`, `total_duration`, `notes`.
pub(super) fn view(writer: &SheetWriter) -> Result<Value, Error> {
    let document = writer.document();
    let kind = writer.kind();
    let procedure = Procedure::read(document, kind);
    let mut parts = Vec::new();
    let mut phases = Vec::new();
    let mut preamble = Value::from(());
    for part in &procedure.parts {
        parts.push(match part {
            Part::Preamble(extent) => {
                preamble = shown(writer.html(*extent)?);
                continue;
            }
            Part::Section(extent) => {
                Value::from_pairs([("type", Value::from("section")), ("content", writer.safe(*extent)?)])
            }
            Part::Role(one) => Value::from_pairs([("type", Value::from("role")), ("role", passage(writer, one)?)]),
            Part::Phase(one) => {
                let value = phase(writer, one)?;
                phases.push(value.clone());
                Value::from_pairs([("type", Value::from("phase")), ("phase", value)])
            }
        });
    }
    let who: Vec<Value> = procedure
        .involvements(&document.body)
        .iter()
        .map(|one| {
            Value::from_pairs([
                ("name", writer.typeset(&one.who)),
                ("phases", list(one.phases.iter().map(|at| phases[*at].clone()))),
            ])
        })
        .collect();
    let total = procedure.total();
    let language = &writer.scope.language;
    Ok(Value::from_pairs([
        ("preamble", preamble),
        ("parts", Value::from(parts)),
        ("who_does_what", Value::from(who)),
        ("total_duration", optional(total.as_ref().map(|(total, _)| total.words(language)))),
        ("timed_phases", Value::from(total.as_ref().map_or(0, |(_, count)| *count))),
        ("tools", list(tools(&procedure, writer).iter().map(|tool| writer.typeset(tool)))),
        ("phases", Value::from(phases)),
        ("notes", shown(writer.html(procedure.notes)?)),
    ]))
}

/// The tools of all phases, each once.
fn tools(procedure: &Procedure<'_>, writer: &SheetWriter) -> Vec<String> {
    let body = &writer.document().body;
    let mut tools: Vec<String> = Vec::new();
    for phase in procedure.phases() {
        for item in phase.role("outils").flat_map(|passage| passage.items(body)) {
            if !tools.contains(&item.text) {
                tools.push(item.text);
            }
        }
    }
    tools
}

fn phase(writer: &SheetWriter, phase: &Phase<'_>) -> Result<Value, Error> {
    let title = title(writer, &phase.title)?;
    let intro = shown(writer.html(phase.intro)?);
    let passages = phase.passages.iter().map(|one| passage(writer, one)).collect::<Result<Vec<_>, _>>()?;
    let language = &writer.scope.language;
    let id = heading_id(writer, &phase.title);
    let roles = passages.iter().filter(|passage| passage.get_attr("name").is_ok_and(|name| !name.is_none()));
    let others = passages.iter().filter(|passage| passage.get_attr("name").is_ok_and(|name| name.is_none()));
    Ok(Value::from_pairs([
        ("number", Value::from(phase.number.as_str())),
        ("anchor", Value::from(phase.anchor.as_str())),
        // The heading keeps the anchor that other pages may link to.
        ("id", optional(id.filter(|id| *id != phase.anchor))),
        ("title", title),
        ("name", writer.typeset(&phase.title.text)),
        ("intro", intro),
        ("duration", optional(phase.duration.as_ref().map(|duration| duration.words(language)))),
        ("roles", list(roles.cloned())),
        ("others", list(others.cloned())),
        ("passages", Value::from(passages)),
    ]))
}

fn passage(writer: &SheetWriter, passage: &Passage<'_>) -> Result<Value, Error> {
    let body = &writer.document().body;
    let items = passage.items(body);
    let title = title(writer, &passage.title)?;
    let numbered = passage.role.is_some_and(|role| role.name == "etapes");
    let content = match passage.only_bullets(body) {
        Some(list) if numbered => ordered(writer, list)?,
        _ => writer.html(passage.body)?,
    };
    Ok(Value::from_pairs([
        ("name", optional(passage.role.map(|role| role.name.as_str()))),
        ("label", optional(passage.role.map(|role| words(&writer.scope, role.label.get(&writer.scope.language))))),
        ("id", optional(heading_id(writer, &passage.title))),
        ("title", title),
        ("level", Value::from(passage.level)),
        ("content", shown(content)),
        ("empty", Value::from(passage.is_empty())),
        ("items", list(items.iter().map(|one| item(writer, one)))),
    ]))
}

/// Steps that their author numbered by hand or not at all: an ordered list.
fn ordered(writer: &SheetWriter, list: u32) -> Result<String, Error> {
    let body = &writer.document().body;
    let mut out = String::from("<ol>\n");
    for (_, step) in body.children(list) {
        let html = writer.html(step.inner)?;
        let (open, words) = html.strip_prefix("<p>").map_or(("", html.as_str()), |words| ("<p>", words));
        let words = leading_number(words).map_or(words, |number| &words[number.length..]);
        out.push_str(&format!("<li>{open}{words}</li>\n"));
    }
    out.push_str("</ol>\n");
    Ok(out)
}

fn item(writer: &SheetWriter, item: &Item) -> Value {
    Value::from_pairs([
        ("text", writer.typeset(&item.text)),
        ("group", optional(item.group.as_ref().map(|group| writer.typeset(group)))),
    ])
}

/// A title as HTML, without the number it starts with: that is shown apart.
fn title(writer: &SheetWriter, title: &Title) -> Result<Value, Error> {
    let html = writer.html(title.html)?;
    let rest = match leading_number(&html) {
        Some(number) if number.length < html.len() => &html[number.length..],
        _ => &html,
    };
    Ok(Value::from_safe_string(rest.to_owned()))
}

fn heading_id(writer: &SheetWriter, title: &Title) -> Option<String> {
    title.heading.map(|heading| writer.document().body.outline[heading as usize].id.clone())
}
