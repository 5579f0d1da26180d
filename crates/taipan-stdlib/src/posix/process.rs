//! The process and the system: identity, signals, terminal, random bytes.

use super::descriptors::with_descriptor;
use rustix::process::{Pid, Signal};
use taipan_vm::types::StructSequenceDef;
use taipan_vm::{NativeResult, Raised, Value, Vm};

/// A number that always fits.
pub(super) fn number(value: u32) -> Value {
    Value::index(value as usize)
}

pub(super) static TERMINAL_SIZE: StructSequenceDef = StructSequenceDef {
    name: "terminal_size",
    module: "os",
    doc: "A tuple of (columns, lines) for holding terminal window size",
    fields: &["columns", "lines"],
    visible: 2,
};

pub(super) static UNAME_RESULT: StructSequenceDef = StructSequenceDef {
    name: "uname_result",
    module: "posix",
    doc: "uname_result: Result from os.uname().",
    fields: &["sysname", "nodename", "release", "version", "machine"],
    visible: 5,
};

pub(super) static TIMES_RESULT: StructSequenceDef = StructSequenceDef {
    name: "times_result",
    module: "posix",
    doc: "times_result: Result from os.times().",
    fields: &["user", "system", "children_user", "children_system", "elapsed"],
    visible: 5,
};

/// Calls that end or signal processes need the host's permission.
fn allowed(vm: &mut Vm) -> Result<(), Raised> {
    if vm.host().process_access { Ok(()) } else { Err(vm.os_error(1, "Operation not permitted", None)) }
}

pub(super) fn posix_exit(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let status = vm.index(&args[0])?;
    allowed(vm)?;
    std::process::exit(status as i32)
}

pub(super) fn posix_abort(vm: &mut Vm, _: &[Value]) -> NativeResult {
    allowed(vm)?;
    std::process::exit(134)
}

pub(super) fn posix_cpu_count(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(match std::thread::available_parallelism() {
        Ok(count) => Value::index(count.get()),
        Err(_) => Value::NONE,
    })
}

pub(super) fn posix_getppid(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::index(rustix::process::getppid().map_or(0, |pid| pid.as_raw_nonzero().get() as usize)))
}

pub(super) fn posix_get_terminal_size(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = with_descriptor(vm, &args[0], |fd| rustix::termios::tcgetwinsize(fd))?;
    let values = vec![Value::index(size.ws_col as usize), Value::index(size.ws_row as usize)];
    vm.struct_sequence(&TERMINAL_SIZE, values)
}

pub(super) fn posix_kill(vm: &mut Vm, args: &[Value]) -> NativeResult {
    allowed(vm)?;
    let (pid, signal) = (vm.index(&args[0])?, vm.index(&args[1])?);
    let invalid = std::io::Error::from_raw_os_error(22);
    let Ok(pid) = i32::try_from(pid) else { return Err(vm.io_error(&invalid, &Value::NONE)) };
    vm.flush_streams();
    let result = match (Pid::from_raw(pid.saturating_abs()), i32::try_from(signal).ok()) {
        (Some(target), Some(0)) if pid > 0 => rustix::process::test_kill_process(target),
        (Some(target), Some(signal)) => match Signal::from_named_raw(signal) {
            Some(signal) if pid > 0 => rustix::process::kill_process(target, signal),
            Some(signal) => rustix::process::kill_process_group(target, signal),
            None => return Err(vm.io_error(&invalid, &Value::NONE)),
        },
        _ => return Err(vm.io_error(&invalid, &Value::NONE)),
    };
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.io_error(&error.into(), &Value::NONE)),
    }
}

pub(super) fn posix_strerror(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let code = vm.index(&args[0])?;
    let text = std::io::Error::from_raw_os_error(code as i32).to_string();
    let text = text.split(" (os error").next().unwrap_or_default().to_string();
    Ok(vm.string(text))
}

pub(super) fn posix_times(vm: &mut Vm, _: &[Value]) -> NativeResult {
    use rustix::time::{ClockId, clock_gettime};
    let seconds = |clock: ClockId| {
        let time = clock_gettime(clock);
        time.tv_sec as f64 + 1e-9 * time.tv_nsec as f64
    };
    let (used, elapsed) = (seconds(ClockId::ProcessCPUTime), seconds(ClockId::Monotonic));
    let values = [used, 0.0, 0.0, 0.0, elapsed].map(|v| vm.float(v)).to_vec();
    vm.struct_sequence(&TIMES_RESULT, values)
}

pub(super) fn posix_umask(vm: &mut Vm, args: &[Value]) -> NativeResult {
    allowed(vm)?;
    let mask = vm.index(&args[0])?;
    let old = rustix::process::umask(rustix::fs::Mode::from_bits_truncate(mask as u32));
    Ok(number(old.bits()))
}

pub(super) fn posix_uname(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let name = rustix::system::uname();
    let parts = [name.sysname(), name.nodename(), name.release(), name.version(), name.machine()];
    let values = parts.map(|part| vm.str(&part.to_string_lossy())).to_vec();
    vm.struct_sequence(&UNAME_RESULT, values)
}

pub(super) fn posix_urandom(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = vm.index(&args[0])?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    vm.check_size(size)?;
    let mut bytes = vec![0u8; size];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(vm.bytes(bytes)),
        Err(error) => Err(vm.error(taipan_vm::ExceptionKind::OSError, error.to_string())),
    }
}
