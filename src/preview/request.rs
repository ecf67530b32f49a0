//! One HTTP request, read strictly and within limits of size and time.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::target::Target;

/// The longest request line and headers; browsers send one or two thousand bytes.
const HEAD: usize = 16 << 10;
/// The most headers.
const HEADERS: usize = 64;
/// The longest body: the form that opens the editor.
const BODY: usize = 8 << 10;
/// How long a request may take to arrive whole once it has begun.
const WHOLE: Duration = Duration::from_secs(10);
/// How long a connection may wait for its next request.
const IDLE: Duration = Duration::from_secs(60);

/// What is asked of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// `GET`.
    Get,
    /// `HEAD`.
    Head,
    /// `POST`.
    Post,
}

/// A whole request.
#[derive(Debug)]
pub(super) struct Request {
    /// What is asked.
    pub method: Method,
    /// Of what.
    pub target: Target,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    /// What a `POST` brings.
    pub body: String,
    /// Whether the connection stays open after the answer.
    pub keep: bool,
}

/// Why there is no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The client went away, or had nothing more to ask.
    Closed,
    /// It is answered with this status, and the connection is closed.
    Status(u16),
}

impl Request {
    /// Reads the next request of `stream`; `rest` holds what came after the one before.
    pub(super) fn read(stream: &mut TcpStream, rest: &mut Vec<u8>) -> Result<Self, Refused> {
        let mut deadline = Instant::now() + if rest.is_empty() { IDLE } else { WHOLE };
        let (mut request, length, head) = loop {
            if let Some(found) = parse(rest)? {
                break found;
            }
            if rest.len() > HEAD {
                return Err(Refused::Status(431));
            }
            let first = rest.is_empty();
            fill(stream, rest, deadline)?;
            if first {
                deadline = Instant::now() + WHOLE;
            }
        };
        while rest.len() < head + length {
            fill(stream, rest, deadline)?;
        }
        let body = rest[head..head + length].to_vec();
        rest.drain(..head + length);
        request.body = String::from_utf8(body).map_err(|_| Refused::Status(400))?;
        Ok(request)
    }

    /// The value of a header; its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads some more, at the latest at `deadline`.
fn fill(stream: &mut TcpStream, into: &mut Vec<u8>, deadline: Instant) -> Result<(), Refused> {
    let late = if into.is_empty() { Refused::Closed } else { Refused::Status(408) };
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(late);
    }
    let mut buffer = [0; 4096];
    let _ = stream.set_read_timeout(Some(left));
    match stream.read(&mut buffer) {
        Ok(0) => Err(Refused::Closed),
        Ok(read) => {
            into.extend_from_slice(&buffer[..read]);
            Ok(())
        }
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Err(late),
        Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
        Err(_) => Err(Refused::Closed),
    }
}

/// The request at the start of `bytes`, the length of its body and of its head; `None` when it is not whole yet.
fn parse(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, Refused> {
    let bad = || Refused::Status(400);
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let head = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(head)) if head <= HEAD => head,
        Ok(httparse::Status::Complete(_)) | Err(httparse::Error::TooManyHeaders) => return Err(Refused::Status(431)),
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(bad()),
    };
    let method = match parsed.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        Some("POST") => Method::Post,
        _ => return Err(Refused::Status(405)),
    };
    let headers: Vec<(String, String)> = parsed
        .headers
        .iter()
        .map(|header| {
            Some((header.name.to_ascii_lowercase(), std::str::from_utf8(header.value).ok()?.trim().to_owned()))
        })
        .collect::<Option<_>>()
        .ok_or_else(bad)?;
    let all = |name: &str| headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
    let (hosts, lengths, origins): (Vec<&str>, Vec<&str>, Vec<&str>) =
        (all("host"), all("content-length"), all("origin"));
    let encoded: Vec<&str> = all("transfer-encoding");
    // Two of these, or two ways to say where a body ends, are how requests are smuggled.
    if hosts.len() != 1 || lengths.len() > 1 || origins.len() > 1 || !encoded.is_empty() {
        return Err(bad());
    }
    let length = match lengths.first() {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().unwrap_or(usize::MAX)
        }
        Some(_) => return Err(bad()),
        None => 0,
    };
    if length > BODY || (length > 0 && method != Method::Post) {
        return Err(Refused::Status(413));
    }
    let target = Target::read(parsed.path.unwrap_or_default()).ok_or_else(bad)?;
    let connection: Vec<&str> = all("connection");
    let asks = |word: &str| connection.iter().any(|value| value.to_ascii_lowercase().contains(word));
    let keep = !asks("close") && (parsed.version == Some(1) || asks("keep-alive"));
    Ok(Some((Request { method, target, keep, body: String::new(), headers }, length, head)))
}
