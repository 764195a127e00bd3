//! The coach's thread: judges frame after frame and hands on what comes of them, to the log, the
//! voice and the window.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant};

use crate::coach::{Output, Sound, Speech};
use crate::notice::{notice, tell};
use crate::screen::{self, Scene};
use crate::session::Recap;
use crate::source::Frame;
use crate::voice::Voice;
use crate::words::{program, saving, summary, terminal, voice};

use super::display::{LatestView, UserCommand, ViewState};
use super::lines::lines;
use super::outage::Outage;
use super::pace::{Due, Pace};
use super::{Ended, Live, LiveError, SetLog, Stop};
use crate::app::frame_loop::{Arrival, FrameLoop};

/// A user who leaves doesn't wait for closing words, but a count is short.
const LAST_COUNT: Duration = Duration::from_secs(1);

/// A video waits for the time of its next frame in steps of this length, so that keys are looked
/// at in between.
const STEP: Duration = Duration::from_millis(100);

/// A live set as its thread has it.
pub(super) struct CoachLoop {
    frames: FrameLoop,
    voice: Voice,
    log: Box<dyn SetLog>,
    stop: Arc<Stop>,
    /// The speed of a video; none of a camera, and where nobody sees or hears it.
    pace: Option<Pace>,
    with_timing: bool,
    /// What the window shows; none without a window.
    view: Option<LatestView>,
    commands: Receiver<UserCommand>,
    outage: Outage,
    is_trouble_told: bool,
}

impl CoachLoop {
    pub(super) fn new(
        live: Live,
        view: Option<LatestView>,
        commands: Receiver<UserCommand>,
    ) -> Result<Self, LiveError> {
        let now = Instant::now();
        let frames = FrameLoop::start(live.source, live.engine).map_err(LiveError::Thread)?;
        let has_pace = live.in_real_time && !frames.is_live();
        Ok(CoachLoop {
            frames,
            voice: live.voice,
            log: live.log,
            stop: live.stop,
            pace: has_pace.then(|| Pace::begin(now)),
            with_timing: live.with_timing,
            view,
            commands,
            outage: Outage::none(now),
            is_trouble_told: false,
        })
    }

