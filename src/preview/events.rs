//! Event streams: each tab in sight holds one, and is told when the bytes of its page are others than those it has.
//!
//! A tab says what it has (the hash of its page, the number of the state); what it is told follows from that alone, so
//! nothing is missed while it slept, was hidden, or the server was another one.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Serialize;

use crate::source::UrlPath;

use super::answer::Answer;
use super::current::Shared;
use super::info::{Wrong, wrong};
use super::reply::head;

/// How often a silent stream is written to, to learn that nobody reads it any more.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What a tab follows.
#[derive(Debug)]
pub(super) struct Subscription {
    /// The server's state.
    pub shared: Arc<Shared>,
    /// The page it shows.
    pub url: UrlPath,
    /// The hash of the bytes it has.
    pub hash: String,
    /// The state those came from.
    pub number: u64,
}

/// What a tab is told.
#[derive(Debug, Serialize)]
struct Message<'a> {
    /// The number of the state.
    number: u64,
    /// The hash of the page's bytes now.
    hash: &'a str,
    /// Files that changed since the state the tab has; `None` when that cannot be told any more: all may have.
    files: Option<Vec<String>>,
    /// Where to go, with `--follow`.
    follow: Option<String>,
    /// Whether to show the block that changed.
    show: bool,
    /// What is wrong; `None` while it is being looked for.
    wrong: Option<&'a Wrong>,
}

impl Subscription {
    /// Writes to `stream` until its reader goes away or the server stops.
    pub(super) fn run(mut self, mut stream: TcpStream, stopped: &AtomicBool) {
        let mut opening = head(200, "text/event-stream; charset=utf-8", &[]);
        // A reader that loses the stream asks again soon: a restarted server is found again.
        opening.push_str("Connection: close\r\n\r\nretry: 1000\n\n");
        if stream.write_all(opening.as_bytes()).is_err() {
            return;
        }
        let mut version = 0;
        let mut last: Option<Wrong> = None;
        let mut greeted = false;
        while !stopped.load(Ordering::SeqCst) {
            let now = self.shared.wait(version, HEARTBEAT);
            let text = if now == version {
                Some(":\n\n".to_owned())
            } else if left(&stream) {
                None
            } else {
                version = now;
                match self.news(&mut last, greeted) {
                    Some(text) => {
                        greeted = true;
                        Some(text)
                    }
                    None => continue,
                }
            };
            match text {
                Some(text) if stream.write_all(text.as_bytes()).is_ok() => {}
                _ => return,
            }
        }
    }

    /// What is new for this tab; `None` when nothing is, except that the first message is always sent.
    fn news(&mut self, last: &mut Option<Wrong>, greeted: bool) -> Option<String> {
        let current = self.shared.current();
        let settings = &self.shared.settings;
        let answer = self.shared.answer(&current, &self.url);
        let hash = match &*answer {
            Answer::Bytes(bytes) => bytes.hash.as_str(),
            Answer::Moved(_) => "moved",
            Answer::File { .. } => "file",
        };
        let files = self.shared.files_since(self.number);
        let follow = self.shared.follow_since(self.number).filter(|url| *url != self.url);
        let wrong = wrong(&current, &self.url, &answer, settings);
        let quiet = hash == self.hash
            && files.as_ref().is_some_and(Vec::is_empty)
            && follow.is_none()
            && (wrong.is_none() || wrong == *last);
        self.number = current.number;
        self.hash = hash.to_owned();
        if quiet && greeted {
            return None;
        }
        let message = Message {
            number: current.number,
            hash,
            files: files.map(|files| files.iter().map(UrlPath::encoded).collect()),
            follow: follow.map(|url| url.encoded()),
            show: settings.follow,
            wrong: wrong.as_ref(),
        };
        let data = serde_json::to_string(&message).expect("structures of text and numbers always serialise");
        let text = format!("id: {}\ndata: {data}\n\n", current.number);
        if wrong.is_some() {
            *last = wrong;
        }
        Some(text)
    }
}

/// Whether the reader has gone, so that nothing is rendered for it.
fn left(stream: &TcpStream) -> bool {
    let _ = stream.set_nonblocking(true);
    let gone = matches!(stream.peek(&mut [0]), Ok(0));
    let _ = stream.set_nonblocking(false);
    gone
}
