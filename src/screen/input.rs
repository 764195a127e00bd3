//! Turns keys into what the user wants.

use minifb::Key;

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
    /// The window was closed.
    Close,
}

/// The meaning of a key, if it has one.
fn meaning(key: Key) -> Option<Input> {
    match key {
        Key::Enter | Key::NumPadEnter => Some(Input::Start),
        Key::Escape => Some(Input::Back),
        Key::Space => Some(Input::Pause),
        Key::P => Some(Input::Pain),
        Key::V => Some(Input::Voice),
        Key::M => Some(Input::Mirror),
        _ => None,
    }
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
    fn keys_without_meaning_are_ignored() {
        let mut keys = Keys::default();
        keys.change(Key::Q, true);
        assert_eq!(keys.take(), []);
    }
}
