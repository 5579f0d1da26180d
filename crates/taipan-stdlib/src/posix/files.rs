//! Calls on names in the file system.

use super::paths::{path_argument, path_value};
use rustix::fs::{Access, AtFlags, CWD, Timespec, Timestamps};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use taipan_vm::{NativeResult, Raised, Value, Vm};

/// The outcome of a call about one path.
fn done<T>(vm: &mut Vm, result: Result<T, impl Into<io::Error>>, given: &Value) -> NativeResult {
    match result {
        Ok(_) => Ok(Value::NONE),
        Err(error) => Err(vm.io_error(&error.into(), given)),
    }
}

/// The outcome of a call about two paths.
fn done_both<T>(vm: &mut Vm, result: Result<T, impl Into<io::Error>>, from: &Value, to: &Value) -> NativeResult {
    match result {
        Ok(_) => Ok(Value::NONE),
        Err(error) => {
            let raised = vm.io_error(&error.into(), from);
            let name = vm.intern("filename2");
            vm.set_attr(&raised.0, &name, to)?;
            Err(raised)
        }
    }
}

/// Directory descriptors are not supported; the argument must be left out.
fn no_directory(vm: &mut Vm, value: &Value, name: &str) -> Result<(), Raised> {
    if value.is_none() {
        return Ok(());
    }
    let message = format!("{name}: dir_fd unavailable on this platform");
    Err(vm.error(taipan_vm::ExceptionKind::NotImplementedError, message))
}

pub(super) fn posix_access(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "access")?;
    let mode = vm.index(&args[1])?;
    no_directory(vm, &args[2], "access")?;
    let access = Access::from_bits_truncate(mode as u32);
    let result = rustix::fs::accessat(CWD, &path.path, access, AtFlags::empty());
    Ok(Value::bool(result.is_ok()))
}

pub(super) fn posix_chdir(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "chdir")?;
    let result = std::env::set_current_dir(&path.path);
    done(vm, result, &path.given)
}

pub(super) fn posix_chmod(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "chmod")?;
    let mode = vm.index(&args[1])?;
    no_directory(vm, &args[2], "chmod")?;
    let result = std::fs::set_permissions(&path.path, std::fs::Permissions::from_mode(mode as u32));
    done(vm, result, &path.given)
}

fn working_folder(vm: &mut Vm, bytes: bool) -> NativeResult {
    if !vm.host().environment_access {
        return Err(vm.os_error(1, "Operation not permitted", None));
    }
    match std::env::current_dir() {
        Ok(path) => Ok(path_value(vm, &path, bytes)),
        Err(error) => Err(vm.io_error(&error, &Value::NONE)),
    }
}

pub(super) fn posix_getcwd(vm: &mut Vm, _: &[Value]) -> NativeResult {
    working_folder(vm, false)
}

pub(super) fn posix_getcwdb(vm: &mut Vm, _: &[Value]) -> NativeResult {
    working_folder(vm, true)
}

pub(super) fn posix_link(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (from, to) = (path_argument(vm, &args[0], "link")?, path_argument(vm, &args[1], "link")?);
    let result = std::fs::hard_link(&from.path, &to.path);
    done_both(vm, result, &from.given, &to.given)
}

pub(super) fn posix_listdir(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let given = if args[0].is_none() { vm.str(".") } else { args[0].clone() };
    let path = path_argument(vm, &given, "listdir")?;
    let entries = match std::fs::read_dir(&path.path) {
        Ok(entries) => entries,
        Err(error) => return Err(vm.io_error(&error, &path.given)),
    };
    let mut names = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => names.push(path_value(vm, entry.file_name().as_ref(), path.bytes)),
            Err(error) => return Err(vm.io_error(&error, &path.given)),
        }
    }
    Ok(vm.list(names))
}

pub(super) fn posix_mkdir(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "mkdir")?;
    let mode = vm.index(&args[1])?;
    no_directory(vm, &args[2], "mkdir")?;
    let result = std::fs::DirBuilder::new().mode(mode as u32).create(&path.path);
    done(vm, result, &path.given)
}

pub(super) fn posix_readlink(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "readlink")?;
    match std::fs::read_link(&path.path) {
        Ok(target) => Ok(path_value(vm, &target, path.bytes)),
        Err(error) => Err(vm.io_error(&error, &path.given)),
    }
}

pub(super) fn posix_rename(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (from, to) = (path_argument(vm, &args[0], "rename")?, path_argument(vm, &args[1], "rename")?);
    let result = std::fs::rename(&from.path, &to.path);
    done_both(vm, result, &from.given, &to.given)
}

pub(super) fn posix_rmdir(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "rmdir")?;
    no_directory(vm, &args[1], "rmdir")?;
    let result = rustix::fs::unlinkat(CWD, &path.path, AtFlags::REMOVEDIR);
    done(vm, result, &path.given)
}

pub(super) fn posix_symlink(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (from, to) = (path_argument(vm, &args[0], "symlink")?, path_argument(vm, &args[1], "symlink")?);
    let result = std::os::unix::fs::symlink(&from.path, &to.path);
    done_both(vm, result, &from.given, &to.given)
}

pub(super) fn posix_truncate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "truncate")?;
    let length = vm.index(&args[1])?;
    let Ok(length) = u64::try_from(length) else {
        return Err(vm.os_error(22, "Invalid argument", Some(&path.given)));
    };
    let result = std::fs::OpenOptions::new().write(true).open(&path.path).and_then(|file| file.set_len(length));
    done(vm, result, &path.given)
}

pub(super) fn posix_unlink(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "unlink")?;
    no_directory(vm, &args[1], "unlink")?;
    let result = rustix::fs::unlinkat(CWD, &path.path, AtFlags::empty());
    done(vm, result, &path.given)
}

const NANOSECONDS: i64 = 1_000_000_000;

pub(super) fn posix_utime(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "utime")?;
    let (times, nanoseconds) = (&args[1], &args[2]);
    let stamp = |nanoseconds: i64| Timespec {
        tv_sec: nanoseconds.div_euclid(NANOSECONDS),
        tv_nsec: nanoseconds.rem_euclid(NANOSECONDS) as _,
    };
    let stamps = if !nanoseconds.is_unbound() {
        if !times.is_none() {
            return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
        }
        let pair = vm.collect(nanoseconds)?;
        let [access, change] = pair.as_slice() else {
            return Err(vm.type_error("utime: 'ns' must be a tuple of two ints"));
        };
        let (access, change) = (vm.index(access)?, vm.index(change)?);
        Timestamps { last_access: stamp(access), last_modification: stamp(change) }
    } else if !times.is_none() {
        let pair = vm.collect(times)?;
        let [access, change] = pair.as_slice() else {
            return Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None"));
        };
        let (access, change) = (vm.to_f64(access)?, vm.to_f64(change)?);
        let whole = |seconds: f64| stamp((seconds * NANOSECONDS as f64) as i64);
        Timestamps { last_access: whole(access), last_modification: whole(change) }
    } else {
        let now = || Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_NOW as _ };
        Timestamps { last_access: now(), last_modification: now() }
    };
    let flags = if vm.truthy(&args[4])? { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    let result = rustix::fs::utimensat(CWD, &path.path, &stamps, flags);
    done(vm, result, &path.given)
}
