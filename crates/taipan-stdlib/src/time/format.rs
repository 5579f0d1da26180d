//! `strftime` and `asctime` in the C locale.

use super::calendar::{CalendarTime, days_from_civil, to_seconds};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn day_name(time: &CalendarTime) -> &'static str {
    DAYS[time.week_day.rem_euclid(7) as usize]
}

fn month_name(time: &CalendarTime) -> &'static str {
    MONTHS[(time.month - 1).rem_euclid(12) as usize]
}

/// `Sun Jun 20 23:21:05 1993`
pub(super) fn asctime(time: &CalendarTime) -> String {
    format!(
        "{} {} {:2} {:02}:{:02}:{:02} {}",
        &day_name(time)[..3],
        &month_name(time)[..3],
        time.day,
        time.hour,
        time.minute,
        time.second,
        time.year
    )
}

/// ISO 8601 year and week.
fn iso_week(time: &CalendarTime) -> (i64, i64) {
    let week = (time.year_day - 1 - time.week_day + 10) / 7;
    let weeks_in = |year: i64| {
        let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
        let leap = days_from_civil(year + 1, 1, 1) - days_from_civil(year, 1, 1) == 366;
        if first == 3 || first == 2 && leap { 53 } else { 52 }
    };
    if week < 1 {
        (time.year - 1, weeks_in(time.year - 1))
    } else if week > weeks_in(time.year) {
        (time.year + 1, 1)
    } else {
        (time.year, week)
    }
}

/// `strftime(format, time)`; directives that do not exist stay as they are.
pub(super) fn strftime(format: &str, time: &CalendarTime) -> String {
    let mut out = String::with_capacity(format.len() * 2);
    let mut rest = format.chars();
    while let Some(c) = rest.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut directive = rest.clone();
        let mut letter = directive.next();
        // Flags of the GNU library: no padding, padding with spaces.
        let mut padding = None;
        while let Some(flag @ ('-' | '_' | '0')) = letter {
            padding = Some(flag);
            letter = directive.next();
        }
        if let Some('E' | 'O') = letter {
            letter = directive.next();
        }
        match letter.and_then(|letter| expand(letter, padding, time)) {
            Some(text) => {
                out.push_str(&text);
                rest = directive;
            }
            None => out.push('%'),
        }
    }
    out
}

fn expand(letter: char, padding: Option<char>, time: &CalendarTime) -> Option<String> {
    let number = |value: i64, width: usize, default: char| match padding.unwrap_or(default) {
        '-' => value.to_string(),
        '_' => format!("{value:width$}"),
        _ => format!("{value:0width$}"),
    };
    let hour12 = if time.hour % 12 == 0 { 12 } else { time.hour % 12 };
    let all = |format: &str| Some(strftime(format, time));
    Some(match letter {
        'a' => day_name(time)[..3].to_owned(),
        'A' => day_name(time).to_owned(),
        'b' | 'h' => month_name(time)[..3].to_owned(),
        'B' => month_name(time).to_owned(),
        'c' => return all("%a %b %e %H:%M:%S %Y"),
        'C' => number(time.year.div_euclid(100), 2, '0'),
        'd' => number(time.day, 2, '0'),
        'D' | 'x' => return all("%m/%d/%y"),
        'e' => number(time.day, 2, '_'),
        'F' => return all("%Y-%m-%d"),
        'g' => number(iso_week(time).0.rem_euclid(100), 2, '0'),
        'G' => number(iso_week(time).0, 1, '0'),
        'H' => number(time.hour, 2, '0'),
        'I' => number(hour12, 2, '0'),
        'j' => number(time.year_day, 3, '0'),
        'k' => number(time.hour, 2, '_'),
        'l' => number(hour12, 2, '_'),
        'm' => number(time.month, 2, '0'),
        'M' => number(time.minute, 2, '0'),
        'n' => String::from("\n"),
        'p' => String::from(if time.hour < 12 { "AM" } else { "PM" }),
        'P' => String::from(if time.hour < 12 { "am" } else { "pm" }),
        'r' => return all("%I:%M:%S %p"),
        'R' => return all("%H:%M"),
        's' => (to_seconds(time) - time.offset).to_string(),
        'S' => number(time.second, 2, '0'),
        't' => String::from("\t"),
        'T' | 'X' => return all("%H:%M:%S"),
        'u' => (time.week_day + 1).to_string(),
        'U' => number((time.year_day - 1 + 7 - (time.week_day + 1) % 7) / 7, 2, '0'),
        'V' => number(iso_week(time).1, 2, '0'),
        'w' => ((time.week_day + 1) % 7).to_string(),
        'W' => number((time.year_day - 1 + 7 - time.week_day) / 7, 2, '0'),
        'y' => number(time.year.rem_euclid(100), 2, '0'),
        'Y' => number(time.year, 1, '0'),
        'z' => {
            let minutes = time.offset / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
        'Z' => time.zone.clone(),
        '%' => String::from("%"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::calendar::from_seconds;
    use super::*;

    #[test]
    fn formatting() {
        let time = from_seconds(1_709_210_096, 0);
        assert_eq!(asctime(&time), "Thu Feb 29 12:34:56 2024");
        assert_eq!(
            strftime("%Y-%m-%d %H:%M:%S %j %U %W %V %G %u %w", &time),
            "2024-02-29 12:34:56 060 08 09 09 2024 4 4"
        );
        assert_eq!(
            strftime("%a %A %b %B %p %I %y %e %% %Q %z %Z %s", &time),
            "Thu Thursday Feb February PM 12 24 29 % %Q +0000 GMT 1709210096"
        );
        let eve = from_seconds(1_672_531_200, 0);
        assert_eq!(strftime("%G-W%V %U %W", &eve), "2022-W52 01 00");
    }
}
