//! One request, and what follows from its answer: the end, a redirection, another try.
//!
//! Never waits and never chooses what to ask next: that is the queue's.

use std::time::Duration;

use ammonia::Url;
use ureq::Agent;
use ureq::http::header::{LOCATION, RETRY_AFTER};
use ureq::http::{HeaderMap, StatusCode};

use super::outcome::{Answer, Outcome};
use crate::diagnostic::NoAnswer;

/// How we introduce ourselves.
const USER_AGENT: &str =
    concat!("Classeur/", env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"), " (+link check)");

/// As many redirections as browsers about follow.
const REDIRECTS: usize = 10;

/// The longest a server can make us wait before the second try.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The pause before the second try when the server names none we can read.
const USUAL_PAUSE: Duration = Duration::from_secs(1);

/// The method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    /// Costs the server least.
    Head,
    /// For servers that do not answer `HEAD` as they answer `GET`.
    Get,
}

/// The redirections seen so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chain {
    /// All permanent.
    Permanent,
    /// One was temporary.
    Temporary,
}

/// Whether a busy server was given its second chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Try {
    /// Not yet.
    First,
    /// It was.
    Second,
}

/// A request to be made.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// What to ask for now.
    url: Url,
    method: Method,
    redirects: usize,
    chain: Chain,
    moved_to: Option<Url>,
    attempt: Try,
}

/// What follows a request.
pub(super) enum Step {
    /// Nothing: this is what became of the address.
    Done(Outcome),
    /// Another request, not before this long.
    Then(Request, Duration),
}

/// The client: follows no redirection by itself, takes every status for an answer. A proxy of the environment
/// (`HTTPS_PROXY`) is used, as in most local authorities nothing else gets out.
pub(super) fn client() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(USER_AGENT)
        .build()
        .new_agent()
}

impl Request {
    /// The first request for `url`.
    pub fn new(url: Url) -> Self {
        Request {
            url,
            method: Method::Head,
            redirects: 0,
            chain: Chain::Permanent,
            moved_to: None,
            attempt: Try::First,
        }
    }

    /// The server it goes to.
    pub fn host(&self) -> String {
        format!("{}:{}", self.url.host_str().unwrap_or_default(), self.url.port_or_known_default().unwrap_or_default())
    }

    /// Asks, and waits at most `timeout` for the answer.
    pub fn send(self, client: &Agent, timeout: Duration) -> Step {
        let request = match self.method {
            Method::Head => client.head(self.url.as_str()),
            Method::Get => client.get(self.url.as_str()),
        };
        match request.config().timeout_global(Some(timeout)).build().call() {
            Ok(response) => self.answered(response.status(), response.headers()),
            Err(error) => Step::Done(Outcome::Unreachable(obstacle(error))),
        }
    }

    fn answered(mut self, status: StatusCode, headers: &HeaderMap) -> Step {
        match status.as_u16() {
            301 | 302 | 303 | 307 | 308 => return self.redirected(status, headers),
            429 | 503 if self.attempt == Try::First => {
                self.attempt = Try::Second;
                let pause = pause(headers);
                return Step::Then(self, pause);
            }
            // Not an answer to `HEAD`, or one that some servers keep for `HEAD`.
            400 | 403 | 405 | 500 | 501 if self.method == Method::Head => {
                self.method = Method::Get;
                return Step::Then(self, Duration::ZERO);
            }
            _ => {}
        }
        Step::Done(Outcome::Answered(Answer { status: status.as_u16(), moved_to: self.moved_to.map(String::from) }))
    }

    fn redirected(mut self, status: StatusCode, headers: &HeaderMap) -> Step {
        let unreachable = |obstacle| Step::Done(Outcome::Unreachable(obstacle));
        if self.redirects == REDIRECTS {
            return unreachable(NoAnswer::TooManyRedirects);
        }
        // Servers write UTF-8 here, though the standard wants it percent-encoded.
        let location = headers.get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let Some(to) = location
            .and_then(|location| self.url.join(location).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
        else {
            return unreachable(NoAnswer::BadRedirect);
        };
        if !matches!(status.as_u16(), 301 | 308) {
            self.chain = Chain::Temporary;
        }
        if self.chain == Chain::Permanent {
            self.moved_to = Some(to.clone());
        }
        self.url = to;
        self.url.set_fragment(None);
        self.redirects += 1;
        Step::Then(self, Duration::ZERO)
    }
}

/// `Retry-After` in seconds; the form with a date would need a clock, and nobody who checks links waits that long.
fn pause(headers: &HeaderMap) -> Duration {
    let seconds = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    seconds.map_or(USUAL_PAUSE, Duration::from_secs).min(LONGEST_PAUSE)
}

fn obstacle(error: ureq::Error) -> NoAnswer {
    use std::io::ErrorKind;
    match error {
        ureq::Error::Timeout(_) => NoAnswer::Timeout,
        ureq::Error::HostNotFound => NoAnswer::UnknownHost,
        ureq::Error::ConnectionFailed => NoAnswer::Refused,
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => NoAnswer::Refused,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => NoAnswer::Timeout,
            // rustls hands its own errors through the stream as invalid data.
            ErrorKind::InvalidData => NoAnswer::Tls(error.to_string()),
            _ => NoAnswer::Other(error.to_string()),
        },
        ureq::Error::Tls(reason) => NoAnswer::Tls(reason.to_owned()),
        ureq::Error::Rustls(error) => NoAnswer::Tls(error.to_string()),
        error => NoAnswer::Other(error.to_string()),
    }
}
