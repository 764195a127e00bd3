//! How much is said to somebody who has done the exercise well before (specification §12.2, rule 4).
//! Constant feedback makes people depend on it, so words become fewer with every set done well. What
//! concerns safety, counts, and when to come out of a hold is always said.

/// After so many sets done well, the phases are told in the first movement of a set alone.
const PHASES_ONCE_FROM: u32 = 1;
/// After so many, they are told no more, and corrections come in every second repetition.
const SPARSE_FROM: u32 = 2;
/// After so many, "Last one" is enough.
const LAST_ONE_ENOUGH_FROM: u32 = 3;
/// At first the phases are told in so many movements of a set: of each side, and without sides.
const TOLD_OF_A_SIDE: u32 = 1;
const TOLD_WITHOUT_SIDES: u32 = 2;

/// What has become needless to say.
#[derive(Debug, Clone, Copy)]
pub(in crate::coach) struct Fading {
    good_sets: u32,
}

/// How many movements were counted before the present one.
#[derive(Debug, Clone, Copy)]
pub(in crate::coach) struct DoneBefore {
    /// Of its side; of all where there are no sides.
    pub of_side: u32,
    /// Of all.
    pub of_all: u32,
    /// Whether the exercise has sides.
    pub has_sides: bool,
}

impl Fading {
    /// After so many sets done well.
    pub(in crate::coach) fn after(good_sets: u32) -> Self {
        Fading { good_sets }
    }

    /// Whether the user is told at the beginning what to do.
    pub(in crate::coach) fn tells_way_in(self) -> bool {
        self.good_sets < PHASES_ONCE_FROM
    }

    /// Whether the phases of this movement are told.
    pub(super) fn tells_phases(self, done: DoneBefore) -> bool {
        if self.good_sets >= SPARSE_FROM {
            false
        } else if self.good_sets >= PHASES_ONCE_FROM {
            done.of_all == 0
        } else if done.has_sides {
            done.of_side < TOLD_OF_A_SIDE
        } else {
            done.of_side < TOLD_WITHOUT_SIDES
        }
    }

    /// Whether half-time of a hold is told.
    pub(super) fn tells_half_way(self) -> bool {
        self.good_sets < SPARSE_FROM
    }

    /// Whether "Two more" is told before "Last one".
    pub(super) fn tells_two_more(self) -> bool {
        self.good_sets < LAST_ONE_ENOUGH_FROM
    }

    /// Whether what can wait is corrected in this movement. Every second one of a side, so that
    /// neither side of an alternating exercise goes without.
    pub(super) fn corrects(self, done_of_side: u32) -> bool {
        self.good_sets < SPARSE_FROM || done_of_side.is_multiple_of(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In which movements the phases are told, of a set of so many with or without sides in turn.
    fn told(good_sets: u32, has_sides: bool) -> Vec<u32> {
        let fading = Fading::after(good_sets);
        let done = |of_all: u32| DoneBefore {
            of_side: if has_sides { of_all / 2 } else { of_all },
            of_all,
            has_sides,
        };
        (0..6).filter(|n| fading.tells_phases(done(*n))).collect()
    }

    #[test]
    fn phases_are_told_in_fewer_movements_with_every_set_done_well() {
        for has_sides in [true, false] {
            assert_eq!(told(0, has_sides), [0, 1]);
            assert_eq!(told(1, has_sides), [0]);
            assert_eq!(told(2, has_sides), [0; 0]);
        }
    }

    #[test]
    fn from_the_third_set_on_every_second_repetition_is_corrected() {
        let corrected = |good_sets| {
            let fading = Fading::after(good_sets);
            (0..4).filter(move |n| fading.corrects(*n)).count()
        };
        assert_eq!([0, 1, 2, 9].map(corrected), [4, 4, 2, 2]);
    }
}
