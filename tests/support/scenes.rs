//! Made-up scenes. Points are noted as they lie on the screen at 1280 × 720 and turned back into pixels
//! of a 1280 × 720 picture.

use std::sync::Arc;

use image::{Rgb, RgbImage};
use spotter::blazepose::{LANDMARKS, Side};
use spotter::coach::Band;
use spotter::screen::{
    self, BannerLine, BannerLook, CAMERA_AREA, CameraScene, CameraView, Check, CheckButton,
    CheckRow, CheckState, CoachScene, Control, CountRing, CueFigure, CueRow, Day, DayMark, Dot,
    DotRow, DrawContext, ExerciseRow, Figure, FigureRow, Focus, HistoryScene, HomeCard, HomeScene,
    HomeSet, Icon, JudgedBone, JudgedLine, Message, Meter, Month, OpenedSession, PainBeforeScene,
    PainChoice, PainRow, PainScene, ReplayScene, RestChange, RestScene, SafetyPage, SafetyScene,
    Scene, SessionLine, SetLine, SettingsCard, SettingsRow, SettingsScene, SetupScene, Share,
    SoundPage, SoundScene, SummaryFigures, SummaryRow, SummaryScene, Timeline, TimelineLook,
    TimelineMark, Trend, TrendLine, TurnArrow, Ui, When,
};
use spotter::settings::{FlagGroup, flags};
use spotter::words::Language;

/// Draws every scene, and what is shown in place of one, and calls back with each and its name.
pub fn draw_all(ui: &mut Ui, view: &DrawContext, mut drawn: impl FnMut(&str, &Ui)) {
    for (name, scene) in scenes() {
        screen::draw(ui, &scene, view);
        drawn(name, ui);
    }
    let no_picture = DrawContext {
        picture: None,
        camera_note: Some("The camera gives no picture: check that it is plugged in."),
        ..*view
    };
    screen::draw(ui, &Scene::Coach(fault()), &no_picture);
    drawn("coach-no-picture", ui);
    screen::draw_message(ui, &MESSAGE);
    drawn("message", ui);
    let bands = bands();
    let bands = DrawContext {
        picture: Some(&bands),
        ..*view
    };
    screen::draw(ui, &Scene::Coach(marks()), &bands);
    drawn("marks", ui);
}

/// A message in place of a scene.
pub const MESSAGE: Message = Message {
    title: "Waiting for the camera",
    text: "The camera gives no picture. Check that it is plugged in and that no other program \
           uses it; Spotter goes on by itself as soon as there is one.",
    on_escape: "Back",
};

/// A plain picture in place of a camera's.
pub fn gradient() -> RgbImage {
    RgbImage::from_fn(1280, 720, |x, y| {
        let grey = (90 + x / 16 + y / 12) as u8;
        Rgb([grey, grey, grey])
    })
}

/// All scenes with names for their files.
pub fn scenes() -> Vec<(&'static str, Scene)> {
    vec![
        ("setup", Scene::Setup(setup())),
        ("coach-fault", Scene::Coach(fault())),
        ("coach-reps-good", Scene::Coach(good())),
        ("coach-hold", Scene::Coach(hold())),
        ("coach-paused", Scene::Coach(paused())),
        ("coach-shift", Scene::Coach(shift())),
        ("replay", Scene::Replay(replay())),
        ("summary", Scene::Summary(summary())),
        ("summary-plain", Scene::Summary(plain_summary())),
        ("summary-session", Scene::Summary(session_summary())),
        ("summary-asks", Scene::Summary(asking_summary())),
        ("summary-pain", Scene::Summary(pain_summary())),
        ("pain", Scene::Pain(pain())),
        (
            "pain-before",
            Scene::PainBefore(PainBeforeScene { number: Some(4) }),
        ),
        ("rest", Scene::Rest(rest())),
        ("rest-changes", Scene::Rest(rest_with_changes())),
        ("home", Scene::Home(home())),
        ("history", Scene::History(history())),
        ("history-session", Scene::History(history_session())),
        ("settings", Scene::Settings(settings())),
        ("about-you", Scene::Settings(about_you())),
        ("safety", Scene::Safety(safety(SafetyPage::Questions))),
        ("safety-advice", Scene::Safety(safety(SafetyPage::Advice))),
        ("sound-check", Scene::Sound(sound(SoundPage::Question))),
        ("sound-help", Scene::Sound(sound(SoundPage::Help))),
        ("camera-check", Scene::Camera(cameras(2))),
        ("camera-check-one", Scene::Camera(cameras(1))),
        ("camera-check-none", Scene::Camera(cameras(0))),
    ]
}

