//! What went wrong in a template, as diagnostics with the template's line.

use std::ops::Range;
use std::sync::Arc;

use minijinja::ErrorKind;

use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::source::{LineColumn, SourceFile, Span};

use super::Engine;
use super::compiled::{line_of, named};

/// A template that does not compile; `written` tells where in the file is what was compiled.
pub(super) fn compile(
    failure: &minijinja::Error,
    file: &Arc<SourceFile>,
    written: impl Fn(Range<usize>) -> Range<usize>,
) -> Diagnostic {
    let message = failure.detail().map_or_else(|| failure.kind().to_string(), str::to_owned);
    let text = file.text().unwrap_or("");
    let range = failure.range().map_or_else(|| line_of(text, failure.line().unwrap_or(1)), written);
    Diagnostic::new(Problem::TemplateSyntax { message }, file, span(text, range))
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
        .find(|error| error.name().is_some_and(|name| engine.files.contains_key(named(name))))
        .unwrap_or(&innermost);
    let places = |error: &minijinja::Error| engine.places(error, language);
    let around =
        chain.iter().filter(|error| !std::ptr::eq(**error, *placed)).flat_map(|error| places(error).into_iter().rev());
    let place = places(placed);
    let led: Vec<String> = around
        .chain(place.iter().skip(1).cloned().rev())
        .filter_map(|(name, range)| {
            let file = engine.files.get(&name)?;
            Some(format!("{}:{}", file.path, LineColumn::of(file.text()?, range.start).line))
        })
        .collect();
    let place = place.into_iter().next();
    let file =
        place.as_ref().and_then(|(name, _)| engine.files.get(name)).or_else(|| engine.files.get(named(placed.name()?)));
    let detail = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
    let span = file.map(|file| span(file.text().unwrap_or(""), place.map_or(0..0, |(_, range)| range)));
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

/// What to show of `range` in `text`.
fn span(text: &str, range: Range<usize>) -> Span {
    // minijinja gives `.field.key` for `page.field.key`: the name starts where its first letter does.
    let start = range.start.min(text.len());
    let attribute = text.as_bytes().get(start) == Some(&b'.');
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let before = text.as_bytes()[..start].iter().rev().take_while(|byte| attribute && name(byte)).count();
    // A place may fall inside a character that no template begins with.
    Span::new(text.floor_char_boundary(start - before), text.ceil_char_boundary(range.end.clamp(start, text.len())))
}
