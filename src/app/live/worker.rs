//! Takes frames through the engine and hands on what comes of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant};

use crate::coach::{Output, Sound, Speech, Timed};
use crate::notice::{notice, tell};
use crate::screen::{self, Scene};
use crate::session::Recap;
use crate::source::Frame;
use crate::voice::Voice;

use super::feed::{Feed, Given};
use super::outage::Outage;
use super::show::{Key, Shown, Slot};
use super::{Ended, Engine, Live, LiveError, OnDone, Stop, words};
use crate::app::timing::Stage;

/// Somebody who leaves doesn't wait for closing words, but a count is short.
const LAST_COUNT: Duration = Duration::from_secs(1);

/// A film waits for the time of its next picture in steps of this, so that keys are looked at.
const STEP: Duration = Duration::from_millis(100);

pub(super) struct Worker {
    feed: Feed,
    engine: Engine,
    voice: Voice,
    record: Box<dyn FnMut(&Timed) + Send>,
    alive: Box<dyn FnMut(f64) + Send>,
    is_kept: Box<dyn Fn() -> bool + Send>,
    on_done: OnDone,
    stop: Arc<Stop>,
    in_real_time: bool,
    with_timing: bool,
    /// What the window shows; none without a window.
    slot: Option<Slot>,
    keys: Receiver<Key>,
    /// When a film would have begun that has come to its present picture without a halt.
    begun: Instant,
    outage: Outage,
    is_trouble_told: bool,
}

impl Worker {
    pub(super) fn new(
        live: Live,
        slot: Option<Slot>,
        keys: Receiver<Key>,
    ) -> Result<Self, LiveError> {
        let now = Instant::now();
        Ok(Worker {
            feed: Feed::start(live.source).map_err(LiveError::Thread)?,
            engine: live.engine,
            voice: live.voice,
            record: live.record,
            alive: live.alive,
            is_kept: live.is_kept,
            on_done: live.on_done,
            stop: live.stop,
            in_real_time: live.in_real_time,
            with_timing: live.with_timing,
            slot,
            keys,
            begun: now,
            outage: Outage::none(now),
            is_trouble_told: false,
        })
    }

    /// Runs the set to its end, tells of it, and lets the voice finish.
    pub(super) fn run(mut self) -> Result<Ended, LiveError> {
        let (ended, failure) = match guarded(|| self.frames()) {
            // What a panic has left behind is not added up: the history has the set as
            // interrupted, with all that was recorded.
            Err(LiveError::Panicked) => (None, Some(LiveError::Panicked)),
            // However else it went, what was done is added up and told.
            went => match guarded(|| Ok(self.finish())) {
                Ok(ended) => (Some(ended), went.err()),
                Err(error) => (None, Some(error)),
            },
        };
        if matches!(failure, Some(LiveError::Panicked)) {
            self.voice.post(Sound::Say {
                text: words::STOPPED.to_owned(),
                kind: Speech::Stop,
            });
            self.show(|shown| shown.has_failed = true);
        }
        self.show(|shown| shown.is_over = true);
        let on_done = self.on_done;
        let told = guarded(|| on_done(ended.as_ref()).map_err(LiveError::Told));
        drop(self.feed);
        let mut leave_by = None;
        let trouble = self.voice.shutdown_while(|| {
            let now = Instant::now();
            !self.stop.leaves() || now < *leave_by.get_or_insert(now + LAST_COUNT)
        });
        if !self.is_trouble_told {
            tell_trouble(trouble, has_window(&self.slot));
        }
        match (failure, ended) {
            (Some(failure), _) => Err(failure),
            (None, Some(ended)) => told.map(|()| ended),
            (None, None) => Err(LiveError::Panicked),
        }
    }

    fn frames(&mut self) -> Result<(), LiveError> {
        while !self.stop.ends_set() && !self.engine.coach().is_done() {
            self.take_keys();
            let asked = Instant::now();
            match self.feed.next()? {
                Given::End => break,
                Given::Waiting(why) => self.wait(why, asked),
                Given::Frame(frame, took) => {
                    self.outage.ends(Instant::now());
                    self.engine.timing().note(Stage::Decode, took);
                    if self.is_on_time(&frame) {
                        self.frame(frame, asked)?;
                    }
                }
            }
            if !self.is_trouble_told {
                let trouble = self.voice.trouble();
                self.is_trouble_told = tell_trouble(trouble, has_window(&self.slot));
            }
        }
        Ok(())
    }

    /// No picture at the moment.
    fn wait(&mut self, why: Option<String>, asked: Instant) {
        let now = Instant::now();
        let is_live = self.feed.is_live();
        if !is_live {
            // The film goes on where it stood, not where it would be by now.
            self.begun += now.saturating_duration_since(asked);
        }
        let is_to_be_told = self.outage.is_to_be_told(now);
        // A slow source without a reason is no outage before it has lasted.
        if why.is_none() && !is_to_be_told {
            return;
        }
        let why = why.unwrap_or_else(|| words::no_picture(is_live).to_owned());
        if is_to_be_told && !has_window(&self.slot) {
            notice(&why);
        }
        self.show(|shown| shown.note = Some(why));
        if is_to_be_told && is_live {
            self.engine.no_picture();
            self.hand_on();
        }
    }

