//! Finding programs and running them with a watch on the time.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long an ended process may take to be gone. One that sits in the kernel (a dead network
/// disk) is left behind rather than waited for.
const REAP: Duration = Duration::from_millis(300);

/// The full path of a program in `PATH`.
///
/// Found once, at the start: a path without folders would be looked for again at every sentence,
/// on Windows also in the working folder.
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

/// A process with its start and its time limit. Dropping it ends and reaps it, together with the
/// programs that it has started and waits for: a script's player would go on alone.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    since: Instant,
    limit: Duration,
}

/// How a process ended.
#[derive(Debug, PartialEq)]
pub(super) enum Ended {
    /// By itself, after this time.
    Exited(ExitStatus, Duration),
    /// It used up its time and was ended.
    TimedOut,
}

impl Running {
    /// Starts `program` with `arguments`, never through a shell, its output thrown away. `input`
    /// is given on standard input.
    ///
    /// Input is written before returning, without a thread: it has to fit into the system's pipe
    /// (64 KiB), as a sentence and a tone do.
    pub(super) fn start(
        program: &OsStr,
        arguments: &[OsString],
        input: Option<&[u8]>,
        limit: Duration,
    ) -> io::Result<Self> {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(if input.is_some() {
                Stdio::piped()
            } else {
                Stdio::null()
            })
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        apart(&mut command);
        let mut running = Self {
            child: command.spawn()?,
            since: Instant::now(),
            limit,
        };
        if let (Some(input), Some(mut stdin)) = (input, running.child.stdin.take()) {
            // A program that ends without reading shows it by its exit status.
            let _ = stdin.write_all(input);
        }
        Ok(running)
    }

    /// How long ago it was started.
    pub(super) fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.since)
    }

    /// `None` while it runs.
    pub(super) fn poll(&mut self, now: Instant) -> Option<Ended> {
        let time = self.age(now);
        match self.child.try_wait() {
            Ok(Some(status)) => Some(Ended::Exited(status, time)),
            Ok(None) if time < self.limit => None,
            // Out of time, or it can't be asked: either way it is not waited for any longer.
            Ok(None) | Err(_) => Some(Ended::TimedOut),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let until = Instant::now() + REAP;
        // What it has left behind on purpose after its own end is not ended with it.
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

/// On Unix in a process group of its own: the group can be ended as a whole, and Ctrl-C in a
/// terminal doesn't cut the last count off. On Windows without a window of its own.
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

/// Ends a process that has not been waited for yet, so that its number is still its own.
#[cfg(unix)]
fn end(child: &mut Child) {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    // Fails only when all of the group have ended already.
    if let Ok(leader) = i32::try_from(child.id()) {
        let _ = killpg(Pid::from_raw(leader), Signal::SIGKILL);
    }
}

#[cfg(not(unix))]
fn end(child: &mut Child) {
    // Fails only when it has ended already.
    let _ = child.kill();
}
