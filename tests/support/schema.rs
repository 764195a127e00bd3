//! Validates JSON against a JSON Schema, as far as the schema of exercise files goes. A keyword
//! that isn't known here panics, so that nothing passes unchecked.

use serde_json::Value;

/// What is wrong with `value`, each with its place; empty where it is valid.
pub fn complaints(value: &Value, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(value, schema, schema, "", &mut found);
    found
}

fn check(value: &Value, schema: &Value, root: &Value, place: &str, found: &mut Vec<String>) {
    let rules = match schema {
        Value::Bool(true) => return,
        Value::Bool(false) => return found.push(format!("{place} must not be there")),
        Value::Object(rules) => rules,
        _ => panic!("no schema: {schema}"),
    };
    let named = |key: &str| rules.get(key).and_then(Value::as_object);
    for (keyword, rule) in rules {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => {}
            "$ref" => {
                let path = rule.as_str().unwrap().strip_prefix('#').unwrap();
                check(value, root.pointer(path).unwrap(), root, place, found);
            }
            "type" => {
                if !is(value, rule.as_str().unwrap()) {
                    found.push(format!("{place} is no {rule}: {value}"));
                }
            }
            "const" if value == rule => {}
            "enum" if rule.as_array().unwrap().contains(value) => {}
            "const" | "enum" => found.push(format!("{place} is not {rule}: {value}")),
            "oneOf" | "anyOf" => {
                let fitting = |schema: &&Value| {
                    let mut found = Vec::new();
                    check(value, schema, root, place, &mut found);
                    found.is_empty()
                };
                let fitting = rule.as_array().unwrap().iter().filter(fitting).count();
                if fitting == 0 || (keyword == "oneOf" && fitting > 1) {
                    found.push(format!("{place} fits {fitting} of {rule}: {value}"));
                }
            }
            "minimum" => {
                if value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap()) {
                    found.push(format!("{place} is less than {rule}: {value}"));
                }
            }
            "minItems" | "maxItems" => {
                let length = value.as_array().map_or(0, Vec::len) as u64;
                let limit = rule.as_u64().unwrap();
                if (keyword == "minItems" && length < limit)
                    || (keyword == "maxItems" && length > limit)
                {
                    found.push(format!("{place} has {length} parts, not {limit}"));
                }
            }
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(item, rule, root, &format!("{place}/{n}"), found);
                }
            }
            "required" => {
                for key in rule.as_array().unwrap() {
                    let key = key.as_str().unwrap();
                    if value.is_object() && value.get(key).is_none() {
                        found.push(format!("{place} has no {key:?}"));
                    }
                }
            }
            "properties" => {
                for (key, schema) in named("properties").unwrap() {
                    if let Some(value) = value.get(key) {
                        check(value, schema, root, &format!("{place}/{key}"), found);
                    }
                }
            }
            "additionalProperties" => {
                let known = named("properties");
                for (key, value) in value.as_object().into_iter().flatten() {
                    if !known.is_some_and(|known| known.contains_key(key)) {
                        check(value, rule, root, &format!("{place}/{key}"), found);
                    }
                }
            }
            _ => panic!("the keyword {keyword:?} isn't known here"),
        }
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        _ => panic!("the type {name:?} isn't known here"),
    }
}
