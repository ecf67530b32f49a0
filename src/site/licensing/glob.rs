//! The patterns of `REUSE.toml` (REUSE 3.3): `*` is anything but `/`, `**` is anything, `\` makes the next sign plain.

/// Whether `path` is one that `pattern` means.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let parts = parse(pattern);
    let path = path.as_bytes();
    // Which beginnings of the path the parts read so far can mean: no pattern makes this slow.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    for part in parts {
        match part {
            Part::Byte(byte) => {
                for at in (0..path.len()).rev() {
                    reached[at + 1] = reached[at] && path[at] == byte;
                }
                reached[0] = false;
            }
            Part::Segment => {
                for at in 0..path.len() {
                    reached[at + 1] |= reached[at] && path[at] != b'/';
                }
            }
            Part::Anything => {
                for at in 0..path.len() {
                    reached[at + 1] |= reached[at];
                }
            }
        }
    }
    reached[path.len()]
}

enum Part {
    Byte(u8),
    Segment,
    Anything,
}

fn parse(pattern: &str) -> Vec<Part> {
    let mut parts = Vec::with_capacity(pattern.len());
    let mut bytes = pattern.bytes().peekable();
    while let Some(byte) = bytes.next() {
        parts.push(match byte {
            b'*' if bytes.peek() == Some(&b'*') => {
                while bytes.peek() == Some(&b'*') {
                    bytes.next();
                }
                Part::Anything
            }
            b'*' => Part::Segment,
            b'\\' => Part::Byte(bytes.next().unwrap_or(b'\\')),
            other => Part::Byte(other),
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the specification, and some more.
    #[test]
    fn patterns() {
        for (pattern, path, wanted) in [
            ("foo.py", "foo.py", true),
            ("foo.py", "src/foo.py", false),
            ("*.py", "foo.py", true),
            ("*.py", ".py", true),
            ("*.py", "src/foo.py", false),
            ("src/*", "src/a/b.png", false),
            ("src/**", "src/a/b.png", true),
            ("**", "a/b/c", true),
            ("**/*.png", "a/b/c.png", true),
            ("**/a.png", "a.png", false),
            ("**a.png", "a.png", true),
            ("\\*.png", "*.png", true),
            ("\\*.png", "a.png", false),
            ("a[b].png", "a[b].png", true),
            ("é/**", "é/à.png", true),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, path), wanted, "{pattern} {path}");
        }
        assert!(!matches(&"**a".repeat(500), &"a".repeat(499)), "and in no time");
    }
}
