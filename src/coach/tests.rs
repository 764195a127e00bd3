//! What the coach says of the camera and of who is in front of it.

use super::{Coach, Command, Event, Options, Output, Sound};
use crate::exercise::load;
use crate::words::{self, Language};

fn coach() -> (Coach, Output) {
    let exercise = load("bird-dog", None, None).unwrap();
    let options = Options::usual(&exercise, true).unwrap();
    (Coach::new(exercise, options), Output::default())
}

fn said(out: &Output) -> Vec<&str> {
    let texts = out.sounds.iter().filter_map(|sound| match sound {
        Sound::Say { text, .. } => Some(text.as_str()),
        Sound::Tone(_) => None,
    });
    texts.collect()
}

fn kinds(out: &Output) -> Vec<&Event> {
    out.events.iter().map(|timed| &timed.event).collect()
}

#[test]
fn a_lost_picture_is_said_once_and_its_return_too() {
    let (mut coach, mut out) = coach();
    coach.step(1.0, None, &mut out);
    coach.command(Command::StartAnyway, &mut out);
    coach.no_picture(&mut out);
    assert_eq!(
        said(&out),
        [words::NO_PICTURE.in_language(Language::English)]
    );
    assert_eq!(kinds(&out), [&Event::Lost]);
    coach.no_picture(&mut out);
    assert_eq!((said(&out), kinds(&out)), (vec![], vec![]));
    coach.step(9.0, None, &mut out);
    assert_eq!(
        said(&out),
        [words::PICTURE_IS_BACK.in_language(Language::English)]
    );
    // Lost and found come in pairs, and nobody in the picture is a matter of its own.
    assert_eq!(kinds(&out), [&Event::Found]);
    coach.step(11.5, None, &mut out);
    assert_eq!(said(&out), [words::LOST.in_language(Language::English)]);
    assert_eq!(kinds(&out), [&Event::Lost]);
}

#[test]
fn before_the_set_it_is_said_without_an_event() {
    let (mut coach, mut out) = coach();
    coach.no_picture(&mut out);
    assert_eq!(
        (said(&out), kinds(&out)),
        (
            vec![words::NO_PICTURE.in_language(Language::English)],
            vec![]
        )
    );
}

#[test]
fn after_the_set_nothing_is_said() {
    let (mut coach, mut out) = coach();
    coach.command(Command::Pain, &mut out);
    coach.no_picture(&mut out);
    assert_eq!((said(&out), kinds(&out)), (vec![], vec![]));
}
