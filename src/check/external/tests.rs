//! Checks links to small servers on this machine.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::civil::date;

use super::*;
use crate::source::{Role, SourceFile, Span};

/// A server that answers as the path says, and remembers what it was asked.
struct Server {
    http: Arc<tiny_http::Server>,
    asked: Arc<Mutex<Vec<String>>>,
    most: Arc<AtomicUsize>,
}

impl Server {
    fn start() -> Self {
        let http = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("a free port"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        for _ in 0..16 {
            let (http, asked, now, most) = (Arc::clone(&http), Arc::clone(&asked), Arc::clone(&now), Arc::clone(&most));
            std::thread::spawn(move || {
                while let Ok(request) = http.recv() {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    answer(request, &asked, &now);
                }
            });
        }
        Server { http, asked, most }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.http.server_addr().to_ip().expect("an IP address"))
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("no panic"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..16 {
            self.http.unblock();
        }
    }
}

fn answer(request: tiny_http::Request, asked: &Mutex<Vec<String>>, now: &AtomicUsize) {
    let (method, path) = (request.method().to_string(), request.url().to_owned());
    let times = {
        let mut asked = asked.lock().expect("no panic");
        let line = format!("{method} {path}");
        let times = asked.iter().filter(|before| **before == line).count();
        asked.push(line);
        times
    };
    let agent = request.headers().iter().find(|header| header.field.equiv("User-Agent"));
    assert!(agent.is_some_and(|agent| agent.value.as_str() == "Classeur/0.1 (+link check)"));
    let reply = |status: u16, header: Option<(&str, &str)>| {
        let response = tiny_http::Response::from_string("corps").with_status_code(status);
        match header {
            Some((name, value)) => {
                response.with_header(tiny_http::Header::from_bytes(name, value).expect("a header of the test"))
            }
            None => response,
        }
    };
    let moved = |status: u16, to: &str| reply(status, Some(("Location", to)));
    let response = match (method.as_str(), path.split('?').next().unwrap_or_default()) {
        (_, "/moved") => moved(301, "/ok"),
        (_, "/moved-twice") => moved(308, "moved"),
        (_, "/moved-then-login") => moved(301, "/login"),
        (_, "/login") => moved(302, "/ok"),
        (_, "/moved-to-nothing") => moved(301, "/404"),
        (_, "/loop") => moved(301, "/loop"),
        (_, "/nowhere") => moved(301, "ftp://a.fr/"),
        ("HEAD", "/no-head") => reply(405, None),
        ("HEAD", "/no-head-501") => reply(501, None),
        ("HEAD", "/no-head-403") => reply(403, None),
        (_, "/busy-once") if times == 0 => reply(429, Some(("Retry-After", "0"))),
        (_, "/busy") => reply(503, Some(("Retry-After", "0"))),
        (_, "/slow") => {
            std::thread::sleep(Duration::from_millis(900));
            reply(200, None)
        }
        (_, "/a-while") => {
            std::thread::sleep(Duration::from_millis(40));
            reply(200, None)
        }
        (_, path) => reply(path[1..].parse().unwrap_or(200), None),
    };
    // The client may ask again as soon as it has the answer.
    now.fetch_sub(1, Ordering::SeqCst);
    let _ = request.respond(response);
}

fn options() -> ExternalOptions {
    ExternalOptions { total: Duration::from_secs(20), ..ExternalOptions::new(date(2026, 11, 22)) }
}

fn links(urls: &[String]) -> Vec<(String, Place)> {
    let file = SourceFile::in_memory("content/a.md", Role::Content, "texte");
    urls.iter().enumerate().map(|(at, url)| (url.clone(), Place::new(&file, Span::at(at)))).collect()
}

/// The problems of `urls`, shortened: `lien/externe 404`.
fn problems(urls: &[String], options: &ExternalOptions) -> BTreeMap<String, String> {
    let brief = |diagnostic: &Diagnostic| match &diagnostic.problem {
        Problem::ExternalBroken { url, status } => (url.clone(), format!("broken {status}")),
        Problem::ExternalUnreachable { url, reason } => (url.clone(), format!("unreachable: {reason:?}")),
        Problem::ExternalMoved { url, to } => (url.clone(), format!("moved to {to}")),
        other => panic!("{other:?}"),
    };
    check_external(links(urls), options).iter().map(brief).collect()
}

#[test]
fn answers() {
    let server = Server::start();
    let check = |path: &str, expected: &str, requests: &[&str]| {
        let url = server.url(path);
        let found = problems(std::slice::from_ref(&url), &options());
        assert_eq!(found.get(&url).map_or("", String::as_str), expected, "{path}");
        assert_eq!(server.asked(), requests, "{path}");
    };
    let moved = |to: &str| format!("moved to {}", server.url(to));
    check("/ok", "", &["HEAD /ok"]);
    check("/ok?a=b#ici", "", &["HEAD /ok?a=b"]);
    check("/été", "", &["HEAD /%C3%A9t%C3%A9"]);
    check("/404", "broken 404", &["HEAD /404"]);
    check("/410", "broken 410", &["HEAD /410"]);
    check("/500", "broken 500", &["HEAD /500", "GET /500"]);
    check("/403", "unreachable: Unwilling(403)", &["HEAD /403", "GET /403"]);
    check("/moved", &moved("/ok"), &["HEAD /moved", "HEAD /ok"]);
    check("/moved#ici", &moved("/ok#ici"), &["HEAD /moved", "HEAD /ok"]);
    check("/moved-twice", &moved("/ok"), &["HEAD /moved-twice", "HEAD /moved", "HEAD /ok"]);
    check("/login", "", &["HEAD /login", "HEAD /ok"]);
    check("/moved-then-login", &moved("/login"), &["HEAD /moved-then-login", "HEAD /login", "HEAD /ok"]);
    check("/moved-to-nothing", "broken 404", &["HEAD /moved-to-nothing", "HEAD /404"]);
    check("/loop", "unreachable: TooManyRedirects", &["HEAD /loop"; 11]);
    check("/nowhere", "unreachable: BadRedirect", &["HEAD /nowhere"]);
    check("/no-head", "", &["HEAD /no-head", "GET /no-head"]);
    check("/no-head-501", "", &["HEAD /no-head-501", "GET /no-head-501"]);
    check("/no-head-403", "", &["HEAD /no-head-403", "GET /no-head-403"]);
    check("/busy-once", "", &["HEAD /busy-once", "HEAD /busy-once"]);
    check("/busy", "unreachable: Unwilling(503)", &["HEAD /busy", "HEAD /busy"]);
}

#[test]
fn slow_servers() {
    let server = Server::start();
    let hurried = ExternalOptions { timeout: Duration::from_millis(300), ..options() };
    let url = server.url("/slow");
    assert_eq!(problems(std::slice::from_ref(&url), &hurried)[&url], "unreachable: Timeout");
    assert_eq!(server.asked(), ["HEAD /slow"]);
}

#[test]
fn no_answer() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/", closed.local_addr().expect("bound"));
    drop(closed);
    assert_eq!(problems(std::slice::from_ref(&url), &options())[&url], "unreachable: Refused");
    let unreadable = "http://a b/".to_owned();
    assert!(problems(std::slice::from_ref(&unreadable), &options())[&unreadable].starts_with("unreachable: "));
}

