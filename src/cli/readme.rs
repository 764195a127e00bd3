//! What the documents promise is there: the commands of the README are understood, its table has
//! every exercise, and every link leads to a file.

use std::path::{Path, PathBuf};

use clap::Parser;

use super::Cli;
use crate::exercise;

const README: &str = include_str!("../../README.md");

/// The `spotter …` lines of its shell blocks, and the commands in the text, without comments.
fn commands() -> Vec<String> {
    let mut commands = Vec::new();
    let mut in_block = false;
    for line in README.lines() {
        if line.starts_with("```") {
            in_block = line == "```sh";
        } else if in_block && line.starts_with("spotter ") {
            commands.push(line.split(" # ").next().unwrap_or(line).trim().to_owned());
        } else if !in_block {
            let spans = line.split('`').skip(1).step_by(2);
            // A span with a placeholder in capitals, or cut short, is no whole command.
            commands.extend(
                spans
                    .filter(|span| span.starts_with("spotter ") && !span.contains('…'))
                    .filter(|span| !span.split(' ').any(|word| word == word.to_uppercase()))
                    .map(str::to_owned),
            );
        }
    }
    commands
}

#[test]
fn every_command_of_the_readme_is_understood() {
    let commands = commands();
    assert!(commands.len() > 12, "{commands:?}");
    for command in commands {
        match Cli::try_parse_from(command.split_whitespace()) {
            Ok(_) => {}
            Err(error) if !error.use_stderr() => {} // asks for help
            Err(error) => panic!("{command}: {error}"),
        }
    }
}

#[test]
fn the_table_of_the_readme_has_all_exercises_with_all_their_variants() {
    let built_in = exercise::ids();
    let rows: Vec<&str> = README
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains(" | `"))
        .collect();
    assert_eq!(rows.len(), built_in.len(), "{rows:?}");
    for id in built_in {
        let exercise = exercise::load(&id, None, None).unwrap();
        let row = rows
            .iter()
            .find(|row| row.contains(&format!("`{id}`")))
            .unwrap_or_else(|| panic!("no row for {id}"));
        assert!(
            row.starts_with(&format!("| {} |", exercise.name)),
            "{id}: {row}"
        );
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let mut told: Vec<&str> = cells[5].split_whitespace().collect();
        told.sort_unstable();
        let variants = exercise.variants.iter();
        let variants: Vec<String> = variants.map(|v| format!("`{}`", v.id)).collect();
        assert_eq!(told, variants, "{id}");
        let has_sides = exercise.cycle.side.is_some();
        assert_eq!(cells[3].contains("left and right"), has_sides, "{id}");
    }
}

/// The documents of the repository.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["", "docs", "models", "benches", "tests", "exercises"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

#[test]
fn every_link_between_documents_leads_to_a_file() {
    let mut missing = Vec::new();
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        let links = text.split("](").skip(1);
        for link in links.filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or(link);
            let is_elsewhere = link.starts_with("http") || path.is_empty();
            if !is_elsewhere && !document.with_file_name(path).exists() {
                missing.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
