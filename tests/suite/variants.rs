//! Images in other widths: what pages offer, what is published, what is kept between builds.

use classeur::pipeline::Assembly;

use super::folder::{Built, Folder, options};

#[derive(Clone, Copy)]
enum Format {
    Jpeg,
    Png,
    WebP,
}

/// The pixels of a picture with shapes, plain ones or as fine as a photo's.
fn pixels(width: u32, height: u32, fine: bool) -> Vec<u8> {
    let colour = |x: u32, y: u32| match fine {
        true => [(x * 255 / width) as u8, (y * 255 / height) as u8, (x * y + (x ^ y)) as u8],
        false => [[250, 250, 250], [20, 60, 160]][usize::from((x / 40 + y / 40).is_multiple_of(2))],
    };
    (0..height).flat_map(|y| (0..width).flat_map(move |x| colour(x, y))).collect()
}

fn picture(width: u32, height: u32, format: Format) -> Vec<u8> {
    let pixels = pixels(width, height, true);
    match format {
        Format::Jpeg => {
            let mut bytes = Vec::new();
            let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
            encoder.encode(&pixels, width as u16, height as u16, jpeg_encoder::ColorType::Rgb).expect("encoded");
            bytes
        }
        Format::Png => png(width, height, &pixels, png::Compression::Fast),
        Format::WebP => webp::Encoder::from_rgb(&pixels, width, height).encode_lossless().to_vec(),
    }
}

fn png(width: u32, height: u32, pixels: &[u8], compression: png::Compression) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(compression);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(pixels).expect("encoded");
    writer.finish().expect("encoded");
    bytes
}

fn site(more: &str) -> Folder {
    let sheet = |more: &str, text: &str| format!("---\ntitre: Une\nresume: Une fiche.\n{more}---\n\n{text}\n");
    let site = Folder::new(&[
        (
            "site.toml",
            &format!("title = \"Essai\"\nlicence = \"etalab-2.0\"\nbase_url = \"https://exemple.test\"\n{more}"),
        ),
        (
            "content/a/index.md",
            &sheet("", "![La cour](la%20cour.jpg)\n\n[![Le plan](plan.webp)](plan.webp)\n\n![Petite](petite.png)"),
        ),
        ("content/b/index.md", &sheet("image: {path: hall.png, alt: Le hall}\n", "[Non montrée](../a/autre.jpg)")),
        ("content/_index.md", "---\ntitre: Accueil\n---\n"),
        (
            "REUSE.toml",
            "version = 1\n\n[[annotations]]\npath = \"**\"\nSPDX-FileCopyrightText = \"2026 Ada\"\nSPDX-License-Identifier = \"CC-BY-4.0\"\n",
        ),
    ]);
    site.write("content/a/la cour.jpg", picture(1000, 500, Format::Jpeg));
    site.write("content/a/plan.webp", picture(500, 100, Format::WebP));
    site.write("content/a/petite.png", picture(399, 100, Format::Png));
    site.write("content/a/autre.jpg", picture(1000, 100, Format::Jpeg));
    site.write("content/b/hall.png", picture(450, 300, Format::Png));
    site
}

fn sides(webp: &[u8]) -> (u32, u32) {
    let image = webp::Decoder::new(webp).decode().expect("a WebP");
    (image.width(), image.height())
}

/// Published images that no author wrote, without the hash in their name, and their sides.
fn made(built: &Built) -> Vec<(String, u32, u32)> {
    let webp = built.files.iter().filter(|(path, _)| path.ends_with(".webp") && !path.ends_with("plan.webp"));
    let read = webp.map(|(path, bytes)| {
        let (width, height) = sides(bytes);
        let (stem, rest) = path.rsplit_once('-').expect("a width");
        let (stem, hash) = stem.rsplit_once('.').expect("a hash");
        assert_eq!(hash.len(), 8, "{path}");
        (format!("{stem}-{rest}"), width, height)
    });
    let mut all: Vec<_> = read.collect();
    all.sort();
    all
}

