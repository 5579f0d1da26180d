//! Files of bytes: `FileIO` and, with buffers, `BufferedReader`, `BufferedWriter` and `BufferedRandom`, which are all one
//! Rust type; and the functions through which text streams reach whatever they wrap.

use super::base::{BUFFERED_IO_BASE, RAW_IO_BASE, base_enter, base_exit, base_writelines};
use super::memory::BytesStream;
use super::{BUFFER_SIZE, Mode, class, data, size_argument, unsupported};
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::fd::AsRawFd;
use std::rc::Rc;
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::streams::{OpenFile, Stream};
use taipan_vm::types::{ByteArrayObject, GetSetDef, Slots, StrObject};
use taipan_vm::{ExceptionKind, NativeDef, NativeResult, Raised, Tracer, Value, Vm};

pub(super) static CLASSES: [&NativeClassDef; 4] = [&FILE_IO, &BUFFERED_READER, &BUFFERED_WRITER, &BUFFERED_RANDOM];

/// How much is read from a file at once.
const READ_CHUNK: usize = 64 * 1024;

/// Where the bytes are.
pub(super) enum Source {
    /// An open file.
    File(File),
    /// A stream of the host.
    Standard(Stream),
    /// A raw stream written in Python, or one in memory.
    Object(Value),
    /// Nowhere any more.
    Closed,
}

/// A file of bytes.
pub(super) struct BinaryFile {
    state: Rc<FileState>,
    name: Value,
    mode: &'static str,
    readable: bool,
    writable: bool,
    buffered: bool,
}

/// What outlives the object until its buffer is written: the VM flushes it at its end.
struct FileState {
    source: RefCell<Source>,
    /// What has been read ahead, from `position` on.
    ahead: RefCell<Vec<u8>>,
    position: Cell<usize>,
    /// What is still to be written.
    behind: RefCell<Vec<u8>>,
    /// Whether the descriptor has been told, and so can be used by number.
    lent: Cell<bool>,
}

impl OpenFile for FileState {
    fn flush(&self) -> std::io::Result<()> {
        let bytes = self.behind.take();
        match &mut *self.source.borrow_mut() {
            Source::File(file) => file.write_all(&bytes),
            _ => Ok(()),
        }
    }
}

impl Drop for FileState {
    fn drop(&mut self) {
        // As in CPython, a file that nobody closed is flushed when it goes; there is nobody to tell about errors.
        let _ = self.flush();
    }
}

impl NativeData for BinaryFile {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.name);
        if let Source::Object(object) = &*self.state.source.borrow() {
            tracer.value(object);
        }
    }
}

impl FileState {
    fn new(source: Source) -> Rc<FileState> {
        let (source, ahead, behind) = (RefCell::new(source), RefCell::default(), RefCell::default());
        Rc::new(FileState { source, ahead, position: Cell::new(0), behind, lent: Cell::new(false) })
    }

    fn object(&self) -> Option<Value> {
        match &*self.source.borrow() {
            Source::Object(object) => Some(object.clone()),
            _ => None,
        }
    }

    fn standard(&self) -> Option<Stream> {
        match &*self.source.borrow() {
            Source::Standard(stream) => Some(*stream),
            _ => None,
        }
    }

    fn is_closed(&self) -> bool {
        matches!(&*self.source.borrow(), Source::Closed)
    }

    fn ahead_len(&self) -> usize {
        self.ahead.borrow().len() - self.position.get()
    }

    /// Runs an operation on the file itself.
    fn with_file<T>(
        &self,
        vm: &mut Vm,
        name: &Value,
        operation: impl FnOnce(&mut File) -> std::io::Result<T>,
    ) -> Result<T, Raised> {
        let result = match &mut *self.source.borrow_mut() {
            Source::File(file) => operation(file),
            _ => Err(std::io::Error::from_raw_os_error(29)),
        };
        let _ = name;
        result.map_err(|error| vm.io_error(&error, &Value::NONE))
    }
}

// ---- making files ----

