//! The test suite of the crate, in one binary so that it links once.
//!
//! - `features`: one small site a feature, its published files compared with those expected (`tests/sites/features/`);
//! - `diagnostics`: one site a diagnostic code, and what an author reads of it (`tests/sites/diagnostics/`);
//! - `severities`, `commands`: rules of `[checks]`, exit codes, forms of diagnostics;
//! - `templates`: what a theme's author reads; `components`: every block of the embedded theme;
//! - `determinism`, `hostile`, `random`: laws that hold for any input;
//! - `architecture`: the order of modules; `own_site`: every link of this repository's own site;
//! - `history`: dates that git gives;
//! - `cards`: the pictures of sheets; `hosting`: what hosts are told;
//! - `awkward`: documents as authors leave them;
//! - `open_data`: catalogues and their schemas; `schema_org`: JSON-LD against a table of terms; `round_trip`: a site built
//!   from its own published Markdown.
//!
//! `UPDATE_EXPECT=1 cargo test --test suite` rewrites what is expected; read the difference before committing it.
//! `FIXTURE=name` runs only the fixtures whose name contains that.

mod architecture;
mod awkward;
#[cfg(feature = "cards")]
mod cards;
mod commands;
mod components;
mod determinism;
mod diagnostics;
mod diff;
mod features;
mod fixture;
mod folder;
mod history;
mod hostile;
mod hosting;
mod open_data;
mod own_site;
mod random;
mod round_trip;
mod schema_org;
mod severities;
mod templates;
#[cfg(feature = "images")]
mod variants;
