//! Images in other widths: which there are, their bytes.

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, ImageFault, Problem};
use crate::site::{AssetId, Site};
use crate::source::{Span, UrlPath};

use super::{Payload, Route};

/// Every image to be made, and where it is published. Makes what is not kept, in parallel.
pub(super) fn all(site: &Site) -> Vec<(UrlPath, Route)> {
    let shown: Vec<AssetId> = site.shown_images().into_iter().collect();
    let made = shown.into_par_iter().flat_map_iter(|asset| {
        let made = site.variants(asset).into_iter().filter(|variant| variant.made);
        made.map(move |variant| (variant.url, Route::Variant(asset, variant.width)))
    });
    made.collect()
}

/// The image at `url`, found without making the others.
pub(super) fn at(site: &Site, url: &str) -> Option<Route> {
    // `/photo.0123abcd-800.webp` is made from `/photo.jpg`, whatever its extension.
    let (stem, name) = url.strip_suffix(".webp")?.rsplit_once('.')?;
    let width = name.split_once('-')?.1.parse().ok()?;
    let first = site.assets.partition_point(|asset| asset.url.as_str() < stem);
    let like = site.assets[first..].iter().take_while(|asset| asset.url.as_str().starts_with(stem));
    let found = (first as u32..).zip(like).map(|(id, asset)| (AssetId(id), asset)).find(|(id, asset)| {
        asset.url.as_str().rsplit_once('.').is_some_and(|(start, _)| start == stem)
            && site.variants(*id).iter().any(|variant| variant.made && variant.url.as_str() == url)
    });
    let (asset, _) = found?;
    site.shown_images().contains(&asset).then_some(Route::Variant(asset, width))
}

/// The image `asset` made `width` pixels wide.
pub(super) fn bytes(site: &Site, asset: AssetId, width: u32) -> Result<Payload, Box<Diagnostic>> {
    site.variant_bytes(asset, width).map(Payload::Bytes).map_err(|reason| {
        let file = &site.assets[asset.index()].file;
        let problem = Problem::Image(ImageFault::Damaged { target: file.path.as_str().to_owned(), reason });
        Box::new(Diagnostic::new(problem, file, Span::default()))
    })
}
