//! Tags of raw HTML, read one at a time: names, attributes, and what each is to us.
//!
//! Only reads; what is kept is decided by `html`.

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub name: String,
    pub kind: TagKind,
    /// Names in lower case, values decoded.
    pub attributes: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    Open,
    Close,
}

impl Tag {
    /// An attribute's value.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Reads the tag that `text` starts with, and its length.
pub(super) fn read(text: &str) -> Option<(Tag, usize)> {
    let rest = text.strip_prefix('<')?;
    let (kind, rest) = match rest.strip_prefix('/') {
        Some(rest) => (TagKind::Close, rest),
        None => (TagKind::Open, rest),
    };
    let name = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(rest.len());
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = Tag { name: rest[..name].to_ascii_lowercase(), kind, attributes: Vec::new() };
    let mut rest = &rest[name..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, text.len() - after.len()));
        }
        // A name may start with `=`, and is then at least that.
        let first = rest.chars().next()?.len_utf8();
        let end = rest[first..]
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(rest.len(), |at| at + first);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = read_value(after.trim_start())?;
        }
        tag.attributes.push((name, decoded(value)));
    }
}

fn read_value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote),
        _ => Some(text.split_at(text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len()))),
    }
}

/// A value with the character references that may hide a scheme read: `java&#115;cript&colon;`.
fn decoded(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(rest.len());
        let (entity, after) = rest.split_at(end);
        let number = entity.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
            None => number.parse().ok(),
        });
        let character = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "colon" => Some(':'),
            "Tab" => Some('\t'),
            "NewLine" => Some('\n'),
            _ => number.and_then(char::from_u32),
        };
        match character {
            Some(character) => {
                out.push(character);
                rest = after.strip_prefix(';').unwrap_or(after);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// What is wrong with a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A program, another site's page, a form.
    Forbidden(String),
    /// Presentation, or a word processor's.
    Cleaned(String),
}

/// Elements whose content goes with them.
pub(super) const MUTED: [&str; 9] =
    ["script", "style", "iframe", "object", "noscript", "textarea", "select", "template", "title"];

/// What is wrong with `tag`, `known` telling which elements are kept.
pub(super) fn faults(tag: &Tag, known: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let name = tag.name.as_str();
    if matches!(name, "script" | "iframe" | "object" | "embed" | "style" | "form") {
        faults.push(Fault::Forbidden(format!("<{name}>")));
    } else if !known(name) {
        faults.push(Fault::Cleaned(format!("<{name}>")));
    }
    for (attribute, value) in &tag.attributes {
        if attribute.starts_with("on") && attribute.len() > 2 {
            faults.push(Fault::Forbidden(format!("{attribute}=")));
        } else if matches!(
            attribute.as_str(),
            "href" | "src" | "action" | "formaction" | "data" | "xlink:href" | "srcdoc"
        ) && super::references::forbidden(value)
        {
            let scheme = super::references::scheme(value).unwrap_or_default();
            faults.push(Fault::Forbidden(format!("{scheme}:")));
        } else if matches!(
            attribute.as_str(),
            "style"
                | "align"
                | "valign"
                | "bgcolor"
                | "color"
                | "face"
                | "border"
                | "cellpadding"
                | "cellspacing"
                | "background"
        ) {
            faults.push(Fault::Cleaned(format!("{attribute}=")));
        } else if attribute == "class" && value.starts_with("Mso") {
            faults.push(Fault::Cleaned("class=\"Mso…\"".to_owned()));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags() {
        let (tag, length) = read("<A Href='x y' b=c d>z").expect("a tag");
        assert_eq!((tag.name.as_str(), tag.kind, length), ("a", TagKind::Open, 20));
        assert_eq!(tag.attribute("href"), Some("x y"));
        assert_eq!(tag.attribute("d"), Some(""));
        assert_eq!(read("</td >").map(|(tag, _)| tag.kind), Some(TagKind::Close));
        for none in ["<", "<>", "< a>", "<a", "<a b='", "<a é", "<a ="] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn tells_faults() {
        let faults = |text: &str| faults(&read(text).expect("a tag").0, |name| matches!(name, "a" | "p"));
        assert_eq!(faults("<a href='java&#115;cript&colon;x'>"), [Fault::Forbidden("javascript:".into())]);
        assert_eq!(
            faults("<p onclick=x style=y>"),
            [Fault::Forbidden("onclick=".into()), Fault::Cleaned("style=".into())]
        );
        assert_eq!(faults("<o:p class=MsoNormal>").len(), 2);
        assert_eq!(faults("<a href='x'>"), []);
    }
}
