//! Turns what the coach knows into a [`Scene`]: which row is open, which bone is marked, which
//! way the arrow points. Every judgement was made before; nothing is drawn here.

use crate::body::{Body, Vec2};
use crate::exercise::{Arrow, CycleKind, DrawWhat, End, Joint, Kind, Point, Show, View};
use crate::pose::LANDMARKS;

use super::cycle::Stage;
use super::event::Missing;
use super::fault::band_of;
use super::machine::{Coach, Mode};
use super::scene::*;
use super::strip::StripState;
use super::words;

/// A landmark dimmer than this is not drawn: it would be a guess.
const DRAWN: f32 = 0.2;
/// Length of a shift arrow, in torso lengths.
const SHIFT_TORSO: f32 = 0.35;
/// Seconds between two repetitions, for the time that is left.
const BETWEEN_REPS_S: f32 = 4.0;

impl Coach {
    /// What is to be seen now. `body` is the body of the last step; `notice` is shown over the
    /// picture ("The camera gives no picture").
    #[must_use]
    pub fn scene(&self, body: Option<&Body>, notice: Option<&str>) -> Scene {
        match self.mode {
            Mode::Setup => Scene::Setup(self.setup_scene(body, notice)),
            Mode::Active | Mode::Paused { .. } => Scene::Coach(self.coach_scene(body, notice)),
            Mode::Done => Scene::Summary(self.summary_scene()),
        }
    }

    fn setup_scene(&self, body: Option<&Body>, notice: Option<&str>) -> SetupScene {
        let setup = &self.setup;
        let is_side = self.exercise.setup.view == View::Side;
        let missing = setup.missing();
        let is_missing = |what| missing.contains(&what);
        let nobody = is_missing(Missing::Person);
        let done = |ok: bool| {
            if ok {
                CheckState::Done
            } else {
                CheckState::Waiting
            }
        };
        let row = |label: &str, hint: &str, state, icon| CheckRow {
            label: label.to_owned(),
            hint: hint.to_owned(),
            state,
            icon,
        };
        let turn_words = if is_side {
            "Turn a little"
        } else {
            "Turn to me"
        };
        let further = is_missing(Missing::Further);
        let distance_hint = match (further, is_missing(Missing::Closer)) {
            (_, true) => "Come closer",
            (true, _) => "Move back",
            _ => "Just right",
        };
        // Towards the camera is down in the picture, away from it up.
        let nearer = Icon::Arrow {
            angle_rad: std::f32::consts::FRAC_PI_2,
        };
        let farther = Icon::Arrow {
            angle_rad: -std::f32::consts::FRAC_PI_2,
        };
        let fits = |what: &[Missing]| !nobody && !what.iter().any(|what| is_missing(*what));
        let mut rows = [
            row(
                words::WHOLE_BODY,
                if fits(&[Missing::WholeBody]) {
                    "In the picture"
                } else {
                    "Show all of you"
                },
                done(fits(&[Missing::WholeBody])),
                Icon::Unknown,
            ),
            row(
                if is_side {
                    words::SIDE_ON
                } else {
                    words::FACING
                },
                if fits(&[Missing::SideOn]) {
                    "Just right"
                } else {
                    turn_words
                },
                done(fits(&[Missing::SideOn])),
                Icon::Turn,
            ),
            row(
                words::DISTANCE,
                distance_hint,
                done(fits(&[Missing::Closer, Missing::Further])),
                if further { farther } else { nearer },
            ),
            row(
                words::LIGHT,
                if fits(&[Missing::Light]) {
                    "Bright enough"
                } else {
                    "More light"
                },
                done(fits(&[Missing::Light])),
                Icon::Unknown,
            ),
            row(
                words::START_POSE,
                &self.exercise.setup.pose_words,
                done(!nobody && setup.posed),
                Icon::Arrow {
                    angle_rad: std::f32::consts::FRAC_PI_2,
                },
            ),
        ];
        // Only the most important open row is being worked on.
        let open = match missing.first() {
            Some(Missing::Person) => None,
            Some(Missing::Light) => Some(3),
            Some(Missing::WholeBody) => Some(0),
            Some(Missing::Closer | Missing::Further) => Some(2),
            Some(Missing::SideOn) => Some(1),
            None => (!setup.posed).then_some(4),
        };
        if let Some(open) = open {
            rows[open].state = CheckState::Open;
        }
        let strip = match (notice, missing.first()) {
            (Some(notice), _) => hint(Icon::Unknown, notice),
            (None, Some(first)) => {
                let icon = open.map_or(Icon::Unknown, |open| rows[open].icon);
                hint(icon, words::missing(*first, is_side))
            }
            (None, None) if setup.posed => {
                let hold_s = self.exercise.start_hold_s.max(0.1);
                let part = (self.start.held_s(self.t_s) as f32 / hold_s).min(1.0);
                Strip {
                    kind: StripKind::Good,
                    icon: Icon::Progress { part },
                    text: words::HOLD_STILL.to_owned(),
                }
            }
            (None, None) => hint(rows[4].icon, &self.exercise.setup.pose_words),
        };
        SetupScene {
            exercise: self.exercise.name.clone(),
            rows,
            strip,
            brackets: self.exercise.setup.brackets,
            turn: is_missing(Missing::SideOn).then_some(Turn::Unknown),
            figure: body.map(|body| {
                let mut figure = self.plain_figure(body);
                figure.outline = body
                    .pose
                    .mask
                    .as_ref()
                    .map_or_else(Vec::new, |mask| mask.outline());
                figure
            }),
        }
    }

