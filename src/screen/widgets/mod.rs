//! The parts that scenes are made of. Each draws one thing and has no state.

mod banner;
mod button;
mod check_row;
mod dots;
mod icon;
mod keys;
mod meter;
mod plate;
mod ring;

pub(super) use banner::{BANNER, banner, banner_in, banner_width};
pub(super) use button::{ButtonLook, back_button, back_place, button, focus_frame};
pub(super) use check_row::check_row;
pub(super) use dots::dot_row;
pub(super) use icon::{DiscColours, disc_icon, side_disc, tick};
pub(super) use keys::{Hint, KeyLook, key_cap, key_cap_width, key_hints};
pub(super) use meter::{METER_LEFT, meter};
pub(super) use plate::notice;
pub(super) use ring::ring;
