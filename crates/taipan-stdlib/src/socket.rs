//! `_socket`: the socket class and the functions around it, with CPython's names, errors and blocking rules. Names and
//! addresses are in `socket/names.rs`, options in `socket/options.rs`, numbers in `socket/constants.rs`; the public module
//! with its enumerations and `create_connection` is `stdlib/socket.py`. See
//! <https://docs.python.org/3.13/library/socket.html>.
//!
//! A blocking operation waits in short steps, so that an interrupt ends it.

mod constants;
mod names;
mod options;

use rustix::event::{PollFd, PollFlags, Timespec};
use std::io;
use std::os::fd::IntoRawFd;
use std::time::{Duration, Instant};
use taipan_vm::native::{NativeClassDef, NativeModule};
use taipan_vm::sockets::{AF_INET, AF_UNIX, Address, SocketData};
use taipan_vm::types::{GetSetDef, Slots};
use taipan_vm::{ExceptionKind, Kind, NativeDef, NativeResult, Raised, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "_socket", functions: names::FUNCTIONS, init: Some(init) }
}

/// How long one step of a wait takes at most; then interrupts are looked at.
const STEP: Duration = Duration::from_millis(50);

static SOCKET: NativeClassDef = NativeClassDef { name: "socket", module: "_socket", slots: &SLOTS };

static SLOTS: Slots = Slots {
    repr: Some(socket_repr),
    new: Some(NativeDef::plain("__new__", "cls, family=-1, type=-1, proto=-1, fileno=None", socket_new)),
    methods: METHODS,
    getset: &[
        GetSetDef { name: "family", get: |_, socket| Ok(int(data(socket).family.get())), set: None },
        GetSetDef { name: "type", get: |_, socket| Ok(int(data(socket).kind.get())), set: None },
        GetSetDef { name: "proto", get: |_, socket| Ok(int(data(socket).protocol.get())), set: None },
        GetSetDef { name: "timeout", get: |vm, socket| socket_gettimeout(vm, std::slice::from_ref(socket)), set: None },
    ],
    subclassable: true,
    doc: "A connection, a listener, or a sender and receiver of datagrams.",
    ..Slots::NONE
};

const METHODS: &[NativeDef] = &[
    NativeDef::plain("accept", "self, /", socket_accept),
    NativeDef::plain("bind", "self, address, /", socket_bind),
    NativeDef::plain("close", "self, /", socket_close),
    NativeDef::plain("connect", "self, address, /", socket_connect),
    NativeDef::plain("connect_ex", "self, address, /", socket_connect_ex),
    NativeDef::plain("detach", "self, /", socket_detach),
    NativeDef::plain("fileno", "self, /", socket_fileno),
    NativeDef::plain("getblocking", "self, /", socket_getblocking),
    NativeDef::plain("getpeername", "self, /", socket_getpeername),
    NativeDef::plain("getsockname", "self, /", socket_getsockname),
    NativeDef::plain("getsockopt", "self, level, option, buflen=0, /", options::socket_getsockopt),
    NativeDef::plain("gettimeout", "self, /", socket_gettimeout),
    NativeDef::plain("listen", "self, backlog=128, /", socket_listen),
    NativeDef::plain("recv", "self, bufsize, flags=0, /", socket_recv),
    NativeDef::plain("recv_into", "self, buffer, nbytes=0, flags=0", socket_recv_into),
    NativeDef::plain("recvfrom", "self, bufsize, flags=0, /", socket_recvfrom),
    NativeDef::plain("recvfrom_into", "self, buffer, nbytes=0, flags=0", socket_recvfrom_into),
    NativeDef::plain("send", "self, data, flags=0, /", socket_send),
    NativeDef::plain("sendall", "self, data, flags=0, /", socket_sendall),
    NativeDef::plain("sendto", "self, data, flags_or_address, address=..., /", socket_sendto),
    NativeDef::plain("setblocking", "self, flag, /", socket_setblocking),
    NativeDef::plain("setsockopt", "self, level, option, value, optlen=..., /", options::socket_setsockopt),
    NativeDef::plain("settimeout", "self, timeout, /", socket_settimeout),
    NativeDef::plain("shutdown", "self, how, /", socket_shutdown),
];

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    for (name, value) in constants::ALL {
        let value = vm.int(*value);
        vm.dict_set_str(dict, name, value);
    }
    vm.dict_set_str(dict, "has_ipv6", Value::TRUE);
    let class = vm.native_class(&SOCKET);
    vm.dict_set_str(dict, "socket", class.clone());
    vm.dict_set_str(dict, "SocketType", class);
    let error = vm.exception_class(ExceptionKind::OSError);
    vm.dict_set_str(dict, "error", error.clone());
    let timeout = vm.exception_class(ExceptionKind::TimeoutError);
    vm.dict_set_str(dict, "timeout", timeout);
    for name in ["gaierror", "herror"] {
        let class = exception_class(vm, name, &error)?;
        vm.dict_set_str(dict, name, class);
    }
    Ok(())
}