pub(super) fn open(vm: &mut Vm, source: Source, name: &Value, mode: &Mode, buffered: bool) -> Value {
    let (readable, writable) = (mode.readable(), mode.writable());
    let def = match (buffered, readable, writable) {
        (false, _, _) => &FILE_IO,
        (true, true, true) => &BUFFERED_RANDOM,
        (true, true, false) => &BUFFERED_READER,
        (true, false, _) => &BUFFERED_WRITER,
    };
    let class = vm.native_class(def);
    let state = FileState::new(source);
    if mode.appending
        && let Source::File(file) = &mut *state.source.borrow_mut()
    {
        let _ = file.seek(SeekFrom::End(0));
    }
    new_file(vm, &class, state, name, mode.raw_name(), (readable, writable, buffered))
}

/// The file of a standard stream.
pub(super) fn standard(vm: &mut Vm, stream: Stream, name: &Value) -> Value {
    let input = stream == Stream::Stdin;
    let class = vm.native_class(if input { &BUFFERED_READER } else { &BUFFERED_WRITER });
    let mode = if input { "rb" } else { "wb" };
    new_file(vm, &class, FileState::new(Source::Standard(stream)), name, mode, (input, !input, true))
}

fn new_file(
    vm: &mut Vm,
    class: &Value,
    state: Rc<FileState>,
    name: &Value,
    mode: &'static str,
    (readable, writable, buffered): (bool, bool, bool),
) -> Value {
    if writable {
        let open: Rc<dyn OpenFile> = state.clone();
        vm.register_open_file(&open);
    }
    vm.native_object(class, BinaryFile { state, name: name.clone(), mode, readable, writable, buffered })
}

/// `BufferedReader(raw)` and the like around a stream object.
fn buffered_new(vm: &mut Vm, args: &[Value], readable: bool, writable: bool) -> NativeResult {
    let name = vm.intern("name");
    let name = vm.get_attr_opt(&args[1], &name)?.unwrap_or(Value::NONE);
    let state = match args[1].native::<BinaryFile>() {
        Some(raw) => raw.state.clone(),
        None => FileState::new(Source::Object(args[1].clone())),
    };
    Ok(new_file(vm, &args[0], state, &name, if readable { "rb" } else { "wb" }, (readable, writable, true)))
}

fn file_io_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let open = vm.get_builtin("open").unwrap_or_default();
    let mode = args[2].as_ref::<StrObject>().map(|m| m.lossy().replace('b', "")).unwrap_or_default();
    let mode = vm.string(format!("{mode}b"));
    vm.call(&open, &[args[1].clone(), mode, Value::index(0)])
}

// ---- classes ----

