//! `loop.sock_recv()` and the other operations of a loop on non-blocking sockets, and `loop.getaddrinfo()`. The sockets
//! themselves belong to the module `socket`; here they are tried, and waited for when they would block. See
//! <https://docs.python.org/3.13/library/asyncio-eventloop.html#working-with-socket-objects-directly>.

use super::event_loop::{LoopData, Source, descriptor};
use super::future::Slot;
use super::waits::{Finished, Wait, WaitKind, Woken, waiter_done};
use crate::exceptions::ExceptionKind;
use crate::heap::Tracer;
use crate::native::{Flow, NativeClassDef, NativeData, NativeDef, NativeResult, Raised};
use crate::types::Slots;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};
use taipan_reactor::Direction;

/// At most this much is handed to the operating system in one go.
const CHUNK: usize = 256 * 1024;

/// `SOL_SOCKET` and `SO_ERROR` of Linux, for the outcome of a connection attempt.
const SOL_SOCKET: usize = 1;
const SO_ERROR: usize = 4;

pub(super) const SOCK_RECV: NativeDef = NativeDef::asynchronous("sock_recv", "self, sock, n, /", |vm, args| {
    start(vm, &args[0], &args[1], Direction::Read, Step::Call("recv", args[2].clone()))
});
pub(super) const SOCK_RECV_INTO: NativeDef =
    NativeDef::asynchronous("sock_recv_into", "self, sock, buf, /", |vm, args| {
        start(vm, &args[0], &args[1], Direction::Read, Step::Call("recv_into", args[2].clone()))
    });
pub(super) const SOCK_SENDALL: NativeDef =
    NativeDef::asynchronous("sock_sendall", "self, sock, data, /", |vm, args| {
        let Some(bytes) = args[2].as_bytes().map(|bytes| bytes.to_vec()) else {
            let name = vm.type_name(&args[2]);
            return Flow::Raise(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
        };
        start(vm, &args[0], &args[1], Direction::Write, Step::Send(RefCell::new(bytes), Cell::new(0)))
    });
pub(super) const SOCK_ACCEPT: NativeDef = NativeDef::asynchronous("sock_accept", "self, sock, /", |vm, args| {
    start(vm, &args[0], &args[1], Direction::Read, Step::Accept)
});
pub(super) const SOCK_CONNECT: NativeDef =
    NativeDef::asynchronous("sock_connect", "self, sock, address, /", |vm, args| {
        start(vm, &args[0], &args[1], Direction::Write, Step::Connect(args[2].clone(), Cell::new(false)))
    });
/// Names are resolved at once, without another thread.
pub(super) const GETADDRINFO: NativeDef =
    NativeDef::asynchronous("getaddrinfo", "self, host, port, /, *, family=0, type=0, proto=0, flags=0", |vm, args| {
        let modules = vm.modules.clone();
        let Some(module) = vm.dict_get_str(&modules, "socket") else {
            return Flow::Raise(vm.runtime_error("loop.getaddrinfo() needs the module socket to be imported"));
        };
        let result = vm.get_attr_str(&module, "getaddrinfo").and_then(|function| vm.call(&function, &args[1..7]));
        result.into()
    });

static OPERATION: NativeClassDef = NativeClassDef { name: "_SocketOperation", module: "_asyncio", slots: &Slots::NONE };

/// What is tried.
enum Step {
    /// A method of the socket with one argument, whose result is that of the operation.
    Call(&'static str, Value),
    /// Everything is sent; how much of it is.
    Send(RefCell<Vec<u8>>, Cell<usize>),
    Accept,
    /// To this address; whether the attempt has begun.
    Connect(Value, Cell<bool>),
}

/// An operation that waits for its socket.
struct Operation {
    socket: Value,
    event_loop: Value,
    fd: i32,
    direction: Direction,
    step: Step,
    waiter: Slot,
    /// Result or exception, once it is over.
    result: Slot,
    failed: Cell<bool>,
}

impl NativeData for Operation {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.socket, &self.event_loop]);
        if let Step::Call(_, value) | Step::Connect(value, _) = &self.step {
            tracer.value(value);
        }
        self.waiter.trace(tracer);
        self.result.trace(tracer);
    }

    fn clear(&self) {
        self.waiter.take();
        self.result.take();
    }
}

fn operation(value: &Value) -> &Operation {
    value.native::<Operation>().expect("it was made with this data")
}

/// Tries an operation; when it would block, the task waits for the socket.
fn start(vm: &mut Vm, event_loop: &Value, socket: &Value, direction: Direction, step: Step) -> Flow {
    match attempt(vm, socket, &step) {
        Ok(Some(result)) => return Flow::Return(result),
        Ok(None) => {}
        Err(raised) => return Flow::Raise(raised),
    }
    match park(vm, event_loop, socket, direction, step) {
        Ok(wait) => Flow::Wait(wait),
        Err(raised) => Flow::Raise(raised),
    }
}

