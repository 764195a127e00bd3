//! Opening the history file, whatever state it is in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::error::SessionError;
use super::{folder, schema};

/// How long another program may keep the file locked. Its writes take milliseconds.
const BUSY: Duration = Duration::from_secs(1);

/// Opens the file and makes it where it is missing. A damaged one is set aside and a new one
/// begun; the sentence says so.
pub(super) fn open(path: &Path) -> Result<(Connection, Option<String>), SessionError> {
    folder::prepare(path)?;
    match connect(path) {
        Err(SessionError::Damaged { .. }) => {
            let aside = set_aside(path).map_err(|source| SessionError::SetAside {
                path: path.to_owned(),
                source,
            })?;
            folder::prepare(path)?;
            let notice = format!(
                "The history was damaged. It is kept as {}, and a new one has begun.",
                aside.display()
            );
            Ok((connect(path)?, Some(notice)))
        }
        other => Ok((other?, None)),
    }
}

fn connect(path: &Path) -> Result<Connection, SessionError> {
    let explain = |source| SessionError::from_sqlite(path, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(explain)?;
    connection.busy_timeout(BUSY).map_err(explain)?;
    schema::check(&mut connection, path)?;
    // SQLite opens a write-protected file without a word and fails at the first write.
    if connection.is_readonly("main").map_err(explain)? {
        return Err(SessionError::Unwritable {
            path: path.to_owned(),
        });
    }
    // Damage in the middle would else come to light in the middle of a set.
    let sound: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(explain)?;
    if sound != "ok" {
        return Err(SessionError::Damaged {
            path: path.to_owned(),
        });
    }
    // Two programs that switch a new file to its log at the same moment would wait for each other:
    // SQLite turns one away without any waiting, so that one tries again.
    let until = Instant::now() + BUSY;
    loop {
        match prepare(&mut connection).map_err(explain) {
            Err(SessionError::Busy { .. }) if Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(10));
            }
            other => return other.map(|()| connection),
        }
    }
}

/// Sets up a connection, a new file included.
pub(super) fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    // With a write-ahead log, a reader (`spotter history` beside a running set) and the writer do
    // not wait for each other. Where the file system can't do it SQLite keeps its old way, which
    // is as safe.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // A kill loses nothing with NORMAL either: the system holds what was written. FULL also syncs
    // each commit to the disk, so that a battery that runs empty loses nothing: it costs
    // milliseconds, at most a few times a second, on a thread of its own.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    schema::migrate(connection)
}

/// Renames a damaged history, with its side files, to the first free name beside it.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name =
        |n: u32, suffix: &str| path.with_file_name(format!("{stem}.corrupt-{n}.sqlite{suffix}"));
    let Some(n) = (1..10_000).find(|&n| !name(n, "").exists()) else {
        return Err(io::ErrorKind::AlreadyExists.into());
    };
    // The log first: left behind, SQLite would take it for the log of the new file.
    for suffix in ["-wal", "-shm", ""] {
        let mut from = path.as_os_str().to_owned();
        from.push(suffix);
        match fs::rename(from, name(n, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(name(n, ""))
}
