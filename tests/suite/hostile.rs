//! Awkward and hostile input (DESIGN §5.5): a diagnostic at most; never a crash, a hang or a lost site.

use std::time::{Duration, Instant};

use super::folder::{Built, Folder, run};

const SOUND: &str = "---\ntitre: Saine\nresume: Une fiche.\n---\n\nTexte.\n";

/// Longer than any of these should take, unoptimised, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A site with a sound sheet beside `files`, built; how long it took is checked.
fn build(files: &[(&str, &[u8])]) -> (Folder, Built) {
    let site = Folder::new(&[("content/saine.md", SOUND)]);
    for (path, bytes) in files {
        site.write(path, bytes);
    }
    let started = Instant::now();
    let built = site.build();
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    (site, built)
}

/// The problem is said of that file, and a build that lets it pass publishes the sound sheet.
fn said(files: &[(&str, &[u8])], codes: &[&str]) -> Built {
    let (site, built) = build(files);
    for code in codes {
        assert!(built.codes().contains(code), "{code} is not said\n{}", built.said());
    }
    site.write("site.toml", format!("{}\n[checks]\n\"*\" = \"warning\"\n", super::folder::SITE));
    let lenient = site.build();
    assert!(lenient.files.contains_key("saine/index.html"), "the site is lost\n{}", lenient.said());
    lenient
}

fn sheet(text: &str) -> Vec<u8> {
    format!("---\ntitre: A\nresume: Une fiche.\n---\n\n{text}\n").into_bytes()
}

#[test]
fn what_editors_and_copies_leave_is_normalised() {
    let text = "\u{feff}---\r\ntitre: Été\r\nresume: Une fiche.\r\n---\r\n\r\n## Un\u{ad}e par\u{200b}tie\r\n\r\nLigne\u{2028}suite, mot\u{200b}coupé.\r\n";
    let (_, built) = build(&[("content/a.md", text.as_bytes())]);
    assert!(built.diagnostics.is_empty(), "{}", built.said());
    let page = built.text("a/index.html");
    assert!(page.contains("id=\"une-partie\""), "{page}");
    assert!(!page.contains(['\r', '\u{feff}', '\u{200b}', '\u{2028}']), "{page:?}");
    // A decomposed name (macOS) is the composed one.
    let (_, built) =
        build(&[("content/e\u{301}te\u{301}.md", SOUND.as_bytes()), ("content/b.md", &sheet("[été](été.md)"))]);
    assert!(built.diagnostics.is_empty(), "{}", built.said());
    assert!(built.text("b/index.html").contains("href=\"../ete/\""));
}

