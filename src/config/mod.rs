//! `site.toml`, the theme's manifest and the kinds of sheet, all typed.
//!
//! Every mistake is a diagnostic with its line; a mistaken key keeps its default, so that the rest is checked too.

mod accessibility;
mod address;
mod form;
pub(crate) mod keys;
mod kind;
mod kind_toml;
mod policy;
mod schema;
mod site_read;
mod site_toml;
mod status;
mod taxonomy;
mod theme_toml;

pub use accessibility::{Accessibility, Conformance};
pub use address::language_tag;
pub use form::Form;
pub use keys::COMMON_KEYS;
pub use kind::{FacetBy, FieldDef, FieldType, Kind, Kinds, LocalText, RoleDef, fold_heading};
pub use policy::{PolicyChoice, PolicyPlace};
pub use schema::{sheet_schema, site_schema};
pub use site_read::EDITORS;
pub use site_toml::{Budget, Hosting, MenuEntry, Publisher, PublisherType, RawHtml, SiteConfig, TaxonomyDef};
pub use status::Status;
pub use theme_toml::ThemeConfig;
