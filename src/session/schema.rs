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
/// event gains a field. `summary` is the end of a set. A set without it was cut off.
///
/// Until version 3 the table `session` had sets, which knew of no session.
pub(super) const MIGRATIONS: &[&str] = &[
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
    "
    ALTER TABLE session RENAME TO exercise_set;
    ALTER TABLE event RENAME COLUMN session TO set_id;
    DROP INDEX session_by_start;
    CREATE TABLE session (
        id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, even after a deletion
        started_at  INTEGER NOT NULL,                  -- Unix time, s
        source      TEXT NOT NULL,                     -- that of its first set
        app_version TEXT NOT NULL,
        routine     TEXT,                              -- name of the routine, where it is one
        pain_before INTEGER,                           -- 0 to 10, as it was told
        pain_after  INTEGER
    ) STRICT;
    INSERT INTO session (id, started_at, source, app_version)
        SELECT id, started_at, source, app_version FROM exercise_set;
    DELETE FROM sqlite_sequence WHERE name = 'session';
    INSERT INTO sqlite_sequence
        SELECT 'session', seq FROM sqlite_sequence WHERE name = 'exercise_set';
    -- There is no session 0: a set without a session is refused.
    ALTER TABLE exercise_set ADD COLUMN session_id INTEGER NOT NULL DEFAULT 0
        REFERENCES session (id) ON DELETE CASCADE;
    UPDATE exercise_set SET session_id = id;
    ALTER TABLE exercise_set ADD COLUMN exercise_version TEXT;
    CREATE INDEX exercise_set_by_start ON exercise_set (started_at);
    CREATE INDEX exercise_set_by_session ON exercise_set (session_id);
",
    "
    CREATE TABLE coached (
        set_id  INTEGER PRIMARY KEY REFERENCES exercise_set (id) ON DELETE CASCADE,
        options TEXT NOT NULL                          -- JSON: how, as far as the track doesn't say
    ) STRICT;
    CREATE TABLE track (
        set_id INTEGER NOT NULL REFERENCES exercise_set (id) ON DELETE CASCADE,
        n      INTEGER NOT NULL,                       -- from 0, ten seconds each
        part   BLOB NOT NULL,                          -- src/session/track packs it
        PRIMARY KEY (set_id, n)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE picture (
        set_id INTEGER NOT NULL REFERENCES exercise_set (id) ON DELETE CASCADE,
        t_s    REAL NOT NULL,                          -- seconds of the source
        what   TEXT NOT NULL,                          -- id of a fault, or 'best'
        jpeg   BLOB NOT NULL,
        PRIMARY KEY (set_id, t_s, what)
    ) STRICT, WITHOUT ROWID;
",
    "
    CREATE TABLE roland_morris (
        id          INTEGER PRIMARY KEY,
        answered_at INTEGER NOT NULL,                  -- Unix time, s
        score       INTEGER NOT NULL                   -- of 24
    ) STRICT;
",
];

/// The version from which on a set has its pain.
const HAS_PAIN: i64 = 2;

/// The version from which on a set has its pose model.
const HAS_MODEL: i64 = 3;

/// The version from which on a set belongs to a session.
const HAS_SESSIONS: i64 = 4;

/// The version from which on a set has its track.
const HAS_TRACKS: i64 = 5;

/// The version from which on there are scores of a questionnaire.
const HAS_SCORES: i64 = 6;

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
    // Where they are watched, no table can be changed that others refer to.
    connection.pragma_update(None, "foreign_keys", false)?;
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

/// Lets a file of an earlier version that can't be changed be read as one of [`VERSION`]: views stand
/// before its tables.
pub(super) fn read_as_newest(connection: &Connection) -> rusqlite::Result<()> {
    let version = version(connection)?;
    if version == 0 {
        return Ok(());
    }
    if version < HAS_SESSIONS {
        connection.execute_batch(&sessions_of_one_set(version))?;
    }
    if version < HAS_TRACKS {
        connection.execute_batch(NO_TRACKS)?;
    }
    if version < HAS_SCORES {
        connection.execute_batch(NO_SCORES)?;
    }
    Ok(())
}

/// Views of a file whose sets know of no session.
fn sessions_of_one_set(version: i64) -> String {
    let or_null = |column, since| if version < since { "NULL" } else { column };
    let pain = or_null("pain", HAS_PAIN);
    let model = or_null("model", HAS_MODEL);
    format!(
        "
        CREATE TEMP VIEW exercise_set AS
            SELECT id, id AS session_id, started_at, exercise, NULL AS exercise_version, variant,
            dose, source, app_version, seconds, events_lost, summary, {pain} AS pain,
            {model} AS model FROM main.session;
        CREATE TEMP VIEW event AS SELECT session AS set_id, n, line FROM main.event;
        CREATE TEMP VIEW session AS
            SELECT id, started_at, source, app_version, NULL AS routine, NULL AS pain_before,
            NULL AS pain_after FROM main.session;
        "
    )
}

/// Views of a file that has no track of any set.
const NO_TRACKS: &str = "
    CREATE TEMP VIEW coached AS SELECT NULL AS set_id, NULL AS options WHERE false;
    CREATE TEMP VIEW track AS SELECT NULL AS set_id, NULL AS n, NULL AS part WHERE false;
    CREATE TEMP VIEW picture AS
        SELECT NULL AS set_id, NULL AS t_s, NULL AS what, NULL AS jpeg WHERE false;
";

/// Stands for the scores of a file that has none.
const NO_SCORES: &str = "
    CREATE TEMP VIEW roland_morris AS
        SELECT NULL AS id, NULL AS answered_at, NULL AS score WHERE 0;
";

/// The version of a file.
fn version(connection: &Connection) -> rusqlite::Result<i64> {
    number(connection, "user_version")
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}
