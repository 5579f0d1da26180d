//! Streams in memory: `BytesIO` and `StringIO`.

use super::base::{BUFFERED_IO_BASE, TEXT_IO_BASE, base_enter, base_exit, base_writelines};
use super::{class, data, size_argument};
use std::cell::{Cell, RefCell};
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::text::byte_offset;
use taipan_vm::types::{ByteArrayObject, GetSetDef, Slots, StrObject, count_chars};
use taipan_vm::{ExceptionKind, NativeDef, NativeResult, Raised, Value, Vm};

pub(super) static CLASSES: [&NativeClassDef; 2] = [&BYTES_IO, &STRING_IO];

// ---- BytesIO ----

/// The state of a `BytesIO`.
#[derive(Default)]
pub(super) struct BytesStream {
    bytes: RefCell<Vec<u8>>,
    position: Cell<usize>,
    closed: Cell<bool>,
}

impl NativeData for BytesStream {}

impl BytesStream {
    fn check_open(&self, vm: &mut Vm) -> Result<(), Raised> {
        if self.closed.get() {
            return Err(vm.value_error("I/O operation on closed file."));
        }
        Ok(())
    }

    /// Reads up to `limit` bytes.
    pub(super) fn take(&self, vm: &mut Vm, limit: usize) -> Result<Vec<u8>, Raised> {
        self.check_open(vm)?;
        let bytes = self.bytes.borrow();
        let start = self.position.get().min(bytes.len());
        let end = bytes.len().min(start.saturating_add(limit));
        if end > start {
            self.position.set(end);
        }
        Ok(bytes[start..end].to_vec())
    }

    fn take_line(&self, vm: &mut Vm, limit: usize) -> Result<Vec<u8>, Raised> {
        self.check_open(vm)?;
        let length = {
            let bytes = self.bytes.borrow();
            let start = self.position.get().min(bytes.len());
            let rest = &bytes[start..];
            rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |at| at + 1)
        };
        self.take(vm, length.min(limit))
    }

    /// Writes bytes at the position.
    pub(super) fn put(&self, vm: &mut Vm, new: &[u8]) -> Result<(), Raised> {
        self.check_open(vm)?;
        if new.is_empty() {
            return Ok(());
        }
        let start = self.position.get();
        let end = start.saturating_add(new.len());
        vm.check_size(end)?;
        let mut bytes = self.bytes.borrow_mut();
        if bytes.len() < end {
            bytes.resize(end, 0);
        }
        bytes[start..end].copy_from_slice(new);
        self.position.set(end);
        Ok(())
    }
}

