//! A library that is not ONNX Runtime is refused. A process starts its engine only once, so this
//! test needs a process of its own.

#![cfg(not(feature = "tract"))]

use std::path::Path;

use spotter::pose::{PoseError, Settings, Tracker};

fn refusal(library: &Path) -> String {
    match Tracker::new(&Settings {
        library: Some(library.to_path_buf()),
        ..Settings::default()
    }) {
        Err(error @ PoseError::Library { .. }) => error.to_string(),
        Err(other) => panic!("{library:?}: {other}"),
        Ok(_) => panic!("{library:?} was accepted"),
    }
}

#[test]
fn a_wrong_library_is_refused_with_its_name_every_time() {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let message = refusal(&text);
    assert!(message.contains(&format!("{text:?}")), "{message}");
    assert!(
        message.contains("expected version 1.24 or newer"),
        "{message}"
    );
    // The loader is broken after a failure. A second attempt must not reach it.
    assert_eq!(refusal(Path::new("/no/such/libonnxruntime.so")), message);
}
