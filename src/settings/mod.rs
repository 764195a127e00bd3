//! What the user has chosen for good: camera, voice, strictness, weekly goal, and what they told
//! about themselves. It is a short file in TOML ([`SettingsFile`]).
//!
//! Nothing in the file is ever lost. What this program doesn't know, it reports and leaves where it
//! stands; what it can't read, it doesn't write over.

mod file;
mod keys;
mod profile;

pub use crate::words::Date;
pub use file::{Read, SettingsError, SettingsFile};
pub use keys::{Camera, Settings, VOICE_SPEEDS};
pub use profile::{Caution, Flag, FlagGroup, flags};
