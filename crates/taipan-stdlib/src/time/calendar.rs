//! The proleptic Gregorian calendar: seconds since the epoch to fields, and back.

/// A calendar time with the fields of `struct_time`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CalendarTime {
    pub(super) year: i64,
    /// 1 to 12
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    /// Monday is 0.
    pub(super) week_day: i64,
    /// 1 to 366
    pub(super) year_day: i64,
    pub(super) dst: i64,
    /// Name of the time zone.
    pub(super) zone: String,
    /// Seconds east of UTC.
    pub(super) offset: i64,
}

impl CalendarTime {
    pub(super) fn fields(&self) -> [i64; 9] {
        [self.year, self.month, self.day, self.hour, self.minute, self.second, self.week_day, self.year_day, self.dst]
    }

    pub(super) fn from_fields(fields: [i64; 9]) -> CalendarTime {
        let [year, month, day, hour, minute, second, week_day, year_day, dst] = fields;
        let zone = String::from("UTC");
        CalendarTime { year, month, day, hour, minute, second, week_day, year_day, dst, zone, offset: 0 }
    }
}

/// Days from 1970-01-01 to a date; months and days out of their ranges carry over.
pub(super) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    // Years that begin in March, so that the leap day comes last; eras of 400 years.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468 + day - 1
}

/// The date so many days after 1970-01-01.
pub(super) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

/// The calendar time at a moment, `offset` seconds east of UTC.
pub(super) fn from_seconds(seconds: i64, offset: i64) -> CalendarTime {
    let local = seconds + offset;
    let (days, rest) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let (year, month, day) = civil_from_days(days);
    CalendarTime {
        year,
        month,
        day,
        hour: rest / 3600,
        minute: rest / 60 % 60,
        second: rest % 60,
        week_day: (days + 3).rem_euclid(7),
        year_day: days - days_from_civil(year, 1, 1) + 1,
        dst: 0,
        zone: String::from("GMT"),
        offset,
    }
}

/// Seconds since the epoch of the fields as if they were in UTC.
pub(super) fn to_seconds(time: &CalendarTime) -> i64 {
    days_from_civil(time.year, time.month, time.day) * 86_400 + time.hour * 3600 + time.minute * 60 + time.second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for days in [-719_528, -1, 0, 59, 60, 11_016, 19_782, 2_932_896] {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
        assert_eq!(civil_from_days(19_782), (2024, 2, 29));
        assert_eq!(from_seconds(0, 0).fields(), [1970, 1, 1, 0, 0, 0, 3, 1, 0]);
        assert_eq!(from_seconds(-1, 3600).fields(), [1970, 1, 1, 0, 59, 59, 3, 1, 0]);
        assert_eq!(days_from_civil(2023, 13, 1), days_from_civil(2024, 1, 1));
    }
}