/// An exception class of the module `socket`.
fn exception_class(vm: &mut Vm, name: &str, base: &Value) -> NativeResult {
    let type_class = vm.builtin_class(Kind::Type);
    let bases = vm.tuple(vec![base.clone()]);
    let namespace = vm.dict();
    let module = vm.str("socket");
    vm.dict_set_str(&namespace, "__module__", module);
    let name = vm.str(name);
    vm.call(&type_class, &[name, bases, namespace])
}

// ---- arguments ----

fn int(value: i32) -> Value {
    Value::small_int(value.into()).expect("32 bits fit")
}

/// The data of a receiver, whose class was checked when the method was called.
fn data(socket: &Value) -> &SocketData {
    socket.native::<SocketData>().expect("methods of the class get its instances")
}

/// A C `int`.
fn c_int(vm: &mut Vm, value: &Value) -> Result<i32, Raised> {
    let number = vm.index(value)?;
    i32::try_from(number).map_err(|_| {
        let bound = if number < 0 { "small" } else { "large" };
        vm.overflow_error(format!(
            "signed integer is {} than {}",
            if number < 0 { "less" } else { "greater" },
            if bound == "small" { "minimum" } else { "maximum" }
        ))
    })
}

/// The bytes to send.
fn payload(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    match value.as_bytes() {
        Some(bytes) => Ok(bytes.to_vec()),
        None => {
            let given = vm.type_name(value);
            Err(vm.type_error(format!("a bytes-like object is required, not '{given}'")))
        }
    }
}

fn failed(vm: &mut Vm, error: &io::Error) -> Raised {
    vm.io_error(error, &Value::NONE)
}

/// The outcome of a system call without a value.
fn done(vm: &mut Vm, result: io::Result<()>) -> NativeResult {
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, &error)),
    }
}

// ---- waiting ----

/// When an operation of the socket must be finished; none for "whenever".
fn deadline(socket: &SocketData) -> Option<Instant> {
    let timeout = socket.timeout.get()?;
    let wait = Duration::try_from_secs_f64(timeout).unwrap_or(Duration::MAX);
    Instant::now().checked_add(wait)
}

/// Waits until the socket is ready.
fn wait(vm: &mut Vm, socket: &SocketData, flags: PollFlags, deadline: Option<Instant>) -> Result<(), Raised> {
    loop {
        vm.check_signals()?;
        let left = match deadline {
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
            None => STEP,
        };
        let step = left.min(STEP);
        let step = Timespec { tv_sec: step.as_secs() as i64, tv_nsec: step.subsec_nanos().into() };
        let ready = socket.fd().and_then(|fd| {
            let mut fds = [PollFd::new(&*fd, flags)];
            match rustix::event::poll(&mut fds, Some(&step)) {
                Ok(count) => Ok(count > 0),
                Err(rustix::io::Errno::INTR) => Ok(false),
                Err(error) => Err(error.into()),
            }
        });
        match ready {
            Ok(true) => return Ok(()),
            Ok(false) if left.is_zero() => return Err(vm.error(ExceptionKind::TimeoutError, "timed out")),
            Ok(false) => {}
            Err(error) => return Err(failed(vm, &error)),
        }
    }
}

/// Does an operation, waiting for it as long as the socket's timeout says.
fn waiting<T>(
    vm: &mut Vm,
    socket: &SocketData,
    flags: PollFlags,
    mut operation: impl FnMut(&SocketData) -> io::Result<T>,
) -> Result<T, Raised> {
    let deadline = deadline(socket);
    loop {
        match operation(socket) {
            Ok(value) => return Ok(value),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && !socket.is_nonblocking() => {
                wait(vm, socket, flags, deadline)?;
            }
            Err(error) => return Err(failed(vm, &error)),
        }
    }
}

// ---- making and ending ----

fn check_access(vm: &mut Vm, family: i32) -> Result<(), Raised> {
    if vm.network_access() || family == AF_UNIX {
        return Ok(());
    }
    let error = io::Error::from_raw_os_error(libc::EPERM);
    Err(failed(vm, &error))
}

