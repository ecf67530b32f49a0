//! Classeur turns a folder of Markdown sheets into a free-licensed static website.
//!
//! # The pipeline
//!
//! > A site is a pure function from a URL to bytes.
//!
//! ```text
//! files ──▶ Snapshot ──parse──▶ Documents ──link──▶ Site ──routes──▶ Route ──render──▶ bytes ──▶ public/ or HTTP
//! ```
//!
//! Modules stand in that order, and each imports only those before it (a test holds them to it):
//!
//! - [`source`]: the input at one instant, paths, spans; the only reader of the author's disk.
//! - [`picture`]: images in the widths that screens need, drawings made lighter.
//! - [`licence`]: what licences permit, ask for and combine with.
//! - [`diagnostic`]: one problem with its place; words in French and English; terminal, JSON, GitHub, SARIF.
//! - [`third_party`]: what HTML, stylesheets and scripts ask of other sites.
//! - [`minify`]: stylesheets and scripts without what only their authors read.
//! - [`value`]: trees of values with places, from YAML and TOML, and the reader that types them.
//! - [`config`]: site.toml, theme.toml, kinds of sheet.
//! - [`markdown`]: Markdown to HTML with holes, outline, references, French typography.
//! - [`content`]: one content file: its front matter typed, its text parsed.
//! - [`site`]: everything known once documents are together: URLs, sections, links, taxonomies, glossary.
//! - [`sheet`]: what a text means in its kind: phases and roles, scores, blanks.
//! - [`check`]: what only the whole site can tell is wrong.
//! - [`search`]: the search index, in shards that a script reads.
//! - [`render`]: templates over lazy views; holes filled.
//! - [`output`]: every route and its bytes.
//! - [`pipeline`]: the steps above as one, for `build`, `check` and `serve` alike.
//! - [`report`]: what the whole site weighs and lacks, on one page.
//! - [`publish`]: the atomic writer.
//! - [`preview`]: the server that shows every save.
//! - [`command`]: one file a command.
//!
//! Clocks, environment, randomness and the network are outside this function: the date of the build is an argument.

pub mod source;

pub mod picture;

pub mod licence;

pub mod diagnostic;

pub mod third_party;

pub mod minify;

pub mod value;

pub mod config;

pub mod markdown;

pub mod content;

pub mod site;

pub mod sheet;

pub mod check;

pub mod search;

pub mod render;

pub mod output;

pub mod pipeline;

pub mod report;

pub mod publish;

pub mod preview;

pub mod command;
