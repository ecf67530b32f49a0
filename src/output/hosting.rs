//! Redirects in the form of a host, so that old URLs answer 301 and not only a stub.

use std::fmt::Write as _;

use crate::site::Site;
use crate::source::UrlPath;

/// The files that `[hosting] redirects` asks for.
pub(super) fn files(site: &Site) -> Vec<&'static str> {
    let wanted = |host: &str| site.config.hosting.redirects.iter().any(|asked| asked == host);
    let all = [("netlify", "_redirects"), ("apache", ".htaccess"), ("nginx", "redirects.nginx.conf")];
    if site.redirects.is_empty() {
        Vec::new()
    } else {
        all.into_iter().filter(|(host, _)| wanted(host)).map(|(_, file)| file).collect()
    }
}

/// The content of one of them. Paths are below the public address's own path.
pub(super) fn redirects(site: &Site, file: &str) -> String {
    let base = site.base_url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("");
    let path = |url: &UrlPath| format!("{base}{}", url.encoded());
    let mut out = String::new();
    if file == "redirects.nginx.conf" {
        out.push_str("# À inclure dans le bloc http, puis : if ($nouvelle_adresse) { return 301 $nouvelle_adresse; }\nmap $uri $nouvelle_adresse {\n");
    }
    for redirect in &site.redirects {
        let to = path(&site.page(redirect.to).url);
        // Apache and nginx compare with the address once decoded. Apache's `Redirect` would take whatever begins so,
        // and go round where an old address is the start of its new one.
        let decoded = format!("{base}{}", redirect.from);
        let _ = match file {
            "_redirects" => writeln!(out, "{} {to} 301", path(&redirect.from)),
            ".htaccess" => writeln!(out, "RedirectMatch 301 \"^{}$\" \"{to}\"", quoted(&decoded, ".+*?^$()[]{}|\\\"")),
            _ => writeln!(out, "    \"{}\" \"{to}\";", quoted(&decoded, "\\\"$~")),
        };
    }
    if file == "redirects.nginx.conf" {
        out.push_str("}\n");
    }
    out
}

/// `text` with a backslash before each of `special`.
fn quoted(text: &str, special: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if special.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
