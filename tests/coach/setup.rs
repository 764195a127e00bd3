//! The framing gate, the start, pause and pain.

use spotter::blazepose::Side;
use spotter::coach::{Command, Event, Missing, StopWhy};
use spotter::exercise::{ids, load_movement};
use spotter::screen::{CheckState, Scene};

use crate::figure::{AllFours, SidePlank, Upright};
use crate::motion::{Capture, Motion, motion};
use crate::played::{Played, Set, live};
use crate::recording::{RATE_HZ, Recording};

fn on_all_fours(seconds: f64) -> Motion<AllFours> {
    motion(AllFours::default()).rest(seconds)
}

/// The last thing that was missing before the start, and what the banner said of it.
fn missing(played: &Played) -> (Missing, String) {
    played
        .events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Setup { missing, text, .. } => Some((*missing.first()?, text.clone())),
            _ => None,
        })
        .next_back()
        .unwrap()
}

fn assert_missing(set: Set, motion: &Motion<AllFours>, what: Missing, text: &str) -> Played {
    let played = set.play(motion);
    assert_eq!(missing(&played), (what, text.to_owned()));
    assert_eq!(played.said()[0], text);
    let Scene::Setup(scene) = played.scene_at(3.0) else {
        panic!("still set-up")
    };
    assert_eq!(scene.banner.text, text);
    assert!(what == Missing::Person || scene.rows.iter().any(|row| row.state == CheckState::Open));
    played
}

fn nobody() -> Motion<AllFours> {
    motion(AllFours::default()).nobody(5.0)
}

#[test]
fn what_is_missing_is_told_shown_and_spoken() {
    assert_missing(
        live("bird-dog"),
        &nobody(),
        Missing::Person,
        "Step into the picture",
    );
    assert_missing(
        live("bird-dog").light(18.0),
        &on_all_fours(5.0),
        Missing::Light,
        "A little more light, please",
    );
    let capture = |scale, shift_px| Capture {
        scale,
        shift_px,
        ..Capture::default()
    };
    assert_missing(
        live("bird-dog").capture(capture(0.5, [0.0, 0.0])),
        &on_all_fours(5.0),
        Missing::Closer,
        "Come a little closer",
    );
    assert_missing(
        live("bird-dog").capture(capture(1.0, [-520.0, 0.0])),
        &on_all_fours(5.0),
        Missing::WholeBody,
        "Show me your whole body",
    );
    // All of the person is in the picture, but an arm stretched out would not be.
    assert_missing(
        live("bird-dog").capture(capture(1.0, [460.0, 0.0])),
        &on_all_fours(5.0),
        Missing::Further,
        "Move back a little",
    );
    let askew = motion(AllFours {
        apart: 0.45,
        ..AllFours::default()
    })
    .rest(5.0);
    assert_missing(
        live("bird-dog"),
        &askew,
        Missing::SideOn,
        "Turn side-on a little",
    );
}

#[test]
fn it_starts_by_itself_when_the_start_pose_was_held_for_a_second() {
    let standing = motion(Upright {
        near: Side::Right,
        is_kneeling: false,
        arm_deg: -90.0,
    })
    .stay(5.0);
    assert_eq!(live("bird-dog").play(&standing).started_s(), None);
    let motion = standing.then(AllFours::default()).rest(3.0);
    let started_s = live("bird-dog").play(&motion).started_s().unwrap();
    assert!((6.0..6.6).contains(&started_s), "{started_s}");
    // A quarter of the frames without anybody found does not keep it from starting.
    let capture = Capture {
        dropped: 0.25,
        ..Capture::default()
    };
    let played = live("bird-dog").capture(capture).play(&on_all_fours(4.0));
    assert!(played.started_s().unwrap() < 3.0);
}

