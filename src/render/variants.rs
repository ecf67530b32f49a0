//! The widths of an image, as HTML offers them to browsers.

use crate::site::{AssetId, Place};

use super::engine::escape;
use super::scope::{LinkStyle, Scope};

/// The width of a column of text, in CSS pixels: 40rem.
const COLUMN: u32 = 640;

/// The `srcset` of an image; `None` when it is only offered as it is, and in feeds, whose readers know images alone.
pub(super) fn srcset(scope: &Scope, asset: AssetId) -> Option<String> {
    if scope.style == LinkStyle::Absolute {
        return None;
    }
    let variants = scope.site.variants(asset);
    let candidates = variants.iter().map(|variant| format!("{} {}w", scope.url(&variant.url), variant.width));
    let candidates: Vec<String> = candidates.collect();
    (!candidates.is_empty()).then(|| candidates.join(", "))
}

/// What opens before the `<img>` of an image in a text: as wide as the screen on a phone, as the column elsewhere, never
/// wider than it is. Empty for one that is only offered as it is.
pub(super) fn picture(scope: &Scope, place: Place) -> String {
    let Place::Asset(asset) = place else { return String::new() };
    let Some(srcset) = srcset(scope, asset) else { return String::new() };
    let Some((width, _)) = scope.site.assets[asset.index()].file.dimensions() else { return String::new() };
    let sizes = match width < COLUMN {
        true => format!("(min-width: {width}px) {width}px, 100vw"),
        false => "(min-width: 44rem) 40rem, 100vw".to_owned(),
    };
    format!("<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{sizes}\">", escape(&srcset))
}
