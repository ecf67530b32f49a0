//! Formulas: TeX to MathML.
//!
//! MathML goes into the HTML as it is, but for `style`, which a strict Content-Security-Policy refuses.

use std::sync::LazyLock;

use comrak::nodes::{NodeMath, Sourcepos};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::writer::Writer;
use crate::diagnostic::Problem;

/// math-core reads nested groups and commands one within the other; a stack has an end.
const LONGEST: usize = 4_000;
const COMMANDS: usize = 250;
const NESTING: usize = 40;

static CONVERTER: LazyLock<LatexToMathML> = LazyLock::new(|| {
    let config = MathCoreConfig { annotation: true, ..MathCoreConfig::default() };
    LatexToMathML::new(config).expect("a configuration without macros is always read")
});

impl Writer<'_, '_> {
    /// A formula; its source in `<code>` when it cannot be read.
    pub(super) fn math(&mut self, math: &NodeMath, position: Sourcepos) {
        let source = math.literal.trim();
        let display = if math.display_math { MathDisplay::Block } else { MathDisplay::Inline };
        match convert(source, display) {
            Ok(mathml) => self.body.html.push_str(&mathml),
            Err(message) => {
                let span = self.span(position);
                self.problem(Problem::Math { message }, span);
                self.raw("<code>");
                self.escaped(source);
                self.raw("</code>");
            }
        }
        self.plain.text.push_str(source);
    }
}

fn convert(source: &str, display: MathDisplay) -> Result<String, String> {
    let commands = memchr::memchr_iter(b'\\', source.as_bytes()).count();
    if source.len() > LONGEST || commands > COMMANDS || nesting(source) > NESTING {
        return Err(format!("{}…", source.chars().take(20).collect::<String>()));
    }
    match CONVERTER.convert_with_local_state(source, display) {
        Ok(result) => Ok(without_styles(result.mathml)),
        Err(error) => Err(error.to_string()),
    }
}

/// How deep braces and scripts go.
fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let mut scripts = 0;
    for byte in source.bytes() {
        match byte {
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            b'^' | b'_' | b'\'' => scripts += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest.max(scripts / 10)
}

/// `mathml` without the `style` attributes of its tags; its text may hold anything.
fn without_styles(mathml: String) -> String {
    const STYLE: &str = " style=\"";
    if !mathml.contains(STYLE) {
        return mathml;
    }
    let mut out = String::with_capacity(mathml.len());
    for piece in mathml.split_inclusive('>') {
        let tag = piece.rfind('<').filter(|_| piece.ends_with('>'));
        let style = tag.and_then(|tag| piece[tag..].find(STYLE).map(|at| tag + at));
        let end = style.and_then(|at| piece[at + STYLE.len()..].find('"').map(|end| at + STYLE.len() + end + 1));
        match (style, end) {
            (Some(style), Some(end)) => {
                out.push_str(&piece[..style]);
                out.push_str(&piece[end..]);
            }
            _ => out.push_str(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts() {
        let inline = convert("x^2", MathDisplay::Inline).expect("a formula");
        assert!(inline.starts_with("<math>") && inline.contains("<msup>"), "{inline}");
        assert!(convert("x", MathDisplay::Block).expect("a formula").contains("display=\"block\""));
        assert!(convert("\\inconnue", MathDisplay::Inline).is_err());
        let aligned = convert("\\begin{align} a &= b \\\\ c &= d \\end{align}", MathDisplay::Block).expect("a formula");
        assert!(!aligned.contains(" style="), "{aligned}");
    }

    #[test]
    fn stops_before_the_stack_does() {
        for pattern in [
            "{",
            "\\sqrt",
            "\\left(",
            "^",
            "_{",
            "\\frac{1}",
            "\\text{",
            "'",
            "x^{",
            "\\begin{matrix}",
            "\\not",
            "\\hat",
        ] {
            let _ = convert(&pattern.repeat(2_000), MathDisplay::Inline);
            let fits = COMMANDS.min(LONGEST / pattern.len());
            let _ = convert(&pattern.repeat(fits), MathDisplay::Inline);
        }
    }
}
