//! The coach's thread: judges frame after frame and hands on what comes of them, to the log, the
//! voice and the window.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use image::RgbImage;

use crate::coach::{Output, Sound, Speech};
use crate::notice::{notice, tell};
use crate::screen::{self, Scene};
use crate::session::{Earlier, Mark, Recap};
use crate::source::Frame;
use crate::voice::Voice;
use crate::words::{Language, Phrase, pain, program, saving, terminal, voice};

use super::display::UserCommand;
use super::lines::lines;
use super::outage::Outage;
use super::pace::{Due, Pace};
use super::view::LatestView;
use super::{After, Ended, Live, LiveError, SetLog, Stop};
use crate::app::frame_loop::{Arrival, FrameLoop};

/// How long a user who leaves waits for the voice. That is enough for a last count; closing words
/// take longer and are cut off.
const LAST_COUNT: Duration = Duration::from_secs(1);

/// A frame of a video that is early is waited for in steps of this length, so that keys are looked
/// at in between.
const STEP: Duration = Duration::from_millis(100);

/// A live set as its thread has it.
pub(super) struct CoachLoop {
    frames: FrameLoop,
    language: Language,
    voice: Arc<Voice>,
    introduction: Option<String>,
    earlier: Option<Earlier>,
    after: After,
    log: Box<dyn SetLog>,
    stop: Arc<Stop>,
    /// The speed of a video; none of a camera, and where nobody sees or hears it.
    pace: Option<Pace>,
    with_timing: bool,
    /// What the window shows, where there is one.
    view: LatestView,
    commands: Receiver<UserCommand>,
    outage: Outage,
    is_trouble_told: bool,
}

impl CoachLoop {
    pub(super) fn new(
        live: Live,
        view: LatestView,
        commands: Receiver<UserCommand>,
    ) -> Result<Self, LiveError> {
        let now = Instant::now();
        let language = live.engine.coach().exercise().language;
        let frames = FrameLoop::start(live.source, live.engine)?;
        let has_pace = live.in_real_time && !frames.is_live();
        Ok(CoachLoop {
            frames,
            language,
            voice: live.voice,
            introduction: live.introduction,
            earlier: live.earlier,
            after: live.after,
            log: live.log,
            stop: live.stop,
            pace: has_pace.then(|| Pace::begin(now)),
            with_timing: live.with_timing,
            view,
            commands,
            outage: Outage::opening(now, SystemTime::now()),
            is_trouble_told: live.is_trouble_told,
        })
    }

    /// Runs the set to its end, tells of it, and lets the voice finish.
    pub(super) fn run(mut self) -> Result<Ended, LiveError> {
        if let Some(introduction) = self.introduction.take() {
            self.say(introduction, Speech::Introduction);
        }
        let (ended, failure) = match guarded(|| self.judge_frames()) {
            // What a panic has left behind can't be trusted, so the set is not added up. In the
            // history it is an interrupted one, with all that was recorded.
            Err(LiveError::Panicked) => (None, Some(LiveError::Panicked)),
            // In every other case the set is added up and told.
            went => match guarded(|| Ok(self.finish())) {
                Ok(ended) => (Some(ended), went.err()),
                Err(error) => (None, Some(error)),
            },
        };
        if matches!(failure, Some(LiveError::Panicked)) {
            self.voice.post(Sound::Say {
                text: program::STOPPED.said_in(self.language),
                kind: Speech::Stop,
            });
            self.view.put(|view| view.has_failed = true);
        }
        self.view.put(|view| view.is_over = true);
        let log = self.log;
        let told = guarded(|| log.close(ended.as_ref()).map_err(LiveError::Close));
        drop(self.frames);
        let is_stopped = ended.as_ref().is_some_and(|ended| ended.recap.is_stopped());
        if self.after != After::Routine && !is_stopped {
            let trouble = last_words(&self.voice, &self.stop);
            if !self.is_trouble_told {
                tell_trouble(trouble, self.view.has_window());
            }
        }
        match (failure, ended) {
            (Some(failure), _) => Err(failure),
            (None, Some(ended)) => told.map(|set| Ended { set, ..ended }),
            (None, None) => Err(LiveError::Panicked),
        }
    }

    fn judge_frames(&mut self) -> Result<(), LiveError> {
        while !self.stop.ends_set() && !self.frames.engine().coach().is_done() {
            self.take_commands();
            match self.frames.next()? {
                Arrival::End => break,
                Arrival::Waiting(why) => self.wait(why),
                Arrival::Skipped(why) => {
                    notice(terminal::skipped(self.language, why));
                    self.wait(None);
                }
                Arrival::Frame(mut frame) => {
                    self.wake();
                    if self.is_on_time(&mut frame) {
                        self.judge(frame)?;
                    }
                }
            }
            if !self.is_trouble_told {
                let trouble = self.voice.trouble();
                self.is_trouble_told = tell_trouble(trouble, self.view.has_window());
            }
        }
        Ok(())
    }

    /// A frame has come. Where the computer slept before it, the set goes on as after an outage: what
    /// was held before counts, and the time asleep is no time.
    fn wake(&mut self) {
        let Some(slept) = self.outage.ends(Instant::now(), SystemTime::now()) else {
            return;
        };
        if let Some(pace) = &mut self.pace {
            pace.halted(slept);
        }
        if self.frames.is_live() {
            self.mark(Mark::NoPicture);
            // Only that there is a picture again is worth being heard.
            self.record();
        }
    }

