//! Each trap of a stylesheet, and what no stylesheet can do to it.

use super::*;
use cssparser::{Parser, ToCss as _};
use proptest::prelude::*;

fn check(css: &str, expected: &str) {
    assert_eq!(minify(css).as_deref(), Some(expected), "{css}");
}

#[test]
fn spaces_that_mean_nothing_go() {
    check(
        "a , b > c {\n  color : red ;\n  margin: 0 auto !important;\n}\n\n",
        "a,b>c{color :red;margin:0 auto!important}",
    );
    check("@media screen and (min-width: 10em) { a { b: c } }", "@media screen and (min-width:10em){a{b:c}}");
    check("@layer a , b; @import 'x.css' ;", "@layer a,b;@import 'x.css';");
    check("a{;;b:c;;d:e;}", "a{;b:c;d:e}");
    check("/* one */ a /* two */ { b: /* three */ c }", "a{b:c}");
}

#[test]
fn spaces_that_mean_something_stay() {
    check("a :hover, a ::before, a *, * a {}", "a :hover,a ::before,a *,* a{}");
    check("a { width: calc( 100% - ( 2px + 1px ) * 3 ) }", "a{width:calc(100% - (2px + 1px) * 3)}");
    check("a { width: min( 1px + 2px , 3px ) }", "a{width:min(1px + 2px,3px)}");
    check("a { margin: -1px +2px; font: 1em / 2 b }", "a{margin:-1px +2px;font:1em / 2 b}");
    check("a + b ~ c, :nth-child( 2n + 1 ) {}", "a + b ~ c,:nth-child(2n + 1){}");
    check("@media ( min-width : 1em ) and ( hover ) {}", "@media (min-width :1em) and (hover){}");
    check("a { & > b { c: d } &:is( .e , f ) g { h: i } }", "a{&>b{c:d}&:is(.e,f) g{h:i}}");
    check("[ a = 'b' i ] [c] {}", "[a = 'b' i] [c]{}");
    check(".sm\\: b, .x\\, y {}", ".sm\\: b,.x\\, y{}");
    check("a { grid-template: 'a b' 'c  d' / 1fr }", "a{grid-template:'a b' 'c  d' / 1fr}");
    check("@charset \"utf-8\"; a{}", "@charset \"utf-8\";a{}");
}

#[test]
fn a_comment_between_two_words_keeps_them_apart() {
    check("a/**/b c/* x */ d {}", "a/**/b c d{}");
}

#[test]
fn names_ending_in_an_escape_keep_their_end() {
    check("a { content: \"\\a0 b\"; b: c\\;; }", "a{content:\"\\a0 b\";b:c\\;}");
    check(".\\31 23 b {}", ".\\31 23 b{}");
}

#[test]
fn a_custom_property_is_kept_to_the_letter() {
    check("a { --b:  c ,  d ; --e:{ f : g } ; h : i }", "a{--b:c ,  d;--e:{ f : g };h :i}");
    check("a { --b : ; --c:; }", "a{--b:;--c:}");
    check("a { b { --c: d } --e: f  g }", "a{b{--c:d}--e:f  g}");
}

#[test]
fn a_licence_stays() {
    check("/*! Licence */ a { b: c; /*! d */ e: f }", "/*! Licence */ a{b:c;/*! d */ e:f}");
    check("a /*! b */ c {}", "a/*! b */ c{}");
}

#[test]
fn addresses_and_texts_are_not_touched() {
    check("a { b: url( c.png ) url( 'd  e' ) ; f: 'g  /* h */' }", "a{b:url( c.png ) url('d  e');f:'g  /* h */'}");
    check("a { b: url(data:image/svg+xml;utf8,%3Csvg) , c }", "a{b:url(data:image/svg+xml;utf8,%3Csvg),c}");
}

#[test]
fn what_is_not_well_formed_is_left_as_it_is() {
    for css in ["a { b: c", "a { b: c } }", "a { b: \"c\nd\" }", "a { b: (c }", "a { b: \"c}", "a [ b", "x: url(a b)"] {
        assert_eq!(minify(css), None, "{css}");
    }
    assert_eq!(minify(&"a{".repeat(100_000)), None);
    assert_eq!(minify(&format!("{}{}", "(".repeat(100_000), ")".repeat(100_000))), None);
}

/// The tokens of a stylesheet, one space for any; comments and last `;` of blocks aside.
fn tokens(parser: &mut Parser, into: &mut Vec<String>) {
    while let Ok(token) = parser.next().cloned() {
        into.push(token.to_css_string());
        if matches!(
            token,
            Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock
        ) {
            let _ = parser.parse_nested_block(|inner| {
                tokens(inner, into);
                Ok::<(), ParseError<()>>(())
            });
            into.push("end".to_owned());
        }
    }
}

fn read(css: &str) -> Vec<String> {
    let mut into = Vec::new();
    tokens(&mut Parser::new(css), &mut into);
    into.retain(|token| token != ";");
    into
}

proptest! {
    #[test]
    fn tokens_are_the_same(css in "([a-c]|[.#:>+~,;(){}]|[ \n]|/\\*.?\\*/|--a:|\\\\;|\"|'|url\\(|@b |!|[0-9]px|-|\\[|\\]|é){0,60}") {
        if let Some(shorter) = minify(&css) {
            prop_assert_eq!(read(&css), read(&shorter));
            prop_assert_eq!(minify(&shorter), Some(shorter.clone()), "twice is once");
        }
    }
}
