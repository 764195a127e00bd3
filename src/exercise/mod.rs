//! The exercise file: serde types ([`mod@file`]), validation into a checked [`Exercise`]
//! ([`parse`]), the built-in library ([`load`]). Knows neither frames nor state.
//!
//! Files are parsed, not validated: what comes out as an [`Exercise`] cannot name a measure, a
//! role or a point that doesn't exist.

mod check;
mod error;
pub mod file;
pub mod keyframes;
mod library;
mod model;
mod movement;
mod point;
mod schema;

pub use check::{examine, parse, parse_movement};
pub use error::ExerciseError;
pub(crate) use error::{nearest, suggestion};
pub use keyframes::SizeUnit;
pub use library::{
    examine_file, ids, load, load_file, load_movement, load_movement_file, load_movement_of,
    movement_ids, source_text,
};
pub use model::*;
pub use movement::{Course, Movement, SizedFault, Station};
pub use point::{Point, Role};
pub use schema::schema;
