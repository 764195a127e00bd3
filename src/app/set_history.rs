//! What is kept of a live set.

use std::sync::Arc;

use image::RgbImage;

use crate::coach::{Event, Timed};
use crate::exercise::Exercise;
use crate::notice::notice;
use crate::session::{
    self, BegunSet, Coached, Entry, Kept, Mark, NewSet, PictureChooser, Recorder, Report, Seen,
    SessionError, SessionId, SetId, Store, TrackRecorder, history_file,
};
use crate::words::{Text, saving, trouble};

use super::source::SourceChoice;

/// Writes a set to the history, or says why it is not kept.
pub(super) enum SetHistory {
    /// Every event is written.
    Kept {
        recorder: Recorder,
        /// The set, until it begins.
        new: Option<Box<NewSet>>,
        track: Box<TrackRecorder>,
        /// Chooses pictures, where they are kept.
        pictures: Option<Box<PictureChooser>>,
        /// The user has been told that the history can't be written.
        is_trouble_told: bool,
    },
    /// Nothing is written, for the reason that is said after the set.
    NotKept(Text),
}

impl SetHistory {
    /// Opens the history for a set, and gives what it says of earlier ones. A video may show anybody, and the synthetic person is nobody: sets of both
    /// are kept only where that is asked for, and are not compared with the user's own best.
    ///
    /// # Errors
    /// When neither the history nor one in memory can be used.
    pub(super) fn open(
        new: NewSet,
        source: &SourceChoice,
        save: bool,
        exercise: &Exercise,
    ) -> Result<(Self, Earlier), SessionError> {
        if !source.is_camera() && !save {
            let why = if source.is_performer() {
                saving::PERFORMER_NOT_KEPT
            } else {
                saving::VIDEO_NOT_KEPT
            };
            return Ok((Self::NotKept(why), Earlier::default()));
        }
        let store = open_store()?;
        let earlier = if source.is_camera() {
            Earlier::read(&store, exercise, &new)
        } else {
            Earlier::default()
        };
        Ok((Self::kept(store, new), earlier))
    }

    fn kept(store: Store, new: NewSet) -> Self {
        Self::Kept {
            // The user was told of a history that could not be opened when that was tried.
            is_trouble_told: store.not_kept().is_some(),
            recorder: Recorder::start(store),
            new: Some(Box::new(new)),
            track: Box::default(),
            pictures: None,
        }
    }

    /// Notes how the set is coached, before it begins.
    pub(super) fn set_coached(&mut self, coached: Coached) {
        if let Self::Kept { new: Some(new), .. } = self {
            new.coached = Some(coached);
        }
    }

    /// Keeps pictures as well, of an exercise whose signal rises, or falls, with the movement.
    pub(super) fn save_pictures(&mut self, is_rising: bool) {
        if let Self::Kept { pictures, .. } = self {
            *pictures = Some(Box::new(PictureChooser::new(is_rising)));
        }
    }

    pub(super) fn wants_pictures(&self) -> bool {
        matches!(
            self,
            Self::Kept {
                pictures: Some(_),
                ..
            }
        )
    }

    /// Takes the picture of the newest frame, after its events. Those of getting ready are not kept.
    pub(super) fn note_picture(&mut self, t_s: f64, signal: Option<f32>, picture: &Arc<RgbImage>) {
        if let Self::Kept {
            recorder,
            new: None,
            pictures: Some(chooser),
            ..
        } = self
        {
            let chosen = chooser.frame(t_s, signal, picture);
            chosen
                .into_iter()
                .for_each(|picture| recorder.picture(picture));
        }
    }

    /// Writes an event. A set begins with its start, or with a stop for pain before it. Getting ready
    /// alone is no set, and no session.
    pub(super) fn record(&mut self, event: &Timed) {
        let Self::Kept {
            recorder,
            new,
            pictures,
            ..
        } = self
        else {
            return;
        };
        if let Some(chooser) = pictures {
            chooser.happened(event);
        }
        let begins = matches!(event.event, Event::Start | Event::Stopped { .. });
        if begins && let Some(new) = new.take() {
            recorder.begin(*new);
        }
        if new.is_none() {
            recorder.record(event);
        }
    }

    /// Notes what the coach was given of a frame. The user is told once, when it happens, that the
    /// history can't be written.
    pub(super) fn note_frame(&mut self, seen: Seen) {
        let t_s = seen.t_s();
        self.add(t_s, Entry::Frame(Box::new(seen)));
        let Self::Kept {
            recorder,
            is_trouble_told,
            ..
        } = self
        else {
            return;
        };
        recorder.alive(t_s);
        if !*is_trouble_told && let Some(trouble) = recorder.trouble() {
            *is_trouble_told = true;
            notice(trouble::history_trouble(&trouble.is));
        }
    }

    /// Notes what the coach was given besides.
    pub(super) fn note_mark(&mut self, t_s: f64, mark: Mark) {
        self.add(t_s, Entry::Mark(mark));
    }

    /// Adds to the track. It begins before the set, which begins with the start pose that was held.
    fn add(&mut self, t_s: f64, entry: Entry) {
        if let Self::Kept { track, .. } = self {
            track.add(t_s, entry);
            self.write_track();
        }
    }

    fn write_track(&mut self) {
        if let Self::Kept {
            recorder,
            new: None,
            track,
            ..
        } = self
        {
            track.take().for_each(|part| recorder.track(part));
        }
    }

    /// Whether all of the set so far is kept.
    pub(super) fn has_kept_all(&self) -> bool {
        matches!(self, Self::Kept { recorder, .. } if recorder.has_kept_all())
    }

