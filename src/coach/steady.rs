//! A value that changes only when the change lasts.

/// Follows a value, but only after it has been different for a while. The first one seen is taken
/// at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steady<T> {
    value: T,
    is_first: bool,
    different_since_s: Option<f64>,
    settle_s: f64,
}

impl<T: Copy + PartialEq> Steady<T> {
    pub(super) fn new(value: T, settle_s: f64) -> Self {
        Steady {
            value,
            is_first: true,
            different_since_s: None,
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
        if seen == self.value {
            self.different_since_s = None;
            return;
        }
        let since = *self.different_since_s.get_or_insert(t_s);
        if t_s - since >= self.settle_s {
            self.value = seen;
            self.different_since_s = None;
        }
    }
}