    /// No frame at the moment.
    fn wait(&mut self, why: Option<String>) {
        let is_live = self.frames.is_live();
        if let Some(pace) = &mut self.pace {
            pace.halted(self.frames.since_asked());
        }
        let is_to_be_told = self.outage.is_to_be_told(Instant::now());
        // A source that is slow and gives no reason counts as an outage only after a while.
        if why.is_none() && !is_to_be_told {
            return;
        }
        let why = why.unwrap_or_else(|| program::no_picture(self.language, is_live).to_owned());
        if is_to_be_told && !self.view.has_window() {
            notice(&why);
        }
        self.view.put(|view| view.note = Some(why));
        if is_to_be_told && is_live {
            self.mark(Mark::NoPicture);
            self.hand_on();
        }
    }

    /// Shows a video at its own speed: waits for a frame that is early, drops one that is late.
    fn is_on_time(&mut self, frame: &mut Frame) -> bool {
        loop {
            let Some(pace) = &self.pace else {
                return true;
            };
            let early = match pace.due(frame.t_s, Instant::now()) {
                Due::Now => {
                    // A camera would have given it then.
                    frame.arrived = pace.due_at(frame.t_s);
                    return true;
                }
                Due::TooLate => return false,
                Due::In(early) => early,
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
        let engine = self.frames.engine();
        let picture = Arc::new(frame.picture);
        if self.log.wants_pictures() {
            let signal = engine.coach().snapshot().meter.value;
            self.log.note_picture(engine.t_s(), signal, &picture);
        }
        self.log.note_frame(engine.seen());
        self.show_frame(picture, frame.arrived);
        Ok(())
    }

    /// Gives the coach what is no frame.
    fn mark(&mut self, mark: Mark) {
        let engine = self.frames.engine_mut();
        engine.mark(mark);
        self.log.note_mark(engine.t_s(), mark);
    }

    /// Hands on what came of a frame or a command: to the log, and then to those who hear and read
    /// it.
    fn hand_on(&mut self) {
        self.record();
        let engine = self.frames.engine();
        let out = engine.out();
        for sound in &out.sounds {
            self.voice.post(sound.clone());
        }
        if !self.view.has_window() {
            tell(&lines(self.language, engine.t_s(), out));
        }
    }

    /// Writes down what came of it.
    fn record(&mut self) {
        for event in &self.frames.engine().out().events {
            self.log.record(event);
        }
    }

    fn show_frame(&self, picture: Arc<RgbImage>, arrived: Instant) {
        if !self.view.has_window() {
            return;
        }
        let scene = self.frames.engine().scene();
        let is_muted = self.voice.is_muted();
        self.view.put(|view| {
            view.picture = Some(picture);
            view.arrived = Some(arrived);
            view.scene = Some(Arc::new(scene));
            view.note = None;
            view.is_muted = is_muted;
        });
    }

    fn take_commands(&mut self) {
        while let Ok(command) = self.commands.try_recv() {
            match command {
                UserCommand::Voice => {
                    let muted = !self.voice.is_muted();
                    self.voice.set_muted(muted);
                    self.view.put(|view| view.is_muted = muted);
                }
                UserCommand::Coach(command) => {
                    self.mark(Mark::Command(command));
                    self.hand_on();
                }
            }
        }
    }

    /// Closes the set, records its end, and shows and speaks of it.
    fn finish(&mut self) -> Ended {
        let not_begun = self.frames.engine().coach().not_begun();
        let engine = self.frames.engine_mut();
        engine.timing().add(self.view.take_timing());
        let (recap, out) = engine.finish(self.with_timing);
        for event in &out.events {
            self.log.record(event);
        }
        let ended = Ended {
            recap: recap.beside(self.earlier.as_ref()),
            not_begun,
            set: None,
        };
        if ended.recap.is_stopped() && self.view.has_window() {
            self.say(pain::ASKED.said_in(self.language), Speech::Remark);
        } else if ended.is_set() {
            let not_saved =
                (!self.log.has_kept_all()).then_some(saving::NOT_SAVED.in_language(self.language));
            self.speak_recap(&ended.recap);
            if self.after != After::Routine {
                let scene = screen::summary_scene(&ended.recap, not_saved);
                self.view
                    .put(|view| view.scene = Some(Arc::new(Scene::Summary(scene))));
            }
        }
        ended
    }

    /// Speaks what went well and what to look at next time, as one utterance.
    fn speak_recap(&self, recap: &Recap) {
        let next_time = recap.next_time_sentence();
        let sentences: Vec<&str> = [&recap.went_well, &next_time]
            .into_iter()
            .flatten()
            .map(|sentence| sentence.trim_end_matches('.'))
            .collect();
        if sentences.is_empty() {
            return;
        }
        self.say(sentences.join(". "), Speech::Remark);
    }

    /// Says something that does not come from the coach.
    fn say(&self, text: String, kind: Speech) {
        let sound = Sound::Say { text, kind };
        let out = Output {
            events: Vec::new(),
            sounds: vec![sound.clone()],
        };
        if !self.view.has_window() {
            tell(&lines(self.language, self.frames.engine().t_s(), &out));
        }
        self.voice.post(sound);
    }
}

/// Lets the voice come to its end, but for no longer than a user who leaves waits. Gives what went
/// wrong with it.
pub(in crate::app) fn last_words(voice: &Voice, stop: &Stop) -> Option<String> {
    let mut leave_by = None;
    voice.shutdown_while(|| {
        let now = Instant::now();
        !stop.leaves() || now < *leave_by.get_or_insert(now + LAST_COUNT)
    })
}

/// Runs a part of the work. A panic in it, which its hook has printed, becomes an error.
fn guarded<T>(work: impl FnOnce() -> Result<T, LiveError>) -> Result<T, LiveError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(LiveError::Panicked))
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
