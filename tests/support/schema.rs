//! Validates JSON against a JSON Schema, as far as the schema of exercise files goes. A keyword
//! that isn't known here panics, so that nothing passes unchecked.

use serde_json::{Map, Value};

/// What is wrong with `value`, each with its place; empty where it is valid.
pub fn complaints(value: &Value, schema: &Value) -> Vec<String> {
    let checker = Checker { root: schema };
    checker.check(value, schema, "")
}

struct Checker<'a> {
    /// The schema that `$ref` points into.
    root: &'a Value,
}

impl Checker<'_> {
    fn check(&self, value: &Value, schema: &Value, place: &str) -> Vec<String> {
        match schema {
            Value::Bool(true) => Vec::new(),
            Value::Bool(false) => vec![format!("{place} must not be there")],
            Value::Object(rules) => rules
                .iter()
                .flat_map(|(keyword, rule)| self.rule(value, keyword, rule, rules, place))
                .collect(),
            _ => panic!("no schema: {schema}"),
        }
    }

    fn rule(
        &self,
        value: &Value,
        keyword: &str,
        rule: &Value,
        rules: &Map<String, Value>,
        place: &str,
    ) -> Vec<String> {
        let unless = |is_valid: bool, complaint: String| match is_valid {
            true => Vec::new(),
            false => vec![format!("{place} {complaint}: {value}")],
        };
        match keyword {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => Vec::new(),
            "$ref" => {
                let path = rule.as_str().unwrap().strip_prefix('#').unwrap();
                self.check(value, self.root.pointer(path).unwrap(), place)
            }
            "type" => unless(is(value, rule.as_str().unwrap()), format!("is no {rule}")),
            "const" => unless(value == rule, format!("is not {rule}")),
            "enum" => {
                let is_known = rule.as_array().unwrap().contains(value);
                unless(is_known, format!("is not {rule}"))
            }
            "oneOf" | "anyOf" => {
                let fits = |schema: &&Value| self.check(value, schema, place).is_empty();
                let fitting = rule.as_array().unwrap().iter().filter(fits).count();
                let is_valid = fitting == 1 || (keyword == "anyOf" && fitting > 1);
                unless(is_valid, format!("fits {fitting} of {rule}"))
            }
            "minimum" => {
                let is_less = value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap());
                unless(!is_less, format!("is less than {rule}"))
            }
            "minItems" | "maxItems" => {
                let length = value.as_array().map_or(0, Vec::len) as u64;
                let limit = rule.as_u64().unwrap();
                let is_valid = if keyword == "minItems" {
                    length >= limit
                } else {
                    length <= limit
                };
                unless(is_valid, format!("has {length} parts, not {limit}"))
            }
            _ => self.parts(value, keyword, rule, rules, place),
        }
    }

    /// The rules about the parts of an array or an object.
    fn parts(
        &self,
        value: &Value,
        keyword: &str,
        rule: &Value,
        rules: &Map<String, Value>,
        place: &str,
    ) -> Vec<String> {
        let object = value.as_object();
        let known = rules.get("properties").and_then(Value::as_object);
        match keyword {
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                items
                    .flat_map(|(n, item)| self.check(item, rule, &format!("{place}/{n}")))
                    .collect()
            }
            "required" => {
                let keys = rule.as_array().unwrap().iter().filter_map(Value::as_str);
                keys.filter(|key| object.is_some_and(|object| !object.contains_key(*key)))
                    .map(|key| format!("{place} has no {key:?}"))
                    .collect()
            }
            "properties" => {
                let schemas = known.into_iter().flatten();
                schemas
                    .filter_map(|(key, schema)| Some((key, value.get(key)?, schema)))
                    .flat_map(|(key, value, schema)| {
                        self.check(value, schema, &format!("{place}/{key}"))
                    })
                    .collect()
            }
            "additionalProperties" => {
                let unknown = object.into_iter().flatten();
                unknown
                    .filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)))
                    .flat_map(|(key, value)| self.check(value, rule, &format!("{place}/{key}")))
                    .collect()
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
