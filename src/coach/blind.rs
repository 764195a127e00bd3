//! The camera gives no picture: told once, and again when it is back.
//!
//! How long is too long is for those to say who wait for the picture: without frames there is no
//! time here.

use super::event::Event;
use super::machine::{Coach, Mode, Output};
use super::words;

impl Coach {
    /// No picture has come for a while. Whoever lies on the floor doesn't see that the picture
    /// stands still, so it is said. In a set the person counts as lost until they are seen again.
    pub fn no_picture(&mut self, out: &mut Output) {
        out.events.clear();
        out.sounds.clear();
        if self.mode == Mode::Done || std::mem::replace(&mut self.is_blind, true) {
            return;
        }
        self.admit(words::NO_PICTURE);
        self.speak(out);
        if self.has_begun() && !std::mem::replace(&mut self.lost, true) {
            self.event(out, Event::Lost);
        }
    }

    /// A frame: if there was none for a while, that is over.
    pub(super) fn see_again(&mut self, is_somebody_there: bool, out: &mut Output) {
        if !std::mem::take(&mut self.is_blind) {
            return;
        }
        self.instruct(words::PICTURE_IS_BACK);
        if !is_somebody_there {
            // Whether they are lost is now for the pictures to say.
            self.lost = false;
            self.seen_s = Some(self.t_s);
            if self.has_begun() {
                self.event(out, Event::Found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Options, Sound};
    use crate::exercise::load;

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
        coach.command(crate::coach::Command::StartAnyway, &mut out);
        coach.no_picture(&mut out);
        assert_eq!(said(&out), [words::NO_PICTURE]);
        assert_eq!(kinds(&out), [&Event::Lost]);
        coach.no_picture(&mut out);
        assert_eq!((said(&out), kinds(&out)), (vec![], vec![]));
        coach.step(9.0, None, &mut out);
        assert_eq!(said(&out), [words::PICTURE_IS_BACK]);
        // Lost and found come in pairs, and nobody in the picture is a matter of its own.
        assert_eq!(kinds(&out), [&Event::Found]);
        coach.step(11.5, None, &mut out);
        assert_eq!(said(&out), [words::LOST]);
        assert_eq!(kinds(&out), [&Event::Lost]);
    }

    #[test]
    fn before_the_set_it_is_said_without_an_event() {
        let (mut coach, mut out) = coach();
        coach.no_picture(&mut out);
        assert_eq!((said(&out), kinds(&out)), (vec![words::NO_PICTURE], vec![]));
    }

    #[test]
    fn after_the_set_nothing_is_said() {
        let (mut coach, mut out) = coach();
        coach.command(crate::coach::Command::Pain, &mut out);
        coach.no_picture(&mut out);
        assert_eq!((said(&out), kinds(&out)), (vec![], vec![]));
    }
}
