//! Causes outside the site, in French.

use crate::diagnostic::wording::message;
use crate::diagnostic::{NoAnswer, WriteFault};

pub(super) fn no_answer(reason: &NoAnswer) -> String {
    match reason {
        NoAnswer::Timeout => "pas de réponse à temps".into(),
        NoAnswer::UnknownHost => "serveur inconnu".into(),
        NoAnswer::Refused => "connexion refusée".into(),
        NoAnswer::Unwilling(status) => format!("le serveur refuse de répondre à un programme ({status})"),
        NoAnswer::Tls(reason) => format!("connexion non sûre\u{a0}: {}", message(reason)),
        NoAnswer::TooManyRedirects => "trop de redirections".into(),
        NoAnswer::BadRedirect => "redirection sans adresse lisible".into(),
        NoAnswer::OutOfTime => "pas vérifié\u{a0}: le contrôle a pris trop de temps".into(),
        NoAnswer::Other(reason) => message(reason),
    }
}

pub(super) fn write_fault(reason: &WriteFault) -> String {
    match reason {
        WriteFault::Busy(Some(process)) => format!("une autre publication y est en cours (processus {process})"),
        WriteFault::Busy(None) => "une autre publication y est en cours".into(),
        WriteFault::System(reason) => message(reason),
    }
}
