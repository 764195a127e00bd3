//! A live set: worker and window.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use image::RgbImage;

use crate::coach::{CheckState, Command, Output, Scene, Sound, Summary, SummaryScene, Timed};
use crate::performer::guide::{Guide, Picture};
use crate::pose::PoseError;
use crate::screen::{self, Input, Message, Ui, View, Window};
use crate::session::{Names, next_time, went_well};
use crate::source::{Frame, FrameSource, Next, SourceError};
use crate::voice::Voice;

use super::engine::Engine;
use super::timing::Stage;

/// Keys are few; when sixteen wait, the seventeenth is a cat on the keyboard.
const KEYS_WAITING: usize = 16;

/// Why a live set could not go on.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The pose engine failed.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// A thread could not be started.
    #[error("the system gives no further thread ({0}): close some programs and try again")]
    Thread(std::io::Error),
    /// The worker ended in a panic.
    #[error("the coach stopped unexpectedly; what was recorded so far is in the history")]
    Panicked,
}

/// What a live set needs.
pub struct Live {
    /// Where frames come from.
    pub source: Box<dyn FrameSource>,
    /// Tracker and coach.
    pub engine: Engine,
    /// Speaks; muted or not.
    pub voice: Voice,
    /// Takes every event as it happens: history, `--events`.
    pub record: Box<dyn FnMut(&Timed) + Send>,
    /// Called with every frame's time, so that a set cut off has a length.
    pub alive: Box<dyn FnMut(f64) + Send>,
    /// Set from outside to end the set (Ctrl-C).
    pub stop: Arc<AtomicBool>,
    /// A film is shown at the speed it was taken; without anybody to see or hear it, it runs as
    /// fast as it can.
    pub in_real_time: bool,
    /// Whether each set's times are to be reported.
    pub with_timing: bool,
    /// Shows those who get ready what to do; only a window has a use for it.
    pub guide: Option<Guide>,
}

/// How a live set ended.
#[derive(Debug)]
pub struct Ended {
    /// The figures.
    pub summary: Summary,
    /// Whether a set had begun at all.
    pub had_begun: bool,
    /// What was missing where none had.
    pub not_begun: Option<String>,
    /// What the voice had trouble with.
    pub voice_trouble: Option<String>,
}

/// What the window shows: the newest of everything.
#[derive(Clone, Default)]
struct Shown {
    /// Grows with every change.
    number: u64,
    picture: Option<Arc<RgbImage>>,
    scene: Option<Scene>,
    note: Option<String>,
    is_muted: bool,
    is_over: bool,
}

/// A slot that keeps only the newest.
#[derive(Clone, Default)]
struct Slot(Arc<Mutex<Shown>>);

impl Slot {
    fn lock(&self) -> MutexGuard<'_, Shown> {
        // A panic while the slot was locked leaves a whole picture or the one before: both fit
        // to be shown.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = self.lock();
        change(&mut shown);
        shown.number += 1;
    }
}

/// What the window tells the worker.
#[derive(Debug, Clone, Copy)]
enum Key {
    Coach(Command),
    Voice,
}

impl Live {
    /// Runs a set without a window until the source ends, the dose is done or `stop` is set.
    ///
    /// # Errors
    /// When the source or the pose engine fails; what happened so far has been recorded.
    pub fn headless(self) -> Result<Ended, LiveError> {
        // Nobody can press a key.
        let (_never, keys) = sync_channel(1);
        Worker::new(self, None, keys).run()
    }

    /// Runs a set in a window; the worker has a thread of its own.
    ///
    /// # Errors
    /// As [`Live::headless`]. A window that is lost ends the set; the summary is still given.
    pub fn in_window(
        mut self,
        mut window: Window,
        mut ui: Ui,
        mirror: bool,
    ) -> Result<Ended, LiveError> {
        self.engine.show();
        let slot = Slot::default();
        let (sender, keys) = sync_channel(KEYS_WAITING);
        let stop = Arc::clone(&self.stop);
        let guide = self.guide.take();
        let worker = Worker::new(self, Some(slot.clone()), keys);
        let thread = thread::Builder::new()
            .name("coach".to_owned())
            .spawn(move || worker.run())
            .map_err(LiveError::Thread)?;
        let guide = guide.as_ref();
        show(&mut window, &mut ui, &slot, &sender, &stop, guide, mirror);
        stop.store(true, Ordering::Relaxed);
        drop(sender);
        drop(window);
        thread.join().map_err(|_| LiveError::Panicked)?
    }
}

