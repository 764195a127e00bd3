//! What the coach says, and what stands on the banner of the live scenes: plain, calm, short; never
//! "falsch". Everything that is spoken comes from here or from an exercise file.

use crate::blazepose::{Joint, Side};

/// All is in place.
pub const HOLD_STILL: &str = "Bleib so";
/// A cue was followed.
pub const GOOD: &str = "Gut";
/// No picture has come for a while.
pub const NO_PICTURE: &str = "Die Kamera gibt mir kein Bild";
/// Pictures come again.
pub const PICTURE_IS_BACK: &str = "Die Kamera ist wieder da";
/// Nobody is seen any more.
pub const LOST: &str = "Ich sehe dich nicht mehr";
/// Somebody is seen again.
pub const FOUND: &str = "Ich sehe dich wieder";
/// A hold is to end.
pub const LOWER_AND_REST: &str = "Senk ab und ruh dich aus";
/// A hold was shorter than the dose asks for.
pub const HOLD_LONGER: &str = "Halte etwas länger";
/// The view is too oblique to judge the form.
pub const COUNTING_ONLY: &str = "Von hier kann ich nur zählen";
/// Two repetitions are left.
pub const TWO_MORE: &str = "Noch zwei";
/// One repetition is left.
pub const LAST_ONE: &str = "Die letzte";
/// One side is done.
pub const OTHER_SIDE: &str = "Andere Seite";
/// Half of a hold is over.
pub const HALF_WAY: &str = "Die Hälfte";
/// A hold is nearly over.
pub const SECONDS_LEFT: &str = "Drei Sekunden";
/// The set is paused: large, over the picture.
pub const PAUSED_SHORT: &str = "Pause";
/// The set is paused: on the banner, and spoken.
pub const PAUSED: &str = "Pause. Weiter, wenn du magst.";
/// Something is hidden that has no name.
pub const CANT_JUDGE: &str = "Ich sehe nicht genug";

/// How a set is stopped from the floor, said once in a session, before the first exercise.
pub const WAVE_TO_STOP: &str = "Zum Anhalten jederzeit mit der Hand winken";

/// What is said and shown at once when somebody stops for pain, and what to do then: calm, and with
/// the signs for which nobody should wait (specification §13).
pub const PAIN: [&str; 3] = [
    "Gestoppt. Ruh dich so aus, wie es bequem ist.",
    "Bleibt es stark oder zieht es ins Bein, geh zum Arzt.",
    "Taubheit, schwache Beine, Blase gestört: hol sofort Hilfe.",
];

/// The dose is done: "Fertig. Senk langsam ab und ruh dich aus."
#[must_use]
pub fn done(way_out: Option<&str>) -> String {
    let way_out = way_out.unwrap_or("Löse dich langsam");
    format!("Fertig. {way_out} und ruh dich aus.")
}

/// What is said of the next side, or of the next movement where there are no sides.
fn with_side(what: &str, side_word: Option<&str>) -> String {
    match side_word {
        Some(side) => format!("{what}. {side}"),
        None => what.to_owned(),
    }
}

/// "Los. Linker Arm".
#[must_use]
pub fn begin(side_word: Option<&str>) -> String {
    with_side("Los", side_word)
}

/// "Los. Linker Arm. Streck dich lang", to somebody who is new to it.
#[must_use]
pub fn begin_with(side_word: Option<&str>, way_in: &str) -> String {
    format!("{}. {way_in}", begin(side_word))
}

/// "Weiter. Linker Arm".
#[must_use]
pub fn go_on(side_word: Option<&str>) -> String {
    with_side("Weiter", side_word)
}

/// "Noch da? Weiter: Linker Arm", to somebody who has done nothing for a while.
#[must_use]
pub fn still_there(side_word: Option<&str>) -> String {
    match side_word {
        Some(side) => format!("Noch da? Weiter: {side}"),
        None => "Noch da? Weiter, wenn du magst".to_owned(),
    }
}

/// What is asked for while getting ready.
pub const STEP_IN: &str = "Komm ins Bild";
/// In too little light, or too much.
pub const LIGHT_PLEASE: &str = "Bitte etwas mehr Licht";
/// Parts of the body are outside the picture.
pub const SHOW_WHOLE_BODY: &str = "Zeig mir den ganzen Körper";
/// The person is small in the picture.
pub const COME_CLOSER: &str = "Komm etwas näher";
/// The movement has no room in the picture.
pub const MOVE_BACK: &str = "Geh etwas zurück";
/// The exercise is seen from the side.
pub const TURN_SIDE_ON: &str = "Dreh dich etwas zur Seite";
/// The exercise is seen from the front.
pub const TURN_TO_ME: &str = "Dreh die Brust zu mir";

