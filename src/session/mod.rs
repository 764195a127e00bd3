//! The history: an SQLite file that survives a kill at any moment.
