//! Variants: tables that are laid over the table of their file.
//!
//! A section of a variant (`[variants.knees.start]`) amends the section of the file by name: what
//! has the same name is replaced, what is new is added, and the names in its list `without` are
//! taken away. Faults are amended key by key, because a variant rarely changes more than a limit.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::error::{nearest, suggestion};
use super::source::Complaint;

/// The key whose list names what a variant does without.
pub(super) const WITHOUT: &str = "without";

/// The keys that say when a fault is off. A variant that gives one of them replaces the others.
const LIMITS: [&str; 3] = ["above", "below", "is"];

/// Names of the variants of a file, sorted.
pub(super) fn variant_names(file: &DeTable<'_>) -> Vec<String> {
    let variants = file
        .get("variants")
        .and_then(|variants| variants.get_ref().as_table());
    let names = variants.into_iter().flat_map(DeTable::keys);
    let mut names: Vec<String> = names.map(|name| name.get_ref().to_string()).collect();
    names.sort();
    names
}

/// Takes all variants out of a file and lays the one of this name over it, after those that it is
/// `like`. Gives what people call it, which is its id where it doesn't say; nothing where the file
/// has no such variant.
pub(super) fn choose_variant<'a>(
    file: &mut DeTable<'a>,
    name: Option<&str>,
) -> Result<Option<String>, Complaint> {
    let Some(DeValue::Table(mut variants)) = file.remove("variants").map(Spanned::into_inner)
    else {
        return Ok(None);
    };
    let mut take = |name: &str| match variants.remove(name).map(Spanned::into_inner) {
        Some(DeValue::Table(table)) => Some(table),
        _ => None,
    };
    let Some((name, mut layer)) = name.and_then(|name| Some((name, take(name)?))) else {
        return Ok(None);
    };
    let called = layer.remove("name");
    let called = called.as_ref().and_then(|called| called.get_ref().as_str());
    let called = called.unwrap_or(name).to_owned();
    let mut layers = Vec::new();
    loop {
        let like = layer.remove("like");
        layers.push(layer);
        let Some(like) = like else {
            break;
        };
        let wanted = like.get_ref().as_str().unwrap_or_default();
        layer = take(wanted).ok_or_else(|| {
            let message = format!("there is no other variant {wanted:?} to be like");
            (like.span(), message)
        })?;
        layer.remove("name");
    }
    for layer in layers.into_iter().rev() {
        lay_over(file, layer)?;
    }
    Ok(Some(called))
}

/// Lays a variant over its file.
fn lay_over<'a>(base: &mut DeTable<'a>, mut over: DeTable<'a>) -> Result<(), Complaint> {
    take_away(base, &mut over)?;
    for (key, value) in over {
        let is_faults = key.get_ref() == "faults";
        match (table_mut(base, key.get_ref()), value) {
            (Some(below), value) if value.get_ref().is_table() => {
                if let DeValue::Table(above) = value.into_inner() {
                    amend(below, above, is_faults)?;
                }
            }
            (_, value) => put(base, key, value),
        }
    }
    Ok(())
}

fn amend<'a>(
    below: &mut DeTable<'a>,
    mut above: DeTable<'a>,
    is_faults: bool,
) -> Result<(), Complaint> {
    take_away(below, &mut above)?;
    for (name, value) in above {
        match (table_mut(below, name.get_ref()), value) {
            (Some(fault), value) if is_faults && value.get_ref().is_table() => {
                if let DeValue::Table(keys) = value.into_inner() {
                    if LIMITS.iter().any(|limit| keys.contains_key(*limit)) {
                        LIMITS.iter().for_each(|limit| drop(fault.remove(*limit)));
                    }
                    keys.into_iter()
                        .for_each(|(key, value)| put(fault, key, value));
                }
            }
            (_, value) => put(below, name, value),
        }
    }
    Ok(())
}

/// Takes the names in the list `without` away from the table below.
fn take_away(below: &mut DeTable<'_>, above: &mut DeTable<'_>) -> Result<(), Complaint> {
    let Some(list) = above.remove(WITHOUT) else {
        return Ok(());
    };
    let names = match list.get_ref() {
        DeValue::Array(names) => names,
        _ => return Err((list.span(), "`without` is a list of names".to_owned())),
    };
    for name in names {
        let wanted = name.get_ref().as_str().unwrap_or_default();
        if below.remove(wanted).is_none() {
            let known = below.keys().map(|key| key.get_ref().as_ref());
            let hint = suggestion(&nearest(wanted, known));
            let message = format!("there is no {wanted:?} here to do without{hint}");
            return Err((name.span(), message));
        }
    }
    Ok(())
}

fn table_mut<'t, 'a>(table: &'t mut DeTable<'a>, key: &str) -> Option<&'t mut DeTable<'a>> {
    match table.get_mut(key)?.get_mut() {
        DeValue::Table(inner) => Some(inner),
        _ => None,
    }
}

/// Puts an entry in, in the place of one of the same name.
fn put<'a>(table: &mut DeTable<'a>, key: Spanned<DeString<'a>>, value: Spanned<DeValue<'a>>) {
    table.insert(key, value);
}

/// Makes one name of each role and measure: TOML reads `leg.knee_angle = …` as a table in a table.
/// The tables of an exercise, of its variants and of the library's postures are gone through.
pub(super) fn join_names(file: &mut DeTable<'_>) {
    for section in ["start", "other_start", "target"] {
        if let Some(conditions) = table_mut(file, section) {
            join(conditions, is_condition);
        }
    }
    // Weights are numbers: every table among them is a role with measures in it.
    let is_leaf: [fn(&DeTable<'_>) -> bool; 2] = [is_condition, |_| false];
    for ((section, key), is_leaf) in [("faults", "when"), ("measures", "sum")]
        .into_iter()
        .zip(is_leaf)
    {
        let entries = table_mut(file, section)
            .into_iter()
            .flat_map(DeTable::iter_mut);
        for (_, entry) in entries {
            let DeValue::Table(entry) = entry.get_mut() else {
                continue;
            };
            if let Some(names) = table_mut(entry, key) {
                join(names, is_leaf);
            }
        }
    }
    for section in ["variants", "postures"] {
        let entries = table_mut(file, section)
            .into_iter()
            .flat_map(DeTable::iter_mut);
        for (_, entry) in entries {
            if let DeValue::Table(entry) = entry.get_mut() {
                join_names(entry);
            }
        }
    }
}

/// Whether a table is a condition, and not a role with conditions in it.
fn is_condition(table: &DeTable<'_>) -> bool {
    table.values().any(|value| !value.get_ref().is_table())
}

fn join(table: &mut DeTable<'_>, is_leaf: fn(&DeTable<'_>) -> bool) {
    let mut joined = DeTable::new();
    for (name, value) in std::mem::take(table) {
        let span: Range<usize> = value.span();
        match value.into_inner() {
            DeValue::Table(inner) if !is_leaf(&inner) && !inner.is_empty() => {
                for (measure, value) in inner {
                    let both = format!("{}.{}", name.get_ref(), measure.get_ref());
                    joined.insert(Spanned::new(measure.span(), both.into()), value);
                }
            }
            value => drop(joined.insert(name, Spanned::new(span, value))),
        }
    }
    *table = joined;
}
