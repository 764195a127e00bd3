//! How a window lies on the screen, as a line of text for the next time.

use std::fmt;
use std::str::FromStr;

/// How a window lies on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WindowLook {
    /// As large as the desktop has room for, with its frame.
    #[default]
    Filling,
    /// All of the screen.
    FullScreen,
    /// So many pixels wide and high.
    Size(usize, usize),
}

/// A smaller window can't be found again, and a larger one is no window.
const SIDES_PX: std::ops::RangeInclusive<usize> = 200..=16_384;

/// A window that covers so much of the screen in both directions fills it: a desktop keeps room for
/// its bar and for the window's frame.
const FILLS: f64 = 0.85;

impl WindowLook {
    /// The look of a window of this size on a screen of that one, where the screen is known.
    pub(super) fn of_size(window: (usize, usize), screen: Option<(usize, usize)>) -> Self {
        let covers = |part: usize, whole: usize| part as f64 >= whole as f64 * FILLS;
        match screen {
            Some(screen) if covers(window.0, screen.0) && covers(window.1, screen.1) => {
                Self::Filling
            }
            _ => Self::Size(window.0, window.1),
        }
    }

    /// The same on this screen: a window that is larger fills it.
    pub(super) fn on(self, screen: Option<(usize, usize)>) -> Self {
        match (self, screen) {
            (Self::Size(width, height), Some(screen)) if width > screen.0 || height > screen.1 => {
                Self::Filling
            }
            _ => self,
        }
    }
}

impl fmt::Display for WindowLook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Filling => f.write_str("filling"),
            Self::FullScreen => f.write_str("full-screen"),
            Self::Size(width, height) => write!(f, "{width}x{height}"),
        }
    }
}

impl FromStr for WindowLook {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let side = |text: &str| {
            let side = text.parse().ok();
            side.filter(|side| SIDES_PX.contains(side)).ok_or(())
        };
        match (text, text.split_once('x')) {
            ("filling", _) => Ok(Self::Filling),
            ("full-screen", _) => Ok(Self::FullScreen),
            (_, Some((width, height))) => Ok(Self::Size(side(width)?, side(height)?)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_nonsense_is_not() {
        for look in [
            WindowLook::Filling,
            WindowLook::FullScreen,
            WindowLook::Size(1400, 900),
        ] {
            assert_eq!(look.to_string().parse(), Ok(look));
        }
        for text in [
            "",
            "x",
            "0x0",
            "-5x900",
            "1400",
            "99999x900",
            "1400x9e9",
            "huge",
        ] {
            assert_eq!(text.parse::<WindowLook>(), Err(()), "{text}");
        }
    }

    #[test]
    fn a_window_that_leaves_little_of_the_screen_fills_it() {
        let screen = Some((1920, 1080));
        let of = |width, height| WindowLook::of_size((width, height), screen);
        assert_eq!(of(1920, 1015), WindowLook::Filling);
        assert_eq!(of(1920, 540), WindowLook::Size(1920, 540));
        assert_eq!(of(1000, 700), WindowLook::Size(1000, 700));
        // On a smaller screen than the last time.
        let large = WindowLook::Size(2400, 900);
        assert_eq!(large.on(screen), WindowLook::Filling);
        assert_eq!(large.on(None), large);
    }
}