/// The window's loop: draws what is newest, passes keys on, never waits for the worker.
fn show(
    window: &mut Window,
    ui: &mut Ui,
    slot: &Slot,
    keys: &SyncSender<Key>,
    stop: &AtomicBool,
    guide: Option<&Guide>,
    mut mirror: bool,
) {
    let begun = Instant::now();
    let mut newest = Shown::default();
    let mut drawn = None;
    loop {
        {
            let shown = slot.lock();
            if shown.number != newest.number {
                newest = shown.clone();
            }
        }
        let size = window.size();
        let figure = newest
            .scene
            .as_ref()
            .and_then(|scene| guide_of(scene, guide?, begun.elapsed().as_secs_f64()));
        let which = figure.as_ref().map(Arc::as_ptr);
        let wanted = Some((newest.number, size, mirror, which));
        if drawn != wanted {
            drawn = wanted;
            ui.resize(size.0, size.1);
            draw(ui, &newest, figure.as_ref(), mirror);
        }
        if window.show(ui.canvas()).is_err() {
            return;
        }
        let scene = &newest.scene;
        let is_summary = matches!(scene, Some(Scene::Summary(_)));
        for input in window.poll() {
            match input {
                Input::Close => return,
                Input::Mirror => mirror = !mirror,
                Input::Voice => send(keys, Key::Voice),
                Input::Start | Input::Back if is_summary => return,
                Input::Start => send(keys, Key::Coach(Command::StartAnyway)),
                Input::Pause => send(keys, Key::Coach(Command::Pause)),
                Input::Pain => send(keys, Key::Coach(Command::Pain)),
                // Out of the set-up at once; out of a set by way of its summary.
                Input::Back if matches!(scene, Some(Scene::Coach(_))) => {
                    stop.store(true, Ordering::Relaxed)
                }
                Input::Back => return,
            }
        }
        // Nothing left to show: the source ended before a set began, or failed.
        if newest.is_over && !is_summary {
            return;
        }
    }
}

/// The guide figure while somebody has to get ready: nobody there sees all of the exercise, who
/// is there sees the start pose.
fn guide_of(scene: &Scene, guide: &Guide, t_s: f64) -> Option<Arc<Picture>> {
    let Scene::Setup(setup) = scene else {
        return None;
    };
    let is_posing = setup.rows[4].state == CheckState::Open;
    match &setup.figure {
        None => guide.frame(t_s),
        Some(_) if is_posing => guide.frame(0.0),
        Some(_) => None,
    }
}

fn send(keys: &SyncSender<Key>, key: Key) {
    match keys.try_send(key) {
        // Full: the worker is busy with earlier keys. Gone: the set is over.
        Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
    }
}

fn draw(ui: &mut Ui, shown: &Shown, guide: Option<&Arc<Picture>>, is_mirrored: bool) {
    let note = shown.note.as_deref();
    match &shown.scene {
        Some(scene) => {
            let view = View {
                picture: shown.picture.as_deref(),
                is_mirrored,
                is_voice_on: !shown.is_muted,
                camera_note: note,
                guide,
            };
            screen::draw(ui, scene, &view);
        }
        None => screen::draw_message(
            ui,
            &Message {
                title: "Waiting for the camera",
                text: note.unwrap_or("The first picture is on its way."),
                on_escape: "Back",
            },
        ),
    }
}

/// What came of a frame or a key, to those who keep it and to those who hear it.
fn hand_on(out: &Output, record: &mut dyn FnMut(&Timed), voice: &Voice) {
    for event in &out.events {
        record(event);
    }
    for sound in &out.sounds {
        voice.post(sound.clone());
    }
}

/// Takes frames through the engine and hands on what comes of them.
struct Worker {
    live: Live,
    /// What the window shows; none without a window.
    slot: Option<Slot>,
    keys: Receiver<Key>,
    begun: Instant,
}

impl Worker {
    fn new(live: Live, slot: Option<Slot>, keys: Receiver<Key>) -> Self {
        Worker {
            live,
            slot,
            keys,
            begun: Instant::now(),
        }
    }

