//! `time`: clocks, sleeping, and calendar times. Calendar arithmetic and formatting are in `time/calendar.rs` and
//! `time/format.rs`; the local time zone comes from `jiff`. See <https://docs.python.org/3.13/library/time.html>.

mod calendar;
mod format;

use calendar::CalendarTime;
use jiff::tz::{AmbiguousOffset, Dst, TimeZone};
use jiff::{Timestamp, civil};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use taipan_vm::native::NativeModule;
use taipan_vm::types::StructSequenceDef;
use taipan_vm::{ExceptionKind, Kind, NativeDef, NativeResult, Raised, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "time", functions: FUNCTIONS, init: Some(init) }
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::plain("asctime", "t=..., /", time_asctime),
    NativeDef::plain("ctime", "seconds=None, /", time_ctime),
    NativeDef::plain("gmtime", "seconds=None, /", time_gmtime),
    NativeDef::plain("localtime", "seconds=None, /", time_localtime),
    NativeDef::plain("mktime", "t, /", time_mktime),
    NativeDef::plain("monotonic", "", time_monotonic),
    NativeDef::plain("monotonic_ns", "", time_monotonic_ns),
    NativeDef::plain("perf_counter", "", time_monotonic),
    NativeDef::plain("perf_counter_ns", "", time_monotonic_ns),
    NativeDef::plain("process_time", "", time_process_time),
    NativeDef::plain("process_time_ns", "", time_process_time_ns),
    NativeDef::plain("sleep", "seconds, /", time_sleep),
    NativeDef::plain("strftime", "format, t=..., /", time_strftime),
    NativeDef::plain("thread_time", "", time_thread_time),
    NativeDef::plain("thread_time_ns", "", time_thread_time_ns),
    NativeDef::plain("time", "", time_time),
    NativeDef::plain("time_ns", "", time_time_ns),
];

static STRUCT_TIME: StructSequenceDef = StructSequenceDef {
    name: "struct_time",
    module: "time",
    doc: "A calendar time, as gmtime(), localtime() and strptime() return it.",
    fields: &[
        "tm_year",
        "tm_mon",
        "tm_mday",
        "tm_hour",
        "tm_min",
        "tm_sec",
        "tm_wday",
        "tm_yday",
        "tm_isdst",
        "tm_zone",
        "tm_gmtoff",
    ],
    visible: 9,
};

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    let class = vm.struct_sequence_class(&STRUCT_TIME)?;
    vm.dict_set_str(dict, "struct_time", class);
    // Standard and summer time, as they were in January and July of this year.
    let zone = TimeZone::system();
    let year = calendar::from_seconds(now().as_secs() as i64, 0).year;
    let offset_at = |month: i64| {
        let seconds = calendar::days_from_civil(year, month, 1) * 86_400;
        let info = Timestamp::from_second(seconds).map(|t| zone.to_offset_info(t));
        info.map_or((0, false, String::from("UTC")), |info| {
            (i64::from(info.offset().seconds()), info.dst() == Dst::Yes, info.abbreviation().to_owned())
        })
    };
    let (january, july) = (offset_at(1), offset_at(7));
    let (standard, summer) = if january.1 { (july, january) } else { (january, july) };
    let values = [("timezone", -standard.0), ("altzone", -summer.0), ("daylight", i64::from(standard.0 != summer.0))];
    for (name, value) in values {
        let value = vm.int(value);
        vm.dict_set_str(dict, name, value);
    }
    let (first, second) = (vm.str(&standard.2), vm.str(&summer.2));
    let names = vm.pair(first, second);
    vm.dict_set_str(dict, "tzname", names);
    Ok(())
}

// ---- clocks ----

/// Time since the epoch.
fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn clock(id: rustix::time::ClockId) -> Duration {
    let time = rustix::time::clock_gettime(id);
    Duration::new(time.tv_sec.max(0) as u64, time.tv_nsec.clamp(0, 999_999_999) as u32)
}

fn seconds(vm: &mut Vm, time: Duration) -> NativeResult {
    Ok(vm.float(time.as_secs() as f64 + f64::from(time.subsec_nanos()) * 1e-9))
}

fn nanoseconds(vm: &mut Vm, time: Duration) -> NativeResult {
    Ok(vm.int(i64::try_from(time.as_nanos()).unwrap_or(i64::MAX)))
}

fn time_time(vm: &mut Vm, _: &[Value]) -> NativeResult {
    seconds(vm, now())
}