const METHODS: &[NativeDef] = &[
    NativeDef::plain("read", "self, size=-1, /", file_read),
    NativeDef::plain("read1", "self, size=-1, /", file_read1),
    NativeDef::plain("readall", "self, /", |vm, args| file_read(vm, &[args[0].clone(), Value::NONE])),
    NativeDef::plain("readinto", "self, buffer, /", file_readinto),
    NativeDef::plain("readinto1", "self, buffer, /", file_readinto),
    NativeDef::plain("readline", "self, size=-1, /", file_readline),
    NativeDef::plain("readlines", "self, hint=None, /", file_readlines),
    NativeDef::plain("peek", "self, size=0, /", file_peek),
    NativeDef::plain("write", "self, buffer, /", file_write),
    NativeDef::plain("writelines", "self, lines, /", base_writelines),
    NativeDef::plain("flush", "self, /", |vm, args| {
        let file = data::<BinaryFile>(&args[0]);
        if file.state.is_closed() {
            return Err(vm.value_error("flush of closed file"));
        }
        flush_file(vm, file)?;
        Ok(Value::NONE)
    }),
    NativeDef::plain("close", "self, /", file_close),
    NativeDef::plain("seek", "self, offset, whence=0, /", file_seek),
    NativeDef::plain("tell", "self, /", |vm, args| {
        let file = data::<BinaryFile>(&args[0]);
        check_open(vm, file, "")?;
        let position = tell_file(vm, file)?;
        Ok(vm.int(position as i64))
    }),
    NativeDef::plain("truncate", "self, size=None, /", file_truncate),
    NativeDef::plain("fileno", "self, /", file_fileno),
    NativeDef::plain("isatty", "self, /", |vm, args| {
        let file = data::<BinaryFile>(&args[0]);
        check_open(vm, file, "")?;
        Ok(Value::bool(is_terminal(vm, file)))
    }),
    NativeDef::plain("readable", "self, /", |vm, args| {
        let file = data::<BinaryFile>(&args[0]);
        check_open(vm, file, "")?;
        Ok(Value::bool(file.readable))
    }),
    NativeDef::plain("writable", "self, /", |vm, args| {
        let file = data::<BinaryFile>(&args[0]);
        check_open(vm, file, "")?;
        Ok(Value::bool(file.writable))
    }),
    NativeDef::plain("seekable", "self, /", |vm, args| {
        let file = data::<BinaryFile>(&args[0]);
        check_open(vm, file, "")?;
        Ok(Value::bool(is_seekable(vm, file)))
    }),
    NativeDef::plain("detach", "self, /", |vm, _| Err(unsupported(vm, "detach"))),
    NativeDef::plain("__enter__", "self, /", base_enter),
    NativeDef::plain("__exit__", "self, /, *args", base_exit),
];

const GETSET: &[GetSetDef] = &[
    GetSetDef { name: "closed", get: |_, f| Ok(Value::bool(data::<BinaryFile>(f).state.is_closed())), set: None },
    GetSetDef { name: "name", get: |_, f| Ok(data::<BinaryFile>(f).name.clone()), set: None },
    GetSetDef { name: "mode", get: |vm, f| Ok(vm.str(data::<BinaryFile>(f).mode)), set: None },
    GetSetDef {
        name: "raw",
        get: |_, f| Ok(data::<BinaryFile>(f).state.object().unwrap_or_else(|| f.clone())),
        set: None,
    },
    GetSetDef { name: "closefd", get: |_, _| Ok(Value::TRUE), set: None },
];

const FILE: Slots = Slots {
    repr: Some(file_repr),
    iter: Some(|vm, this| {
        check_open(vm, data::<BinaryFile>(this), ".")?;
        Ok(this.clone())
    }),
    next: Some(|vm, this| {
        let file = data::<BinaryFile>(this);
        check_open(vm, file, ".")?;
        let line = read_line(vm, file, usize::MAX)?;
        Ok(if line.is_empty() { None } else { Some(vm.bytes(line)) })
    }),
    methods: METHODS,
    getset: GETSET,
    subclassable: true,
    attributes: true,
    ..Slots::NONE
};

pub(super) static FILE_IO: NativeClassDef = class(
    "FileIO",
    &Slots {
        parent: Some(&RAW_IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, file, mode='r', closefd=True, opener=None", file_io_new)),
        ..FILE
    },
);

pub(super) static BUFFERED_READER: NativeClassDef = class(
    "BufferedReader",
    &Slots {
        parent: Some(&BUFFERED_IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, raw, buffer_size=8192", |vm, args| {
            buffered_new(vm, args, true, false)
        })),
        ..FILE
    },
);

pub(super) static BUFFERED_WRITER: NativeClassDef = class(
    "BufferedWriter",
    &Slots {
        parent: Some(&BUFFERED_IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, raw, buffer_size=8192", |vm, args| {
            buffered_new(vm, args, false, true)
        })),
        ..FILE
    },
);

pub(super) static BUFFERED_RANDOM: NativeClassDef = class(
    "BufferedRandom",
    &Slots {
        parent: Some(&BUFFERED_IO_BASE),
        new: Some(NativeDef::plain("__new__", "cls, raw, buffer_size=8192", |vm, args| {
            buffered_new(vm, args, true, true)
        })),
        ..FILE
    },
);

