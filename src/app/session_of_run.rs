//! Which session a set belongs to. The sets of a routine are one session; other sets belong to the one
//! that this run of the program has begun, if it has.

use std::sync::{Arc, Mutex, PoisonError};

use crate::session::{BegunSet, InSession, SessionId};

/// A set that begins more than so many seconds after the one before is not done in one go with it: the
/// program may stay open for days. The time is an estimate.
const ONE_GO_S: i64 = 60 * 60;

/// The session of this run of the program. It is written with its first set; until then nothing is
/// known of it. Clones are the same session.
#[derive(Debug, Clone, Default)]
pub(super) struct SessionOfRun(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    routine: Option<String>,
    begun: Option<SessionId>,
    /// When the last set began, as Unix seconds.
    last_set_at: i64,
}

impl SessionOfRun {
    /// The session that a routine of this name is.
    pub(super) fn of_routine(name: String) -> Self {
        Self(Arc::new(Mutex::new(State {
            routine: Some(name),
            ..State::default()
        })))
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // A panic while it was held can't leave the plain values half changed.
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The session of a set that begins at this Unix time in seconds.
    pub(super) fn of_set(&self, started_at: i64) -> InSession {
        self.with(|state| {
            if state.routine.is_none() && started_at - state.last_set_at > ONE_GO_S {
                state.begun = None;
            }
            state.last_set_at = started_at;
            InSession {
                begun: state.begun,
                routine: state.routine.clone(),
            }
        })
    }

    /// The routine is over. Sets that follow are done in one go with it, but are no part of it.
    pub(super) fn end_routine(&self) {
        self.with(|state| state.routine = None);
    }

    /// A set of it is in the history.
    pub(super) fn has(&self, begun: BegunSet) {
        self.with(|state| state.begun = Some(begun.session));
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::session::{NewSet, Store};

    /// A set that a camera sees, and which begins at this Unix time in seconds.
    pub(in crate::app) fn new_set(session: &SessionOfRun, started_at: i64) -> NewSet {
        NewSet {
            session: session.of_set(started_at),
            started_at,
            exercise: "cobra".into(),
            exercise_version: "0".into(),
            variant: None,
            dose: None,
            source: "camera".into(),
            model: "full".into(),
            app_version: "0.1.0".into(),
            coached: None,
        }
    }

    /// Begins a set, and gives its session.
    fn begin(store: &mut Store, session: &SessionOfRun, started_at: i64) -> SessionId {
        let set = store.begin(&new_set(session, started_at)).unwrap();
        let session_id = store.set(set).unwrap().session;
        let begun = BegunSet {
            set,
            session: session_id,
        };
        session.has(begun);
        session_id
    }

    #[test]
    fn sets_of_one_run_are_one_session_until_there_is_a_long_pause() {
        let mut store = Store::memory().unwrap();
        let session = SessionOfRun::default();
        let mut at = |started_at| begin(&mut store, &session.clone(), started_at);
        let first = at(1_772_000_000);
        assert_eq!(at(1_772_000_600), first);
        assert_eq!(at(1_772_000_600 + ONE_GO_S), first);
        assert_ne!(at(1_772_000_601 + 2 * ONE_GO_S), first);
    }

    #[test]
    fn a_routine_is_one_session_with_its_name_and_later_sets_join_it() {
        let mut store = Store::memory().unwrap();
        let session = SessionOfRun::of_routine("Gentle day".into());
        let first = begin(&mut store, &session, 1_772_000_000);
        // Somebody has paused a rest for long.
        let later = 1_772_000_000 + 2 * ONE_GO_S;
        assert_eq!(begin(&mut store, &session, later), first);
        session.end_routine();
        assert_eq!(begin(&mut store, &session, later + 60), first);
        let row = store.session(first).unwrap();
        assert_eq!(
            (row.routine.as_deref(), row.sets.len()),
            (Some("Gentle day"), 3)
        );
        let next = begin(&mut store, &session, later + 61 + ONE_GO_S);
        assert_eq!(store.session(next).unwrap().routine, None);
    }

    #[test]
    fn a_routine_of_which_nothing_is_kept_gives_no_name_to_what_follows() {
        let mut store = Store::memory().unwrap();
        let session = SessionOfRun::of_routine("Gentle day".into());
        session.end_routine();
        let id = begin(&mut store, &session, 1_772_000_000);
        assert_eq!(store.session(id).unwrap().routine, None);
    }

    #[test]
    fn a_session_that_was_deleted_meanwhile_costs_no_set() {
        let mut store = Store::memory().unwrap();
        let session = SessionOfRun::default();
        let first = begin(&mut store, &session, 1_772_000_000);
        store.delete_all().unwrap();
        let second = begin(&mut store, &session, 1_772_000_060);
        assert_ne!(second, first, "a number is never used again");
        assert_eq!(store.sets(10).unwrap().len(), 1);
    }
}
