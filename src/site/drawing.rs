//! The SVG drawings of `content/`, as they are published.
//!
//! Those of `static/` are the site's own business, as its templates are.

use crate::picture::svg::{self, Drawing};
use crate::source::Role;

use super::{Asset, AssetId, Site};

impl Site {
    /// The drawing that a file is published as; `None` for a file that is no SVG of a text's author, and for all when the
    /// site asks so.
    ///
    /// # Errors
    /// When browsers would not show it: why.
    pub fn drawing(&self, asset: AssetId) -> Option<Result<Drawing, String>> {
        let Asset { file, .. } = &self.assets[asset.index()];
        let drawn = file.role == Role::Asset && file.path.extension().eq_ignore_ascii_case("svg");
        if !drawn || !self.config.images.svg {
            return None;
        }
        Some(svg::clean(&file.bytes().ok()?))
    }

    /// The length in bytes of a file as it is published.
    pub fn published_size(&self, asset: AssetId) -> u64 {
        let size = self.assets[asset.index()].file.stamp.len;
        match self.drawing(asset) {
            Some(Ok(drawing)) => drawing.text.len() as u64,
            _ => size,
        }
    }
}
