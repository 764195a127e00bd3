//! Lays a variant's tables over the file.

use crate::exercise::error::{ExerciseError, nearest};
use crate::exercise::file::ExerciseFile;

/// The text of the file with a variant's tables laid over it.
pub(super) fn overlay(
    text: &str,
    base: &ExerciseFile,
    name: &str,
) -> Result<String, ExerciseError> {
    let Some(over) = base.variants.get(name) else {
        let known: Vec<String> = base.variants.keys().cloned().collect();
        return Err(ExerciseError::UnknownName {
            exercise: base.id.clone(),
            what: "variant",
            name: name.to_owned(),
            did_you_mean: nearest(name, known.iter().map(String::as_str)),
            known,
        });
    };
    // The text has been read once already, so it is a table.
    let mut table: toml::Table = text.parse().unwrap_or_default();
    let mut over = over.clone();
    over.remove("name");
    merge(&mut table, over);
    Ok(table.to_string())
}

/// Tables are merged; faults are merged by id; measures and everything else are replaced.
fn merge(table: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) if key == "measures" => {
                below.extend(above);
            }
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge(below, above),
            (Some(toml::Value::Array(below)), toml::Value::Array(above)) if key == "faults" => {
                merge_faults(below, above);
            }
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}

/// What says when a rule is off: a variant that gives one of them takes the place of the others.
const LIMITS: [&str; 3] = ["above", "below", "is"];

/// A rule with `remove = true` does not hold for the variant.
fn merge_faults(below: &mut Vec<toml::Value>, above: Vec<toml::Value>) {
    for fault in above {
        if fault.get("remove").and_then(toml::Value::as_bool) == Some(true) {
            below.retain(|other| other.get("id") != fault.get("id"));
            continue;
        }
        let same = below
            .iter_mut()
            .find(|other| other.get("id") == fault.get("id"));
        match (same, fault) {
            (Some(toml::Value::Table(other)), toml::Value::Table(fault)) => {
                if LIMITS.iter().any(|limit| fault.contains_key(*limit)) {
                    LIMITS.iter().for_each(|limit| drop(other.remove(*limit)));
                }
                other.extend(fault);
            }
            (_, fault) => below.push(fault),
        }
    }
}
