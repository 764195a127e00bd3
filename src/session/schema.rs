//! The tables, and the migration of older files.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::SessionError;

/// "Sptr" in the header of the file tells the history from other SQLite files.
const APPLICATION_ID: i64 = 0x5370_7472;

/// Each entry takes the file one version further; entry 0 makes version 1. A released entry is
/// never changed; a new one is added.
///
/// An event is kept as the line that `--events` prints, so that the table needs no change when an
/// event gains a field. `summary` is the end of a session. A session without it was cut off.
const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE session (
        id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, even after a deletion
        started_at  INTEGER NOT NULL,                  -- Unix time, s
        exercise    TEXT NOT NULL,
        variant     TEXT,
        dose        TEXT,
        source      TEXT NOT NULL,
        app_version TEXT NOT NULL,
        seconds     REAL NOT NULL DEFAULT 0,           -- seconds of the source so far
        events_lost INTEGER NOT NULL DEFAULT 0,        -- could not be written in time
        summary     TEXT                               -- JSON
    ) STRICT;
    CREATE INDEX session_by_start ON session (started_at);
    CREATE TABLE event (
        session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        n       INTEGER NOT NULL,                      -- from 0, in the order they happened
        line    TEXT NOT NULL,                         -- JSON
        PRIMARY KEY (session, n)
    ) STRICT, WITHOUT ROWID;
",
    "
    ALTER TABLE session ADD COLUMN pain INTEGER; -- after a stop, 0 to 10, as it was told
",
    "
    ALTER TABLE session ADD COLUMN model TEXT; -- the pose model, as it is asked for
",
];

/// The version from which on a session has its pain.
pub(super) const HAS_PAIN: i64 = 2;

/// The version from which on a session has its pose model.
pub(super) const HAS_MODEL: i64 = 3;

/// The version that this program writes.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Refuses a file of another program or of a newer Spotter, before anything in it is touched.
pub(super) fn check(connection: &mut Connection, path: &Path) -> Result<(), SessionError> {
    let header = header(connection).map_err(|source| SessionError::from_sqlite(path, source))?;
    if header.tables > 0 && header.application != APPLICATION_ID {
        return Err(SessionError::Foreign {
            path: path.to_owned(),
        });
    }
    if header.version > VERSION {
        return Err(SessionError::Newer {
            path: path.to_owned(),
            found: header.version,
            known: VERSION,
        });
    }
    Ok(())
}

struct Header {
    application: i64,
    version: i64,
    tables: i64,
}

/// Reads the header within one transaction, because another program may be creating the tables now.
fn header(connection: &mut Connection) -> rusqlite::Result<Header> {
    let snapshot = connection.transaction()?;
    Ok(Header {
        application: number(&snapshot, "application_id")?,
        version: version(&snapshot)?,
        tables: snapshot.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?,
    })
}

/// Brings the file to [`VERSION`], with all steps or none. The steps are done once, also when two
/// programs begin at the same moment.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? == VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // The version is read again, now that nobody else can write.
    let found = usize::try_from(version(&transaction)?).unwrap_or(0);
    for step in MIGRATIONS.iter().skip(found) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

/// The version of a file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    number(connection, "user_version")
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}
