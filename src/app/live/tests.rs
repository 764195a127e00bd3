//! Sets in which something goes wrong: with sources, windows and voices of their own making, and
//! with the real model.
#![cfg(unix)]

use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use image::RgbImage;

use super::*;
use crate::coach::{Coach, Event, Options};
use crate::exercise::load;
use crate::pose::{Settings, Tracker};
use crate::screen::{self, Canvas, Input, Message, ScreenError, Ui};
use crate::source::{Frame, Next, SourceError};
use crate::voice::fake::Fake;
use crate::words::{Language, program};

/// A source that a function plays.
struct Played<F> {
    next: F,
    is_live: bool,
}

impl<F: FnMut() -> Next + Send> FrameSource for Played<F> {
    fn next(&mut self) -> Result<Next, SourceError> {
        Ok((self.next)())
    }

    fn is_live(&self) -> bool {
        self.is_live
    }
}

fn camera(next: impl FnMut() -> Next + Send + 'static) -> Box<dyn FrameSource> {
    Box::new(Played {
        next,
        is_live: true,
    })
}

/// Frames of nobody, 0.1 s apart, for as long as there is an answer to their number.
fn frames(mut until: impl FnMut(u64) -> Option<Next> + Send) -> impl FnMut() -> Next + Send {
    let mut number = 0;
    move || {
        number += 1;
        until(number).unwrap_or_else(|| {
            thread::sleep(Duration::from_millis(5));
            Next::Frame(Frame {
                t_s: number as f64 / 10.0,
                number,
                arrived: Instant::now(),
                picture: RgbImage::new(64, 48),
            })
        })
    }
}

/// What came of a set.
#[derive(Default)]
struct Log {
    events: Mutex<Vec<Event>>,
    /// Once the set has been told of: whether it could be ended properly.
    done: Mutex<Option<bool>>,
}

impl Log {
    fn has_begun(&self) -> bool {
        self.events.lock().unwrap().contains(&Event::Start)
    }

    fn is_done(&self) -> bool {
        self.done.lock().unwrap().is_some()
    }

    /// How often something of this kind happened.
    fn count(&self, kind: &Event) -> usize {
        let events = self.events.lock().unwrap();
        events.iter().filter(|event| *event == kind).count()
    }
}

/// A log that the test can look at.
struct Watched {
    log: Arc<Log>,
    is_kept: bool,
    fails: bool,
}

impl SetLog for Watched {
    fn record(&mut self, timed: &Timed) {
        assert!(!self.fails, "a fault of the recorder");
        self.log.events.lock().unwrap().push(timed.event.clone());
    }

    fn note_frame(&mut self, _seen: Seen) {}

    fn note_mark(&mut self, _t_s: f64, _mark: Mark) {}

    fn has_kept_all(&self) -> bool {
        self.is_kept
    }

    fn close(self: Box<Self>, ended: Option<&Ended>) -> anyhow::Result<Option<SetId>> {
        *self.log.done.lock().unwrap() = Some(ended.is_some());
        Ok(None)
    }
}

fn live(source: Box<dyn FrameSource>, voice: &Fake, log: &Arc<Log>) -> Live {
    live_with(
        source,
        voice,
        Watched {
            log: Arc::clone(log),
            is_kept: true,
            fails: false,
        },
    )
}

fn live_with(source: Box<dyn FrameSource>, voice: &Fake, log: Watched) -> Live {
    let settings = Settings {
        model: "lite".into(),
        library: None,
        threads: 1,
    };
    let exercise = load("bird-dog", None, None).unwrap();
    let options = Options::usual(&exercise, true).unwrap();
    Live {
        source,
        engine: Engine::new(
            Tracker::new(&settings).unwrap(),
            Coach::new(exercise, options),
        ),
        voice: Arc::new(voice.voice()),
        introduction: None,
        is_trouble_told: false,
        after: After::Summary,
        log: Box::new(log),
        stop: Arc::default(),
        in_real_time: true,
        with_timing: false,
    }
}

/// A window that a function plays: it is given the picture and says what the user does.
struct FakeWindow<F>(F, Vec<Input>);

impl<F: FnMut(&Canvas) -> Result<Vec<Input>, ScreenError>> Display for FakeWindow<F> {
    fn size(&self) -> (usize, usize) {
        (960, 540)
    }

    fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        thread::sleep(Duration::from_millis(5));
        self.1 = (self.0)(canvas)?;
        Ok(())
    }

    fn poll(&mut self) -> Vec<Input> {
        std::mem::take(&mut self.1)
    }
}

