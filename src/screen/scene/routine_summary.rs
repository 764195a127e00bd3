//! The summary of a session as plain data: a row for each exercise, the best thing of all, and the one
//! thing that would help most.

use super::summary::change;
use super::summary::{ExerciseRow, SummaryFigures, SummaryScene};
use crate::routine::Ending;
use crate::session::{Measure, Recap, SessionRecap};
use crate::words::number::whole_s;
use crate::words::{PAIN, Phrase, routine, summary};

/// Seconds unseen from which on they are told, as in the terminal.
const UNSEEN_TO_TELL_S: f64 = 0.5;

/// The scene of a routine that is over.
#[must_use]
pub fn routine_scene(session: &SessionRecap, ending: Ending) -> SummaryScene {
    let language = session.language;
    let title = match ending {
        Ending::Done => routine::SESSION_DONE,
        Ending::Left => routine::SESSION_LEFT,
        Ending::Pain => routine::SESSION_STOPPED,
    };
    let minutes = (session.seconds / 60.0).round() as u32;
    let is_stopped = ending == Ending::Pain;
    let advice = PAIN.in_language(language).into_iter();
    SummaryScene {
        title: title.said_in(language),
        subtitle: routine::exercises_and_minutes(language, session.exercises.len(), minutes),
        advice: advice.filter(|_| is_stopped).map(str::to_owned).collect(),
        went_well: session.went_well.clone().filter(|_| !is_stopped),
        next_time: session.next_time.clone().filter(|_| !is_stopped),
        rows: Vec::new(),
        cues: Vec::new(),
        without_cues: String::new(),
        figures: SummaryFigures::default(),
        exercises: session.exercises.iter().map(row).collect(),
        pain: None,
        footer: summary::NOTHING_LEAVES.said_in(language),
        can_replay: false,
    }
}

fn row(recap: &Recap) -> ExerciseRow {
    let language = recap.language;
    let main = recap.compared.figures.first();
    let good = recap.total.counted - recap.total.unjudged;
    let counted = match &recap.sides {
        Some([left, right]) => {
            let [left, right] = [left, right].map(|side| side.counted);
            summary::left_and_right(language, left, right)
        }
        None => routine::counted(language, recap.total.counted, recap.counts_holds),
    };
    let or_none = |words: Option<String>| {
        words.unwrap_or_else(|| summary::NONE.in_language(language).to_owned())
    };
    ExerciseRow {
        name: recap.exercise.clone(),
        done: counted,
        good: or_none((good > 0).then(|| format!("{}/{good}", recap.total.good))),
        measured: or_none(
            main.filter(|_| recap.main != Measure::Good)
                .map(|figure| figure.now.clone()),
        ),
        last: or_none(main.and_then(|figure| figure.last.clone())),
        below: below(recap),
        change: change(recap),
    }
}

/// What was off and when, what was not seen, the tempo, and the best so far.
fn below(recap: &Recap) -> String {
    let language = recap.language;
    // There is room for what was off longest.
    let off = recap.corrections().take(1).map(|request| {
        let times = summary::times(language, request.times);
        let when = request
            .reps
            .map(|(first, last)| format!(", {}", summary::in_repetitions(language, first, last)));
        format!("{}: {times}{}", request.label, when.unwrap_or_default())
    });
    let unjudged = (recap.total.unjudged > 0).then(|| summary::NOT_ALL_JUDGED.said_in(language));
    let unseen_s = recap.summary.unseen_s;
    let unseen =
        (unseen_s >= UNSEEN_TO_TELL_S).then(|| summary::not_seen_for(language, whole_s(unseen_s)));
    let figures = &recap.compared.figures;
    // Where something else is more important, there is no room for it.
    let tempo = figures.iter().find(|figure| figure.label == summary::TEMPO);
    let tempo = tempo.filter(|_| unjudged.is_none());
    let best = figures.first().and_then(|figure| figure.best.as_ref());
    let parts: Vec<String> = unjudged
        .into_iter()
        .chain(off)
        .chain(unseen)
        .chain(best.map(|best| summary::best_so_far(language, best)))
        .chain(tempo.map(|tempo| tempo.now.clone()))
        .collect();
    parts.join(" · ")
}
