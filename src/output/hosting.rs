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
        let (from, to) = (path(&redirect.from), path(&site.page(redirect.to).url));
        let _ = match file {
            "_redirects" => writeln!(out, "{from} {to} 301"),
            ".htaccess" => writeln!(out, "RedirectMatch 301 \"^{}$\" \"{to}\"", regex_escape(&from)),
            _ => writeln!(out, "    \"{from}\" \"{to}\";"),
        };
    }
    if file == "redirects.nginx.conf" {
        out.push_str("}\n");
    }
    out
}

/// `Redirect` would also move everything below an old address: a whole pattern moves only itself.
fn regex_escape(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    for c in path.chars() {
        if matches!(c, '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' | '|' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
