//! Slugs: what stands for a text in addresses and `id`s.

/// An ASCII slug: accents dropped, `œ` → `oe`, apostrophes and everything else → `-`, lower case.
/// Empty when nothing of `text` has an ASCII form.
pub fn slugify(text: &str) -> String {
    let plain = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if plain && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--") {
        return text.to_owned();
    }
    french_slug(text).unwrap_or_else(|| {
        let nfkd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
        let mut out = String::with_capacity(text.len());
        push_slug(nfkd.normalize_iter(text.chars()), &mut out);
        while out.ends_with('-') {
            out.pop();
        }
        out
    })
}

/// What a slug keeps of each character of ASCII; 0 for those that part words.
const KEPT: [u8; 128] = {
    let mut kept = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            kept[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    kept
};

/// The slug of a text that holds only what French is written with, which needs no table of the whole of Unicode.
fn french_slug(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let base = if byte.is_ascii() {
            at += 1;
            byte
        } else {
            let c = text[at..].chars().next()?;
            at += c.len_utf8();
            match c {
                'œ' | 'Œ' => {
                    out.push(b'o');
                    b'e'
                }
                'æ' | 'Æ' => {
                    out.push(b'a');
                    b'e'
                }
                c => u8::try_from(french_base(c)).ok().filter(u8::is_ascii)?,
            }
        };
        let kept = KEPT[usize::from(base)];
        if kept != 0 {
            out.push(kept);
        } else if out.last().is_some_and(|last| *last != b'-') {
            out.push(b'-');
        }
    }
    if out.last() == Some(&b'-') {
        out.pop();
    }
    String::from_utf8(out).ok()
}

/// The letter under a French accent, `-` for French punctuation; any other character as it is.
fn french_base(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ÿ' | 'Ÿ' => 'y',
        '’' | '‘' | '«' | '»' | '“' | '”' | '–' | '—' | '\u{a0}' | '\u{202f}' | '€' | '·' | '…' => {
            '-'
        }
        other => other,
    }
}

/// Appends what a slug keeps of characters whose accents stand apart.
fn push_slug(chars: impl Iterator<Item = char>, out: &mut String) {
    for c in chars {
        let mut push = |c: char| out.push(c);
        match c {
            'a'..='z' | '0'..='9' => push(c),
            'A'..='Z' => push(c.to_ascii_lowercase()),
            'œ' | 'Œ' => {
                push('o');
                push('e');
            }
            'æ' | 'Æ' => {
                push('a');
                push('e');
            }
            'ß' => {
                push('s');
                push('s');
            }
            'ø' | 'Ø' => push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => push('d'),
            'ł' | 'Ł' => push('l'),
            'þ' | 'Þ' => {
                push('t');
                push('h');
            }
            // Combining marks, soft hyphens and zero-width characters leave no trace.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ => {
                if !out.is_empty() && !out.ends_with('-') {
                    out.push('-');
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_letters_are_those_of_unicode() {
        let nfkd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
        for c in ('\u{80}'..='\u{24f}').chain('\u{2000}'..='\u{20cf}').filter(|c| french_base(*c) != *c) {
            let mut expected = String::from("x");
            push_slug(nfkd.normalize_iter(std::iter::once(c)), &mut expected);
            let mut found = String::from("x");
            push_slug(std::iter::once(french_base(c)), &mut found);
            assert_eq!(found, expected, "{c:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn french_has_the_slug_of_any_text(text in "[-a-cA-C0-2 '’éÀœŒæÆ«\u{a0}_.\u{1}]{0,12}") {
            let nfkd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
            let mut expected = String::new();
            push_slug(nfkd.normalize_iter(text.chars()), &mut expected);
            let expected = expected.trim_end_matches('-').to_owned();
            proptest::prop_assert_eq!(french_slug(&text), Some(expected));
        }
    }

    #[test]
    fn slugs() {
        let check = |text: &str, expected: &str| assert_eq!(slugify(text), expected);
        check("L’œuvre d'été à Noël", "l-oeuvre-d-ete-a-noel");
        check("  Qui ?  ", "qui");
        check("ﬁn nº 12", "fin-no-12");
        check("日本", "");
        check("a-b--c-", "a-b-c");
        check("-a", "a");
    }
}
