//! Pages to HTML: minijinja templates over lazy views of a site, and the holes of bodies filled.
//!
//! Nothing is copied for a template: it asks views for what it shows. Never decides what is published: see `output`.

mod body;
mod citation;
mod compiled;
mod components;
mod credit;
mod dates;
mod download;
mod engine;
mod error;
mod facet_rows;
mod filters;
mod fragment;
mod html;
mod items;
mod json_ld;
mod known_strings;
mod markdown_twin;
mod mention;
mod plain;
mod scope;
mod strings;
mod subject;
mod variants;
mod view;
mod whole;

pub use body::body_html;
pub use dates::{long_date, month_name};
pub use engine::Engine;
pub use facet_rows::{facet_rows, rows_url};
pub use markdown_twin::{blank_document, filled_document, markdown_twin};
pub use scope::{LinkStyle, Scope, options};
pub use subject::{Listing, Subject, render};
pub use view::kind::status_label;
pub use view::licence::licence_names;
