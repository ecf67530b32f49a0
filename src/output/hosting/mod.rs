//! What a host is told in its own words: old URLs that answer 301 and not only a stub, headers of security, how long
//! to keep each file, types, the 404 page.
//!
//! Knows the hosts; the policy of pages is the configuration's.

mod apache;
mod netlify;
mod nginx;

use crate::config::PolicyPlace;
use crate::site::Site;
use crate::source::UrlPath;

/// The files that `[hosting] servers` asks for.
pub(super) fn files(site: &Site) -> Vec<&'static str> {
    let wanted = |host: &str| site.config.hosting.servers.iter().any(|asked| asked == host);
    let moved = !site.redirects.is_empty();
    let all = [
        ("netlify", "_redirects", moved),
        ("netlify", "_headers", true),
        ("apache", ".htaccess", true),
        ("nginx", "redirects.nginx.conf", moved),
        ("nginx", "classeur.nginx.conf", true),
    ];
    all.into_iter().filter(|(host, _, needed)| *needed && wanted(host)).map(|(_, file, _)| file).collect()
}

/// The content of one of them.
pub(super) fn text(site: &Site, file: &str) -> String {
    match file {
        "_redirects" => netlify::redirects(site),
        "_headers" => netlify::headers(site),
        ".htaccess" => apache::htaccess(site),
        "redirects.nginx.conf" => nginx::redirects(site),
        _ => nginx::server(site),
    }
}

/// Headers of every answer: name and value, without `"`.
fn security(site: &Site) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ];
    if let Some(policy) = site.config.policy(PolicyPlace::Header) {
        headers.insert(0, ("Content-Security-Policy", policy));
    }
    headers
}

/// A file whose name holds its fingerprint never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// The others are asked for again after five minutes, and most often have not changed.
const SHORT: &str = "public, max-age=300";

/// Types that hosts do not know, or to which they give no encoding: extension and type.
const TYPES: [(&str, &str); 7] = [
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("jsonld", "application/ld+json"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
];

/// Extensions of the open data, which pages of other sites may read.
const OPEN: [&str; 5] = ["csv", "ics", "json", "jsonld", "md"];

/// The path of the public address, `""` at the root of its host.
fn base(site: &Site) -> &str {
    site.base_url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("")
}

/// Each old path as it is once decoded and as a URL, and the new URL; below the path of the public address.
fn moves(site: &Site) -> impl Iterator<Item = (String, String, String)> {
    let base = base(site);
    let path = move |url: &UrlPath| format!("{base}{}", url.encoded());
    site.redirects.iter().map(move |redirect| {
        (format!("{base}{}", redirect.from), path(&redirect.from), path(&site.page(redirect.to).url))
    })
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
