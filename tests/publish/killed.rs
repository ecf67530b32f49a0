//! Builds that are killed, watched or crossed while they publish: what is there is always one whole site.
//!
//! The builds are processes of their own: this test's program, told by its environment to play the child.

use std::path::Path;
use std::time::{Duration, Instant};

use classeur::publish::{MANIFEST, Staging};
use rayon::prelude::*;

use crate::{Site, files, output, tree};

/// Publishes, again and again, a site whose every file holds the same number: the child of the tests below.
#[test]
#[ignore = "the child process of other tests"]
fn child() {
    let Some(public) = std::env::var_os("CLASSEUR_TEST_PUBLIC") else {
        return;
    };
    let rounds: u32 = std::env::var("CLASSEUR_TEST_ROUNDS").expect("given").parse().expect("a number");
    let start = std::process::id().wrapping_mul(1000);
    for round in 0..rounds {
        let staging = Staging::begin(Path::new(&public), &[]).expect("free");
        let text = start.wrapping_add(round).to_string();
        (0..60).into_par_iter().for_each(|at| {
            staging.write(&output(&format!("s{}/{at}/index.html", at % 5)), text.as_bytes()).expect("written");
            staging.write(&output(&format!("same/{at}")), b"the same every time").expect("written");
        });
        staging.commit().expect("published");
    }
}

fn spawn(public: &Path, rounds: u32) -> std::process::Child {
    std::process::Command::new(std::env::current_exe().expect("a test has an executable"))
        .args(["--exact", "killed::child", "--ignored", "--quiet"])
        .env("CLASSEUR_TEST_PUBLIC", public)
        .env("CLASSEUR_TEST_ROUNDS", rounds.to_string())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the test can run itself")
}

/// The number that every file of the published site holds; panics when it is not one whole site.
fn whole(public: &Path) -> String {
    let mut files = tree(public);
    let manifest = files.remove(MANIFEST).expect("a manifest");
    assert_eq!(manifest.lines().skip(2).collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    files.retain(|path, _| !path.starts_with("same/"));
    assert_eq!(files.len(), 60);
    let number = files.values().next().expect("sixty").clone();
    assert!(files.values().all(|other| *other == number), "a mix of two sites");
    number
}

#[cfg(unix)]
#[test]
fn killed_at_any_instant() {
    let site = Site::new();
    assert!(spawn(&site.public(), 1).wait().expect("ran").success());
    let mut seen = std::collections::BTreeSet::from([whole(&site.public())]);
    // From before the first system call to well into the rounds, in uneven steps; longer on a machine that is busy.
    let start = Instant::now();
    for step in 0..400u64 {
        let mut child = spawn(&site.public(), 1000);
        std::thread::sleep(Duration::from_micros(2000 + step * step * 97));
        child.kill().expect("SIGKILL");
        child.wait().expect("ended");
        seen.insert(whole(&site.public()));
        if step > 40 && seen.len() > 5 || start.elapsed() > Duration::from_secs(120) {
            break;
        }
    }
    assert!(seen.len() > 5, "the children were killed before they published: {seen:?}");
    site.publish(&[("a", "1")]);
    assert_eq!(site.names(), ["public"], "leavings of killed builds are gone");
    assert_eq!(site.published(), files(&[("a", "1")]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_always_finds_a_site() {
    let site = Site::new();
    assert!(spawn(&site.public(), 1).wait().expect("ran").success());
    let mut child = spawn(&site.public(), 50);
    let mut reads = 0;
    while child.try_wait().expect("ours").is_none() {
        // Each look goes through the path anew: there is no instant without the folder.
        assert!(site.public().join(MANIFEST).exists(), "after {reads} reads");
        reads += 1;
    }
    assert!(child.wait().expect("ended").success());
    assert!(reads > 50);
}

#[test]
fn builds_at_once_take_turns() {
    let site = Site::new();
    let mut children: Vec<_> = (0..3).map(|_| spawn(&site.public(), 10)).collect();
    for child in &mut children {
        assert!(child.wait().expect("ran").success());
    }
    whole(&site.public());
    assert!(!cfg!(unix) || site.names() == ["public"]);
}