fn pain() -> PainScene {
    let choices = [
        ("Go on gently", "fewer, and small"),
        ("Easier version", "only the leg"),
        ("Next exercise", "Side plank"),
        ("End for today", "well done so far"),
    ];
    let choices = choices.map(|(title, below)| PainChoice {
        title: title.to_owned(),
        below: below.to_owned(),
    });
    PainScene {
        number: Some(4),
        choices: choices.to_vec(),
        focus: 0,
        is_saved: true,
        place: "Stopped at 4 of 6 · Bird dog".to_owned(),
        is_read_aloud: false,
    }
}

/// The same scene with nobody in it.
pub fn without_person(mut scene: Scene) -> Scene {
    match &mut scene {
        Scene::Setup(scene) => scene.figure = None,
        Scene::Coach(scene) => scene.figure = None,
        _ => {}
    }
    scene
}

fn settings_row(label: &str, about: &str, control: Control) -> SettingsRow {
    SettingsRow {
        label: label.to_owned(),
        about: about.to_owned(),
        control,
    }
}

fn choice(options: &[&str], chosen: usize) -> Control {
    Control::Choice {
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        chosen: Some(chosen),
    }
}

pub fn settings() -> SettingsScene {
    let row = settings_row;
    let card = |heading, rows: &[SettingsRow]| SettingsCard {
        heading,
        rows: rows.to_vec(),
    };
    let voice = [
        row(
            "Spoken coaching",
            "cues, counts and rest",
            Control::Switch(true),
        ),
        row(
            "Speed",
            "how fast sentences are spoken",
            choice(&["Slow", "Usual", "Fast"], 1),
        ),
        row(
            "Sound check",
            "whether you hear Spotter",
            Control::Button("Try"),
        ),
    ];
    let coaching = [
        row(
            "How strict",
            "how soon a cue comes",
            choice(&["Gentle", "Standard", "Strict"], 0),
        ),
        row(
            "Days a week",
            "what you plan to do",
            choice(&["1", "2", "3", "4", "5", "6", "7"], 2),
        ),
        row(
            "Ask about pain",
            "before and after a routine",
            Control::Switch(true),
        ),
    ];
    let camera = [
        row("Which camera", "USB camera", Control::Button("Choose")),
        row(
            "Mirror the picture",
            "left and right as in a mirror",
            Control::Switch(false),
        ),
    ];
    let you = [
        row(
            "About you",
            "2 exercises left out, 4 go gently",
            Control::Button("Change"),
        ),
        row(
            "Safety questions",
            "answered 2 November",
            Control::Button("Read"),
        ),
    ];
    let screen = [row(
        "Text size",
        "of pages that are read",
        choice(&["Normal", "Large"], 0),
    )];
    SettingsScene {
        title: "Settings",
        back: "Back",
        columns: [
            vec![card("Voice", &voice), card("Coaching", &coaching)],
            vec![
                card("Camera", &camera),
                card("Screen", &screen),
                card("You", &you),
            ],
        ],
        focus: 0,
        note: "Nothing leaves this computer".to_owned(),
        step: None,
    }
}

/// What users tell about themselves, before the first exercise.
pub fn about_you() -> SettingsScene {
    let of = |group| {
        let flags = flags(Language::English)
            .iter()
            .filter(move |flag| flag.group == group);
        flags.map(|flag| {
            let options: &[&str] = match flag.block.is_empty() {
                true => &["No", "Yes"],
                false => &["No", "Yes", "Agreed"],
            };
            settings_row(&flag.name, &flag.about, choice(options, 0))
        })
    };
    let card = |heading, group| SettingsCard {
        heading,
        rows: of(group).collect(),
    };
    SettingsScene {
        title: "About you: what fits?",
        back: "Done",
        columns: [
            vec![card("Health", FlagGroup::Health)],
            vec![card("What hurts", FlagGroup::Joints)],
        ],
        focus: 7,
        note: "Agreed: your doctor or therapist is fine with the exercises".to_owned(),
        step: Some(1),
    }
}

pub fn safety(page: SafetyPage) -> SafetyScene {
    SafetyScene {
        page,
        hover: None,
        is_first: true,
        is_read_aloud: false,
    }
}

pub fn sound(page: SoundPage) -> SoundScene {
    SoundScene {
        page,
        focus: CheckButton::Yes,
        trouble: (page == SoundPage::Help)
            .then(|| "The voice may be silent because espeak-ng found no sound device.".to_owned()),
        step: Some(2),
    }
}

/// So many cameras, the last of which gives no picture where there are several.
pub fn cameras(count: usize) -> CameraScene {
    let names = [
        "Integrated Webcam",
        "USB camera",
        "A camera in the hall",
        "Fourth",
    ];
    let view = |(number, name): (usize, &str)| {
        let has_picture = number == 0 || number + 1 < count;
        CameraView {
            name: name.to_owned(),
            picture: has_picture.then(|| Arc::new(gradient())),
            note: (!has_picture).then(|| {
                "The camera \"USB camera\" is used by another program: close that program"
                    .to_owned()
            }),
        }
    };
    CameraScene {
        cameras: names
            .into_iter()
            .take(count)
            .enumerate()
            .map(view)
            .collect(),
        focus: 0,
        is_mirrored: true,
        step: Some(3),
    }
}