fn time_time_ns(vm: &mut Vm, _: &[Value]) -> NativeResult {
    nanoseconds(vm, now())
}

fn time_monotonic(vm: &mut Vm, _: &[Value]) -> NativeResult {
    seconds(vm, clock(rustix::time::ClockId::Monotonic))
}

fn time_monotonic_ns(vm: &mut Vm, _: &[Value]) -> NativeResult {
    nanoseconds(vm, clock(rustix::time::ClockId::Monotonic))
}

fn time_process_time(vm: &mut Vm, _: &[Value]) -> NativeResult {
    seconds(vm, clock(rustix::time::ClockId::ProcessCPUTime))
}

fn time_process_time_ns(vm: &mut Vm, _: &[Value]) -> NativeResult {
    nanoseconds(vm, clock(rustix::time::ClockId::ProcessCPUTime))
}

fn time_thread_time(vm: &mut Vm, _: &[Value]) -> NativeResult {
    seconds(vm, clock(rustix::time::ClockId::ThreadCPUTime))
}

fn time_thread_time_ns(vm: &mut Vm, _: &[Value]) -> NativeResult {
    nanoseconds(vm, clock(rustix::time::ClockId::ThreadCPUTime))
}

/// Longest uninterruptible sleep: requests from other threads are noticed this soon.
const SLICE: Duration = Duration::from_millis(20);

