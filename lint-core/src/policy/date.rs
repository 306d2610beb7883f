//! Days of the calendar, as far as `expires` needs them.

use std::fmt;

/// A day of the Gregorian calendar.
///
/// ```
/// use lint_core::policy::Date;
/// let day = Date::parse("2027-10-01").unwrap();
/// assert!(day > Date::from_unix(0));
/// assert_eq!(day.to_string(), "2027-10-01");
/// assert_eq!(Date::parse("2027-02-29"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD` (RFC 3339, `full-date`); `None` for any other form and for days that do not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part =
                parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()));
            part?.parse::<u32>().ok()
        };
        let (year, month, day) = (part(4)? as u16, part(2)? as u8, part(2)? as u8);
        if parts.next().is_some() {
            return None;
        }
        (day >= 1 && day <= days_in(year, month)).then_some(Date { year, month, day })
    }

    /// The day in UTC, so many seconds after the start of 1970.
    ///
    /// The core has no clock: whoever calls it says which day it is. After the year 9999 it stays the last day of that.
    pub fn from_unix(seconds: u64) -> Date {
        // Counted in eras of 400 years, each of which has the same number of days, from the first of March, so that the
        // odd day comes last: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
        let days = seconds.min(253_402_300_799) / 86_400 + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        Date { year: year as u16, month: month as u8, day: day as u8 }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The days of a month; none for a month that does not exist.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        let cases = [
            ("2027-10-01", true),
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("1900-02-29", false),
            ("2027-02-30", false),
            ("2027-04-31", false),
            ("2027-13-01", false),
            ("2027-00-10", false),
            ("2027-01-00", false),
            ("2027-1-01", false),
            ("27-01-01", false),
            ("2027-01-01T00:00:00", false),
            ("2027-01-01-01", false),
            ("+027-01-01", false),
            ("", false),
        ];
        for (text, valid) in cases {
            assert_eq!(Date::parse(text).map(|date| date.to_string()), valid.then(|| text.to_owned()), "{text}");
        }
    }

    #[test]
    fn days_of_the_clock() {
        let cases = [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (86_400, "1970-01-02"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_735_689_599, "2024-12-31"),
            (1_735_689_600, "2025-01-01"),
            (4_102_444_800, "2100-01-01"),
            (253_402_300_799, "9999-12-31"),
            (u64::MAX, "9999-12-31"),
        ];
        for (seconds, day) in cases {
            assert_eq!(Date::from_unix(seconds).to_string(), day, "{seconds}");
        }
    }

    #[test]
    fn earlier_days_are_less() {
        let days = ["1999-12-31", "2000-01-01", "2000-01-02", "2000-02-01", "2001-01-01"].map(Date::parse);
        assert!(days.is_sorted());
    }
}
