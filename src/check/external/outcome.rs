//! What became of an address, and what is said of it. Data only.

use std::fmt;

use crate::diagnostic::Problem;

/// A server's last word on an address, after its redirections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Where the page has moved for good: the end of the permanent redirections, before any temporary one, which may
    /// lead to a login page or a mirror that is nobody's address.
    pub moved_to: Option<String>,
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A server answered.
    Answered(Answer),
    /// None did.
    Unreachable(Obstacle),
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// No answer in time.
    Timeout,
    /// No such host.
    UnknownHost,
    /// Nobody listens there.
    Refused,
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

impl Outcome {
    /// The problem of a link written as `url`, which has this outcome.
    pub fn problem(&self, url: &str, fragment: Option<&str>) -> Option<Problem> {
        let url = url.to_owned();
        match self {
            Outcome::Unreachable(obstacle) => Some(Problem::ExternalUnreachable { url, reason: obstacle.to_string() }),
            Outcome::Answered(answer) if answer.is_refusal() => Some(Problem::ExternalUnreachable {
                url,
                reason: format!("le serveur refuse de répondre à un programme ({})", answer.status),
            }),
            Outcome::Answered(answer) if answer.status >= 400 => {
                Some(Problem::ExternalBroken { url, status: answer.status })
            }
            Outcome::Answered(answer) => {
                answer.moved_to.as_ref().map(|to| Problem::ExternalMoved {
                    url,
                    // A fragment survives a redirection that has none of its own (RFC 9110, 10.2.2).
                    to: match fragment {
                        Some(fragment) if !to.contains('#') => format!("{to}#{fragment}"),
                        _ => to.clone(),
                    },
                })
            }
        }
    }
}

impl Answer {
    /// Whether the server only says that it does not want us, or not now: many public sites (Légifrance among them)
    /// answer 403 to all but browsers. The page may well be there, so it is not called broken.
    pub fn is_refusal(&self) -> bool {
        matches!(self.status, 401 | 403 | 407 | 451 | 999) || self.is_passing()
    }

    /// Whether the next hour may bring another answer.
    pub fn is_passing(&self) -> bool {
        matches!(self.status, 429 | 503)
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Obstacle::Timeout => "pas de réponse à temps",
            Obstacle::UnknownHost => "serveur inconnu",
            Obstacle::Refused => "connexion refusée",
            Obstacle::Tls(reason) => return write!(f, "connexion non sûre : {reason}"),
            Obstacle::TooManyRedirects => "trop de redirections",
            Obstacle::BadRedirect => "redirection sans adresse lisible",
            Obstacle::OutOfTime => "pas vérifié : le contrôle a pris trop de temps",
            Obstacle::Other(reason) => reason,
        })
    }
}
