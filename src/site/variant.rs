//! The widths in which images are offered, and where each is.
//!
//! An image is decoded once for all its widths, when it is first asked which are lighter than it: never before a page
//! shows it, and not for a photo so heavy that all of them are.

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use crate::markdown::ReferenceKind;
use crate::picture::{self, Made, Memo};
use crate::source::UrlPath;

use super::{Asset, AssetId, Place, Site, Target};

/// What is known of the pictures of a site: a place an asset.
#[derive(Debug, Default)]
pub struct Pictures(Vec<Picture>);

impl Pictures {
    pub(super) fn of(assets: usize) -> Self {
        Pictures((0..assets).map(|_| Picture::default()).collect())
    }
}

#[derive(Debug, Default)]
struct Picture {
    /// Whether every width that may be offered is.
    sure: OnceLock<bool>,
    made: OnceLock<Result<Kept, String>>,
}

/// The widths of a picture once it is made.
#[derive(Debug)]
enum Kept {
    /// They are on disk.
    OnDisk(Vec<u32>),
    /// There is no disk, or it is full.
    Here(Made),
}

/// One width of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// In pixels.
    pub width: u32,
    /// Where it is published.
    pub url: UrlPath,
    /// Whether it is made; else it is the image itself.
    pub made: bool,
}

/// What an image may be made into.
struct Plan {
    /// The name of what it is made from and how.
    key: String,
    /// The widths to be made, growing.
    widths: Vec<u32>,
    /// Its own width, when it is a WebP that is offered as it is beside them.
    own: Option<u32>,
}

impl Site {
    /// The widths of an image as WebP, growing; none when it is offered as it is.
    pub fn variants(&self, asset: AssetId) -> Vec<Variant> {
        let Some(plan) = self.plan(asset) else { return Vec::new() };
        let widths = match self.is_sure(asset, &plan) {
            true => plan.widths.clone(),
            false => match self.made(asset, &plan) {
                Ok(Kept::OnDisk(widths)) => widths.clone(),
                Ok(Kept::Here(made)) => made.widths(),
                Err(_) => Vec::new(),
            },
        };
        if widths.is_empty() {
            return Vec::new();
        }
        let url = &self.assets[asset.index()].url;
        let stem = url.as_str().rsplit_once('.').map_or(url.as_str(), |(stem, _)| stem);
        let name = &blake3::hash(plan.key.as_bytes()).to_hex()[..8];
        let made = |width| Variant { width, url: UrlPath::new(&format!("{stem}.{name}-{width}.webp")), made: true };
        let own = plan.own.map(|width| Variant { width, url: url.clone(), made: false });
        widths.into_iter().map(made).chain(own).collect()
    }

    /// The bytes of an image made `width` pixels wide, one of its [`Site::variants`].
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn variant_bytes(&self, asset: AssetId, width: u32) -> Result<Vec<u8>, String> {
        let none = || format!("{width} px");
        let plan = self.plan(asset).ok_or_else(none)?;
        let kept = match self.made(asset, &plan) {
            Ok(Kept::Here(made)) => return made.get(width).map(<[u8]>::to_vec).ok_or_else(none),
            Ok(Kept::OnDisk(_)) => Memo::of_site(self.snapshot.root()).and_then(|memo| memo.get(&plan.key)),
            Err(reason) => return Err(reason.clone()),
        };
        // Someone may empty the folder at any time.
        let made = kept.map_or_else(|| self.make(asset, &plan), Ok)?;
        made.get(width).map(<[u8]>::to_vec).ok_or_else(none)
    }

    /// Why an image cannot be read, if it cannot and is one to be made; it is made otherwise.
    pub fn picture_damage(&self, asset: AssetId) -> Option<&str> {
        let plan = self.plan(asset)?;
        self.made(asset, &plan).as_ref().err().map(String::as_str)
    }

    /// Images that texts show, and those that stand for a page in listings.
    pub fn shown_images(&self) -> BTreeSet<AssetId> {
        let mut shown: BTreeSet<AssetId> = self.pages.iter().filter_map(|page| page.relations.image).collect();
        for (document, links) in self.documents.iter().zip(self.links.iter()) {
            for (reference, link) in document.body.references.iter().zip(links.iter()) {
                if reference.kind == ReferenceKind::Image
                    && let Target::Place { place: Place::Asset(asset), .. } = link.target
                {
                    shown.insert(asset);
                }
            }
        }
        shown
    }

    /// Forgets what is kept on disk of images that are shown no more.
    pub fn forget_pictures(&self) {
        if let Some(memo) = Memo::of_site(self.snapshot.root()) {
            let keys: HashSet<String> =
                self.shown_images().into_iter().filter_map(|asset| self.plan(asset)).map(|plan| plan.key).collect();
            memo.prune(&keys);
        }
    }

    fn plan(&self, asset: AssetId) -> Option<Plan> {
        let options = &self.config.images;
        let Asset { file, .. } = &self.assets[asset.index()];
        let extension = file.path.extension().to_ascii_lowercase();
        if !options.enabled || !matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "webp") {
            return None;
        }
        let (width, height) = file.dimensions()?;
        let mut widths = picture::widths(width, height, options);
        let own = widths.pop_if(|last| *last == width && extension == "webp");
        if widths.is_empty() {
            return None;
        }
        let mut key = String::new();
        file.still()?.iter().for_each(|byte| key.push_str(&format!("{byte:02x}")));
        widths.iter().for_each(|width| key.push_str(&format!("-{width}")));
        key.push_str(&format!("-{}-{}", options.quality, picture::VERSION));
        Some(Plan { key, widths, own })
    }

    fn is_sure(&self, asset: AssetId, plan: &Plan) -> bool {
        *self.pictures.0[asset.index()].sure.get_or_init(|| {
            let file = &self.assets[asset.index()].file;
            let (Some((width, height)), Ok(bytes)) = (file.dimensions(), file.bytes()) else { return false };
            picture::surely_lighter(&bytes, width, height, &plan.widths)
        })
    }

    fn made(&self, asset: AssetId, plan: &Plan) -> &Result<Kept, String> {
        self.pictures.0[asset.index()].made.get_or_init(|| {
            let memo = Memo::of_site(self.snapshot.root());
            if let Some(made) = memo.as_ref().and_then(|memo| memo.get(&plan.key)) {
                return Ok(Kept::OnDisk(made.widths()));
            }
            let made = self.make(asset, plan)?;
            let kept = memo.is_some_and(|memo| memo.keep(&plan.key, &made));
            Ok(if kept { Kept::OnDisk(made.widths()) } else { Kept::Here(made) })
        })
    }

    fn make(&self, asset: AssetId, plan: &Plan) -> Result<Made, String> {
        let bytes = self.assets[asset.index()].file.bytes().map_err(|error| error.to_string())?;
        picture::make(&bytes, &plan.widths, self.config.images.quality, self.is_sure(asset, plan))
    }
}