fn watch(
    live: Live,
    user: impl FnMut(&Canvas) -> Result<Vec<Input>, ScreenError>,
) -> Result<Ended, LiveError> {
    live.in_window(Presentation {
        display: FakeWindow(user, Vec::new()),
        ui: Ui::new(960, 540).unwrap(),
        guide: None,
        mirror: true,
    })
    .0
}

/// Ends a test that would stand still, long after it should have been over.
fn give_up(begun: Instant) {
    assert!(begun.elapsed() < Duration::from_secs(60), "it stands still");
}

#[test]
fn a_source_that_panics_ends_the_set_and_says_so() {
    let (voice, log) = (Fake::new(""), Arc::default());
    let source = camera(frames(|number| {
        assert!(number < 4, "a fault of the source");
        None
    }));
    let ended = live(source, &voice, &log).headless();
    assert!(matches!(ended, Err(LiveError::Panicked)), "{ended:?}");
    // Nothing is recorded after it: the history sees a set that was interrupted.
    assert_eq!(*log.done.lock().unwrap(), Some(false));
    let is_summary = |event: &Event| matches!(event, Event::Summary(_));
    assert!(!log.events.lock().unwrap().iter().any(is_summary));
    assert_eq!(
        voice.said().last().unwrap(),
        program::STOPPED.in_language(Language::English)
    );
}

#[test]
fn a_coach_that_panics_is_said_on_the_window_which_then_closes() {
    let (voice, log): (_, Arc<Log>) = (Fake::new(""), Arc::default());
    let failing = Watched {
        log,
        is_kept: true,
        fails: true,
    };
    let live = live_with(camera(frames(|_| None)), &voice, failing);
    let mut stopped = Ui::new(960, 540).unwrap();
    let message = Message {
        title: program::STOPPED_TITLE.in_language(Language::English),
        text: program::STOPPED_TEXT.in_language(Language::English),
        on_escape: "Close",
    };
    screen::draw_message(&mut stopped, &message);
    let (begun, mut shown) = (Instant::now(), 0);
    let ended = watch(live, |canvas| {
        give_up(begun);
        shown += u32::from(canvas.pixels() == stopped.canvas().pixels());
        // It stays until somebody has read it.
        Ok(if shown == 5 {
            vec![Input::Back]
        } else {
            vec![]
        })
    });
    assert!(matches!(ended, Err(LiveError::Panicked)), "{ended:?}");
    assert_eq!(shown, 5);
    assert_eq!(
        voice.said().last().unwrap(),
        program::STOPPED.in_language(Language::English)
    );
}

#[test]
fn a_source_that_blocks_for_ever_can_be_left() {
    for leave in [Input::Close, Input::Back] {
        let (voice, log) = (Fake::new(""), Arc::default());
        let (keep, never) = channel::<Next>();
        let source = frames(move |number| {
            let _keep = &keep;
            (number > 3).then(|| never.recv().unwrap())
        });
        let live = live(camera(source), &voice, &log);
        let begun = Instant::now();
        let mut shows = 0;
        let ended = watch(live, |_| {
            give_up(begun);
            shows += 1;
            Ok(if shows == 60 { vec![leave] } else { vec![] })
        });
        assert!(ended.is_ok(), "{ended:?}");
        assert!(log.is_done());
    }
}

#[test]
fn a_signal_ends_the_program_while_a_source_blocks() {
    let (voice, log) = (Fake::new(""), Arc::default());
    let (_keep, never) = channel::<Next>();
    let live = live(camera(move || never.recv().unwrap()), &voice, &log);
    live.stop.leave();
    assert!(!live.headless().unwrap().recap.has_begun);
}

/// Presses Enter until the set has begun, and then ends the source.
fn begun_and_over(log: &Arc<Log>) -> Box<dyn FrameSource> {
    let log = Arc::clone(log);
    camera(frames(move |_| log.has_begun().then_some(Next::End)))
}

#[test]
fn the_set_is_told_while_its_summary_is_shown_and_a_signal_closes_that() {
    let (voice, log): (_, Arc<Log>) = (Fake::new(""), Arc::default());
    let live = live(begun_and_over(&log), &voice, &log);
    let stop = Arc::clone(&live.stop);
    let (begun, mut after) = (Instant::now(), 0);
    let ended = watch(live, |_| {
        give_up(begun);
        if log.is_done() {
            after += 1;
        }
        if after == 5 {
            stop.leave();
        }
        let start = vec![Input::Start];
        Ok(if log.has_begun() { vec![] } else { start })
    });
    assert!(ended.unwrap().recap.has_begun);
    assert_eq!(after, 5, "the summary stayed until the signal came");
}

