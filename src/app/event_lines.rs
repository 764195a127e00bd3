//! The file of `--events`.

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::coach::Timed;
use crate::notice::notice;
use crate::output_file::{self, OutputError};

/// Writes events as lines of JSON. A reader that is gone or a full disk is told once and does not
/// end the set.
pub(super) struct EventLines {
    to: Box<dyn Write + Send>,
    is_broken: bool,
}

/// The same file for several sets that follow each other.
#[derive(Clone)]
pub(super) struct SharedEvents(Arc<Mutex<EventLines>>);

impl SharedEvents {
    pub(super) fn write(&self, event: &Timed) {
        // A panic while it was locked has left a line that is whole or broken off; the next one is
        // a line of its own.
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.write(event);
    }
}

impl EventLines {
    /// The file that is asked for, if any.
    pub(super) fn shared(path: Option<&Path>) -> Result<Option<SharedEvents>, OutputError> {
        let Some(path) = path else { return Ok(None) };
        let lines = EventLines {
            to: output_file::followed(path)?,
            is_broken: false,
        };
        Ok(Some(SharedEvents(Arc::new(Mutex::new(lines)))))
    }

    fn write(&mut self, event: &Timed) {
        if self.is_broken {
            return;
        }
        let line = serde_json::to_string(event).map_err(io::Error::from);
        let written = line
            .and_then(|line| writeln!(self.to, "{line}"))
            .and_then(|()| self.to.flush());
        if let Err(error) = written {
            self.is_broken = true;
            notice(format_args!(
                "events can't be written any more ({error}); the set goes on"
            ));
        }
    }
}
