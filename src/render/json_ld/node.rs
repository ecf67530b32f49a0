//! Values of JSON-LD as they are gathered and written: objects are lists of pairs in their order, which costs a tenth of
//! maps that hash. Every page has some forty.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

use crate::source::first_of;

/// A value.
#[derive(Debug, Clone)]
pub(super) enum Node<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(usize),
    /// `true` or `false`.
    Truth(bool),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object.
    Object(Object<'a>),
    /// JSON that is written already, one value or several with commas between them.
    Written(&'a str),
    /// What few pages have, made as any JSON.
    Json(Value),
}

/// An object.
#[derive(Debug, Clone, Default)]
pub(super) struct Object<'a>(Vec<(&'static str, Node<'a>)>);

impl<'a> Object<'a> {
    /// An object of a type of schema.org.
    pub fn of(kind: &'a str) -> Self {
        let mut pairs = Vec::with_capacity(16);
        pairs.push(("@type", Node::from(kind)));
        Object(pairs)
    }

    /// Adds a value; its key is not there yet.
    pub fn set(&mut self, key: &'static str, value: impl Into<Node<'a>>) {
        self.0.push((key, value.into()));
    }

    /// The same, chained.
    pub fn with(mut self, key: &'static str, value: impl Into<Node<'a>>) -> Self {
        self.set(key, value);
        self
    }

    /// The value of a key, as any JSON; null when there is none.
    pub fn json(&self, key: &str) -> Value {
        let found = self.0.iter().find(|(name, _)| *name == key);
        found.map_or(Value::Null, |(_, node)| {
            let mut text = String::new();
            node.write(&mut text);
            serde_json::from_str(&text).expect("what is written here is JSON")
        })
    }
}

impl Node<'_> {
    /// Appends it as JSON that is safe inside a `<script>`.
    pub fn write(&self, out: &mut String) {
        match self {
            Node::Text(text) => string(text, out),
            Node::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Node::Truth(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Node::List(nodes) => {
                out.push('[');
                for (at, node) in nodes.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    node.write(out);
                }
                out.push(']');
            }
            Node::Object(Object(pairs)) => {
                out.push('{');
                for (at, (key, node)) in pairs.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    // A name of schema.org, in which nothing is escaped.
                    out.push('"');
                    out.push_str(key);
                    out.push_str("\":");
                    node.write(out);
                }
                out.push('}');
            }
            Node::Written(json) => out.push_str(json),
            Node::Json(value) => {
                // The three characters stand in strings only, where an escape says the same.
                let text = value.to_string();
                out.push_str(&text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"));
            }
        }
    }
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = first_of::<b'"', b'\\', b'<', b'>', b'&', b' '>(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let _ = match rest.as_bytes()[at] {
            byte @ (b'"' | b'\\') => write!(out, "\\{}", char::from(byte)),
            byte => write!(out, "\\u{byte:04x}"),
        };
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

impl<'a> From<&'a str> for Node<'a> {
    fn from(text: &'a str) -> Self {
        Node::Text(text.into())
    }
}

impl From<String> for Node<'_> {
    fn from(text: String) -> Self {
        Node::Text(text.into())
    }
}

impl From<bool> for Node<'_> {
    fn from(truth: bool) -> Self {
        Node::Truth(truth)
    }
}

impl From<usize> for Node<'_> {
    fn from(number: usize) -> Self {
        Node::Number(number)
    }
}

impl<'a> From<Object<'a>> for Node<'a> {
    fn from(object: Object<'a>) -> Self {
        Node::Object(object)
    }
}

impl From<Value> for Node<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::String(text) => Node::Text(text.into()),
            other => Node::Json(other),
        }
    }
}

impl<'a, T: Into<Node<'a>>> FromIterator<T> for Node<'a> {
    fn from_iter<I: IntoIterator<Item = T>>(nodes: I) -> Self {
        Node::List(nodes.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn written_as_json_that_ends_no_script() {
        let text = "« a » \"b\" \\ </script>\n\t\u{1} & é";
        let list: Node<'_> = [text, "x"].into_iter().collect();
        let object =
            Object::of("Thing").with("name", list).with("n", 3).with("yes", true).with("any", json!({"a": text}));
        assert_eq!(object.json("name"), json!([text, "x"]));
        assert_eq!(object.json("none"), Value::Null);
        let mut out = String::new();
        Node::from(object).write(&mut out);
        assert!(!out.contains(['<', '>', '&']), "{out}");
        let read: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(read, json!({"@type": "Thing", "name": [text, "x"], "n": 3, "yes": true, "any": {"a": text}}));
    }
}