pub fn history() -> HistoryScene {
    let done = [
        (2, 14),
        (4, 9),
        (5, 15),
        (7, 21),
        (9, 14),
        (11, 8),
        (12, 14),
        (14, 14),
        (16, 8),
        (18, 14),
        (20, 20),
    ];
    let day = |number: u32| Day {
        minutes: done
            .iter()
            .find(|(day, _)| *day == number)
            .map(|(_, minutes)| *minutes),
        when: match number {
            ..22 => When::Past,
            22 => When::Today,
            _ => When::Future,
        },
    };
    let session = |([day, name, minutes, good], pain): ([&str; 4], [u8; 2])| SessionLine {
        day: day.to_owned(),
        name: name.to_owned(),
        minutes: minutes.to_owned(),
        good: good.to_owned(),
        pain: pain.map(Some),
    };
    let left = [4.6, 5.1, 5.0, 5.8, 6.3, 6.1, 6.9, 7.2, 7.6, 7.5, 8.1];
    let right = [3.4, 3.9, 4.4, 4.3, 5.2, 5.6, 5.9, 6.6, 6.8, 7.2, 7.4];
    let line = |label: &str, points: [f32; 11]| TrendLine {
        label: label.to_owned(),
        points: points.map(Some).to_vec(),
    };
    HistoryScene {
        month: Month {
            name: "November",
            year: 2026,
            first_column: 6,
            days: (1..=30).map(day).collect(),
            weeks: vec![
                Some([0, 3]),
                Some([4, 3]),
                Some([4, 3]),
                Some([3, 3]),
                None,
                None,
            ],
            sum: "11 days, 2 h 31 min".to_owned(),
        },
        week: "This week: 3 days".to_owned(),
        trend: Some(Trend {
            exercise: "Bird dog".to_owned(),
            has_others: true,
            what: "Hold time".to_owned(),
            grid: (0..=5u8)
                .map(|n| (f32::from(n) * 2.0, format!("{} s", n * 2)))
                .collect(),
            lines: vec![line("Left 8.1 s", left), line("Right 7.4 s", right)],
            dates: vec!["2 Nov".to_owned(), "20 Nov".to_owned()],
            sentence: "Holds are longer than before.",
        }),
        sessions: [
            (["Fri 20", "Every day", "20 min", "31 of 34"], [3, 2]),
            (
                [
                    "Wed 18",
                    "Cat-cow, Bird dog, Side plank",
                    "14 min",
                    "24 of 25",
                ],
                [4, 3],
            ),
            (
                ["Mon 16", "Bird dog, Child’s pose", "8 min", "12 of 12"],
                [5, 3],
            ),
            (
                ["Sat 14", "Cat-cow, Bird dog", "14 min", "22 of 25"],
                [3, 3],
            ),
        ]
        .map(session)
        .to_vec(),
        focus: 0,
        place: "1 of 37".to_owned(),
        opened: None,
    }
}

/// The history with a session opened.
pub fn history_session() -> HistoryScene {
    let set = |[exercise, note, repetitions, good, minutes]: [&str; 5]| SetLine {
        exercise: exercise.to_owned(),
        note: note.to_owned(),
        repetitions: repetitions.to_owned(),
        good: good.to_owned(),
        minutes: minutes.to_owned(),
    };
    HistoryScene {
        opened: Some(OpenedSession {
            when: "Fri 20 November 2026, 18:05".to_owned(),
            name: "Every day".to_owned(),
            facts: ["20 min", "31 of 34 good", "Pain 3 before, 2 after"]
                .map(str::to_owned)
                .to_vec(),
            sets: [
                ["Cat-cow", "", "10", "9 of 10", "3 min"],
                ["Bird dog", "", "left 6, right 6", "11 of 12", "6 min"],
                [
                    "Side plank, from the knees",
                    "stopped: pain, pain 4 of 10",
                    "left 2, right 1",
                    "2 of 3",
                    "4 min",
                ],
                ["Cobra", "", "10", "9 of 9", "3 min"],
            ]
            .map(set)
            .to_vec(),
            focus: 2,
            place: String::new(),
        }),
        ..history()
    }
}

pub fn rest() -> RestScene {
    RestScene {
        left_s: 24,
        part: 0.48,
        is_paused: false,
        done: Some("Bird dog done".to_owned()),
        result: "left 6, right 6".to_owned(),
        next_time: Some("Push heel back, not up".to_owned()),
        next: "Side plank".to_owned(),
        variant: Some("on the knees".to_owned()),
        dose: "3 holds each side".to_owned(),
        steps: [
            "Lie on your side, chest to the camera",
            "Elbow under your shoulder",
            "Lift the hips, hold, rest, change sides",
        ]
        .map(str::to_owned)
        .to_vec(),
        place: "Exercise 3 of 4".to_owned(),
        changes: Vec::new(),
        waits_for: None,
    }
}

