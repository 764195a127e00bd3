//! The order people expect of numbered files: `frame9` before `frame10`.

use std::cmp::Ordering;

/// Compares two names with runs of digits taken as numbers and letters regardless of case.
/// Names that differ only in case or in leading zeros are put in the order of their bytes, so
/// that the order is always the same.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (l, r) = match (left.chars().next(), right.chars().next()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(l), Some(r)) => (l, r),
        };
        let order = if l.is_ascii_digit() && r.is_ascii_digit() {
            compare_numbers(take_digits(&mut left), take_digits(&mut right))
        } else {
            left = &left[l.len_utf8()..];
            right = &right[r.len_utf8()..];
            l.to_lowercase().cmp(r.to_lowercase())
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn take_digits<'a>(text: &mut &'a str) -> &'a str {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    digits
}

/// Numbers of any length, so without parsing them: without leading zeros the longer is larger.
fn compare_numbers(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut names = vec![
            "b1", "frame10", "frame9", "Frame 2", "frame", "frame009", "a2b10", "a2b9", "é1",
        ];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            [
                "a2b9", "a2b10", "b1", "frame", "Frame 2", "frame009", "frame9", "frame10", "é1"
            ]
        );
    }

    #[test]
    fn a_number_may_be_longer_than_any_integer() {
        let (smaller, larger) = (
            format!("{}8", "9".repeat(40)),
            format!("{}9", "9".repeat(40)),
        );
        assert_eq!(compare(&smaller, &larger), Ordering::Less);
    }
}
