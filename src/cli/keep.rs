//! What `spotter coach` keeps of a set, and what it says about that.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};

use crate::app::SourceChoice;
use crate::coach::{Event, Timed};
use crate::exercise::Exercise;
use crate::notice::notice;
use crate::session::{NewSession, Recorder, Report, Store, history_file};

/// Takes a set to the history. Clones take to the same one.
#[derive(Clone)]
pub(super) struct Keeper(Arc<Mutex<Keeping>>);

enum Keeping {
    /// Every event is written.
    Whole {
        recorder: Recorder,
        session: Box<NewSession>,
        has_begun: bool,
    },
    /// Nothing is written, for the reason that is said after the set.
    Nothing(&'static str),
}

impl Keeper {
    /// Opens the history for a set, and gives the best of earlier ones where the exercise goes by
    /// it. A film may show anybody, and the synthetic person is nobody: sets of both are kept only
    /// where that is asked for, and are not measured by the user's own best.
    pub(super) fn open(
        session: NewSession,
        from: &SourceChoice,
        save: bool,
        exercise: &Exercise,
    ) -> Result<(Self, Option<f32>)> {
        let is_camera = from.is_camera();
        let keeping = |keeping| Self(Arc::new(Mutex::new(keeping)));
        if !is_camera && !save {
            let why = if from.is_performer() {
                "sets of the synthetic person are not kept: `spotter coach … --save` keeps one"
            } else {
                "sets of films are not kept: `spotter coach … --save` keeps one"
            };
            return Ok((keeping(Keeping::Nothing(why)), None));
        }
        let store = open_store()?;
        let best = is_camera.then(|| best_before(&store, exercise)).flatten();
        let keeper = keeping(Keeping::Whole {
            recorder: Recorder::start(store),
            session: Box::new(session),
            has_begun: false,
        });
        Ok((keeper, best))
    }

    /// Writes an event. Getting ready is no session: it begins with the start, or where somebody
    /// stops before.
    pub(super) fn record(&self, event: &Timed) {
        if let Keeping::Whole {
            recorder,
            session,
            has_begun,
        } = &mut *self.lock()
        {
            let begins = matches!(event.event, Event::Start | Event::Stopped { .. });
            if begins && !std::mem::replace(has_begun, true) {
                recorder.begin((**session).clone());
            }
            if *has_begun {
                recorder.record(event);
            }
        }
    }

    /// Tells that the set goes on at `t_s` seconds of its source.
    pub(super) fn alive(&self, t_s: f64) {
        if let Keeping::Whole { recorder, .. } = &mut *self.lock() {
            recorder.alive(t_s);
        }
    }

    /// Whether all of the set so far is kept.
    pub(super) fn has_kept_all(&self) -> bool {
        matches!(&*self.lock(), Keeping::Whole { recorder, .. } if recorder.has_kept_all())
    }

    /// Writes what is left and gives what became of it all.
    pub(super) fn close(&self) -> Outcome {
        const CLOSED: Keeping = Keeping::Nothing("the set is over");
        match std::mem::replace(&mut *self.lock(), CLOSED) {
            Keeping::Whole { recorder, .. } => Outcome::Asked(recorder.close()),
            Keeping::Nothing(why) => Outcome::NotAsked(why),
        }
    }

    /// A panic while it was locked leaves a recorder that can still be closed.
    fn lock(&self) -> MutexGuard<'_, Keeping> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What became of a set.
pub(super) enum Outcome {
    /// It was to be kept.
    Asked(Report),
    /// It was not, for this reason.
    NotAsked(&'static str),
}

impl Outcome {
    /// Says whether the set was saved, where that is not plain; `had_begun` tells whether there was
    /// one.
    ///
    /// # Errors
    /// When a set was lost, or a part of it.
    pub(super) fn tell(&self, had_begun: bool) -> Result<()> {
        match self {
            Self::NotAsked(why) if had_begun => notice(why),
            Self::NotAsked(_) => {}
            Self::Asked(report) => match report.told() {
                Some(told) if report.is_loss() => bail!("{told}"),
                Some(told) => notice(told),
                None => {}
            },
        }
        Ok(())
    }
}

/// The goal of one's own; a history that can't be read is no reason not to begin.
fn best_before(store: &Store, exercise: &Exercise) -> Option<f32> {
    exercise.personal.as_ref()?;
    store
        .best(
            &exercise.id,
            exercise.variant.as_deref(),
            exercise.cycle.rising,
        )
        .map_err(notice)
        .ok()
        .flatten()
}

fn open_store() -> Result<Store> {
    let store = match history_file() {
        Ok(path) => Store::open_or_memory(&path)?,
        Err(error) => Store::memory_because(error)?,
    };
    if let Some(text) = store.notice() {
        notice(text);
    }
    Ok(store)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Missing, StopWhy, Summary};

    fn keeper(folder: &tempfile::TempDir) -> Keeper {
        let session = NewSession {
            started_at: 1_772_000_000,
            exercise: "cobra".into(),
            variant: None,
            dose: None,
            source: "camera".into(),
            app_version: "0.1.0".into(),
        };
        let store = Store::open(&folder.path().join("history.sqlite")).unwrap();
        Keeper(Arc::new(Mutex::new(Keeping::Whole {
            recorder: Recorder::start(store),
            session: Box::new(session),
            has_begun: false,
        })))
    }

    /// What is kept of a set with these events.
    fn kept(events: &[Event]) -> Vec<crate::session::SessionRow> {
        let folder = tempfile::TempDir::new().unwrap();
        let keeper = keeper(&folder);
        for (n, event) in events.iter().enumerate() {
            keeper.record(&Timed {
                t_s: n as f64,
                event: event.clone(),
            });
            keeper.alive(n as f64);
        }
        keeper.close().tell(true).unwrap();
        let store = Store::open(&folder.path().join("history.sqlite")).unwrap();
        store.sessions(10).unwrap()
    }

    fn not_ready() -> Event {
        Event::Setup {
            ready: false,
            missing: vec![Missing::SideOn],
            text: "Turn a little".into(),
        }
    }

    #[test]
    fn getting_ready_is_no_session() {
        assert_eq!(kept(&[not_ready(), Event::Summary(Summary::default())]), []);
    }

    #[test]
    fn pain_before_the_start_is_kept() {
        let stopped = Event::Stopped { why: StopWhy::Pain };
        let summary = Summary {
            ended: Some(StopWhy::Pain),
            ..Summary::default()
        };
        // With its end, and where a kill came before it.
        let whole = [not_ready(), stopped, Event::Summary(summary)];
        for events in [&whole[..], &whole[..2]] {
            let [row] = &kept(events)[..] else {
                panic!("one session")
            };
            assert_eq!(row.summary.ended, Some(StopWhy::Pain));
            assert_eq!(row.summary.reps.total, 0);
        }
    }
}
