//! The shapes of what the verbs of evidence answer in JSON, as a JSON Schema (draft 2020-12). Must never allow more than
//! is promised: what another program reads stays as it is.

use serde_json::{Map, Value as Json, json};

use super::json::SCHEMA;
use crate::evidence::Lane;

/// The schema of an answer of that name (`questions`); none where there is no such answer.
#[must_use]
pub fn answer_schema(name: &str) -> Option<Json> {
    let parts = match name {
        "support" => vec![(
            "support",
            list(&[
                ("ref", reference()),
                ("kind", reference()),
                ("support", json!({ "enum": ["two", "one", "none"] })),
                ("differs", json!({ "type": "boolean" })),
                ("witnesses", count()),
                ("publications", texts()),
                ("leans", count()),
            ]),
        )],
        "suppose" => {
            vec![("without", texts()), ("stands", count()), ("falls", texts()), ("weaker", texts())]
        }
        "whence" => vec![("whence", list(&[("ref", reference()), ("kind", reference()), ("text", reference())]))],
        "paths" => vec![("paths", json!({ "type": "array", "items": { "type": "array", "items": hop() } }))],
        "conflicts" => {
            let text = || json!({ "type": ["string", "null"] });
            let readings = list(&[
                ("ref", reference()),
                ("value", text()),
                ("words", text()),
                ("according_to", texts()),
                ("cites", texts()),
            ]);
            vec![("conflicts", list(&[("ref", reference()), ("field", reference()), ("readings", readings)]))]
        }
        "diff" => {
            let change = json!({ "enum": ["added", "removed", "changed"] });
            let field = json!({ "type": ["string", "null"] });
            let of =
                [("ref", reference()), ("change", change), ("field", field), ("was", json!({})), ("is", json!({}))];
            vec![("diff", list(&of))]
        }
        "questions" => vec![(
            "questions",
            list(&[("ref", reference()), ("asks", json!({ "type": "string", "pattern": ASKS })), ("leans", count())]),
        )],
        "timeline" => {
            let lane = || json!({ "enum": Lane::ALL.map(Lane::word) });
            let day = || json!({ "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
            let dated = list(&[
                ("ref", reference()),
                ("lane", lane()),
                ("earliest", day()),
                ("latest", day()),
                ("date", reference()),
            ]);
            vec![("timeline", dated), ("undated", list(&[("ref", reference()), ("lane", lane())]))]
        }
        _ => return None,
    };
    let fields: Vec<(&str, Json)> = [("schema", json!({ "const": SCHEMA }))].into_iter().chain(parts).collect();
    let mut schema = object(&fields);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    Some(schema)
}

/// What a question begins with.
const ASKS: &str = "^(amount open|date not stated|outcome open|signers not stated|unanswered|answers nothing|unsourced|\
                    one witness)(: .+)?$";

fn reference() -> Json {
    json!({ "type": "string", "minLength": 1 })
}

fn count() -> Json {
    json!({ "type": "integer", "minimum": 0 })
}

fn texts() -> Json {
    json!({ "type": "array", "items": { "type": "string" } })
}

/// A hop of a path: `all` is there where several make it.
fn hop() -> Json {
    let mut hop = object(&[("from", reference()), ("to", reference()), ("by", reference()), ("cites", texts())]);
    hop["properties"]["all"] = texts();
    hop
}

fn list(fields: &[(&str, Json)]) -> Json {
    json!({ "type": "array", "items": object(fields) })
}

/// All of these and no others.
fn object(fields: &[(&str, Json)]) -> Json {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Json> =
        fields.iter().map(|(name, shape)| ((*name).to_owned(), shape.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
}