static BYTES_IO: NativeClassDef = class(
    "BytesIO",
    &Slots {
        parent: Some(&BUFFERED_IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, /, *args, **kwargs", |vm, args| {
            Ok(vm.native_object(&args[0], BytesStream::default()))
        })),
        iter: Some(|vm, this| {
            data::<BytesStream>(this).check_open(vm)?;
            Ok(this.clone())
        }),
        next: Some(|vm, this| {
            let line = data::<BytesStream>(this).take_line(vm, usize::MAX)?;
            Ok(if line.is_empty() { None } else { Some(vm.bytes(line)) })
        }),
        methods: &[
            NativeDef::plain("__init__", "self, initial_bytes=...", bytesio_init),
            NativeDef::plain("read", "self, size=-1, /", bytesio_read),
            NativeDef::plain("read1", "self, size=-1, /", bytesio_read),
            NativeDef::plain("readinto", "self, buffer, /", bytesio_readinto),
            NativeDef::plain("readline", "self, size=-1, /", |vm, args| {
                let limit = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
                let line = data::<BytesStream>(&args[0]).take_line(vm, limit)?;
                Ok(vm.bytes(line))
            }),
            NativeDef::plain("readlines", "self, size=None, /", bytesio_readlines),
            NativeDef::plain("write", "self, b, /", bytesio_write),
            NativeDef::plain("writelines", "self, lines, /", base_writelines),
            NativeDef::plain("getvalue", "self, /", |vm, args| {
                let stream = data::<BytesStream>(&args[0]);
                stream.check_open(vm)?;
                let bytes = stream.bytes.borrow().clone();
                Ok(vm.bytes(bytes))
            }),
            NativeDef::plain("seek", "self, pos, whence=0, /", bytesio_seek),
            NativeDef::plain("tell", "self, /", |vm, args| {
                let stream = data::<BytesStream>(&args[0]);
                stream.check_open(vm)?;
                Ok(Value::index(stream.position.get()))
            }),
            NativeDef::plain("truncate", "self, size=None, /", bytesio_truncate),
            NativeDef::plain("flush", "self, /", |vm, args| {
                data::<BytesStream>(&args[0]).check_open(vm)?;
                Ok(Value::NONE)
            }),
            NativeDef::plain("close", "self, /", |_, args| {
                let stream = data::<BytesStream>(&args[0]);
                stream.closed.set(true);
                stream.bytes.take();
                Ok(Value::NONE)
            }),
            NativeDef::plain("readable", "self, /", bytesio_able),
            NativeDef::plain("writable", "self, /", bytesio_able),
            NativeDef::plain("seekable", "self, /", bytesio_able),
            NativeDef::plain("isatty", "self, /", |vm, args| {
                data::<BytesStream>(&args[0]).check_open(vm)?;
                Ok(Value::FALSE)
            }),
            NativeDef::plain("__enter__", "self, /", base_enter),
            NativeDef::plain("__exit__", "self, /, *args", base_exit),
        ],
        getset: &[GetSetDef {
            name: "closed",
            get: |_, this| Ok(Value::bool(data::<BytesStream>(this).closed.get())),
            set: None,
        }],
        subclassable: true,
        attributes: true,
        doc: "Buffered I/O implementation using an in-memory bytes buffer.",
        ..Slots::NONE
    },
);

fn bytes_argument(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    match value.as_bytes().map(|bytes| bytes.to_vec()) {
        Some(bytes) => Ok(bytes),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

fn bytesio_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<BytesStream>(&args[0]);
    let bytes = if args[1].is_none() || args[1].is_unbound() { Vec::new() } else { bytes_argument(vm, &args[1])? };
    stream.bytes.replace(bytes);
    stream.position.set(0);
    stream.closed.set(false);
    Ok(Value::NONE)
}

fn bytesio_able(vm: &mut Vm, args: &[Value]) -> NativeResult {
    data::<BytesStream>(&args[0]).check_open(vm)?;
    Ok(Value::TRUE)
}

fn bytesio_read(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let limit = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
    let bytes = data::<BytesStream>(&args[0]).take(vm, limit)?;
    Ok(vm.bytes(bytes))
}

fn bytesio_readinto(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(array) = args[1].as_ref::<ByteArrayObject>() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("readinto() argument must be read-write bytes-like object, not {name}")));
    };
    let size = array.bytes.borrow().len();
    let bytes = data::<BytesStream>(&args[0]).take(vm, size)?;
    array.bytes.borrow_mut()[..bytes.len()].copy_from_slice(&bytes);
    Ok(Value::index(bytes.len()))
}

fn bytesio_readlines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let hint = size_argument(vm, &args[1])?.filter(|hint| *hint > 0).unwrap_or(usize::MAX);
    let stream = data::<BytesStream>(&args[0]);
    let (mut lines, mut total) = (Vec::new(), 0);
    while total < hint {
        let line = stream.take_line(vm, usize::MAX)?;
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(vm.bytes(line));
    }
    Ok(vm.list(lines))
}

fn bytesio_write(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<BytesStream>(&args[0]);
    stream.check_open(vm)?;
    let bytes = bytes_argument(vm, &args[1])?;
    stream.put(vm, &bytes)?;
    Ok(Value::index(bytes.len()))
}

