//! The exercise file: serde types, validation into a checked exercise, the built-in library.
