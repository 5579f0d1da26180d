//! File descriptors: those that `os.open` and `os.pipe` made, the three standard ones, and those of file objects whose
//! `fileno` has been asked for.

use super::paths::path_argument;
use hashbrown::HashMap;
use rustix::fs::{CWD, Mode, OFlags, SeekFrom};
use std::cell::RefCell;
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd};
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::types::{ByteArrayObject, BytesObject, ModuleObject, Slots};
use taipan_vm::{NativeResult, Raised, Value, Vm};

/// Descriptors that scripts opened, by number.
struct Table {
    open: RefCell<HashMap<i32, OwnedFd>>,
}

impl NativeData for Table {}

static TABLE: NativeClassDef = NativeClassDef { name: "_descriptors", module: "posix", slots: &Slots::NONE };

/// The flags of `open` by their names in `os`.
pub(super) const OPEN_FLAGS: &[(&str, OFlags)] = &[
    ("O_RDONLY", OFlags::RDONLY),
    ("O_WRONLY", OFlags::WRONLY),
    ("O_RDWR", OFlags::RDWR),
    ("O_APPEND", OFlags::APPEND),
    ("O_CREAT", OFlags::CREATE),
    ("O_EXCL", OFlags::EXCL),
    ("O_TRUNC", OFlags::TRUNC),
    ("O_NONBLOCK", OFlags::NONBLOCK),
    ("O_CLOEXEC", OFlags::CLOEXEC),
    ("O_DIRECTORY", OFlags::DIRECTORY),
    ("O_NOFOLLOW", OFlags::NOFOLLOW),
    ("O_NOCTTY", OFlags::NOCTTY),
];

/// Makes the table of a VM; the module's dict keeps it.
pub(super) fn install(vm: &mut Vm, dict: &Value) {
    let class = vm.native_class(&TABLE);
    let table = vm.native_object(&class, Table { open: RefCell::new(HashMap::new()) });
    vm.dict_set_str(dict, "_descriptors", table);
}

fn table(vm: &mut Vm) -> Option<Value> {
    let module = vm.import_module("posix").ok()?;
    let dict = module.as_ref::<ModuleObject>()?.dict.clone();
    vm.dict_get_str(&dict, "_descriptors")
}

#[cold]
fn bad_descriptor(vm: &mut Vm) -> Raised {
    vm.os_error(9, "Bad file descriptor", None)
}

/// Runs a system call on a descriptor given by number.
pub(super) fn with_descriptor<T>(
    vm: &mut Vm,
    value: &Value,
    call: impl FnOnce(BorrowedFd<'_>) -> rustix::io::Result<T>,
) -> Result<T, Raised> {
    let number = vm.index(value)?;
    let standard = match number {
        0 => Some(rustix::stdio::stdin()),
        1 => Some(rustix::stdio::stdout()),
        2 => Some(rustix::stdio::stderr()),
        _ => None,
    };
    let result = match standard {
        Some(fd) => call(fd),
        None => {
            let found = table(vm);
            let Some(table) = found.as_ref().and_then(|t| t.native::<Table>()) else {
                return Err(bad_descriptor(vm));
            };
            let open = table.open.borrow();
            match i32::try_from(number).ok().and_then(|n| open.get(&n)) {
                Some(fd) => {
                    use std::os::fd::AsFd;
                    call(fd.as_fd())
                }
                None => {
                    drop(open);
                    return Err(bad_descriptor(vm));
                }
            }
        }
    };
    result.map_err(|error| vm.io_error(&error.into(), &Value::NONE))
}

fn enter(vm: &mut Vm, fd: OwnedFd) -> NativeResult {
    let number = fd.as_raw_fd();
    let found = table(vm);
    match found.as_ref().and_then(|t| t.native::<Table>()) {
        Some(table) => {
            table.open.borrow_mut().insert(number, fd);
            Ok(vm.int(number as i64))
        }
        None => Err(bad_descriptor(vm)),
    }
}

/// Takes a descriptor over, for a file object that closes it; with `keep` a duplicate.
pub(crate) fn take_descriptor(vm: &mut Vm, number: i64, keep: bool) -> Result<OwnedFd, Raised> {
    let found = table(vm);
    let Some(table) = found.as_ref().and_then(|t| t.native::<Table>()) else { return Err(bad_descriptor(vm)) };
    let number = i32::try_from(number).unwrap_or(-1);
    if !keep {
        let taken = table.open.borrow_mut().remove(&number);
        return taken.ok_or_else(|| bad_descriptor(vm));
    }
    let copy = table.open.borrow().get(&number).map(OwnedFd::try_clone);
    match copy {
        Some(Ok(copy)) => Ok(copy),
        Some(Err(error)) => Err(vm.io_error(&error, &Value::NONE)),
        None => Err(bad_descriptor(vm)),
    }
}

/// Makes the descriptor of a file object reachable by its number: `duplicate` refers to the same open file.
pub(crate) fn lend_descriptor(vm: &mut Vm, number: i32, duplicate: OwnedFd) {
    let found = table(vm);
    if let Some(table) = found.as_ref().and_then(|t| t.native::<Table>()) {
        table.open.borrow_mut().entry(number).or_insert(duplicate);
    }
}

/// Ends what [`lend_descriptor`] began.
pub(crate) fn end_loan(vm: &mut Vm, number: i32) {
    let found = table(vm);
    if let Some(table) = found.as_ref().and_then(|t| t.native::<Table>()) {
        let old = table.open.borrow_mut().remove(&number);
        drop(old);
    }
}

pub(super) fn posix_open(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let path = path_argument(vm, &args[0], "open")?;
    let (flags, mode) = (vm.index(&args[1])?, vm.index(&args[2])?);
    let flags = OFlags::from_bits_retain(flags as u32) | OFlags::CLOEXEC;
    match rustix::fs::openat(CWD, &path.path, flags, Mode::from_bits_truncate(mode as u32)) {
        Ok(fd) => enter(vm, fd),
        Err(error) => Err(vm.io_error(&error.into(), &path.given)),
    }
}

pub(super) fn posix_pipe(vm: &mut Vm, _: &[Value]) -> NativeResult {
    match rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC) {
        Ok((read, write)) => {
            let (read, write) = (enter(vm, read)?, enter(vm, write)?);
            Ok(vm.tuple(vec![read, write]))
        }
        Err(error) => Err(vm.io_error(&error.into(), &Value::NONE)),
    }
}

