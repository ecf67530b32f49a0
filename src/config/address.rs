//! Addresses and language tags as a configuration writes them.
//!
//! Checks their shape only: never resolves a name nor asks a network.

/// `url` as an absolute `http(s)` address without its trailing `/`; `None` when it is not one, or when it has a query or
/// a fragment, which no path could follow.
pub(super) fn base_url(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme))?;
    let rest = &url[scheme.len()..];
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.strip_prefix('[') {
        Some(v6) => {
            let (host, port) = v6.split_once(']')?;
            (host, port.strip_prefix(':').or(port.is_empty().then_some("0"))?)
        }
        None => authority.split_once(':').unwrap_or((authority, "0")),
    };
    let host_characters = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    let sound = !host.is_empty()
        && host.chars().all(host_characters)
        && !host.starts_with(['.', '-'])
        && !port.is_empty()
        && port.parse::<u16>().is_ok()
        && !path.contains(['?', '#', '\\', '"', '<', '>'])
        && !path.contains(|c: char| c.is_whitespace() || c.is_control());
    sound.then(|| format!("{scheme}{authority}{}", path.trim_end_matches('/')))
}

/// Languages of two letters, as the registry of RFC 5646 has them, those it keeps for old texts included. `cz`, `gr`, `jp`
/// and `sp` are not among them: they are mistaken for a country's code, or made up.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml \
    mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh \
    si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo \
    za zh zu";

/// A language tag in its usual form: `fr`, `en-GB` (`en_gb` too); `None` when it is none (RFC 5646). Languages of three
/// letters are too many to be known one by one.
pub fn language_tag(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split(['-', '_']);
    let primary = parts.next()?;
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let mut out = primary.to_ascii_lowercase();
    if out.len() == 2 && !TWO_LETTERS.split(' ').any(|known| known == out) {
        return None;
    }
    for part in parts {
        // The United Kingdom is `GB`.
        if part.is_empty()
            || part.eq_ignore_ascii_case("uk")
            || part.len() > 8
            || !part.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            return None;
        }
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_ascii_uppercase()),
            4 => {
                out.push_str(&part[..1].to_ascii_uppercase());
                out.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => out.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        for (url, expected) in [
            ("https://exemple.fr", Some("https://exemple.fr")),
            ("https://exemple.fr/", Some("https://exemple.fr")),
            ("HTTP://exemple.fr/base/", Some("http://exemple.fr/base")),
            ("http://localhost:8080/", Some("http://localhost:8080")),
            ("http://[::1]:80/a", Some("http://[::1]:80/a")),
            ("https://été.example/é/", Some("https://été.example/é")),
            ("exemple.fr", None),
            ("/base", None),
            ("ftp://exemple.fr", None),
            ("https://", None),
            ("https:///a", None),
            ("https://exemple fr", None),
            ("https://exemple.fr:x/", None),
            ("https://exemple.fr:/", None),
            ("https://exemple.fr/a b", None),
            ("https://exemple.fr/?q=1", None),
            ("https://exemple.fr/#a", None),
            ("https://moi@exemple.fr/", None),
        ] {
            assert_eq!(base_url(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn language_tags() {
        for (tag, expected) in [
            ("fr", Some("fr")),
            ("FR_fr", Some("fr-FR")),
            ("zh-hant-TW", Some("zh-Hant-TW")),
            ("br", Some("br")),
            ("français", None),
            ("french", None),
            ("f", None),
            ("fr-", None),
            ("jp", None),
            ("en-UK", None),
            ("gsw", Some("gsw")),
            ("", None),
        ] {
            assert_eq!(language_tag(tag).as_deref(), expected, "{tag}");
        }
    }
}