    fn coach_scene(&self, body: Option<&Body>, notice: Option<&str>) -> CoachScene {
        let paused = matches!(self.mode, Mode::Paused { .. });
        CoachScene {
            exercise: match &self.exercise.variant {
                Some(variant) => format!("{} ({variant})", self.exercise.name),
                None => self.exercise.name.clone(),
            },
            subtitle: self.options.dose.words.clone(),
            ring: self.ring(),
            side: self
                .next_side()
                .and_then(|side| Some((side, self.side_word(Some(side))?.to_owned()))),
            dots: self.dot_rows(),
            meter: Some(self.meter()),
            strip: self.strip_scene(body),
            figure: body.map(|body| self.figure(body)),
            notice: notice
                .map(ToOwned::to_owned)
                .or_else(|| paused.then(|| words::PAUSED.to_owned())),
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
            stopped: self.strip.cued_fault().is_some() && held_s > 0.0,
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
                .map(|fault| Mark::from(band_of(fault.limits, value, self.options.strictness)))
                .max_by_key(|mark| match mark {
                    Mark::Bad => 2,
                    Mark::Warn => 1,
                    _ => 0,
                })
                .unwrap_or(Mark::Good),
        };
        Meter {
            low: meter.low,
            high: meter.high,
            zone: meter.zone,
            value,
            mark,
            words: meter.words.clone(),
        }
    }