fn file_repr(vm: &mut Vm, this: &Value) -> NativeResult {
    let file = data::<BinaryFile>(this);
    let class = crate::short_name(vm, this);
    if !file.buffered && file.state.is_closed() {
        return Ok(vm.string(format!("<_io.{class} [closed]>")));
    }
    let name = if file.name.is_none() { String::new() } else { format!(" name={}", vm.repr_string(&file.name)?) };
    if file.buffered {
        return Ok(vm.string(format!("<_io.{class}{name}>")));
    }
    let mode = file.mode;
    Ok(vm.string(format!("<_io.{class}{name} mode='{mode}' closefd=True>")))
}

/// ValueError when the file is closed; `dot` ends the message as that method's does.
fn check_open(vm: &mut Vm, file: &BinaryFile, dot: &str) -> Result<(), Raised> {
    if file.state.is_closed() {
        return Err(vm.value_error(format!("I/O operation on closed file{dot}")));
    }
    Ok(())
}

fn check_readable(vm: &mut Vm, file: &BinaryFile, what: &str) -> Result<(), Raised> {
    if !file.readable {
        return Err(unsupported(vm, if file.buffered { "read" } else { "File not open for reading" }));
    }
    if file.state.is_closed() {
        return Err(vm.value_error(format!("{what} of closed file")));
    }
    // What has been written must be there before it is read.
    if file.writable { flush_file(vm, file) } else { Ok(()) }
}

// ---- reading ----

