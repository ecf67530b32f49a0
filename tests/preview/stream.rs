//! The event stream: what a tab is told, and that it never keeps others waiting.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::served::{Served, settings, write};

/// A stream as a tab holds it.
struct Tab {
    reader: BufReader<TcpStream>,
}

impl Tab {
    fn open(served: &Served, path: &str, hash: &str, number: u64) -> Self {
        let mut stream = served.connect();
        let own = served.own();
        let text = format!(
            "GET {own}events?url={path}&hash={hash}&number={number} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            served.port()
        );
        stream.write_all(text.as_bytes()).expect("sent");
        Tab { reader: BufReader::new(stream) }
    }

    /// The next message, within `patience`.
    fn next(&mut self, patience: Duration) -> Option<serde_json::Value> {
        let end = Instant::now() + patience;
        let mut line = String::new();
        while Instant::now() < end {
            let left = end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
            self.reader.get_ref().set_read_timeout(Some(left)).expect("set");
            match self.reader.read_line(&mut line) {
                Ok(0) => return None,
                Ok(_) => {
                    if let Some(data) = line.strip_prefix("data: ") {
                        return serde_json::from_str(data).ok();
                    }
                    line.clear();
                }
                Err(_) => return None,
            }
        }
        None
    }

    /// Messages until one is as wanted.
    fn until(&mut self, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let mut seen = Vec::new();
        while let Some(message) = self.next(Duration::from_secs(5)) {
            if wanted(&message) {
                return message;
            }
            seen.push(message);
        }
        panic!("not among {seen:?}");
    }
}

fn attribute(page: &str, name: &str) -> String {
    page.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn sheet(text: &str) -> String {
    format!("---\ntitre: Une fiche\nresume: r\nmots_cles: [eau]\n---\n\n{text}\n")
}

#[test]
fn a_tab_is_told_of_its_own_page_only() {
    let served = Served::start();
    let page = served.get("/fiches/une/").text();
    let hash = attribute(&page, "data-hash");
    let mut tab = Tab::open(&served, "/fiches/une/", &hash, 1);
    let first = tab.until(|message| !message["wrong"].is_null());
    assert_eq!(first["hash"], hash.as_str(), "nothing changed since it was served");
    write(
        served.root(),
        "content/fiches/deux.md",
        "---\ntitre: Deux\nresume: r\nstatut: brouillon\n---\n\nAutre corps. [[Une fiche]].\n",
    );
    served.until("/fiches/deux/", |reply| reply.text().contains("Autre corps"));
    assert_eq!(tab.next(Duration::from_millis(500)), None, "its bytes are the same");
    write(served.root(), "content/fiches/une.md", &sheet("Changé."));
    let told = tab.until(|message| message["hash"] != hash.as_str());
    let page = served.get("/fiches/une/").text();
    assert_eq!(told["hash"], attribute(&page, "data-hash").as_str());
    assert!(page.contains("Changé."), "the bytes are there when the tab is told");
}

#[test]
fn nothing_is_missed_by_who_comes_back() {
    let served = Served::start();
    // A tab of yesterday, or of another server: what it has is not what is served.
    let mut tab = Tab::open(&served, "/fiches/une/", "0123456789abcdef", 0);
    let told = tab.until(|_| true);
    assert_eq!(told["hash"], attribute(&served.get("/fiches/une/").text(), "data-hash").as_str());
    // An image changed while it slept.
    write(
        served.root(),
        "content/fiches/plan.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7\" height=\"7\"/>",
    );
    served.until("/fiches/plan.svg", |reply| reply.text().contains("\"7\""));
    let hash = attribute(&served.get("/fiches/deux/").text(), "data-hash");
    let mut tab = Tab::open(&served, "/fiches/deux/", &hash, 1);
    let told = tab.until(|_| true);
    assert!(told["files"].to_string().contains("/fiches/plan.svg"), "{told}");
}

#[test]
fn errors_come_and_go() {
    let served = Served::start();
    let mut tab = Tab::open(&served, "/fiches/une/", "x", 1);
    tab.until(|message| message["wrong"]["count"] == 0);
    write(served.root(), "content/fiches/une.md", &sheet("[cassé](nulle-part.md) <b onclick=x>"));
    let told = tab.until(|message| message["wrong"]["count"].as_u64().is_some_and(|count| count > 0));
    let error = &told["wrong"]["errors"][0];
    let text = error["text"].as_str().unwrap_or_default();
    assert!(text.contains("lien/introuvable") && text.contains("une.md:7:") && text.contains('^'), "{text}");
    assert_eq!((error["file"].as_str(), error["line"].as_u64()), (Some("content/fiches/une.md"), Some(7)));
    // An author sees the numbers that an auditor will ask about.
    write(served.root(), "content/fiches/une.md", &sheet("[vide]()"));
    let text = |told: &serde_json::Value| told["wrong"]["errors"][0]["text"].as_str().unwrap_or_default().to_owned();
    let told = tab.until(|message| text(message).contains("lien/vide"));
    assert!(text(&told).contains("RGAA\u{a0}6.2 (WCAG\u{a0}2.4.4)"), "{told}");
    write(served.root(), "content/fiches/une.md", &sheet("mendé"));
    tab.until(|message| message["wrong"]["count"] == 0);
    write(served.root(), "templates/page.html", "{{ page.titre.rien.du.tout }}");
    let told = tab.until(|message| message["wrong"]["count"].as_u64().is_some_and(|count| count > 0));
    assert!(
        told["wrong"]["errors"][0]["text"].as_str().unwrap_or_default().contains("templates/page.html:1"),
        "{told}"
    );
}

#[test]
fn many_streams_starve_nobody() {
    let served = Served::start();
    let own = served.own();
    let _streams: Vec<TcpStream> = (0..60)
        .map(|_| {
            let mut stream = served.connect();
            let host = format!("Host: 127.0.0.1:{}\r\n\r\n", served.port());
            let text = format!("GET {own}events?url=/&hash=x&number=1 HTTP/1.1\r\n{host}");
            stream.write_all(text.as_bytes()).expect("sent");
            stream
        })
        .collect();
    let began = Instant::now();
    for _ in 0..50 {
        assert_eq!(served.get("/fiches/").status, 200);
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn follows_the_page_being_written() {
    let served = Served::with(&classeur::preview::Settings { follow: true, ..settings() });
    let mut tab = Tab::open(&served, "/", "x", 1);
    tab.until(|_| true);
    write(served.root(), "content/fiches/une.md", &sheet("Suivi."));
    let told = tab.until(|message| !message["follow"].is_null());
    assert_eq!(told["follow"], "/fiches/une/");
}
