//! What a local server must refuse, byte by byte.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::served::{Served, settings, write};

#[test]
fn only_its_own_names() {
    let served = Served::start();
    let port = served.port();
    let status = |host: &str| {
        served.raw(format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n").as_bytes()).map(|reply| reply.status)
    };
    assert_eq!(status(&format!("Host: 127.0.0.1:{port}\r\n")), Some(200));
    assert_eq!(status(&format!("Host: localhost:{port}\r\n")), Some(200));
    for name in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port - 1),
        format!("127.0.0.1:{port}0"),
        format!("127.0.0.1:0{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("evil.example#127.0.0.1:{port}"),
        format!("0.0.0.0:{port}"),
        format!("192.168.1.1:{port}"),
        format!("[::]:{port}"),
        String::new(),
    ] {
        assert_eq!(status(&format!("Host: {name}\r\n")), Some(421), "{name}");
    }
    assert_eq!(status(""), Some(400), "no Host");
    assert_eq!(status(&format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n")), Some(400), "two Hosts");
}

#[test]
fn only_its_own_pages() {
    let served = Served::start();
    let port = served.port();
    let own = served.own();
    for path in ["/".to_owned(), format!("{own}client.js"), format!("{own}events?url=/&hash=a&number=1")] {
        let status = |headers: &str| served.ask("HEAD", &path, headers, "").status;
        for origin in [
            "http://evil.example",
            "null",
            "https://localhost",
            "http://localhost",
            &format!("https://127.0.0.1:{port}"),
            &format!("http://127.0.0.1:{port}.evil.example"),
        ] {
            assert_eq!(status(&format!("Origin: {origin}\r\n")), 403, "{path} {origin}");
        }
        assert_eq!(status("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n"), 403);
        assert_eq!(status("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n"), 403);
        assert_eq!(status("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"), 403);
    }
    let status = |headers: &str| served.ask("GET", "/", headers, "").status;
    assert_eq!(status(&format!("Origin: http://127.0.0.1:{port}\r\n")), 200);
    assert_eq!(status("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"), 200);
    let reply = served.ask("GET", "/", &format!("Origin: http://127.0.0.1:{port}\r\n"), "");
    assert!(!reply.head.to_lowercase().contains("access-control"), "no CORS: {}", reply.head);
}

#[test]
fn every_answer_is_closed_to_others() {
    let served = Served::start();
    for path in ["/", "/nulle-part", "/fiches/plan.svg", "/robots.txt", &format!("{}client.js", served.own())] {
        let reply = served.get(path);
        assert_eq!(reply.header("X-Content-Type-Options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("Cross-Origin-Resource-Policy"), Some("same-origin"), "{path}");
    }
    let policy = served.get("/").header("Content-Security-Policy").unwrap_or_default().to_owned();
    assert!(
        policy.contains("default-src 'none'; script-src 'self';") && policy.contains("frame-ancestors 'self'"),
        "{policy}"
    );
    assert_eq!(served.get("/fiches/plan.svg").header("Content-Type"), Some("image/svg+xml"));
    assert_eq!(served.get("/fiches/une/index.md").header("Content-Type"), Some("text/markdown; charset=utf-8"));
}

#[test]
fn only_reading() {
    let served = Served::start();
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "PROPFIND"] {
        assert_eq!(served.ask(method, "/", "", "").status, 405, "{method}");
    }
    assert_eq!(served.ask("POST", "/", "", "a=1").status, 405);
    assert_eq!(
        served.ask("POST", "/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", "a=1").status,
        403
    );
    let (get, head) = (served.get("/"), served.ask("HEAD", "/", "", ""));
    assert_eq!(head.header("Content-Length"), get.header("Content-Length"));
    assert!(head.body.is_empty());
}

#[test]
fn no_way_to_a_source_file() {
    let served = Served::start();
    write(served.root(), "static/ouvert.txt", "publié");
    write(served.root(), "secret.txt", "Motus");
    served.until("/ouvert.txt", |reply| reply.status == 200);
    for path in [
        "/site.toml",
        "/content/fiches/une.md",
        "/fiches/une.md",
        "/fiches/une.md?raw",
        "/secret.txt",
        "/static/ouvert.txt",
        "/@fs/etc/passwd",
        "/(classeur)/themes/classeur/templates/base.html",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/fiches/une/index.md%20",
        "/fiches/une/index.md::$DATA",
    ] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    for path in [
        "/../secret.txt",
        "/fiches/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/fiches\\..\\..\\secret.txt",
        "/./secret.txt",
        "//secret.txt",
        "/secret.txt%00.html",
        "/%",
        "/%c0%ae%c0%ae/secret.txt",
        "secret.txt",
        "http://127.0.0.1/secret.txt",
        "file:///etc/passwd",
    ] {
        let reply = served.get(path);
        assert_eq!(reply.status, 400, "{path}");
        assert!(!reply.text().contains("Motus"));
    }
    // Decoded once: what is still encoded is only a name.
    assert_eq!(served.get("/%252e%252e/secret.txt").status, 404);
}

#[test]
fn the_editor_opens_for_the_token_and_source_files_only() {
    let served = Served::start();
    let own = served.own();
    let wrong = format!("/-classeur-/{}/", "0".repeat(32));
    let post = |path: &str, body: &str| served.ask("POST", path, "", body).status;
    assert_eq!(post(&format!("{wrong}open"), "file=site.toml"), 404, "another token");
    assert_eq!(post("/-classeur-/open", "file=site.toml"), 405, "no token");
    assert_eq!(served.get(&format!("{own}open?file=site.toml")).status, 405, "a link or an image cannot");
    for file in
        ["../../etc/passwd", "/etc/passwd", "secret.txt", "(classeur)/themes/classeur/theme.toml", "content", ""]
    {
        assert_eq!(post(&format!("{own}open"), &format!("file={file}&line=1")), 404, "{file}");
    }
    let foreign = served.ask("POST", &format!("{own}open"), "Origin: http://evil.example\r\n", "file=site.toml");
    assert_eq!(foreign.status, 403);
    for name in ["client.js", "events?url=/&hash=a&number=1", "panel?url=/"] {
        assert_eq!(served.get(&format!("{wrong}{name}")).status, 404, "{name}");
        assert_eq!(served.ask("HEAD", &format!("{wrong}{name}"), "", "").status, 404, "{name}");
    }
}

#[test]
fn malformed_requests_are_refused_and_nothing_else_happens() {
    let served = Served::start();
    let host = format!("Host: 127.0.0.1:{}\r\n", served.port());
    let status = |text: String| served.raw(text.as_bytes()).map(|reply| reply.status);
    assert_eq!(status("\0\x01\x02\r\n\r\n".into()), Some(400));
    assert_eq!(status("GET / HTTP/1.1\r\n: vide\r\n\r\n".into()), Some(400));
    assert_eq!(status(format!("GET / HTTP/1.1\r\n{host} pliée: a\r\n\r\n")), Some(400));
    assert_eq!(status(format!("GET / HTTP/9.9\r\n{host}\r\n")), Some(400));
    assert_eq!(status(format!("GET /a b HTTP/1.1\r\n{host}\r\n")), Some(400));
    assert_eq!(status(format!("GET / HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n")), Some(400));
    assert_eq!(status(format!("GET / HTTP/1.1\r\n{host}Content-Length: 5\r\n\r\nabcde")), Some(413));
    assert_eq!(status(format!("POST / HTTP/1.1\r\n{host}Content-Length: 5\r\nContent-Length: 6\r\n\r\n")), Some(400));
    assert_eq!(status(format!("POST / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")), Some(400));
    assert_eq!(status(format!("POST / HTTP/1.1\r\n{host}Content-Length: 999999999999999999999\r\n\r\n")), Some(413));
    assert_eq!(status(format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "a".repeat(100_000))), Some(431));
    assert_eq!(status(format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(100_000))), Some(431));
    assert_eq!(status(format!("GET / HTTP/1.1\r\n{host}{}\r\n", "A: b\r\n".repeat(500))), Some(431));
    assert_eq!(served.get("/").status, 200, "it still serves");
}

#[test]
fn slow_and_silent_clients_keep_nobody_waiting() {
    let served = Served::start();
    let mut slow: Vec<_> = (0..60).map(|_| served.connect()).collect();
    for stream in &mut slow {
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: 127");
    }
    let began = Instant::now();
    assert_eq!(served.get("/").status, 200);
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    // A request that does not come whole in time is answered 408 and the connection closed.
    let mut answer = Vec::new();
    let _ = slow[0].read_to_end(&mut answer);
    assert!(String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 408 "), "{}", String::from_utf8_lossy(&answer));
}

#[test]
fn connections_are_counted() {
    let served = Served::start();
    let held: Vec<_> = (0..300).map(|_| served.connect()).collect();
    std::thread::sleep(Duration::from_millis(300));
    let refused = served.raw(format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", served.port()).as_bytes());
    assert_eq!(refused.map(|reply| reply.status), Some(503));
    drop(held);
    let began = Instant::now();
    loop {
        let text = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", served.port());
        if served.raw(text.as_bytes()).is_some_and(|reply| reply.status == 200) {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(5), "places are given back");
    }
}

#[test]
fn over_the_network_only_with_the_token() {
    let served = Served::with(&classeur::preview::Settings { host: [0, 0, 0, 0].into(), ..settings() });
    let token = served.preview.url().split_once("?jeton=").expect("the address carries the token").1.to_owned();
    assert_eq!(served.get("/").status, 403);
    assert_eq!(served.get("/?jeton=0123").status, 403);
    let admitted = served.get(&format!("/fiches/?jeton={token}"));
    assert_eq!((admitted.status, admitted.header("Location")), (302, Some("/fiches/")), "out of the address at once");
    let cookie = admitted.header("Set-Cookie").expect("a cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let pair = cookie.split(';').next().unwrap_or_default();
    assert_eq!(served.ask("GET", "/", &format!("Cookie: a=b; {pair}\r\n"), "").status, 200);
    assert_eq!(served.ask("GET", "/", "Cookie: jeton=x\r\n", "").status, 403);
    let text = format!("GET /?jeton={token} HTTP/1.1\r\nHost: evil.example:{}\r\n\r\n", served.port());
    assert_eq!(served.raw(text.as_bytes()).map(|reply| reply.status), Some(421), "a name can be made to lead here");
}
