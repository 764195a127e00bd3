//! One test for each exercise.

/// Makes a test of a function of an exercise's id for each exercise, so that they run side by side,
/// and one that none is missing. An attribute before the function goes to every test.
macro_rules! each_exercise {
    ($(#[$attribute:meta])* $judged:path) => {
        each_exercise! { @tests [$(#[$attribute])*] $judged:
            childs_pose knee_to_chest piriformis_stretch cobra cat_cow seated_forward_bend
            low_lunge bird_dog glute_bridge superman partial_sit_up side_plank
        }
    };
    (@tests $attributes:tt $judged:path: $($test:ident)+) => {
        $(each_exercise! { @test $attributes $judged: $test })+

        #[test]
        fn every_exercise_has_its_test() {
            let tested = [$(stringify!($test)),+].map(|name| name.replace('_', "-"));
            assert_eq!(spotter::exercise::ids(), tested);
        }
    };
    (@test [$(#[$attribute:meta])*] $judged:path: $test:ident) => {
        #[test]
        $(#[$attribute])*
        fn $test() {
            $judged(&stringify!($test).replace('_', "-"));
        }
    };
}
