//! What is kept of drawings, and what is not. That they look the same is seen by a browser, in `tests/browser`.

use super::{Drawing, clean};

fn kept(text: &str) -> String {
    let Drawing { text, removed } = clean(text.as_bytes()).expect("a drawing");
    assert_eq!(removed, [""; 0]);
    assert_eq!(clean(text.as_bytes()).expect("a drawing").text, text, "cleaned twice");
    text
}

/// What is in a drawing, and what is kept of it.
fn inside(text: &str) -> String {
    let all = kept(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{text}</svg>"));
    let start = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">";
    all.strip_prefix(start).and_then(|all| all.strip_suffix("</svg>")).unwrap_or_default().to_owned()
}

#[test]
fn what_editors_write_for_themselves_goes_and_words_stay() {
    let drawing = r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape -->
<svg xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:svg="http://www.w3.org/2000/svg"
   xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   viewBox="0 0 210 148" version="1.1" id="svg8" inkscape:version="0.92" role="img" aria-labelledby="nom" xml:lang="fr">
  <title id="nom">Un circuit</title>
  <desc id="desc2">Du guichet &amp; aux archives</desc>
  <defs id="defs2"><linearGradient id="un"><stop style="stop-color:#f00;stop-opacity:1;" offset="0" id="stop1"/></linearGradient>
    <linearGradient id="deux" xlink:href="#un" gradientUnits="objectBoundingBox" inkscape:collect="always"/></defs>
  <sodipodi:namedview id="base" pagecolor="#ffffff"><inkscape:grid/></sodipodi:namedview>
  <metadata id="metadata5"><rdf:RDF/></metadata>
  <g inkscape:label="Calque 1" id="layer1" transform="">
    <svg:path style="fill:url(#deux);-inkscape-stroke:none" d="M 10.50,20 L 30,-0.25" sodipodi:nodetypes="cc" id="path1"/>
    <g id="g1"> </g>
  </g>
</svg>"##;
    let expected = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 210 148" id="svg8" role="img" aria-labelledby="nom" xml:lang="fr"><title id="nom">Un circuit</title><desc>Du guichet &amp; aux archives</desc><defs><linearGradient id="un"><stop style="stop-color:#f00;stop-opacity:1" offset="0"/></linearGradient><linearGradient id="deux" xlink:href="#un" gradientUnits="objectBoundingBox"/></defs><g><path style="fill:url(#deux);-inkscape-stroke:none" d="M10.5 20L30-.25"/></g></svg>"##;
    assert_eq!(clean(drawing.as_bytes()).expect("a drawing").text, expected);
}

#[test]
fn defaults_go_where_nothing_falls_back_on_something_else() {
    assert_eq!(inside(r#"<rect opacity="1" width="5.000"/>"#), r#"<rect width="5"/>"#);
    assert_eq!(inside(r#"<g class="a" style=" "><path d="M0 0"/></g>"#), r#"<g><path d="M0 0"/></g>"#);
    assert_eq!(inside("<g> <g/> </g><defs></defs><g id='a'/><path/><g><g/><path/><g/></g>"), "<path/><g><path/></g>");
    // A sheet that counts, or an animation, sees them all.
    let counted = r#"<style>g:nth-child(2) { fill: red }</style><g class=""/><rect opacity="1"/>"#;
    assert_eq!(inside(counted), counted);
    let moving = r#"<circle id="a" opacity="1"><set attributeName="r" to="5"/></circle>"#;
    assert_eq!(inside(moving), moving);
    assert_eq!(
        inside(r#"<style>.a { fill: red }</style><g class="a" id="b"/>"#),
        r#"<style>.a { fill: red }</style><g class="a" id="b"/>"#
    );
}

#[test]
fn spaces_count_in_texts_and_nowhere_else() {
    let text = "<text xml:space=\"preserve\"> Deux  <tspan>mots</tspan> <a>liés</a>\n</text>";
    assert_eq!(
        inside(&format!("\n {text}\n <a>\n <path d=\"M0 0\"/> </a>")),
        format!("{text}<a><path d=\"M0 0\"/></a>")
    );
    assert_eq!(inside("<style><![CDATA[ a > b { fill: #000 } ]]></style>"), "<style>a &gt; b { fill: #000 }</style>");
}

#[test]
fn numbers_keep_the_digits_that_browsers_read() {
    for (data, short) in [
        ("M 0.50,-0.50 L +1.0 , 2.", "M.5-.5L1 2"),
        ("m1 2 3 4,5,6z", "m1 2 3 4 5 6z"),
        ("M.5.5.5-.5", "M.5.5.5-.5"),
        ("M1e2 1E-3.5", "M1e2 1E-3.5"),
        ("M0.000123456789123 123456.123456789", "M.000123456789 123456.123"),
        ("M0.3 0.7 1 .5", "M.3.7 1 .5"),
        ("a1.0 1 0 01.5.5", "a1 1 0 0 1 .5.5"),
        ("A5 5 30 1 0 10-2 5 5 0 1110 20", "A5 5 30 1 0 10-2 5 5 0 1 1 10 20"),
        ("M-0 -0.0 00.5", "M0 0 .5"),
        ("M1234567890123.50", "M1234567890123.5"),
        ("", ""),
    ] {
        assert_eq!(inside(&format!("<path d=\"{data}\"/>")), format!("<path d=\"{short}\"/>"), "{data}");
    }
    for odd in ["M1 2 ?", "M1 2 é", "M..", "a1 1 0 2 0 1 1", "M1 2 -"] {
        assert_eq!(inside(&format!("<path d=\"{odd}\"/>")), format!("<path d=\"{odd}\"/>"));
    }
    assert_eq!(inside(r#"<rect x="50%" y="1.50px" width="07.0"/>"#), r#"<rect x="50%" y="1.50px" width="7"/>"#);
    assert_eq!(inside(r#"<polygon points="0,0 10.0,5 3,-2"/>"#), r#"<polygon points="0 0 10 5 3-2"/>"#);
}

#[test]
fn what_acts_or_asks_goes_and_is_told() {
    let drawing = r##"<?xml-stylesheet href="http://x.test/a.css"?>
<!DOCTYPE svg [<!ATTLIST svg onclick CDATA "alert(0)">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" onload="alert(1)">
<script>alert(2)</script><h:script>alert(3)</h:script><g><h:iframe src="http://x.test"/></g>
<style>@IMPORT "http://x.test/b.css"; .a { fill: URL( "http://x.test/c.svg#g" ) } .b { fill: url(#g) } rect { stroke: red }</style>
<style>.c { fill: u\72l(http://x.test/) }</style>
<a xlink:href="java&#10;script:alert(4)"><rect onClick="x()" style="fill:url(//x.test/d)" fill="url(#g)"/></a>
<a href="data:text/html,alert(5)"/><a href="https://exemple.fr/"><circle r="2"/></a><a href="../page/"><circle r="3"/></a>
<image href="http://x.test/e.png"/><image href="data:image/png;base64,AAAA"/><use xlink:href="f.svg#x"/><use href="#g"/>
<foreignObject><h:div>g</h:div></foreignObject><feImage href="h.png"/>
<set attributeName="xlink:href" to="javascript:alert(6)"/><animate attributeName="onload" values="x"/>
<rect aria-label="url(http://x.test/words)"/></svg>"##;
    let Drawing { text, removed } = clean(drawing.as_bytes()).expect("a drawing");
    let expected = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><style>.a { fill: url(#) } .b { fill: url(#g) } rect { stroke: red }</style><style></style><a><rect style="fill:url(#)" fill="url(#g)"/></a><a/><a href="https://exemple.fr/"><circle r="2"/></a><a href="../page/"><circle r="3"/></a><image/><image href="data:image/png;base64,AAAA"/><use/><use href="#g"/><feImage/><rect aria-label="url(http://x.test/words)"/></svg>"##;
    assert_eq!(text, expected);
    for told in [
        "<?xml-stylesheet?>",
        "onload",
        "<script>",
        "<iframe>",
        "onClick",
        "<foreignObject>",
        "<set>",
        "<animate>",
        "href=\"f.svg#x\"",
    ] {
        assert!(removed.iter().any(|one| one == told), "{told}: {removed:?}");
    }
    // Data that Illustrator keeps for itself was never shown.
    assert_eq!(
        inside("<switch><foreignObject><i xmlns=\"http://ns.adobe.com/x\"/></foreignObject><g id=\"a\"/></switch>"),
        "<switch><foreignObject/><g/></switch>"
    );
}

#[test]
fn entities_and_encodings_are_read() {
    let drawing = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\"><!ENTITY c \"#a30\">]><svg xmlns=\"&ns;\"><title>\u{e9}</title><path fill=\"&c;\" d=\"M0 0\"/></svg>";
    let bytes: Vec<u8> = drawing.chars().map(|c| c as u32 as u8).collect();
    let expected = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>é</title><path fill=\"#a30\" d=\"M0 0\"/></svg>";
    assert_eq!(clean(&bytes).expect("a drawing").text, expected);
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(expected.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(clean(&wide).expect("a drawing").text, expected);
}

#[test]
fn what_browsers_do_not_show_is_an_error_and_nothing_is_a_panic() {
    for bad in [
        "",
        "<svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>",
        "<svg/>",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "image",
    ] {
        assert!(clean(bad.as_bytes()).is_err(), "{bad}");
    }
    let laughs = "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><title>&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;</title></svg>";
    let _ = clean(laughs.as_bytes());
    // As deep as no program makes them.
    let deep = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\">{}<path d=\"M0 0\"/>{}</svg>",
        "<g>".repeat(50_000),
        "</g>".repeat(50_000)
    );
    if let Ok(drawing) = clean(deep.as_bytes()) {
        assert!(drawing.text.len() > 300_000);
    }
    let whole = "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>a{fill:url(#é)}</style><path d=\"a1 1 0 01 2é\" style=\"x:u\\72l(a)\"/></svg>";
    for at in 0..whole.len() {
        let _ = clean(&whole.as_bytes()[..at]);
        let mut wrong = whole.as_bytes().to_vec();
        wrong[at] = b'(';
        let _ = clean(&wrong);
        wrong[at] = 0xff;
        let _ = clean(&wrong);
    }
}
