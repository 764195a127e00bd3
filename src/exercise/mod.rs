//! Exercises as data: the file ([`parse`]) becomes a checked [`Exercise`]; the built-in ones and the
//! user's own are found by name ([`load`]). The room knows neither frames nor
//! state.
//!
//! Files are parsed, not validated: what comes out as an [`Exercise`] cannot name a measure, a
//! role or a point that doesn't exist.

mod built_in;
mod check;
mod error;
mod file;
#[cfg(test)]
mod guide;
pub mod keyframes;
mod model;
mod movement;
mod overlay;
mod point;
mod removed;
mod schema;
mod source;
mod texts;
mod translation;
mod variant;
mod version;

pub(crate) use built_in::read as read_text;
pub use built_in::{
    examine_file, ids, load, load_file, load_in, load_movement, load_movement_file, motion_text,
    source_text, translated_text,
};
pub use check::{examine, parse, parse_movement};
pub use error::ExerciseError;
pub(crate) use error::hint;
pub use keyframes::SizeUnit;
pub use model::*;
pub use movement::{Course, Movement, SizedFault, Station};
pub use point::{Point, Role};
pub use schema::{motion_schema, schema};
pub(crate) use source::AuthorsFile;
pub use variant::{Form, Level, Variant};