fn socket_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if !args[4].is_none() {
        let number = vm.index(&args[4])?;
        if number < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        let message = "sockets from file descriptors are not supported";
        return Err(vm.error(ExceptionKind::NotImplementedError, message));
    }
    let (family, kind, protocol) = (c_int(vm, &args[1])?, c_int(vm, &args[2])?, c_int(vm, &args[3])?);
    let family = if family == -1 { AF_INET } else { family };
    let kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
    let protocol = if protocol == -1 { 0 } else { protocol };
    check_access(vm, family)?;
    match SocketData::open(family, kind, protocol) {
        Ok(socket) => Ok(vm.native_object(&args[0], socket)),
        Err(error) => Err(failed(vm, &error)),
    }
}

/// `_socket.socketpair`; the public function turns the pair into `socket.socket` objects by its class argument.
fn socket_socketpair(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (family, kind, protocol) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?, c_int(vm, &args[2])?);
    let class = if args[3].is_none() { vm.native_class(&SOCKET) } else { args[3].clone() };
    match SocketData::pair(family, kind, protocol) {
        Ok((a, b)) => {
            let (a, b) = (vm.native_object(&class, a), vm.native_object(&class, b));
            Ok(vm.pair(a, b))
        }
        Err(error) => Err(failed(vm, &error)),
    }
}

fn socket_close(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let socket = data(&args[0]);
    if socket.raw_fd() >= 0 {
        vm.forget_fd(socket.raw_fd());
        drop(socket.take_fd());
    }
    Ok(Value::NONE)
}

fn socket_detach(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let socket = data(&args[0]);
    if socket.raw_fd() >= 0 {
        vm.forget_fd(socket.raw_fd());
    }
    match socket.take_fd() {
        Some(fd) => Ok(int(fd.into_raw_fd())),
        None => Ok(int(-1)),
    }
}

fn socket_fileno(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(int(data(&args[0]).raw_fd()))
}

fn socket_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let socket = data(value);
    let class = vm.class_of(value);
    let class = vm.qualified_class_name(&class);
    let closed = if socket.raw_fd() < 0 { " [closed]" } else { "" };
    let (fd, family, kind, protocol) = (socket.raw_fd(), socket.family.get(), socket.kind.get(), socket.protocol.get());
    let mut text = format!("<{class}{closed} fd={fd}, family={family}, type={kind}, proto={protocol}");
    for (name, address) in [("laddr", socket.local_address()), ("raddr", socket.peer_address())] {
        // An unnamed Unix socket has an empty name, which is not shown.
        if let Ok(address) = address
            && !matches!(&address, Address::Unix(path) if path.is_empty())
        {
            let address = vm.address_value(&address)?;
            let shown = vm.repr_string(&address)?;
            text.push_str(&format!(", {name}={shown}"));
        }
    }
    text.push('>');
    Ok(vm.string(text))
}

// ---- modes ----

fn socket_setblocking(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let blocking = vm.truthy(&args[1])?;
    let result = data(&args[0]).set_timeout(if blocking { None } else { Some(0.0) });
    done(vm, result)
}

fn socket_getblocking(_: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(Value::bool(!data(&args[0]).is_nonblocking()))
}

fn socket_settimeout(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let timeout = if args[1].is_none() {
        None
    } else {
        let seconds = match args[1].as_float() {
            Some(seconds) if seconds.is_nan() => {
                return Err(vm.value_error("Invalid value NaN (not a number)"));
            }
            Some(seconds) => seconds,
            None if vm.has_index(&args[1]) => vm.index_clamped(&args[1])? as f64,
            None => {
                let name = vm.type_name(&args[1]);
                return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
            }
        };
        if seconds < 0.0 {
            return Err(vm.value_error("Timeout value out of range"));
        }
        Some(seconds)
    };
    let result = data(&args[0]).set_timeout(timeout);
    done(vm, result)
}

fn socket_gettimeout(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(match data(&args[0]).timeout.get() {
        Some(seconds) => vm.float(seconds),
        None => Value::NONE,
    })
}

// ---- connecting ----

fn socket_bind(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let socket = data(&args[0]);
    let address = vm.parse_address(&args[1], socket.family.get(), "bind")?;
    if matches!(address, Address::Unix(_)) && !vm.file_access() {
        return Err(failed(vm, &io::Error::from_raw_os_error(libc::EPERM)));
    }
    let result = socket.bind(&address);
    done(vm, result)
}

