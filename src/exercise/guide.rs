//! Tests that the guide to writing an exercise is true: its snippets stand in files of the program, and
//! it names every key and every word of the library.

use serde_json::Value;

use super::{ids, motion_schema, motion_text, schema, source_text};

const GUIDE: &str = include_str!("../../docs/writing-an-exercise.md");

#[test]
fn every_snippet_of_the_guide_stands_in_a_file() {
    let files: Vec<&str> = ids()
        .iter()
        .flat_map(|id| [source_text(id), motion_text(id)])
        .flatten()
        .collect();
    let snippets: Vec<&str> = GUIDE
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(snippets.len() > 10, "{snippets:?}");
    for snippet in snippets {
        let stands = files.iter().any(|file| file.contains(snippet));
        assert!(stands, "no file has this:\n{snippet}");
    }
}

#[test]
fn the_guide_names_every_key() {
    let mut keys = Vec::new();
    gather(&schema(), &mut keys);
    let (exercise_keys, _) = (keys.len(), gather(&motion_schema(), &mut keys));
    assert!(exercise_keys > 60, "{keys:?}");
    let is_named = |key: &str| {
        let mut words = GUIDE.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        words.any(|word| word == key)
    };
    keys.truncate(exercise_keys);
    keys.retain(|key| !is_named(key));
    assert_eq!(keys, [""; 0], "not in the guide");
}

#[test]
fn the_guide_names_every_word_of_the_library() {
    let library: toml::Table = super::built_in::LIBRARY.parse().unwrap();
    for section in ["measures", "postures"] {
        for name in library[section].as_table().unwrap().keys() {
            assert!(GUIDE.contains(&format!("`{name}`")), "{name}");
        }
    }
}

/// All keys that a schema knows.
fn gather(schema: &Value, keys: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            for (name, value) in object {
                if let ("properties", Some(properties)) = (name.as_str(), value.as_object()) {
                    keys.extend(properties.keys().cloned());
                }
                gather(value, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, keys)),
        _ => {}
    }
}
