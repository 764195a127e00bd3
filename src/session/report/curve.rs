//! The signal of a set over its time, and the person at the best and at the worst moment.

use maud::{Markup, html};

use super::clock;
use super::named::Named;
use super::plot::{LEFT, RIGHT, WIDTH, at};
use super::read::Rep;
use crate::blazepose::{Joint, Side};
use crate::exercise::Exercise;
use crate::session::track::SeenPerson;
use crate::words::{Language, report};

/// What the track of a set tells beside its events.
#[derive(Debug, Clone, PartialEq)]
pub struct SetCurve {
    /// The second of the source and the signal of the exercise in its unit, where it was known.
    pub samples: Vec<(f64, Option<f32>)>,
    /// From when to when something was off, in seconds of the source.
    pub off_s: Vec<[f64; 2]>,
    /// The person in the best repetition, where it went farthest.
    pub best: Option<Moment>,
    /// The person when something was off, with the fault: the one that lasted longest.
    pub worst: Option<(String, Moment)>,
}

/// The person at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Seconds of the source.
    pub t_s: f64,
    /// The person.
    pub person: SeenPerson,
    /// The side that is nearer to the camera.
    pub near: Side,
}

/// A point at least so visible is drawn.
const SEEN: f32 = 0.3;

/// The widest gap between samples of one line, in seconds. A longer one is a time in which the signal was
/// not known.
const GAP_S: f64 = 0.7;

/// How many samples the line shows at most, finer than print.
const SHOWN: usize = 500;

/// Bones of one side.
const BONES: [[Joint; 2]; 6] = [
    [Joint::Ear, Joint::Shoulder],
    [Joint::Shoulder, Joint::Elbow],
    [Joint::Elbow, Joint::Wrist],
    [Joint::Shoulder, Joint::Hip],
    [Joint::Hip, Joint::Knee],
    [Joint::Knee, Joint::Ankle],
];

impl SetCurve {
    /// The section of the report, with the repetitions of the set.
    pub(super) fn html(
        &self,
        exercise: &Exercise,
        named: &Named,
        reps: &[Rep],
        language: Language,
    ) -> Markup {
        let label = &exercise.measure(exercise.cycle.signal).label;
        let at_best = report::AT_BEST.in_language(language);
        html! {
            section {
                h2 { (report::OVER_TIME.in_language(language)) }
                figure.wide {
                    figcaption {
                        b { (label) }
                        span { (zone_sign()) (report::TARGET.in_language(language)) }
                        @if !self.off_s.is_empty() {
                            span { (off_sign()) (report::OFF.in_language(language)) }
                        }
                    }
                    (self.signal(exercise, reps, language))
                }
                @if self.best.is_some() || self.worst.is_some() {
                    div.moments {
                        @if let Some(best) = &self.best {
                            (best.html(at_best, language))
                        }
                        @if let Some((fault, worst)) = &self.worst {
                            (worst.html(named.fault(fault), language))
                        }
                    }
                }
            }
        }
    }

    /// The line of the signal, the zone that it should reach, the repetitions and the times when something
    /// was off.
    fn signal(&self, exercise: &Exercise, reps: &[Rep], language: Language) -> Markup {
        const WIDE: f32 = 2.0 * WIDTH;
        const TOP: f32 = 16.0;
        const BOTTOM: f32 = 106.0;
        let meter = &exercise.meter;
        let ends = (self.samples.first(), self.samples.last());
        let (Some(&(from_s, _)), Some(&(to_s, _))) = ends else {
            return html! {};
        };
        let length_s = (to_s - from_s).max(1.0);
        let inner = WIDE - LEFT - RIGHT;
        let x = |t_s: f64| LEFT + inner * ((t_s - from_s) / length_s).clamp(0.0, 1.0) as f32;
        let share = |value: f32| ((value - meter.low) / (meter.high - meter.low)).clamp(-0.1, 1.1);
        let y = |value: f32| BOTTOM - (BOTTOM - TOP) * share(value);
        let zones = std::iter::once(meter.zone)
            .chain(exercise.cycle.other.as_ref().map(|other| other.zone));
        let title = report::OVER_TIME.in_language(language);
        html! {
            svg viewBox={ "0 0 " (WIDE) " 128" } role="img" aria-label=(title) {
                @for zone in zones {
                    @let [a, b] = zone.map(y);
                    rect.zone x=(LEFT) y=(at(a.min(b))) width=(inner) height=(at((a - b).abs())) {}
                }
                @for [off_s, until_s] in &self.off_s {
                    @let width = (x(*until_s) - x(*off_s)).max(1.5);
                    rect.off x=(at(x(*off_s))) y=(BOTTOM + 2.0) width=(at(width)) height="5" {}
                }
                line.grid x1=(LEFT) x2=(WIDE - RIGHT) y1=(BOTTOM) y2=(BOTTOM) {}
                @for points in self.lines() {
                    @let places: Vec<String> = points.iter()
                        .map(|(t_s, value)| format!("{},{}", at(x(*t_s)), at(y(*value)))).collect();
                    polyline.left points=(places.join(" ")) {}
                }
                @for rep in reps {
                    @let sign = match rep.good { Some(true) => "✓", Some(false) => "✗", None => "–" };
                    text.mid x=(at(x(rep.t_s))) y="11" { (sign) }
                }
                text.end x=(LEFT - 4.0) y=(TOP + 8.0) { (meter.words[1]) }
                text.end x=(LEFT - 4.0) y=(BOTTOM) { (meter.words[0]) }
                text x=(LEFT) y="123" { (clock(from_s, language)) }
                text.end x=(WIDE - RIGHT) y="123" { (clock(to_s, language)) }
            }
        }
    }