/// Reads once, at most `limit` bytes; empty at the end.
fn raw_read(vm: &mut Vm, file: &BinaryFile, limit: usize) -> Result<Vec<u8>, Raised> {
    if let Some(object) = file.state.object() {
        let piece = vm.call_method(&object, "read", &[Value::index(limit)])?;
        if piece.is_none() {
            return Ok(Vec::new());
        }
        return match piece.as_bytes().map(|bytes| bytes.to_vec()) {
            Some(bytes) => Ok(bytes),
            None => {
                let name = vm.type_name(&piece);
                Err(vm.type_error(format!("read() should return bytes, not {name}")))
            }
        };
    }
    if file.state.standard().is_some() {
        return vm.read_stdin_some(limit);
    }
    vm.check_signals()?;
    file.state.with_file(vm, &file.name, |source| {
        let mut bytes = vec![0; limit];
        let count = loop {
            match source.read(&mut bytes) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        bytes.truncate(count);
        Ok(bytes)
    })
}

/// Takes up to `limit` bytes of what has been read ahead.
fn take_ahead(state: &FileState, limit: usize) -> Vec<u8> {
    let mut ahead = state.ahead.borrow_mut();
    let start = state.position.get();
    let end = ahead.len().min(start.saturating_add(limit));
    if start == 0 && end == ahead.len() {
        return std::mem::take(&mut *ahead);
    }
    let taken = ahead[start..end].to_vec();
    if end == ahead.len() {
        ahead.clear();
        state.position.set(0);
    } else {
        state.position.set(end);
    }
    taken
}

/// Reads ahead once more; whether anything came.
fn fill(vm: &mut Vm, file: &BinaryFile) -> Result<bool, Raised> {
    let chunk = raw_read(vm, file, READ_CHUNK)?;
    let state = &file.state;
    let mut ahead = state.ahead.borrow_mut();
    let start = state.position.replace(0);
    if start > 0 {
        ahead.drain(..start);
    }
    if ahead.is_empty() {
        *ahead = chunk;
        return Ok(!ahead.is_empty());
    }
    ahead.extend_from_slice(&chunk);
    Ok(!chunk.is_empty())
}

fn read_all(vm: &mut Vm, file: &BinaryFile) -> Result<Vec<u8>, Raised> {
    let mut all = take_ahead(&file.state, usize::MAX);
    if file.state.object().is_none() && file.state.standard().is_none() {
        file.state.with_file(vm, &file.name, |source| source.read_to_end(&mut all))?;
        return Ok(all);
    }
    loop {
        let chunk = raw_read(vm, file, READ_CHUNK)?;
        if chunk.is_empty() {
            return Ok(all);
        }
        all.extend_from_slice(&chunk);
        vm.check_size(all.len())?;
    }
}

fn read_exactly(vm: &mut Vm, file: &BinaryFile, size: usize) -> Result<Vec<u8>, Raised> {
    vm.check_size(size)?;
    let mut bytes = take_ahead(&file.state, size);
    while bytes.len() < size {
        if size - bytes.len() >= READ_CHUNK || !file.buffered {
            let chunk = raw_read(vm, file, size - bytes.len())?;
            if chunk.is_empty() || !file.buffered {
                bytes.extend_from_slice(&chunk);
                return Ok(bytes);
            }
            bytes.extend_from_slice(&chunk);
        } else {
            if !fill(vm, file)? {
                return Ok(bytes);
            }
            let more = take_ahead(&file.state, size - bytes.len());
            bytes.extend_from_slice(&more);
        }
    }
    Ok(bytes)
}

fn file_read(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    let size = size_argument(vm, &args[1])?;
    check_readable(vm, file, "read")?;
    let bytes = match size {
        None => read_all(vm, file)?,
        Some(size) => read_exactly(vm, file, size)?,
    };
    Ok(vm.bytes(bytes))
}

/// Reads what is there: the buffer, else one read of the file.
fn read_some(vm: &mut Vm, file: &BinaryFile, limit: usize) -> Result<Vec<u8>, Raised> {
    if file.state.ahead_len() == 0 && limit > 0 {
        if limit >= READ_CHUNK {
            return raw_read(vm, file, limit);
        }
        fill(vm, file)?;
    }
    Ok(take_ahead(&file.state, limit))
}

fn file_read1(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    let size = size_argument(vm, &args[1])?.unwrap_or(BUFFER_SIZE);
    check_readable(vm, file, "read")?;
    let bytes = read_some(vm, file, size)?;
    Ok(vm.bytes(bytes))
}

fn file_readinto(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    let Some(array) = args[1].as_ref::<ByteArrayObject>() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("readinto() argument must be read-write bytes-like object, not {name}")));
    };
    check_readable(vm, file, "readinto")?;
    let size = array.bytes.borrow().len();
    let bytes = read_exactly(vm, file, size)?;
    let mut target = array.bytes.borrow_mut();
    let count = bytes.len().min(target.len());
    target[..count].copy_from_slice(&bytes[..count]);
    Ok(Value::index(count))
}

fn file_peek(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    check_readable(vm, file, "peek")?;
    if file.state.ahead_len() == 0 {
        fill(vm, file)?;
    }
    let bytes = file.state.ahead.borrow()[file.state.position.get()..].to_vec();
    Ok(vm.bytes(bytes))
}

/// A line with its newline, at most `limit` bytes; empty at the end.
fn read_line(vm: &mut Vm, file: &BinaryFile, limit: usize) -> Result<Vec<u8>, Raised> {
    check_readable(vm, file, "readline")?;
    let state = &file.state;
    let mut searched = 0;
    loop {
        let start = state.position.get();
        let found = {
            let ahead = state.ahead.borrow();
            ahead[start + searched..].iter().position(|b| *b == b'\n').map(|at| searched + at + 1)
        };
        if let Some(length) = found {
            return Ok(take_ahead_part(state, length.min(limit)));
        }
        searched = state.ahead_len();
        if searched >= limit || !fill(vm, file)? {
            return Ok(take_ahead_part(state, limit));
        }
    }
}

/// As [`take_ahead`], without giving up the buffer.
fn take_ahead_part(state: &FileState, limit: usize) -> Vec<u8> {
    let ahead = state.ahead.borrow();
    let start = state.position.get();
    let end = ahead.len().min(start.saturating_add(limit));
    state.position.set(end);
    ahead[start..end].to_vec()
}

