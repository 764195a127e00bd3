//! A set as somebody hears it who lies face down, for every exercise: one sentence at a time,
//! numbers that mean one thing, nothing told by a tone alone.

use spotter::blazepose::Side;
use spotter::coach::{Coach, Event, Options, Output, Sound, Speech, Tone};
use spotter::exercise::{Exercise, load, load_movement};

use crate::recording::{PERFORMED, RATE_HZ, Recording, with_short_holds};

/// Numbers as they are spoken.
const NUMBERS: [&str; 8] = [
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight",
];

/// A count as it is spoken: with its side where there are sides.
fn count(side: Option<Side>, n: usize) -> String {
    let number = NUMBERS[n - 1];
    match side {
        Some(Side::Left) => format!("Left, {}", number.to_lowercase()),
        Some(Side::Right) => format!("Right, {}", number.to_lowercase()),
        None => number.to_owned(),
    }
}

/// Whether a sentence may be taken for a count.
fn is_like_a_count(sentence: &str) -> bool {
    let of_side = ["Left, ", "Right, "].map(|side| sentence.starts_with(side));
    let first = sentence.split_whitespace().next();
    let is_number = first.is_some_and(|first| NUMBERS.contains(&first));
    of_side.contains(&true) || (is_number && !sentence.ends_with("seconds"))
}

/// More sentences for each repetition are chatter: the count, when to come out, and one thing more.
/// Before them stand to hold still, that the set begins and, once, that there is something to hold.
const MOST_EACH: usize = 3;
const MOST_BEFORE: usize = 3;
/// A hold of at least so long is told its end every time.
const TOLD_FROM_S: f32 = 3.0;

/// What came of one frame.
#[derive(Default)]
struct Frame {
    said: Vec<(String, Speech)>,
    tones: Vec<Tone>,
    /// The side of a repetition that was counted, and how many it then has.
    counted: Option<(Option<Side>, usize)>,
}

fn frames(id: &str, fault: &str) -> (Vec<Frame>, f32) {
    let exercise = with_short_holds(id);
    let movement = load_movement(id, None, None).unwrap();
    let settings = format!("reps=4,fault={fault},faulty=2");
    let recording = Recording::performed(&movement, &settings, RATE_HZ);
    let options = Options::usual(&exercise, true).unwrap();
    let goal_s = options.dose.hold_s;
    let mut coach = Coach::new(exercise, options);
    let (mut out, mut done) = (Output::default(), Vec::new());
    let frames = recording
        .bodies()
        .map(|body| {
            coach.step(body.t_s, Some(&body), &mut out);
            let mut frame = Frame::default();
            for sound in &out.sounds {
                match sound {
                    Sound::Say { text, kind } => frame.said.push((text.clone(), *kind)),
                    Sound::Tone(tone) => frame.tones.push(*tone),
                }
            }
            for timed in &out.events {
                if let Event::Rep { side, .. } = timed.event {
                    done.push(side);
                    let of_side = done.iter().filter(|of| **of == side).count();
                    frame.counted = Some((side, of_side));
                }
            }
            frame
        })
        .collect();
    (frames, goal_s)
}

/// Every sentence of what was said.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let sentences = text.split(['.', '?']).map(str::trim);
    sentences.filter(|sentence| !sentence.is_empty())
}

fn is_clear(id: &str, fault: &str) {
    let (frames, goal_s) = frames(id, fault);
    let mut counts = 0;
    let mut is_first = true;
    for frame in &frames {
        assert!(frame.said.len() <= 1, "{id}: {:?}", frame.said);
        let said = frame.said.first();
        // A number alone is a count, and each count is said in its frame.
        match (frame.counted, said) {
            (Some((side, n)), Some((text, kind))) => {
                let mut sentences = sentences(text);
                assert_eq!(sentences.next().unwrap(), count(side, n), "{id}: {text}");
                assert_eq!(*kind, Speech::Count, "{id}: {text}");
                assert!(!sentences.any(|rest| NUMBERS.contains(&rest)), "{text}");
                counts += 1;
            }
            (Some(_), None) => panic!("{id}: a count that nobody hears"),
            (None, Some((text, kind))) => {
                assert_ne!(*kind, Speech::Count, "{id}: {text}");
                let like_a_count = sentences(text).find(|sentence| is_like_a_count(sentence));
                assert_eq!(like_a_count, None, "{id}");
            }
            (None, None) => {}
        }
        for tone in &frame.tones {
            let has_words = match tone {
                Tone::Begin => true,
                Tone::Target => is_first,
                Tone::HoldEnd => is_first || goal_s >= TOLD_FROM_S,
                Tone::Tick => false,
            };
            assert!(!has_words || said.is_some(), "{id}: {tone:?} without words");
        }
        is_first &= frame.counted.is_none();
    }
    assert!(counts >= 2, "{id}: {counts} counts");
    let said = frames.iter().filter(|frame| !frame.said.is_empty()).count();
    let most = MOST_EACH * counts + MOST_BEFORE;
    assert!(said <= most, "{id}: {said} sentences for {counts} counts");
}

#[test]
fn every_exercise_is_clear_to_somebody_who_only_hears_it() {
    for (id, fault) in PERFORMED {
        is_clear(id, fault);
    }
}

#[test]
fn no_words_of_an_exercise_begin_like_a_count() {
    for id in spotter::exercise::ids() {
        let variants = load(&id, None, None).unwrap().variants;
        let variants = variants.iter().map(|variant| Some(variant.id.as_str()));
        for variant in std::iter::once(None).chain(variants) {
            let exercise = load(&id, variant, None).unwrap();
            let said = heard_in_a_set(&exercise);
            let like_a_count = said.iter().find(|text| is_like_a_count(text));
            assert_eq!(like_a_count, None, "{id} {variant:?}");
        }
    }
}

/// The words of an exercise that may be heard between two counts.
fn heard_in_a_set(exercise: &Exercise) -> Vec<String> {
    let phases = &exercise.cycle.phase_words;
    let mut said = vec![
        phases.going_in.clone(),
        phases.hold.clone(),
        phases.going_out.clone(),
    ];
    let other = exercise.cycle.other.iter();
    said.extend(other.flat_map(|other| [other.going_in.clone(), other.hold.clone()]));
    said.extend(
        exercise
            .faults
            .iter()
            .flat_map(|fault| fault.cues.iter().cloned()),
    );
    let best = exercise.personal.iter().map(|personal| &personal.praise);
    let praise = exercise.praise.hold.iter().chain(best);
    said.extend(praise.map(|claim| claim.text.clone()));
    said
}

#[test]
fn a_flow_is_told_to_breathe_out_in_the_cat_and_in_in_the_cow() {
    let (frames, _) = frames("cat-cow", "elbows");
    let said = frames.iter().flat_map(|frame| &frame.said);
    let breaths: Vec<&str> = said
        .map(|(text, _)| text.as_str())
        .filter(|text| text.starts_with("Breathe"))
        .collect();
    let cycle = ["Breathe out", "Breathe in"];
    assert_eq!(breaths, [cycle; 2].concat(), "in the first two cycles");
}
