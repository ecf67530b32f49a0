//! Links from one path to another, against what they are made of segment by segment.

use super::*;

proptest::proptest! {
    #[test]
    fn joined_segment_by_segment(base in "(a|b/c|é|)", relative in "((a|é|\\.|\\.\\.|)[/\\\\]){0,5}[a.]{0,2}") {
        let mut segments: Vec<&str> = base.split('/').filter(|segment| !segment.is_empty()).collect();
        let mut inside = true;
        for segment in relative.split(['/', '\\']) {
            match segment {
                "" | "." => {}
                ".." => inside &= segments.pop().is_some(),
                other => segments.push(other),
            }
        }
        proptest::prop_assert_eq!(resolve(&base, &relative), inside.then(|| segments.join("/")));
    }

    #[test]
    fn what_is_spelt_is_what_is_joined(
        from in "((a|b|é)/){0,3}x",
        relative in "(\\./){0,1}(\\.\\./){0,4}((a|b|é|e\u{301}|\\.\\.|)[/\\\\]){0,3}[abé]",
        other in "((a|b|é)/){0,3}[abé]",
    ) {
        let (from, other) = (SourcePath::new(&from), SourcePath::new(&other));
        let joined = from.join(&relative);
        proptest::prop_assert_eq!(from.joined(&relative), joined.as_ref().map(ToString::to_string));
        if from.spells(&relative, &other) {
            proptest::prop_assert_eq!(joined.as_ref(), Some(&other));
        }
        if let Some(joined) = joined.filter(|_| !relative.contains(['\\', '\u{301}']) && !relative.contains("./.")) {
            let plain = !relative.trim_start_matches("../").split('/').any(|part| matches!(part, "" | "." | ".."));
            proptest::prop_assert!(!plain || from.spells(&relative, &joined), "{} {}", relative, joined);
        }
    }

    #[test]
    fn ways_go_by_folders(from in "/((a|ab|é|long-name)/){0,5}(x.html){0,1}", to in "/((a|ab|é|long-name)/){0,5}(x.html){0,1}") {
        let (base, path) = (from.rsplit_once('/').map_or("", |(folder, _)| folder), &to);
        let folders: Vec<&str> = base.split('/').collect();
        let of_path: Vec<&str> = path.split('/').collect();
        let shared = folders.iter().zip(&of_path[..of_path.len() - 1]).take_while(|(a, b)| a == b).count();
        let length = folders[..shared].iter().map(|folder| folder.len() + 1).sum::<usize>();
        let way = UrlPath::new(&to).way_from(&UrlPath::new(&from));
        proptest::prop_assert_eq!(way, (folders.len() - shared, length));
    }

    #[test]
    fn starts_are_compared(a in "[ab]{0,20}", b in "[ab]{0,20}", start in "[a-zé]{0,20}") {
        let (a, b) = (format!("{start}{a}"), format!("{start}{b}"));
        let expected = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        proptest::prop_assert_eq!(same_start(a.as_bytes(), b.as_bytes()), expected);
        proptest::prop_assert_eq!(split_last(&a, b'a'), a.rsplit_once('a'));
    }

    #[test]
    fn slashes_are_counted(bytes in proptest::collection::vec(proptest::sample::select(b"/a.0\xaf\x2e\x30\x00\xff".to_vec()), 0..40)) {
        proptest::prop_assert_eq!(slashes(&bytes), bytes.iter().filter(|byte| **byte == b'/').count());
    }

    #[test]
    fn encoded_byte_by_byte(path in "[/a-z0-9 é%&'é_.~]{0,40}") {
        let mut expected = String::new();
        for byte in path.bytes() {
            if PATH.has(byte) {
                expected.push(byte as char);
            } else {
                expected.push_str(&format!("%{byte:02X}"));
            }
        }
        let mut out = String::new();
        encode_path(&path, &mut out);
        proptest::prop_assert_eq!(out, expected);
    }
}

#[test]
fn relative_links() {
    let check = |to: &str, from: &str, expected: &str| {
        assert_eq!(UrlPath::new(to).relative_to(&UrlPath::new(from), false), expected, "{from} → {to}");
    };
    check("/a/b/", "/a/c/", "../b/");
    check("/a/", "/a/c/", "../");
    check("/", "/", "./");
    check("/", "/a/", "../");
    check("/a/", "/a/", "./");
    check("/a/b/x.png", "/a/b/", "x.png");
    check("/a/b/x.png", "/a/b/page.html", "x.png");
    check("/é/", "/", "%C3%A9/");
    check("/a/c:d", "/a/", "./c:d");
    check("/ab/c/", "/ad/e/", "../../ab/c/");
    check("/a/", "/a/b/c/d.html", "../../");
    check("/x.css", "/", "x.css");
    check("/éa/", "/èa/", "../%C3%A9a/");
    check("/a/b/", "/a/", "b/");
    assert_eq!(UrlPath::new("/a/").relative_to(&UrlPath::new("/a/"), true), "index.html");
    assert_eq!(UrlPath::new("/").relative_to(&UrlPath::new("/a/"), true), "../index.html");
}

#[test]
fn joins() {
    let from = SourcePath::new("content/a/b.md");
    assert_eq!(from.join("../c.md").map(|p| p.to_string()), Some("content/c.md".into()));
    assert_eq!(from.join("../../../c.md"), None);
}
