//! The value of a measure: known, or unknown with a reason.

use crate::exercise::Point;
use crate::pose::SEEN;

/// A value, and how well its points were seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// In the measure's unit: degrees, torso lengths, seconds.
    pub value: f32,
    /// Visibility of the least visible point, 0 to 1.
    pub visibility: f32,
}

/// Why a measure is unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// A point can't be seen.
    Hidden(Point),
    /// A point lies outside the picture.
    OutOfPicture(Point),
    /// There is no start pose yet to compare with.
    NoStart,
    /// A limb is hidden or may be taken for the other, so that left and right can't be told apart.
    SideUnclear,
    /// The outline of the back can't be used.
    Outline(NoOutline),
    /// It has not happened yet, or has no meaning here.
    NotYet,
}

impl Why {
    /// The point that is missing, where it is a point.
    #[must_use]
    pub fn point(self) -> Option<Point> {
        match self {
            Why::Hidden(point) | Why::OutOfPicture(point) => Some(point),
            Why::NoStart | Why::SideUnclear | Why::Outline(_) | Why::NotYet => None,
        }
    }
}

/// Why the outline of the back can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoOutline {
    /// There is none of the person.
    Missing,
    /// The edge of the back was not found.
    NotFound,
    /// Something covers the edge of the back.
    Covered,
}

/// A measure of one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measured {
    /// It has a value.
    Known(Known),
    /// It has none.
    Unknown(Why),
}

/// A value of a measure for either side that its role may pick. Both are the same where the measure
/// looks at no picked limb. The far shoulder stands elsewhere in the picture than the near one, so a
/// limb is compared with where *it* was in the start pose, whichever limb had the role there.
pub type OfLimb<T> = [T; 2];

impl Measured {
    /// A value that depends on no point's visibility.
    pub(super) fn certain(value: f32) -> Self {
        Measured::Known(Known {
            value,
            visibility: 1.0,
        })
    }

    /// A value that may not be there yet.
    pub(super) fn or_not_yet(value: Option<f32>, visibility: f32) -> Self {
        value.map_or(Measured::Unknown(Why::NotYet), |value| {
            Measured::Known(Known { value, visibility })
        })
    }

    /// The value, however badly its points are seen. It is good enough to count with.
    #[must_use]
    pub fn value(self) -> Option<f32> {
        match self {
            Measured::Known(known) => Some(known.value),
            Measured::Unknown(_) => None,
        }
    }

    /// The value where it is seen well enough to be judged.
    #[must_use]
    pub fn judged(self) -> Option<f32> {
        match self {
            Measured::Known(known) if known.visibility >= SEEN => Some(known.value),
            _ => None,
        }
    }

    /// The value changed; what is unknown stays unknown.
    pub(super) fn map(self, change: impl FnOnce(f32) -> f32) -> Self {
        match self {
            Measured::Known(known) => Measured::Known(Known {
                value: change(known.value),
                ..known
            }),
            unknown => unknown,
        }
    }

    /// The value compared with that of the start pose.
    pub(super) fn against(self, start: Option<f32>, compare: impl FnOnce(f32, f32) -> f32) -> Self {
        match (self, start) {
            (Measured::Known(_), None) => Measured::Unknown(Why::NoStart),
            (Measured::Known(_), Some(start)) => self.map(|value| compare(value, start)),
            (unknown, _) => unknown,
        }
    }
}