#[test]
fn the_summary_says_so_where_the_set_is_not_saved() {
    /// Where the footer begins.
    const FOOTER_PX: usize = 500;
    let [kept, not_kept] = [true, false].map(|is_kept| {
        let (voice, log): (_, Arc<Log>) = (Fake::new(""), Arc::default());
        let watched = Watched {
            log: Arc::clone(&log),
            is_kept,
            fails: false,
        };
        let live = live_with(begun_and_over(&log), &voice, watched);
        let (begun, mut after, mut last) = (Instant::now(), 0, Vec::new());
        let ended = watch(live, |canvas| {
            give_up(begun);
            if log.is_done() {
                after += 1;
                last = canvas.pixels().to_vec();
            }
            Ok(vec![if log.has_begun() && after < 5 {
                Input::Mirror
            } else {
                Input::Start
            }])
        });
        assert!(ended.unwrap().recap.has_begun);
        last
    });
    let (above, footer) = kept.split_at(FOOTER_PX * 960);
    assert!(*above == not_kept[..above.len()]);
    assert!(*footer != not_kept[above.len()..]);
}

#[test]
fn a_window_closed_in_the_middle_of_a_set_ends_it_and_all_of_it_is_kept() {
    let (voice, log): (_, Arc<Log>) = (Fake::new(""), Arc::default());
    let live = live(camera(frames(|_| None)), &voice, &log);
    let begun = Instant::now();
    let ended = watch(live, |_| {
        give_up(begun);
        Ok(vec![if log.has_begun() {
            Input::Close
        } else {
            Input::Start
        }])
    });
    assert!(ended.unwrap().recap.has_begun);
    assert_eq!(*log.done.lock().unwrap(), Some(true));
    let is_summary = |event: &Event| matches!(event, Event::Summary(_));
    assert!(log.events.lock().unwrap().iter().any(is_summary));
}

#[test]
fn a_set_goes_on_without_its_window() {
    for panics in [false, true] {
        let (voice, log): (_, Arc<Log>) = (Fake::new(""), Arc::default());
        let mut left = 20;
        let source = begun_and_over(&log);
        let goes_on = Arc::clone(&log);
        let mut source = Played {
            next: {
                let mut inner = source;
                move || match inner.next().unwrap() {
                    // Twenty frames more than the window saw.
                    Next::End if left > 0 => {
                        left -= 1;
                        frames(|_| None)()
                    }
                    next => next,
                }
            },
            is_live: true,
        };
        let live = live(camera(move || source.next().unwrap()), &voice, &log);
        let ended = watch(live, |_| {
            if goes_on.has_begun() {
                assert!(!panics, "a fault of the window");
                return Err(ScreenError::Gone);
            }
            Ok(vec![Input::Start])
        });
        let ended = ended.unwrap();
        assert!(
            ended.recap.has_begun && ended.recap.summary.frames > 20,
            "{ended:?}"
        );
    }
}

#[test]
fn a_camera_without_a_picture_is_said_once_and_so_is_its_return() {
    let (voice, log): (_, Arc<Log>) = (Fake::new(""), Arc::default());
    let begun = Arc::clone(&log);
    let mut stall: Option<Instant> = None;
    let mut after = 0;
    let source = frames(move |_| {
        if !begun.has_begun() {
            return None;
        }
        let since = *stall.get_or_insert_with(Instant::now);
        if since.elapsed() < Duration::from_millis(2_400) {
            thread::sleep(Duration::from_millis(100));
            return Some(Next::Waiting("The camera is gone".into()));
        }
        after += 1;
        (after > 10).then_some(Next::End)
    });
    let live = live(camera(source), &voice, &log);
    let ended = watch(live, |_| Ok(vec![Input::Start]));
    assert!(ended.unwrap().recap.has_begun);
    let said = voice.said();
    let about: Vec<&String> = said.iter().filter(|said| said.contains("camera")).collect();
    assert_eq!(
        about,
        ["I get no picture from the camera", "The camera is back"],
        "{said:?}"
    );
    assert_eq!((log.count(&Event::Lost), log.count(&Event::Found)), (1, 1));
}