fn file_readline(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    let limit = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
    let line = read_line(vm, file, limit)?;
    Ok(vm.bytes(line))
}

fn file_readlines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    let hint = size_argument(vm, &args[1])?.filter(|hint| *hint > 0).unwrap_or(usize::MAX);
    let (mut lines, mut total) = (Vec::new(), 0);
    loop {
        let line = read_line(vm, file, usize::MAX)?;
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(vm.bytes(line));
        if total >= hint {
            break;
        }
    }
    Ok(vm.list(lines))
}

// ---- writing ----

/// Writes bytes to the source.
fn raw_write(vm: &mut Vm, file: &BinaryFile, bytes: &[u8]) -> Result<(), Raised> {
    if let Some(object) = file.state.object() {
        let bytes = vm.bytes(bytes);
        return vm.call_method(&object, "write", &[bytes]).map(drop);
    }
    if let Some(stream) = file.state.standard() {
        return vm.write_stream(stream, bytes);
    }
    file.state.with_file(vm, &file.name, |source| source.write_all(bytes))
}

/// Forgets what has been read ahead, so that the file's position is where the script thinks it is.
fn drop_ahead(vm: &mut Vm, file: &BinaryFile) -> Result<(), Raised> {
    let unread = file.state.ahead_len();
    file.state.ahead.borrow_mut().clear();
    file.state.position.set(0);
    if unread > 0 && file.state.object().is_none() && file.state.standard().is_none() {
        file.state.with_file(vm, &file.name, |source| source.seek(SeekFrom::Current(-(unread as i64))))?;
    }
    Ok(())
}

fn write_bytes(vm: &mut Vm, file: &BinaryFile, bytes: &[u8]) -> Result<(), Raised> {
    if file.readable {
        drop_ahead(vm, file)?;
    }
    if !file.buffered || file.state.standard().is_some() {
        return raw_write(vm, file, bytes);
    }
    let full = {
        let mut behind = file.state.behind.borrow_mut();
        behind.extend_from_slice(bytes);
        behind.len() >= BUFFER_SIZE
    };
    if full { flush_file(vm, file) } else { Ok(()) }
}

fn flush_file(vm: &mut Vm, file: &BinaryFile) -> Result<(), Raised> {
    let bytes = file.state.behind.take();
    if !bytes.is_empty() {
        raw_write(vm, file, &bytes)?;
    }
    if let Some(object) = file.state.object() {
        vm.call_method(&object, "flush", &[])?;
    }
    match file.state.standard() {
        Some(stream) if file.writable => vm.flush_stream(stream),
        _ => Ok(()),
    }
}

fn file_write(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    if !file.writable {
        return Err(unsupported(vm, if file.buffered { "write" } else { "File not open for writing" }));
    }
    if file.state.is_closed() {
        return Err(vm.value_error("write to closed file"));
    }
    let Some(bytes) = args[1].as_bytes().map(|bytes| bytes.to_vec()) else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    write_bytes(vm, file, &bytes)?;
    Ok(Value::index(bytes.len()))
}

fn file_close(vm: &mut Vm, args: &[Value]) -> NativeResult {
    close_file(vm, data::<BinaryFile>(&args[0]))?;
    Ok(Value::NONE)
}

fn close_file(vm: &mut Vm, file: &BinaryFile) -> Result<(), Raised> {
    if file.state.is_closed() {
        return Ok(());
    }
    let flushed = flush_file(vm, file);
    let lent = file.state.lent.get();
    let closed = match file.state.object() {
        Some(object) => vm.call_method(&object, "close", &[]).map(drop),
        None => Ok(()),
    };
    let old = file.state.source.replace(Source::Closed);
    if let Source::File(file) = &old
        && lent
    {
        crate::posix::end_loan(vm, file.as_raw_fd());
    }
    drop(old);
    file.state.ahead.take();
    file.state.position.set(0);
    flushed.and(closed)
}

// ---- positions ----

