//! The history: an SQLite file that survives a kill at any moment.
//!
//! ```text
//!  coach ──Timed events──▶ Recorder (own thread) ──▶ Store (history.sqlite) ──▶ table, report, export
//! ```
//!
//! A session is one set of one exercise. Its events are written as they happen and before they are
//! told, in the same lines that `--events` prints. [`Recorder`] writes them on a thread of its own,
//! so that a disk that hangs never holds up the coach. A set that was cut off (by a kill or an
//! empty battery) has no summary of its own. Its counts are taken from its events, and it is shown
//! as interrupted.
//!
//! Nothing here stops a set. Where the history can't be written, [`Store::open_or_memory`] goes on
//! in memory and says so once.

mod calendar;
mod error;
mod figures;
mod folder;
mod history;
mod open;
mod recap;
mod recorder;
mod report;
mod rows;
mod schema;
mod store;
mod summary;

pub use calendar::Calendar;
pub use error::SessionError;
pub use figures::{SetFigures, SideFigures};
pub use folder::{history_file, private_folder};
pub use history::history_table;
pub use recap::{Recap, Request, WithoutRequests};
pub use recorder::{Kept, Recorder, Report, Trouble};
pub use report::{ReportContext, report_of_set, report_since};
pub use rows::SessionRow;
pub use store::{NewSession, SessionId, Store};
pub use summary::{terminal, went_well};
