//! The time for which a condition has held, and values that change only when the change lasts.
//! Every minimum time of the coach is one of these two.

/// The time since which a condition has held without a break.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Since(Option<f64>);

impl Since {
    /// Takes a frame. Returns the seconds for which the condition has held by now; `None` where it
    /// doesn't hold.
    pub(super) fn step(&mut self, t_s: f64, is_so: bool) -> Option<f64> {
        self.0 = is_so.then(|| self.0.unwrap_or(t_s));
        self.lasted_s(t_s)
    }

    /// The second at which it began; `None` where it doesn't hold.
    pub(super) fn began_s(self) -> Option<f64> {
        self.0
    }

    /// The seconds for which it has held by now; `None` where it doesn't hold.
    pub(super) fn lasted_s(self, t_s: f64) -> Option<f64> {
        self.0.map(|since_s| t_s - since_s)
    }

    /// Whether it has held for at least this long.
    pub(super) fn has_lasted(self, t_s: f64, seconds: f64) -> bool {
        self.lasted_s(t_s).is_some_and(|lasted| lasted >= seconds)
    }
}

/// Follows a value, but only after it has been different for a while. The first value is taken at
/// once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steady<T> {
    value: T,
    is_first: bool,
    different: Since,
    settle_s: f64,
}

impl<T: Copy + PartialEq> Steady<T> {
    pub(super) fn new(value: T, settle_s: f64) -> Self {
        Steady {
            value,
            is_first: true,
            different: Since::default(),
            settle_s,
        }
    }

    pub(super) fn value(&self) -> T {
        self.value
    }

    pub(super) fn step(&mut self, t_s: f64, seen: T) {
        if std::mem::take(&mut self.is_first) {
            self.value = seen;
        }
        let lasted_s = self.different.step(t_s, seen != self.value);
        if lasted_s.is_some_and(|lasted_s| lasted_s >= self.settle_s) {
            self.value = seen;
            self.different = Since::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_starts_the_time_anew() {
        let mut since = Since::default();
        assert_eq!(since.step(1.0, true), Some(0.0));
        assert_eq!(since.step(3.0, true), Some(2.0));
        assert_eq!(since.step(4.0, false), None);
        assert_eq!(since.step(5.0, true), Some(0.0));
        assert!(since.has_lasted(6.0, 1.0));
        assert!(!since.has_lasted(6.0, 1.1));
    }

    #[test]
    fn a_value_changes_when_the_change_has_lasted() {
        let mut steady = Steady::new(false, 0.4);
        steady.step(0.0, true);
        assert!(steady.value(), "the first one at once");
        steady.step(1.0, false);
        steady.step(1.3, true);
        steady.step(1.4, false);
        steady.step(1.7, false);
        assert!(steady.value(), "not for 0.4 s in a row");
        steady.step(1.9, false);
        assert!(!steady.value());
    }
}
