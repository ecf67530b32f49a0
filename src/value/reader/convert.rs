//! One node as a value of one type, or a diagnostic.
//!
//! Lenient where the meaning is certain (a quoted number is a number), never where it is not.

use jiff::civil::Date;

use super::{FOUND, Reader, meant};
use crate::diagnostic::{Expected, Problem, fold_key};
use crate::value::{Node, Spanned, Table, Value, WrittenDate, french_or_iso};

impl<'t> Reader<'t, '_> {
    /// Which of `choices` is `text`, a value of `key`.
    pub fn choose<T: Copy>(&mut self, key: &str, text: &Spanned<String>, choices: &[(T, &[&str])]) -> Option<T> {
        let word = fold_key(&text.value);
        let found = choices.iter().find(|(_, words)| words.iter().any(|known| fold_key(known) == word));
        if found.is_none() {
            let near = meant(&word, choices.iter().flat_map(|(_, words)| words.iter().copied()));
            let canonical = near.and_then(|near| {
                let mut near = choices.iter().filter(|(_, words)| words.contains(&near.as_str()));
                near.next().map(|(_, words)| words[0].to_owned())
            });
            let words = choices.iter().map(|(_, words)| words[0].to_owned());
            let problem = Problem::WrongValue {
                context: self.context,
                key: key.to_owned(),
                expected: Expected::OneOf(words.collect()),
                found: text.value.chars().take(FOUND).collect(),
                nearest: canonical,
            };
            self.report(problem, text.span);
        }
        found.map(|(value, _)| *value)
    }

    /// `node` as a text, a value of `key`; see [`Reader::text`].
    pub fn as_text(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        let text = match &node.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Null => return None,
            Value::List(_) | Value::Table(_) => {
                self.wrong(key, node, Expected::Text, None);
                return None;
            }
            _ => self.written(node),
        };
        (!text.is_empty()).then_some(Spanned { value: text, span: node.span })
    }

    /// `node` as a whole number.
    pub fn as_integer(&mut self, key: &str, node: &Node) -> Option<i64> {
        let integer = match &node.value {
            Value::Integer(integer) => Some(*integer),
            // 2^53: beyond, a floating number is no longer exact.
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Text(text) => text.trim().parse().ok(),
            Value::Null => return None,
            _ => None,
        };
        if integer.is_none() {
            self.wrong(key, node, Expected::Integer, None);
        }
        integer
    }

    /// `node` as a number; `1,5` is one.
    pub fn as_number(&mut self, key: &str, node: &Node) -> Option<f64> {
        let number = match &node.value {
            Value::Integer(integer) => Some(*integer as f64),
            Value::Number(number) => Some(*number),
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Text(text) => text.trim().replace(',', ".").parse().ok(),
            Value::Null => return None,
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.wrong(key, node, Expected::Number, None);
        }
        number
    }

    /// `node` as a truth; see [`Reader::boolean`].
    pub fn as_boolean(&mut self, key: &str, node: &Node) -> Option<bool> {
        let boolean = match &node.value {
            Value::Boolean(boolean) => Some(*boolean),
            Value::Text(text) => match fold_key(text).as_str() {
                "" => return None,
                "oui" | "vrai" | "yes" | "true" => Some(true),
                "non" | "faux" | "no" | "false" => Some(false),
                _ => None,
            },
            Value::Null => return None,
            _ => None,
        };
        if boolean.is_none() {
            self.wrong(key, node, Expected::Boolean, None);
        }
        boolean
    }

    /// `node` as a date; see [`Reader::date`].
    pub fn as_date(&mut self, key: &str, node: &Node) -> Option<Date> {
        match &node.value {
            Value::Date(date) => return Some(*date),
            Value::Null => return None,
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Text(text) => match french_or_iso(text) {
                Some(WrittenDate::Iso(date)) => return Some(date),
                Some(WrittenDate::Loose(date)) => {
                    let problem = Problem::LooseDate { written: text.trim().to_owned(), iso: date.to_string() };
                    self.report(problem, node.span);
                    return Some(date);
                }
                None => {}
            },
            _ => {}
        }
        self.wrong(key, node, Expected::Date, None);
        None
    }

    /// `node` as a table.
    pub fn as_table(&mut self, key: &str, node: &'t Node) -> Option<&'t Table> {
        match &node.value {
            Value::Table(table) => Some(table),
            _ if node.is_empty() => None,
            _ => {
                self.wrong(key, node, Expected::Table, None);
                None
            }
        }
    }
}
