//! Where rest lies in a flow between two ends.

/// Both ends were shown where the signal goes this many times as far as the ends are apart. A way
/// to one end alone does not go so far.
const WHOLE_RANGE: f32 = 1.5;
/// Seconds of the past in which the whole range is looked for.
const RANGE_S: f64 = 20.0;
/// Share of the range between the ends by which a signal has to go beyond an end, so that noise
/// does not decide.
const SPARE_PART: f32 = 0.06;

/// Finds where rest lies. A user who begins with a hollow back, or looks far ahead, is at one end
/// already, so that against this beginning only the other end could be reached. When the signal has
/// gone from end to end, rest is moved so that both ends were reached, and by no more.
#[derive(Debug, Clone, Default)]
pub(super) struct Neutral {
    /// Farthest to either side, in steps of time.
    seen: Vec<(f64, f32, f32)>,
}

impl Neutral {
    /// How often the past is summed up.
    const STEP_S: f64 = 0.5;

    /// Takes the signal; gives how far rest is from 0. `high` and `low` are where the ends begin.
    pub(super) fn step(&mut self, t_s: f64, signal: f32, high: f32, low: f32) -> f32 {
        self.seen.retain(|(at_s, ..)| t_s - at_s <= RANGE_S);
        match self.seen.last_mut() {
            Some((at_s, least, most)) if t_s - *at_s < Self::STEP_S => {
                (*least, *most) = (least.min(signal), most.max(signal));
            }
            _ => self.seen.push((t_s, signal, signal)),
        }
        let seen = self.seen.iter();
        let (least, most) = seen.fold((signal, signal), |(least, most), (_, low, high)| {
            (least.min(*low), most.max(*high))
        });
        let apart = high - low;
        if most - least < WHOLE_RANGE * apart {
            return 0.0;
        }
        let spare = SPARE_PART * apart;
        if least > low - spare {
            least - (low - spare)
        } else if most < high + spare {
            most - (high + spare)
        } else {
            0.0
        }
    }
}
