//! Days as numbers and as dates.

use std::fmt;
use std::str::FromStr;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The year, 2026.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// Days from 1 March of the year 0 to 1 January 1970.
const TO_1970: i64 = 719_468;
/// Days of four hundred years. After them the calendar repeats itself.
const ERA: i64 = 146_097;

impl Date {
    /// The day with this number, counted from 1970. (Howard Hinnant, "chrono-compatible low-level
    /// date algorithms": years begin in March, so that the leap day is their last.)
    #[must_use]
    pub fn of_day(number: u32) -> Self {
        let days = i64::from(number) + TO_1970;
        let of_era = days.rem_euclid(ERA);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + days.div_euclid(ERA) * 400 + i64::from(month <= 2);
        Self {
            year: u16::try_from(year).unwrap_or(u16::MAX),
            month: month as u8,
            day: day as u8,
        }
    }

    /// Its number, counted from 1970. None before that.
    #[must_use]
    pub fn number(self) -> Option<u32> {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let year_of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        u32::try_from(year.div_euclid(400) * ERA + of_era - TO_1970).ok()
    }

    /// The Monday of the week that a day is in. 1 January 1970 was a Thursday.
    #[must_use]
    pub fn monday_of(number: u32) -> u32 {
        number.saturating_sub((number + 3) % 7)
    }
}

impl fmt::Display for Date {
    /// As ISO 8601 writes it, "2026-03-01".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = &'static str;

    /// A day as ISO 8601 writes it, "2026-03-01". A day that no calendar has is none.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else {
                return None;
            };
            let date = Self {
                year: year.parse().ok().filter(|_| year.len() == 4)?,
                month: month.parse().ok()?,
                day: day.parse().ok()?,
            };
            (Self::of_day(date.number()?) == date).then_some(date)
        };
        read().ok_or("a day is written as 2026-03-01: year, month, day")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_the_same_thing() {
        let date = |year, month, day| Date { year, month, day };
        assert_eq!(Date::of_day(0), date(1970, 1, 1));
        assert_eq!(Date::of_day(20_454), date(2026, 1, 1));
        assert_eq!(date(2024, 2, 29).number(), Some(19_782));
        assert_eq!(date(1969, 12, 31).number(), None);
        assert_eq!("2024-02-29".parse(), Ok(date(2024, 2, 29)));
        for wrong in [
            "",
            "2026",
            "2026-02-29",
            "2026-13-01",
            "26-01-01",
            "1.3.2026",
            "1969-12-31",
        ] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
        assert_eq!(Date::monday_of(20_454), 20_451);
        for number in (0..60_000).step_by(7) {
            assert_eq!(Date::of_day(number).number(), Some(number));
        }
    }
}
