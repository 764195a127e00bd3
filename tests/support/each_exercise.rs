//! One test for each exercise.

/// Makes a test of a function of an exercise's id for each exercise, so that they run side by side,
/// and one that none is missing.
macro_rules! each_exercise {
    ($judged:path) => {
        each_exercise! { $judged:
            childs_pose knee_to_chest piriformis_stretch cobra cat_cow seated_forward_bend
            low_lunge bird_dog glute_bridge superman partial_sit_up side_plank
        }
    };
    ($judged:path: $($test:ident)+) => {
        $(#[test]
        fn $test() {
            $judged(&stringify!($test).replace('_', "-"));
        })+

        #[test]
        fn every_exercise_has_its_test() {
            let tested = [$(stringify!($test)),+].map(|name| name.replace('_', "-"));
            assert_eq!(spotter::exercise::ids(), tested);
        }
    };
}
