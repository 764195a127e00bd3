//! The JSON Schema of exercise files, for editors that complete keys and underline slips. What
//! serde reads is what it describes; names and numbers are left to [`parse`](super::parse).

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::file::{ExerciseFile, Named, Range};
use super::keyframes::{KeyPose, Keyframes};
use super::overlay::{LEVEL, WITHOUT};
use super::variant::Level;

/// JSON Schema, draft 2020-12, of an exercise file read as JSON.
#[must_use]
pub fn schema() -> Value {
    with_variants::<ExerciseFile>("Exercise of Spotter")
}

/// The same of a file of keyframes.
#[must_use]
pub fn motion_schema() -> Value {
    with_variants::<Keyframes>("Keyframes of Spotter")
}

fn with_variants<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .with_transform(WithoutNull)
        .with_transform(OneKind)
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    schema["title"] = title.into();
    let variant = variant(&mut schema);
    schema["$defs"][VARIANT] = variant;
    schema["properties"]["variants"] = serde_json::json!({
        "description": "Other ways to do it, by name: what differs from the file.",
        "type": "object",
        "additionalProperties": reference(VARIANT),
    });
    schema
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        if T::schema_name() != Range::schema_name() {
            return json_schema!({ "type": "object", "additionalProperties": value });
        }
        // `leg.knee_angle = …` is a table in a table.
        json_schema!({
            "type": "object",
            "additionalProperties": {
                "anyOf": [value, { "type": "object", "additionalProperties": value }],
            },
        })
    }
}

/// The keys of a measure: its kinds, and all of them. serde can't list them where it meets one that is
/// unknown or missing.
pub(super) fn measure_keys() -> [Vec<String>; 2] {
    let measure = schema()["$defs"]["Measure"].take();
    let kinds = measure["oneOf"].as_array().into_iter().flatten();
    let kinds = kinds.filter_map(|kind| Some(kind["required"][0].as_str()?.to_owned()));
    let all = measure["properties"].as_object().into_iter().flatten();
    [kinds.collect(), all.map(|(key, _)| key.clone()).collect()]
}

/// The keys of a kind stand beside those of the table that has it, and exactly one kind may be there.
#[derive(Debug, Clone)]
struct OneKind;

impl Transform for OneKind {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        if object.remove("unevaluatedProperties").is_none() {
            return;
        }
        object.insert("additionalProperties".to_owned(), false.into());
        let Some(Value::Array(kinds)) = object.get("oneOf").cloned() else {
            return;
        };
        let mut choices = Vec::new();
        for kind in kinds {
            choices.push(serde_json::json!({ "required": kind["required"] }));
            let kind_keys = kind["properties"].as_object().cloned().unwrap_or_default();
            if let Some(Value::Object(keys)) = object.get_mut("properties") {
                for (key, mut value) in kind_keys {
                    if let (Some(value), Some(says)) =
                        (value.as_object_mut(), kind.get("description"))
                    {
                        value.insert("description".to_owned(), says.clone());
                    }
                    keys.insert(key, value);
                }
            }
        }
        object.insert("oneOf".to_owned(), choices.into());
    }
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

/// Weights by the names of measures; `leg.knee_angle = 1` is a table in a table.
pub(super) fn weights(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                { "type": "number" },
                { "type": "object", "additionalProperties": { "type": "number" } },
            ],
        },
    })
}

const VARIANT: &str = "Variant";

/// A file of which everything may be left out, as a variant is laid over it: sections are amended by
/// name, faults key by key; a list `without` names what is taken away.
fn variant(schema: &mut Value) -> Value {
    let mut whole = schema.clone();
    let defs = whole["$defs"].take();
    let mut parts = Map::new();
    let Some(sections) = whole["properties"].as_object_mut() else {
        return whole;
    };
    for (name, section) in sections.iter_mut() {
        amended(name, section, &defs, &mut parts);
    }
    if let Some(defs) = schema["$defs"].as_object_mut() {
        defs.extend(parts);
    }
    whole["properties"]["name"] = text("The variant in a few words.");
    whole["properties"]["like"] = text("Another variant that it differs from.");
    whole["properties"][WITHOUT] = names();
    whole["properties"][LEVEL] = serde_json::json!({
        "description": "Whether it is easier or harder than the usual form; left out, it is neither.",
        "enum": Level::NAMED.map(|(name, _)| name),
    });
    serde_json::json!({
        "description": "What differs from the file that it is laid over.",
        "type": "object",
        "properties": whole["properties"],
        "additionalProperties": false,
    })
}

/// Makes a section one of which everything may be left out. Its entries are replaced as a whole; of
/// a fault every key may be left out.
fn amended(name: &str, section: &mut Value, defs: &Value, parts: &mut Map<String, Value>) {
    if let Some(types) = section["$ref"]
        .as_str()
        .and_then(|path| path.strip_prefix("#/$defs/"))
    {
        let types = types.to_owned();
        if defs[&types].get("properties").is_some() && name != "camera" {
            let part = without_required(&defs[&types]);
            parts.insert(part_name(&types), part);
            *section = reference(&part_name(&types));
        }
    } else if section.get("additionalProperties").is_some() {
        if name == "faults" {
            for types in ["Fault", "FaultChange"] {
                if defs.get(types).is_some() {
                    parts.insert(part_name(types), without_required(&defs[types]));
                    section["additionalProperties"] = reference(&part_name(types));
                }
            }
        }
        section["properties"][WITHOUT] = names();
    }
}

fn without_required(definition: &Value) -> Value {
    let mut part = definition.clone();
    if let Some(part) = part.as_object_mut() {
        part.remove("required");
    }
    part["properties"][WITHOUT] = names();
    part
}

fn names() -> Value {
    serde_json::json!({
        "description": "Names of the file that do not hold here.",
        "type": "array",
        "items": { "type": "string" },
    })
}

fn text(says: &str) -> Value {
    serde_json::json!({ "description": says, "type": "string" })
}

fn part_name(name: &str) -> String {
    format!("{name}Part")
}

fn reference(name: &str) -> Value {
    serde_json::json!({ "$ref": format!("#/$defs/{name}") })
}
