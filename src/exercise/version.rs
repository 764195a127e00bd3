//! The version of an exercise file: what tells its text from every other.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// So many bytes of the sum are enough: two texts out of a million files have the same ones with a
/// probability below one in a hundred.
const BYTES: usize = 6;

/// The first twelve digits that `sha256sum` shows for the file.
pub(super) fn of(text: &str) -> String {
    let mut version = String::new();
    for byte in &Sha256::digest(text)[..BYTES] {
        // A write to a String can't fail.
        let _ = write!(version, "{byte:02x}");
    }
    version
}

#[cfg(test)]
mod tests {
    use crate::exercise::{load, source_text};

    #[test]
    fn it_is_that_of_sha256sum() {
        // The example of FIPS 180-2, B.1.
        assert_eq!(super::of("abc"), "ba7816bf8f01");
    }

    #[test]
    fn it_changes_with_the_text_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let text = source_text("bird-dog").unwrap();
        let version = || load("bird-dog", None, Some(folder.path())).unwrap().version;
        let built_in = version();
        std::fs::write(folder.path().join("bird-dog.toml"), format!("{text}\n")).unwrap();
        assert_ne!(version(), built_in);
        std::fs::write(folder.path().join("bird-dog.toml"), text).unwrap();
        assert_eq!(version(), built_in);
    }
}
