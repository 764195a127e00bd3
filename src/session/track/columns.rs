//! Numbers in as few bytes as they need.

/// Numbers, seven bits to a byte.
#[derive(Default)]
pub(super) struct Columns(pub(super) Vec<u8>);

impl Columns {
    pub(super) fn whole(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// Differences of a column to the value before, at first to 0.
    pub(super) fn differences(&mut self, values: impl Iterator<Item = i64>) {
        let mut before = 0;
        for value in values {
            self.whole(folded(value.wrapping_sub(before)));
            before = value;
        }
    }
}

/// Reads what [`Columns`] wrote. None where it ends too early.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl Reader<'_> {
    pub(super) fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes.to_vec())
    }

    pub(super) fn whole(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(super) fn differences(&mut self, count: usize) -> Option<Vec<i64>> {
        let mut before = 0_i64;
        let mut next = || {
            before = before.wrapping_add(unfolded(self.whole()?));
            Some(before)
        };
        (0..count).map(|_| next()).collect()
    }

    /// A column of numbers of a narrower kind.
    pub(super) fn column<T: TryFrom<i64>>(&mut self, count: usize) -> Option<Vec<T>> {
        let values = self.differences(count)?;
        values
            .into_iter()
            .map(|value| T::try_from(value).ok())
            .collect()
    }
}

/// A signed number as a whole one: small ones of both signs stay small.
fn folded(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn unfolded(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}
