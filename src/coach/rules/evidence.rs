//! What each rule has seen of the present repetition. A repetition of which no rule could judge
//! anything is neither good nor not good, and praise claims only what was seen and was good.

use std::collections::BTreeMap;

use crate::coach::event::Band;
use crate::coach::fault::FaultId;
use crate::exercise::{CycleTime, Exercise, Kind};

/// A rule has judged a repetition when it knew its measure in this many frames. A value that only
/// passes by is seen in one or two.
const JUDGED_FRAMES: u32 = 3;
/// Praise asks for more: the measure was known in this part of the frames in which the rule
/// listens, so that a limb that was hidden for half of the time is not praised.
const KNOWN_PART: f32 = 0.8;
/// … and was a little off in at most this part of them, which is what the jitter of landmarks does.
const OFF_PART: f32 = 0.1;

/// What one rule has seen.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// Frames in which it listened.
    listened: u32,
    /// … in which its measure was known.
    known: u32,
    /// … and a little off.
    warn: u32,
    /// Whether it was bad in a single frame.
    was_bad: bool,
    /// Whether warnings could not be told from good, because the view was too oblique.
    was_coarse: bool,
    /// A time of the cycle is known at once.
    time: Option<Band>,
}

impl Seen {
    fn has_judged(&self) -> bool {
        self.known >= JUDGED_FRAMES || self.time.is_some()
    }

    fn is_good(&self) -> bool {
        let of_frames = self.known >= JUDGED_FRAMES
            && self.known as f32 >= KNOWN_PART * self.listened as f32
            && self.warn as f32 <= OFF_PART * self.known as f32
            && !self.was_bad
            && !self.was_coarse;
        self.time.map_or(of_frames, |band| band == Band::Good)
    }
}

/// What all rules have seen of the present repetition.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    seen: BTreeMap<FaultId, Seen>,
    /// A rule of form or safety listened, and there were too few frames for it.
    is_missed: bool,
}

impl Evidence {
    /// A frame in which a rule listened: the band of its value, none where it is unknown.
    pub(super) fn note(&mut self, fault: FaultId, band: Option<Band>, is_coarse: bool) {
        let seen = self.seen.entry(fault).or_default();
        seen.listened += 1;
        seen.known += u32::from(band.is_some());
        seen.warn += u32::from(band == Some(Band::Warn));
        seen.was_bad |= band == Some(Band::Bad);
        seen.was_coarse |= is_coarse;
    }

    /// A time of the cycle; the worst one counts where there are several.
    pub(super) fn note_time(&mut self, fault: FaultId, band: Band) {
        let seen = self.seen.entry(fault).or_default();
        seen.time = seen.time.max(Some(band));
    }

    /// Something that would have been worth a correction may have gone by between two frames.
    pub(super) fn miss(&mut self) {
        self.is_missed = true;
    }

    /// Whether any rule has judged the form, and none missed it for want of frames. How long a hold
    /// lasts and which limbs move are facts of the count, seen from any side.
    pub(super) fn has_judged(&self, exercise: &Exercise) -> bool {
        let is_fact = |fault: &FaultId| {
            let kind = &exercise.measure(fault.of(exercise).measure).kind;
            matches!(kind, Kind::Same(_) | Kind::Time(CycleTime::Hold))
        };
        let mut seen = self.seen.iter();
        !self.is_missed && seen.any(|(fault, seen)| !is_fact(fault) && seen.has_judged())
    }

    /// Whether the rules at all of these places have seen their measures, and found them good all
    /// the time.
    pub(super) fn backs(&self, places: &[usize]) -> bool {
        let is_good = |place: &usize| {
            self.seen
                .get(&FaultId::at(*place))
                .is_some_and(Seen::is_good)
        };
        places.iter().all(is_good)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(bands: &[Option<Band>]) -> Evidence {
        let mut evidence = Evidence::default();
        for band in bands {
            evidence.note(FaultId::at(0), *band, false);
        }
        evidence
    }

    const GOOD: Option<Band> = Some(Band::Good);

    #[test]
    fn good_in_all_frames_backs_a_claim() {
        assert!(seen(&[GOOD; 20]).backs(&[0]));
        assert!(!seen(&[GOOD; 20]).backs(&[0, 1]), "the other was not seen");
    }

    #[test]
    fn nothing_seen_or_hardly_anything_backs_no_claim() {
        assert!(!seen(&[]).backs(&[0]));
        assert!(!seen(&[GOOD; 2]).backs(&[0]));
        assert!(!seen(&[GOOD, GOOD, GOOD, None, None, None]).backs(&[0]));
    }

    #[test]
    fn a_single_bad_frame_or_a_tenth_a_little_off_is_no_praise() {
        let with = |band, times: usize| {
            let mut bands = vec![GOOD; 20];
            bands[5..5 + times].fill(Some(band));
            seen(&bands).backs(&[0])
        };
        assert!(!with(Band::Bad, 1));
        assert!(with(Band::Warn, 2), "as noise does");
        assert!(!with(Band::Warn, 3));
    }

    #[test]
    fn good_in_an_oblique_view_backs_no_claim() {
        let mut evidence = seen(&[GOOD; 20]);
        evidence.note(FaultId::at(0), GOOD, true);
        assert!(!evidence.backs(&[0]));
    }

    #[test]
    fn the_worst_time_counts() {
        let mut evidence = seen(&[]);
        evidence.note_time(FaultId::at(0), Band::Good);
        assert!(evidence.backs(&[0]));
        evidence.note_time(FaultId::at(0), Band::Warn);
        evidence.note_time(FaultId::at(0), Band::Good);
        assert!(!evidence.backs(&[0]));
    }
}
