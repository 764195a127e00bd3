//! Arguments, one short file per subcommand, exit codes.
