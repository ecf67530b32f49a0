//! Causes outside the site, in English.

use crate::diagnostic::wording::message;
use crate::diagnostic::{NoAnswer, WriteFault};

pub(super) fn no_answer(reason: &NoAnswer) -> String {
    match reason {
        NoAnswer::Timeout => "no answer in time".into(),
        NoAnswer::UnknownHost => "unknown server".into(),
        NoAnswer::Refused => "connection refused".into(),
        NoAnswer::Unwilling(status) => format!("the server refuses to answer programs ({status})"),
        NoAnswer::Tls(reason) => format!("unsafe connection: {}", message(reason)),
        NoAnswer::TooManyRedirects => "too many redirections".into(),
        NoAnswer::BadRedirect => "a redirection without a readable address".into(),
        NoAnswer::OutOfTime => "not checked: the whole check took too long".into(),
        NoAnswer::Other(reason) => message(reason),
    }
}

pub(super) fn write_fault(reason: &WriteFault) -> String {
    match reason {
        WriteFault::Busy(Some(process)) => format!("another publication is at work there (process {process})"),
        WriteFault::Busy(None) => "another publication is at work there".into(),
        WriteFault::System(reason) => message(reason),
    }
}
