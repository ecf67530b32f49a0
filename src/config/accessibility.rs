//! `[accessibility]`: what the publisher claims of the site's accessibility, and what the claim is worth on a day.
//!
//! French law (decree 2019-768, article 47 of law 2005-102) has every page say one of three states. Without an audit
//! that still holds, there is only one: not conformant.

use jiff::civil::Date;

use crate::diagnostic::ClaimFault;
use crate::source::Span;
use crate::value::{Period, Reader, Spanned};

/// How long an audit holds.
const HOLDS: Period = Period { months: 36, days: 0 };

/// The least rate, in percent of the criteria that apply, of a partly conformant site.
const PARTLY: f64 = 50.0;

/// How far a site conforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Conformance {
    /// `none`: no audit that holds, or less than half of the criteria.
    #[default]
    None,
    /// `partial`: at least half of the criteria.
    Partial,
    /// `full`: all of them.
    Full,
}

/// `[accessibility]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Accessibility {
    /// `page`: the page of the statement, a reference from `content/`; `accessibilite.md` when absent.
    pub page: Spanned<String>,
    /// `status`: what is claimed.
    pub status: Spanned<Conformance>,
    /// `standard`: what the audit went by; RGAA 4.1.2 when absent.
    pub standard: Option<String>,
    /// `audit_date`.
    pub audit_date: Option<Date>,
    /// `audit_rate`: percent of the criteria that apply.
    pub rate: Option<Spanned<f64>>,
    /// `auditor`.
    pub auditor: Option<String>,
    /// `drafted_on`: when the statement was drawn up.
    pub drafted_on: Option<Date>,
    /// `technologies` the pages are made of.
    pub technologies: Vec<String>,
    /// `environments`: browsers and assistive technologies of the audit.
    pub environments: Vec<String>,
    /// `tools` of the audit.
    pub tools: Vec<String>,
    /// `sample`: pages audited.
    pub sample: Vec<String>,
    /// `non_conformities`.
    pub non_conformities: Vec<String>,
    /// `exemptions`: disproportionate burden.
    pub exemptions: Vec<String>,
    /// `out_of_scope`: contents that the law does not ask to be accessible.
    pub out_of_scope: Vec<String>,
    /// `plan`: address of the multi-year plan.
    pub plan: Option<String>,
    /// `contact` for accessibility; the site's own when absent.
    pub contact: Option<String>,
}

impl Accessibility {
    /// Reads the table; what is wrong is reported.
    pub(super) fn read(span: Span, mut reader: Reader<'_, '_>) -> Self {
        let states: &[(Conformance, &[&str])] = &[
            (Conformance::None, &["none", "non conforme", "non"]),
            (Conformance::Partial, &["partial", "partiellement conforme", "partiellement"]),
            (Conformance::Full, &["full", "totalement conforme", "totalement"]),
        ];
        let read = Accessibility {
            page: reader.text(&["page"]).unwrap_or(Spanned { value: "accessibilite.md".into(), span }),
            status: reader.one_of(&["status"], states).unwrap_or(Spanned { value: Conformance::None, span }),
            standard: reader.plain_text(&["standard"]),
            audit_date: reader.date(&["audit_date"]),
            rate: read_rate(&mut reader),
            auditor: reader.plain_text(&["auditor"]),
            drafted_on: reader.date(&["drafted_on"]),
            technologies: reader.plain_texts(&["technologies"]),
            environments: reader.plain_texts(&["environments"]),
            tools: reader.plain_texts(&["tools"]),
            sample: reader.plain_texts(&["sample"]),
            non_conformities: reader.plain_texts(&["non_conformities"]),
            exemptions: reader.plain_texts(&["exemptions"]),
            out_of_scope: reader.plain_texts(&["out_of_scope"]),
            plan: reader.plain_text(&["plan"]),
            contact: reader.plain_text(&["contact"]),
        };
        reader.finish();
        read
    }

    /// What the claim is worth on `today`: itself, or « not conformant » when nothing backs it any more.
    pub fn state(&self, today: Date) -> Conformance {
        if self.fault(today).is_some() { Conformance::None } else { self.status.value }
    }

    /// Why the claim is worth nothing on `today`, and where it is written.
    pub fn fault(&self, today: Date) -> Option<(ClaimFault, Span)> {
        let claimed = self.status.value;
        if claimed == Conformance::None {
            return None;
        }
        let (Some(date), Some(rate)) = (self.audit_date, &self.rate) else {
            let fault = ClaimFault::NoAudit { date: self.audit_date.is_some(), rate: self.rate.is_some() };
            return Some((fault, self.status.span));
        };
        let full = claimed == Conformance::Full;
        let least = if full { 100.0 } else { PARTLY };
        if rate.value < least {
            return Some((ClaimFault::LowRate { rate: rate.value, full }, rate.span));
        }
        let lapsed = HOLDS.after(date) < today;
        (lapsed || date > today).then_some((ClaimFault::Lapsed { audit: date, future: date > today }, self.status.span))
    }
}

/// A rate between 0 and 100.
fn read_rate(reader: &mut Reader<'_, '_>) -> Option<Spanned<f64>> {
    let entry = reader.take(&["audit_rate"])?;
    let rate = reader.as_number(&entry.key, &entry.node)?;
    if (0.0..=100.0).contains(&rate) {
        return Some(Spanned { value: rate, span: entry.node.span });
    }
    reader.wrong(&entry.key, &entry.node, crate::diagnostic::Expected::Number, None);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_claim_needs_an_audit_that_holds() {
        let check = |status, audit: Option<Date>, rate: Option<f64>, expected: Conformance| {
            let claim = Accessibility {
                status: Spanned { value: status, span: Span::default() },
                audit_date: audit,
                rate: rate.map(|value| Spanned { value, span: Span::default() }),
                ..Accessibility::default()
            };
            assert_eq!(claim.state(date(2026, 11, 27)), expected, "{status:?} {audit:?} {rate:?}");
        };
        let recent = Some(date(2026, 5, 12));
        check(Conformance::Full, recent, Some(100.0), Conformance::Full);
        check(Conformance::Full, recent, Some(99.9), Conformance::None);
        check(Conformance::Partial, recent, Some(50.0), Conformance::Partial);
        check(Conformance::Partial, recent, Some(49.0), Conformance::None);
        check(Conformance::Partial, None, Some(80.0), Conformance::None);
        check(Conformance::Partial, recent, None, Conformance::None);
        check(Conformance::Partial, Some(date(2023, 11, 27)), Some(80.0), Conformance::Partial);
        check(Conformance::Partial, Some(date(2023, 11, 26)), Some(80.0), Conformance::None);
        check(Conformance::Partial, Some(date(2026, 11, 28)), Some(80.0), Conformance::None);
        check(Conformance::None, None, None, Conformance::None);
    }
}
