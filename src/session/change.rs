//! What may be said of a change, and of a difference between left and right. A camera and a body are
//! never twice the same, so a small one says nothing.

/// So many of the first days are compared with as many of the last.
const COMPARED_DAYS: usize = 3;
/// The spread of so many of the newest days is what a change has to exceed as well. The history in the
/// window asks the same.
const SPREAD_DAYS: usize = 5;
/// On so many days both sides have to be measured before they are compared.
const DAYS_OF_SIDES: usize = 4;

/// The smallest change of the pain (0 to 10) and of the Roland-Morris score (0 to 24) that people feel, in
/// points and as a part of the first value (Ostelo 2008, Spine 33:90). Both have to be reached.
const FELT_PAIN: f32 = 2.0;
const FELT_SCORE: f32 = 5.0;
const FELT_SHARE: f32 = 0.3;

/// How it went from the first days to the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// It is more than before.
    More,
    /// It is less.
    Less,
    /// It is about the same.
    Same,
    /// There are too few days to say it.
    NotYet,
}

/// A value of the first days, of the last, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Course {
    pub(super) first: f32,
    pub(super) last: f32,
    pub(super) change: Change,
}

/// The course of one value per day, oldest first. None where there is no day.
pub(super) fn of_days(days: &[f32], error: f32) -> Option<Course> {
    let compared = &days[..days.len().min(COMPARED_DAYS)];
    let newest = &days[days.len().saturating_sub(COMPARED_DAYS)..];
    let (first, last) = (mean(compared)?, mean(newest)?);
    let spread_of = &days[days.len().saturating_sub(SPREAD_DAYS)..];
    let most = spread_of.iter().copied().fold(f32::MIN, f32::max);
    let least = spread_of.iter().copied().fold(f32::MAX, f32::min);
    Some(Course {
        first,
        last,
        change: told(days.len(), last - first, error.max(most - least)),
    })
}

/// The course of how many were good: good ones and judged ones of each day. None where none was judged.
///
/// Two shares of a few repetitions each differ by chance. A change is told beyond twice the standard
/// error of the difference, which chance alone passes about once in twenty times.
pub(super) fn of_shares(days: &[(u32, u32)]) -> Option<Course> {
    let days: Vec<(u32, u32)> = days.iter().copied().filter(|day| day.1 > 0).collect();
    let sum = |days: &[(u32, u32)]| {
        let add = |sum: (u32, u32), day: &(u32, u32)| (sum.0 + day.0, sum.1 + day.1);
        let (good, judged) = days.iter().fold((0, 0), add);
        (good as f32, judged as f32)
    };
    let compared = days.len().min(COMPARED_DAYS);
    let (good, judged) = sum(&days[..compared]);
    let (good_last, judged_last) = sum(&days[days.len() - compared..]);
    if judged == 0.0 {
        return None;
    }
    // One good and one not good are added, so that "all good" of few is not taken for certain.
    let share = (good + good_last + 1.0) / (judged + judged_last + 2.0);
    let error = 2.0 * (share * (1.0 - share) * (1.0 / judged + 1.0 / judged_last)).sqrt();
    let (first, last) = (good / judged, good_last / judged_last);
    Some(Course {
        first,
        last,
        change: told(days.len(), last - first, error),
    })
}

/// The course of the pain, 0 to 10, of each session, oldest first. None where it was never told.
pub(super) fn of_pain(pains: &[f32]) -> Option<Course> {
    let compared = pains.len().min(COMPARED_DAYS);
    let (first, last) = (
        mean(&pains[..compared])?,
        mean(&pains[pains.len() - compared..])?,
    );
    let change = match pains.len() {
        few if few < 2 * COMPARED_DAYS => Change::NotYet,
        _ => pain_change(first, last),
    };
    Some(Course {
        first,
        last,
        change,
    })
}

/// What became of the pain of each session, oldest first.
#[must_use]
pub fn pain_over(pains: &[f32]) -> Change {
    of_pain(pains).map_or(Change::NotYet, |course| course.change)
}

/// Whether the first of two sides has less than the second: by more than the error on the whole, and on
/// three of four days. The days have both sides.
pub(super) fn is_less(days: &[(f32, f32)], error: f32) -> bool {
    let behind = days.iter().filter(|(one, other)| one < other).count();
    let [ones, others] = [
        days.iter().map(|day| day.0).collect(),
        days.iter().map(|day| day.1).collect(),
    ]
    .map(|values: Vec<f32>| median(values));
    let (Some(one), Some(other)) = (ones, others) else {
        return false;
    };
    days.len() >= DAYS_OF_SIDES && behind * 4 >= days.len() * 3 && other - one > error
}

/// What became of the pain, 0 to 10. A change that nobody feels says nothing.
#[must_use]
pub fn pain_change(before: f32, after: f32) -> Change {
    felt(before, after, FELT_PAIN)
}