fn time_sleep(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let length = match args[0].as_float() {
        Some(length) => {
            if length.is_nan() {
                return Err(vm.value_error("Invalid value NaN (not a number)"));
            }
            length
        }
        None if vm.has_index(&args[0]) => vm.index_clamped(&args[0])? as f64,
        None => {
            let name = vm.type_name(&args[0]);
            return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    if length < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let Ok(length) = Duration::try_from_secs_f64(length) else {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    };
    let start = std::time::Instant::now();
    loop {
        vm.check_signals()?;
        let Some(left) = length.checked_sub(start.elapsed()).filter(|left| !left.is_zero()) else {
            return Ok(Value::NONE);
        };
        std::thread::sleep(left.min(SLICE));
    }
}

// ---- calendar times ----

/// The seconds since the epoch in an optional argument, rounded down; now when there is none.
fn timestamp(vm: &mut Vm, value: &Value) -> Result<i64, Raised> {
    if value.is_none() {
        return Ok(now().as_secs() as i64);
    }
    let seconds = match value.as_float() {
        Some(float) => {
            if float.is_nan() {
                return Err(vm.value_error("Invalid value NaN (not a number)"));
            }
            if float.abs() < 9e18 { Some(float.floor() as i64) } else { None }
        }
        None => i64::try_from(&vm.index_big(value)?).ok(),
    };
    match seconds {
        Some(seconds) if seconds.abs() < 1 << 55 => Ok(seconds),
        _ => Err(vm.overflow_error("timestamp out of range for platform time_t")),
    }
}

fn struct_time(vm: &mut Vm, time: &CalendarTime) -> NativeResult {
    let mut values: Vec<Value> = time.fields().into_iter().map(|field| vm.int(field)).collect();
    let zone = vm.str(&time.zone);
    values.push(zone);
    values.push(vm.int(time.offset));
    vm.struct_sequence(&STRUCT_TIME, values)
}

fn time_gmtime(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let seconds = timestamp(vm, &args[0])?;
    let time = calendar::from_seconds(seconds, 0);
    struct_time(vm, &time)
}

/// The local calendar time at a moment.
fn local(vm: &mut Vm, seconds: i64) -> Result<CalendarTime, Raised> {
    let Ok(moment) = Timestamp::from_second(seconds) else {
        return Err(vm.value_error("year is out of range"));
    };
    let zone = TimeZone::system();
    let info = zone.to_offset_info(moment);
    let mut time = calendar::from_seconds(seconds, i64::from(info.offset().seconds()));
    time.dst = i64::from(info.dst() == Dst::Yes);
    time.zone = info.abbreviation().to_owned();
    Ok(time)
}

fn time_localtime(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let seconds = timestamp(vm, &args[0])?;
    let time = local(vm, seconds)?;
    struct_time(vm, &time)
}

/// A calendar time from a `struct_time` or a tuple of nine integers.
fn calendar_argument(vm: &mut Vm, value: &Value, function: &str) -> Result<CalendarTime, Raised> {
    let Some(items) = value.as_tuple() else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    let items = items.to_vec();
    if items.len() != 9 {
        return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut fields = [0; 9];
    for (field, item) in fields.iter_mut().zip(&items) {
        *field = vm.index(item)?;
        if i32::try_from(*field).is_err() {
            return Err(vm.overflow_error("Python int too large to convert to C int"));
        }
    }
    let mut time = CalendarTime::from_fields(fields);
    if value.shape().index() != 0 {
        let (zone, offset) = (vm.get_attr_str(value, "tm_zone"), vm.get_attr_str(value, "tm_gmtoff"));
        if let (Ok(zone), Ok(offset)) = (zone, offset)
            && zone.kind() == Kind::Str
        {
            time.zone = vm.str_string(&zone)?;
            time.offset = offset.as_small_int().unwrap_or(0);
            return Ok(time);
        }
    }
    // Plain tuples know no zone: they get the local one.
    if let Ok(now) = local(vm, calendar::to_seconds(&time)) {
        time.zone = now.zone;
        time.offset = now.offset;
    }
    Ok(time)
}

/// Refuses fields that no calendar time has; zero months and days count as one.
fn check_ranges(vm: &mut Vm, time: &mut CalendarTime) -> Result<(), Raised> {
    if time.month == 0 {
        time.month = 1;
    }
    if time.day == 0 {
        time.day = 1;
    }
    if time.year_day == 0 {
        time.year_day = 1;
    }
    let problem = if !(1..=12).contains(&time.month) {
        "month out of range"
    } else if !(1..=31).contains(&time.day) {
        "day of month out of range"
    } else if !(0..=23).contains(&time.hour) {
        "hour out of range"
    } else if !(0..=59).contains(&time.minute) {
        "minute out of range"
    } else if !(0..=61).contains(&time.second) {
        "seconds out of range"
    } else if time.week_day < -1 {
        "day of week out of range"
    } else if !(1..=366).contains(&time.year_day) {
        "day of year out of range"
    } else {
        time.week_day = (time.week_day + 7) % 7;
        return Ok(());
    };
    Err(vm.value_error(problem))
}

/// The optional calendar time argument: now, locally, when it is missing.
fn optional_calendar(vm: &mut Vm, value: &Value, function: &str) -> Result<CalendarTime, Raised> {
    match value.bound() {
        None => local(vm, now().as_secs() as i64),
        Some(value) => {
            let mut time = calendar_argument(vm, value, function)?;
            check_ranges(vm, &mut time)?;
            Ok(time)
        }
    }
}

fn time_asctime(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let time = optional_calendar(vm, &args[0], "asctime")?;
    Ok(vm.string(format::asctime(&time)))
}

fn time_ctime(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let seconds = timestamp(vm, &args[0])?;
    let time = local(vm, seconds)?;
    Ok(vm.string(format::asctime(&time)))
}

fn time_strftime(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let format = match args[0].kind() {
        Kind::Str => vm.str_string(&args[0])?,
        _ => {
            let name = vm.type_name(&args[0]);
            return Err(vm.type_error(format!("strftime() argument 1 must be str, not {name}")));
        }
    };
    let time = optional_calendar(vm, &args[1], "strftime")?;
    vm.check_size(format.len().saturating_mul(8))?;
    Ok(vm.string(format::strftime(&format, &time)))
}

/// `mktime(t)`: the moment of a local calendar time.
fn time_mktime(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let time = calendar_argument(vm, &args[0], "mktime")?;
    let out_of_range = |vm: &mut Vm| vm.error(ExceptionKind::OverflowError, "mktime argument out of range");
    // Fields out of their ranges carry over, so count seconds first and split them again.
    let normal = calendar::from_seconds(calendar::to_seconds(&time), 0);
    let parts = (i16::try_from(normal.year), i8::try_from(normal.month), i8::try_from(normal.day));
    let (Ok(year), Ok(month), Ok(day)) = parts else { return Err(out_of_range(vm)) };
    let moment = civil::DateTime::new(year, month, day, normal.hour as i8, normal.minute as i8, normal.second as i8, 0);
    let Ok(moment) = moment else { return Err(out_of_range(vm)) };
    let zone = TimeZone::system();
    let offset = match zone.to_ambiguous_timestamp(moment).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Gap { before, .. } => before,
        // In summer time first, unless the tuple says that it is not.
        AmbiguousOffset::Fold { before, after } => {
            if time.dst == 0 {
                after
            } else {
                before
            }
        }
    };
    let seconds = calendar::to_seconds(&normal) - i64::from(offset.seconds());
    Ok(vm.float(seconds as f64))
}
