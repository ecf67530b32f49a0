//! What is asked of the setter of words: which rules, for what, before what.

/// No-break space.
pub(super) const NBSP: char = '\u{a0}';
pub(super) const NARROW: char = '\u{202f}';

/// What follows a text in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follow {
    /// Nothing.
    Nothing,
    /// Other inlines: a link, bold words.
    Inline,
}

/// How words are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typography {
    pub rules: Rules,
    pub target: Target,
    /// The space before `; ! ?`.
    pub high: char,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// French signs and spaces.
    French,
    /// Raised letters only.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Escaped, letters raised.
    Html,
    /// As it is read aloud.
    Text,
}
