//! `IOBase`, `RawIOBase`, `BufferedIOBase`, `TextIOBase`: what scripts test against and derive from. Their methods work
//! through the methods of the object, so a stream written in Python needs `read`, `write` and little else.

use super::unsupported;
use std::cell::Cell;
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::types::{GetSetDef, Slots, StrObject};
use taipan_vm::{ExceptionKind, NativeDef, NativeResult, Raised, Value, Vm};

pub(super) static CLASSES: [&NativeClassDef; 4] = [&IO_BASE, &RAW_IO_BASE, &BUFFERED_IO_BASE, &TEXT_IO_BASE];

const fn abstract_class(name: &'static str, slots: &'static Slots) -> NativeClassDef {
    NativeClassDef { name, module: "io", slots }
}

/// The state of a stream whose reading and writing is written in Python.
#[derive(Default)]
struct BaseStream {
    closed: Cell<bool>,
}

impl NativeData for BaseStream {}

fn base_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.native_object(&args[0], BaseStream::default()))
}

const INSTANCE_DICT: GetSetDef = GetSetDef {
    name: "__dict__",
    get: |vm, object| match vm.instance_dict(object) {
        Some(dict) => Ok(dict),
        None => Err(vm.error(ExceptionKind::AttributeError, "__dict__")),
    },
    set: None,
};

pub(super) static IO_BASE: NativeClassDef = abstract_class(
    "IOBase",
    &Slots {
        new: Some(NativeDef::plain("__new__", "cls, /, *args, **kwargs", base_new)),
        iter: Some(|vm, stream| {
            check_open(vm, stream)?;
            Ok(stream.clone())
        }),
        methods: &[
            NativeDef::plain("__next__", "self, /", base_next),
            NativeDef::plain("__enter__", "self, /", base_enter),
            NativeDef::plain("__exit__", "self, /, *args", base_exit),
            NativeDef::plain("close", "self, /", base_close),
            NativeDef::plain("flush", "self, /", |vm, args| {
                check_open(vm, &args[0])?;
                Ok(Value::NONE)
            }),
            NativeDef::plain("readable", "self, /", |_, _| Ok(Value::FALSE)),
            NativeDef::plain("writable", "self, /", |_, _| Ok(Value::FALSE)),
            NativeDef::plain("seekable", "self, /", |_, _| Ok(Value::FALSE)),
            NativeDef::plain("isatty", "self, /", |vm, args| {
                check_open(vm, &args[0])?;
                Ok(Value::FALSE)
            }),
            NativeDef::plain("fileno", "self, /", |vm, _| Err(unsupported(vm, "fileno"))),
            NativeDef::plain("seek", "self, offset, whence=0, /", |vm, _| Err(unsupported(vm, "seek"))),
            NativeDef::plain("tell", "self, /", |vm, args| {
                vm.call_method(&args[0], "seek", &[Value::index(0), Value::index(1)])
            }),
            NativeDef::plain("truncate", "self, size=None, /", |vm, _| Err(unsupported(vm, "truncate"))),
            NativeDef::plain("readline", "self, size=-1, /", base_readline),
            NativeDef::plain("readlines", "self, hint=-1, /", base_readlines),
            NativeDef::plain("writelines", "self, lines, /", base_writelines),
            NativeDef::plain("_checkClosed", "self, msg=None, /", |vm, args| {
                check_open(vm, &args[0])?;
                Ok(Value::NONE)
            }),
            NativeDef::plain("_checkReadable", "self, msg=None, /", |vm, args| check_able(vm, args, "readable")),
            NativeDef::plain("_checkWritable", "self, msg=None, /", |vm, args| check_able(vm, args, "writable")),
            NativeDef::plain("_checkSeekable", "self, msg=None, /", |vm, args| check_able(vm, args, "seekable")),
        ],
        getset: &[
            GetSetDef {
                name: "closed",
                get: |_, stream| Ok(Value::bool(stream.native::<BaseStream>().is_some_and(|s| s.closed.get()))),
                set: None,
            },
            INSTANCE_DICT,
        ],
        subclassable: true,
        attributes: true,
        doc: "The abstract base class for all I/O classes.",
        ..Slots::NONE
    },
);

