//! From a request to an answer: the gate, then the preview's own addresses, then the site.

use std::sync::Arc;

use crate::config::PolicyPlace;

use super::answer::{Answer, Bytes};
use super::browser::{Element, SCRIPT, with_element};
use super::current::{Current, Shared};
use super::events::Subscription;
use super::gate::{Gate, Verdict};
use super::reply::{Body, Reply};
use super::request::{Method, Request};
use super::target::{decode_path, parameter};
use super::{editor, info};

/// Answers requests.
#[derive(Debug)]
pub(super) struct Handler {
    gate: Gate,
    shared: Arc<Shared>,
}

/// How a request is answered.
#[derive(Debug)]
pub(super) enum Outcome {
    /// At once.
    Reply(Reply),
    /// By a stream that lasts.
    Stream(Box<Subscription>),
}

impl Handler {
    /// A handler for the pages of `shared`, behind `gate`.
    pub(super) fn new(gate: Gate, shared: Arc<Shared>) -> Self {
        Handler { gate, shared }
    }

    /// Answers `request`.
    pub(super) fn handle(&self, request: &Request) -> Outcome {
        match self.gate.judge(request) {
            Verdict::Pass => {}
            Verdict::Refuse(status) => return Outcome::Reply(Reply::refusal(status)),
            Verdict::Admit => {
                let reply = Reply::moved(&request.target.path.encoded()).with("Set-Cookie", self.gate.cookie());
                return Outcome::Reply(reply);
            }
        }
        match self.gate.own(request.target.path.as_str()) {
            Some(Some(name)) => self.own(name, request),
            Some(None) => Outcome::Reply(Reply::refusal(404)),
            None if request.method == Method::Post => Outcome::Reply(not_allowed("GET, HEAD")),
            None => Outcome::Reply(self.page(request)),
        }
    }

    /// The preview's own addresses, below the token.
    fn own(&self, name: &str, request: &Request) -> Outcome {
        let post = request.method == Method::Post;
        let reply = match (name, post) {
            ("client.js", false) => Reply::text(200, "text/javascript; charset=utf-8", SCRIPT),
            ("events", false) => match self.subscription(request) {
                Some(subscription) => return Outcome::Stream(Box::new(subscription)),
                None => Reply::refusal(400),
            },
            ("panel", false) => match request.target.parameter("url").and_then(|url| decode_path(&url)) {
                Some(url) => {
                    let panel = info::panel(&self.shared.current(), &url, &self.shared.settings);
                    let text = serde_json::to_string(&panel).expect("structures of text and numbers always serialise");
                    Reply::text(200, "application/json", text)
                }
                None => Reply::refusal(400),
            },
            ("open", true) => self.open(request),
            ("open", false) => not_allowed("POST"),
            (_, true) => not_allowed("GET, HEAD"),
            _ => Reply::refusal(404),
        };
        Outcome::Reply(reply)
    }

    fn subscription(&self, request: &Request) -> Option<Subscription> {
        Some(Subscription {
            shared: Arc::clone(&self.shared),
            url: decode_path(&request.target.parameter("url")?)?,
            hash: request.target.parameter("hash")?,
            number: request.target.parameter("number")?.parse().ok()?,
        })
    }

    /// Opens a source file of this site in the author's editor.
    fn open(&self, request: &Request) -> Reply {
        let current = self.shared.current();
        let asked = parameter(&request.body, "file");
        let file = asked.and_then(|path| current.on_disk.get(&path).filter(|file| !file.disk.as_os_str().is_empty()));
        let Some(file) = file else { return Reply::refusal(404) };
        let number = |name: &str| parameter(&request.body, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1);
        let configured = current.assembly.site.config.preview_editor.as_deref();
        match editor::open(&file.disk, number("line").max(1), number("column").max(1), configured) {
            Ok(()) => Reply::text(200, "text/plain; charset=utf-8", "\n"),
            Err(reason) => Reply::text(500, "text/plain; charset=utf-8", reason),
        }
    }

    /// What the site publishes at the path asked for.
    fn page(&self, request: &Request) -> Reply {
        let current = self.shared.current();
        let url = &request.target.path;
        let answer = self.shared.answer(&current, url);
        let reply = match &*answer {
            Answer::Bytes(bytes) if bytes.is_page() => self.with_script(&current, bytes),
            Answer::Bytes(bytes) => Reply {
                status: bytes.status,
                kind: bytes.kind,
                headers: vec![("ETag", format!("\"{}\"", bytes.hash))],
                body: Body::Bytes(Arc::clone(&bytes.bytes)),
            },
            Answer::File { path, kind } => {
                Reply { status: 200, kind, headers: Vec::new(), body: Body::File(path.clone()) }
            }
            Answer::Moved(to) => {
                let query = &request.target.query;
                let query = if query.is_empty() { String::new() } else { format!("?{query}") };
                Reply::moved(&format!("{}{query}", to.encoded()))
            }
        };
        let reply = reply.with("Content-Security-Policy", policy(&current));
        let unchanged = reply.status == 200
            && request
                .header("if-none-match")
                .is_some_and(|known| reply.headers.iter().any(|(name, value)| *name == "ETag" && known == value));
        if unchanged { Reply { status: 304, ..reply } } else { reply }
    }

    fn with_script(&self, current: &Current, bytes: &Bytes) -> Reply {
        let path = self.gate.path("client.js");
        let language = current.language(&self.shared.settings);
        let element = Element { path: &path, hash: &bytes.hash, number: current.number, language };
        Reply {
            status: bytes.status,
            kind: bytes.kind,
            headers: Vec::new(),
            body: Body::Bytes(with_element(&bytes.bytes, &element).into()),
        }
    }
}

/// What a page may load: what the published site says, so that an author sees what readers will; but the preview may be
/// shown in a page of its own.
fn policy(current: &Current) -> String {
    let published = current.assembly.site.config.policy(PolicyPlace::Header).unwrap_or_default();
    let directives = published.split("; ").filter(|directive| !directive.starts_with("frame-ancestors "));
    let kept: Vec<&str> =
        directives.filter(|directive| !directive.is_empty()).chain(["frame-ancestors 'self'"]).collect();
    kept.join("; ")
}

fn not_allowed(methods: &'static str) -> Reply {
    Reply::refusal(405).with("Allow", methods)
}
