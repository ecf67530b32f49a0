//! Fingerprinted files of `static/assets/`; in stylesheets, `url(…)` of other such files follow their new names.

use crate::diagnostic::{Diagnostic, Problem};
use crate::site::Site;
use crate::source::{Contents, FaultKind, Span};

use super::Payload;

pub(super) fn asset(site: &Site, name: &str) -> Result<Payload, Box<Diagnostic>> {
    let Some((url, file)) = site.theme.assets.get(name) else { return Ok(Payload::Bytes(Vec::new())) };
    if name.ends_with(".css")
        && let Some(text) = file.text()
    {
        let mut css = rewrite(site, url, name, text);
        if name.strip_suffix(".css") == Some(site.config.theme.value.as_str()) {
            css.push_str(&site.theme.tokens);
        }
        return Ok(Payload::Bytes(css.into_bytes()));
    }
    if matches!(file.contents, Contents::OnDisk) {
        return Ok(Payload::File(file.disk.clone()));
    }
    file.bytes().map(|bytes| Payload::Bytes(bytes.to_vec())).map_err(|error| {
        Box::new(Diagnostic::new(
            Problem::File(FaultKind::Unreadable { reason: error.to_string() }),
            file,
            Span::default(),
        ))
    })
}

/// Replaces `url(name)` by the fingerprinted name of a file of `static/assets/`, relative to the stylesheet.
fn rewrite(site: &Site, from: &crate::source::UrlPath, name: &str, css: &str) -> String {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + 4);
        out.push_str(before);
        let Some(end) = after.find(')') else {
            rest = after;
            break;
        };
        let written = after[..end].trim().trim_matches(['"', '\'']);
        let full = crate::source::SourcePath::new(&format!("{folder}/x")).join(written);
        match full.and_then(|path| site.theme.assets.get(path.as_str())) {
            Some((url, _)) => {
                out.push('"');
                out.push_str(&url.relative_to(from, false));
                out.push('"');
            }
            None => out.push_str(&after[..end]),
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}