pub(super) static RAW_IO_BASE: NativeClassDef = abstract_class(
    "RawIOBase",
    &Slots {
        parent: Some(&IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, /, *args, **kwargs", base_new)),
        methods: &[
            NativeDef::plain("read", "self, size=-1, /", raw_read),
            NativeDef::plain("readall", "self, /", |vm, args| {
                let limit = vm.int(-1);
                raw_read(vm, &[args[0].clone(), limit])
            }),
        ],
        subclassable: true,
        attributes: true,
        doc: "Base class for raw binary I/O.",
        ..Slots::NONE
    },
);

pub(super) static BUFFERED_IO_BASE: NativeClassDef = abstract_class(
    "BufferedIOBase",
    &Slots {
        parent: Some(&IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, /, *args, **kwargs", base_new)),
        methods: &[
            NativeDef::plain("read", "self, /, *args", |vm, _| Err(unsupported(vm, "read"))),
            NativeDef::plain("read1", "self, /, *args", |vm, _| Err(unsupported(vm, "read1"))),
            NativeDef::plain("write", "self, /, *args", |vm, _| Err(unsupported(vm, "write"))),
            NativeDef::plain("detach", "self, /", |vm, _| Err(unsupported(vm, "detach"))),
        ],
        subclassable: true,
        attributes: true,
        doc: "Base class for buffered IO objects.",
        ..Slots::NONE
    },
);

pub(super) static TEXT_IO_BASE: NativeClassDef = abstract_class(
    "TextIOBase",
    &Slots {
        parent: Some(&IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, /, *args, **kwargs", base_new)),
        methods: &[
            NativeDef::plain("read", "self, /, *args", |vm, _| Err(unsupported(vm, "read"))),
            NativeDef::plain("readline", "self, /, *args", |vm, _| Err(unsupported(vm, "readline"))),
            NativeDef::plain("write", "self, /, *args", |vm, _| Err(unsupported(vm, "write"))),
            NativeDef::plain("detach", "self, /", |vm, _| Err(unsupported(vm, "detach"))),
        ],
        getset: &[
            GetSetDef { name: "encoding", get: |_, _| Ok(Value::NONE), set: None },
            GetSetDef { name: "errors", get: |_, _| Ok(Value::NONE), set: None },
            GetSetDef { name: "newlines", get: |_, _| Ok(Value::NONE), set: None },
        ],
        subclassable: true,
        attributes: true,
        doc: "Base class for text I/O.",
        ..Slots::NONE
    },
);

/// ValueError when the stream says that it is closed.
pub(super) fn check_open(vm: &mut Vm, stream: &Value) -> Result<(), Raised> {
    let closed = vm.get_attr_str(stream, "closed")?;
    if vm.truthy(&closed)? {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(())
}

fn check_able(vm: &mut Vm, args: &[Value], what: &str) -> NativeResult {
    let able = vm.call_method(&args[0], what, &[])?;
    if able.as_bool() == Some(true) {
        return Ok(able);
    }
    let message = match args[1].as_ref::<StrObject>() {
        Some(text) => text.lossy().into_owned(),
        None => format!("File or stream is not {what}."),
    };
    Err(unsupported(vm, &message))
}

/// `with stream:`
pub(super) fn base_enter(vm: &mut Vm, args: &[Value]) -> NativeResult {
    check_open(vm, &args[0])?;
    Ok(args[0].clone())
}

/// The end of `with stream:`.
pub(super) fn base_exit(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.call_method(&args[0], "close", &[])?;
    Ok(Value::NONE)
}

fn base_close(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(stream) = args[0].native::<BaseStream>() else { return Ok(Value::NONE) };
    if stream.closed.get() {
        return Ok(Value::NONE);
    }
    let flushed = vm.call_method(&args[0], "flush", &[]);
    stream.closed.set(true);
    flushed
}

fn base_next(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let line = vm.call_method(&args[0], "readline", &[])?;
    if vm.len(&line)? == 0 {
        return Err(vm.stop_iteration(Value::NONE));
    }
    Ok(line)
}

fn base_readline(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let limit = super::size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
    let mut line = Vec::new();
    while line.len() < limit {
        let piece = vm.call_method(&args[0], "read", &[Value::index(1)])?;
        let Some(bytes) = piece.as_bytes().map(|b| b.to_vec()) else {
            let name = vm.type_name(&piece);
            let message = format!("read() should have returned a bytes object, not '{name}'");
            return Err(vm.error(ExceptionKind::OSError, message));
        };
        if bytes.is_empty() {
            break;
        }
        line.extend(bytes);
        if line.ends_with(b"\n") {
            break;
        }
    }
    Ok(vm.bytes(line))
}

fn base_readlines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let hint = super::size_argument(vm, &args[1])?.filter(|hint| *hint > 0).unwrap_or(usize::MAX);
    let iterator = vm.iter(&args[0])?;
    let (mut lines, mut total) = (Vec::new(), 0);
    while let Some(line) = vm.next(&iterator)? {
        total += vm.len(&line)?;
        lines.push(line);
        if total >= hint {
            break;
        }
    }
    Ok(vm.list(lines))
}

/// `stream.writelines(lines)` through the stream's own `write`.
pub(super) fn base_writelines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    check_open(vm, &args[0])?;
    let iterator = vm.iter(&args[1])?;
    let write = vm.get_attr_str(&args[0], "write")?;
    while let Some(line) = vm.next(&iterator)? {
        vm.call(&write, &[line])?;
    }
    Ok(Value::NONE)
}

/// `RawIOBase.read` through `readinto`, until the end or the limit.
fn raw_read(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let limit = super::size_argument(vm, &args[1])?;
    let name = vm.intern("readinto");
    if vm.get_attr_opt(&args[0], &name)?.is_none() {
        return Err(vm.error_with(ExceptionKind::NotImplementedError, Vec::new()));
    }
    let mut all = Vec::new();
    loop {
        let wanted = limit.unwrap_or(super::BUFFER_SIZE);
        vm.check_size(wanted)?;
        let array = vm.bytearray(vec![0; wanted]);
        let count = vm.call_method(&args[0], "readinto", std::slice::from_ref(&array))?;
        if count.is_none() {
            return Ok(if all.is_empty() { Value::NONE } else { vm.bytes(all) });
        }
        let count = vm.index(&count)?.max(0) as usize;
        if let Some(bytes) = array.as_bytes() {
            all.extend_from_slice(&bytes[..count.min(bytes.len())]);
        }
        if count == 0 || limit.is_some() {
            return Ok(vm.bytes(all));
        }
        vm.check_signals()?;
    }
}
