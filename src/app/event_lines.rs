//! The file of `--events`.

use std::io::{self, Write};
use std::path::Path;

use crate::coach::Timed;
use crate::notice::notice;
use crate::output_file::{self, OutputError};

/// Writes events as lines of JSON. A reader that is gone or a full disk is told once and does not
/// end the set.
pub(super) struct EventLines {
    to: Box<dyn Write + Send>,
    is_broken: bool,
}

impl EventLines {
    pub(super) fn create(path: &Path) -> Result<Self, OutputError> {
        Ok(EventLines {
            to: output_file::followed(path)?,
            is_broken: false,
        })
    }

    pub(super) fn write(&mut self, event: &Timed) {
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
