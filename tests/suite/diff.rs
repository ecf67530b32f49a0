//! The difference of two texts, line by line, as a person reads it.

/// Lines kept around a change.
const AROUND: usize = 3;

/// `-` for lines only expected, `+` for lines only found; empty when the two are the same.
pub fn diff(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let edits = edits(&expected, &found);
    let changed: Vec<usize> = (0..edits.len()).filter(|at| edits[*at].0 != ' ').collect();
    let mut out = String::new();
    let mut last = None;
    for (at, (mark, line)) in edits.iter().enumerate() {
        if !changed.iter().any(|changed| changed.abs_diff(at) <= AROUND) {
            continue;
        }
        if last.is_some_and(|last| last + 1 != at) {
            out.push_str("  ⋮\n");
        }
        last = Some(at);
        // No-break spaces look like spaces, and are what many of these tests are about.
        let line = line.replace('\u{a0}', "⍽").replace('\u{202f}', "⌴");
        out.push_str(&format!("{mark} {line}\n"));
    }
    out
}

/// The lines of both, each with ` `, `-` or `+`, by their longest common subsequence.
fn edits<'t>(expected: &[&'t str], found: &[&'t str]) -> Vec<(char, &'t str)> {
    let mut common = vec![vec![0usize; found.len() + 1]; expected.len() + 1];
    for at in (0..expected.len()).rev() {
        for to in (0..found.len()).rev() {
            common[at][to] = if expected[at] == found[to] {
                common[at + 1][to + 1] + 1
            } else {
                common[at + 1][to].max(common[at][to + 1])
            };
        }
    }
    let (mut at, mut to) = (0, 0);
    let mut out = Vec::new();
    while at < expected.len() || to < found.len() {
        if at < expected.len() && to < found.len() && expected[at] == found[to] {
            out.push((' ', expected[at]));
            (at, to) = (at + 1, to + 1);
        } else if at < expected.len() && (to == found.len() || common[at + 1][to] >= common[at][to + 1]) {
            out.push(('-', expected[at]));
            at += 1;
        } else {
            out.push(('+', found[to]));
            to += 1;
        }
    }
    out
}

#[test]
fn shows_what_changed_and_a_little_around() {
    assert_eq!(diff("a\nb\nc", "a\nb\nc"), "");
    let expected: Vec<String> = (0..20).map(|at| at.to_string()).collect();
    let mut found = expected.clone();
    found[10] = "dix\u{a0}!".into();
    found.remove(0);
    let shown = diff(&expected.join("\n"), &found.join("\n"));
    assert_eq!(shown, "- 0\n  1\n  2\n  3\n  ⋮\n  7\n  8\n  9\n- 10\n+ dix⍽!\n  11\n  12\n  13\n");
}
