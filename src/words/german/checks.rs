//! The sound check and the camera check, before the first time and from the settings.

#![allow(missing_docs)] // The names say what they are.

pub const SOUND_TITLE: &str = "Ton";
pub const SOUND_WHY: &str = "Am Boden hörst du vor allem zu. Spotter sagt alle paar Sekunden:";
/// What is spoken, and shown large.
pub const CAN_YOU_HEAR: &str = "Kannst du mich hören?";
pub const I_HEAR: &str = "Ja, ich höre es";
pub const I_HEAR_NOTHING: &str = "Nein";

/// Where nothing is heard.
pub const NO_SOUND: &str = "Noch kein Ton";
pub const NO_SOUND_WHY: &str = "Das ist meistens schnell behoben.";
pub const NO_SOUND_HELP: [&str; 4] = [
    "Stell den Ton des Rechners lauter, er darf nicht stumm sein",
    "Zieh Kopfhörer ab, oder wähl den Lautsprecher in den Einstellungen des Systems",
    "Im Terminal sagt spotter doctor, was fehlt",
    "Es geht auch ohne Stimme: alles steht auf dem Bildschirm",
];
pub const TRY_AGAIN: &str = "Noch einmal";
pub const TRY: &str = "Hören";
pub const GO_ON: &str = "Weiter";

pub const ONE_CAMERA: &str = "Siehst du dich?";
pub const CAMERAS: &str = "Welche Kamera sieht dich?";
pub const CAMERA_PLACE: &str = "Stell sie seitlich von dir auf, zwei Meter weg, hoch wie ein Hocker: liegend passt du ganz hinein.";
pub const PICTURE_COMES: &str = "Das Bild kommt gleich";
pub const I_SEE: &str = "Ja, weiter";
pub const THIS_ONE: &str = "Diese";

pub const NO_CAMERA: &str = "Keine Kamera da";
pub const NO_CAMERA_WHY: &str = "Umsehen kannst du dich auch ohne.";
pub const NO_CAMERA_HELP: [&str; 3] = [
    "Eine künstliche Person zeigt dir, wie jede Übung geht",
    "Schließ eine Kamera an, wann du magst, und starte Spotter neu",
    "Im Terminal sagt spotter doctor, welche Kameras es findet",
];

pub const CHOOSE: &str = "Wählen";
pub const LATER: &str = "Später";
