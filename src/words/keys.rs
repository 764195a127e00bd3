//! Which sentences there are: each of them is in every language.
//!
//! What a sentence is for stands beside it in the folder of English.

/// Passes each key on to the language that is asked for.
macro_rules! in_each_language {
    ($(#[$doc:meta])* $room:ident {
        $($text:ident),* $(,)?;
        $([$($list:ident: $count:literal),*])?
        $(fn $name:ident($($argument:ident: $kind:ty),*) -> $gives:ty;)*
    }) => {
        $(#[$doc])*
        pub mod $room {
            #![allow(missing_docs)] // They stand in the folder of English.
            #![allow(unused_imports)] // Not every room needs all of them.

            use std::fmt::Display;

            use crate::blazepose::{Joint, Side};
            use crate::words::language::{Language, Text};
            use crate::words::{english, german};

            $(pub const $text: Text =
                Text::of(english::$room::$text, german::$room::$text);)*
            $($(pub const $list: Text<[&str; $count]> =
                Text::of(english::$room::$list, german::$room::$list);)*)?
            $(#[must_use]
            pub fn $name(language: Language, $($argument: $kind),*) -> $gives {
                match language {
                    Language::English => english::$room::$name($($argument),*),
                    Language::German => german::$room::$name($($argument),*),
                }
            })*
        }
    };
}

in_each_language! {
    /// The answer of `spotter check` about one picture.
    check {
        NOBODY_FOUND, NOT_IN_POSITION, CANT_TELL_POSITION, IN_POSITION, NOTHING_IS_OFF,
        CANT_SAY_MORE, LEFT, RIGHT, CANT_SEE_OR_TELL, SAME_SIDE, OPPOSITE_SIDES, SIDE_UNCLEAR,
        NO_START, NO_OUTLINE, EDGE_NOT_FOUND, EDGE_COVERED, NOT_IN_STILL;
        fn a_little(cue: &str) -> String;
        fn within_a_sentence(words: &str) -> String;
        fn not_seen(point: &str) -> String;
        fn outside_picture(point: &str, part: &str) -> String;
    }
}

in_each_language! {
    /// The checklist of the set-up scene: the labels of its rows, and the hints below them.
    checklist {
        WHOLE_BODY, SIDE_ON, FACING, DISTANCE, LIGHT, START_POSE, IN_THE_PICTURE, JUST_RIGHT,
        BRIGHT_ENOUGH, SHOW_ALL, TURN_A_LITTLE, TURN_TO_ME, COME_CLOSER, MOVE_BACK, MORE_LIGHT,
        AS_BELOW, COMES_LAST;
        [HINTS: 11]
    }
}

in_each_language! {
    /// The sound check and the camera check, before the first time and from the settings.
    checks {
        SOUND_TITLE, SOUND_WHY, CAN_YOU_HEAR, I_HEAR, I_HEAR_NOTHING, NO_SOUND, NO_SOUND_WHY,
        TRY_AGAIN, TRY, GO_ON, ONE_CAMERA, CAMERAS, CAMERA_PLACE, PICTURE_COMES, I_SEE, THIS_ONE,
        NO_CAMERA, NO_CAMERA_WHY, CHOOSE, LATER;
        [NO_SOUND_HELP: 4, NO_CAMERA_HELP: 3]
    }
}

in_each_language! {
    /// What is told of an export and of an import.
    exchange {
        ;
        fn imported(sets: usize, known: usize) -> String;
        fn left_out(events: u32) -> String;
        fn programme_is_there(name: &str) -> String;
        fn programme_was_there(name: &str) -> String;
    }
}

in_each_language! {
    /// The history: the table of `spotter history`, and its scene.
    history {
        NO_SESSIONS, EARLIER_ONES, CAMERA, SYNTHETIC, VIDEO, STOPPED_FOR_PAIN, STOPPED_BY_WAVE, HAS_LEFT, INTERRUPTED, MONTH, SESSION,
        OPEN, SET, SHOW, EXERCISE, LAST_SESSIONS, PAIN, BEFORE_AND_AFTER, NOTHING_YET,
        TREND_LATER, ABOUT_THE_SAME, HELD_LONGER, HELD_SHORTER, MOVED_FURTHER, MOVED_LESS, PAIN_LESS,
        PAIN_MORE, PAIN_SAME, MORE_GOOD, FEWER_GOOD;
        [HEADINGS: 6, MONTHS: 12]
        fn day_of_week(weekday: usize, day: u8) -> String;
        fn long_day(weekday: usize, day: u8, month: u8, year: u16) -> String;
        fn session_heading(number: &str, when: &str) -> String;
        fn place(number: usize, of: usize) -> String;
        fn good_in_all(good: u32, judged: u32) -> String;
        fn before(pain: u8) -> String;
        fn after(pain: u8) -> String;
        fn short_date(day: u8, month: u8) -> String;
        fn minutes(minutes: u32) -> String;
        fn days_and_time(days: usize, minutes: u32) -> String;
        fn this_week(days: &str) -> String;
        fn of_side(side: Option<Side>, value: &str) -> String;
        fn good_of(good: u32, judged: u32) -> String;
        fn pain_of(pain: u8) -> String;
        fn events_lost(lost: u64) -> Option<String>;
        fn unreadable(lines: u32) -> Option<String>;
        fn sets_deleted(sets: usize) -> String;
        fn sessions_deleted(sessions: usize) -> String;
    }
}

in_each_language! {
    /// The home screen.
    home {
        NAME, START_ROUTINE, HISTORY, THIS_WEEK, CHOOSE, START, QUIT, FULL_SCREEN, DISCLAIMER,
        NO_CAMERA, DOES_NOT_WORK, SETTINGS, LOOSENS, STRENGTHENS, STRETCHES;
        [DAYS: 7]
        fn greeting(hour: u32) -> &'static str;
        fn routine_takes(minutes: u32) -> String;
        fn days(done: u32, goal: u32) -> String;
        fn last_done(days_ago: u32) -> String;
        fn short_dose(words: &str) -> String;
    }
}

in_each_language! {
    /// The live scenes: labels, units, and what the keys do.
    live {
        GETTING_READY, STARTS_BY_ITSELF, WHEN_ALL_TICKED, NO_PICTURE_YET, FIRST_PICTURE, ENTER,
        SPACE, ESC, START_ANYWAY, MIRROR, MUTE, UNMUTE, BACK, PAIN_STOP, PAIN_OR_WAVE, GO_ON, PAUSE, END, CLOSE,
        LEFT, RIGHT;
        fn seconds_left(seconds: u32) -> &'static str;
        fn of(wanted: u32) -> String;
        fn minutes_left(minutes: u32) -> String;
    }
}

in_each_language! {
    /// After a set was stopped: how strong the pain is, and what is to come.
    pain {
        TITLE, SAVED, NOTHING_STARTS, QUESTION, ASKED, CARRY_ON, GO_GENTLY, LEAVE_THIS_ONE, GO_ON,
        GO_ON_GENTLY, LESS_OF_IT, SAME_AGAIN, EASIER, NEXT, ANOTHER, CHOOSE_ONE, END, WELL_DONE,
        PAIN_NUMBER, MOVE, TAKE_IT, READ_ALOUD, STOP_READING, BEFORE_TITLE, BEFORE, BEFORE_ASKED,
        GOES_ON_BY_ITSELF, SKIP, AFTER, AFTER_ASKED, NO_PAIN, WORST_PAIN, CLEARLY_LESS, CLEARLY_MORE;
        [EMERGENCY: 2]
        fn place(exercise: &str, done: u32, of: u32) -> String;
        fn before_and_after(before: Option<u8>, after: Option<u8>) -> Option<String>;
        fn numbers(before: Option<u8>, after: Option<u8>) -> Option<String>;
    }
}

in_each_language! {
    /// What the program itself says of a set, when something goes another way than it should.
    program {
        STOPPED, STOPPED_TITLE, STOPPED_TEXT;
        fn no_picture(is_live: bool) -> &'static str;
    }
}

in_each_language! {
    /// A set that is judged again.
    replay {
        GAPS, FILE_HAS_CHANGED, SAME, SECONDS, FRAME, NEXT_FAULT, AGAIN;
    }
}

in_each_language! {
    /// The Roland-Morris questionnaire.
    questionnaire {
        TITLE, KEYS, LANGUAGE, LEFT, DUE;
        [HOW: 3, SENTENCES: 24]
        fn place(number: usize, of: usize) -> String;
        fn kept(score: u8) -> String;
        fn before(score: u8, date: &str, became: Option<&str>) -> String;
    }
}

in_each_language! {
    /// The report for a doctor or a therapist.
    report {
        TITLE, SET_TITLE, IN_SHORT, NO_PAIN_STOP, MORE_THAN_AT_FIRST, LESS_THAN_AT_FIRST,
        REST_THE_SAME, NOTHING_CHANGED, TOO_EARLY, WEEKS, DAY_DONE, GOAL, PAIN_STOP, EXERCISES,
        LEFT, RIGHT, REPETITIONS, HOLDS, HELD, GOOD, MORE, LESS, WAS_OFF, NOT_COUNTED, NOT_SEEN,
        SIDE_VIEW, ENOUGH_PICTURES, REP_BY_REP, WHEN_OFF, IS_GOOD, IS_NOT_GOOD, NOT_JUDGED, TIMES,
        IN_ALL, NOTHING_COUNTED, INTERRUPTED, NOT_THE_USER, METHOD, ERROR, ARROWS, FORM, PAIN,
        RANGE, OVER_TIME, TARGET, OFF, AT_BEST, PICTURES, PAIN_CURVE, PAIN_FELT, SCORE, BEFORE,
        AFTER, ABOUT_THE_SAME;
        [WITHIN_A_SENTENCE: 3]
        fn date(day: u8, month: u8, year: u16) -> String;
        fn period(from: &str, to: &str) -> String;
        fn written_on(date: &str) -> String;
        fn days_done(days: usize, weeks: usize) -> String;
        fn goal_reached(goal: u8, reached: usize, weeks: usize) -> String;
        fn days_a_week(days: u8) -> String;
        fn stopped_for_pain(sets: usize) -> String;
        fn score(score: u8, date: &str) -> String;
        fn scores(first: u8, first_date: &str, last: u8, last_date: &str, became: &str) -> String;
        fn pain_course(ends: [f32; 2], became: Option<&str>) -> String;
        fn less_on(side: Side) -> &'static str;
        fn sets(sets: usize) -> String;
        fn counted(counted: u32, a_set: usize) -> String;
        fn by_day(what: &str) -> String;
        fn was_off(label: &str, sets: usize, of: usize, reps: Option<(u32, u32)>) -> String;
        fn not_seen(what: &str, sets: usize, of: usize) -> String;
        fn part(joint: Joint) -> &'static str;
        fn at_times(times: &str) -> String;
        fn camera(models: &str, versions: &str) -> String;
    }
}

in_each_language! {
    /// A session of several exercises: what is said and shown between them.
    routine {
        REST, REST_PAUSED, NEXT, START_NOW, MORE_REST, GET_READY, SESSION_DONE, SESSION_LEFT,
        SESSION_STOPPED, NOT_DONE, EASIER, HARDER, ANOTHER, USUAL_FORM, CAMERA_GONE;
        fn seconds(seconds: u32) -> &'static str;
        fn rest_begins(seconds: u32) -> String;
        fn introduction(exercise: &str, steps: &[String], dose: &str) -> String;
        fn next(introduction: &str) -> String;
        fn done(exercise: &str) -> String;
        fn counted(count: u32, are_holds: bool) -> String;
        fn then_rest(seconds: u32) -> String;
        fn programme_of(therapist: Option<&str>, until: Option<&str>) -> Option<String>;
        fn easier(form: &str) -> String;
        fn harder(form: &str) -> String;
        fn instead(exercise: &str) -> String;
        fn next_time_easier(form: &str) -> String;
        fn in_form(exercise: &str, form: &str) -> String;
        fn place(number: usize, of: usize) -> String;
        fn session_done(done: usize, planned: usize) -> String;
        fn exercises_and_minutes(exercises: usize, minutes: u32) -> String;
        fn of_exercise(exercise: &str, sentence: &str) -> String;
    }
}

in_each_language! {
    /// The safety questions, before the first use and every month: signs that need a doctor
    /// (specification §13).
    safety {
        BEFORE_YOU_START, WHY, EMERGENCY, IF_NEW, DOCTOR_FIRST, IF_FITS, ONE_FITS, NONE_FITS,
        WHAT_TO_DO_NOW, GO_ON, READ_ALOUD, STOP_READING, HOME, NO_DIAGNOSIS, QUESTIONS, NOT_TODAY,
        NOT_TODAY_WHY, EMERGENCY_HELP, IF_FIRST_LIST, IF_SECOND_LIST, BACK_TO_HOME,
        BACK_TO_QUESTIONS, TYPE_AN_ANSWER, NOT_ASKED;
        [EMERGENCY_SIGNS: 7, DOCTOR_SIGNS: 7, STEPS: 4, EMERGENCY_ADVICE: 4, DOCTOR_ADVICE: 4]
        fn questions_aloud() -> Vec<String>;
        fn advice_aloud() -> Vec<String>;
    }
}

in_each_language! {
    /// What is told of the history: whether a set is saved, and why not.
    saving {
        NOT_SAVED, PERFORMER_NOT_KEPT, VIDEO_NOT_KEPT, ENDED_BEFORE;
        fn not_begun(why: &str) -> String;
        fn saved_late(why: &str) -> String;
        fn saved_in_part(events_lost: u64, why: &str) -> String;
        fn not_saved(why: &str) -> String;
    }
}

in_each_language! {
    /// The settings, and what users tell about themselves.
    settings {
        SETTINGS, BACK, DONE, ROW, CHANGE, OPEN, READ_ALOUD, NOTHING_LEAVES, ON, OFF, VOICE, CAMERA,
        WHICH_CAMERA, NO_CAMERA, SCREEN, COACHING, YOU, ABOUT_YOU, SAFETY_QUESTIONS, READ, ABOUT_YOU_TITLE,
        HEALTH, JOINTS, NO, YES, AGREED, AGREED_MEANS, AS_AGREED;
        [SPOKEN_COACHING: 2, SPEED: 2, SPEEDS: 3, MIRROR: 2, HOW_STRICT: 2, SOUND_CHECK: 2, STRICTNESS: 3,
         TEXT_SIZE: 2, TEXT_SIZES: 2, VOICE_KIND: 2, VOICE_KINDS: 2,
         WEEKLY_GOAL: 2, ASK_PAIN: 2]
        fn what_it_changes(left_out: usize, gently: usize) -> String;
        fn answered(date: Option<(u8, u8)>) -> String;
        fn row_aloud(label: &str, value: &str) -> String;
        fn all_set_aside(routine: &str) -> String;
        fn set_aside(exercise: &str) -> String;
        fn with_care(how: &str) -> String;
    }
}

in_each_language! {
    /// The headings of an exercise as `spotter exercises show` prints it.
    sheet {
        WHAT_TO_DO, STEPS, TAKE_CARE, WHAT_I_CANT_SEE, HOW_MUCH, OTHER_WAYS, EASIER, HARDER,
        WHAT_I_WATCH, OWN_FILE;
        fn variants(ids: &str) -> String;
    }
}

in_each_language! {
    /// What the coach says, and what stands on the banner of the live scenes: plain, calm, short;
    /// never "wrong". Everything that is spoken comes from here or from an exercise file.
    spoken {
        HOLD_STILL, GOOD, NO_PICTURE, PICTURE_IS_BACK, LOST, FOUND, LOWER_AND_REST, HOLD_LONGER,
        COUNTING_ONLY, TWO_MORE, LAST_ONE, OTHER_SIDE, HALF_WAY, SECONDS_LEFT, PAUSED_SHORT,
        PAUSED, CANT_JUDGE, STEP_IN, LIGHT_PLEASE, SHOW_WHOLE_BODY, COME_CLOSER, MOVE_BACK,
        TURN_SIDE_ON, TURN_TO_ME, WAVE_TO_STOP, NOBODY_SEEN, LIGHT_WAS_UNFIT, BODY_WAS_CUT_OFF, WAS_TOO_FAR,
        WAS_TOO_CLOSE, WAS_NOT_SIDE_ON, WAS_NOT_FACING, FEW_FRAMES;
        [PAIN: 3]
        fn done(way_out: Option<&str>) -> String;
        fn begin(side_word: Option<&str>) -> String;
        fn begin_with(side_word: Option<&str>, way_in: &str) -> String;
        fn go_on(side_word: Option<&str>) -> String;
        fn still_there(side_word: Option<&str>) -> String;
        fn start_not_held(pose: &str, held_s: f64, wanted_s: f64) -> String;
        fn part(joint: Joint) -> &'static str;
        fn cant_see(parts: &[&str]) -> String;
        fn other_side(side_word: &str) -> String;
        fn too_few_frames(can_count: bool) -> &'static str;
        fn clock_waits(cue: &str) -> String;
        fn count(side: Option<Side>, n: u32) -> String;
        fn number(n: u32) -> String;
    }
}

in_each_language! {
    /// After a set: the two sentences, the figures in the window, and the text in the terminal.
    summary {
        REPETITION_WAS_GOOD, GO_ALL_THE_WAY, WENT_WELL, FOR_NEXT_TIME, LEFT_AND_RIGHT, THIS_TIME,
        WHEN_A_CUE_WAS_NEEDED, HOLDS, REPETITIONS, GOOD_ONES, COULD_NOT_BE_JUDGED, AVERAGE_HOLD,
        NONE, HOLD_TIME, NO_CUE_NEEDED, NOT_ALL_JUDGED, NOTHING_COUNTED, SAVED_HERE,
        NOTHING_LEAVES, NOW, HELD_SHORT, PART_WAY, CUES_NEEDED, SUGGESTED, NOT_SEEN,
        NOTHING_COUNTED_THIS_TIME, LEFT, RIGHT, TEMPO, LAST_TIME, BEST, FIRST_TIME, NOW_THE_SAME,
        NOW_LONGER, NOW_SHORTER, NOW_FARTHER, NOW_LESS_FAR, PAIN, EXERCISE, DONE, GOOD, HELD_OR_RANGE, MEASURED;
        fn repetitions_done(total: u32) -> String;
        fn no_cue_needed(total: u32) -> String;
        fn sides_alike(good: u32) -> String;
        fn longest_hold(seconds: u64) -> String;
        fn good_ones(good: u32, total: u32) -> String;
        fn next_time(cue: &str) -> String;
        fn title(exercise: &str, is_stopped: bool) -> String;
        fn one_set(minutes: u32) -> String;
        fn and_more(count: usize) -> String;
        fn times(n: u32) -> String;
        fn seconds(seconds: u64) -> String;
        fn tenths(seconds: f64) -> String;
        fn left_and_right(left: u32, right: u32) -> String;
        fn sides(left: &str, right: &str) -> String;
        fn there_and_back(there_s: f64, back_s: f64) -> String;
        fn in_repetitions(first: u32, last: u32) -> String;
        fn last_time_on(date: &str) -> String;
        fn this_time(best: &str) -> String;
        fn of_trunk(parts: &str) -> String;
        fn best_so_far(best: &str) -> String;
        fn not_seen_for(seconds: u64) -> String;
        fn with_unjudged(counted: &str, unjudged: u32, total: u32) -> String;
    }
}

in_each_language! {
    /// The lines of a set in a terminal, live and of a video.
    terminal {
        ALL_IN_PLACE, START_POSE_SEEN, HOLD_BEGINS, CLOCK_RUNS_AGAIN, NOBODY_SEEN, SOMEBODY_SEEN,
        STOPPED_FOR_PAIN, STOPPED_BY_WAVE, HAS_LEFT, NOT_FAR_ENOUGH, NOT_HELD, ONE_LIMB_ONLY, NOT_COUNTED_PART_WAY,
        NOT_COUNTED_NOT_HELD, NOT_COUNTED_ONE_LIMB, SHORTER_THAN_ITS_GOAL, NOT_YET_AS_IT_SHOULD_BE,
        NOT_JUDGED, LEFT, RIGHT, NO_FAST_MODEL;
        fn repetition(number: u32, side: &str, held_s: f64, remark: &str) -> String;
        fn part_way(side: &str, why: &str) -> String;
        fn clock_stands_still(held_s: f64) -> String;
        fn hold_ends(held_s: f64) -> String;
        fn cue(text: &str) -> String;
        fn is_off(fault: &str) -> String;
        fn skipped(why: impl Display) -> String;
        fn took(half_ms: f64, most_ms: f64) -> String;
        fn cost(frames_per_s: f64, processor: Option<f64>) -> String;
    }
}
