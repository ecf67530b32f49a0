//! The Content-Security-Policy of published pages: the strictest they pass, and what a site says instead.

use super::{RawHtml, SiteConfig};

/// Ours, directive by directive. Nothing is allowed but what is named, and only from the site itself.
const DIRECTIVES: [(&str, &str); 14] = [
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("frame-src", "'none'"),
    ("worker-src", "'none'"),
    ("object-src", "'none'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
    ("frame-ancestors", "'none'"),
];

/// Directives that say the same as `default-src` above: named so that a site can say otherwise, not written.
const IMPLIED: [&str; 3] = ["frame-src", "worker-src", "object-src"];

/// Others that a site may add.
const OTHERS: [&str; 8] = [
    "child-src",
    "script-src-elem",
    "script-src-attr",
    "style-src-elem",
    "style-src-attr",
    "upgrade-insecure-requests",
    "sandbox",
    "report-to",
];

/// Where a policy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyPlace {
    /// In the answer's headers.
    Header,
    /// In the page, where some directives mean nothing.
    Page,
}

/// What `[hosting] csp` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PolicyChoice {
    /// Nothing: ours.
    #[default]
    Ours,
    /// Ours, these directives apart: name and value.
    With(Vec<(String, String)>),
    /// No policy: the host has its own.
    Off,
}

impl PolicyChoice {
    /// Reads `img-src 'self' data:; frame-src https://video.exemple.fr`, or `off`.
    ///
    /// # Errors
    /// A directive that does not exist, or a value that would break out of a header or of an attribute: the word.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.trim() == "off" {
            return Ok(PolicyChoice::Off);
        }
        let mut directives = Vec::new();
        for directive in text.split(';').map(str::trim).filter(|directive| !directive.is_empty()) {
            let (name, value) = directive.split_once(char::is_whitespace).unwrap_or((directive, ""));
            let name = name.to_ascii_lowercase();
            let harmless = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '&' | '\\' | ',' | '$');
            if !PolicyChoice::names().any(|known| known == name) {
                return Err(name);
            }
            let words: Vec<&str> = value.split_whitespace().collect();
            if let Some(wrong) = words.iter().find(|word| !word.chars().all(harmless)) {
                return Err((*wrong).to_owned());
            }
            directives.push((name, words.join(" ")));
        }
        Ok(PolicyChoice::With(directives))
    }

    /// Every directive that may be named.
    pub fn names() -> impl Iterator<Item = &'static str> {
        DIRECTIVES.iter().map(|(name, _)| *name).chain(OTHERS)
    }
}

impl SiteConfig {
    /// The policy of the site's pages; `None` when it asks for none. Holds no `"`, `<`, `&` nor line end.
    pub fn policy(&self, place: PolicyPlace) -> Option<String> {
        let own: &[(String, String)] = match &self.hosting.csp {
            PolicyChoice::Off => return None,
            PolicyChoice::Ours => &[],
            PolicyChoice::With(directives) => directives,
        };
        let said = |name: &str| own.iter().rfind(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let trusted = self.raw_html == RawHtml::Trusted;
        let ours = DIRECTIVES.iter().map(|(name, value)| match *name {
            // Whoever is trusted with any HTML may write scripts, styles and small images in it.
            "script-src" | "style-src" if trusted => (*name, "'self' 'unsafe-inline'"),
            "img-src" if trusted => (*name, "'self' data:"),
            "frame-src" if trusted => (*name, "'self'"),
            name => (name, *value),
        });
        let ours = ours.filter(|(name, value)| said(name).is_some() || !IMPLIED.contains(name) || *value != "'none'");
        let ours: Vec<(&str, &str)> = ours.map(|(name, value)| (name, said(name).unwrap_or(value))).collect();
        let known = |name: &str| DIRECTIVES.iter().any(|(known, _)| *known == name);
        let added = own.iter().filter(|(name, _)| !known(name)).map(|(name, value)| (name.as_str(), value.as_str()));
        let mut out = String::with_capacity(256);
        for (name, value) in ours.into_iter().chain(added) {
            // Browsers pass over these in a page, and say so in their console.
            if place == PolicyPlace::Page && matches!(name, "frame-ancestors" | "sandbox" | "report-to") {
                continue;
            }
            if !out.is_empty() {
                out.push_str("; ");
            }
            out.push_str(name);
            if !value.is_empty() {
                out.push(' ');
                out.push_str(value);
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies() {
        let check = |csp: &str, raw_html: RawHtml, place: PolicyPlace, expected: Option<&str>| {
            let mut config = SiteConfig { raw_html, ..SiteConfig::default() };
            config.hosting.csp =
                if csp.is_empty() { PolicyChoice::Ours } else { PolicyChoice::read(csp).expect("sound") };
            assert_eq!(config.policy(place).as_deref(), expected, "{csp}");
        };
        let (strict, trusted) = (RawHtml::Filtered, RawHtml::Trusted);
        let start = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'";
        let end = "; base-uri 'none'; form-action 'self'";
        check("", strict, PolicyPlace::Page, Some(&format!("{start}{end}")));
        check("", strict, PolicyPlace::Header, Some(&format!("{start}{end}; frame-ancestors 'none'")));
        let wider = start.replace("img-src 'self'", "img-src 'self' data:");
        check(
            "IMG-src  'self'   data:; frame-src https://v.fr ; upgrade-insecure-requests",
            strict,
            PolicyPlace::Page,
            Some(&format!("{wider}; frame-src https://v.fr{end}; upgrade-insecure-requests")),
        );
        let browser = include_str!("../../tests/browser/lib/policy.mjs");
        assert!(browser.contains(&format!("\"{start}{end}; frame-ancestors 'none'\"")), "browsers try another policy");
        check("off", trusted, PolicyPlace::Header, None);
        let config = SiteConfig { raw_html: trusted, ..SiteConfig::default() };
        let policy = config.policy(PolicyPlace::Page).expect("one");
        assert!(
            policy.contains("script-src 'self' 'unsafe-inline'") && policy.contains("frame-src 'self'"),
            "{policy}"
        );
        for wrong in ["img-sr 'self'", "img-src \"self\"", "img-src a,b", "script-src $x", "img-src é"] {
            assert!(PolicyChoice::read(wrong).is_err(), "{wrong}");
        }
    }
}
