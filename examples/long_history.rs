//! Makes a history of many years, to measure with: `cargo run --release --example long_history -- FOLDER [YEARS]`

#![allow(clippy::unwrap_used)] // an example that can't write has nothing to show

#[path = "../tests/support/long_history.rs"]
mod long_history;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    let years: i64 = arguments.next().map_or(10, |years| years.parse().unwrap());
    long_history::fill(folder.as_ref(), years * 365);
}
