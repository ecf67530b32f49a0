//! What can be wrong with a claim of accessibility. Data only; words in `fr` and `en`.

use jiff::civil::Date;

use super::Severity;

/// A claim that nothing backs.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are what their names say; the words are in fr and en")]
pub enum ClaimFault {
    /// Conformance claimed without the date of an audit, its rate, or either; which of them is there.
    NoAudit { date: bool, rate: bool },
    /// The audit's rate (percent) allows no such claim.
    LowRate { rate: f64, full: bool },
    /// The audit is more than three years old, or in the future.
    Lapsed { audit: Date, future: bool },
    /// A public body says nothing of its site's accessibility.
    Missing,
}

impl ClaimFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            ClaimFault::NoAudit { .. } => "accessibilite/sans-audit",
            ClaimFault::LowRate { .. } => "accessibilite/taux",
            ClaimFault::Lapsed { .. } => "accessibilite/audit-perime",
            ClaimFault::Missing => "accessibilite/declaration-absente",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            ClaimFault::Missing => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// One of each, for the tests of whatever shows them.
#[cfg(test)]
pub(super) fn samples() -> Vec<ClaimFault> {
    let mut all = vec![ClaimFault::Missing];
    for (date, rate) in [(false, false), (true, false), (false, true)] {
        all.push(ClaimFault::NoAudit { date, rate });
    }
    for full in [false, true] {
        all.push(ClaimFault::LowRate { rate: 48.5, full });
        all.push(ClaimFault::Lapsed { audit: jiff::civil::date(2022, 1, 2), future: full });
    }
    all
}
