//! From the scopes of a grammar to the dozen classes that a theme colours.

/// The classes, in the order of [`Class`].
pub(super) const NAMES: [&str; 12] = [
    "c-mot",
    "c-nom",
    "c-type",
    "c-cle",
    "c-texte",
    "c-nombre",
    "c-var",
    "c-echap",
    "c-note",
    "c-titre",
    "c-ajout",
    "c-retrait",
];

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A word of the language.
    Word,
    /// What is named or called: a function, an element.
    Name,
    /// A type.
    Type,
    /// A key, a property, an attribute.
    Key,
    /// A text.
    Text,
    /// A number or a constant.
    Number,
    /// A variable or a parameter.
    Variable,
    /// An escaped character, a regular expression.
    Escape,
    /// A comment.
    Comment,
    /// A heading, or words in bold.
    Heading,
    /// A line added.
    Added,
    /// A line removed.
    Removed,
}

impl Class {
    /// Its name in HTML.
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }
}

/// What a scope makes of what it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// That of the scope around.
    Inherit,
    /// Nothing: code inside a text.
    Plain,
    /// A class.
    Class(Class),
}

/// Prefixes of scopes; the longest that fits wins.
const TABLE: [(&str, Effect); 50] = {
    use Class::*;
    use Effect::{Class as C, Plain};
    [
        ("comment", C(Comment)),
        ("constant", C(Number)),
        ("constant.character.escape", C(Escape)),
        ("entity", C(Name)),
        ("entity.name.label", C(Key)),
        ("entity.name.section", C(Heading)),
        ("entity.name.tag.yaml", C(Key)),
        ("entity.name.tag.toml", C(Key)),
        ("entity.other.attribute-name", C(Key)),
        ("keyword", C(Word)),
        ("keyword.operator", Plain),
        ("keyword.operator.word", C(Word)),
        ("keyword.operator.logical.python", C(Word)),
        ("keyword.key", C(Key)),
        ("keyword.other.unit", C(Number)),
        ("markup.bold", C(Heading)),
        ("markup.changed", Plain),
        ("markup.deleted", C(Removed)),
        ("markup.heading", C(Heading)),
        ("markup.inserted", C(Added)),
        ("markup.raw", C(Text)),
        ("markup.underline.link", C(Text)),
        ("meta.diff.header", C(Heading)),
        ("meta.diff.range", C(Comment)),
        ("meta.interpolation", Plain),
        ("meta.mapping.key", C(Key)),
        ("meta.structure.dictionary.key", C(Key)),
        ("meta.structure.dictionary.value", Plain),
        ("punctuation.definition.variable", C(Variable)),
        ("source", Plain),
        ("storage", C(Word)),
        ("string", C(Text)),
        ("string.regexp", C(Escape)),
        ("support", C(Name)),
        ("support.class", C(Type)),
        ("support.constant", C(Number)),
        ("support.type", C(Type)),
        ("support.type.property-name", C(Key)),
        ("text", Plain),
        ("variable.function", C(Name)),
        ("variable.language", C(Word)),
        ("variable.language.star", Plain),
        ("variable.other.key", C(Key)),
        ("variable.parameter", C(Variable)),
        ("variable.other.php", C(Variable)),
        ("variable.other.readwrite.shell", C(Variable)),
        ("variable.other.readwrite.powershell", C(Variable)),
        ("variable.other.powershell", C(Variable)),
        ("variable.other.bash", C(Variable)),
        ("variable.other.makefile", C(Variable)),
    ]
};

/// What the scope of this name does, inside a piece of class `around`.
pub(super) fn effect(scope: &str, around: Option<Class>) -> Effect {
    let fits = |prefix: &str| scope.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let found = TABLE.iter().filter(|(prefix, _)| fits(prefix)).max_by_key(|(prefix, _)| prefix.len());
    match found.map_or(Effect::Inherit, |(_, effect)| *effect) {
        // A key in quotes is a key first; what a line's mark of change covers has no other.
        Effect::Class(Class::Text) if around == Some(Class::Key) => Effect::Inherit,
        Effect::Class(_) if matches!(around, Some(Class::Added | Class::Removed)) => Effect::Inherit,
        effect => effect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_wins() {
        let check = |scope: &str, around: Option<Class>, expected: Effect| {
            assert_eq!(effect(scope, around), expected, "{scope}");
        };
        check("keyword.control.rust", None, Effect::Class(Class::Word));
        check("keyword.operator.word.js", None, Effect::Class(Class::Word));
        check("keyword.operator.js", None, Effect::Plain);
        check("stringent", None, Effect::Inherit);
        check("string.quoted.double.json", Some(Class::Key), Effect::Inherit);
        check("punctuation.definition.string.begin", Some(Class::Text), Effect::Inherit);
    }
}
