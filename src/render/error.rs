//! What went wrong in a template, as diagnostics with the template's line.

use std::ops::Range;
use std::sync::Arc;

use minijinja::ErrorKind;

use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::source::{SourceFile, Span};

use super::Engine;

/// A template that does not compile; `written` tells where in the file is what was compiled.
pub(super) fn compile(
    failure: &minijinja::Error,
    file: &Arc<SourceFile>,
    written: impl Fn(Range<usize>) -> Range<usize>,
) -> Diagnostic {
    let message = failure.detail().map_or_else(|| failure.kind().to_string(), str::to_owned);
    Diagnostic::new(Problem::TemplateSyntax { message }, file, span(failure, file, written))
}

/// A template that failed while rendering `page`, in `language`: the innermost error, and the templates that led to it.
pub(super) fn render(engine: &Engine, failure: &minijinja::Error, page: &str, language: &str) -> Diagnostic {
    // The innermost error knows what happened; those around it say which template included which.
    let mut chain: Vec<&minijinja::Error> = vec![failure];
    while let Some(inner) =
        std::error::Error::source(chain[chain.len() - 1]).and_then(|source| source.downcast_ref::<minijinja::Error>())
    {
        chain.push(inner);
    }
    let innermost = chain[chain.len() - 1];
    let placed = chain
        .iter()
        .rev()
        .find(|error| error.name().is_some_and(|name| engine.files.contains_key(name)))
        .unwrap_or(&innermost);
    let led: Vec<String> = chain
        .iter()
        .filter(|error| !std::ptr::eq(**error, *placed))
        .filter_map(|error| Some(format!("{}:{}", engine.files.get(error.name()?)?.path, error.line().unwrap_or(1))))
        .collect();
    let file = placed.name().and_then(|name| engine.files.get(name));
    let detail = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
    let place = |range| engine.written(placed.name().unwrap_or_default(), language, range);
    let span = file.map(|file| span(placed, file, place));
    let written = file.and_then(|file| file.text()?.get(span?.range())).unwrap_or("").trim().to_owned();
    let problem = match innermost.kind() {
        ErrorKind::UndefinedError => {
            Problem::TemplateUndefined { nearest: likely(&written), name: written, page: page.to_owned(), chain: led }
        }
        ErrorKind::TemplateNotFound => {
            let name = detail.split(['"', '\'']).nth(1).unwrap_or(&detail).to_owned();
            Problem::TemplateMissing { nearest: nearest(&name, engine.files.keys().map(String::as_str)), name }
        }
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest | ErrorKind::UnknownMethod => {
            // minijinja gives a call with its arguments.
            let written = written.split('(').next().unwrap_or("").trim_end().to_owned();
            let known = nearest(&written, super::filters::NAMES.iter().copied());
            Problem::TemplateUndefined {
                name: if written.is_empty() { detail } else { written },
                page: page.to_owned(),
                chain: led,
                nearest: known,
            }
        }
        _ => Problem::TemplateFailed { message: detail, page: page.to_owned(), chain: led },
    };
    match file.zip(span) {
        Some((file, span)) => Diagnostic::new(problem, file, span),
        None => Diagnostic::nowhere(problem),
    }
}

/// The name a template most likely meant by `written` (`page.titel`).
fn likely(written: &str) -> Option<String> {
    let (owner, last) = written.rsplit_once('.').unwrap_or(("", written));
    let last = last.trim();
    let known = super::view::keys_of(owner.rsplit(['.', ' ', '(', '[']).next().unwrap_or(""));
    nearest(last, known.iter().copied())
        .filter(|name| name != last)
        .map(|name| if owner.is_empty() { name } else { format!("{owner}.{name}") })
}

fn span(failure: &minijinja::Error, file: &SourceFile, written: impl Fn(Range<usize>) -> Range<usize>) -> Span {
    let text = file.text().unwrap_or("");
    if let Some(range) = failure.range().map(written).filter(|range| range.end <= text.len()) {
        // minijinja gives `.field.key` for `page.field.key`: the name starts where its first letter does.
        let attribute = text.as_bytes().get(range.start) == Some(&b'.');
        let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
        let before = text.as_bytes()[..range.start].iter().rev().take_while(|byte| attribute && name(byte)).count();
        // A place may fall inside a character that no template begins with.
        return Span::new(text.floor_char_boundary(range.start - before), text.ceil_char_boundary(range.end));
    }
    // Without a range, the whole line.
    let line = failure.line().unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let end = text[start.min(text.len())..].find('\n').map_or(text.len(), |len| start + len);
    Span::new(start.min(text.len()), end)
}
