//! All measures of an exercise in one frame, as its rules read them.

use crate::blazepose::Side;
use crate::body::body_frame::BodyFrame;
use crate::body::geometry::wrapped_deg;
use crate::body::history::Past;
use crate::body::outline::BackOutline;
use crate::body::person::Body;
use crate::exercise::{Exercise, Measure, MeasureId, Reference, Sign};

use super::interpreter::{Inputs, Interpreter};
use super::measured::{Measured, OfLimb, Why};

/// Times of the cycle, which the coach knows and measures may refer to.
#[derive(Debug, Clone, Copy, Default)]
pub struct CycleTimes {
    /// Seconds from 10 to 90 % of the way in.
    pub rise_s: Option<f32>,
    /// Seconds held so far.
    pub hold_s: Option<f32>,
    /// Seconds the dose asks for.
    pub goal_s: Option<f32>,
    /// Seconds from end to end of a flow, the slower of the last two ways.
    pub half_s: Option<f32>,
    /// Number of the present repetition.
    pub rep: u32,
}

/// All measures of an exercise in one frame. They are refilled from frame to frame.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Values before they are compared with the start pose. A base is made of them.
    raw: Vec<OfLimb<Measured>>,
    /// Values as the rules read them.
    values: Vec<Measured>,
    /// The past of each measure, for those that need it.
    past: Vec<Past>,
}

impl Values {
    /// The measure at `id`.
    #[must_use]
    pub fn get(&self, id: MeasureId) -> Measured {
        self.values
            .get(id.0)
            .copied()
            .unwrap_or(Measured::Unknown(Why::NotYet))
    }

    /// All values, before they are compared with the start pose.
    #[must_use]
    pub fn raw(&self) -> &[OfLimb<Measured>] {
        &self.raw
    }

    /// Measures a frame. `base` holds the start pose's raw values by measure, empty before there
    /// is one; `outline` is the back's outline where the exercise asks for it.
    pub fn measure(
        &mut self,
        exercise: &Exercise,
        body: &Body,
        body_frame: &BodyFrame,
        base: &[OfLimb<Option<f32>>],
        times: CycleTimes,
        outline: Option<&BackOutline>,
    ) {
        let inputs = Inputs {
            exercise,
            body,
            body_frame,
            times,
            outline,
        };
        self.raw.clear();
        self.values.clear();
        self.past
            .resize_with(exercise.measures.len(), Past::default);
        for (place, measure) in exercise.measures.iter().enumerate() {
            let role = exercise.picked_role(measure);
            let limb = role
                .and_then(|role| body_frame.side(role))
                .unwrap_or(Side::Left);
            let of_limb = self.of_limb(inputs, place, limb, role.is_some());
            let start = base.get(place).and_then(|base| base[limb.index()]);
            let raw = of_limb[limb.index()];
            self.values.push(referred(&inputs, measure, raw, start));
            self.raw.push(of_limb);
        }
    }

    /// The raw values of a measure: for the `limb` it looks at, and for the other limb where a role
    /// `picks` one of the two. The movement of a limb that is not at work belongs to no start pose, so
    /// a measure that looks back has only one value.
    fn of_limb(
        &mut self,
        inputs: Inputs,
        place: usize,
        limb: Side,
        picks: bool,
    ) -> OfLimb<Measured> {
        let kind = &inputs.exercise.measures[place].kind;
        let interpreter = |limb, is_other_limb| Interpreter {
            inputs,
            before: &self.values,
            raw_before: &self.raw,
            limb,
            is_other_limb,
        };
        let raw = interpreter(limb, false).value(kind, &mut self.past[place]);
        let mut of_limb = [raw; 2];
        if picks && let Ok(other) = interpreter(limb.other(), true).present(kind) {
            of_limb[limb.other().index()] = other;
        }
        of_limb
    }
}

/// A raw value as the rules read it: compared with `start`, its value in the start pose, or with the
/// dose, and with the sign that the exercise file gives it.
fn referred(inputs: &Inputs, measure: &Measure, raw: Measured, start: Option<f32>) -> Measured {
    let referred = match measure.reference {
        Reference::Absolute => raw,
        Reference::ChangeFromStart if measure.unit(inputs.exercise) == "deg" => {
            raw.against(start, |value, start| wrapped_deg(value - start))
        }
        Reference::ChangeFromStart => raw.against(start, |value, start| value - start),
        Reference::RatioToStart => raw.against(start, |value, start| value / start),
        Reference::RatioToGoal => match inputs.times.goal_s {
            Some(goal_s) if goal_s > 0.0 => raw.map(|value| value / goal_s),
            _ => Measured::Unknown(Why::NotYet),
        },
    };
    match measure.sign {
        Sign::Kept => referred,
        Sign::Reversed => referred.map(|value| -value),
        Sign::Dropped => referred.map(f32::abs),
    }
}

#[cfg(test)]
mod tests {
    use proptest::array;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::RngSeed;

    use super::*;
    use crate::blazepose::LANDMARKS;
    use crate::exercise::{Kind, ids, load};
    use crate::pose::{Landmark, Pose};

    const SIZE_PX: [f32; 2] = [640.0, 480.0];

    /// A pose with every landmark seen, anywhere in the picture.
    fn anywhere() -> impl Strategy<Value = Pose> {
        let landmark = (0.0..SIZE_PX[0], 0.0..SIZE_PX[1]).prop_map(|(x_px, y_px)| Landmark {
            x_px,
            y_px,
            z_px: 0.0,
            visibility: 1.0,
            presence: 1.0,
        });
        array::uniform::<_, LANDMARKS>(landmark).prop_map(Pose::of_landmarks)
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 64,
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn no_difference_of_angles_and_no_range_is_more_than_half_a_turn(
            id in select(ids()),
            poses in vec(anywhere(), 1..60),
        ) {
            let exercise = load(&id, None, None).unwrap();
            let mut values = Values::default();
            let mut base = Vec::new();
            let mut body_frame: Option<BodyFrame> = None;
            for (frame, pose) in (0..).zip(&poses) {
                let body = Body {
                    t_s: f64::from(frame) / 20.0,
                    size_px: SIZE_PX,
                    pose,
                    light: None,
                    back_edge: None,
                };
                let body_frame = body_frame.get_or_insert_with(|| BodyFrame::new(&exercise, &body));
                body_frame.follow(&exercise, &body, frame % 3 == 0, false);
                values.measure(&exercise, &body, body_frame, &base, CycleTimes::default(), None);
                if frame == 0 {
                    let raw = values.raw().iter();
                    base = raw.map(|of_limb| of_limb.map(Measured::value)).collect();
                }
                for (place, measure) in exercise.measures.iter().enumerate() {
                    let is_bounded = measure.reference == Reference::ChangeFromStart
                        || matches!(measure.kind, Kind::Range(_));
                    if is_bounded
                        && measure.unit(&exercise) == "deg"
                        && let Some(value) = values.get(MeasureId(place)).value()
                    {
                        prop_assert!(value.abs() <= 180.0, "{} {}: {}", id, measure.name, value);
                    }
                }
            }
        }
    }
}