/// A rest in which the next exercise can be changed.
pub fn rest_with_changes() -> RestScene {
    RestScene {
        variant: None,
        next_time: Some("Next time easier: only the arm".to_owned()),
        changes: vec![
            (RestChange::Easier, "from the knees".to_owned()),
            (RestChange::Another, "Partial sit-up".to_owned()),
        ],
        ..rest()
    }
}

pub fn home() -> HomeScene {
    let set = |name: &str, dose: &str| HomeSet {
        exercise: String::new(),
        name: name.to_owned(),
        dose: dose.to_owned(),
        figure: None,
    };
    let cards = [
        ("Child's pose", "2 times, 30 s"),
        ("Knee to chest", "3 each side, 10 s"),
        ("Piriformis stretch", "2 each side, 30 s"),
        ("Cobra", "yesterday"),
        ("Cat-cow", "6 times"),
        ("Seated forward bend", "2 times, 30 s"),
        ("Low lunge", "2 each side, 30 s"),
        ("Bird dog", "today"),
        ("Glute bridge", "8 times, 5 s"),
        ("Superman", "8 times, 3 s"),
        ("Partial sit-up", "8 times"),
        ("Side plank", "12 days ago"),
    ];
    let card = |(name, below): (&str, &str)| HomeCard {
        name: name.to_owned(),
        purpose: "Strengthens the trunk".to_owned(),
        below: below.to_owned(),
        care: (name == "Superman").then(|| "small and slow".to_owned()),
        figure: None,
    };
    HomeScene {
        greeting: "Good morning",
        routine: "Your routine, about 14 minutes".to_owned(),
        sets: vec![
            set("Cat-cow", "6 times"),
            set("Bird dog", "6 each side"),
            set("Side plank", "3 holds each side"),
            set("Child's pose", "4 times, one slow breath"),
        ],
        week: [
            DayMark::Done,
            DayMark::Empty,
            DayMark::Done,
            DayMark::Today,
            DayMark::Empty,
            DayMark::Empty,
            DayMark::Empty,
        ],
        days: "2 of 3 days".to_owned(),
        cards: cards.map(card).to_vec(),
        focus: Focus::Card(5),
        note: None,
    }
}

fn px([x, y]: [f32; 2]) -> [f32; 2] {
    let scale = 1280.0 / CAMERA_AREA.w;
    [(x - CAMERA_AREA.x) * scale, (y - CAMERA_AREA.y) * scale]
}

fn figure(points: &[(usize, [f32; 2])], near: Option<Side>) -> Figure {
    let mut all = [None; LANDMARKS];
    for (landmark, at) in points {
        all[*landmark] = Some(px(*at));
    }
    Figure::new(all, near)
}

fn judged(bones: &[([f32; 2], [f32; 2])], band: Option<Band>) -> Vec<JudgedBone> {
    let bone = |(from, to): &([f32; 2], [f32; 2])| JudgedBone {
        from: px(*from),
        to: px(*to),
        band,
    };
    bones.iter().map(bone).collect()
}

fn line<const N: usize>(points: [[f32; 2]; N], band: Band) -> Option<JudgedLine> {
    Some(JudgedLine {
        points: points.map(px).to_vec(),
        band: Some(band),
    })
}

fn check(check: Check, label: &str, hint: &str, state: CheckState) -> CheckRow {
    CheckRow {
        check,
        label: label.to_owned(),
        hint: hint.to_owned(),
        state,
        icon: Icon::BentArrow,
    }
}

pub fn setup() -> SetupScene {
    let outline = OUTLINE.iter().map(|point| px(*point)).collect();
    SetupScene {
        exercise: "Bird dog".to_owned(),
        variant: None,
        pose_words: "Hands and knees".to_owned(),
        rows: vec![
            check(
                Check::WholeBody,
                "Whole body",
                "In the picture",
                CheckState::Done,
            ),
            check(Check::View, "Side-on", "Turn a little", CheckState::Open),
            check(Check::Distance, "Distance", "Just right", CheckState::Done),
            check(Check::Light, "Light", "Not seen yet", CheckState::NotSeen),
            check(
                Check::StartPose,
                "Start pose",
                "Comes last",
                CheckState::Waiting,
            ),
        ],
        banner: BannerLine::new(BannerLook::Hint, Icon::BentArrow, "Turn side-on a little"),
        turn: Some(TurnArrow::Right),
        figure: Some(Figure {
            outline: vec![outline],
            ..figure(&[], None)
        }),
    }
}

