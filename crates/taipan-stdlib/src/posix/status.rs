//! `stat` and its result.

use super::descriptors::with_descriptor;
use super::paths::path_argument;
use rustix::fs::{AtFlags, CWD, Stat};
use taipan_vm::types::StructSequenceDef;
use taipan_vm::{NativeResult, Value, Vm};

/// `os.stat_result`: the times are whole seconds as items and fractions as attributes.
pub(super) static STAT_RESULT: StructSequenceDef = StructSequenceDef {
    name: "stat_result",
    module: "os",
    doc: "stat_result: Result from stat, fstat, or lstat.",
    fields: &[
        "st_mode",
        "st_ino",
        "st_dev",
        "st_nlink",
        "st_uid",
        "st_gid",
        "st_size",
        "_integer_atime",
        "_integer_mtime",
        "_integer_ctime",
        "st_atime",
        "st_mtime",
        "st_ctime",
        "st_atime_ns",
        "st_mtime_ns",
        "st_ctime_ns",
        "st_blksize",
        "st_blocks",
        "st_rdev",
    ],
    visible: 10,
};

#[allow(clippy::unnecessary_cast, reason = "the widths of the fields differ between platforms")]
fn stat_value(vm: &mut Vm, status: &Stat) -> NativeResult {
    let mut values = Vec::with_capacity(STAT_RESULT.fields.len());
    for number in [
        status.st_mode as i64,
        status.st_ino as i64,
        status.st_dev as i64,
        status.st_nlink as i64,
        status.st_uid as i64,
        status.st_gid as i64,
        status.st_size as i64,
        status.st_atime as i64,
        status.st_mtime as i64,
        status.st_ctime as i64,
    ] {
        values.push(vm.int(number));
    }
    let times = [
        (status.st_atime as i64, status.st_atime_nsec as i64),
        (status.st_mtime as i64, status.st_mtime_nsec as i64),
        (status.st_ctime as i64, status.st_ctime_nsec as i64),
    ];
    for (seconds, nanoseconds) in times {
        values.push(vm.float(seconds as f64 + 1e-9 * nanoseconds as f64));
    }
    for (seconds, nanoseconds) in times {
        values.push(vm.int(seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds)));
    }
    for number in [status.st_blksize as i64, status.st_blocks as i64, status.st_rdev as i64] {
        values.push(vm.int(number));
    }
    vm.struct_sequence(&STAT_RESULT, values)
}

fn status_of(vm: &mut Vm, path: &Value, function: &str, flags: AtFlags) -> NativeResult {
    let path = path_argument(vm, path, function)?;
    match rustix::fs::statat(CWD, &path.path, flags) {
        Ok(status) => stat_value(vm, &status),
        Err(error) => Err(vm.io_error(&error.into(), &path.given)),
    }
}

pub(super) fn posix_stat(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].as_int_or_bool().is_some() {
        return posix_fstat(vm, &args[..1]);
    }
    let flags = if vm.truthy(&args[2])? { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    status_of(vm, &args[0], "stat", flags)
}

pub(super) fn posix_lstat(vm: &mut Vm, args: &[Value]) -> NativeResult {
    status_of(vm, &args[0], "lstat", AtFlags::SYMLINK_NOFOLLOW)
}

pub(super) fn posix_fstat(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let status = with_descriptor(vm, &args[0], |fd| rustix::fs::fstat(fd))?;
    stat_value(vm, &status)
}
