//! The history: an SQLite file that survives a kill at any moment.
//!
//! ```text
//!  coach ──Timed events──▶ Recorder (own thread) ──▶ Store (history.sqlite) ──▶ table, report, export
//! ```
//!
//! A session is what somebody does in one go; it has sets, each of one exercise. The events of a set
//! are written as they happen and before they are told, in the same lines that `--events` prints.
//! A session is written together with its first set. [`Recorder`] writes on a thread of its own, so
//! that a disk that hangs never holds up the coach. A set that was cut off (by a kill or an
//! empty battery) has no summary of its own. Its counts are taken from its events, and it is shown
//! as interrupted.
//!
//! Nothing here stops a set. Where the history can't be written, [`Store::open_or_memory`] goes on
//! in memory and says so once.

mod batch;
mod best;
mod calendar;
mod change;
mod compared;
mod earlier;
mod error;
mod exchange;
mod figures;
mod folder;
mod history;
mod ids;
mod measure;
mod names;
mod open;
mod pictures;
mod recap;
mod recorder;
mod report;
mod rows;
mod schema;
mod scores;
mod session_recap;
mod store;
mod summary;
mod track;

pub use calendar::Calendar;
pub use change::{Change, pain_change, pain_over, score_change};
pub use compared::{Compared, LastTime, ToldFigure};
pub use earlier::Earlier;
pub use error::SessionError;
pub use exchange::{
    CSV_FILES, ExportFile, Exported, Imported, Programme, Wanted, export_csv, export_json,
};
pub use figures::{SetFigures, SideFigures};
pub use folder::{history_file, private_folder};
pub use history::{history_table, set_note};
pub use ids::{BegunSet, InSession, NewSet, SessionId, SetId};
pub use measure::Measure;
pub use names::Names;
pub use pictures::{KeptPicture, Picture, PictureChooser};
pub use recap::{Recap, Request, WithoutRequests};
pub use recorder::{Kept, Recorder, Report, Trouble};
pub use report::{
    ExerciseTrend, Moment, ReportContext, SetCurve, TrendMeasure, TrendSide, report_of_set,
    report_since,
};
pub use rows::{SessionRow, SetRow};
pub use scores::Score;
pub use session_recap::{SessionRecap, SessionRecapError, SessionSet, session_recap};
pub use store::Store;
pub use summary::{repetitions, session_head, session_terminal, terminal, went_well};
pub use track::{Coached, Entry, Mark, Part, PartError, Seen, SeenPerson, Track, TrackRecorder};
