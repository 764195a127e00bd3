//! Finds programs and runs them with a time limit.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::ducking::ROLE;

/// How long a process that was told to end may take. One that is stuck in the kernel (a dead
/// network disk) is left behind and not waited for.
const REAP: Duration = Duration::from_millis(300);

/// The full path of a program in `PATH`.
///
/// It is found once, at the start. A name without folders would be looked for again at every
/// sentence, and on Windows also in the working folder.
pub(super) fn in_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|file| is_executable(file))
}

#[cfg(unix)]
pub(super) fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub(super) fn is_executable(file: &Path) -> bool {
    file.is_file()
}

/// A process with its start and its time limit. Dropping it ends and reaps the process, together
/// with the programs that it has started and waits for; the player of a script would otherwise go
/// on alone.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    since: Instant,
    limit: Duration,
}

/// How a process ended.
#[derive(Debug, PartialEq)]
pub(super) enum Ended {
    /// The process ended by itself, after this time.
    Exited(ExitStatus, Duration),
    /// The process used up its time and was ended.
    TimedOut,
}

impl Running {
    /// Starts `program` with `arguments`, never through a shell, its output thrown away. `input`
    /// is given on standard input.
    ///
    /// The input is written before this returns, without a thread. It has to fit into the system's
    /// pipe (64 KiB), as a sentence and a tone do.
    pub(super) fn start(
        program: &OsStr,
        arguments: &[OsString],
        input: Option<&[u8]>,
        limit: Duration,
    ) -> io::Result<Self> {
        let stdin = match input {
            Some(_) => Stdio::piped(),
            None => Stdio::null(),
        };
        let mut command = Command::new(program);
        command.args(arguments).stdin(stdin).stdout(Stdio::null());
        let mut running = Self::spawn(command, limit)?;
        if let (Some(input), Some(mut stdin)) = (input, running.child.stdin.take()) {
            // The exit status tells of a program that ends without reading.
            let _ = stdin.write_all(input);
        }
        Ok(running)
    }

    fn spawn(mut command: Command, limit: Duration) -> io::Result<Self> {
        let (role, ours) = ROLE;
        command.env(role, ours).stderr(Stdio::null());
        apart(&mut command);
        Ok(Self {
            child: command.spawn()?,
            since: Instant::now(),
            limit,
        })
    }

    /// Time since the process was started.
    pub(super) fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.since)
    }

    /// How the process ended; `None` while it runs.
    pub(super) fn poll(&mut self, now: Instant) -> Option<Ended> {
        let time = self.age(now);
        match self.child.try_wait() {
            Ok(Some(status)) => Some(Ended::Exited(status, time)),
            Ok(None) if time < self.limit => None,
            // Its time is up, or its state can't be read. Either way nobody waits for it longer.
            Ok(None) | Err(_) => Some(Ended::TimedOut),
        }
    }
}

/// Runs a program to its end and gives what it has written, which has to be short. None where it
/// failed or was too slow.
pub(super) fn output(program: &OsStr, arguments: &[&str], limit: Duration) -> Option<String> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut running = Running::spawn(command, limit).ok()?;
    let ended = loop {
        if let Some(ended) = running.poll(Instant::now()) {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    if !matches!(ended, Ended::Exited(status, _) if status.success()) {
        return None;
    }
    let mut text = String::new();
    running
        .child
        .stdout
        .take()?
        .read_to_string(&mut text)
        .ok()?;
    Some(text)
}

impl Drop for Running {
    fn drop(&mut self) {
        let until = Instant::now() + REAP;
        // A process that has ended by itself may have left others running on purpose. They are
        // not ended.
        if let Ok(None) = self.child.try_wait() {
            end(&mut self.child);
        }
        while let Ok(None) = self.child.try_wait() {
            if Instant::now() > until {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// On Unix the process gets a process group of its own, so that the group can be ended as a whole
/// and Ctrl-C in a terminal doesn't cut off the last count. On Windows it gets no window.
#[cfg(unix)]
fn apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(windows)]
fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(any(unix, windows)))]
fn apart(_: &mut Command) {}

/// Ends a process that has not been waited for yet, because only then its number is still its own.
#[cfg(unix)]
fn end(child: &mut Child) {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    // This fails only when every process of the group has already ended.
    if let Ok(leader) = i32::try_from(child.id()) {
        let _ = killpg(Pid::from_raw(leader), Signal::SIGKILL);
    }
}

#[cfg(not(unix))]
fn end(child: &mut Child) {
    // This fails only when the process has already ended.
    let _ = child.kill();
}