fn meter(zone: [f32; 2], value: f32, band: Band) -> Meter {
    Meter {
        low: -90.0,
        high: 40.0,
        zones: vec![zone],
        value: Some(value),
        band: Some(band),
        best: None,
        words: ["low".to_owned(), "high".to_owned()],
    }
}

fn bird_dog() -> CoachScene {
    let left = [
        Dot::Good,
        Dot::Good,
        Dot::Counted,
        Dot::Now,
        Dot::ToDo,
        Dot::ToDo,
    ];
    let right = [
        Dot::Good,
        Dot::Good,
        Dot::Good,
        Dot::ToDo,
        Dot::ToDo,
        Dot::ToDo,
    ];
    CoachScene {
        exercise: "Bird dog".to_owned(),
        variant: None,
        subtitle: "Set 1 of 3".to_owned(),
        ring: CountRing {
            number: 4,
            unit: "of 6".to_owned(),
            part: 0.63,
            is_stopped: false,
        },
        side: Some((Side::Left, "Left arm".to_owned())),
        dots: vec![
            DotRow {
                side: Some(Side::Left),
                is_at_work: true,
                dots: left.to_vec(),
            },
            DotRow {
                side: Some(Side::Right),
                is_at_work: false,
                dots: right.to_vec(),
            },
        ],
        meter: meter([-15.0, 10.0], -3.0, Band::Good),
        banner: BannerLine::new(BannerLook::Good, Icon::Tick, "Good. Hold it there."),
        figure: None,
        is_paused: false,
        footer: "Exercise 2 of 4 · about 9 minutes left".to_owned(),
    }
}

/// Left side: arm forward, right leg back (far), knee and hand on the mat.
fn bird_dog_figure(wrist: [f32; 2], elbow: [f32; 2], knee: [f32; 2], ankle: [f32; 2]) -> Figure {
    figure(
        &[
            (7, [292.0, 207.5]),
            (11, [337.0, 224.0]),
            (13, elbow),
            (15, wrist),
            (12, [355.0, 224.0]),
            (14, [367.0, 307.5]),
            (16, [358.0, 374.0]),
            (23, [489.5, 257.0]),
            (25, [486.0, 384.5]),
            (27, [613.5, 389.5]),
            (24, [489.5, 257.0]),
            (26, knee),
            (28, ankle),
        ],
        Some(Side::Left),
    )
}

pub fn good() -> CoachScene {
    let (wrist, elbow, shoulder) = ([165.0, 222.0], [243.0, 235.5], [337.0, 224.0]);
    let (hip, knee, ankle) = ([489.5, 257.0], [602.0, 273.0], [718.5, 260.0]);
    let mut person = bird_dog_figure(wrist, elbow, knee, ankle);
    let bones = [
        (shoulder, elbow),
        (elbow, wrist),
        (hip, knee),
        (knee, ankle),
    ];
    person.judged = judged(&bones, Some(Band::Good));
    let back = [
        [343.0, 197.5],
        [362.0, 196.5],
        [385.0, 198.0],
        [410.0, 205.0],
        [432.0, 213.0],
        [455.0, 217.5],
        [475.0, 222.0],
        [490.0, 222.5],
    ];
    person.line = line(back, Band::Good);
    CoachScene {
        figure: Some(person),
        ..bird_dog()
    }
}

pub fn fault() -> CoachScene {
    let (hip, knee, ankle) = ([489.5, 257.0], [597.0, 219.0], [695.0, 152.0]);
    let mut person = bird_dog_figure([165.0, 228.0], [243.0, 238.5], knee, ankle);
    person.judged = judged(&[(hip, knee), (knee, ankle)], Some(Band::Bad));
    person.cue = Some(CueFigure {
        pivot: px(hip),
        end: px(ankle),
        target: px([720.0, 264.5]),
        angle_deg: Some(27.0),
        is_turn: true,
    });
    let angle_rad = 0.5;
    CoachScene {
        ring: CountRing {
            part: 0.37,
            is_stopped: true,
            ..bird_dog().ring
        },
        meter: meter([-15.0, 10.0], 27.0, Band::Bad),
        banner: BannerLine::new(
            BannerLook::Cue,
            Icon::Arrow { angle_rad },
            "Push heel back, not up",
        ),
        figure: Some(person),
        ..bird_dog()
    }
}

/// A set that is played again, near its second fault.
pub fn replay() -> ReplayScene {
    let mark = |at, look| TimelineMark { at, look };
    ReplayScene {
        set: CoachScene {
            footer: String::new(),
            ..fault()
        },
        size_px: [1280, 720],
        timeline: Timeline {
            at: 0.62,
            label: "0:41 / 1:06".into(),
            marks: vec![
                mark(0.18, TimelineLook::Good),
                mark(0.29, TimelineLook::Fault),
                mark(0.35, TimelineLook::Counted),
                mark(0.52, TimelineLook::Good),
                mark(0.61, TimelineLook::Fault),
                mark(0.70, TimelineLook::Counted),
                mark(0.86, TimelineLook::Good),
            ],
        },
        is_playing: false,
    }
}

