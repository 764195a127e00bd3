//! Variants: tables that are laid over the table of their file.
//!
//! A section of a variant (`[variants.knees.start]`) amends the section of the file by name: what
//! has the same name is replaced, what is new is added, and the names in its list `without` are
//! taken away. Faults are amended key by key, because a variant rarely changes more than a limit.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::hint;
use super::source::Complaint;
use super::variant::{Level, Variant};

/// The key whose list names what a variant does without.
pub(super) const WITHOUT: &str = "without";

/// The key of a variant that says whether it is easier or harder than the usual form.
pub(super) const LEVEL: &str = "level";

/// The keys that say when a fault is off. A variant that gives one of them replaces the other.
const LIMITS: [&str; 2] = ["above", "below"];

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

/// The variants of a file, sorted by their ids.
pub(super) fn variants(file: &DeTable<'_>) -> Result<Vec<Variant>, Complaint> {
    let all = file
        .get("variants")
        .and_then(|all| all.get_ref().as_table());
    let mut variants = Vec::new();
    for (id, variant) in all.into_iter().flatten() {
        let key = |key: &str| variant.get_ref().as_table()?.get(key);
        let id = id.get_ref().to_string();
        let name = key("name").and_then(|name| name.get_ref().as_str());
        variants.push(Variant {
            name: name.unwrap_or(&id).to_owned(),
            level: key(LEVEL).map(level).transpose()?,
            id,
        });
    }
    variants.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(variants)
}

fn level(written: &Spanned<DeValue<'_>>) -> Result<Level, Complaint> {
    let name = written.get_ref().as_str().unwrap_or_default();
    let known = Level::NAMED.iter().find(|(known, _)| *known == name);
    known.map(|(_, level)| *level).ok_or_else(|| {
        let hint = hint(name, &Level::NAMED.map(|(known, _)| known));
        let message = format!("`level` is \"easier\" or \"harder\"{hint}");
        (written.span(), message)
    })
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
    layer.remove(LEVEL);
    let called = layer.remove("name");
    let called = called.as_ref().and_then(|called| called.get_ref().as_str());
    let called = called.unwrap_or(name).to_owned();
    let mut layers = Vec::new();
    while let Some(like) = layer.remove("like") {
        let wanted = like.get_ref().as_str().unwrap_or_default();
        let mut below = take(wanted).ok_or_else(|| {
            let message = format!("there is no other variant {wanted:?} to be like");
            (like.span(), message)
        })?;
        below.remove("name");
        below.remove(LEVEL);
        layers.push(std::mem::replace(&mut layer, below));
    }
    layers.push(layer);
    for layer in layers.into_iter().rev() {
        amend(file, layer, Depth::File)?;
    }
    Ok(Some(called))
}

/// What a table is. It decides whether the tables in it are amended or replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    File,
    Section,
    Faults,
    Fault,
}

impl Depth {
    /// What an entry is that is amended; nothing for one that is replaced.
    fn inside(self, name: &str) -> Option<Depth> {
        match self {
            Depth::File if name == "faults" => Some(Depth::Faults),
            Depth::File => Some(Depth::Section),
            Depth::Faults => Some(Depth::Fault),
            Depth::Section | Depth::Fault => None,
        }
    }
}

/// Lays a table of a variant over the table below it.
fn amend<'a>(
    below: &mut DeTable<'a>,
    mut above: DeTable<'a>,
    depth: Depth,
) -> Result<(), Complaint> {
    take_away(below, &mut above)?;
    if depth == Depth::Fault && LIMITS.iter().any(|limit| above.contains_key(*limit)) {
        LIMITS.iter().for_each(|limit| drop(below.remove(*limit)));
    }
    for (name, value) in above {
        let span = value.span();
        let inside = depth.inside(name.get_ref());
        match (inside, table_mut(below, name.get_ref()), value.into_inner()) {
            (Some(depth), Some(table), DeValue::Table(keys)) => amend(table, keys, depth)?,
            (_, _, value) => drop(below.insert(name, Spanned::new(span, value))),
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
            let known: Vec<&str> = below.keys().map(|key| key.get_ref().as_ref()).collect();
            let hint = hint(wanted, &known);
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

/// The tables in a section.
fn tables_in<'t, 'a>(
    file: &'t mut DeTable<'a>,
    section: &str,
) -> impl Iterator<Item = &'t mut DeTable<'a>> {
    let entries = table_mut(file, section)
        .into_iter()
        .flat_map(DeTable::iter_mut);
    entries.filter_map(|(_, entry)| match entry.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    })
}

/// Makes one name of each role and measure: TOML reads `leg.knee_angle = …` as a table in a table.
/// The tables of an exercise, of its variants and of the library's postures are gone through.
pub(super) fn join_names(file: &mut DeTable<'_>) {
    for section in ["start", "other_start", "target"] {
        if let Some(conditions) = table_mut(file, section) {
            join(conditions, is_condition);
        }
    }
    for fault in tables_in(file, "faults") {
        if let Some(when) = table_mut(fault, "when") {
            join(when, is_condition);
        }
    }
    for measure in tables_in(file, "measures") {
        if let Some(weights) = table_mut(measure, "sum") {
            // Weights are numbers: every table among them is a role with measures in it.
            join(weights, |_| false);
        }
    }
    for section in ["variants", "postures"] {
        tables_in(file, section).for_each(join_names);
    }
}

/// Whether a table is a condition, and not a role with conditions in it.
fn is_condition(table: &DeTable<'_>) -> bool {
    table.values().any(|value| !value.get_ref().is_table())
}

fn join(table: &mut DeTable<'_>, is_leaf: fn(&DeTable<'_>) -> bool) {
    let mut joined = DeTable::new();
    for (name, value) in std::mem::take(table) {
        let span = value.span();
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
