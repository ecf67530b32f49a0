//! The mistake an author most likely made, guessed from what the YAML or TOML reader says.
//!
//! The readers speak English and to developers: `fr` and `en` say the same to authors. A message that is not known
//! here is shown as it is. Owns no sentence.

/// A mistake that authors often make in a front matter or a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    /// A value that holds `: ` or another sign of YAML, without quotes.
    UnquotedValue,
    /// A tab where YAML wants spaces.
    Tab,
    /// Lines that do not begin at the same column.
    Indentation,
    /// A quote that is opened, not closed.
    UnclosedQuote,
    /// A `[` or `{` that is opened, not closed.
    UnclosedBracket,
    /// A key without `:`.
    MissingColon,
    /// A key without `=`, or with `:`.
    MissingEquals,
    /// A text of TOML without quotes.
    MissingQuotes,
    /// `\` followed by something it does not go with.
    BadEscape,
    /// A comma missing between two values, or one too many.
    Comma,
    /// A key or a table written twice.
    Twice,
}

impl Mistake {
    /// The mistake `message` speaks of, when it is one of the usual ones.
    /// The words are those of saphyr-parser 0.3 and toml 1.2.
    pub(super) fn of(message: &str) -> Option<Self> {
        // From the most exact to the least: the first that matches wins.
        const SIGNS: &[(&str, Mistake)] = &[
            ("duplicate key", Mistake::Twice),
            ("duplicated", Mistake::Twice),
            ("redefin", Mistake::Twice),
            ("mapping values are not allowed", Mistake::UnquotedValue),
            ("illegal placement of ':'", Mistake::UnquotedValue),
            ("plain scalar cannot start", Mistake::UnquotedValue),
            ("unexpected character: `@'", Mistake::UnquotedValue),
            ("unexpected character: ``'", Mistake::UnquotedValue),
            ("unexpected character: `%'", Mistake::UnquotedValue),
            ("did not find expected alphabetic or numeric character", Mistake::UnquotedValue),
            ("invalid trailing content after", Mistake::UnquotedValue),
            ("found unknown anchor", Mistake::UnquotedValue),
            ("tab", Mistake::Tab),
            ("escape", Mistake::BadEscape),
            ("hexadecimal", Mistake::BadEscape),
            ("quoted scalar, found unexpected", Mistake::UnclosedQuote),
            ("invalid indentation in quoted scalar", Mistake::UnclosedQuote),
            ("invalid basic string", Mistake::UnclosedQuote),
            ("invalid literal string", Mistake::UnclosedQuote),
            ("invalid multi-line", Mistake::UnclosedQuote),
            ("missing opening quote", Mistake::MissingQuotes),
            ("string values must be quoted", Mistake::MissingQuotes),
            ("flow mapping", Mistake::UnclosedBracket),
            ("flow sequence", Mistake::UnclosedBracket),
            ("flow construct", Mistake::UnclosedBracket),
            ("misplaced bracket", Mistake::UnclosedBracket),
            ("unclosed array", Mistake::UnclosedBracket),
            ("unclosed inline table", Mistake::UnclosedBracket),
            ("unclosed table", Mistake::UnclosedBracket),
            ("comma", Mistake::Comma),
            ("simple key expect", Mistake::MissingColon),
            ("key with no value", Mistake::MissingEquals),
            ("missing assignment", Mistake::MissingEquals),
            ("expected `=`", Mistake::MissingEquals),
            ("block mapping, did not find expected key", Mistake::Indentation),
            ("block collection", Mistake::Indentation),
            ("block sequence entries", Mistake::Indentation),
            ("mapping keys are not allowed", Mistake::Indentation),
            ("indent", Mistake::Indentation),
        ];
        // `table` holds `tab`.
        let message = message.to_lowercase().replace("table", "t-able");
        SIGNS.iter().find(|(sign, _)| message.contains(&sign.replace("table", "t-able"))).map(|(_, mistake)| *mistake)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_messages() {
        for (message, mistake) in [
            ("mapping values are not allowed in this context", Some(Mistake::UnquotedValue)),
            ("tab cannot be used as indentation", Some(Mistake::Tab)),
            ("while parsing a block mapping, did not find expected key", Some(Mistake::Indentation)),
            ("while scanning a quoted scalar, found unexpected end of stream", Some(Mistake::UnclosedQuote)),
            ("while parsing a flow sequence, expected ',' or ']'", Some(Mistake::UnclosedBracket)),
            ("simple key expect ':'", Some(Mistake::MissingColon)),
            ("key with no value, expected `=`", Some(Mistake::MissingEquals)),
            ("string values must be quoted, expected literal string", Some(Mistake::MissingQuotes)),
            ("missing comma between array elements, expected `,`", Some(Mistake::Comma)),
            ("unclosed inline table, expected `}`", Some(Mistake::UnclosedBracket)),
            ("invalid table header", None),
            ("invalid boolean", None),
        ] {
            assert_eq!(Mistake::of(message), mistake, "{message}");
        }
    }
}
