//! The JSON Schema of front matter: the bundled dossier is valid by it, what is wrong is not.

use dossier::disk;
use dossier::entry::EntryKind;
use dossier::export::json_schema::schema;
use serde_json::Value as Json;

fn front_matter(text: &str) -> Json {
    let front = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    let table: toml::Table = front.map_or(text, |(front, _)| front).parse().unwrap();
    serde_json::to_value(table).unwrap()
}

#[test]
fn the_bundled_dossier_is_valid() {
    let files = disk::bundled_files();
    for (path, bytes) in &files {
        let kind = match path.split_once('/') {
            None => "cover",
            Some((folder, _)) => EntryKind::from_plural(folder).map(EntryKind::singular).unwrap(),
        };
        let validator = jsonschema::validator_for(&schema(Some(kind))).unwrap();
        let json = front_matter(std::str::from_utf8(bytes).unwrap());
        let wrong: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert_eq!(wrong, [""; 0], "{path}");
        assert!(jsonschema::is_valid(&schema(None), &json), "{path}");
    }
    assert!(files.len() > 20, "{}", files.len());
}

#[test]
fn what_is_wrong_is_not() {
    let company = schema(Some("company"));
    for wrong in
        ["colour = \"x\"", "sector = 5", "[[contracts]]\nwith = \"ICE\"", "tags = [5]", "[[demands]]\nid = \"a\""]
    {
        assert!(!jsonschema::is_valid(&company, &front_matter(wrong)), "{wrong}");
    }
}