fn socket_listen(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let backlog = c_int(vm, &args[1])?.max(0);
    let result = data(&args[0]).fd().and_then(|fd| Ok(rustix::net::listen(&*fd, backlog)?));
    done(vm, result)
}

fn socket_accept(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let listener = data(&args[0]);
    if listener.timeout.get().is_none() {
        // The descriptor itself would wait, and could not be interrupted.
        let listening = listener.fd().and_then(|fd| Ok(rustix::net::sockopt::socket_acceptconn(&*fd)?));
        match listening {
            Ok(true) => wait(vm, listener, PollFlags::IN, None)?,
            Ok(false) => return Err(failed(vm, &io::Error::from_raw_os_error(libc::EINVAL))),
            Err(error) => return Err(failed(vm, &error)),
        }
    }
    let (accepted, peer) = waiting(vm, listener, PollFlags::IN, SocketData::try_accept)?;
    if let Err(error) = accepted.set_timeout(None) {
        return Err(failed(vm, &error));
    }
    let class = vm.class_of(&args[0]);
    let accepted = vm.native_object(&class, accepted);
    let peer = vm.address_value(&peer)?;
    Ok(vm.pair(accepted, peer))
}

/// Connects; an error of the system is the inner result.
fn connect(vm: &mut Vm, args: &[Value], caller: &str) -> Result<io::Result<()>, Raised> {
    let socket = data(&args[0]);
    let address = vm.parse_address(&args[1], socket.family.get(), caller)?;
    if matches!(address, Address::Unix(_)) && !vm.file_access() {
        return Ok(Err(io::Error::from_raw_os_error(libc::EPERM)));
    }
    let blocking = socket.timeout.get().is_none();
    let until = deadline(socket);
    let prepared = if blocking { set_descriptor_blocking(socket, false) } else { Ok(()) };
    let started = prepared.and_then(|()| socket.start_connect(&address));
    let result = match started {
        Err(error) if error.raw_os_error() == Some(libc::EINPROGRESS) && !socket.is_nonblocking() => {
            wait(vm, socket, PollFlags::OUT, until).map(|()| {
                if !blocking {
                    return socket.take_error();
                }
                // Asking again tells the outcome, and leaves a socket that may try once more.
                match socket.start_connect(&address) {
                    Err(error) if error.raw_os_error() == Some(libc::EISCONN) => Ok(()),
                    outcome => outcome,
                }
            })
        }
        other => Ok(other),
    };
    if blocking && socket.raw_fd() >= 0 {
        // Fails only for a closed descriptor.
        let _ = set_descriptor_blocking(socket, true);
    }
    result
}

fn set_descriptor_blocking(socket: &SocketData, blocking: bool) -> io::Result<()> {
    Ok(rustix::io::ioctl_fionbio(&*socket.fd()?, !blocking)?)
}

fn socket_connect(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let result = connect(vm, args, "connect")?;
    done(vm, result)
}

fn socket_connect_ex(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match connect(vm, args, "connect_ex") {
        Ok(Ok(())) => Ok(int(0)),
        Ok(Err(error)) => Ok(int(error.raw_os_error().unwrap_or(libc::EIO))),
        Err(raised) if vm.is_exception(&raised, ExceptionKind::TimeoutError) => Ok(int(libc::EAGAIN)),
        Err(raised) => Err(raised),
    }
}

fn socket_getsockname(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match data(&args[0]).local_address() {
        Ok(address) => vm.address_value(&address),
        Err(error) => Err(failed(vm, &error)),
    }
}

fn socket_getpeername(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match data(&args[0]).peer_address() {
        Ok(address) => vm.address_value(&address),
        Err(error) => Err(failed(vm, &error)),
    }
}

fn socket_shutdown(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let how = match c_int(vm, &args[1])? {
        libc::SHUT_RD => Some(rustix::net::Shutdown::Read),
        libc::SHUT_WR => Some(rustix::net::Shutdown::Write),
        libc::SHUT_RDWR => Some(rustix::net::Shutdown::Both),
        _ => None,
    };
    let result = match how {
        Some(how) => data(&args[0]).fd().and_then(|fd| Ok(rustix::net::shutdown(&*fd, how)?)),
        None => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    };
    done(vm, result)
}

// ---- data ----

/// The size of a buffer to receive into.
fn buffer_size(vm: &mut Vm, value: &Value, caller: &str) -> Result<usize, Raised> {
    let size = vm.index(value)?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(format!("negative buffersize in {caller}")));
    };
    vm.check_size(size)?;
    Ok(size)
}

