//! `posix`: the system calls behind `os`. Paths are `str`, `bytes` or path objects; undecodable bytes survive as lone
//! surrogates. Without the host's permission a call on the file system or on processes fails with PermissionError. What is
//! composed from these calls is Python, in `stdlib/os`. See <https://docs.python.org/3.13/library/os.html>.

mod descriptors;
mod files;
mod paths;
mod process;
mod status;

pub(crate) use descriptors::{end_loan, lend_descriptor, take_descriptor};

use std::os::unix::ffi::OsStringExt;
use taipan_vm::native::{NativeDef, NativeModule};
use taipan_vm::{Raised, Value, Vm};

/// The module.
pub(crate) fn module() -> NativeModule {
    NativeModule { name: "posix", functions: FUNCTIONS, init: Some(init) }
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::plain("_exit", "status", process::posix_exit),
    NativeDef::plain("abort", "", process::posix_abort),
    NativeDef::plain(
        "access",
        "path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True",
        files::posix_access,
    ),
    NativeDef::plain("chdir", "path", files::posix_chdir),
    NativeDef::plain("chmod", "path, mode, *, dir_fd=None, follow_symlinks=True", files::posix_chmod),
    NativeDef::plain("close", "fd", descriptors::posix_close),
    NativeDef::plain("cpu_count", "", process::posix_cpu_count),
    NativeDef::plain("fspath", "path", paths::posix_fspath),
    NativeDef::plain("fstat", "fd", status::posix_fstat),
    NativeDef::plain("fsync", "fd", descriptors::posix_fsync),
    NativeDef::plain("ftruncate", "fd, length, /", descriptors::posix_ftruncate),
    NativeDef::plain("getcwd", "", files::posix_getcwd),
    NativeDef::plain("getcwdb", "", files::posix_getcwdb),
    NativeDef::plain("getegid", "", |_, _| Ok(process::number(rustix::process::getegid().as_raw()))),
    NativeDef::plain("geteuid", "", |_, _| Ok(process::number(rustix::process::geteuid().as_raw()))),
    NativeDef::plain("getgid", "", |_, _| Ok(process::number(rustix::process::getgid().as_raw()))),
    NativeDef::plain("getpid", "", |_, _| Ok(process::number(std::process::id()))),
    NativeDef::plain("getppid", "", process::posix_getppid),
    NativeDef::plain("getuid", "", |_, _| Ok(process::number(rustix::process::getuid().as_raw()))),
    NativeDef::plain("get_terminal_size", "fd=1, /", process::posix_get_terminal_size),
    NativeDef::plain("isatty", "fd, /", descriptors::posix_isatty),
    NativeDef::plain("kill", "pid, signal, /", process::posix_kill),
    NativeDef::plain("link", "src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True", files::posix_link),
    NativeDef::plain("listdir", "path=None", files::posix_listdir),
    NativeDef::plain("lseek", "fd, position, whence, /", descriptors::posix_lseek),
    NativeDef::plain("lstat", "path, *, dir_fd=None", status::posix_lstat),
    NativeDef::plain("mkdir", "path, mode=511, *, dir_fd=None", files::posix_mkdir),
    NativeDef::plain("open", "path, flags, mode=511, *, dir_fd=None", descriptors::posix_open),
    NativeDef::plain("pipe", "", descriptors::posix_pipe),
    NativeDef::plain("process_cpu_count", "", process::posix_cpu_count),
    NativeDef::plain("putenv", "name, value, /", |_, _| Ok(Value::NONE)),
    NativeDef::plain("read", "fd, length, /", descriptors::posix_read),
    NativeDef::plain("readlink", "path, *, dir_fd=None", files::posix_readlink),
    NativeDef::plain("remove", "path, *, dir_fd=None", files::posix_unlink),
    NativeDef::plain("rename", "src, dst, *, src_dir_fd=None, dst_dir_fd=None", files::posix_rename),
    NativeDef::plain("replace", "src, dst, *, src_dir_fd=None, dst_dir_fd=None", files::posix_rename),
    NativeDef::plain("rmdir", "path, *, dir_fd=None", files::posix_rmdir),
    NativeDef::plain("stat", "path, *, dir_fd=None, follow_symlinks=True", status::posix_stat),
    NativeDef::plain("strerror", "code, /", process::posix_strerror),
    NativeDef::plain("symlink", "src, dst, target_is_directory=False, *, dir_fd=None", files::posix_symlink),
    NativeDef::plain("times", "", process::posix_times),
    NativeDef::plain("truncate", "path, length", files::posix_truncate),
    NativeDef::plain("umask", "mask, /", process::posix_umask),
    NativeDef::plain("uname", "", process::posix_uname),
    NativeDef::plain("unlink", "path, *, dir_fd=None", files::posix_unlink),
    NativeDef::plain("unsetenv", "name, /", |_, _| Ok(Value::NONE)),
    NativeDef::plain("urandom", "size, /", process::posix_urandom),
    NativeDef::plain("utime", "path, times=None, *, ns=..., dir_fd=None, follow_symlinks=True", files::posix_utime),
    NativeDef::plain("write", "fd, data, /", descriptors::posix_write),
];

/// Numbers that `os` shows under these names.
const CONSTANTS: &[(&str, i64)] = &[
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
    ("NGROUPS_MAX", 65536),
    ("TMP_MAX", 238_328),
];

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    for (name, value) in CONSTANTS {
        let value = vm.int(*value);
        vm.dict_set_str(dict, name, value);
    }
    for (name, flags) in descriptors::OPEN_FLAGS {
        let value = vm.int(flags.bits() as i64);
        vm.dict_set_str(dict, name, value);
    }
    let error = vm.exception_class(taipan_vm::ExceptionKind::OSError);
    vm.dict_set_str(dict, "error", error);
    for (name, def) in [
        ("stat_result", &status::STAT_RESULT),
        ("terminal_size", &process::TERMINAL_SIZE),
        ("uname_result", &process::UNAME_RESULT),
        ("times_result", &process::TIMES_RESULT),
    ] {
        let class = vm.struct_sequence_class(def)?;
        vm.dict_set_str(dict, name, class);
    }
    let environment = vm.dict();
    if vm.host().environment_access {
        for (key, value) in std::env::vars_os() {
            let (key, value) = (vm.bytes(key.into_vec()), vm.bytes(value.into_vec()));
            vm.dict_set(&environment, &key, value)?;
        }
    }
    vm.dict_set_str(dict, "environ", environment);
    descriptors::install(vm, dict);
    Ok(())
}
