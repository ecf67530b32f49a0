//! Netlify's files, which Cloudflare Pages and others read too.

use std::fmt::Write as _;

use super::{FOREVER, OPEN, TYPES, base, moves, security};
use crate::site::Site;

/// `_redirects`.
pub(super) fn redirects(site: &Site) -> String {
    moves(site).map(|(_, from, to)| format!("{from} {to} 301\n")).collect()
}

/// `_headers`. A header that two rules give is given twice: no rule repeats another's. How long to keep a page is left
/// to these hosts, which know when a site is published anew.
pub(super) fn headers(site: &Site) -> String {
    let base = base(site);
    let mut out = format!("{base}/*\n");
    for (name, value) in security(site) {
        let _ = writeln!(out, "  {name}: {value}");
    }
    let _ = writeln!(out, "{base}/assets/*\n  Cache-Control: {FOREVER}");
    for (extension, kind) in TYPES {
        let _ = writeln!(out, "{base}/*.{extension}\n  Content-Type: {kind}");
        if OPEN.contains(&extension) {
            out.push_str("  Access-Control-Allow-Origin: *\n");
        }
    }
    out
}