    /// Shows a film at its own speed: waits for a frame that is early, drops one that is late.
    fn is_on_time(&mut self, frame: &Frame) -> bool {
        if self.feed.is_live() || !self.in_real_time {
            return true;
        }
        let due = Duration::try_from_secs_f64(frame.t_s).unwrap_or_default();
        loop {
            let elapsed = self.begun.elapsed();
            if elapsed >= due {
                // A quarter of a second behind is not seen; more must not pile up.
                return elapsed - due < Duration::from_millis(250);
            }
            thread::sleep(STEP.min(due - elapsed));
            if self.stop.ends_set() {
                return false;
            }
            self.take_keys();
        }
    }

    fn frame(&mut self, frame: Frame, asked: Instant) -> Result<(), LiveError> {
        self.engine.frame(&frame)?;
        self.hand_on();
        (self.alive)(frame.t_s);
        self.engine.timing().note(Stage::Total, asked.elapsed());
        self.show_frame(frame);
        Ok(())
    }

    /// What came of a frame or a key, to those who keep it and then to those who hear and read it.
    fn hand_on(&mut self) {
        let out = self.engine.out();
        for event in &out.events {
            (self.record)(event);
        }
        for sound in &out.sounds {
            self.voice.post(sound.clone());
        }
        if !has_window(&self.slot) {
            tell(&words::lines(self.engine.t_s(), out));
        }
    }

    fn show_frame(&self, frame: Frame) {
        let Some(slot) = &self.slot else { return };
        let scene = self.engine.scene();
        let picture = Arc::new(frame.picture);
        let is_muted = self.voice.is_muted();
        slot.put(|shown| {
            shown.picture = Some(picture);
            shown.scene = Some(scene);
            shown.note = None;
            shown.is_muted = is_muted;
        });
    }

    fn show(&self, change: impl FnOnce(&mut Shown)) {
        if let Some(slot) = &self.slot {
            slot.put(change);
        }
    }

    fn take_keys(&mut self) {
        while let Ok(key) = self.keys.try_recv() {
            match key {
                Key::Voice => {
                    let muted = !self.voice.is_muted();
                    self.voice.set_muted(muted);
                    self.show(|shown| shown.is_muted = muted);
                }
                Key::Coach(command) => {
                    self.engine.command(command);
                    self.hand_on();
                }
            }
        }
    }

    /// Closes the set, records its end, and shows and speaks of it.
    fn finish(&mut self) -> Ended {
        let had_begun = self.engine.coach().has_begun();
        let not_begun = self.engine.coach().not_begun();
        let (recap, out) = self.engine.finish(self.with_timing);
        for event in &out.events {
            (self.record)(event);
        }
        // Who stops for pain while getting ready is told what to do as well.
        if had_begun || recap.is_stopped_for_pain() {
            let kept = if (self.is_kept)() {
                None
            } else {
                Some(words::NOT_SAVED)
            };
            self.speak_recap(&recap);
            let scene = screen::summary_scene(&recap, kept);
            self.show(|shown| shown.scene = Some(Scene::Summary(scene)));
        }
        Ended {
            recap,
            had_begun,
            not_begun,
        }
    }

    /// Both sentences, then nothing more.
    fn speak_recap(&self, recap: &Recap) {
        let next_time = recap
            .next_time
            .as_ref()
            .map(|cue| crate::words::summary::next_time(cue));
        let sentences: Vec<&str> = [&recap.went_well, &next_time]
            .into_iter()
            .flatten()
            .map(|sentence| sentence.trim_end_matches('.'))
            .collect();
        if sentences.is_empty() {
            return;
        }
        let sound = Sound::Say {
            text: sentences.join(". "),
            kind: Speech::Remark,
        };
        let out = Output {
            events: Vec::new(),
            sounds: vec![sound.clone()],
        };
        if !has_window(&self.slot) {
            tell(&words::lines(self.engine.t_s(), &out));
        }
        self.voice.post(sound);
    }
}

/// Runs a part of the work; a panic in it, which its hook has printed, is an error.
fn guarded<T>(work: impl FnOnce() -> Result<T, LiveError>) -> Result<T, LiveError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(LiveError::Panicked))
}

fn has_window(slot: &Option<Slot>) -> bool {
    slot.as_ref().is_some_and(|slot| !slot.is_lost())
}

/// Whether there was something to tell.
fn tell_trouble(trouble: Option<String>, has_window: bool) -> bool {
    let Some(trouble) = trouble else {
        return false;
    };
    let instead = words::instead_of_voice(has_window);
    notice(format_args!("{trouble} {instead}"));
    true
}
