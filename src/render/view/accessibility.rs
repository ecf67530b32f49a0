//! What the statement of accessibility shows.

use std::sync::Arc;

use minijinja::Value;

use crate::config::Conformance;
use crate::markdown;
use crate::render::{Scope, filters};

use super::{list, optional, optional_date, record};

/// What `[accessibility]` says, and what it is worth on the day of the build. A site that says nothing is not conformant.
pub(super) fn claim(scope: &Arc<Scope>) -> Value {
    let silent = crate::config::Accessibility::default();
    let config = &scope.site.config;
    let claim = config.accessibility.as_ref().unwrap_or(&silent);
    let name = |state| match state {
        Conformance::None => "none",
        Conformance::Partial => "partial",
        Conformance::Full => "full",
    };
    let state = claim.state(scope.site.options.date);
    let typeset = |text: &str| Value::from(markdown::typeset_text(text, filters::options(scope)));
    let texts = |texts: &[String]| list(texts.iter().map(|text| typeset(text)).collect::<Vec<_>>().into_iter());
    record([
        ("status", Value::from(name(state))),
        ("standard", typeset(claim.standard.as_deref().unwrap_or("RGAA 4.1.2"))),
        ("audit_date", optional_date(claim.audit_date)),
        ("audit_rate", claim.rate.as_ref().map_or(Value::from(()), |rate| Value::from(rate.value))),
        // An audit that no longer backs anything is told as such.
        ("lapsed", Value::from(state != claim.status.value)),
        ("auditor", claim.auditor.as_deref().map_or(Value::from(()), typeset)),
        ("drafted_on", optional_date(claim.drafted_on)),
        ("technologies", texts(&claim.technologies)),
        ("environments", texts(&claim.environments)),
        ("tools", texts(&claim.tools)),
        ("sample", texts(&claim.sample)),
        ("non_conformities", texts(&claim.non_conformities)),
        ("exemptions", texts(&claim.exemptions)),
        ("out_of_scope", texts(&claim.out_of_scope)),
        ("plan", optional(claim.plan.as_deref())),
        ("contact", optional(claim.contact.as_deref().or(config.contact.as_deref()))),
    ])
}
