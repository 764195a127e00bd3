//! Opens the history file, whatever state it is in.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::error::SessionError;
use super::{folder, schema};
use crate::words::trouble;

/// How long another program may keep the file locked. A write takes milliseconds.
const BUSY: Duration = Duration::from_secs(1);

/// Opens the file, or creates it where it is missing. A damaged file is set aside and a new one
/// begun; the returned sentence says so.
pub(super) fn open(path: &Path) -> Result<(Connection, Option<String>), SessionError> {
    folder::prepare(path)?;
    match connect(path) {
        Err(SessionError::Damaged { .. }) => {
            let aside = set_aside(path).map_err(|said| SessionError::SetAside {
                path: path.to_owned(),
                said,
            })?;
            folder::prepare(path)?;
            Ok((connect(path)?, Some(trouble::set_aside(aside.display()))))
        }
        other => Ok((other?, None)),
    }
}

/// Whether the file exists. A file in a folder that may not be searched does not count as missing.
pub(super) fn is_there(path: &Path) -> Result<bool, SessionError> {
    match fs::File::open(path) {
        Ok(_) => Ok(true),
        Err(said) if said.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(said) => Err(SessionError::Unreadable {
            path: path.to_owned(),
            said,
        }),
    }
}

/// Opens a file for reading, and leaves it and its folder as they are.
pub(super) fn open_read_only(path: &Path) -> Result<Connection, SessionError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    // SQLite creates its side files even for reading, and may not be allowed to. Without a log they
    // are not needed.
    let opened = if log_is_empty(path) {
        let name = PathBuf::from(unchanging(path));
        checked(&name, path, flags | OpenFlags::SQLITE_OPEN_URI)
    } else {
        checked(path, path, flags)
    };
    match opened {
        Err(SessionError::Unwritable { path }) => Err(SessionError::Unreadable {
            path,
            said: io::Error::other("it can't be opened"),
        }),
        other => {
            let connection = other?;
            schema::read_as_newest(&connection)
                .map_err(|source| SessionError::from_sqlite(path, source))?;
            Ok(connection)
        }
    }
}

/// The name by which SQLite opens a file that nobody changes.
fn unchanging(path: &Path) -> String {
    let mut name = "file:".to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => name.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => name.push(char::from(byte)),
            // A write to a String can't fail.
            byte => drop(write!(name, "%{byte:02X}")),
        }
    }
    name + "?immutable=1"
}

fn log_is_empty(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(log).map_or_else(
        |error| error.kind() == io::ErrorKind::NotFound,
        |log| log.len() == 0,
    )
}

/// Connects to a file, and checks that it is an undamaged history of a known format.
fn checked(name: &Path, path: &Path, flags: OpenFlags) -> Result<Connection, SessionError> {
    let explain = |source| SessionError::from_sqlite(path, source);
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(name, flags).map_err(explain)?;
    connection.busy_timeout(BUSY).map_err(explain)?;
    schema::check(&mut connection, path)?;
    if !is_sound(&connection).map_err(explain)? {
        return Err(SessionError::Damaged {
            path: path.to_owned(),
        });
    }
    Ok(connection)
}

/// Whether the file is undamaged. Otherwise damage would be found in the middle of a set. The tables that
/// every command reads are checked row by row. Of the others, which fill nine tenths of the file, each page
/// that has rows is visited: one that is damaged ends the query with an error.
fn is_sound(connection: &Connection) -> rusqlite::Result<bool> {
    let tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    for table in &tables {
        let is_sound: bool = if matches!(table.as_str(), "session" | "exercise_set") {
            let check = "SELECT quick_check = 'ok' FROM pragma_quick_check(?1)";
            connection.query_row(check, [table], |row| row.get(0))?
        } else {
            let name = table.replace('"', "\"\"");
            let visit = format!("SELECT count(*) >= 0 FROM \"{name}\"");
            connection.query_row(&visit, [], |row| row.get(0))?
        };
        if !is_sound {
            return Ok(false);
        }
    }
    Ok(true)
}

fn connect(path: &Path) -> Result<Connection, SessionError> {
    let explain = |source| SessionError::from_sqlite(path, source);
    let mut connection = checked(path, path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // SQLite opens a write-protected file without an error and fails at the first write.
    if connection.is_readonly("main").map_err(explain)? {
        return Err(SessionError::Unwritable {
            path: path.to_owned(),
        });
    }
    // If two programs switch a new file to its log at the same moment, each would wait for the
    // other. SQLite refuses one of them at once, and that one tries again.
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

/// Sets up a connection, also for a new file.
pub(super) fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    // With a write-ahead log, a reader (`spotter history` beside a running set) and the writer
    // don't wait for each other. Where the file system can't do it, SQLite keeps its older method,
    // which is as safe.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // Deleted data is overwritten and not only released, because it concerns nobody else.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    schema::migrate(connection)?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Renames a damaged history, with its side files, to the first free name beside it.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name =
        |n: u32, suffix: &str| path.with_file_name(format!("{stem}.corrupt-{n}.sqlite{suffix}"));
    let Some(n) = (1..10_000).find(|&n| !name(n, "").exists()) else {
        return Err(io::ErrorKind::AlreadyExists.into());
    };
    // The log is renamed first. If it stayed behind, SQLite would take it for the log of the new
    // file.
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