pub(super) fn posix_close(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let number = vm.index(&args[0])?;
    if (0..=2).contains(&number) {
        // The host's own streams stay open.
        return Ok(Value::NONE);
    }
    let found = table(vm);
    let Some(table) = found.as_ref().and_then(|t| t.native::<Table>()) else { return Err(bad_descriptor(vm)) };
    let closed = i32::try_from(number).ok().and_then(|n| table.open.borrow_mut().remove(&n));
    match closed {
        Some(_) => Ok(Value::NONE),
        None => Err(bad_descriptor(vm)),
    }
}

pub(super) fn posix_read(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let length = vm.index(&args[1])?;
    let Ok(length) = usize::try_from(length) else { return Err(vm.os_error(22, "Invalid argument", None)) };
    vm.check_size(length)?;
    let mut buffer = vec![0u8; length.min(1 << 26)];
    let count = with_descriptor(vm, &args[0], |fd| rustix::io::read(fd, &mut buffer))?;
    buffer.truncate(count);
    Ok(vm.bytes(buffer))
}

pub(super) fn posix_write(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let data = match (args[1].as_ref::<BytesObject>(), args[1].as_ref::<ByteArrayObject>()) {
        (Some(bytes), _) => bytes.bytes.to_vec(),
        (_, Some(bytes)) => bytes.bytes.borrow().clone(),
        _ => {
            let found = vm.type_name(&args[1]);
            return Err(vm.type_error(format!("a bytes-like object is required, not '{found}'")));
        }
    };
    vm.flush_streams();
    let count = with_descriptor(vm, &args[0], |fd| rustix::io::write(fd, &data))?;
    Ok(Value::index(count))
}

pub(super) fn posix_lseek(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (offset, whence) = (vm.index(&args[1])?, vm.index(&args[2])?);
    let position = match whence {
        0 => SeekFrom::Start(offset.max(0) as u64),
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        _ => return Err(vm.os_error(22, "Invalid argument", None)),
    };
    let position = with_descriptor(vm, &args[0], |fd| rustix::fs::seek(fd, position))?;
    Ok(vm.int(position as i64))
}

pub(super) fn posix_fsync(vm: &mut Vm, args: &[Value]) -> NativeResult {
    with_descriptor(vm, &args[0], |fd| rustix::fs::fsync(fd))?;
    Ok(Value::NONE)
}

pub(super) fn posix_ftruncate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let length = vm.index(&args[1])?.max(0) as u64;
    with_descriptor(vm, &args[0], |fd| rustix::fs::ftruncate(fd, length))?;
    Ok(Value::NONE)
}

pub(super) fn posix_isatty(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let terminal = with_descriptor(vm, &args[0], |fd| Ok(rustix::termios::isatty(fd)));
    Ok(Value::bool(terminal.unwrap_or(false)))
}
