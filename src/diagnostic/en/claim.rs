//! Claims of accessibility, in English.

use crate::diagnostic::ClaimFault;

pub(super) fn title(fault: &ClaimFault) -> String {
    match fault {
        ClaimFault::NoAudit { date: false, rate: false } => {
            "The site claims conformance without an accessibility audit".into()
        }
        ClaimFault::NoAudit { date: true, .. } => "The site claims conformance without a rate of conformance".into(),
        ClaimFault::NoAudit { .. } => "The site claims conformance without the date of an audit".into(),
        ClaimFault::LowRate { rate, full: true } => format!("A site audited at {rate} % is not fully conformant"),
        ClaimFault::LowRate { rate, full: false } => format!("A site audited at {rate} % is not partially conformant"),
        ClaimFault::Lapsed { audit, future: false } => {
            format!("The accessibility audit of {audit} is more than three years old")
        }
        ClaimFault::Lapsed { audit, future: true } => format!("The accessibility audit of {audit} is in the future"),
        ClaimFault::Missing => "The site says nothing of its accessibility".into(),
    }
}

pub(super) fn help(fault: &ClaimFault) -> String {
    match fault {
        ClaimFault::NoAudit { .. } => "Give, under `[accessibility]`, the date of the audit (`audit_date`) and its rate (`audit_rate`, in percent of the criteria that apply), or write `status = \"none\"`: without an audit that holds, a site is not conformant.",
        ClaimFault::LowRate { full: true, .. } => "Only a rate of 100 % allows `status = \"full\"`; from 50 %, write `status = \"partial\"`.",
        ClaimFault::LowRate { full: false, .. } => "At least 50 % of the criteria that apply are needed; below, write `status = \"none\"`.",
        ClaimFault::Lapsed { future: false, .. } => "An audit holds for three years: have a new one made, or write `status = \"none\"`. Until then, pages say “not conformant”.",
        ClaimFault::Lapsed { future: true, .. } => "Correct `audit_date`: a statement rests on an audit that is over.",
        ClaimFault::Missing => "A French public body says it on every page and publishes a statement. Add to `site.toml` a table `[accessibility]` with `status = \"none\"` and `page = \"accessibilite.md\"`, and in that page the container `::: declaration-accessibilite`.",
    }
    .into()
}
