//! `site.toml`, the theme's manifest and the kinds of sheet, all typed.
//!
//! Every mistake is a diagnostic with its line; a mistaken key keeps its default, so that the rest is checked too.

mod kind;
mod site_toml;
mod status;
mod theme_toml;

pub use kind::{FieldDef, FieldType, Kind, Kinds, LocalText, RoleDef};
pub use site_toml::{Hosting, MenuEntry, Publisher, PublisherType, RawHtml, SiteConfig, TaxonomyDef};
pub use status::Status;
pub use theme_toml::ThemeConfig;