fn seek_file(vm: &mut Vm, file: &BinaryFile, offset: i64, whence: i64) -> Result<u64, Raised> {
    flush_file(vm, file)?;
    if let Some(object) = file.state.object() {
        file.state.ahead.borrow_mut().clear();
        file.state.position.set(0);
        let offset = vm.int(offset);
        let position = vm.call_method(&object, "seek", &[offset, Value::index(whence as usize)])?;
        return Ok(vm.index(&position)?.max(0) as u64);
    }
    if file.state.standard().is_some() {
        return Err(vm.io_error(&std::io::Error::from_raw_os_error(29), &Value::NONE));
    }
    drop_ahead(vm, file)?;
    let target = match (whence, u64::try_from(offset)) {
        (0, Ok(offset)) => SeekFrom::Start(offset),
        (0, Err(_)) => return Err(vm.io_error(&std::io::Error::from_raw_os_error(22), &Value::NONE)),
        (1, _) => SeekFrom::Current(offset),
        (2, _) => SeekFrom::End(offset),
        _ => return Err(vm.value_error(format!("whence value {whence} unsupported"))),
    };
    file.state.with_file(vm, &file.name, |source| source.seek(target))
}

fn tell_file(vm: &mut Vm, file: &BinaryFile) -> Result<u64, Raised> {
    let (ahead, behind) = (file.state.ahead_len() as u64, file.state.behind.borrow().len() as u64);
    if let Some(object) = file.state.object() {
        let position = vm.call_method(&object, "tell", &[])?;
        return Ok((vm.index(&position)?.max(0) as u64).saturating_sub(ahead) + behind);
    }
    let position = file.state.with_file(vm, &file.name, |source| source.stream_position())?;
    Ok(position.saturating_sub(ahead) + behind)
}

fn file_seek(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    let (offset, whence) = (vm.index(&args[1])?, vm.index(&args[2])?);
    if file.state.is_closed() {
        return Err(vm.value_error("seek of closed file"));
    }
    let position = seek_file(vm, file, offset, whence)?;
    Ok(vm.int(position as i64))
}

fn file_truncate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    check_open(vm, file, "")?;
    if !file.writable {
        return Err(unsupported(vm, "truncate"));
    }
    flush_file(vm, file)?;
    let size = match &args[1] {
        none if none.is_none() => tell_file(vm, file)? as i64,
        size => vm.index(size)?,
    };
    let Ok(size) = u64::try_from(size) else {
        return Err(vm.io_error(&std::io::Error::from_raw_os_error(22), &Value::NONE));
    };
    file.state.with_file(vm, &file.name, |source| source.set_len(size))?;
    Ok(vm.int(size as i64))
}

fn file_fileno(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<BinaryFile>(&args[0]);
    check_open(vm, file, "")?;
    if let Some(object) = file.state.object() {
        return vm.call_method(&object, "fileno", &[]);
    }
    let (number, duplicate) = match &*file.state.source.borrow() {
        Source::File(file) => (file.as_raw_fd(), file.try_clone().ok()),
        Source::Standard(stream) => (*stream as i32, None),
        _ => (0, None),
    };
    if let Some(duplicate) = duplicate
        && !file.state.lent.replace(true)
    {
        crate::posix::lend_descriptor(vm, number, duplicate.into());
    }
    Ok(Value::index(number as usize))
}

fn is_terminal(vm: &mut Vm, file: &BinaryFile) -> bool {
    use std::io::IsTerminal;
    match &*file.state.source.borrow() {
        Source::File(file) => file.is_terminal(),
        Source::Standard(stream) => vm.stream_is_terminal(*stream),
        _ => false,
    }
}

fn is_seekable(vm: &mut Vm, file: &BinaryFile) -> bool {
    if let Some(object) = file.state.object() {
        return vm.call_method(&object, "seekable", &[]).is_ok_and(|able| able.as_bool() == Some(true));
    }
    match &mut *file.state.source.borrow_mut() {
        Source::File(file) => file.stream_position().is_ok(),
        _ => false,
    }
}

// ---- for text streams: whatever they wrap ----