fn socket_recv(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = buffer_size(vm, &args[1], "recv")?;
    let flags = c_int(vm, &args[2])? as u32;
    let received = waiting(vm, data(&args[0]), PollFlags::IN, |socket| socket.try_recv(size, flags))?;
    Ok(vm.bytes(received))
}

fn socket_recvfrom(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = buffer_size(vm, &args[1], "recvfrom")?;
    let flags = c_int(vm, &args[2])? as u32;
    let (received, sender) = waiting(vm, data(&args[0]), PollFlags::IN, |socket| socket.try_recv_from(size, flags))?;
    let (received, sender) = (vm.bytes(received), sender_value(vm, data(&args[0]), &sender)?);
    Ok(vm.pair(received, sender))
}

/// The sender of a datagram; streams have none.
fn sender_value(vm: &mut Vm, socket: &SocketData, sender: &Address) -> NativeResult {
    match sender {
        Address::Unix(path) if path.is_empty() && socket.family.get() != AF_UNIX => Ok(Value::NONE),
        Address::Unix(path) if path.is_empty() && socket.kind.get() != libc::SOCK_DGRAM => Ok(vm.str("")),
        Address::Unix(path) if path.is_empty() => Ok(Value::NONE),
        sender => vm.address_value(sender),
    }
}

/// How much a call may receive into a buffer argument.
fn into_size(vm: &mut Vm, args: &[Value], caller: &str) -> Result<usize, Raised> {
    let Some(length) = args[1].as_bytes().map(|bytes| bytes.len()).filter(|_| args[1].kind() == Kind::ByteArray) else {
        let given = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("{caller}() argument 1 must be read-write bytes-like object, not {given}")));
    };
    let wanted = vm.index(&args[2])?;
    let Ok(wanted) = usize::try_from(wanted) else {
        return Err(vm.value_error(format!("negative buffersize in {caller}")));
    };
    if wanted > length {
        return Err(vm.value_error("buffer too small for requested bytes"));
    }
    Ok(if wanted == 0 { length } else { wanted })
}

fn fill(target: &Value, received: &[u8]) {
    if let Some(array) = target.as_ref::<taipan_vm::types::ByteArrayObject>() {
        let mut bytes = array.bytes.borrow_mut();
        let count = received.len().min(bytes.len());
        bytes[..count].copy_from_slice(&received[..count]);
    }
}

fn socket_recv_into(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = into_size(vm, args, "recv_into")?;
    let flags = c_int(vm, &args[3])? as u32;
    let received = waiting(vm, data(&args[0]), PollFlags::IN, |socket| socket.try_recv(size, flags))?;
    fill(&args[1], &received);
    Ok(Value::index(received.len()))
}

fn socket_recvfrom_into(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let size = into_size(vm, args, "recvfrom_into")?;
    let flags = c_int(vm, &args[3])? as u32;
    let (received, sender) = waiting(vm, data(&args[0]), PollFlags::IN, |socket| socket.try_recv_from(size, flags))?;
    fill(&args[1], &received);
    let sender = sender_value(vm, data(&args[0]), &sender)?;
    Ok(vm.pair(Value::index(received.len()), sender))
}

fn socket_send(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = payload(vm, &args[1])?;
    let flags = c_int(vm, &args[2])? as u32;
    let sent = waiting(vm, data(&args[0]), PollFlags::OUT, |socket| socket.try_send(&bytes, flags))?;
    Ok(Value::index(sent))
}

fn socket_sendall(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = payload(vm, &args[1])?;
    let flags = c_int(vm, &args[2])? as u32;
    let socket = data(&args[0]);
    let until = deadline(socket);
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        match socket.try_send(rest, flags) {
            Ok(sent) => rest = &rest[sent..],
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && !socket.is_nonblocking() => {
                wait(vm, socket, PollFlags::OUT, until)?;
            }
            Err(error) => return Err(failed(vm, &error)),
        }
    }
    Ok(Value::NONE)
}

fn socket_sendto(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = payload(vm, &args[1])?;
    let (flags, address) = match args[3].bound() {
        Some(address) => (c_int(vm, &args[2])? as u32, address),
        None => (0, &args[2]),
    };
    let socket = data(&args[0]);
    let address = vm.parse_address(address, socket.family.get(), "sendto")?;
    let sent = waiting(vm, socket, PollFlags::OUT, |socket| socket.try_send_to(&bytes, flags, &address))?;
    Ok(Value::index(sent))
}
