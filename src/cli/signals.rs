//! Ctrl-C, SIGTERM and the end of the terminal (SIGHUP). A live set ends in order; work that
//! writes a file stops at the next frame, and what is not whole is removed.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::app::Stop;
use crate::ffmpeg;
use crate::notice::notice;
use crate::output_file::remove_unfinished;

/// After a second signal, a live set has this long to end in order.
const IMPATIENCE: Duration = Duration::from_secs(1);

/// How long work that writes a file has to come to its end by itself. A frame takes a tenth of a
/// second; a video on a network drive that hangs takes for ever.
const GRACE: Duration = Duration::from_secs(3);

/// What a shell gives for a program that Ctrl-C has ended: 128 and the signal's number.
const INTERRUPTED: u8 = 130;

/// A signal has asked the work that writes a file to stop.
static STOPS_WORK: AtomicBool = AtomicBool::new(false);

/// The work was stopped by a signal.
#[derive(Debug, thiserror::Error)]
#[error("stopped: no file was written")]
pub(super) struct Interrupted;

impl Interrupted {
    /// The exit code that says so.
    pub(super) fn code(&self) -> ExitCode {
        ExitCode::from(INTERRUPTED)
    }
}

/// From now on the first signal ends the set and the program, in order: what was done is kept and
/// told. A second one ends the program whatever hangs.
///
/// # Errors
/// When the system takes no handler.
pub fn end_set(stop: Arc<Stop>) -> Result<(), ctrlc::Error> {
    let mut signals = 0;
    ctrlc::set_handler(move || {
        signals += 1;
        stop.leave();
        if signals > 1 {
            thread::sleep(IMPATIENCE);
            notice("ended before all was done; what was recorded so far is in the history");
            std::process::exit(1);
        }
    })
}

/// From now on a signal stops work that writes a file, which asks [`check`]. Where nobody listens,
/// the system ends the program, and an unfinished file stays beside its place.
pub(super) fn stop_work() {
    let listening = ctrlc::set_handler(|| {
        if !STOPS_WORK.swap(true, Ordering::SeqCst) {
            thread::sleep(GRACE);
        }
        // Still here: the work hangs, or the user is impatient.
        ffmpeg::end_all();
        remove_unfinished();
        std::process::exit(INTERRUPTED.into());
    });
    if let Err(error) = listening {
        notice(format_args!("can't listen for Ctrl-C ({error})"));
    }
}

/// An error once the work is to stop.
pub(super) fn check() -> Result<(), Interrupted> {
    if STOPS_WORK.load(Ordering::SeqCst) {
        return Err(Interrupted);
    }
    Ok(())
}

/// Makes a file that may not grow any further (`ulimit -f`) an error of writing, which is told,
/// and not the end of the program.
#[cfg(unix)]
pub fn survive_full_files() {
    use nix::sys::signal::{SigSet, Signal};
    // Blocked here, before there are other threads, it is blocked in all of them. The call fails
    // for no signal that exists, and the program can do without.
    let _ = SigSet::from(Signal::SIGXFSZ).thread_block();
}

/// Does nothing: only Unix has such a signal.
#[cfg(not(unix))]
pub fn survive_full_files() {}