fn bytesio_seek(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<BytesStream>(&args[0]);
    let (offset, whence) = (vm.index(&args[1])?, vm.index(&args[2])?);
    stream.check_open(vm)?;
    let start = match whence {
        0 if offset < 0 => return Err(vm.value_error(format!("negative seek value {offset}"))),
        0 => 0,
        1 => stream.position.get() as i64,
        2 => stream.bytes.borrow().len() as i64,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let position = start.saturating_add(offset).max(0) as usize;
    stream.position.set(position);
    Ok(Value::index(position))
}

fn bytesio_truncate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<BytesStream>(&args[0]);
    stream.check_open(vm)?;
    let size = if args[1].is_none() { stream.position.get() as i64 } else { vm.index(&args[1])? };
    if size < 0 {
        return Err(vm.value_error(format!("negative size value {size}")));
    }
    stream.bytes.borrow_mut().truncate(size as usize);
    vm.check_signals()?;
    Ok(vm.int(size))
}

// ---- StringIO ----

/// The state of a `StringIO`. Positions count characters; the byte offset goes with them.
#[derive(Default)]
struct StringStream {
    /// WTF-8.
    text: RefCell<Vec<u8>>,
    /// Number of characters.
    length: Cell<usize>,
    position: Cell<usize>,
    /// Byte offset of the position, while that is not behind the end.
    offset: Cell<usize>,
    closed: Cell<bool>,
    newline: Cell<Newline>,
}

/// What happens to newlines that are written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Newline {
    /// Nothing.
    #[default]
    Keep,
    /// All kinds become `\n`.
    Universal,
    /// `\n` becomes `\r`.
    Return,
    /// `\n` becomes `\r\n`.
    Both,
}

impl NativeData for StringStream {}

impl StringStream {
    fn check_open(&self, vm: &mut Vm) -> Result<(), Raised> {
        if self.closed.get() {
            return Err(vm.value_error("I/O operation on closed file"));
        }
        Ok(())
    }

    fn move_to(&self, position: usize) {
        let text = self.text.borrow();
        self.position.set(position);
        let ascii = text.len() == self.length.get();
        self.offset.set(if ascii { position.min(text.len()) } else { byte_offset(&text, position) });
    }

    /// Reads up to `limit` characters, up to and including a newline if only a line is wanted.
    fn take(&self, vm: &mut Vm, limit: usize, line: bool) -> NativeResult {
        self.check_open(vm)?;
        let text = self.text.borrow();
        if self.position.get() >= self.length.get() {
            drop(text);
            return Ok(vm.str(""));
        }
        let rest = &text[self.offset.get()..];
        let mut end = rest.len();
        if line && let Some(at) = line_end(rest, self.newline.get()) {
            end = at;
        }
        let mut chars = count_chars(&rest[..end]) as usize;
        if chars > limit {
            end = byte_offset(rest, limit);
            chars = limit;
        }
        self.position.set(self.position.get() + chars);
        self.offset.set(self.offset.get() + end);
        let piece = rest[..end].to_vec();
        drop(text);
        Ok(vm.str_from_vec(piece))
    }

    fn put(&self, vm: &mut Vm, new: &[u8]) -> Result<(), Raised> {
        let translated = match self.newline.get() {
            Newline::Keep => None,
            Newline::Universal if new.contains(&b'\r') => Some(universal(new)),
            Newline::Universal => None,
            Newline::Return => Some(replaced(new, b"\r")),
            Newline::Both => Some(replaced(new, b"\r\n")),
        };
        let new = translated.as_deref().unwrap_or(new);
        let chars = count_chars(new) as usize;
        let mut text = self.text.borrow_mut();
        vm.check_size(text.len() + new.len() + self.position.get())?;
        if self.position.get() > self.length.get() {
            // Behind the end: the gap is filled with null characters.
            let gap = self.position.get() - self.length.get();
            let filled = text.len() + gap;
            text.resize(filled, 0);
            self.length.set(self.length.get() + gap);
            self.offset.set(filled);
        }
        let start = self.offset.get();
        let overwritten = chars.min(self.length.get() - self.position.get());
        if overwritten == 0 {
            text.extend_from_slice(new);
        } else {
            let end = start + byte_offset(&text[start..], overwritten);
            text.splice(start..end, new.iter().copied());
        }
        self.length.set(self.length.get() - overwritten + chars);
        self.position.set(self.position.get() + chars);
        self.offset.set(start + new.len());
        Ok(())
    }
}