    /// Runs of samples without a gap, thinned to what is seen.
    fn lines(&self) -> Vec<Vec<(f64, f32)>> {
        let every = self.samples.len().div_ceil(SHOWN).max(1);
        let known = self.samples.iter().step_by(every);
        let known = known.filter_map(|(t_s, value)| Some((*t_s, (*value)?)));
        let mut lines: Vec<Vec<(f64, f32)>> = Vec::new();
        for sample in known {
            let goes_on = |line: &&mut Vec<(f64, f32)>| {
                let last = line.last();
                last.is_some_and(|(t_s, _)| sample.0 - t_s <= GAP_S.max(2.0 * self.step_s(every)))
            };
            match lines.last_mut().filter(goes_on) {
                Some(line) => line.push(sample),
                None => lines.push(vec![sample]),
            }
        }
        lines
    }

    /// Seconds between the samples that are drawn.
    fn step_s(&self, every: usize) -> f64 {
        match &self.samples[..] {
            [first, .., last] => {
                (last.0 - first.0) / (self.samples.len() - 1) as f64 * every as f64
            }
            _ => 0.0,
        }
    }
}

impl Moment {
    fn html(&self, what: &str, language: Language) -> Markup {
        html! {
            figure {
                figcaption { b { (what) } (clock(self.t_s, language)) }
                (self.skeleton(what))
            }
        }
    }

    /// The person, the nearer side in front of the other one.
    fn skeleton(&self, title: &str) -> Markup {
        let drawing = Drawing::around(&self.points());
        let radius = HEAD_TORSO * drawing.scale * self.torso_px();
        html! {
            svg viewBox={ "0 0 " (ROOM[0]) " " (ROOM[1]) } role="img" aria-label=(title) {
                line.grid x1="0" x2=(ROOM[0]) y1=(ROOM[1] - 3.0) y2=(ROOM[1] - 3.0) {}
                @for side in [self.near.other(), self.near] {
                    @let class = if side == self.near { "near" } else { "far" };
                    @for bone in self.bones(side) {
                        @let [[x1, y1], [x2, y2]] = bone.map(|point| drawing.place(point));
                        line class=(class) x1=(x1) y1=(y1) x2=(x2) y2=(y2) {}
                    }
                }
                @if let Some(ear) = self.seen(self.near, Joint::Ear) {
                    @let [x, y] = drawing.place(ear);
                    circle.head cx=(x) cy=(y) r=(at(radius)) {}
                }
            }
        }
    }

    /// The place of a joint that was seen, in pixels of the picture.
    fn seen(&self, side: Side, joint: Joint) -> Option<[f32; 2]> {
        let landmark = joint.landmark(side);
        (self.person.visibility(landmark) >= SEEN).then(|| self.person.at_px(landmark))
    }

    /// The bones of a side of which both ends were seen.
    fn bones(&self, side: Side) -> Vec<[[f32; 2]; 2]> {
        let bones = BONES.iter();
        let seen = |[from, to]: &[Joint; 2]| Some([self.seen(side, *from)?, self.seen(side, *to)?]);
        bones.filter_map(seen).collect()
    }

