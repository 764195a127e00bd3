//! Routines in which something goes another way than planned, with the real model and pictures of
//! nobody as the camera.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use image::RgbImage;

use super::sets::tests::{choice, set};
use super::*;
use crate::pose::Settings;
use crate::source::{SourceOptions, SourceSpec};
use crate::voice::fake::Fake;
use crate::words::Language;

fn live(folder: &Path, voice: &Fake) -> LiveOptions {
    LiveOptions {
        source: super::super::source::SourceChoice::Real(
            SourceSpec::Pictures(folder.to_owned()),
            SourceOptions::default(),
        ),
        source_text: folder.display().to_string(),
        language: Language::English,
        model: Settings {
            model: "lite".into(),
            library: None,
            threads: 1,
        },
        voice_command: Some(voice.program()),
        voice_speed: 1.0,
        deep_voice: false,
        is_muted: false,
        mirror: false,
        with_timing: false,
        asks_pain: false,
        save: false,
        save_pictures: false,
    }
}

fn routine(sets: Vec<RoutineSet>, live: LiveOptions, teller: Teller) -> LiveRoutine {
    let plan = RoutinePlan {
        name: "A test".to_owned(),
        sets,
        planner: Box::new(choice),
        live,
        display: DisplayChoice::None,
        events: None,
    };
    LiveRoutine::open(plan, teller).unwrap()
}

/// Pictures of nobody.
fn pictures(folder: &Path) -> PathBuf {
    let pictures = folder.join("pictures");
    fs::create_dir(&pictures).unwrap();
    for number in 0..3 {
        let path = pictures.join(format!("{number}.png"));
        RgbImage::new(64, 48).save(path).unwrap();
    }
    pictures
}

#[test]
fn a_camera_that_is_gone_when_a_set_begins_is_said_and_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = pictures(folder.path());
    let (voice, away) = (Fake::new(""), folder.path().join("away"));
    let told = Arc::new(Mutex::new(0));
    let (counted, moved) = (Arc::clone(&told), pictures.clone());
    // The camera goes when the first set is told, and is back a little later.
    let teller: Teller = Arc::new(move |_, _| {
        let mut told = counted.lock().unwrap();
        *told += 1;
        if *told == 1 {
            fs::rename(&moved, &away).unwrap();
            let (away, back) = (away.clone(), moved.clone());
            thread::spawn(move || {
                thread::sleep(Duration::from_secs(2));
                fs::rename(away, back).unwrap();
            });
        }
        Ok(())
    });
    let sets = vec![set("cat-cow", &[]), set("cobra", &[])];
    let over = routine(sets, live(&pictures, &voice), teller).run();
    assert_eq!(over.unwrap().ending, Ending::Done);
    assert_eq!(*told.lock().unwrap(), 2);
    let said = voice.said();
    let about = said.iter().filter(|said| said.contains("camera is"));
    assert_eq!(
        about.collect::<Vec<_>>(),
        [
            words::CAMERA_GONE.in_language(Language::English),
            PICTURE_IS_BACK.in_language(Language::English)
        ],
        "{said:?}"
    );
}

#[test]
fn somebody_who_does_not_wait_for_the_camera_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = pictures(folder.path());
    let (voice, moved) = (Fake::new(""), pictures.clone());
    let stop: Arc<Mutex<Option<Arc<Stop>>>> = Arc::default();
    let stopped = Arc::clone(&stop);
    let teller: Teller = Arc::new(move |_, _| {
        fs::remove_dir_all(&moved).unwrap();
        let stop = stopped.lock().unwrap().take().unwrap();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(1));
            stop.leave();
        });
        Ok(())
    });
    let sets = vec![set("cat-cow", &[]), set("cobra", &[])];
    let routine = routine(sets, live(&pictures, &voice), teller);
    *stop.lock().unwrap() = Some(routine.stop());
    assert_eq!(routine.run().unwrap().ending, Ending::Left);
}

#[test]
fn a_source_that_was_never_there_is_an_error_of_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let voice = Fake::new("");
    let live = live(&folder.path().join("nothing"), &voice);
    let routine = routine(vec![set("cobra", &[])], live, Arc::new(|_, _| Ok(())));
    assert!(is_of_source(&routine.run().unwrap_err()));
}

/// A routine whose first set was stopped for pain.
fn stopped_for_pain(folder: &Path, voice: &Fake) -> LiveRoutine {
    let sets = vec![
        set("side-plank", &[]),
        set("cobra", &[]),
        set("side-plank", &[]),
    ];
    let mut routine = routine(sets, live(folder, voice), Arc::new(|_, _| Ok(())));
    routine.course.set_over(0.0, SetEnd::Pain);
    routine
}

#[test]
fn after_a_stop_it_goes_on_as_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let voice = Fake::new("");
    let answered = |pain, then| {
        let mut routine = stopped_for_pain(folder.path(), &voice);
        routine.after_stop(PainAnswer {
            pain: Some(pain),
            then,
        });
        routine
    };
    let comes = |routine: &LiveRoutine| match routine.course.stage() {
        Stage::Rest(rest) => {
            let set = routine.next_set().unwrap();
            Some((rest.next, set.name(), set.dose.clone()))
        }
        _ => None,
    };
    let set = |number, name: &str, dose: &str| Some((number, name.to_owned(), dose.to_owned()));
    let again = answered(2, AfterStop::GoOn);
    assert_eq!(comes(&again), set(0, "Side plank", "standard"));
    let gently = answered(4, AfterStop::GoOn);
    assert_eq!(comes(&gently), set(0, "Side plank", "beginner"));
    let easier = answered(4, AfterStop::Easier);
    let knees = "Side plank, from the knees";
    assert_eq!(comes(&easier), set(0, knees, "standard"));

    let other = answered(7, AfterStop::Next);
    assert_eq!(comes(&other), set(1, "Cobra", "standard"));
    assert_eq!(other.sets.len(), 2);

    let end = answered(8, AfterStop::End);
    assert_eq!(end.course.stage(), Stage::Over(Ending::Pain));
}

#[test]
fn a_change_in_a_rest_is_said_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let voice = Fake::new("");
    let sets = vec![set("cobra", &[]), set("side-plank", &["glute-bridge"])];
    let mut routine = routine(sets, live(folder.path(), &voice), Arc::new(|_, _| Ok(())));
    routine.change(RestChange::Easier);
    assert_eq!(routine.sets.get(0).unwrap().name(), "Cobra");
    routine.course.set_over(0.0, SetEnd::Done);
    routine.change(RestChange::Easier);
    let Stage::Rest(rest) = routine.course.stage() else {
        panic!("no rest")
    };
    let scene = routine.rest_scene(rest).unwrap();
    assert_eq!(scene.variant.as_deref(), Some("from the knees"));
    assert_eq!(
        scene.changes[0],
        (RestChange::Harder, "the usual way".to_owned())
    );
    routine.change(RestChange::Another);
    assert_eq!(routine.rest_scene(rest).unwrap().next, "Glute bridge");
    routine.front.voice.shutdown_while(|| true);
    // A voice that is still getting ready says both in one breath.
    let said = voice.said().join(". ");
    assert!(said.starts_with("Easier: from the knees"), "{said}");
}
