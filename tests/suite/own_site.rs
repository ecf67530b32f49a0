//! This repository's own site: every link, fragment and file of what is published resolves, from wherever it is served.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use classeur::pipeline::Assembly;

use super::folder::{Built, options};

/// What a page offers and asks: its ids, and the addresses in it.
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
}

/// The values of attributes that hold addresses, and ids. Published HTML is well formed: a scan of its tags is enough.
fn read(html: &str) -> Page {
    let mut page = Page { ids: BTreeSet::new(), links: Vec::new() };
    let unescape = |text: &str| text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'");
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or("")) {
        for (name, list) in [(" id=\"", None), (" href=\"", Some(())), (" src=\"", Some(()))] {
            for (at, _) in tag.match_indices(name) {
                let value = unescape(tag[at + name.len()..].split('"').next().unwrap_or(""));
                match list {
                    None => assert!(page.ids.insert(value.clone()), "the id `{value}` is there twice"),
                    Some(()) => page.links.push(value),
                }
            }
        }
    }
    page
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).expect("links are UTF-8")
}

/// The published file that `link` leads to from `from`, both paths from the root of the site.
fn target(from: &str, link: &str) -> String {
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    let link = link.split(['?', '#']).next().unwrap_or("");
    if link.is_empty() {
        return from.to_owned();
    }
    let decoded = decoded(link);
    for segment in decoded.split('/') {
        match segment {
            "" | "." => {}
            ".." => assert!(segments.pop().is_some(), "{from}: {link} leaves the site"),
            name => segments.push(name),
        }
    }
    let path = segments.join("/");
    let folder = decoded.ends_with('/') || matches!(decoded.rsplit('/').next(), Some("." | ".."));
    match (folder, path.is_empty()) {
        (true, true) => "index.html".to_owned(),
        (true, false) => format!("{path}/index.html"),
        _ => path,
    }
}

/// What does not resolve.
fn broken(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let html = files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html");
    let pages: BTreeMap<&str, Page> =
        html.map(|(path, bytes)| (path.as_str(), read(std::str::from_utf8(bytes).expect("HTML is UTF-8")))).collect();
    let mut wrong = Vec::new();
    for (path, page) in &pages {
        for link in &page.links {
            let external =
                link.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphabetic()));
            if external || link.starts_with("//") {
                continue;
            }
            if link.starts_with('/') {
                wrong.push(format!("{path}: {link} starts from the host's root"));
                continue;
            }
            let to = target(path, link);
            if !files.contains_key(&to) {
                wrong.push(format!("{path}: {link} leads to {to}, which is not there"));
                continue;
            }
            let fragment = link.split_once('#').map(|(_, fragment)| decoded(fragment)).filter(|f| !f.is_empty());
            if let (Some(fragment), Some(page)) = (fragment, pages.get(to.as_str()))
                && !page.ids.contains(&fragment)
            {
                wrong.push(format!("{path}: {to} has no #{fragment}"));
            }
        }
    }
    wrong
}

fn own_site(portable: bool) -> Built {
    let options = classeur::site::BuildOptions { portable, ..options() };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = Built::of(&Assembly::of_folder(root, &options, None).expect("our own site"));
    assert!(!built.files.is_empty(), "it does not build\n{}", built.said());
    built
}

#[test]
fn every_link_fragment_and_file_resolves() {
    let built = own_site(false);
    let pages = built.files.keys().filter(|path| path.ends_with(".html")).count();
    assert!(pages > 20, "{pages} pages");
    let wrong = broken(&built.files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // A clone without its history, as a CI may make, is told of: it is not a fault of the site.
    let faults = built.codes().into_iter().filter(|code| !code.starts_with("fichier/historique-")).count();
    assert_eq!(faults, 0, "our own site has nothing to report\n{}", built.said());
}

#[test]
fn portable_links_name_their_file() {
    let built = own_site(true);
    let wrong = broken(&built.files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        for link in read(std::str::from_utf8(bytes).expect("UTF-8")).links {
            let path_of_link = link.split(['?', '#']).next().unwrap_or("");
            assert!(link.contains("://") || link.contains("mailto:") || !path_of_link.ends_with('/'), "{path}: {link}");
        }
    }
}

#[test]
fn what_is_broken_is_found() {
    let page = |links: &str| format!("<main id=\"ici\">{links}</main>").into_bytes();
    let files: BTreeMap<String, Vec<u8>> = [
        ("index.html", page("<a href=\"./\"></a><a href=\"a/#ici\"></a><a href=\"#ici\"></a>")),
        (
            "a/index.html",
            page("<a href=\"../rien/\"></a><a href=\"../#rien\"></a><img src=\"/a.png\"><a href=\"../été%20a.txt\">"),
        ),
        ("été a.txt", Vec::new()),
    ]
    .map(|(path, bytes)| (path.to_owned(), bytes))
    .into();
    assert_eq!(broken(&files).len(), 3, "{:?}", broken(&files));
}