#[test]
fn other_encodings_are_read_when_certain() {
    let utf16: Vec<u8> = [0xfe, 0xff].into_iter().chain(SOUND.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let windows = "---\ntitre: Numérisé\nresume: L’été.\n---\n\nÀ l’œuvre.\n";
    let windows = encoding_rs::WINDOWS_1252.encode(windows).0.into_owned();
    let built = said(&[("content/utf16.md", &utf16), ("content/windows.md", &windows)], &["fichier/encodage"]);
    assert!(built.text("utf16/index.html").contains("Saine"));
    assert!(built.text("windows/index.html").contains("À l’œuvre."));
    said(&[("content/a.md", b"\x81\x8d\x8f\x90\x9d\x01\x02")], &["fichier/illisible"]);
    said(&[("content/a.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")], &["fichier/binaire"]);
    said(&[("content/a.md", b"%PDF-1.7\n\0\xff\xfe")], &["fichier/binaire"]);
    said(&[("site.toml.bak", b"\0")], &[]);
}

#[test]
fn names_of_all_sorts_are_published_and_linked() {
    let names =
        ["a b", "l'été", "100 %", "a\"b", "emoji 🎉", "a&b<c>", "#dièse", "a+b=c", "日本", "con", "%41", "très-long"];
    let long = "x".repeat(200);
    for name in names.into_iter().chain([long.as_str()]) {
        let page = format!("content/{name}.md");
        let file = format!("content/{name}.txt");
        let link = sheet(&format!("[La fiche visée](<{name}.md>)").replace('%', "%25").replace('#', "%23"));
        let link: Vec<u8> = String::from_utf8_lossy(&link).replace("<c>", "%3Cc%3E").into_bytes();
        let (_, built) = build(&[(&page, SOUND.as_bytes()), (&file, b"x"), ("content/lien.md", &link)]);
        let wrong: Vec<_> = built.codes().into_iter().filter(|code| code.starts_with("fichier/")).collect();
        assert!(wrong.is_empty(), "{name}\n{}", built.said());
        assert!(built.codes().is_empty(), "{name}\n{}", built.said());
    }
    if cfg!(unix) {
        // Nothing publishes this; nothing is lost either.
        said(&[("content/a\nb.md", SOUND.as_bytes()), ("content/\u{7}.txt", b"x")], &[]);
    }
}

#[test]
fn thousands_of_levels() {
    for text in [
        "> ".repeat(10_000),
        "- ".repeat(10_000),
        "* a\n"
            .repeat(10)
            .lines()
            .enumerate()
            .map(|(at, line)| format!("{}{line}\n", "  ".repeat(at * 1000)))
            .collect(),
        "[".repeat(50_000),
        "![".repeat(20_000) + "a" + &"](b)".repeat(20_000),
        "*".repeat(100_000),
        "*a **b ".repeat(20_000),
        "<div>".repeat(10_000),
        "<b>".repeat(10_000) + "a",
        "::: note\n".repeat(5_000),
        (0..5_000).map(|at| format!("{} note\n", ":".repeat(5_003 - at))).collect(),
        format!("${}$", "{".repeat(10_000)),
        format!("${}$", "\\frac{a}".repeat(5_000)),
        format!("[{}]", "a](".repeat(10_000)),
        "`".repeat(50_000),
        "a^".repeat(50_000),
        "[^".repeat(20_000),
        "|".repeat(50_000) + "\n" + &"|-".repeat(25_000),
        "# a\n".repeat(20_000),
        "{".repeat(20_000),
        "[[".repeat(20_000),
        "&".repeat(50_000),
    ] {
        let start: String = text.chars().take(20).collect();
        let started = Instant::now();
        said(&[("content/a.md", &sheet(&text))], &[]);
        assert!(started.elapsed() < Duration::from_secs(20), "{start:?} {:?}", started.elapsed());
    }
}

#[test]
fn containers_as_deep_as_they_may_be() {
    for depth in [50, 99] {
        for name in ["note", "details", "telechargement", "charge", "canevas"] {
            let open: String = (0..depth).map(|at| format!("{} {name} Titre\n", ":".repeat(3 + depth - at))).collect();
            let close: String = (0..depth).rev().map(|at| format!("{}\n", ":".repeat(3 + depth - at))).collect();
            said(&[("content/a.md", &sheet(&format!("{open}Texte.\n{close}")))], &[]);
        }
    }
}

#[test]
fn a_table_of_a_hundred_thousand_rows() {
    let rows = "| a | b | c |\n".repeat(100_000);
    let (_, built) = build(&[("content/a.md", &sheet(&format!("| A | B | C |\n|---|---|---|\n{rows}")))]);
    assert!(built.files.contains_key("saine/index.html"), "{}", built.said());
    assert_eq!(built.text("a/index.html").matches("<tr>").count(), 100_001);
}

#[test]
fn a_text_too_large_is_left_out() {
    let site = Folder::new(&[("content/saine.md", SOUND)]);
    let file = std::fs::File::create(site.at("content/a.md")).expect("a file of ours");
    // Sparse: it takes no room on the disk.
    file.set_len(100 << 20).expect("a length");
    let built = site.build();
    assert_eq!(built.codes(), ["fichier/trop-gros"], "{}", built.said());
    said(&[("content/a.md", &sheet(&"mot ".repeat(3_000_000)))], &["texte/trop-long"]);
}

#[test]
fn large_files_are_published_unread() {
    let site = Folder::new(&[("content/saine.md", SOUND)]);
    std::fs::File::create(site.at("content/video.mp4")).expect("a file of ours").set_len(300 << 20).expect("a length");
    let said = site.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(site.at("public/video.mp4").metadata().expect("published").len(), 300 << 20);
}

#[test]
fn front_matter_bombs() {
    let laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned()
        + &('b'..='z')
            .map(|c| format!("{c}: &{c} [{}]\n", vec![format!("*{}", (c as u8 - 1) as char); 9].join(",")))
            .collect::<String>();
    for front in [
        laughs,
        format!("extra: {}", "[".repeat(50_000)),
        format!("extra: {}1", "{a: ".repeat(20_000)),
        (0..50_000).map(|at| format!("cle{at}: x\n")).collect(),
        (0..2_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect(),
        "titre: &a\n  b: *a".to_owned(),
        format!("titre: \"{}\"", "x".repeat(1_000_000)),
        format!("tags: [{}]", "un, ".repeat(20_000)),
        "? ".repeat(10_000),
        "- ".repeat(10_000),
        "titre: !!binary x\n!!python/object:os.system: x".to_owned(),
        "date: 999999999-99-99\npoids: 99999999999999999999999\nrevision: 999999999999999 ans".to_owned(),
    ] {
        said(&[("content/a.md", format!("---\n{front}\n---\n\nTexte.\n").as_bytes())], &[]);
    }
    for front in [
        format!("extra = {}", "[".repeat(50_000)),
        format!("a{} = 1", ".a".repeat(20_000)),
        (0..5_000).map(|_| "[[a]]\n").collect(),
        format!("extra = {}1", "{a=".repeat(20_000)),
    ] {
        said(&[("content/a.md", format!("+++\n{front}\n+++\n\nTexte.\n").as_bytes())], &[]);
    }
}

#[test]
fn includes_that_double_at_every_step() {
    let files: Vec<(String, Vec<u8>)> = (0..30)
        .map(|at| {
            (
                format!("content/_f{at}.md"),
                format!("::: inclure _f{0}.md\n:::\n\n::: inclure _f{0}.md\n:::\n", at + 1).into_bytes(),
            )
        })
        .chain([
            ("content/_f30.md".into(), b"Fin.\n".to_vec()),
            ("content/a.md".into(), sheet("::: inclure _f0.md\n:::\n\n[x](#rien)")),
        ])
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    said(&files, &["texte/trop-long", "texte/trop-profond", "lien/ancre"]);
    // A chain far longer than any stack.
    let files: Vec<(String, Vec<u8>)> = (0..3_000)
        .map(|at| (format!("content/f{at}.md"), sheet(&format!("::: inclure f{}.md\n:::", (at + 1) % 3_000))))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    said(&files, &["texte/trop-profond"]);
}

#[test]
fn configuration_of_any_bytes() {
    for bytes in
        [&b"\0\xff\xfe"[..], b"", b"title = ", b"[[[[", b"\xff\xfet\0i\0", b"kinds = 3\ntaxonomies = 4\nmenu = 5"]
    {
        let site = Folder::new(&[("content/saine.md", SOUND)]);
        site.write("site.toml", bytes);
        site.build();
        let said = site.run(&["build"]);
        assert!((0..=2).contains(&said.code), "{}: {}", said.code, said.err);
    }
    for path in [
        "i18n/fr.toml",
        "themes/classeur/theme.toml",
        "templates/page.html",
        "components/note.html",
        "REUSE.toml",
        "data/x.toml",
    ] {
        build(&[(path, b"\0\xff{{ {% [")]);
    }
}

#[cfg(unix)]
mod special {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    use super::*;

    #[test]
    fn pipes_sockets_and_links() {
        let site = Folder::new(&[("content/saine.md", SOUND), ("content/guides/b.md", SOUND)]);
        let link = |to: &str, at: &str| symlink(to, site.at(at)).expect("a link of ours");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            site.at("content/tube.md"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RWXU,
            0,
        )
        .expect("a pipe of ours");
        let _socket = std::os::unix::net::UnixListener::bind(site.at("content/prise.md")).expect("a socket of ours");
        link(".", "content/soi");
        link("../..", "content/guides/haut");
        link("boucle-b", "content/boucle-a");
        link("boucle-a", "content/boucle-b");
        link("nulle-part.md", "content/perdu.md");
        link("/etc", "content/etc");
        link("/etc/passwd", "content/passwd.md");
        link("../site.toml", "content/config.txt");
        link("guides/b.md", "content/autre-nom.md");
        link("guides", "content/autre-dossier");
        link("/dev/zero", "content/zero.png");
        let started = Instant::now();
        let built = site.build();
        assert!(started.elapsed() < PATIENCE);
        assert!(built.text("autre-nom/index.html").contains("Saine"), "a link inside the site is followed");
        assert!(built.files.contains_key("autre-dossier/b/index.html"));
        let outside: Vec<&String> =
            built.files.keys().filter(|path| path.contains("passwd") || path.contains("etc/")).collect();
        assert!(outside.is_empty(), "{outside:?}");
        for code in ["fichier/special", "fichier/lien-en-boucle", "fichier/lien-hors-du-site"] {
            assert!(built.codes().contains(&code), "{code}\n{}", built.said());
        }
        let known = built.codes().iter().all(|code| code.starts_with("fichier/"));
        assert!(known, "{}", built.said());
    }

    #[test]
    fn files_that_may_not_be_read() {
        let site =
            Folder::new(&[("content/saine.md", SOUND), ("content/ferme.md", SOUND), ("content/clos/a.md", SOUND)]);
        site.write("content/image.png", "x");
        let forbid = |path: &str| {
            std::fs::set_permissions(site.at(path), std::fs::Permissions::from_mode(0o0)).expect("a file of ours");
        };
        for path in ["content/ferme.md", "content/clos", "content/image.png"] {
            forbid(path);
        }
        let mut command = site.command();
        if rustix::process::geteuid().is_root() {
            // Root reads everything: somebody else runs a copy of the program, where they may.
            let open = |path: &std::path::Path| {
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("ours");
            };
            open(site.root());
            std::fs::copy(env!("CARGO_BIN_EXE_classeur"), site.at("programme")).expect("room for a copy");
            open(&site.at("programme"));
            command = std::process::Command::new(site.at("programme"));
            command.current_dir(site.root()).env_clear().env("LC_ALL", "fr_FR.UTF-8").uid(65534).gid(65534);
        }
        let said = run(command.arg("check"));
        std::fs::set_permissions(site.at("content/clos"), std::fs::Permissions::from_mode(0o755)).expect("ours");
        assert_eq!(said.code, 1, "{}", said.err);
        for path in ["content/ferme.md", "content/clos"] {
            assert!(said.err.contains(path), "{path}\n{}", said.err);
        }
        assert!(said.err.contains("[fichier/acces]"), "{}", said.err);
    }

    #[test]
    fn files_that_vanish_while_read() {
        let site = Folder::new(&[("content/saine.md", SOUND)]);
        let stop = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for at in (0..20).cycle() {
                    if stop.load(std::sync::atomic::Ordering::Relaxed) {
                        break;
                    }
                    let path = format!("content/d{}/f{at}.md", at % 3);
                    site.write(&path, SOUND);
                    let _ = std::fs::remove_file(site.at(&path));
                    let _ = std::fs::remove_dir(site.at(&format!("content/d{}", (at + 1) % 3)));
                }
            });
            let builds: Vec<Built> = (0..30).map(|_| site.build()).collect();
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            for built in builds {
                // A file may be seen before it is written: a sheet without a word.
                let known = |code: &&str| {
                    code.starts_with("fichier/") || matches!(*code, "entete/resume-absent" | "texte/sans-titre")
                };
                assert!(built.codes().iter().all(known), "{}", built.said());
            }
        });
    }
}
