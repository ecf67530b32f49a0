//! Files published as they are, or nearly: those of `static/` and `content/`, those of the theme.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Problem};
use crate::minify::minify;
use crate::site::{AssetId, Site};
use crate::source::{Contents, FaultKind, Role, SourceFile, Span};

use super::Payload;

/// A fingerprinted file of `static/assets/`.
pub(super) fn of_theme(site: &Site, name: &str) -> Result<Payload, Box<Diagnostic>> {
    match site.theme.assets.get(name) {
        None => Ok(Payload::Bytes(Vec::new())),
        Some(asset) => match &asset.bytes {
            Some(text) => Ok(Payload::Bytes(text.as_bytes().to_vec())),
            None => bytes(&asset.file),
        },
    }
}

/// A file of `content/` or `static/`. Those of `content/` are documents that readers take, stylesheets and scripts too:
/// they keep the comments and the layout their author gave them.
pub(super) fn of_site(site: &Site, asset: AssetId) -> Result<Payload, Box<Diagnostic>> {
    // One that browsers would not show is published as it is, when a site would rather have it so.
    if let Some(Ok(drawing)) = site.drawing(asset) {
        return Ok(Payload::Bytes(drawing.text.into_bytes()));
    }
    let file = &site.assets[asset.index()].file;
    let minified = site.config.minify && file.role == Role::Static && !matches!(file.contents, Contents::OnDisk);
    let shorter = file.text().filter(|_| minified).and_then(|text| minify(file.path.as_str(), text));
    match shorter {
        Some(shorter) => Ok(Payload::Bytes(shorter.into_bytes())),
        None => bytes(file),
    }
}

fn bytes(file: &Arc<SourceFile>) -> Result<Payload, Box<Diagnostic>> {
    if matches!(file.contents, Contents::OnDisk) {
        return Ok(Payload::File(file.disk.clone()));
    }
    let failed = |error: std::io::Error| Problem::File(FaultKind::Unreadable { reason: error.to_string() });
    file.bytes()
        .map(|bytes| Payload::Bytes(bytes.to_vec()))
        .map_err(|error| Box::new(Diagnostic::new(failed(error), file, Span::default())))
}