fn park(vm: &mut Vm, event_loop: &Value, socket: &Value, direction: Direction, step: Step) -> Result<Wait, Raised> {
    let fd = descriptor(vm, socket)?;
    let waiter = vm.new_waiter()?;
    let class = vm.native_class(&OPERATION);
    let data = Operation {
        socket: socket.clone(),
        event_loop: event_loop.clone(),
        fd,
        direction,
        step,
        waiter: Slot::new(waiter.clone()),
        result: Slot::default(),
        failed: Cell::new(false),
    };
    let object = vm.native_object(&class, data);
    wait_for_socket(vm, &object)?;
    Ok(Wait { kind: WaitKind::Socket, object, extra: Value::NONE, waiter })
}

fn wait_for_socket(vm: &mut Vm, object: &Value) -> Result<(), Raised> {
    let target = operation(object);
    let Some(data) = target.event_loop.native::<LoopData>() else {
        return Err(vm.runtime_error("no running event loop"));
    };
    match data.add_source(target.fd, target.direction, Source::Operation(object.clone())) {
        Ok(()) => Ok(()),
        Err(error) => Err(vm.io_error(&error, &Value::NONE)),
    }
}

fn would_block(vm: &Vm, raised: &Raised) -> bool {
    vm.is_exception(raised, ExceptionKind::BlockingIOError) || vm.is_exception(raised, ExceptionKind::InterruptedError)
}

/// Tries once. None means that it would block.
fn attempt(vm: &mut Vm, socket: &Value, step: &Step) -> Result<Option<Value>, Raised> {
    let result = match step {
        Step::Call(method, argument) => vm.call_method(socket, method, std::slice::from_ref(argument)),
        Step::Accept => accept(vm, socket),
        Step::Send(data, sent) => return send(vm, socket, data, sent),
        Step::Connect(address, begun) => return connect(vm, socket, address, begun),
    };
    match result {
        Ok(value) => Ok(Some(value)),
        Err(raised) if would_block(vm, &raised) => Ok(None),
        Err(raised) => Err(raised),
    }
}

fn accept(vm: &mut Vm, socket: &Value) -> NativeResult {
    let pair = vm.call_method(socket, "accept", &[])?;
    let connection = vm.get_item(&pair, &Value::index(0))?;
    vm.call_method(&connection, "setblocking", &[Value::FALSE])?;
    Ok(pair)
}

fn send(vm: &mut Vm, socket: &Value, data: &RefCell<Vec<u8>>, sent: &Cell<usize>) -> Result<Option<Value>, Raised> {
    loop {
        let from = sent.get();
        let piece = {
            let data = data.borrow();
            if from >= data.len() {
                return Ok(Some(Value::NONE));
            }
            data[from..data.len().min(from + CHUNK)].to_vec()
        };
        let piece = vm.bytes(piece);
        match vm.call_method(socket, "send", &[piece]) {
            Ok(count) => {
                let count = vm.index(&count)?;
                sent.set(from + count.max(0) as usize);
            }
            Err(raised) if would_block(vm, &raised) => return Ok(None),
            Err(raised) => return Err(raised),
        }
    }
}

fn connect(vm: &mut Vm, socket: &Value, address: &Value, begun: &Cell<bool>) -> Result<Option<Value>, Raised> {
    if !begun.replace(true) {
        return match vm.call_method(socket, "connect", std::slice::from_ref(address)) {
            Ok(_) => Ok(Some(Value::NONE)),
            Err(raised) if would_block(vm, &raised) => Ok(None),
            Err(raised) => Err(raised),
        };
    }
    let code = vm.call_method(socket, "getsockopt", &[Value::index(SOL_SOCKET), Value::index(SO_ERROR)])?;
    if vm.index(&code)? == 0 {
        return Ok(Some(Value::NONE));
    }
    let address = vm.str_string(address)?;
    let text = vm.string(format!("Connect call failed {address}"));
    let class = vm.exception_class(ExceptionKind::OSError);
    let exception = vm.call(&class, &[code, text])?;
    Err(Raised(exception))
}

impl Vm {
    /// A socket that an operation waits for is ready: it is tried again.
    pub(crate) fn socket_ready(&mut self, object: &Value) {
        let target = operation(object);
        let waiter = target.waiter.get();
        if waiter.is_unbound() || waiter_done(&waiter) {
            return;
        }
        let over = match attempt(self, &target.socket, &target.step) {
            Ok(None) => match wait_for_socket(self, object) {
                Ok(()) => return,
                Err(raised) => Err(raised),
            },
            Ok(Some(value)) => Ok(value),
            Err(raised) => Err(raised),
        };
        target.failed.set(over.is_err());
        target.result.set(over.unwrap_or_else(|raised| raised.0));
        self.wake(&waiter);
    }

    pub(super) fn finish_socket(&mut self, wait: Wait, woken: Woken, result: Result<(), Raised>) -> Finished {
        let target = operation(&wait.object);
        target.waiter.take();
        if woken != Woken::Yes
            && let Some(data) = target.event_loop.native::<LoopData>()
        {
            data.remove_source(target.fd, target.direction);
        }
        match result {
            Err(raised) => Finished::Raise(raised),
            Ok(()) if target.failed.get() => Finished::Raise(Raised(target.result.take())),
            Ok(()) => Finished::Return(target.result.take()),
        }
    }
}
