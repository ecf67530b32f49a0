//! `theme.toml`.

use crate::value::Table;

/// A theme's manifest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThemeConfig {
    /// `name`.
    pub name: String,
    /// `licence`.
    pub licence: Option<String>,
    /// `min_version`: the first version of Classeur it works with.
    pub min_version: Option<String>,
    /// `[extra]`: defaults that the site's `[extra]` overrides.
    pub extra: Table,
}
