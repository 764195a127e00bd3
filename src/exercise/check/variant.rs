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

/// What has names and is replaced as a whole: a measure has one kind, a pose one place for a limb.
const REPLACED: [&str; 2] = ["measures", "poses"];

/// Tables are merged; faults are merged by id; measures, poses and everything else are replaced. A
/// table with `remove = true` takes away the one of its name.
fn merge(table: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above))
                if REPLACED.contains(&key.as_str()) =>
            {
                below.extend(above);
            }
            (_, value) if is_removed(&value) => {
                table.remove(&key);
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

fn is_removed(value: &toml::Value) -> bool {
    value.get("remove").and_then(toml::Value::as_bool) == Some(true)
}

/// A rule with `remove = true` does not hold for the variant.
fn merge_faults(below: &mut Vec<toml::Value>, above: Vec<toml::Value>) {
    for fault in above {
        if is_removed(&fault) {
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
