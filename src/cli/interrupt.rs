//! Ctrl-C and SIGTERM while a file is being written: the work stops at the next frame, and what
//! is not whole is removed.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::notice::notice;
use crate::output_file::remove_unfinished;

static IS_WANTED: AtomicBool = AtomicBool::new(false);

/// How long the work has to come to its end by itself. A frame takes a tenth of a second, a film
/// on a network drive that hangs takes for ever.
const GRACE: Duration = Duration::from_secs(3);

/// What a shell gives for a program that Ctrl-C has ended: 128 and the signal's number.
const CODE: u8 = 130;

/// The work was stopped from outside.
#[derive(Debug, thiserror::Error)]
#[error("stopped: no file was written")]
pub(super) struct Interrupted;

impl Interrupted {
    /// The exit code that says so.
    pub(super) fn code(&self) -> ExitCode {
        ExitCode::from(CODE)
    }
}

/// Listens for the signals that end a program. Without them listened to, the program ends as the
/// system ends programs, and an unfinished file stays beside its place.
pub(super) fn listen() {
    let listening = ctrlc::set_handler(|| {
        if !IS_WANTED.swap(true, Ordering::SeqCst) {
            std::thread::sleep(GRACE);
        }
        // Still here: the work hangs, or somebody is impatient.
        remove_unfinished();
        std::process::exit(CODE.into());
    });
    if let Err(error) = listening {
        notice(format_args!("can't listen for Ctrl-C ({error})"));
    }
}

/// An error once the work is to stop.
pub(super) fn check() -> Result<(), Interrupted> {
    if IS_WANTED.load(Ordering::SeqCst) {
        return Err(Interrupted);
    }
    Ok(())
}