fn line_end(text: &[u8], newline: Newline) -> Option<usize> {
    match newline {
        Newline::Return => text.iter().position(|b| *b == b'\r').map(|at| at + 1),
        Newline::Both => text.windows(2).position(|pair| pair == b"\r\n").map(|at| at + 2),
        _ => text.iter().position(|b| *b == b'\n').map(|at| at + 1),
    }
}

fn replaced(text: &[u8], newline: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        if *byte == b'\n' { out.extend_from_slice(newline) } else { out.push(*byte) }
    }
    out
}

/// All kinds of newlines as `\n`.
pub(super) fn universal(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while i < text.len() {
        if text[i] == b'\r' {
            out.push(b'\n');
            i += usize::from(text.get(i + 1) == Some(&b'\n'));
        } else {
            out.push(text[i]);
        }
        i += 1;
    }
    out
}

static STRING_IO: NativeClassDef = class(
    "StringIO",
    &Slots {
        parent: Some(&TEXT_IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, /, *args, **kwargs", |vm, args| {
            Ok(vm.native_object(&args[0], StringStream::default()))
        })),
        iter: Some(|vm, this| {
            data::<StringStream>(this).check_open(vm)?;
            Ok(this.clone())
        }),
        next: Some(|vm, this| {
            let line = data::<StringStream>(this).take(vm, usize::MAX, true)?;
            Ok(if line.as_ref::<StrObject>().is_none_or(|l| l.bytes().is_empty()) { None } else { Some(line) })
        }),
        methods: &[
            NativeDef::plain("__init__", "self, initial_value='', newline='\n'", stringio_init),
            NativeDef::plain("read", "self, size=-1, /", |vm, args| {
                let limit = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
                data::<StringStream>(&args[0]).take(vm, limit, false)
            }),
            NativeDef::plain("readline", "self, size=-1, /", |vm, args| {
                let limit = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
                data::<StringStream>(&args[0]).take(vm, limit, true)
            }),
            NativeDef::plain("write", "self, s, /", stringio_write),
            NativeDef::plain("writelines", "self, lines, /", base_writelines),
            NativeDef::plain("getvalue", "self, /", |vm, args| {
                let stream = data::<StringStream>(&args[0]);
                stream.check_open(vm)?;
                let text = stream.text.borrow().clone();
                Ok(vm.str_from_vec(text))
            }),
            NativeDef::plain("seek", "self, pos, whence=0, /", stringio_seek),
            NativeDef::plain("tell", "self, /", |vm, args| {
                let stream = data::<StringStream>(&args[0]);
                stream.check_open(vm)?;
                Ok(Value::index(stream.position.get()))
            }),
            NativeDef::plain("truncate", "self, pos=None, /", stringio_truncate),
            NativeDef::plain("flush", "self, /", |vm, args| {
                data::<StringStream>(&args[0]).check_open(vm)?;
                Ok(Value::NONE)
            }),
            NativeDef::plain("close", "self, /", |_, args| {
                let stream = data::<StringStream>(&args[0]);
                stream.closed.set(true);
                stream.text.take();
                Ok(Value::NONE)
            }),
            NativeDef::plain("readable", "self, /", stringio_able),
            NativeDef::plain("writable", "self, /", stringio_able),
            NativeDef::plain("seekable", "self, /", stringio_able),
            NativeDef::plain("isatty", "self, /", |vm, args| {
                data::<StringStream>(&args[0]).check_open(vm)?;
                Ok(Value::FALSE)
            }),
            NativeDef::plain("__enter__", "self, /", |vm, args| {
                data::<StringStream>(&args[0]).check_open(vm)?;
                Ok(args[0].clone())
            }),
            NativeDef::plain("__exit__", "self, /, *args", base_exit),
        ],
        getset: &[
            GetSetDef {
                name: "closed",
                get: |_, this| Ok(Value::bool(data::<StringStream>(this).closed.get())),
                set: None,
            },
            GetSetDef { name: "line_buffering", get: |_, _| Ok(Value::FALSE), set: None },
        ],
        subclassable: true,
        attributes: true,
        doc: "Text I/O implementation using an in-memory buffer.",
        ..Slots::NONE
    },
);

