//! How serious a problem is, and how a site changes that.

use super::{Code, Diagnostic};

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Said once, changes nothing.
    Note,
    /// Published, but an author should look.
    Warning,
    /// Stops the build.
    Error,
}

/// `[checks]` of site.toml: codes, families and `"*"` set to a severity or off. The most exact rule wins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities {
    /// Pattern (`lien/introuvable`, `lien/*`, `*`) → severity, `None` for off.
    pub rules: Vec<(String, Option<Severity>)>,
    /// `--strict`: warnings count as errors.
    pub strict: bool,
}

impl Severities {
    /// The severity `diagnostic` has on this site; `None` when it is switched off.
    /// A code that is an error for the program's safety (`Code::fixed`) cannot be lowered.
    pub fn of(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        let code = diagnostic.code();
        let default = diagnostic.problem.severity();
        if code.fixed() {
            return Some(default);
        }
        let family = format!("{}/*", code.family());
        let rule = [code.as_str(), family.as_str(), "*"]
            .into_iter()
            .find_map(|pattern| self.rules.iter().rfind(|(rule, _)| rule == pattern));
        let severity = match rule {
            Some((_, severity)) => (*severity)?,
            None => default,
        };
        Some(if self.strict && severity == Severity::Warning { Severity::Error } else { severity })
    }

    /// Whether `pattern` names a code, a family or all.
    pub fn known(pattern: &str) -> bool {
        pattern == "*"
            || super::CODES
                .iter()
                .any(|code| code.as_str() == pattern || pattern.strip_suffix("/*") == Some(code.family()))
    }

    /// Keeps what is not off, each with its severity.
    pub fn apply(&self, diagnostics: Vec<Diagnostic>) -> Vec<(Severity, Diagnostic)> {
        diagnostics.into_iter().filter_map(|d| Some((self.of(&d)?, d))).collect()
    }
}

/// A code is written `family/name`.
impl Code {
    /// The part before the `/`.
    pub fn family(self) -> &'static str {
        self.as_str().split_once('/').map_or(self.as_str(), |(family, _)| family)
    }
}
