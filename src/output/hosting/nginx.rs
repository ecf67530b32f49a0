//! nginx's files: one for the `http` block, where maps stand, one for the `server` block.

use std::fmt::Write as _;

use super::{FOREVER, OPEN, SHORT, TYPES, base, moves, quoted, security};
use crate::site::Site;

/// `redirects.nginx.conf`, for the `http` block.
pub(super) fn redirects(site: &Site) -> String {
    let mut out = String::from(
        "# À inclure dans le bloc http ; classeur.nginx.conf, dans le bloc server, s'en sert.\nmap $uri $nouvelle_adresse {\n",
    );
    // nginx compares with the address once decoded.
    for (from, _, to) in moves(site) {
        let _ = writeln!(out, "    \"{}\" \"{to}\";", quoted(&from, "\\\"$~"));
    }
    out.push_str("}\n");
    out
}

/// `classeur.nginx.conf`, for the `server` block. A block that adds a header of its own loses those of the block
/// around it: all of them are added in one place, from variables.
pub(super) fn server(site: &Site) -> String {
    let mut out = String::from("# À inclure dans le bloc server, après root.\n");
    let _ = writeln!(out, "error_page 404 {}/404.html;", base(site));
    out.push_str("charset utf-8;\ncharset_types text/css text/javascript application/javascript text/xml text/plain text/markdown text/csv text/calendar image/svg+xml application/atom+xml;\n");
    let _ = writeln!(out, "set $classeur_duree \"{SHORT}\";");
    let _ = writeln!(out, "if ($uri ~ \"\\.[0-9a-f]{{8}}\\.[a-z0-9]+$\") {{ set $classeur_duree \"{FOREVER}\"; }}");
    out.push_str("set $classeur_donnees \"\";\n");
    let _ = writeln!(out, "if ($uri ~ \"\\.({})$\") {{ set $classeur_donnees \"*\"; }}", OPEN.join("|"));
    for (name, value) in security(site) {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    out.push_str(
        "add_header Cache-Control $classeur_duree;\nadd_header Access-Control-Allow-Origin $classeur_donnees;\n",
    );
    for (extension, kind) in TYPES {
        // The encoding is added by `charset`, or `gzip_types` would not know the type.
        let kind = kind.split(';').next().unwrap_or(kind);
        let _ = writeln!(out, "location ~ \\.{extension}$ {{ types {{ }} default_type {kind}; }}");
    }
    out.push_str("location ~ /atom\\.xml$ { types { } default_type application/atom+xml; }\n");
    out.push_str("gzip on;\ngzip_vary on;\ngzip_types text/css text/javascript application/javascript text/markdown text/plain text/csv text/calendar text/xml application/json application/ld+json application/xml application/atom+xml image/svg+xml;\n");
    if !site.redirects.is_empty() {
        out.push_str("if ($nouvelle_adresse) { return 301 $nouvelle_adresse; }\n");
    }
    out
}