#[test]
fn somebody_in_the_start_pose_is_told_to_hold_still_before_the_set_begins() {
    let said = |motion: &Motion<AllFours>| {
        let played = live("bird-dog").play(motion);
        played
            .said()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let told = said(&on_all_fours(2.0));
    assert_eq!(told, ["Hold still", "Begin. Left arm. Reach long"]);
    // Who leaves it too soon is told as well: else the set never begins, and nobody knows why.
    assert_eq!(said(&on_all_fours(0.7)), ["Hold still"]);
    // With something missing, that is asked for first.
    let askew = motion(AllFours {
        apart: 0.45,
        ..AllFours::default()
    });
    assert_eq!(said(&askew.rest(5.0)), ["Turn side-on a little"]);
}

#[test]
fn it_starts_anyway_after_eight_seconds_of_start_pose() {
    let askew = AllFours {
        apart: 0.45,
        ..AllFours::default()
    };
    let started_s = live("bird-dog")
        .play(&motion(askew.clone()).rest(12.0))
        .started_s()
        .unwrap();
    assert!((8.0..8.2).contains(&started_s), "{started_s}");
    let played = live("bird-dog")
        .press(1.0, Command::StartAnyway)
        .play(&motion(askew).rest(4.0));
    assert_eq!(played.started_s().unwrap(), 0.95);
}

#[test]
fn where_no_set_began_what_was_missing_is_known() {
    let why = |motion: &Motion<AllFours>| live("bird-dog").play(motion).not_begun;
    let too_short = why(&on_all_fours(0.7)).unwrap();
    assert!(
        too_short.contains("the start pose (hands and knees) was held for 0."),
        "{too_short}"
    );
    assert!(too_short.ends_with("and it takes 1 s"), "{too_short}");
    let nobody = why(&nobody()).unwrap();
    assert_eq!(nobody, "nobody was seen in the picture");
    assert_eq!(why(&on_all_fours(3.0)), None);
}

#[test]
fn enter_starts_at_once_even_with_nobody_there() {
    let played = live("bird-dog")
        .press(1.0, Command::StartAnyway)
        .play(&nobody());
    assert!(played.started_s().is_some());
    assert_eq!(played.reps(), []);
}

/// Whether the set is paused at a second.
fn is_paused(played: &Played, t_s: f64) -> bool {
    let Scene::Coach(scene) = played.scene_at(t_s) else {
        panic!("not over")
    };
    scene.is_paused
}

/// Sits up for a while, and takes the start pose again.
fn sits_up(motion: Motion<AllFours>) -> Motion<AllFours> {
    motion
        .then(Upright {
            near: Side::Right,
            is_kneeling: true,
            arm_deg: -90.0,
        })
        .stay(2.0)
        .then(AllFours::default())
}

#[test]
fn a_requested_pause_ends_with_the_first_repetition_from_the_start_pose() {
    let motion = on_all_fours(2.0) // begins at 1 s
        .rep(Side::Left, 5.0) // to 10 s
        .rest(15.0) // paused
        .rep(Side::Right, 5.0);
    let played = live("bird-dog").press(10.0, Command::Pause).play(&motion);
    assert!(is_paused(&played, 24.0));
    assert_eq!(
        played.reps(),
        [(Some(Side::Left), true), (Some(Side::Right), true)],
        "the repetition that ends the pause counts"
    );
    assert_eq!(played.times_said("Go on. Right arm"), 1);
    assert!(!is_paused(&played, 28.0));
}

#[test]
fn a_start_pose_taken_anew_goes_on_and_says_so() {
    let motion = sits_up(on_all_fours(2.0).rep(Side::Left, 5.0)).rest(5.0);
    let played = live("bird-dog").press(10.0, Command::Pause).play(&motion);
    assert!(is_paused(&played, 14.0));
    assert!(!is_paused(&played, 16.5));
    assert_eq!(played.times_said("Go on. Right arm"), 1);
}

#[test]
fn half_a_movement_ends_no_pause() {
    let motion = on_all_fours(2.0)
        .rep(Side::Left, 5.0)
        .part_way(Side::Right, -36.0, -36.0)
        .stay(1.0)
        .lower(1.0)
        .rest(5.0);
    let played = live("bird-dog").press(10.0, Command::Pause).play(&motion);
    // In the start pose since 13 s; taken anew, it goes on after three seconds of it.
    assert!(is_paused(&played, 15.0));
    assert_eq!(played.partials(), []);
}

#[test]
fn a_pause_asked_for_within_a_hold_lasts_while_the_hold_does() {
    let motion = motion(SidePlank::default())
        .rest(2.0)
        .raise(1.0)
        .stay(15.0)
        .lower(1.0)
        .rest(0.5)
        .raise(1.0)
        .stay(10.5)
        .lower(1.0)
        .rest(1.0);
    let played = live("side-plank").press(7.0, Command::Pause).play(&motion);
    assert!(is_paused(&played, 17.5), "still up since before the pause");
    assert_eq!(played.reps().len(), 2);
    // What was counted at the key is said with it.
    assert_eq!(
        played.times_said("Left, one. Paused. Go on when you like."),
        1
    );
}

#[test]
fn a_still_person_is_asked_first_and_the_next_repetition_counts() {
    for still_s in [25.0, 40.0] {
        let motion = on_all_fours(2.0)
            .rest(still_s)
            .rep(Side::Left, 5.0)
            .rep(Side::Right, 5.0);
        let played = live("bird-dog").play(&motion);
        let is_long = still_s > 30.0;
        assert_eq!(played.times_said("Still there? Left arm next"), 1);
        assert_eq!(played.times_said("Paused."), usize::from(is_long));
        assert_eq!(played.times_said("Go on. Left arm"), usize::from(is_long));
        assert_eq!(played.counts(), (1, 1), "after {still_s} s");
    }
}

#[test]
fn a_person_who_was_away_is_not_asked_at_once() {
    let motion = on_all_fours(2.0).nobody(40.0).rest(5.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.times_said("I see you again"), 1);
    assert_eq!(played.times_said("Still there?"), 0);
    assert_eq!(played.times_said("Paused"), 0);
}

#[test]
fn pain_in_the_set_up_shows_what_to_do_and_no_empty_table() {
    let motion = on_all_fours(0.8);
    let played = live("bird-dog").press(0.5, Command::Pain).play(&motion);
    let Some(Scene::Summary(scene)) = &played.last_scene else {
        panic!("summary")
    };
    assert_eq!(played.said().last(), Some(&scene.advice.join(" ").as_str()));
    assert!(scene.rows.is_empty() && scene.cues.is_empty());
    assert!(!scene.footer.contains("Saved"), "{}", scene.footer);
}

#[test]
fn a_pause_within_a_hold_keeps_what_was_held_and_goes_on_by_itself() {
    let motion = motion(SidePlank::default())
        .rest(2.0)
        .raise(1.0)
        .stay(8.0)
        .lower(1.0)
        .nobody(3.0)
        .rest(3.0)
        .raise(1.0)
        .stay(10.5)
        .lower(1.0)
        .rest(1.0);
    let played = live("side-plank").press(7.0, Command::Pause).play(&motion);
    assert_eq!(played.reps().len(), 2, "{:?}", played.reps());
    assert_eq!(played.cues(), []);
    let pressed_again = live("side-plank")
        .press(7.0, Command::Pause)
        .press(8.0, Command::Pause)
        .play(&motion);
    assert_eq!(pressed_again.reps().len(), 3, "the rest of the hold is one");
}

#[test]
fn a_dropped_frame_is_not_leaving_the_start_pose() {
    // Paused while resting, and resting on with a lost frame now and then: still paused.
    let motion = on_all_fours(12.0);
    let capture = Capture {
        dropped: 0.2,
        ..Capture::default()
    };
    let played = live("bird-dog")
        .capture(capture)
        .press(4.0, Command::Pause)
        .play(&motion);
    let Scene::Coach(scene) = played.scene_at(11.5) else {
        panic!("paused, not over")
    };
    assert!(scene.is_paused);
}

#[test]
fn pain_stops_at_once_and_keeps_what_was_done() {
    let motion = on_all_fours(2.0)
        .rep(Side::Left, 5.0)
        .lift(Side::Right, 1.0)
        .hold(5.0, |figure| figure.leg_deg = 25.0)
        .lower(1.0)
        .rest(1.0);
    let played = live("bird-dog").press(11.5, Command::Pain).play(&motion);
    assert_eq!(played.done_s, Some(11.5));
    assert_eq!(played.summary.reps.total, 2, "the open one had reached it");
    let Some(Scene::Summary(scene)) = &played.last_scene else {
        panic!("summary")
    };
    assert_eq!(played.said().last(), Some(&scene.advice.join(" ").as_str()));
    assert!(scene.advice[0].contains("Rest in a comfortable position"));
    assert_eq!((&scene.went_well, &scene.next_time), (&None, &None));
    assert!(played.said_at().iter().all(|(t_s, _)| *t_s < 11.6));
    assert_eq!(played.cues(), []);
    assert_eq!(scene.without_cues, "", "nor how well it went");
    assert_eq!(played.summary.ended, Some(StopWhy::Pain));
    let why = StopWhy::Pain;
    assert_eq!(
        played.when(|event| *event == Event::Stopped { why }),
        [11.45],
        "at the last frame before the key"
    );
    let Some(Scene::Summary(scene)) = &played.last_scene else {
        panic!("summary")
    };
    assert_eq!(scene.title, "Bird dog, stopped");
    assert_eq!(scene.rows[0].left.text, "1");
    assert_eq!(scene.rows[0].right.as_ref().unwrap().text, "1");
}

#[test]
fn pain_in_the_set_up_is_told_too() {
    let motion = on_all_fours(3.0);
    let played = live("bird-dog").press(0.5, Command::Pain).play(&motion);
    assert_eq!(played.summary.ended, Some(StopWhy::Pain));
    assert_eq!(
        played.when(|event| matches!(event, Event::Stopped { .. })),
        [0.45]
    );
    assert!(played.when(|event| *event == Event::Start).is_empty());
}

#[test]
fn a_set_that_nobody_stopped_has_no_reason_for_its_end() {
    let played = live("bird-dog").play(&on_all_fours(2.0).rep(Side::Left, 5.0));
    assert_eq!(played.summary.ended, None);
}

#[test]
fn the_ring_and_the_summary_show_the_set() {
    let motion = on_all_fours(2.0)
        .rep(Side::Left, 5.0) // held from about 3 s to 8 s
        .rep(Side::Right, 2.0);
    let played = live("bird-dog").play(&motion);
    let ring = |t_s| match played.scene_at(t_s) {
        Scene::Coach(scene) => scene.ring.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!((ring(1.8).number, ring(1.8).unit.as_str()), (0, "of 6"));
    let half = ring(5.4);
    assert_eq!(half.number, 1);
    assert!((0.4..0.65).contains(&half.part), "{half:?}");
    let Some(Scene::Summary(scene)) = &played.last_scene else {
        panic!("summary")
    };
    assert_eq!(scene.title, "Bird dog, done");
    let row = |at: usize| {
        let row = &scene.rows[at];
        (
            row.left.text.as_str(),
            row.right.as_ref().unwrap().text.as_str(),
        )
    };
    assert_eq!((row(0), row(1)), (("1", "1"), ("1", "0")));
    assert_eq!(played.summary.praise, None, "one was too short");

    let motion = motion_of_a_plank();
    let played = live("side-plank").play(&motion);
    let ring = |t_s| match played.scene_at(t_s) {
        Scene::Coach(scene) => scene.ring.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (ring(1.8).number, ring(1.8).unit.as_str()),
        (10, "seconds left")
    );
    assert_eq!(ring(7.8).number, 5);
    assert_eq!((ring(13.2).number, ring(13.2).part), (0, 1.0));
}

fn motion_of_a_plank() -> Motion<SidePlank> {
    motion(SidePlank::default())
        .rest(2.0)
        .raise(1.0)
        .stay(10.5)
        .lower(1.0)
        .rest(1.0)
}

#[test]
fn the_first_repetition_begins_the_set_of_somebody_who_does_not_hold_still() {
    let mut begun_by_movement = 0;
    for id in ids() {
        let movement = load_movement(&id, None, None).unwrap();
        let settings = "rest=0.1,tempo=1.5,reps=3,distance=4";
        let recording = Recording::performed(&movement, settings, RATE_HZ);
        let played = live(&id).play_recording(recording);
        let reps = played.summary.reps.total;
        assert!(reps >= 2, "{id}: {:?}", played.events);
        let is_told = played.said().iter().any(|said| said.starts_with("Begin"));
        println!("{id}: {reps} {is_told}");
        begun_by_movement += usize::from(!is_told);
    }
    // In the others the slow beginning of the movement is a start pose, too.
    assert!(begun_by_movement >= 3, "{begun_by_movement}");
}

#[test]
fn a_movement_before_the_start_pose_begins_nothing() {
    let movement = load_movement("bird-dog", None, None).unwrap();
    let mut recording = Recording::performed(&movement, "rest=4,reps=1,hold=4", RATE_HZ);
    // Somebody comes into view within the hold.
    recording.frames.drain(..(7.0 * RATE_HZ) as usize);
    recording.frames.truncate((2.0 * RATE_HZ) as usize);
    let played = live("bird-dog").play_recording(recording);
    assert_eq!(played.summary.reps.total, 0, "{:?}", played.events);
}
