//! What became of an address, and what is said of it. Data only.

use crate::diagnostic::{NoAnswer, Problem};

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
    Unreachable(NoAnswer),
}

impl Outcome {
    /// The problem of a link written as `url`, which has this outcome.
    pub fn problem(&self, url: &str, fragment: Option<&str>) -> Option<Problem> {
        let url = url.to_owned();
        match self {
            Outcome::Unreachable(reason) => Some(Problem::ExternalUnreachable { url, reason: reason.clone() }),
            Outcome::Answered(answer) if answer.is_refusal() => {
                Some(Problem::ExternalUnreachable { url, reason: NoAnswer::Unwilling(answer.status) })
            }
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
