//! After a set: the two sentences, the figures in the window, and the text in the terminal.

#![allow(missing_docs)] // The names say what they are.

use crate::words::number;

// What went well.
pub const REPETITION_WAS_GOOD: &str = "Die Wiederholung war gut.";

#[must_use]
pub fn repetitions_done(total: u32) -> String {
    match total {
        1 => "Eine Wiederholung geschafft.".to_owned(),
        total => format!("{total} Wiederholungen geschafft."),
    }
}

#[must_use]
pub fn no_cue_needed(total: u32) -> String {
    match total {
        1 => "Kein Hinweis war nötig.".to_owned(),
        total => format!("{total} Wiederholungen, kein Hinweis war nötig."),
    }
}

#[must_use]
pub fn sides_alike(good: u32) -> String {
    format!("Links wie rechts: je {good} gute.")
}

#[must_use]
pub fn longest_hold(seconds: u64) -> String {
    format!("Am längsten hast du {seconds} Sekunden gehalten.")
}

#[must_use]
pub fn good_ones(good: u32, total: u32) -> String {
    if good == total {
        format!("Alle {total} Wiederholungen waren gut.")
    } else {
        format!("{good} von {total} waren gut.")
    }
}

// For next time.
pub const GO_ALL_THE_WAY: &str = "Geh ganz hinein, dann bleib kurz";

/// As it is spoken.
#[must_use]
pub fn next_time(cue: &str) -> String {
    format!("Nächstes Mal: {cue}")
}

// In the window.
pub const WENT_WELL: &str = "Das lief gut";
pub const FOR_NEXT_TIME: &str = "Fürs nächste Mal";
pub const LEFT_AND_RIGHT: &str = "Links und rechts";
pub const THIS_TIME: &str = "Dieses Mal";
pub const WHEN_A_CUE_WAS_NEEDED: &str = "Wo ein Hinweis nötig war";
pub const HOLDS: &str = "Gehalten";
pub const REPETITIONS: &str = "Wiederholungen";
pub const GOOD_ONES: &str = "Gute";
pub const COULD_NOT_BE_JUDGED: &str = "Nicht zu beurteilen";
pub const AVERAGE_HOLD: &str = "Im Schnitt gehalten";
/// In place of a figure that there is not.
pub const NONE: &str = "–";
/// What a hold that was too short is listed as.
pub const HOLD_TIME: &str = "Haltezeit";
pub const NO_CUE_NEEDED: &str = "Keiner war nötig";
pub const NOT_ALL_JUDGED: &str = "Nicht alles war zu beurteilen";
pub const NOTHING_COUNTED: &str = "Nichts wurde gezählt";
pub const SAVED_HERE: &str = "Nur auf diesem Computer gespeichert";
pub const NOTHING_LEAVES: &str = "Nichts verlässt diesen Computer";

/// "Bird Dog, fertig".
#[must_use]
pub fn title(exercise: &str, is_stopped: bool) -> String {
    let state = if is_stopped { "gestoppt" } else { "fertig" };
    format!("{exercise}, {state}")
}

/// "1 Satz · 2 Minuten".
#[must_use]
pub fn one_set(minutes: u32) -> String {
    match minutes {
        0 => "1 Satz · weniger als eine Minute".to_owned(),
        1 => "1 Satz · 1 Minute".to_owned(),
        minutes => format!("1 Satz · {minutes} Minuten"),
    }
}

#[must_use]
pub fn and_more(count: usize) -> String {
    format!("und {count} weitere")
}

// Labels in the terminal.
pub const NOW: &str = "Jetzt";
pub const HELD_SHORT: &str = "Kurz gehalten";
pub const PART_WAY: &str = "Nicht ganz";
pub const CUES_NEEDED: &str = "Hinweise";
pub const SUGGESTED: &str = "Angeregt";
pub const NOT_SEEN: &str = "Nicht gesehen";
pub const NOTHING_COUNTED_THIS_TIME: &str = "Dieses Mal wurde nichts gezählt.";

pub const PAIN: &str = "Schmerz";

// Was gemessen wurde, dieses Mal und vorher.
pub const TEMPO: &str = "Tempo";
pub const LAST_TIME: &str = "Letztes Mal";
pub const BEST: &str = "Bestwert";
pub const FIRST_TIME: &str = "Das erste Mal";
pub const NOW_THE_SAME: &str = "jetzt etwa gleich";
pub const NOW_LONGER: &str = "jetzt länger";
pub const NOW_SHORTER: &str = "jetzt kürzer";
pub const NOW_FARTHER: &str = "jetzt weiter";
pub const NOW_LESS_FAR: &str = "jetzt weniger weit";
pub const EXERCISE: &str = "Übung";
pub const DONE: &str = "Getan";
pub const GOOD: &str = "Gut";
pub const MEASURED: &str = "Gemessen";
pub const HELD_OR_RANGE: &str = "Gehalten oder Weg";

/// "links 8,1 s, rechts 7,4 s".
#[must_use]
pub fn sides(left: &str, right: &str) -> String {
    format!("links {left}, rechts {right}")
}

/// "1,5 s hin, 1,3 s zurück".
#[must_use]
pub fn there_and_back(there_s: f64, back_s: f64) -> String {
    let [there, back] = [there_s, back_s].map(super::one_decimal);
    format!("{there} s hin, {back} s zurück")
}

/// "in Wiederholung 3 bis 6".
#[must_use]
pub fn in_repetitions(first: u32, last: u32) -> String {
    if first == last {
        format!("in Wiederholung {first}")
    } else {
        format!("in Wiederholung {first} bis {last}")
    }
}

/// "Letztes Mal, 24. Nov.".
#[must_use]
pub fn last_time_on(date: &str) -> String {
    format!("{LAST_TIME}, {date}")
}

#[must_use]
pub fn this_time(best: &str) -> String {
    format!("{best}, dieses Mal")
}

#[must_use]
pub fn of_trunk(parts: &str) -> String {
    format!("{parts} des Rumpfs")
}

/// "Bestwert 9,2 s".
#[must_use]
pub fn best_so_far(best: &str) -> String {
    format!("{BEST} {best}")
}

/// "4 s nicht gesehen".
#[must_use]
pub fn not_seen_for(seconds: u64) -> String {
    format!("{seconds} s nicht gesehen")
}

/// "zweimal".
#[must_use]
pub fn times(n: u32) -> String {
    match n {
        1 => "einmal".to_owned(),
        2 => "zweimal".to_owned(),
        n => format!("{n}-mal"),
    }
}

/// "8 s".
#[must_use]
pub fn seconds(seconds: u64) -> String {
    format!("{seconds} s")
}

/// "8,1 s".
#[must_use]
pub fn tenths(seconds: f64) -> String {
    format!("{} s", super::one_decimal(number::tenths_s(seconds)))
}

/// "links 5, rechts 6".
#[must_use]
pub fn left_and_right(left: u32, right: u32) -> String {
    format!("links {left}, rechts {right}")
}

/// Repetitions, and how many of them could not be judged.
#[must_use]
pub fn with_unjudged(counted: &str, unjudged: u32, total: u32) -> String {
    match unjudged {
        0 => counted.to_owned(),
        1 if total == 1 => format!("{counted}; sie war nicht zu beurteilen"),
        unjudged if unjudged == total => format!("{counted}; sie waren nicht zu beurteilen"),
        unjudged => format!("{counted}; {unjudged} nicht zu beurteilen"),
    }
}

/// Before the holds of a side.
pub const LEFT: &str = "links ";
/// Before the holds of the other side.
pub const RIGHT: &str = "rechts ";
