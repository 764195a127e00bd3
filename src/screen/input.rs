//! Turns keys into what the user wants.

use minifb::Key;

use super::scene::Direction;

/// What the user asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Enter: start, or take what is offered.
    Start,
    /// Esc: back, or end.
    Back,
    /// Space: pause and go on.
    Pause,
    /// P: pain, stop at once.
    Pain,
    /// V: voice on and off.
    Voice,
    /// M: mirror the picture.
    Mirror,
    /// H: what was done so far.
    History,
    /// S: settings.
    Settings,
    /// A digit, 0 to 9.
    Digit(u8),
    /// F: the window fills the screen, or no longer does.
    FullScreen,
    /// +: a little more rest.
    More,
    /// An arrow key: what has the focus changes.
    Move(Direction),
    /// Tab: the next thing gets the focus.
    Next,
    /// A key without a meaning.
    Other,
    /// The mouse is over this pixel of the picture: column and row.
    Hover([i32; 2]),
    /// The mouse was clicked there.
    Click([i32; 2]),
    /// The window was closed.
    Close,
}

/// The meaning of a key. Keys that only change what others mean have none.
fn meaning(key: Key) -> Option<Input> {
    Some(match key {
        Key::Enter | Key::NumPadEnter => Input::Start,
        Key::Escape => Input::Back,
        Key::Space => Input::Pause,
        Key::P => Input::Pain,
        Key::V => Input::Voice,
        Key::M => Input::Mirror,
        Key::H => Input::History,
        Key::S => Input::Settings,
        Key::Key0 | Key::NumPad0 => Input::Digit(0),
        Key::Key1 | Key::NumPad1 => Input::Digit(1),
        Key::Key2 | Key::NumPad2 => Input::Digit(2),
        Key::Key3 | Key::NumPad3 => Input::Digit(3),
        Key::Key4 | Key::NumPad4 => Input::Digit(4),
        Key::Key5 | Key::NumPad5 => Input::Digit(5),
        Key::Key6 | Key::NumPad6 => Input::Digit(6),
        Key::Key7 | Key::NumPad7 => Input::Digit(7),
        Key::Key8 | Key::NumPad8 => Input::Digit(8),
        Key::Key9 | Key::NumPad9 => Input::Digit(9),
        Key::F | Key::F11 => Input::FullScreen,
        Key::Equal | Key::NumPadPlus => Input::More,
        Key::Left => Input::Move(Direction::Left),
        Key::Right => Input::Move(Direction::Right),
        Key::Up => Input::Move(Direction::Up),
        Key::Down => Input::Move(Direction::Down),
        Key::Tab => Input::Next,
        Key::LeftShift
        | Key::RightShift
        | Key::LeftCtrl
        | Key::RightCtrl
        | Key::LeftAlt
        | Key::RightAlt
        | Key::LeftSuper
        | Key::RightSuper
        | Key::CapsLock
        | Key::NumLock
        | Key::ScrollLock
        | Key::Unknown => return None,
        _ => Input::Other,
    })
}

/// Turns presses and releases into inputs: one for each press, however short, and none for
/// the repetitions of a key that is held.
#[derive(Debug, Default)]
pub(super) struct Keys {
    down: Vec<Key>,
    inputs: Vec<Input>,
}

impl Keys {
    /// A key went down or up.
    pub fn change(&mut self, key: Key, is_down: bool) {
        let was_down = self.down.contains(&key);
        if is_down && !was_down {
            self.down.push(key);
            self.inputs.extend(meaning(key));
        } else if !is_down {
            self.down.retain(|held| *held != key);
        }
    }

    /// The window lost the keyboard: releases will not arrive.
    pub fn forget_held(&mut self) {
        self.down.clear();
    }

    /// The inputs since the last call, in their order.
    pub fn take(&mut self) -> Vec<Input> {
        std::mem::take(&mut self.inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tap_between_two_frames_counts() {
        let mut keys = Keys::default();
        keys.change(Key::P, true);
        keys.change(Key::P, false);
        keys.change(Key::P, true);
        keys.change(Key::P, false);
        assert_eq!(keys.take(), [Input::Pain, Input::Pain]);
        assert_eq!(keys.take(), []);
    }

    #[test]
    fn a_held_key_counts_once() {
        let mut keys = Keys::default();
        for _ in 0..5 {
            keys.change(Key::Space, true);
        }
        assert_eq!(keys.take(), [Input::Pause]);
    }

    #[test]
    fn a_key_released_elsewhere_counts_again() {
        let mut keys = Keys::default();
        keys.change(Key::V, true);
        keys.forget_held();
        keys.change(Key::V, true);
        assert_eq!(keys.take(), [Input::Voice, Input::Voice]);
    }

    #[test]
    fn any_other_key_is_one_and_a_modifier_alone_is_none() {
        let mut keys = Keys::default();
        keys.change(Key::Q, true);
        keys.change(Key::LeftShift, true);
        assert_eq!(keys.take(), [Input::Other]);
    }
}
