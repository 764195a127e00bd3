//! Ctrl-C, SIGTERM and the end of the terminal (SIGHUP) end the program, in every scene.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::app::Stop;
use crate::notice::notice;

/// A second signal gives the program so long to end in order.
const IMPATIENCE: Duration = Duration::from_secs(1);

/// Listens from now on. The first signal ends the set and the program, in order: what was done is
/// kept and told. A second one ends the program whatever hangs.
pub(super) fn listen(stop: Arc<Stop>) -> Result<(), ctrlc::Error> {
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

/// A file that may not grow any further (`ulimit -f`) is an error of writing, which is told, and
/// not the end of the program.
#[cfg(unix)]
pub(super) fn survive_full_files() {
    use nix::sys::signal::{SigSet, Signal};
    // Blocked here before there are other threads, so it is in all of them. Fails for no signal
    // that exists; the program can do without.
    let _ = SigSet::from(Signal::SIGXFSZ).thread_block();
}

#[cfg(not(unix))]
pub(super) fn survive_full_files() {}
