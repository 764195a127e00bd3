//! The composition: which source, which engine and which threads make a live set or the analysis
//! of a video, and how they are joined.
//!
//! A live set has three threads. The source is read on a thread of its own, because a read may
//! block for ever (a webcam has one more, which keeps only its newest frame). The coach's thread
//! takes each frame through pose, body and coach, and leaves picture and scene in a place that
//! again keeps only the newest. The main thread owns the window and is never waited for.

mod aloud;
mod analysis;
mod annotated_video;
mod app_window;
mod awake;
mod capture;
mod checks;
mod document;
mod engine;
mod event_lines;
mod figures;
mod frame_loop;
mod framed_pose;
mod gatekeeper;
mod guide;
mod history;
mod home;
mod judge;
mod live;
mod live_set;
mod overlay;
mod pain;
mod pain_before;
mod preview;
mod replay;
mod routine;
mod safety;
mod session_of_run;
mod set;
mod set_history;
mod settings;
mod source;
mod timing;

pub use analysis::{Analysis, Analyzed};
pub use annotated_video::{AnnotateError, Annotated, AnnotatedVideo};
pub use app_window::AppWindow;
pub use document::{DocumentError, open_document, pdf_of};
pub use engine::Engine;
pub use frame_loop::{Arrival, FrameError};
pub use framed_pose::FramedPose;
pub use gatekeeper::{Admission, ask_in_window};
pub use guide::Guide;
#[cfg(test)]
pub(crate) use history::tests::history_scenes;
pub use home::{HomePlan, LiveHome};
pub use live::{Ended, Stop};
pub use live_set::{LiveSet, SetPlanner};
pub use overlay::{draw_pose, mask_image};
pub use replay::{Replay, ReplayPlan, play};
pub use routine::{ChoicePlanner, LiveRoutine, RoutineOver, RoutinePlan, RoutineSet, WantedSet};
pub use set::{DisplayChoice, LiveOptions, SetChoice, SetPlan, Teller, unix_s};
pub use set_history::Saved;
#[cfg(test)]
pub(crate) use settings::tests::settings_scenes;
pub use source::{SourceChoice, SourceChoiceError};
