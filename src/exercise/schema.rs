//! The JSON Schema of exercise files, for editors that complete keys and underline slips. What
//! serde reads is what it describes; names and numbers are left to [`parse`](super::parse).

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::file::ExerciseFile;
use super::keyframes::KeyPose;

/// JSON Schema, draft 2020-12, of an exercise file read as JSON.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .with_transform(WithoutNull)
        .into_generator()
        .into_root_schema_for::<ExerciseFile>()
        .to_value();
    schema["title"] = "Exercise of Spotter".into();
    let variant = variant(&mut schema);
    schema["$defs"][VARIANT] = variant;
    schema
}

/// TOML has no null: what is optional is left out.
#[derive(Debug, Clone)]
struct WithoutNull;

impl Transform for WithoutNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = &types[..] {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
            choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
            if let [Value::Object(only)] = &choices[..] {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only);
            }
        }
        if object.get("default").is_some_and(Value::is_null) {
            object.remove("default");
        }
    }
}

/// Poses by name: `like` another one, both arms or legs at once, and nothing that must be there.
pub(super) fn poses(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<KeyPose>();
    let name = "KeyPose";
    let mut pose = generator
        .definitions()
        .get(name)
        .cloned()
        .unwrap_or_else(|| Value::Object(Map::new()));
    if let Some(pose) = pose.as_object_mut() {
        pose.remove("required");
        pose.insert(
            "description".to_owned(),
            "A pose; what is left out is as in the pose that it is `like`.".into(),
        );
        if let Some(Value::Object(parts)) = pose.get_mut("properties") {
            for (both, one, says) in [
                ("arms", "left_arm", "Both arms."),
                ("legs", "left_leg", "Both legs."),
            ] {
                let mut part = parts.get(one).cloned().unwrap_or_default();
                part["description"] = says.into();
                parts.insert(both.to_owned(), part);
            }
            let like = json_schema!({
                "description": "The pose that it is like.",
                "type": "string",
            });
            parts.insert("like".to_owned(), like.to_value());
        }
    }
    json_schema!({ "type": "object", "additionalProperties": pose })
}

const VARIANT: &str = "Variant";

/// Variants by name. What one looks like follows from the whole file, so it comes last.
pub(super) fn variants(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "additionalProperties": { "$ref": format!("#/$defs/{VARIANT}") },
    })
}

/// A file of which everything may be left out, as a variant is laid over it: tables are merged,
/// faults are merged by their ids, measures and everything else are replaced.
fn variant(schema: &mut Value) -> Value {
    let mut whole = schema.clone();
    let defs = whole["$defs"].take();
    let mut keys = whole["properties"].take();
    let measures = keys["measures"].take();
    let mut faults = keys["faults"].take();
    faults["items"] = reference(&part_name("Fault"));
    for key in ["measures", "faults", "variants"] {
        if let Some(keys) = keys.as_object_mut() {
            keys.remove(key);
        }
    }
    whole["properties"] = keys;
    let mut parts = Map::new();
    let mut variant = part(&whole, &defs, &mut parts);
    for key in ["$schema", "$defs", "title"] {
        if let Some(variant) = variant.as_object_mut() {
            variant.remove(key);
        }
    }
    variant["description"] = "What differs from the file that it is laid over.".into();
    let keys = &mut variant["properties"];
    keys["name"]["description"] = "The variant in a few words.".into();
    keys["measures"] = measures;
    keys["faults"] = faults;
    // Of a fault only its own keys may be left out: the tables in it are replaced.
    let mut fault = defs["Fault"].clone();
    fault["required"] = Value::from(["id"].as_slice());
    fault["properties"]["remove"] = serde_json::json!({
        "description": "The rule does not hold for the variant.",
        "type": "boolean"
    });
    parts.insert(part_name("Fault"), fault);
    let change = &mut parts[&part_name("FaultChange")];
    change["properties"]["remove"] = serde_json::json!({
        "description": "The variant doesn't show the fault.",
        "type": "boolean"
    });
    if let Some(defs) = schema["$defs"].as_object_mut() {
        defs.extend(parts);
    }
    variant
}

fn part_name(name: &str) -> String {
    format!("{name}Part")
}

fn reference(name: &str) -> Value {
    serde_json::json!({ "$ref": format!("#/$defs/{name}") })
}

/// The schema with nothing required, in tables within it neither. Lists stay whole.
fn part(schema: &Value, defs: &Value, parts: &mut Map<String, Value>) -> Value {
    let mut schema = schema.clone();
    let Some(object) = schema.as_object_mut() else {
        return schema;
    };
    object.remove("required");
    let name = object
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|path| path.strip_prefix("#/$defs/"))
        .map(ToOwned::to_owned);
    if let Some(name) = name.filter(|name| defs[name]["type"] == "object") {
        if !parts.contains_key(&part_name(&name)) {
            // Known before it is done, for types that contain themselves.
            parts.insert(part_name(&name), Value::Null);
            let done = part(&defs[&name], defs, parts);
            parts.insert(part_name(&name), done);
        }
        object.extend([(
            "$ref".to_owned(),
            format!("#/$defs/{}", part_name(&name)).into(),
        )]);
    }
    if let Some(Value::Object(keys)) = object.get_mut("properties") {
        for value in keys.values_mut() {
            *value = part(value, defs, parts);
        }
    }
    if let Some(values) = object.get_mut("additionalProperties") {
        *values = part(values, defs, parts);
    }
    schema
}