    fn points(&self) -> Vec<[f32; 2]> {
        let sides = [Side::Left, Side::Right].into_iter();
        sides.flat_map(|side| self.bones(side)).flatten().collect()
    }

    /// Length of the trunk on the nearer side.
    fn torso_px(&self) -> f32 {
        let at = |joint: Joint| self.person.at_px(joint.landmark(self.near));
        let ([x, y], [hip_x, hip_y]) = (at(Joint::Shoulder), at(Joint::Hip));
        (x - hip_x).hypot(y - hip_y)
    }
}

/// Half of the head in trunk lengths.
const HEAD_TORSO: f32 = 0.2;

/// Width and height of a drawing of a person.
const ROOM: [f32; 2] = [WIDTH, 150.0];

/// How the points of a picture lie in a drawing: the lowest one on its ground.
struct Drawing {
    /// Column of the middle, and the lowest row, in pixels of the picture.
    foot_px: [f32; 2],
    scale: f32,
}

impl Drawing {
    fn around(points: &[[f32; 2]]) -> Self {
        const RIM: f32 = 18.0;
        let edge = |pick: fn(f32, f32) -> f32, axis: usize| {
            let along = points.iter().map(|point| point[axis]);
            along.reduce(pick).unwrap_or_default()
        };
        let (left, right) = (edge(f32::min, 0), edge(f32::max, 0));
        let (top, bottom) = (edge(f32::min, 1), edge(f32::max, 1));
        let [across, up] = [(right - left).max(1.0), (bottom - top).max(1.0)];
        Drawing {
            foot_px: [(left + right) / 2.0, bottom],
            scale: ((ROOM[0] - 2.0 * RIM) / across).min((ROOM[1] - 2.0 * RIM) / up),
        }
    }

    fn place(&self, [x, y]: [f32; 2]) -> [String; 2] {
        const GROUND: f32 = 7.0;
        let x = ROOM[0] / 2.0 + (x - self.foot_px[0]) * self.scale;
        [
            at(x),
            at(ROOM[1] - GROUND + (y - self.foot_px[1]) * self.scale),
        ]
    }
}

fn zone_sign() -> Markup {
    html! { svg.sign viewBox="0 0 12 12" aria-hidden="true" { rect.zone width="12" height="12" {} } }
}

fn off_sign() -> Markup {
    html! { svg.sign viewBox="0 0 12 12" aria-hidden="true" { rect.off y="4" width="12" height="5" {} } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{Landmark, Pose};

    #[test]
    fn a_time_in_which_the_signal_was_not_known_is_a_gap_in_the_line() {
        let sample = |frame: u32| {
            let is_known = !(40..60).contains(&frame);
            (f64::from(frame) / 20.0, is_known.then_some(frame as f32))
        };
        let curve = SetCurve {
            samples: (0..100).map(sample).collect(),
            off_s: Vec::new(),
            best: None,
            worst: None,
        };
        let lines = curve.lines();
        let lengths: Vec<usize> = lines.iter().map(Vec::len).collect();
        assert_eq!(lengths, [40, 40]);
        assert_eq!(lines[1][0], (3.0, 60.0));
    }

    #[test]
    fn a_person_lies_on_the_ground_of_the_drawing_and_within_it() {
        let landmarks = std::array::from_fn(|number| Landmark {
            x_px: 100.0 + 37.0 * number as f32,
            y_px: 700.0 - 11.0 * number as f32,
            visibility: 1.0,
            ..Landmark::default()
        });
        let moment = Moment {
            t_s: 1.0,
            person: SeenPerson::of(&Pose::of_landmarks(landmarks), [1280, 720], 90.0),
            near: Side::Right,
        };
        let drawing = Drawing::around(&moment.points());
        for point in moment.points() {
            let [x, y] = drawing.place(point).map(|at| at.parse::<f32>().unwrap());
            assert!(
                (0.0..=ROOM[0]).contains(&x) && (0.0..=ROOM[1]).contains(&y),
                "{x} {y}"
            );
        }
        let html = moment.skeleton("a").into_string();
        assert_eq!(html.matches("class=\"near\"").count(), BONES.len());
        assert_eq!(html.matches("class=\"far\"").count(), BONES.len());
    }
}
