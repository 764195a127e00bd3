//! The `spotter` command.

fn main() {}
