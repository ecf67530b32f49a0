//! Each trap of a script, and what no script can do to it.

use super::*;
use proptest::prelude::*;

fn check(script: &str, expected: &str) {
    assert_eq!(minify(script, Proof::Read).as_deref(), Some(expected), "{script}");
}

#[test]
fn spaces_that_mean_nothing_go() {
    check("// one\nconst a = ( b ) => {\n  return c ;\n} ;\n", "const a=(b)=>{return c;};");
    check("if ( a ) b ( ) ; else c /* two */ ( ) ;", "if(a)b();else c();");
    check("a = b ? - 1 : ! c && [ ...d ]", "a=b? -1:!c&&[...d]");
}

#[test]
fn spaces_that_part_two_tokens_stay() {
    check("return typeof a in b", "return typeof a in b");
    check("a + +b; a - --b; a + ++b; a++ + b", "a+ +b;a- --b;a+ ++b;a++ +b");
    check("1 .toString(); a ? .5 : 1", "1 .toString();a? .5:1");
    check("a / /b/.c; /d/ in e; x = a < ! --b", "a/ /b/.c;/d/ in e;x=a< ! --b");
    check("for (const [a, b] of c) async () => {}", "for(const[a,b]of c)async()=>{}");
    check(
        "let é = 1; œ in é; class A { #b; c() { return #b in this } }",
        "let é=1;œ in é;class A{#b;c(){return #b in this}}",
    );
}

#[test]
fn an_end_of_line_that_may_end_a_statement_stays() {
    check("a = b\nc = d\n", "a=b\nc=d");
    check("return\na", "return\na");
    check("a = b\n(c)", "a=b\n(c)");
    check("a\n++b", "a\n++b");
    check("let f = function () {}\n[a].b()", "let f=function(){}\n[a].b()");
    check("a /* b\n c */ d", "a\nd");
    check("class A { b\n *c() {}\n d = 1\n ['e'] = 2 }", "class A{b\n*c(){}\nd=1\n['e']=2}");
    check("throw\n`a`", "throw\n`a`");
}

#[test]
fn an_end_of_line_that_ends_nothing_goes() {
    check("a\n  .b()\n  ?.c()\n  && d\n  ? e\n  : f", "a.b()?.c()&&d?e:f");
    check("a = [\n  1,\n  2\n]\n", "a=[1,2]");
    check("a(\n  b\n)", "a(b)");
}

#[test]
fn texts_and_patterns_are_not_touched() {
    check("a = 'b  c' + \"d  // e\"", "a='b  c'+\"d  // e\"");
    check("a = `b  ${ c  +  `d  ${e}` }  /* f */`", "a=`b  ${c+`d  ${e}`}  /* f */`");
    check("if (a) /b  c/.test(d)", "if(a)/b  c/.test(d)");
    check("a = b / c  / d", "a=b/c/d");
    check("a = /[/'\"]  /g", "a=/[/'\"]  /g");
    check("x = (a + b) / 2; y = '/  '", "x=(a+b)/2;y='/  '");
}

#[test]
fn a_licence_stays() {
    check("/*! Licence */\nconst a = 1", "/*! Licence */\nconst a=1");
    check("a\n// @license x\nb", "a\n// @license x\nb");
    check("a = /*! b */ c", "a=/*! b */c");
    check("#!/usr/bin/env node\na", "#!/usr/bin/env node\na");
}

#[test]
fn what_cannot_be_read_is_left_as_it_is() {
    for script in ["a = 'b", "a = `b", "/* a", "a = /b", "<!-- a\nb"] {
        assert_eq!(minify(script, Proof::Read), None, "{script}");
    }
}

proptest! {
    #[test]
    fn anything_is_read_or_left(script in "([a-c]|[.:>+~,;(){}=!?<&|*%-]|[ \n]|/\\*.?\\*/|//|/|`|\\$\\{|\"|'|[0-9]|\\[|\\]|é|return |if|\\\\|\u{2028}){0,60}") {
        if let Some(shorter) = minify(&script, Proof::Read) {
            prop_assert_eq!(minify(&shorter, Proof::Read), Some(shorter.clone()), "twice is once");
        }
    }
}
