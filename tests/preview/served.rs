//! A small site served for a test, and a client that sends exactly what it is told.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use classeur::preview::{Preview, Settings};
use tempfile::TempDir;

/// A site and its preview.
pub struct Served {
    pub folder: TempDir,
    pub preview: Preview,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

pub const DATE: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

pub fn settings() -> Settings {
    Settings { date: Some(DATE), port: 0, host: [127, 0, 0, 1].into(), poll: None, follow: false, language: None }
}

pub const SITE: &str =
    "title = \"Essai\"\nlicence = \"etalab-2.0\"\nbase_url = \"https://exemple.fr\"\nlanguage = \"fr\"\n";

/// Writes the sample site.
pub fn write_site(root: &Path) {
    write(root, "site.toml", SITE);
    write(
        root,
        "content/_index.md",
        "---\ntitre: Accueil\nresume: r\n---\n\nBienvenue. Voir [la fiche](fiches/une.md).\n",
    );
    write(root, "content/fiches/_index.md", "---\ntitre: Fiches\nresume: r\n---\n");
    write(
        root,
        "content/fiches/une.md",
        "---\ntitre: Une fiche\nresume: r\nmots_cles: [eau]\n---\n\n## Partie\n\nUn texte.\n",
    );
    write(
        root,
        "content/fiches/deux.md",
        "---\ntitre: Deux\nresume: r\nstatut: brouillon\n---\n\n![Plan](plan.svg) et [[Une fiche]].\n",
    );
    write(root, "content/fiches/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"></svg>");
}

pub fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
    std::fs::write(&path, text).expect("the file can be written");
}

impl Served {
    pub fn start() -> Self {
        Served::with(&settings())
    }

    pub fn with(settings: &Settings) -> Self {
        Served::holding(&[], settings)
    }

    /// A site that holds these files too from the start.
    pub fn holding(files: &[(&str, &str)], settings: &Settings) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_site(folder.path());
        for (path, text) in files {
            write(folder.path(), path, text);
        }
        let preview = Preview::start(folder.path(), settings, Arc::new(|_| {})).expect("the site is there");
        Served { folder, preview }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn port(&self) -> u16 {
        self.preview.address().port()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port())).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout can be set");
        stream
    }

    /// Sends `bytes` and reads one answer, `None` when the connection is closed without one.
    pub fn raw(&self, bytes: &[u8]) -> Option<Reply> {
        let mut stream = self.connect();
        // The server may refuse, and close, before everything is sent.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let mut buffer = [0; 65536];
        loop {
            match stream.read(&mut buffer) {
                Ok(0) => return parse(&all),
                Ok(read) => {
                    all.extend_from_slice(&buffer[..read]);
                    if let Some(reply) = parse(&all).filter(is_whole) {
                        return Some(reply);
                    }
                }
                Err(_) => return parse(&all),
            }
        }
    }

    /// A request as a browser sends it, with more headers.
    pub fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Reply {
        let host = format!("127.0.0.1:{}", self.port());
        let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let text =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{length}{headers}\r\n{body}");
        self.raw(text.as_bytes()).expect("the server answers")
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "", "")
    }

    /// The path of the preview's own files, from the page's element.
    pub fn own(&self) -> String {
        let page = self.get("/").text();
        let at = page.find("src=\"/-classeur-/").expect("the page has the element") + 5;
        page[at..at + page[at..].find("client.js").expect("the element names the script")].to_owned()
    }

    /// Asks for `path` until the answer is as wanted.
    pub fn until(&self, path: &str, wanted: impl Fn(&Reply) -> bool) -> Reply {
        let began = Instant::now();
        loop {
            let reply = self.get(path);
            if wanted(&reply) {
                return reply;
            }
            assert!(began.elapsed() < Duration::from_secs(10), "{path} is still {} {}", reply.status, reply.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn parse(all: &[u8]) -> Option<Reply> {
    let at = all.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&all[..at]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Reply { status, head, body: all[at + 4..].to_vec() })
}

fn is_whole(reply: &Reply) -> bool {
    reply.header("content-length").and_then(|length| length.parse().ok()) == Some(reply.body.len())
}

/// A page without the preview's element, which must be there once.
pub fn without_element(page: &[u8]) -> Result<Vec<u8>, String> {
    let text = String::from_utf8(page.to_vec()).map_err(|error| error.to_string())?;
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("<script defer src=\"/-classeur-/") {
        let end = rest[at..].find("</script>").ok_or("the element is not closed")? + 9;
        parts.push(&rest[..at]);
        rest = &rest[at + end..];
    }
    parts.push(rest);
    if parts.len() == 2 { Ok(parts.concat().into_bytes()) } else { Err(format!("{} elements", parts.len() - 1)) }
}