fn stringio_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<StringStream>(&args[0]);
    let newline = match args[2].as_ref::<StrObject>().map(|n| n.bytes().to_vec()) {
        None if args[2].is_none() => Newline::Universal,
        None => {
            let name = vm.type_name(&args[2]);
            return Err(vm.type_error(format!("newline must be str or None, not {name}")));
        }
        Some(text) => match &text[..] {
            b"" | b"\n" => Newline::Keep,
            b"\r" => Newline::Return,
            b"\r\n" => Newline::Both,
            _ => {
                let text = vm.repr_string(&args[2])?;
                return Err(vm.value_error(format!("illegal newline value: {text}")));
            }
        },
    };
    stream.newline.set(newline);
    stream.text.take();
    stream.length.set(0);
    stream.closed.set(false);
    stream.move_to(0);
    if !args[1].is_none() {
        let Some(text) = args[1].as_ref::<StrObject>() else {
            let name = vm.type_name(&args[1]);
            return Err(vm.type_error(format!("initial_value must be str or None, not {name}")));
        };
        stream.put(vm, text.bytes())?;
        stream.move_to(0);
    }
    Ok(Value::NONE)
}

fn stringio_able(vm: &mut Vm, args: &[Value]) -> NativeResult {
    data::<StringStream>(&args[0]).check_open(vm)?;
    Ok(Value::TRUE)
}

fn stringio_write(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<StringStream>(&args[0]);
    let Some(text) = args[1].as_ref::<StrObject>() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("string argument expected, got '{name}'")));
    };
    stream.check_open(vm)?;
    if !text.bytes().is_empty() {
        stream.put(vm, text.bytes())?;
    }
    Ok(Value::index(text.chars()))
}

fn stringio_seek(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<StringStream>(&args[0]);
    let (position, whence) = (vm.index(&args[1])?, vm.index(&args[2])?);
    stream.check_open(vm)?;
    let position = match whence {
        0 if position < 0 => return Err(vm.value_error(format!("Negative seek position {position}"))),
        0 => position as usize,
        1 | 2 if position != 0 => {
            let message = format!("Can't do nonzero {}-relative seeks", if whence == 1 { "cur" } else { "end" });
            return Err(vm.error(ExceptionKind::OSError, message));
        }
        1 => stream.position.get(),
        2 => stream.length.get(),
        _ => return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    stream.move_to(position);
    Ok(Value::index(position))
}

fn stringio_truncate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let stream = data::<StringStream>(&args[0]);
    stream.check_open(vm)?;
    let size = if args[1].is_none() { stream.position.get() as i64 } else { vm.index(&args[1])? };
    if size < 0 {
        return Err(vm.value_error(format!("Negative size value {size}")));
    }
    if (size as usize) < stream.length.get() {
        let mut text = stream.text.borrow_mut();
        let end = byte_offset(&text, size as usize);
        text.truncate(end);
        drop(text);
        stream.length.set(size as usize);
        stream.move_to(stream.position.get());
    }
    Ok(vm.int(size))
}
