//! What the track of a set tells for its report.

use std::collections::BTreeMap;

use crate::blazepose::Side;
use crate::coach::{Band, Event, Mode, Timed};
use crate::session::{Entry, Moment, SetCurve};

use super::Replay;

/// A fault is shown so many seconds after it became bad, when it is plain to see; not after it has ended.
const SHOWN_AFTER_S: f64 = 0.5;

/// A frame of the set: its second, its number among the entries, the signal, and the nearer side.
struct Sample {
    t_s: f64,
    entry: usize,
    value: Option<f32>,
    near: Option<Side>,
}

impl Replay {
    /// Judges the set and gives its signal over time, with the person at its best and at its worst.
    #[must_use]
    pub fn curve(mut self) -> SetCurve {
        let (mut samples, mut events) = (Vec::new(), Vec::new());
        while let Some(out) = self.step() {
            events.extend_from_slice(&out.events);
            let snapshot = self.judge.coach().snapshot();
            if snapshot.mode != Mode::Setup {
                samples.push(Sample {
                    t_s: self.t_s(),
                    entry: self.next - 1,
                    value: snapshot.meter.value,
                    near: snapshot.body_frame.map(|body_frame| body_frame.near),
                });
            }
        }
        let ends_s = self.t_s();
        let spans = off_spans(&events, ends_s);
        let moment = |sample: &Sample| self.moment(sample);
        let worst = worst(&spans).and_then(|(fault, at_s)| {
            let sample = samples.iter().find(|sample| sample.t_s >= at_s)?;
            Some((fault.to_owned(), moment(sample)?))
        });
        SetCurve {
            best: self.best_sample(&samples, &events).and_then(moment),
            worst,
            off_s: spans.into_iter().map(|(_, span_s)| span_s).collect(),
            samples: samples
                .iter()
                .map(|sample| (sample.t_s, sample.value))
                .collect(),
        }
    }

    /// Where the best of the good repetitions went farthest.
    fn best_sample<'a>(&self, samples: &'a [Sample], events: &[Timed]) -> Option<&'a Sample> {
        let is_rising = self.exercise.cycle.rising;
        let farther = |a: f32, b: f32| {
            if is_rising {
                a.total_cmp(&b)
            } else {
                b.total_cmp(&a)
            }
        };
        let mut began_s = f64::NEG_INFINITY;
        let mut found: Option<(&Sample, f32)> = None;
        for Timed { t_s, event } in events {
            let Event::Rep { good, .. } = event else {
                continue;
            };
            let within = samples.iter().filter(|s| (began_s..=*t_s).contains(&s.t_s));
            let known = within.filter_map(|sample| Some((sample, sample.value?)));
            let farthest = known.max_by(|(_, a), (_, b)| farther(*a, *b));
            began_s = *t_s;
            if *good != Some(true) {
                continue;
            }
            found = farthest
                .into_iter()
                .chain(found)
                .max_by(|(_, a), (_, b)| farther(*a, *b));
        }
        found.map(|(sample, _)| sample)
    }

    fn moment(&self, sample: &Sample) -> Option<Moment> {
        match self.track.entries.get(sample.entry)? {
            Entry::Frame(seen) => Some(Moment {
                t_s: sample.t_s,
                person: seen.person()?.clone(),
                near: sample.near?,
            }),
            Entry::Mark(_) => None,
        }
    }
}

/// From when to when each fault was bad, in seconds of the source.
fn off_spans(events: &[Timed], ends_s: f64) -> Vec<(String, [f64; 2])> {
    let mut spans = Vec::new();
    let mut open: BTreeMap<&str, f64> = BTreeMap::new();
    for Timed { t_s, event } in events {
        match event {
            Event::Fault {
                id,
                band: Band::Bad,
                ..
            } => {
                open.entry(id).or_insert(*t_s);
            }
            Event::Fault { id, .. } => {
                let begun = open.remove(id.as_str());
                spans.extend(begun.map(|begun_s| (id.clone(), [begun_s, *t_s])));
            }
            // Between repetitions nothing is judged.
            Event::Rep { .. } | Event::Partial { .. } | Event::Lost => {
                let ended = std::mem::take(&mut open).into_iter();
                spans.extend(ended.map(|(id, begun_s)| (id.to_owned(), [begun_s, *t_s])));
            }
            _ => {}
        }
    }
    spans.extend(
        open.into_iter()
            .map(|(id, begun_s)| (id.to_owned(), [begun_s, ends_s])),
    );
    spans
}

/// The fault that lasted longest, and when it is plain to see.
fn worst(spans: &[(String, [f64; 2])]) -> Option<(&str, f64)> {
    let length_s = |[begun_s, ended_s]: [f64; 2]| ended_s - begun_s;
    let longest = spans
        .iter()
        .max_by(|(_, a), (_, b)| length_s(*a).total_cmp(&length_s(*b)));
    longest.map(|(id, span_s)| {
        let shown_s = span_s[0] + SHOWN_AFTER_S.min(length_s(*span_s) / 2.0);
        (id.as_str(), shown_s)
    })
}
