//! `HowTo` of a procedure: a section a phase, a step a step, tools, how long it takes.

use serde_json::json;

use super::node::{Node, Object};

use crate::config::Kind;
use crate::content::Document;
use crate::sheet::{Phase, Procedure};

/// Adds to `sheet`, whose page is at `url`, what the procedure says.
pub(super) fn describe(document: &Document, kind: &Kind, url: &str, sheet: &mut Object<'_>) {
    let body = &document.body;
    let procedure = Procedure::read(document, kind);
    let texts = |phase: &Phase<'_>, role: &str| -> Vec<String> {
        phase.role(role).flat_map(|passage| passage.items(body)).map(|item| item.text).collect()
    };
    let mut tools: Vec<String> = Vec::new();
    let mut sections = Vec::new();
    for (at, phase) in procedure.phases().enumerate() {
        for tool in texts(phase, "outils") {
            if !tools.contains(&tool) {
                tools.push(tool);
            }
        }
        // A phase without steps is done by its tasks.
        let steps = texts(phase, "etapes");
        let tasks = texts(phase, "taches");
        let (steps, description) = if steps.is_empty() { (tasks, None) } else { (steps, Some(tasks.join(" ; "))) };
        let steps =
            steps.iter().enumerate().map(|(at, text)| json!({"@type": "HowToStep", "position": at + 1, "text": text}));
        let tips = texts(phase, "points_de_vigilance");
        let tips = tips.iter().map(|text| json!({"@type": "HowToTip", "text": text}));
        let mut section = json!({
            "@type": "HowToSection",
            "position": at + 1,
            "name": phase.title.text,
            "url": format!("{url}#{}", phase.anchor),
            "itemListElement": steps.chain(tips).collect::<Vec<_>>(),
        });
        if let Some(description) = description.filter(|description| !description.is_empty()) {
            section["description"] = json!(description);
        }
        sections.push(section);
    }
    if !sections.is_empty() {
        sheet.set("step", json!(sections));
    }
    if !tools.is_empty() {
        sheet.set(
            "tool",
            tools.into_iter().map(|tool| Object::of("HowToTool").with("name", tool)).collect::<Node<'_>>(),
        );
    }
    if let Some((total, count)) = procedure.total()
        && count == procedure.phases().count()
        && let Some(iso) = total.iso()
    {
        sheet.set("totalTime", json!(iso));
    }
}
