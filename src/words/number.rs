//! Numbers as they are told: rounded in one way for all who print, show or store them.

/// Whole seconds that are over. What a hold's clock shows is never rounded up to a second that was
/// not held.
#[must_use]
pub fn whole_s(seconds: f64) -> u64 {
    seconds.max(0.0) as u64
}

/// Tenths of a second that are over. They are never rounded up either, or 3.97 s would be "4.0 s" in
/// the window and "3 s" in the terminal.
#[must_use]
pub fn tenths_s(seconds: f64) -> f64 {
    // The addition comes first because 0.3 is a little less than three tenths in binary.
    ((seconds + 1e-6) * 10.0).floor() / 10.0
}

/// Minutes and seconds that are over, "2:05".
#[must_use]
pub fn clock(seconds: f64) -> String {
    let seconds = whole_s(seconds);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Three decimals: a thousandth of a second, of a pixel, of a degree or of a torso length is finer
/// than anything measured here, and short lines are easier to compare.
#[must_use]
pub fn thousandths(value: f64) -> f64 {
    // Adding 0 turns -0 into 0.
    (value * 1000.0).round() / 1000.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hold_is_rounded_up() {
        assert_eq!(tenths_s(3.97), 3.9);
        assert_eq!(tenths_s(0.3), 0.3);
        assert_eq!(tenths_s(4.0), 4.0);
        assert_eq!(whole_s(3.97), 3);
        assert_eq!(clock(125.97), "2:05");
    }

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        assert_eq!(thousandths(-0.0001).to_string(), "0");
        assert_eq!(thousandths(-1.23456), -1.235);
    }
}