    /// Writes what is left and gives what became of the set.
    pub(super) fn close(mut self) -> Saved {
        if let Self::Kept { track, .. } = &mut self {
            track.end();
        }
        self.write_track();
        match self {
            Self::Kept { recorder, .. } => Saved::Asked(recorder.close()),
            Self::NotKept(why) => Saved::NotAsked(why),
        }
    }
}

/// What became of a set in the history.
#[derive(Debug)]
pub enum Saved {
    /// It was to be kept.
    Asked(Report),
    /// It was not, for this reason.
    NotAsked(Text),
}

impl Saved {
    /// The number that the set has in the history, and that of its session.
    pub(super) fn begun(&self) -> Option<BegunSet> {
        match self {
            Self::Asked(report) if matches!(report.kept, Kept::Whole | Kept::Part) => {
                report.sets.last().copied()
            }
            Self::Asked(_) | Self::NotAsked(_) => None,
        }
    }
}

/// Notes how strong the pain was after a set. A history that can't be written is told, and nothing else
/// is lost by it.
pub(super) fn note_pain(set: SetId, pain: u8) {
    let noted = history_file().and_then(|path| Store::open(&path)?.note_pain(set, pain));
    if let Err(error) = noted {
        notice(error);
    }
}

/// The same after a session.
pub(super) fn note_pain_after(session: SessionId, pain: u8) {
    let noted = history_file().and_then(|path| Store::open(&path)?.note_pain_after(session, pain));
    if let Err(error) = noted {
        notice(error);
    }
}

/// What earlier sets of the exercise say to the coach.
#[derive(Debug, Clone, Default)]
pub(super) struct Earlier {
    /// The user's own best, where the exercise compares with it.
    pub(super) best: Option<f32>,
    /// How many sets were done well.
    pub(super) good_sets: u32,
    /// What is told beside the set.
    pub(super) told: Option<session::Earlier>,
}

impl Earlier {
    /// A history that can't be read is no reason not to begin.
    fn read(store: &Store, exercise: &Exercise, new: &NewSet) -> Self {
        let (id, variant) = (&exercise.id, exercise.variant.as_deref());
        let best = match &exercise.personal {
            Some(_) => store.best(id, variant, exercise.cycle.rising),
            None => Ok(None),
        };
        Earlier {
            best: best.map_err(notice).ok().flatten(),
            good_sets: store
                .good_sets(id, variant)
                .map_err(notice)
                .unwrap_or_default(),
            told: store
                .earlier(id, variant, new.started_at, new.session.begun)
                .map_err(notice)
                .ok(),
        }
    }
}

fn open_store() -> Result<Store, SessionError> {
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
    use crate::app::session_of_run::SessionOfRun;
    use crate::app::session_of_run::tests::new_set;
    use crate::coach::{Missing, StopWhy, Summary};

    fn history(folder: &tempfile::TempDir, session: &SessionOfRun) -> SetHistory {
        let new = new_set(session, 1_772_000_000);
        let store = Store::open(&folder.path().join("history.sqlite")).unwrap();
        SetHistory::kept(store, new)
    }

    /// What is kept of a set with these events.
    fn kept(events: &[Event]) -> Vec<crate::session::SetRow> {
        let folder = tempfile::TempDir::new().unwrap();
        let mut history = history(&folder, &SessionOfRun::default());
        for (n, event) in events.iter().enumerate() {
            history.record(&Timed {
                t_s: n as f64,
                event: event.clone(),
            });
            history.note_frame(Seen::at(n as f64, None));
        }
        let Saved::Asked(report) = history.close() else {
            panic!("it was to be kept")
        };
        assert!(!report.is_loss(), "{report:?}");
        let store = Store::open(&folder.path().join("history.sqlite")).unwrap();
        store.sets(10).unwrap()
    }

    fn not_ready() -> Event {
        Event::Setup {
            ready: false,
            missing: vec![Missing::SideOn],
            text: "Turn a little".into(),
        }
    }

    #[test]
    fn getting_ready_is_no_set() {
        assert_eq!(kept(&[not_ready(), Event::Summary(Box::default())]), []);
    }

    #[test]
    fn a_session_begins_with_the_first_set_that_begins_and_others_join_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let session = SessionOfRun::of_routine("Gentle day".into());
        let mut begun = Vec::new();
        for event in [not_ready(), Event::Start, Event::Start] {
            let mut history = history(&folder, &session);
            history.record(&Timed { t_s: 0.0, event });
            let set = history.close().begun();
            begun.extend(set);
            if let Some(set) = set {
                session.has(set);
            }
        }
        let store = Store::open(&folder.path().join("history.sqlite")).unwrap();
        let [first, second] = &begun[..] else {
            panic!("{begun:?}")
        };
        let row = store.session(first.session).unwrap();
        assert_eq!(row.sets, [first.set, second.set]);
        assert_eq!(row.routine.as_deref(), Some("Gentle day"));
    }

    #[test]
    fn pain_before_the_start_is_kept() {
        let stopped = Event::Stopped { why: StopWhy::Pain };
        let summary = Summary {
            ended: Some(StopWhy::Pain),
            ..Summary::default()
        };
        // With its end, and where a kill came before it.
        let whole = [not_ready(), stopped, Event::Summary(summary.into())];
        for events in [&whole[..], &whole[..2]] {
            let [row] = &kept(events)[..] else {
                panic!("one set")
            };
            assert_eq!(row.summary.ended, Some(StopWhy::Pain));
            assert_eq!(row.summary.reps.total, 0);
        }
    }
}