    /// Runs the set to its end, tells of it, and lets the voice finish.
    pub(super) fn run(mut self) -> Result<Ended, LiveError> {
        let (ended, failure) = match guarded(|| self.judge_frames()) {
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
                text: program::STOPPED.to_owned(),
                kind: Speech::Stop,
            });
            self.show(|view| view.has_failed = true);
        }
        self.show(|view| view.is_over = true);
        let mut log = self.log;
        let told = guarded(|| log.close(ended.as_ref()).map_err(LiveError::Told));
        drop(log);
        drop(self.frames);
        let mut leave_by = None;
        let trouble = self.voice.shutdown_while(|| {
            let now = Instant::now();
            !self.stop.leaves() || now < *leave_by.get_or_insert(now + LAST_COUNT)
        });
        if !self.is_trouble_told {
            tell_trouble(trouble, has_window(&self.view));
        }
        match (failure, ended) {
            (Some(failure), _) => Err(failure),
            (None, Some(ended)) => told.map(|()| ended),
            (None, None) => Err(LiveError::Panicked),
        }
    }

    fn judge_frames(&mut self) -> Result<(), LiveError> {
        while !self.stop.ends_set() && !self.frames.engine().coach().is_done() {
            self.take_commands();
            match self.frames.next()? {
                Arrival::End => break,
                Arrival::Waiting(why) => self.wait(why),
                Arrival::Skipped(error) => {
                    notice(terminal::skipped(error));
                    self.wait(None);
                }
                Arrival::Frame(frame) => {
                    self.outage.ends(Instant::now());
                    if self.is_on_time(&frame) {
                        self.judge(frame)?;
                    }
                }
            }
            if !self.is_trouble_told {
                let trouble = self.voice.trouble();
                self.is_trouble_told = tell_trouble(trouble, has_window(&self.view));
            }
        }
        Ok(())
    }

    /// No frame at the moment.
    fn wait(&mut self, why: Option<String>) {
        let is_live = self.frames.is_live();
        if let Some(pace) = &mut self.pace {
            pace.halted(self.frames.since_asked());
        }
        let is_to_be_told = self.outage.is_to_be_told(Instant::now());
        // A slow source without a reason is no outage before it has lasted.
        if why.is_none() && !is_to_be_told {
            return;
        }
        let why = why.unwrap_or_else(|| program::no_picture(is_live).to_owned());
        if is_to_be_told && !has_window(&self.view) {
            notice(&why);
        }
        self.show(|view| view.note = Some(why));
        if is_to_be_told && is_live {
            self.frames.engine_mut().no_picture();
            self.hand_on();
        }
    }

    /// Shows a video at its own speed: waits for a frame that is early, drops one that is late.
    fn is_on_time(&mut self, frame: &Frame) -> bool {
        loop {
            let early = match self
                .pace
                .as_ref()
                .map(|pace| pace.due(frame.t_s, Instant::now()))
            {
                None | Some(Due::Now) => return true,
                Some(Due::TooLate) => return false,
                Some(Due::In(early)) => early,
            };
            thread::sleep(STEP.min(early));
            if self.stop.ends_set() {
                return false;
            }
            self.take_commands();
        }
    }

    fn judge(&mut self, frame: Frame) -> Result<(), LiveError> {
        self.frames.judge(&frame)?;
        self.hand_on();
        self.log.note_alive(frame.t_s);
        self.show_frame(frame);
        Ok(())
    }

    /// Hands on what came of a frame or a command: to the log, and then to those who hear and read
    /// it.
    fn hand_on(&mut self) {
        let engine = self.frames.engine();
        let out = engine.out();
        for event in &out.events {
            self.log.record(event);
        }
        for sound in &out.sounds {
            self.voice.post(sound.clone());
        }
        if !has_window(&self.view) {
            tell(&lines(engine.t_s(), out));
        }
    }

    fn show_frame(&self, frame: Frame) {
        let Some(view) = &self.view else { return };
        let scene = self.frames.engine().scene();
        let picture = Arc::new(frame.picture);
        let is_muted = self.voice.is_muted();
        view.put(|view| {
            view.picture = Some(picture);
            view.scene = Some(Arc::new(scene));
            view.note = None;
            view.is_muted = is_muted;
        });
    }

    fn show(&self, change: impl FnOnce(&mut ViewState)) {
        if let Some(view) = &self.view {
            view.put(change);
        }
    }

    fn take_commands(&mut self) {
        while let Ok(command) = self.commands.try_recv() {
            match command {
                UserCommand::Voice => {
                    let muted = !self.voice.is_muted();
                    self.voice.set_muted(muted);
                    self.show(|view| view.is_muted = muted);
                }
                UserCommand::Coach(command) => {
                    self.frames.engine_mut().command(command);
                    self.hand_on();
                }
            }
        }
    }

    /// Closes the set, records its end, and shows and speaks of it.
    fn finish(&mut self) -> Ended {
        let not_begun = self.frames.engine().coach().not_begun();
        let (recap, out) = self.frames.finish(self.with_timing);
        for event in &out.events {
            self.log.record(event);
        }
        let ended = Ended { recap, not_begun };
        // A user who stops for pain while getting ready is told what to do as well.
        if ended.is_set() {
            let not_saved = (!self.log.has_kept_all()).then_some(saving::NOT_SAVED);
            self.speak_recap(&ended.recap);
            let scene = screen::summary_scene(&ended.recap, not_saved);
            self.show(|view| view.scene = Some(Arc::new(Scene::Summary(scene))));
        }
        ended
    }

    /// Both sentences, then nothing more.
    fn speak_recap(&self, recap: &Recap) {
        let next_time = recap.next_time.as_ref().map(|cue| summary::next_time(cue));
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
        if !has_window(&self.view) {
            tell(&lines(self.frames.engine().t_s(), &out));
        }
        self.voice.post(sound);
    }
}

/// Runs a part of the work. A panic in it, which its hook has printed, becomes an error.
fn guarded<T>(work: impl FnOnce() -> Result<T, LiveError>) -> Result<T, LiveError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(LiveError::Panicked))
}

fn has_window(view: &Option<LatestView>) -> bool {
    view.as_ref().is_some_and(|view| !view.is_lost())
}

/// Whether there was something to tell.
fn tell_trouble(trouble: Option<String>, has_window: bool) -> bool {
    let Some(trouble) = trouble else {
        return false;
    };
    let instead = voice::instead_of_voice(has_window);
    notice(format_args!("{trouble} {instead}"));
    true
}
