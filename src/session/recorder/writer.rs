//! The thread that writes.

use std::sync::Arc;

use super::notes::{Note, Notes};
use super::queue::Queue;
use crate::coach::Event;
use crate::session::error::SessionError;
use crate::session::ids::{BegunSet, SetId};
use crate::session::store::{Store, Sync};

/// State that only the thread has.
pub(super) struct Writer {
    queue: Arc<Queue>,
    store: Store,
    set: Option<SetId>,
}

impl Writer {
    pub(super) fn new(queue: Arc<Queue>, store: Store) -> Self {
        Self {
            queue,
            store,
            set: None,
        }
    }

    pub(super) fn run(mut self) {
        let _end = End(Arc::clone(&self.queue));
        let mut backlog = Notes::default();
        loop {
            let (is_last, up_to) = self.queue.take(&mut backlog);
            let written = self.write(&backlog);
            if written.is_ok() {
                backlog.clear();
            }
            self.queue.wrote(up_to, written, backlog.unwritten());
            if is_last {
                return;
            }
        }
    }

    /// Writes all notes as one transaction. A failed write leaves nothing behind, and all of it is
    /// tried again.
    pub(super) fn write(&mut self, notes: &Notes) -> Result<Vec<BegunSet>, SessionError> {
        if notes.is_empty() {
            return Ok(Vec::new());
        }
        let mut set = self.set;
        let begun = self.store.write(sync(notes), |batch| {
            let mut begun = Vec::new();
            for note in notes.iter() {
                match (note, set) {
                    (Note::Begin(new), _) => {
                        let new = batch.begin(new)?;
                        set = Some(new.set);
                        begun.push(new);
                    }
                    (Note::Event(event), Some(id)) => batch.event(id, event)?,
                    (Note::Alive(t_s), Some(id)) => batch.alive(id, *t_s)?,
                    (Note::Track(part), Some(id)) => batch.track(id, part)?,
                    (Note::Picture(picture), Some(id)) => batch.picture(id, picture)?,
                    // Before the first set there is nothing to record.
                    (_, None) => {}
                }
            }
            if let Some(id) = set
                && notes.lost() > 0
            {
                batch.lost(id, notes.lost())?;
            }
            Ok(begun)
        })?;
        self.set = set;
        Ok(begun)
    }
}

/// An event has to be kept before it is told, which must not take long. The note of each second and
/// the end wait for the disk, and everything before them is on the disk then, too.
fn sync(notes: &Notes) -> Sync {
    let waits = |note: &Note| match note {
        Note::Alive(_) => true,
        Note::Event(timed) => matches!(timed.event, Event::Summary(_)),
        Note::Begin(_) | Note::Track(_) | Note::Picture(_) => false,
    };
    if notes.iter().any(waits) {
        Sync::PowerCut
    } else {
        Sync::Kill
    }
}

/// Tells the other threads that this one has ended, also when it panics.
struct End(Arc<Queue>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.end();
    }
}