/// Why no set was begun, for somebody who reads it afterwards.
pub const NOBODY_SEEN: &str = "niemand war im Bild zu sehen";
/// The light was not fit.
pub const LIGHT_WAS_UNFIT: &str = "auf der Person war zu wenig Licht oder zu viel";
/// Parts of the body were outside the picture.
pub const BODY_WAS_CUT_OFF: &str = "der Körper war nicht ganz im Bild";
/// The person was small in the picture.
pub const WAS_TOO_FAR: &str = "die Person war zu weit weg";
/// The movement had no room in the picture.
pub const WAS_TOO_CLOSE: &str = "im Bild war kein Platz für die Bewegung";
/// The exercise is seen from the side.
pub const WAS_NOT_SIDE_ON: &str = "die Kamera sah den Körper nicht von der Seite";
/// The exercise is seen from the front.
pub const WAS_NOT_FACING: &str = "die Brust war nicht der Kamera zugewandt";
/// Frames came too slowly.
pub const FEW_FRAMES: &str = "es kamen zu wenige Bilder je Sekunde, um zu zählen";

/// "die Startposition (Hände und Knie am Boden) wurde 0,4 s lang gehalten, nötig sind 1 s". Nouns keep
/// their capitals.
#[must_use]
pub fn start_not_held(pose: &str, held_s: f64, wanted_s: f64) -> String {
    let wanted_s = wanted_s.to_string().replace('.', ",");
    if held_s < 0.1 {
        format!(
            "die Startposition ({pose}) war nicht zu sehen, sie ist {wanted_s} s lang zu halten"
        )
    } else {
        let held_s = super::one_decimal(held_s);
        format!(
            "die Startposition ({pose}) wurde {held_s} s lang gehalten, nötig sind {wanted_s} s"
        )
    }
}

/// The part of the body that a hidden joint means to people, as it follows "Ich sehe": "deine Hand"
/// for the wrist.
#[must_use]
pub fn part(joint: Joint) -> &'static str {
    match joint {
        Joint::Ear => "deinen Kopf",
        Joint::Shoulder => "deine Schulter",
        Joint::Elbow => "deinen Arm",
        Joint::Wrist => "deine Hand",
        Joint::Hip => "deine Hüfte",
        Joint::Knee => "dein Knie",
        Joint::Ankle | Joint::Heel | Joint::Toe => "deinen Fuß",
    }
}

/// "Ich sehe deine Hand nicht". Of two parts the first one is enough where the banner is narrow: both
/// are out of sight for the same reason.
#[must_use]
pub fn cant_see(parts: &[&str]) -> String {
    match parts {
        [] => CANT_JUDGE.to_owned(),
        [one, ..] => format!("Ich sehe {one} nicht"),
    }
}

/// "Andere Seite. Rechte Seite": the words of the exercise for the side to come.
#[must_use]
pub fn other_side(side_word: &str) -> String {
    format!("{OTHER_SIDE}. {side_word}")
}

/// With too few frames a second.
#[must_use]
pub fn too_few_frames(can_count: bool) -> &'static str {
    if can_count {
        "Zu wenige Bilder: ich zähle nur"
    } else {
        "Zu wenige Bilder, um zu zählen"
    }
}

/// The clock of a hold stands still until `cue` is followed.
#[must_use]
pub fn clock_waits(cue: &str) -> String {
    format!("Die Uhr wartet. {cue}")
}

/// A count as it is spoken: "Zwei", and in an exercise with sides "Links, zwei".
#[must_use]
pub fn count(side: Option<Side>, n: u32) -> String {
    let number = number(n);
    match side {
        Some(Side::Left) => format!("Links, {}", number.to_lowercase()),
        Some(Side::Right) => format!("Rechts, {}", number.to_lowercase()),
        None => number,
    }
}

/// A number as it is spoken.
#[must_use]
pub fn number(n: u32) -> String {
    const WORDS: [&str; 13] = [
        "Null", "Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun", "Zehn",
        "Elf", "Zwölf",
    ];
    WORDS
        .get(n as usize)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