/// Reads what is there, about `limit` bytes; empty at the end.
pub(super) fn stream_read_some(vm: &mut Vm, stream: &Value, limit: usize) -> Result<Vec<u8>, Raised> {
    if let Some(file) = stream.native::<BinaryFile>() {
        check_readable(vm, file, "read")?;
        return read_some(vm, file, limit);
    }
    if let Some(memory) = stream.native::<BytesStream>() {
        return memory.take(vm, limit);
    }
    let name = vm.intern("read1");
    let method = if vm.get_attr_opt(stream, &name)?.is_some() { "read1" } else { "read" };
    let piece = vm.call_method(stream, method, &[Value::index(limit)])?;
    bytes_of(vm, &piece)
}

/// Reads to the end.
pub(super) fn stream_read_all(vm: &mut Vm, stream: &Value) -> Result<Vec<u8>, Raised> {
    if let Some(file) = stream.native::<BinaryFile>() {
        check_readable(vm, file, "read")?;
        return read_all(vm, file);
    }
    if let Some(memory) = stream.native::<BytesStream>() {
        return memory.take(vm, usize::MAX);
    }
    let piece = vm.call_method(stream, "read", &[])?;
    bytes_of(vm, &piece)
}

fn bytes_of(vm: &mut Vm, piece: &Value) -> Result<Vec<u8>, Raised> {
    match piece.as_bytes().map(|bytes| bytes.to_vec()) {
        Some(bytes) => Ok(bytes),
        None => {
            let name = vm.type_name(piece);
            let message = format!("underlying read() should have returned a bytes-like object, not '{name}'");
            Err(vm.type_error(message))
        }
    }
}

/// Writes bytes.
pub(super) fn stream_write(vm: &mut Vm, stream: &Value, bytes: &[u8]) -> Result<(), Raised> {
    if let Some(file) = stream.native::<BinaryFile>() {
        return write_bytes(vm, file, bytes);
    }
    if let Some(memory) = stream.native::<BytesStream>() {
        return memory.put(vm, bytes);
    }
    let bytes = vm.bytes(bytes);
    vm.call_method(stream, "write", &[bytes]).map(drop)
}

/// Flushes.
pub(super) fn stream_flush(vm: &mut Vm, stream: &Value) -> Result<(), Raised> {
    match stream.native::<BinaryFile>() {
        Some(file) => flush_file(vm, file),
        None => vm.call_method(stream, "flush", &[]).map(drop),
    }
}

/// Moves the position.
pub(super) fn stream_seek(vm: &mut Vm, stream: &Value, offset: i64, whence: i64) -> Result<u64, Raised> {
    if let Some(file) = stream.native::<BinaryFile>() {
        return seek_file(vm, file, offset, whence);
    }
    let offset = vm.int(offset);
    let position = vm.call_method(stream, "seek", &[offset, Value::index(whence as usize)])?;
    Ok(vm.index(&position)?.max(0) as u64)
}

/// The position.
pub(super) fn stream_tell(vm: &mut Vm, stream: &Value) -> Result<u64, Raised> {
    if let Some(file) = stream.native::<BinaryFile>() {
        return tell_file(vm, file);
    }
    let position = vm.call_method(stream, "tell", &[])?;
    Ok(vm.index(&position)?.max(0) as u64)
}

/// Whether `readable()`, `writable()` or `seekable()` says so.
pub(super) fn stream_able(vm: &mut Vm, stream: &Value, what: &str) -> Result<bool, Raised> {
    if let Some(file) = stream.native::<BinaryFile>() {
        return Ok(match what {
            "readable" => file.readable,
            "writable" => file.writable,
            _ => is_seekable(vm, file),
        });
    }
    let able = vm.call_method(stream, what, &[])?;
    vm.truthy(&able)
}

/// An `OSError` about a position that cannot be told or sought.
#[cold]
pub(super) fn position_error(vm: &mut Vm, message: &str) -> Raised {
    vm.error(ExceptionKind::OSError, message)
}