#[test]
fn pages_offer_what_is_published_and_nothing_else_is() {
    let built = site("").build();
    assert_eq!(built.said(), "");
    let expected = [
        ("a/la cour-1000.webp", 1000, 500),
        ("a/la cour-400.webp", 400, 200),
        ("a/la cour-800.webp", 800, 400),
        ("a/plan-400.webp", 400, 80),
        ("b/hall-400.webp", 400, 267),
        ("b/hall-450.webp", 450, 300),
    ];
    assert_eq!(made(&built), expected.map(|(path, width, height)| (path.to_owned(), width, height)));

    let html = built.text("a/index.html");
    let mut offered = 0;
    for srcset in html.split("srcset=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let mut before = 0;
        for candidate in srcset.split(", ") {
            let (url, width) = candidate.split_once(' ').expect("a width");
            let bytes = &built.files[&format!("a/{}", url.replace("%20", " "))];
            assert_eq!(format!("{}w", sides(bytes).0), width);
            assert!(bytes.len() > before, "a wider one weighs more");
            before = bytes.len();
            offered += 1;
        }
    }
    assert_eq!(offered, 5);
    assert!(html.contains("sizes=\"(min-width: 44rem) 40rem, 100vw\"><img src=\"la%20cour.jpg\""), "{html}");
    assert!(html.contains("sizes=\"(min-width: 500px) 500px, 100vw\"><img src=\"plan.webp\""), "{html}");
    // Its credit is after the link, which says nothing more of the file that it leads to.
    assert!(html.contains("</picture></a><small class=\"credit\">"), "{html}");
    assert!(html.contains("</picture><small class=\"credit\">"), "{html}");
    assert!(!html.contains("<picture><img") && html.contains("<img src=\"petite.png\""), "{html}");
    let feed: String = built
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".xml"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    assert!(!feed.contains("srcset") && !feed.contains("<picture"));
}

#[test]
fn a_site_chooses_its_widths_or_none() {
    let built = site("[images]\nwidths = [600, 300]\nquality = 30\n").build();
    assert_eq!(built.said(), "");
    let names: Vec<String> = made(&built).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(
        names,
        ["a/la cour-300.webp", "a/la cour-600.webp", "a/plan-300.webp", "b/hall-300.webp", "b/hall-450.webp"]
    );
    let built = site("[images]\nenabled = false\n").build();
    assert!(made(&built).is_empty() && !built.text("a/index.html").contains("<picture"));
}

#[test]
fn nothing_is_published_that_weighs_more_than_its_original() {
    let site = site("");
    // Plain shapes, as tightly packed as this format can.
    let plain = png(1700, 900, &pixels(1700, 900, false), png::Compression::High);
    site.write("content/b/hall.png", &plain);
    // A photo reduced to nothing already.
    let mut reduced = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut reduced, 5);
    encoder.encode(&pixels(1000, 500, true), 1000, 500, jpeg_encoder::ColorType::Rgb).expect("encoded");
    site.write("content/a/la cour.jpg", &reduced);
    let built = site.build();
    assert_eq!(built.said(), "");
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".webp")) {
        let limit = match path {
            path if path.starts_with("b/") => plain.len(),
            path if path.starts_with("a/la cour") => reduced.len(),
            _ => usize::MAX,
        };
        assert!(bytes.len() < limit, "{path}: {} of {limit}", bytes.len());
    }
    assert!(!built.text("a/index.html").contains("srcset=\"la%20cour"), "its largest width would weigh more");
}