fn paused() -> CoachScene {
    CoachScene {
        is_paused: true,
        banner: BannerLine::new(
            BannerLook::Calm,
            Icon::Calm { size: 0.0 },
            "Paused. Go on when you like.",
        ),
        ..good()
    }
}

/// A cue that asks for a shift, seen from the front, without sides.
fn shift() -> CoachScene {
    let mut scene = hold();
    if let Some(person) = &mut scene.figure {
        person.line = line(HOLD_LINE, Band::Bad);
        person.cue = Some(CueFigure {
            pivot: px(HOLD_LINE[0]),
            end: px(HOLD_LINE[1]),
            target: px([425.0, 270.0]),
            angle_deg: None,
            is_turn: false,
        });
    }
    scene.banner = BannerLine::new(
        BannerLook::Cue,
        Icon::Arrow {
            angle_rad: -std::f32::consts::FRAC_PI_2,
        },
        "Send your back to the ceiling",
    );
    scene.side = None;
    scene.dots = vec![DotRow {
        side: None,
        is_at_work: true,
        dots: [Dot::Good, Dot::Good, Dot::Counted, Dot::Now, Dot::ToDo].repeat(2),
    }];
    scene
}

const HOLD_LINE: [[f32; 2]; 3] = [[273.0, 262.5], [411.0, 311.5], [636.0, 390.5]];

fn hold() -> CoachScene {
    let mut person = figure(
        &[
            (7, [221.0, 245.0]),
            (8, [221.0, 245.0]),
            (11, [290.5, 214.0]),
            (13, [380.0, 197.0]),
            (15, [412.0, 253.0]),
            (12, [255.5, 311.0]),
            (14, [260.5, 400.0]),
            (16, [239.0, 423.0]),
            (23, [420.0, 286.0]),
            (25, [529.0, 332.0]),
            (27, [640.0, 378.0]),
            (24, [403.0, 337.0]),
            (26, [516.0, 369.0]),
            (28, [631.0, 403.0]),
        ],
        None,
    );
    person.line = line(HOLD_LINE, Band::Good);
    let row = |side, is_at_work, dots: [Dot; 3]| DotRow {
        side: Some(side),
        is_at_work,
        dots: dots.to_vec(),
    };
    CoachScene {
        exercise: "Side plank".to_owned(),
        variant: Some("from the knees".to_owned()),
        subtitle: "3 holds each side".to_owned(),
        ring: CountRing {
            number: 4,
            unit: "seconds left".to_owned(),
            part: 0.6,
            is_stopped: false,
        },
        side: Some((Side::Right, "Right side".to_owned())),
        dots: vec![
            row(Side::Left, false, [Dot::ToDo; 3]),
            row(Side::Right, true, [Dot::Good, Dot::Unjudged, Dot::Now]),
        ],
        meter: meter([-25.0, 10.0], -14.0, Band::Good),
        banner: BannerLine::new(BannerLook::Calm, Icon::Calm { size: 0.44 }, "Breathe out"),
        figure: Some(person),
        is_paused: false,
        footer: "Exercise 3 of 4 · about 5 minutes left".to_owned(),
    }
}

fn row(label: &str, left: (&str, f32), right: Option<(&str, f32)>) -> SummaryRow {
    let share = |(text, part): (&str, f32)| Share {
        text: text.to_owned(),
        part,
    };
    SummaryRow {
        label: label.to_owned(),
        left: share(left),
        right: right.map(share),
    }
}

fn cue(label: &str, times: u32, seconds: u64) -> CueRow {
    CueRow {
        label: label.to_owned(),
        times,
        seconds: Some(seconds),
        reps: Some((3, 6)),
    }
}

pub fn summary() -> SummaryScene {
    SummaryScene {
        title: "Bird dog, done".to_owned(),
        subtitle: "Today, 9:42 · 3 sets · 8 minutes".to_owned(),
        advice: Vec::new(),
        went_well: Some("Back stayed long and steady".to_owned()),
        next_time: Some("Push heel back, not up".to_owned()),
        rows: vec![
            row("Repetitions", ("12", 1.0), Some(("12", 1.0))),
            row("Good ones", ("11", 0.917), Some(("10", 0.833))),
            row("Average hold", ("8.1 s", 0.81), Some(("7.4 s", 0.74))),
        ],
        cues: vec![
            cue("Push heel back, not up", 2, 9),
            cue("Keep your back long", 1, 3),
        ],
        without_cues: "None was needed".to_owned(),
        figures: figures(),
        exercises: Vec::new(),
        pain: None,
        footer: "Saved on this computer only".to_owned(),
        can_replay: false,
    }
}

