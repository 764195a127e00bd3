//! The scene of the set: ring, dots, meter, strip.

use crate::blazepose::Side;
use crate::body::Body;
use crate::coach::cycle::Stage;
use crate::coach::fault::band_of;
use crate::coach::machine::{Coach, Mode};
use crate::coach::scene::{CoachScene, DotRow, Icon, Mark, Meter, Ring, Strip, StripKind};
use crate::coach::strip::{About, StripState};
use crate::coach::words;
use crate::exercise::{Arrow, CycleKind};

/// Seconds between two repetitions, for the time that is left.
const BETWEEN_REPS_S: f32 = 4.0;

impl Coach {
    pub(super) fn coach_scene(&self, body: Option<&Body>, notice: Option<&str>) -> CoachScene {
        let paused = matches!(self.mode, Mode::Paused(_));
        CoachScene {
            exercise: self.exercise.name.clone(),
            variant: self.exercise.variant_name.clone(),
            subtitle: self.options.dose.words.clone(),
            ring: self.ring(),
            side: self
                .next_side()
                .and_then(|side| Some((side, self.side_word(Some(side))?.to_owned()))),
            dots: self.dot_rows(),
            meter: Some(self.meter()),
            strip: if paused {
                Strip {
                    kind: StripKind::Calm,
                    icon: Icon::Calm { size: 0.0 },
                    text: words::PAUSED.to_owned(),
                }
            } else {
                self.strip_scene(body)
            },
            is_paused: paused,
            figure: body.map(|body| self.figure(body)),
            notice: notice
                .map(ToOwned::to_owned)
                .or_else(|| paused.then(|| words::PAUSED_SHORT.to_owned())),
            footer: self.time_left(),
        }
    }

    fn ring(&self) -> Ring {
        let goal_s = self.options.dose.hold_s.max(0.1);
        let held_s = self.counter.held_s().unwrap_or(0.0) as f32;
        let part = (held_s / goal_s).clamp(0.0, 1.0);
        if self.exercise.cycle.kind == CycleKind::Hold {
            let left = (goal_s - held_s).max(0.0).ceil() as u32;
            return Ring {
                number: left,
                unit: if left == 1 {
                    "second left"
                } else {
                    "seconds left"
                }
                .to_owned(),
                part,
                stopped: self.counter.clock_stopped(),
            };
        }
        let done = self.tally.of_side(self.next_side());
        let wanted = self.options.dose.reps;
        let at_work = self.counter.stage() != Stage::Rest;
        Ring {
            number: if at_work { done + 1 } else { done },
            unit: format!("of {}", wanted.max(done)),
            part,
            // A repetition's clock stands still while a cue is up.
            stopped: self.strip.cued_rule().is_some() && held_s > 0.0,
        }
    }

    fn dot_rows(&self) -> Vec<DotRow> {
        let wanted = self.options.dose.reps;
        let next = self.next_side();
        let at_work = self.counter.stage() != Stage::Rest;
        let row = |side: Option<Side>| {
            let is_its_turn = side.is_none() || side == next;
            DotRow {
                side,
                at_work: is_its_turn,
                dots: self.tally.dots(side, wanted, is_its_turn && at_work),
            }
        };
        match self.exercise.cycle.side {
            Some(_) => vec![row(Some(Side::Left)), row(Some(Side::Right))],
            None => vec![row(None)],
        }
    }

    fn meter(&self) -> Meter {
        let meter = &self.exercise.meter;
        let value = self.values.get(meter.measure).value();
        // The cued measure's colour while a cue is up, when it is the one that is shown.
        let mark = match value {
            None => Mark::Unknown,
            Some(value) => self
                .exercise
                .faults
                .iter()
                .filter(|fault| fault.measure == meter.measure && !fault.limits.is_invitation())
                .filter(|_| self.counter.stage() == Stage::Target)
                .map(|fault| band_of(fault.limits, value, self.options.strictness))
                .max()
                .map_or(Mark::Good, Mark::from),
        };
        Meter {
            low: meter.low,
            high: meter.high,
            zones: std::iter::once(meter.zone)
                .chain(meter.other_zone)
                .collect(),
            value,
            mark,
            words: meter.words.clone(),
            best: self.best.value.filter(|_| self.exercise.personal.is_some()),
        }
    }

    fn strip_scene(&self, body: Option<&Body>) -> Strip {
        match self.strip.state() {
            StripState::Calm => Strip {
                kind: StripKind::Calm,
                icon: Icon::Calm { size: 0.5 },
                text: self.phase_words().to_owned(),
            },
            StripState::Cue { about, text, .. } => Strip {
                kind: StripKind::Cue,
                icon: match about {
                    About::Rule(fault) => self.cue_icon(*fault, body),
                    About::Next => Icon::Turn,
                },
                text: text.clone(),
            },
            StripState::Good { text, .. } => Strip {
                kind: StripKind::Good,
                icon: Icon::Tick,
                text: text.clone(),
            },
            StripState::NotSeen { text, .. } => Strip {
                kind: StripKind::NotSeen,
                icon: Icon::Unknown,
                text: text.clone(),
            },
        }
    }

    fn phase_words(&self) -> &str {
        let words = &self.exercise.cycle.phase_words;
        match self.counter.stage() {
            Stage::Rest => &words.rest,
            Stage::GoingIn | Stage::Stalled => match &words.other {
                Some(other) if self.counter.is_at_other() => &other.going_in,
                _ => &words.going_in,
            },
            Stage::Target
                if self
                    .counter
                    .held_s()
                    .is_some_and(|s| s >= f64::from(self.options.dose.hold_s)) =>
            {
                &words.going_out
            }
            Stage::Target => self.hold_words(),
            Stage::GoingOut => &words.going_out,
        }
    }

    /// The arrow on the strip points the way to move; a bent one where there is no single way.
    fn cue_icon(&self, fault: usize, body: Option<&Body>) -> Icon {
        match body.and_then(|body| self.cue_figure(fault, body)) {
            Some(cue) => Icon::Arrow {
                angle_rad: (cue.target[1] - cue.end[1]).atan2(cue.target[0] - cue.end[0]),
            },
            None => match self.exercise.faults[fault].draw.arrow {
                Some(Arrow::Up) => Icon::Arrow {
                    angle_rad: -std::f32::consts::FRAC_PI_2,
                },
                Some(Arrow::Down) => Icon::Arrow {
                    angle_rad: std::f32::consts::FRAC_PI_2,
                },
                None => Icon::Turn,
            },
        }
    }

    fn time_left(&self) -> String {
        let left_s = self.left_to_do() as f32 * (self.options.dose.hold_s + BETWEEN_REPS_S);
        match (left_s / 60.0).round() as u32 {
            0 => "less than a minute left".to_owned(),
            1 => "about 1 minute left".to_owned(),
            minutes => format!("about {minutes} minutes left"),
        }
    }
}
