//! The owner's own keys in a form that can be kept without saying at each value of which type it is. Must never change
//! their order, nor what they say.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::value::Datetime;
use toml::{Table, Value};

/// A value of TOML.
#[derive(Serialize, Deserialize)]
enum Own {
    Text(String),
    Whole(i64),
    Float(f64),
    Yes(bool),
    When(String),
    List(Vec<Own>),
    Table(Vec<(String, Own)>),
}

impl Own {
    fn of(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Integer(number) => Self::Whole(*number),
            Value::Float(number) => Self::Float(*number),
            Value::Boolean(is) => Self::Yes(*is),
            Value::Datetime(when) => Self::When(when.to_string()),
            Value::Array(values) => Self::List(values.iter().map(Self::of).collect()),
            Value::Table(table) => Self::Table(pairs(table)),
        }
    }

    /// None where it is nothing that [`Own::of`] made.
    fn value(self) -> Option<Value> {
        Some(match self {
            Self::Text(text) => Value::String(text),
            Self::Whole(number) => Value::Integer(number),
            Self::Float(number) => Value::Float(number),
            Self::Yes(is) => Value::Boolean(is),
            Self::When(when) => Value::Datetime(when.parse::<Datetime>().ok()?),
            Self::List(values) => Value::Array(values.into_iter().map(Self::value).collect::<Option<_>>()?),
            Self::Table(pairs) => Value::Table(table(pairs)?),
        })
    }
}

fn pairs(table: &Table) -> Vec<(String, Own)> {
    table.iter().map(|(key, value)| (key.clone(), Own::of(value))).collect()
}

fn table(pairs: Vec<(String, Own)>) -> Option<Table> {
    pairs.into_iter().map(|(key, value)| Some((key, value.value()?))).collect()
}

pub(super) fn serialize<S: Serializer>(keys: &Table, to: S) -> Result<S::Ok, S::Error> {
    pairs(keys).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Table, D::Error> {
    table(Vec::deserialize(from)?).ok_or_else(|| D::Error::custom("no date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_keys_are_the_same_and_in_the_same_order_after_they_were_kept() {
        let text = "z = 1\na = \"x\"\nf = 1.50\nyes = true\n\
            when = [1979-05-27T07:32:00.999999-07:00, 1979-05-27T00:32:00, 1979-05-27, 00:32:00.5, 1979-05-27 07:32:00Z]\n\
            [t]\nb = [[1], [\"2\", { c = 3 }]]\n[t.u]\na = {}\n[[list]]\nx = -1\n";
        let own: Table = toml::from_str(text).unwrap();
        let kept = pairs(&own);
        let again = table(kept).unwrap();
        assert_eq!(again, own);
        assert_eq!(toml::to_string(&again).unwrap(), toml::to_string(&own).unwrap());
        assert!(Own::When("no date".to_owned()).value().is_none());
    }
}
