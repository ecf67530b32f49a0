//! Causes outside the site: a server that does not answer, a disk that does not write. Data only: their words are in
//! `fr` and `en`.

/// Why there is no answer from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// No answer in time.
    Timeout,
    /// No such host.
    UnknownHost,
    /// Nobody listens there.
    Refused,
    /// The server does not want programs, or not now: this status.
    Unwilling(u16),
    /// The certificate or the encryption is not right.
    Tls(String),
    /// More than ten redirections.
    TooManyRedirects,
    /// A redirection to nowhere.
    BadRedirect,
    /// Not asked: the whole check took too long.
    OutOfTime,
    /// Anything else, in the system's words.
    Other(String),
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteFault {
    /// Another publication is at work there: its process, when that is known.
    Busy(Option<u32>),
    /// The system refuses, in its own words.
    System(String),
}