    fn run(mut self) -> Result<Ended, LiveError> {
        let went = self.frames();
        // However it ended, the set is closed and recorded.
        let had_begun = self.live.engine.coach().has_begun();
        let not_begun = self.live.engine.coach().not_begun();
        let (summary, out) = self.live.engine.finish(self.live.with_timing);
        for event in &out.events {
            (self.live.record)(event);
        }
        let scene = self.summary_scene(&summary);
        // Who stops for pain while getting ready is told what to do as well.
        if (had_begun || summary.ended.is_some()) && went.is_ok() {
            self.speak_summary(&scene);
            self.show(|shown| shown.scene = Some(Scene::Summary(scene)));
        }
        self.show(|shown| shown.is_over = true);
        let voice_trouble = self.live.voice.trouble();
        self.live.voice.shutdown();
        went.map(|()| Ended {
            summary,
            had_begun,
            not_begun,
            voice_trouble,
        })
    }

    fn frames(&mut self) -> Result<(), LiveError> {
        while !self.live.stop.load(Ordering::Relaxed) && !self.live.engine.coach().is_done() {
            self.take_keys();
            let asked = Instant::now();
            match self.live.source.next()? {
                Next::End => break,
                Next::Waiting(why) => self.show(|shown| shown.note = Some(why)),
                Next::Frame(frame) => {
                    self.live
                        .engine
                        .timing()
                        .note(Stage::Decode, asked.elapsed());
                    if self.is_on_time(&frame) {
                        self.frame(frame, asked)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Shows a film at its own speed: waits for a frame that is early, drops one that is late.
    fn is_on_time(&self, frame: &Frame) -> bool {
        if self.live.source.is_live() || !self.live.in_real_time {
            return true;
        }
        let due = Duration::try_from_secs_f64(frame.t_s).unwrap_or_default();
        let elapsed = self.begun.elapsed();
        if elapsed < due {
            thread::sleep(due - elapsed);
            return true;
        }
        // A quarter of a second behind is not seen; more must not pile up.
        elapsed - due < Duration::from_millis(250)
    }

    fn frame(&mut self, frame: Frame, asked: Instant) -> Result<(), LiveError> {
        let out = self.live.engine.frame(&frame)?;
        hand_on(out, &mut self.live.record, &self.live.voice);
        (self.live.alive)(frame.t_s);
        self.live
            .engine
            .timing()
            .note(Stage::Total, asked.elapsed());
        self.show_frame(frame);
        Ok(())
    }

    fn show_frame(&self, frame: Frame) {
        let Some(slot) = &self.slot else { return };
        let scene = self.live.engine.scene();
        let picture = Arc::new(frame.picture);
        let is_muted = self.live.voice.is_muted();
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
                    let muted = !self.live.voice.is_muted();
                    self.live.voice.set_muted(muted);
                    self.show(|shown| shown.is_muted = muted);
                }
                Key::Coach(command) => {
                    let out = self.live.engine.command(command);
                    hand_on(out, &mut self.live.record, &self.live.voice);
                }
            }
        }
    }

    /// The scene with the same two sentences that the terminal and the voice give.
    fn summary_scene(&self, summary: &Summary) -> SummaryScene {
        let coach = self.live.engine.coach();
        let mut scene = coach.summary_scene();
        let cue = |id: &str| coach.exercise().first_cue(id);
        let names = Names {
            exercise: &coach.exercise().name,
            cue: &cue,
        };
        scene.went_well = went_well(summary);
        scene.next_time = next_time(summary, names);
        scene
    }

    /// Both sentences, then nothing more.
    fn speak_summary(&self, scene: &SummaryScene) {
        let next_time = scene
            .next_time
            .as_ref()
            .map(|cue| format!("Next time: {cue}"));
        let sentences: Vec<&str> = [&scene.went_well, &next_time]
            .into_iter()
            .flatten()
            .map(|sentence| sentence.trim_end_matches('.'))
            .collect();
        if !sentences.is_empty() {
            let text = sentences.join(". ");
            self.live.voice.post(Sound::Say {
                text,
                kind: crate::coach::Speech::Remark,
            });
        }
    }
}