/// The same of the Roland-Morris score, 0 to 24.
#[must_use]
pub fn score_change(before: f32, after: f32) -> Change {
    felt(before, after, FELT_SCORE)
}

fn felt(before: f32, after: f32, points: f32) -> Change {
    // A hair less than the limit is the limit: means of whole points are compared.
    const HAIR: f32 = 1e-3;
    let felt = points.max(FELT_SHARE * before) - HAIR;
    match after - before {
        change if change >= felt => Change::More,
        change if change <= -felt => Change::Less,
        _ => Change::Same,
    }
}

fn told(days: usize, change: f32, error: f32) -> Change {
    match change {
        _ if days < 2 * COMPARED_DAYS => Change::NotYet,
        change if change.abs() <= error => Change::Same,
        change if change > 0.0 => Change::More,
        _ => Change::Less,
    }
}

fn mean(values: &[f32]) -> Option<f32> {
    (!values.is_empty()).then(|| values.iter().sum::<f32>() / values.len() as f32)
}

/// The value in the middle; of an even number, the mean of the two.
pub(super) fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    let half = values.len() / 2;
    match values.len() % 2 {
        1 => Some(values[half]),
        _ => mean(values.get(half.checked_sub(1)?..=half)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(days: &[f32], error: f32) -> Change {
        of_days(days, error).unwrap().change
    }

    #[test]
    fn only_what_is_beyond_the_error_and_the_spread_is_a_change() {
        assert_eq!(of_days(&[], 1.0), None);
        assert_eq!(change(&[60.0, 90.0], 10.0), Change::NotYet);
        let better = [60.0, 61.0, 62.0, 75.0, 76.0, 77.0, 76.0, 77.0];
        assert_eq!(change(&better, 10.0), Change::More);
        assert_eq!(change(&better, 16.0), Change::Same);
        // The last days differ too much to say it.
        let unsteady = [60.0, 61.0, 62.0, 60.0, 90.0, 75.0, 76.0, 77.0];
        assert_eq!(change(&unsteady, 10.0), Change::Same);
        let worse = [9.0, 9.0, 9.0, 5.0, 5.0, 5.0, 5.0, 5.0];
        assert_eq!(change(&worse, 1.0), Change::Less);
    }

    #[test]
    fn a_share_of_few_changes_by_chance() {
        let days = |first, last, of| {
            let mut days = vec![(first, of); 3];
            days.extend(vec![(last, of); 3]);
            of_shares(&days).unwrap().change
        };
        assert_eq!(days(2, 3, 4), Change::Same);
        assert_eq!(days(10, 19, 20), Change::More);
        assert_eq!(days(20, 20, 20), Change::Same);
        assert_eq!(of_shares(&[(0, 0)]), None);
    }

    #[test]
    fn a_side_is_behind_by_more_than_the_error_on_most_days() {
        let days = |behind: usize| -> Vec<(f32, f32)> {
            let one = |day| if day < behind { 10.0 } else { 16.0 };
            (0..8).map(|day| (one(day), 14.0)).collect()
        };
        assert!(is_less(&days(8), 1.0));
        assert!(is_less(&days(6), 1.0));
        assert!(!is_less(&days(5), 1.0), "on five of eight days");
        assert!(!is_less(&days(8), 4.0), "within the error");
        assert!(!is_less(&days(8)[..3], 1.0), "three days");
        assert!(!is_less(&[], 1.0));
    }

    #[test]
    fn only_a_change_of_the_pain_that_is_felt_is_told() {
        for (before, after, change) in [
            (4.0, 3.0, Change::Same),
            (4.0, 2.0, Change::Less),
            (4.0, 6.0, Change::More),
            (0.0, 1.0, Change::Same),
            (0.0, 2.0, Change::More),
            (1.0, 0.0, Change::Same),
            // Two points are less than 30 % of nine.
            (9.0, 7.0, Change::Same),
            (9.0, 6.0, Change::Less),
            (10.0, 7.0, Change::Less),
        ] {
            assert_eq!(pain_change(before, after), change, "{before} {after}");
        }
    }

    #[test]
    fn the_pain_of_the_first_sessions_is_compared_with_that_of_the_last() {
        assert_eq!(of_pain(&[]), None);
        let change = |pains: &[f32]| of_pain(pains).unwrap().change;
        assert_eq!(change(&[6.0, 6.0, 1.0, 1.0, 1.0]), Change::NotYet);
        assert_eq!(change(&[6.0, 6.0, 5.0, 3.0, 4.0, 3.0]), Change::Less);
        assert_eq!(change(&[6.0, 6.0, 5.0, 4.0, 4.0, 4.0]), Change::Same);
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0]), Some(3.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
    }
}
