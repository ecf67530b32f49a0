//! Apache's `.htaccess`: all in one file, each part only where its module is loaded.

use std::fmt::Write as _;

use super::{FOREVER, OPEN, SHORT, TYPES, base, moves, quoted, security};
use crate::site::Site;

pub(super) fn htaccess(site: &Site) -> String {
    let mut out = format!("ErrorDocument 404 {}/404.html\n", base(site));
    out.push_str("AddDefaultCharset utf-8\n");
    out.push_str("<IfModule mod_mime.c>\n");
    for (extension, kind) in TYPES {
        let _ = writeln!(out, "AddType \"{kind}\" .{extension}");
    }
    out.push_str("AddCharset utf-8 .html .css .js .svg .xml\n</IfModule>\n");
    out.push_str("<Files \"atom.xml\">\nForceType \"application/atom+xml; charset=utf-8\"\n</Files>\n");
    out.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in security(site) {
        let _ = writeln!(out, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(out, "Header set Cache-Control \"{SHORT}\"");
    // Eight hexadecimal digits before the extension: the fingerprint of what the theme publishes.
    let _ = writeln!(
        out,
        "<FilesMatch \"\\.[0-9a-f]{{8}}\\.[a-z0-9]+$\">\nHeader set Cache-Control \"{FOREVER}\"\n</FilesMatch>"
    );
    let _ = writeln!(
        out,
        "<FilesMatch \"\\.({})$\">\nHeader set Access-Control-Allow-Origin \"*\"\n</FilesMatch>",
        OPEN.join("|")
    );
    out.push_str("</IfModule>\n");
    out.push_str("<IfModule mod_deflate.c>\nAddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript text/markdown text/plain text/csv text/calendar application/json application/ld+json application/xml application/atom+xml image/svg+xml\n</IfModule>\n");
    // Apache compares with the address once decoded. `Redirect` would take whatever begins so, and go round where an
    // old address is the start of its new one.
    for (from, _, to) in moves(site) {
        let _ = writeln!(out, "RedirectMatch 301 \"^{}$\" \"{to}\"", quoted(&from, ".+*?^$()[]{}|\\\""));
    }
    out
}