#[test]
fn what_is_not_of_the_web_is_passed_over() {
    let urls = ["mailto:a@b.fr", "tel:+33123456789", "ftp://a.fr/", "../a.md", "#ici", "data:,x"];
    assert!(problems(&urls.map(str::to_owned), &options()).is_empty());
}

#[test]
fn one_request_for_every_place() {
    let server = Server::start();
    let urls = [server.url("/404"), server.url("/ok"), server.url("/404#ici"), server.url("/404")];
    let found = check_external(links(&urls), &options());
    let starts: Vec<u32> = found.iter().filter_map(|diagnostic| Some(diagnostic.place.as_ref()?.span.start)).collect();
    assert_eq!(starts, [0, 2, 3]);
    let mut asked = server.asked();
    asked.sort();
    assert_eq!(asked, ["HEAD /404", "HEAD /ok"]);
}

#[test]
fn limits() {
    let servers: Vec<Server> = (0..4).map(|_| Server::start()).collect();
    let urls: Vec<String> = (0..40).map(|at| servers[at % 4].url(&format!("/a-while?{at}"))).collect();
    let start = Instant::now();
    let options = ExternalOptions { at_once: 6, ..options() };
    assert!(problems(&urls, &options).is_empty());
    let most: Vec<usize> = servers.iter().map(|server| server.most.load(Ordering::SeqCst)).collect();
    assert!(most.iter().all(|most| *most <= 2), "{most:?}");
    assert!(most.contains(&2), "one after the other: {most:?}");
    let least = Duration::from_millis(40) * 40 / 6;
    assert!(start.elapsed() >= least, "more than six at once");
}

#[test]
fn time_is_up() {
    let server = Server::start();
    let urls: Vec<String> = (0..30).map(|at| server.url(&format!("/slow?{at}"))).collect();
    let options = ExternalOptions { total: Duration::from_millis(300), ..options() };
    let start = Instant::now();
    let found = problems(&urls, &options);
    assert!(start.elapsed() < Duration::from_secs(3));
    assert_eq!(found.len(), 30);
    assert_eq!(found.values().filter(|problem| problem.contains("OutOfTime")).count(), 28);
}

#[test]
fn answers_are_kept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start();
    let urls = ["/ok", "/404", "/moved", "/busy"].map(|path| server.url(path));
    let options = |day| ExternalOptions {
        cache: Some(folder.path().join(".classeur-cache/liens.json")),
        today: date(2026, 11, day),
        ..options()
    };
    let first = problems(&urls, &options(1));
    assert_eq!(server.asked().len(), 6);
    assert_eq!(problems(&urls, &options(1)), first);
    assert_eq!(server.asked(), ["HEAD /busy", "HEAD /busy"], "only what may change within the hour");
    let urls = ["/ok", "/404", "/moved"].map(|path| server.url(path));
    problems(&urls, &options(2));
    assert_eq!(server.asked(), ["HEAD /404"], "errors are kept for a day");
    problems(&urls, &options(7));
    assert_eq!(server.asked(), ["HEAD /404"]);
    problems(&urls, &options(8));
    assert_eq!(server.asked().len(), 4, "a week later all is asked again");
}