#[test]
fn a_second_build_takes_what_is_kept_and_forgets_the_rest() {
    let site = site("");
    let kept = || {
        let entries = std::fs::read_dir(site.at(".classeur-cache/images")).expect("kept");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
        names.sort();
        names
    };
    let published = |path: &str| {
        let entries = std::fs::read_dir(site.at(path)).expect("published").map(|entry| entry.expect("readable").path());
        let mut all: Vec<_> = entries
            .filter(|path| path.is_file())
            .map(|path| (path.file_name().map(ToOwned::to_owned), std::fs::read(&path).expect("readable")))
            .collect();
        all.sort();
        all
    };
    assert_eq!(site.run(&["build"]).code, 0);
    let (names, first) = (kept(), published("public/a"));
    assert_eq!(names.len(), 3);
    // What is damaged is made again, the same; what is of no use is forgotten.
    std::fs::write(&names[0], "damaged").expect("written");
    std::fs::write(site.at(".classeur-cache/images/old"), "old").expect("written");
    let times = || names[1..].iter().map(|path| path.metadata().and_then(|data| data.modified()).expect("a time"));
    let before: Vec<_> = times().collect();
    assert_eq!(site.run(&["build", "--output", "again"]).code, 0);
    assert_eq!(published("again/a"), first);
    assert_eq!(kept(), names);
    assert!(times().eq(before), "what is kept is not written again");
    // What is kept is what is published: other bytes kept for an image are its own.
    let blob = std::fs::read(&names[0]).expect("kept")[32..].to_vec();
    let other: Vec<u8> =
        blob.iter().enumerate().map(|(at, byte)| if at + 1 == blob.len() { byte ^ 1 } else { *byte }).collect();
    std::fs::write(&names[0], [blake3::hash(&other).as_bytes(), &other[..]].concat()).expect("written");
    assert_eq!(site.run(&["build", "--output", "third"]).code, 0);
    let all = |output: &str| [published(&format!("{output}/a")), published(&format!("{output}/b"))].concat();
    let differ = all("third").iter().zip(&all("public")).filter(|(one, other)| one != other).count();
    assert_eq!(differ, 1);
    // Where nothing can be kept, everything is made all the same.
    std::fs::remove_dir_all(site.at(".classeur-cache")).expect("removed");
    std::fs::write(site.at(".classeur-cache"), "").expect("written");
    assert_eq!(site.run(&["build", "--output", "fourth"]).code, 0);
    assert_eq!(published("fourth/a"), first);
}

#[test]
fn a_picture_is_found_by_its_address_alone() {
    let site = site("");
    let assembly = || Assembly::of_folder(site.root(), &options(), None).expect("a site");
    let (assembly, fresh) = (assembly(), assembly());
    let all = fresh.routes.pictures();
    assert_eq!(all.len(), 6);
    for (url, route) in all {
        assert_eq!(assembly.routes.get(url.as_str()).as_deref(), Some(route), "{url}");
        let other = url.as_str().replace('-', "-1");
        assert_eq!(assembly.routes.get(&other), None);
    }
    for url in ["/a/autre.00000000-400.webp", "/.webp", "/a/la cour.-.webp", "/a/la cour.jpg.webp"] {
        assert_eq!(assembly.routes.get(url), None, "{url}");
    }
}

#[test]
fn a_damaged_image_stops_the_build_where_it_is_shown() {
    let site = site("");
    let mut cut = picture(1000, 500, Format::Png);
    cut.truncate(2000);
    // A PNG under the name of a JPEG is read all the same; cut, it is not.
    site.write("content/a/la cour.jpg", picture(1000, 500, Format::Png));
    assert_eq!(site.build().said(), "");
    site.write("content/a/la cour.jpg", cut);
    for command in ["build", "check"] {
        let said = site.run(&[command]);
        assert_eq!(said.code, 1, "{}", said.err);
        let text = [said.out, said.err].concat();
        assert!(text.contains("image/endommagee") && text.contains("content/a/index.md:6:12"), "{text}");
    }
    assert!(!site.at("public/index.html").exists());
    site.write("site.toml", "title = \"Essai\"\nlicence = \"etalab-2.0\"\n[checks]\n\"image/endommagee\" = \"off\"\n");
    assert_eq!(site.run(&["build"]).code, 0);
    let html = std::fs::read_to_string(site.at("public/a/index.html")).expect("published");
    assert!(html.contains("<p><img src=\"la%20cour.jpg\""), "{html}");
}
