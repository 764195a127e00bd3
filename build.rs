//! Refuses to build with a pose model that is missing or was changed. Such a program would see
//! badly, and nobody would know why.

use std::error::Error;
use std::fs;

use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=models");
    let sums = fs::read_to_string("models/SHA256SUMS")?;
    for line in sums.lines() {
        let Some((expected, name)) = line.split_once("  ") else {
            continue;
        };
        let found = match fs::read(format!("models/{name}")) {
            Ok(model) => hex(&Sha256::digest(model)),
            Err(error) => format!("no file ({error})"),
        };
        if found != expected {
            println!(
                "cargo::error=models/{name} is not the file that models/SHA256SUMS names: restore it \
                 (git checkout models), or rebuild it as models/README.md says. Expected {expected}, \
                 found {found}"
            );
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
