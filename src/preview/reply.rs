//! An answer as HTTP/1.1, with the headers that every answer has.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;

/// What an answer holds.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// A file of the site, too large to be held.
    File(PathBuf),
}

/// An answer.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    /// Its status.
    pub status: u16,
    /// `Content-Type`.
    pub kind: &'static str,
    /// Headers of its own.
    pub headers: Vec<(&'static str, String)>,
    /// What it holds.
    pub body: Body,
}

impl Reply {
    /// Text that says why there is nothing better.
    pub(super) fn refusal(status: u16) -> Self {
        Reply::text(status, "text/plain; charset=utf-8", format!("{status} {}\n", reason(status)))
    }

    /// A text.
    pub(super) fn text(status: u16, kind: &'static str, text: impl Into<String>) -> Self {
        Reply { status, kind, headers: Vec::new(), body: Body::Bytes(text.into().into_bytes().into()) }
    }

    /// To another path of this server.
    pub(super) fn moved(to: &str) -> Self {
        Reply { headers: vec![("Location", to.to_owned())], ..Reply::refusal(302) }
    }

    /// The same with one more header.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends it; without what it holds for `HEAD`.
    pub(super) fn send(self, stream: &mut TcpStream, keep: bool, only_head: bool) -> io::Result<()> {
        let Reply { status, kind, headers, body } = self;
        let opened = match &body {
            Body::File(path) => match std::fs::File::open(path).and_then(|file| Ok((file.metadata()?.len(), file))) {
                Ok(opened) => Some(opened),
                // Gone since the snapshot: the next one will not have it.
                Err(_) => return Reply::refusal(404).send(stream, keep, only_head),
            },
            Body::Bytes(_) => None,
        };
        let length = match (&body, &opened) {
            (Body::Bytes(bytes), _) => bytes.len() as u64,
            (Body::File(_), opened) => opened.as_ref().map_or(0, |(length, _)| *length),
        };
        let mut out = head(status, kind, &headers);
        out.push_str(&format!("Content-Length: {length}\r\n"));
        out.push_str(if keep { "Connection: keep-alive\r\n\r\n" } else { "Connection: close\r\n\r\n" });
        let mut out = out.into_bytes();
        match (body, opened) {
            _ if only_head || status == 304 => stream.write_all(&out),
            (Body::Bytes(bytes), _) => {
                // In one piece, so that it leaves at once.
                out.extend_from_slice(&bytes);
                stream.write_all(&out)
            }
            (Body::File(_), Some((length, file))) => {
                stream.write_all(&out)?;
                let sent = io::copy(&mut file.take(length), stream)?;
                // A file cut short while it is sent leaves the client waiting for the rest: only closing says so.
                if sent == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
            }
            (Body::File(_), None) => Ok(()),
        }
    }
}

/// The status line and headers, without the empty line.
pub(super) fn head(status: u16, kind: &str, headers: &[(&'static str, String)]) -> String {
    let mut out = format!("HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\n", reason(status));
    out.push_str("X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n");
    out.push_str("Referrer-Policy: same-origin\r\nCache-Control: no-cache\r\n");
    for (name, value) in headers {
        // What comes from a file's name cannot begin another header.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    out
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