fn figures() -> SummaryFigures {
    let row = |[label, now, last, best]: [&str; 4]| FigureRow {
        label: label.to_owned(),
        now: now.to_owned(),
        last: last.to_owned(),
        best: best.to_owned(),
    };
    SummaryFigures {
        change: "now about the same".to_owned(),
        last: Some("Last time, 18 Nov".to_owned()),
        rows: [
            ["Range", "left 82°, right 84°", "left 80°, right 85°", "88°"],
            [
                "Held",
                "left 8.1 s, right 7.4 s",
                "left 6.0 s, right 6.4 s",
                "9.2 s",
            ],
            ["Good form", "21 of 24", "18 of 24", ""],
            ["Tempo", "1.5 s there, 1.3 s back", "", ""],
        ]
        .map(row)
        .to_vec(),
    }
}

fn exercises() -> Vec<ExerciseRow> {
    let row = |[name, done, good, measured, last, change, below]: [&str; 7]| ExerciseRow {
        name: name.to_owned(),
        done: done.to_owned(),
        good: good.to_owned(),
        measured: measured.to_owned(),
        last: last.to_owned(),
        below: below.to_owned(),
        change: change.to_owned(),
    };
    [
        [
            "Cat-cow",
            "8 repetitions",
            "8/8",
            "–",
            "–",
            "The first time",
            "3.0 s there, 2.8 s back",
        ],
        [
            "Bird dog",
            "left 6, right 6",
            "10/12",
            "left 82°, right 84°",
            "left 80°, right 85°",
            "now about the same",
            "Heel height: twice, in repetitions 8 to 11 · best so far 88° · 1.5 s there, 1.3 s back",
        ],
        [
            "Side plank, from the knees",
            "left 3, right 3",
            "6/6",
            "left 14 s, right 12 s",
            "left 12 s, right 11 s",
            "now longer",
            "best so far 16 s, this time",
        ],
        [
            "Seated forward bend",
            "2 repetitions",
            "1/2",
            "41°",
            "54°",
            "now less far",
            "not seen for 12 s",
        ],
    ]
    .map(row)
    .to_vec()
}

fn session_summary() -> SummaryScene {
    SummaryScene {
        title: "Done for today".to_owned(),
        subtitle: "4 exercises · 12 minutes".to_owned(),
        went_well: Some("Side plank: Hips stayed up all the way".to_owned()),
        next_time: Some("Bird dog: Push heel back, not up".to_owned()),
        rows: Vec::new(),
        cues: Vec::new(),
        without_cues: String::new(),
        figures: SummaryFigures::default(),
        exercises: exercises(),
        pain: Some(PainRow::new(Language::English, Some(4), None)),
        ..summary()
    }
}

fn plain_summary() -> SummaryScene {
    SummaryScene {
        title: "Pelvic tilt, done".to_owned(),
        subtitle: "1 set · 2 minutes".to_owned(),
        went_well: None,
        rows: vec![
            row("Repetitions", ("9", 0.9), None),
            row("Good ones", ("0", 0.0), None),
            row("Could not be judged", ("9", 0.9), None),
        ],
        next_time: None,
        cues: Vec::new(),
        without_cues: "Not all of it could be judged".to_owned(),
        figures: SummaryFigures {
            change: "The first time".to_owned(),
            last: None,
            rows: figures().rows.split_off(3),
        },
        ..summary()
    }
}

fn asking_summary() -> SummaryScene {
    SummaryScene {
        exercises: [exercises(), exercises()].concat(),
        pain: Some(PainRow::new(Language::English, Some(4), Some(1))),
        ..session_summary()
    }
}

fn pain_summary() -> SummaryScene {
    SummaryScene {
        title: "Bird dog, stopped".to_owned(),
        advice: [
            "Stopped. Rest in a comfortable position.",
            "If it stays strong or runs down a leg, see a doctor.",
            "Numbness, weak legs or bladder trouble: get help right away.",
        ]
        .map(str::to_owned)
        .to_vec(),
        went_well: None,
        next_time: None,
        cues: Vec::new(),
        without_cues: String::new(),
        figures: SummaryFigures::default(),
        ..summary()
    }
}

/// A white, a mid and a black picture side by side.
fn bands() -> RgbImage {
    RgbImage::from_fn(1280, 720, |x, _| match x / 400 {
        0 => Rgb([255, 255, 255]),
        1 => Rgb([150, 140, 125]),
        _ => Rgb([8, 8, 8]),
    })
}

