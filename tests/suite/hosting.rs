//! What hosts are told, and the policy that pages carry on any host.

use classeur::site::BuildOptions;

use super::folder::{Folder, SITE, options};

fn site(more: &str) -> Folder {
    Folder::new(&[
        ("site.toml", &format!("{SITE}{more}")),
        ("content/a.md", "---\ntitre: A\nresume: Une fiche.\n---\n\nTexte.\n"),
    ])
}

#[test]
fn every_page_carries_the_policy_before_what_it_loads() {
    let built = site("[hosting]\nservers = [\"gitlab\"]\n").build();
    let pages = built.files.keys().filter(|path| path.ends_with(".html"));
    let mut read = 0;
    for path in pages {
        let page = built.text(path);
        let policy =
            page.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self';");
        let first = ["<script", "<link", "<img", "<style"].iter().filter_map(|tag| page.find(tag)).min();
        assert!(policy.is_some_and(|at| first.is_none_or(|first| at < first)), "{path}: {page}");
        assert!(!page.contains("frame-ancestors"), "{path}: it means nothing in a page");
        read += 1;
    }
    assert!(read > 5, "{read} pages");
}

#[test]
fn what_the_site_says_of_the_policy() {
    let page = |more: &str, options: &BuildOptions| site(more).build_with(options).text("a/index.html").to_owned();
    let wider = page("[hosting]\nservers = [\"s3\"]\ncsp = \"img-src 'self' data:\"\n", &options());
    assert!(wider.contains("; img-src 'self' data:;") && wider.contains("script-src 'self';"), "{wider}");
    let none = page("[hosting]\nservers = [\"s3\"]\ncsp = \"off\"\n", &options());
    let portable = page("[hosting]\nservers = [\"s3\"]\n", &BuildOptions { portable: true, ..options() });
    let unsaid = page("", &options());
    for page in [none, portable, unsaid] {
        assert!(!page.contains("Content-Security-Policy"), "{page}");
    }
}

#[test]
fn a_server_is_told_what_pages_say() {
    let built = site("[hosting]\nservers = [\"nginx\", \"apache\", \"cloudflare\"]\n").build();
    assert!(built.diagnostics.is_empty(), "{}", built.said());
    for file in ["classeur.nginx.conf", ".htaccess", "_headers"] {
        let text = built.text(file);
        for said in ["default-src 'none'; script-src 'self';", "frame-ancestors 'none'", "nosniff", "immutable"] {
            assert!(text.contains(said), "{file}: {said}\n{text}");
        }
    }
    // There is nothing to redirect.
    assert!(!built.files.contains_key("_redirects") && !built.files.contains_key("redirects.nginx.conf"));
    let without = site("[hosting]\nservers = [\"apache\"]\ncsp = \"off\"\n").build();
    assert!(!without.text(".htaccess").contains("Content-Security-Policy"));
    assert!(!without.files.contains_key("_headers"));
}