    fn strip_scene(&self, body: Option<&Body>) -> Strip {
        match &self.strip {
            StripState::Calm => Strip {
                kind: StripKind::Calm,
                icon: Icon::Calm { size: 0.5 },
                text: self.phase_words().to_owned(),
            },
            StripState::Cue { fault, text, .. } => Strip {
                kind: StripKind::Cue,
                icon: fault.map_or(Icon::Turn, |fault| self.cue_icon(fault, body)),
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
            Stage::GoingIn | Stage::Stalled => &words.going_in,
            Stage::Target
                if self
                    .counter
                    .held_s()
                    .is_some_and(|s| s >= f64::from(self.options.dose.hold_s)) =>
            {
                &words.going_out
            }
            Stage::Target => &words.hold,
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

    fn plain_figure(&self, body: &Body) -> Figure {
        let mut points = [None; LANDMARKS];
        for (point, landmark) in points.iter_mut().zip(&body.pose.landmarks) {
            let at = Vec2::new(landmark.x_px, landmark.y_px);
            *point = (landmark.visibility >= DRAWN && body.is_inside(at)).then(|| at.to_array());
        }
        Figure {
            points,
            near: match self.exercise.setup.view {
                View::Side => self.bearings.as_ref().map(|bearings| bearings.near),
                View::Front => None,
            },
            judged: Vec::new(),
            line: None,
            cue: None,
            outline: Vec::new(),
        }
    }

    fn figure(&self, body: &Body) -> Figure {
        let mut figure = self.plain_figure(body);
        let cued = self.strip.cued_fault();
        for (place, (fault, watch)) in self.exercise.faults.iter().zip(&self.watches).enumerate() {
            // While a cue is up everything else goes back to neutral.
            let Some(band) = watch
                .band()
                .filter(|_| cued.is_none_or(|cued| cued == place))
            else {
                continue;
            };
            let mark = if cued.is_some() {
                Mark::Bad
            } else {
                Mark::from(band)
            };
            let is_shown = match fault.draw.show {
                Show::Always => true,
                Show::Good => mark == Mark::Good,
                Show::Off => mark != Mark::Good,
            };
            if !is_shown {
                continue;
            }
            match &fault.draw.what {
                DrawWhat::Nothing => {}
                DrawWhat::Turn {
                    bone: [from, to], ..
                }
                | DrawWhat::Bone([from, to]) => {
                    self.mark_bones(&mut figure, body, *from, *to, mark);
                }
                DrawWhat::Line(points) => {
                    let line: Option<Vec<[f32; 2]>> = points
                        .iter()
                        .map(|point| Some(self.locate(body, *point)?.to_array()))
                        .collect();
                    if let Some(line) = line
                        && figure
                            .line
                            .as_ref()
                            .is_none_or(|(_, shown)| worse(mark, *shown))
                    {
                        figure.line = Some((line, mark));
                    }
                }
                DrawWhat::Outline => {
                    let edge = self
                        .outline
                        .as_ref()
                        .map_or_else(Vec::new, |outline| outline.polyline());
                    if !edge.is_empty() {
                        figure.line = Some((edge, mark));
                    }
                }
            }
        }
        figure.cue = cued.and_then(|fault| self.cue_figure(fault, body));
        figure
    }

    /// Marks the bones from one point to another, a limb by way of its elbow or knee.
    fn mark_bones(&self, figure: &mut Figure, body: &Body, from: Point, to: Point, mark: Mark) {
        let between = match (from.joint, to.joint) {
            (Joint::Shoulder, Joint::Wrist) => Some(Joint::Elbow),
            (Joint::Hip, Joint::Ankle) => Some(Joint::Knee),
            _ => None,
        };
        let way = [
            Some(from),
            between.map(|joint| Point { joint, ..from }),
            Some(to),
        ];
        let way: Option<Vec<Vec2>> = way
            .into_iter()
            .flatten()
            .map(|point| self.locate(body, point))
            .collect();
        for bone in way.iter().flat_map(|way| way.windows(2)) {
            figure.judged.push(JudgedBone {
                from: bone[0].to_array(),
                to: bone[1].to_array(),
                mark,
            });
        }
    }

    /// Where the part of a cued fault should go.
    fn cue_figure(&self, fault: usize, body: &Body) -> Option<CueFigure> {
        let bearings = self.bearings.as_ref()?;
        let fault = &self.exercise.faults[fault];
        let (along, up) = (bearings.floor.along, bearings.floor.up());
        match &fault.draw.what {
            DrawWhat::Turn {
                bone: [pivot, end],
                to_deg,
                toward,
            } => {
                let (pivot, end) = (self.locate(body, *pivot)?, self.locate(body, *end)?);
                let way = match toward {
                    End::Head => along * bearings.head_right,
                    End::Feet => along * -bearings.head_right,
                };
                let to = to_deg.to_radians();
                let target = pivot + (way * to.cos() + up * to.sin()) * (end - pivot).length();
                Some(CueFigure {
                    pivot: pivot.to_array(),
                    end: end.to_array(),
                    target: target.to_array(),
                    angle_deg: self.values.get(fault.measure).value().map(f32::round),
                    is_turn: true,
                })
            }
            DrawWhat::Bone([from, to]) | DrawWhat::Line([from, to, _]) => {
                let (from, to) = (self.locate(body, *from)?, self.locate(body, *to)?);
                let way = match (&self.exercise.measure(fault.measure).kind, fault.draw.arrow) {
                    (_, Some(Arrow::Up)) => up,
                    (_, Some(Arrow::Down)) => up * -1.0,
                    // An offset is made good by going back along the floor.
                    (Kind::Offset([of, from]), None) => {
                        let offset =
                            (self.locate(body, *of)? - self.locate(body, *from)?).dot(along);
                        along * -offset.signum()
                    }
                    _ => return None,
                };
                let target = to + way * (SHIFT_TORSO * bearings.torso_px);
                Some(CueFigure {
                    pivot: from.to_array(),
                    end: to.to_array(),
                    target: target.to_array(),
                    angle_deg: None,
                    is_turn: false,
                })
            }
            DrawWhat::Nothing | DrawWhat::Outline => None,
        }
    }

    fn locate(&self, body: &Body, point: Point) -> Option<Vec2> {
        let at = self.bearings.as_ref()?.locate(body, point);
        body.is_inside(at).then_some(at)
    }

    fn time_left(&self) -> String {
        let left_s = self.left_to_do() as f32 * (self.options.dose.hold_s + BETWEEN_REPS_S);
        match (left_s / 60.0).round() as u32 {
            0 => "less than a minute left".to_owned(),
            1 => "about 1 minute left".to_owned(),
            minutes => format!("about {minutes} minutes left"),
        }
    }

    /// The scene after the set, but for the sentences that the history's summary gives as well:
    /// only a clean set has its own praise already.
    #[must_use]
    pub fn summary_scene(&self) -> SummaryScene {
        let tally = &self.tally;
        SummaryScene {
            title: if self.pain {
                format!("{}, stopped", self.exercise.name)
            } else {
                format!("{}, done", self.exercise.name)
            },
            subtitle: format!("1 set · {}", duration_words(self.t_s)),
            went_well: self
                .exercise
                .praise
                .clean_set
                .clone()
                .filter(|_| self.is_clean()),
            next_time: None,
            rows: self.summary_rows(),
            cues: self
                .exercise
                .faults
                .iter()
                .filter_map(|fault| {
                    let tally = tally.faults.get(&fault.id)?;
                    Some((fault.label.clone(), tally.count, tally.seconds as f32))
                })
                .collect(),
            footer: "Saved on this computer only".to_owned(),
        }
    }

    fn summary_rows(&self) -> Vec<SummaryRow> {
        let wanted = self.options.dose.reps.max(1) as f32;
        let goal_s = self.options.dose.hold_s.max(10.0);
        let sides: [Option<Side>; 2] = match self.exercise.cycle.side {
            Some(_) => [Some(Side::Left), Some(Side::Right)],
            None => [None, None],
        };
        let share = |n: u32| (n as f32 / wanted).min(1.0);
        let row = |label: &str, cell: &dyn Fn(Option<Side>) -> (String, f32)| SummaryRow {
            label: label.to_owned(),
            left: cell(sides[0]),
            right: sides[1].is_some().then(|| cell(sides[1])),
        };
        let label = if self.exercise.cycle.kind == CycleKind::Hold {
            "Holds"
        } else {
            "Repetitions"
        };
        vec![
            row(label, &|side| {
                (
                    self.tally.of_side(side).to_string(),
                    share(self.tally.of_side(side)),
                )
            }),
            row("Good ones", &|side| {
                (
                    self.tally.good_of_side(side).to_string(),
                    share(self.tally.good_of_side(side)),
                )
            }),
            row("Average hold", &|side| match self.tally.mean_hold_s(side) {
                Some(mean_s) => (format!("{mean_s:.1} s"), (mean_s as f32 / goal_s).min(1.0)),
                None => ("–".to_owned(), 0.0),
            }),
        ]
    }
}

fn worse(a: Mark, b: Mark) -> bool {
    let rank = |mark| match mark {
        Mark::Unknown => 0,
        Mark::Good => 1,
        Mark::Warn => 2,
        Mark::Bad => 3,
    };
    rank(a) > rank(b)
}

fn hint(icon: Icon, text: &str) -> Strip {
    Strip {
        kind: StripKind::Hint,
        icon,
        text: text.to_owned(),
    }
}

fn duration_words(seconds: f64) -> String {
    match (seconds / 60.0).round() as u32 {
        0 => "less than a minute".to_owned(),
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