/// Every mark on every ground.
pub fn marks() -> CoachScene {
    let mut person = figure(
        &[
            (11, [100.0, 70.0]),
            (13, [200.0, 54.0]),
            (23, [385.0, 70.0]),
            (25, [485.0, 54.0]),
            (12, [100.0, 120.0]),
            (14, [200.0, 104.0]),
            (24, [385.0, 120.0]),
            (26, [485.0, 104.0]),
        ],
        Some(Side::Left),
    );
    for (column, x) in [100.0, 385.0, 670.0].into_iter().enumerate() {
        let bands = [Some(Band::Good), Some(Band::Warn), Some(Band::Bad), None];
        for (row, band) in bands.into_iter().enumerate() {
            let y = 190.0 + 70.0 * row as f32;
            person
                .judged
                .extend(judged(&[([x, y], [x + 100.0, y - 16.0])], band));
        }
        if column == 1 {
            let points = [[x, 460.0], [x + 50.0, 452.0], [x + 100.0, 456.0]];
            person.line = line(points, Band::Warn);
        }
    }
    CoachScene {
        figure: Some(person),
        meter: meter([-15.0, 10.0], 14.0, Band::Warn),
        banner: BannerLine::new(BannerLook::Hint, Icon::Progress { part: 0.7 }, "Hold still"),
        ..bird_dog()
    }
}

/// The person on hands and knees.
const OUTLINE: [[f32; 2]; 124] = [
    [256.0, 161.0],
    [268.0, 161.0],
    [280.0, 166.0],
    [295.0, 180.0],
    [300.0, 192.0],
    [308.0, 200.0],
    [317.0, 200.0],
    [323.0, 197.0],
    [341.0, 194.0],
    [359.0, 195.0],
    [379.0, 201.0],
    [404.0, 214.0],
    [414.0, 214.0],
    [432.0, 220.0],
    [462.0, 223.0],
    [484.0, 223.0],
    [491.0, 225.0],
    [501.0, 231.0],
    [508.0, 245.0],
    [508.0, 253.0],
    [506.0, 260.0],
    [502.0, 266.0],
    [499.0, 278.0],
    [498.0, 289.0],
    [499.0, 307.0],
    [497.0, 326.0],
    [493.0, 340.0],
    [494.0, 347.0],
    [500.0, 352.0],
    [518.0, 353.0],
    [533.0, 357.0],
    [542.0, 357.0],
    [552.0, 351.0],
    [562.0, 349.0],
    [592.0, 348.0],
    [595.0, 350.0],
    [607.0, 351.0],
    [610.0, 355.0],
    [623.0, 356.0],
    [624.0, 357.0],
    [623.0, 365.0],
    [618.0, 370.0],
    [607.0, 374.0],
    [594.0, 383.0],
    [586.0, 386.0],
    [561.0, 388.0],
    [543.0, 393.0],
    [529.0, 395.0],
    [510.0, 395.0],
    [480.0, 400.0],
    [464.0, 399.0],
    [453.0, 388.0],
    [449.0, 388.0],
    [444.0, 385.0],
    [441.0, 370.0],
    [439.0, 342.0],
    [434.0, 324.0],
    [433.0, 313.0],
    [434.0, 287.0],
    [428.0, 281.0],
    [418.0, 276.0],
    [408.0, 276.0],
    [386.0, 270.0],
    [363.0, 272.0],
    [358.0, 280.0],
    [359.0, 306.0],
    [361.0, 319.0],
    [363.0, 322.0],
    [363.0, 334.0],
    [361.0, 341.0],
    [362.0, 354.0],
    [361.0, 364.0],
    [358.0, 373.0],
    [353.0, 381.0],
    [347.0, 407.0],
    [344.0, 414.0],
    [340.0, 416.0],
    [330.0, 415.0],
    [315.0, 416.0],
    [302.0, 419.0],
    [290.0, 424.0],
    [277.0, 421.0],
    [276.0, 420.0],
    [277.0, 416.0],
    [284.0, 412.0],
    [304.0, 407.0],
    [326.0, 404.0],
    [330.0, 399.0],
    [331.0, 387.0],
    [328.0, 384.0],
    [321.0, 390.0],
    [311.0, 390.0],
    [298.0, 394.0],
    [293.0, 394.0],
    [291.0, 392.0],
    [285.0, 392.0],
    [275.0, 395.0],
    [267.0, 394.0],
    [268.0, 390.0],
    [281.0, 384.0],
    [294.0, 381.0],
    [307.0, 381.0],
    [312.0, 377.0],
    [313.0, 352.0],
    [311.0, 342.0],
    [317.0, 317.0],
    [317.0, 300.0],
    [314.0, 284.0],
    [307.0, 267.0],
    [301.0, 238.0],
    [296.0, 233.0],
    [293.0, 233.0],
    [286.0, 239.0],
    [278.0, 242.0],
    [270.0, 241.0],
    [263.0, 236.0],
    [254.0, 238.0],
    [250.0, 228.0],
    [240.0, 218.0],
    [233.0, 206.0],
    [231.0, 199.0],
    [231.0, 184.0],
    [236.0, 173.0],
    [245.0, 165.0],
];
