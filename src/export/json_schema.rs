//! The format of front matter as a JSON Schema (draft 2020-12), made from the table of keys. Must never be stricter than
//! what is read.

use serde_json::{Map, Value as Json, json};

use crate::entry::{EntryKind, KeySpec, Shape, all_keys, records_of};

/// The draft it is written in.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of what bears that name (`company`, `contract`, `cover`); without a name, of any entry or cover.
#[must_use]
pub fn schema(of: Option<&str>) -> Json {
    let mut defs: Map<String, Json> =
        all_keys().into_iter().map(|(name, keys)| (name.to_owned(), object(name, keys))).collect();
    defs.extend(shapes());
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), DRAFT.into()),
        ("title".to_owned(), "Front matter of a dossier, version 1".into()),
    ]);
    if let Some(name) = of {
        schema.insert("$ref".to_owned(), of_def(name));
    } else {
        let whole = EntryKind::ALL.map(EntryKind::singular).into_iter().chain(["cover"]);
        let any: Vec<Json> = whole.map(|name| json!({ "$ref": of_def(name) })).collect();
        schema.insert("anyOf".to_owned(), any.into());
    }
    schema.insert("$defs".to_owned(), defs.into());
    Json::Object(schema)
}

fn of_def(name: &str) -> Json {
    format!("#/$defs/{name}").into()
}

/// A table of these keys, with the tables that stand in it.
fn object(name: &str, keys: &[KeySpec]) -> Json {
    let mut properties: Map<String, Json> = keys.iter().map(|spec| (spec.key.name().to_owned(), key(spec))).collect();
    let mut required: Vec<&str> = keys.iter().filter(|spec| spec.required).map(|spec| spec.key.name()).collect();
    let list = |of: &str| json!({ "type": "array", "items": { "$ref": of_def(of) } });
    match EntryKind::ALL.into_iter().find(|kind| kind.singular() == name) {
        Some(kind) => {
            for record in records_of(kind) {
                properties.insert(record.plural().to_owned(), list(record.singular()));
            }
            properties.insert("extra".to_owned(), json!({ "type": "object", "description": "keys of your own" }));
            // What has no name is called by its first heading, else by its file.
            required.clear();
        }
        None if name == "cover" => {
            properties.insert("terms".to_owned(), list("term"));
            properties.insert("views".to_owned(), list("view"));
        }
        None if ["term", "view"].contains(&name) => {}
        None => {
            let id =
                json!({ "type": "string", "pattern": "^[a-z0-9-]+$", "description": "short, unique in the entry" });
            properties.insert("id".to_owned(), id);
            required.insert(0, "id");
        }
    }
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn key(spec: &KeySpec) -> Json {
    let (meaning, _) = spec.key.meaning();
    let shape = of_def(name(spec.shape));
    match spec.words {
        [] => json!({ "$ref": shape, "description": meaning }),
        words => json!({ "$ref": shape, "description": meaning, "examples": words }),
    }
}

/// What each shape is called among the definitions.
fn name(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Label => "label",
        Shape::Words | Shape::Names | Shape::References => "names",
        Shape::Cites => "cites",
        Shape::Date => "date",
        Shape::Count => "count",
        Shape::Money => "money",
        Shape::Number => "number",
    }
}

/// Each shape: a value, or what several sources say.
fn shapes() -> Map<String, Json> {
    let text = json!({ "type": "string" });
    let names = json!({ "anyOf": [text, { "type": "array", "items": text }] });
    let plain = [
        ("text", text.clone()),
        ("label", json!({ "type": ["string", "integer"] })),
        ("names", names.clone()),
        (
            "date",
            json!({ "type": ["string", "integer"], "description": "EDTF: 2018, 2018-06, 2018-06-21?, 2018-03/2019" }),
        ),
        ("count", json!({ "type": ["string", "integer"], "description": "1495, > 650, ~ 500" })),
        ("money", json!({ "type": "string", "description": "USD 1,000, ~ USD 1.2 million per year" })),
        ("number", json!({ "type": "integer", "minimum": 0 })),
    ];
    let of_all = plain.into_iter().map(|(name, value)| {
        let reading = json!({
            "type": "object",
            "properties": { "value": value, "words": text, "according_to": names, "cites": { "$ref": of_def("cites") } },
            "additionalProperties": false,
        });
        let readings = json!({ "type": "array", "items": reading, "minItems": 1 });
        (name.to_owned(), json!({ "anyOf": [value, reading, readings] }))
    });
    of_all.chain([("cites".to_owned(), names.clone())]).collect()
}
