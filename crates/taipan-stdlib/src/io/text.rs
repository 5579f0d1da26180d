//! `TextIOWrapper`: text over a stream of bytes.
//!
//! ```text
//!  bytes of the stream ─► undecoded (an incomplete character) ─► decode, translate newlines ─► text, from `position` on
//! ```
//!
//! UTF-8, ASCII and Latin-1 are decoded piece by piece; other encodings are read to the end at once.

use super::base::{TEXT_IO_BASE, base_exit};
use super::binary::{
    position_error, stream_able, stream_flush, stream_read_all, stream_read_some, stream_seek, stream_tell,
    stream_write,
};
use super::memory::universal;
use super::{class, data, size_argument, unsupported};
use std::cell::{Cell, RefCell};
use taipan_vm::codecs::{self, Encoding};
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::text::byte_offset;
use taipan_vm::types::{GetSetDef, Slots, StrObject, count_chars};
use taipan_vm::{ExceptionKind, NativeDef, NativeResult, Raised, Tracer, Value, Vm};

/// How much is read from the stream at once.
const CHUNK: usize = 64 * 1024;

/// What ends a line, and what becomes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Newline {
    /// Any kind, seen as `\n` (`newline=None`).
    Universal,
    /// Any kind, as it is (`newline=''`).
    Any,
    /// `\n`
    Feed,
    /// `\r`
    Return,
    /// `\r\n`
    Both,
}

/// How text is encoded and decoded.
#[derive(Clone)]
pub(super) struct Options {
    /// As the script wrote it.
    name: String,
    encoding: Encoding,
    errors: String,
    newline: Newline,
    line_buffering: bool,
}

impl Options {
    /// Checks the arguments of `open` and `TextIOWrapper`.
    pub(super) fn new(
        vm: &mut Vm,
        encoding: Option<&str>,
        errors: Option<&str>,
        newline: Option<&str>,
        line_buffering: bool,
    ) -> Result<Options, Raised> {
        let newline = match newline {
            None => Newline::Universal,
            Some("") => Newline::Any,
            Some("\n") => Newline::Feed,
            Some("\r") => Newline::Return,
            Some("\r\n") => Newline::Both,
            Some(other) => return Err(vm.value_error(format!("illegal newline value: {other}"))),
        };
        let name = match encoding {
            None | Some("locale") => "UTF-8",
            Some(name) => name,
        };
        let Some(found) = Encoding::find(name) else {
            return Err(vm.error(ExceptionKind::LookupError, format!("unknown encoding: {name}")));
        };
        let errors = errors.unwrap_or("strict").to_owned();
        Ok(Options { name: name.to_owned(), encoding: found, errors, newline, line_buffering })
    }
}

struct TextFile {
    /// The stream of bytes; `None` once detached.
    buffer: RefCell<Value>,
    options: RefCell<Options>,
    mode: Value,
    /// Decoded text that has not been read yet starts at `position`.
    text: RefCell<Vec<u8>>,
    position: Cell<usize>,
    undecoded: RefCell<Vec<u8>>,
    /// A `\r` ended the last piece; a `\n` may follow.
    return_held: Cell<bool>,
    ended: Cell<bool>,
    /// Position in the stream of the start of `text`.
    origin: Cell<Option<u64>>,
    /// Where in `text` a `\r` was left out.
    removed: RefCell<Vec<usize>>,
    /// `next()` reads ahead in ways that `tell()` does not see.
    telling: Cell<bool>,
    seen_newlines: Cell<u8>,
    /// Whether a byte order mark has been written.
    started: Cell<bool>,
}

impl NativeData for TextFile {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.buffer.borrow());
        tracer.value(&self.mode);
    }
}

const SEEN_FEED: u8 = 1;
const SEEN_RETURN: u8 = 2;
const SEEN_BOTH: u8 = 4;

// ---- making ----

/// The text stream over a stream of bytes.
pub(super) fn wrap(vm: &mut Vm, buffer: Value, options: Options, mode: &str, appending: bool) -> NativeResult {
    let class = vm.native_class(&TEXT_IO_WRAPPER);
    let mode = vm.str(mode);
    let started = appending && stream_tell(vm, &buffer).is_ok_and(|at| at > 0);
    Ok(new_text(vm, &class, buffer, options, mode, started))
}

/// The text stream of a standard stream.
pub(super) fn standard(vm: &mut Vm, buffer: Value, mode: &str, errors: &str) -> Value {
    let class = vm.native_class(&TEXT_IO_WRAPPER);
    let mode = vm.str(mode);
    let options = Options {
        name: String::from("utf-8"),
        encoding: Encoding::Utf8,
        errors: errors.to_owned(),
        newline: Newline::Universal,
        line_buffering: false,
    };
    new_text(vm, &class, buffer, options, mode, false)
}

fn new_text(vm: &mut Vm, class: &Value, buffer: Value, options: Options, mode: Value, started: bool) -> Value {
    let file = TextFile {
        buffer: RefCell::new(buffer),
        options: RefCell::new(options),
        mode,
        text: RefCell::default(),
        position: Cell::new(0),
        undecoded: RefCell::default(),
        return_held: Cell::new(false),
        ended: Cell::new(false),
        origin: Cell::new(None),
        removed: RefCell::default(),
        telling: Cell::new(true),
        seen_newlines: Cell::new(0),
        started: Cell::new(started),
    };
    vm.native_object(class, file)
}

fn text_argument(vm: &mut Vm, value: &Value, what: &str) -> Result<Option<String>, Raised> {
    super::text_argument(vm, value, what)
}

fn wrapper_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let encoding = text_argument(vm, &args[2], "encoding")?;
    let errors = text_argument(vm, &args[3], "errors")?;
    let newline = text_argument(vm, &args[4], "newline")?;
    let line_buffering = vm.truthy(&args[5])?;
    let options = Options::new(vm, encoding.as_deref(), errors.as_deref(), newline.as_deref(), line_buffering)?;
    Ok(new_text(vm, &args[0], args[1].clone(), options, Value::UNBOUND, false))
}

pub(super) static TEXT_IO_WRAPPER: NativeClassDef = class(
    "TextIOWrapper",
    &Slots {
        parent: Some(&TEXT_IO_BASE),
        new: Some(NativeDef::plain(
            "__new__",
            "cls, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False",
            wrapper_new,
        )),
        repr: Some(text_repr),
        iter: Some(|vm, this| {
            check_open(vm, data(this))?;
            Ok(this.clone())
        }),
        next: Some(text_next),
        methods: &[
            NativeDef::plain("read", "self, size=-1, /", text_read),
            NativeDef::plain("readline", "self, size=-1, /", |vm, args| {
                let file = data::<TextFile>(&args[0]);
                let limit = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
                begin_read(vm, file)?;
                read_line(vm, file, limit)
            }),
            NativeDef::plain("readlines", "self, hint=-1, /", text_readlines),
            NativeDef::plain("write", "self, text, /", text_write),
            NativeDef::flow("writelines", "self, lines, /", text_writelines),
            NativeDef::plain("flush", "self, /", |vm, args| {
                let file = data::<TextFile>(&args[0]);
                check_open(vm, file)?;
                let buffer = file.buffer.borrow().clone();
                file.telling.set(true);
                stream_flush(vm, &buffer)?;
                Ok(Value::NONE)
            }),
            NativeDef::plain("close", "self, /", text_close),
            NativeDef::plain("detach", "self, /", |vm, args| {
                let file = data::<TextFile>(&args[0]);
                check_open(vm, file)?;
                let buffer = file.buffer.borrow().clone();
                stream_flush(vm, &buffer)?;
                Ok(file.buffer.replace(Value::NONE))
            }),
            NativeDef::plain("seek", "self, cookie, whence=0, /", text_seek),
            NativeDef::plain("tell", "self, /", text_tell),
            NativeDef::plain("truncate", "self, pos=None, /", text_truncate),
            NativeDef::plain("fileno", "self, /", |vm, args| through(vm, &args[0], "fileno")),
            NativeDef::plain("isatty", "self, /", |vm, args| through(vm, &args[0], "isatty")),
            NativeDef::plain("readable", "self, /", |vm, args| through(vm, &args[0], "readable")),
            NativeDef::plain("writable", "self, /", |vm, args| through(vm, &args[0], "writable")),
            NativeDef::plain("seekable", "self, /", |vm, args| through(vm, &args[0], "seekable")),
            NativeDef::plain(
                "reconfigure",
                "self, *, encoding=None, errors=None, newline=..., line_buffering=None, write_through=None",
                text_reconfigure,
            ),
            NativeDef::plain("__enter__", "self, /", |vm, args| {
                check_open(vm, data(&args[0]))?;
                Ok(args[0].clone())
            }),
            NativeDef::plain("__exit__", "self, /, *args", base_exit),
        ],
        getset: &[
            GetSetDef { name: "buffer", get: |_, this| Ok(data::<TextFile>(this).buffer.borrow().clone()), set: None },
            GetSetDef { name: "closed", get: |vm, this| Ok(Value::bool(is_closed(vm, data(this))?)), set: None },
            GetSetDef { name: "name", get: |vm, this| buffer_attribute(vm, this, "name"), set: None },
            GetSetDef {
                name: "mode",
                get: |vm, this| match data::<TextFile>(this).mode.bound() {
                    Some(mode) => Ok(mode.clone()),
                    None => {
                        let class = vm.type_name(this);
                        let message = format!("'{class}' object has no attribute 'mode'");
                        Err(vm.error(ExceptionKind::AttributeError, message))
                    }
                },
                set: None,
            },
            GetSetDef {
                name: "encoding",
                get: |vm, this| {
                    let name = data::<TextFile>(this).options.borrow().name.clone();
                    Ok(vm.string(name))
                },
                set: None,
            },
            GetSetDef {
                name: "errors",
                get: |vm, this| {
                    let errors = data::<TextFile>(this).options.borrow().errors.clone();
                    Ok(vm.string(errors))
                },
                set: None,
            },
            GetSetDef {
                name: "line_buffering",
                get: |_, this| Ok(Value::bool(data::<TextFile>(this).options.borrow().line_buffering)),
                set: None,
            },
            GetSetDef { name: "write_through", get: |_, _| Ok(Value::FALSE), set: None },
            GetSetDef { name: "newlines", get: text_newlines, set: None },
        ],
        subclassable: true,
        attributes: true,
        doc: "Character and line based layer over a BufferedIOBase object, buffer.",
        ..Slots::NONE
    },
);

fn buffer_attribute(vm: &mut Vm, this: &Value, name: &str) -> NativeResult {
    let buffer = data::<TextFile>(this).buffer.borrow().clone();
    vm.get_attr_str(&buffer, name)
}

fn is_closed(vm: &mut Vm, file: &TextFile) -> Result<bool, Raised> {
    let buffer = file.buffer.borrow().clone();
    if buffer.is_none() {
        return Err(vm.value_error("underlying buffer has been detached"));
    }
    let closed = vm.get_attr_str(&buffer, "closed")?;
    vm.truthy(&closed)
}

fn check_open(vm: &mut Vm, file: &TextFile) -> Result<(), Raised> {
    if is_closed(vm, file)? {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(())
}

/// A method that the stream of bytes answers.
fn through(vm: &mut Vm, this: &Value, method: &str) -> NativeResult {
    let buffer = data::<TextFile>(this).buffer.borrow().clone();
    if buffer.is_none() {
        return Err(vm.value_error("underlying buffer has been detached"));
    }
    vm.call_method(&buffer, method, &[])
}

fn text_repr(vm: &mut Vm, this: &Value) -> NativeResult {
    let file = data::<TextFile>(this);
    let class = crate::short_name(vm, this);
    let mut text = format!("<_io.{class}");
    let name = vm.intern("name");
    let buffer = file.buffer.borrow().clone();
    if let Some(name) = vm.get_attr_opt(&buffer, &name)?.filter(|name| !name.is_none()) {
        text.push_str(&format!(" name={}", vm.repr_string(&name)?));
    }
    if let Some(mode) = file.mode.bound() {
        text.push_str(&format!(" mode={}", vm.repr_string(mode)?));
    }
    let encoding = file.options.borrow().name.clone();
    text.push_str(&format!(" encoding='{encoding}'>"));
    Ok(vm.string(text))
}

// ---- reading ----

/// Checks before reading.
fn begin_read(vm: &mut Vm, file: &TextFile) -> Result<(), Raised> {
    if file.position.get() < file.text.borrow().len() {
        return Ok(());
    }
    check_open(vm, file)?;
    let buffer = file.buffer.borrow().clone();
    if !stream_able(vm, &buffer, "readable")? {
        return Err(unsupported(vm, "not readable"));
    }
    Ok(())
}

/// Bytes of the stream that the first `end` bytes of `text` stand for.
fn encoded_length(file: &TextFile, end: usize) -> Option<u64> {
    let text = file.text.borrow();
    let plain = match file.options.borrow().encoding {
        Encoding::Utf8 | Encoding::Ascii => end,
        Encoding::Latin1 => count_chars(&text[..end]) as usize,
        _ => return None,
    };
    let removed = file.removed.borrow().iter().filter(|at| **at < end).count();
    Some((plain + removed) as u64)
}

/// Gives up the text that has been read.
fn compact(file: &TextFile) {
    let position = file.position.get();
    if position == 0 {
        return;
    }
    let length = encoded_length(file, position);
    file.origin.set(file.origin.get().zip(length).map(|(origin, length)| origin + length));
    let mut text = file.text.borrow_mut();
    if position == text.len() {
        text.clear();
    } else {
        text.drain(..position);
    }
    file.position.set(0);
    let mut removed = file.removed.borrow_mut();
    removed.retain_mut(|at| {
        let keep = *at >= position;
        *at = at.saturating_sub(position);
        keep
    });
}

/// Decodes more text; false at the end.
fn fill(vm: &mut Vm, file: &TextFile) -> Result<bool, Raised> {
    if file.ended.get() {
        return Ok(false);
    }
    compact(file);
    let buffer = file.buffer.borrow().clone();
    if file.origin.get().is_none() && file.text.borrow().is_empty() && file.undecoded.borrow().is_empty() {
        file.origin.set(stream_tell(vm, &buffer).ok());
    }
    let options = file.options.borrow().clone();
    let stepwise = matches!(options.encoding, Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1);
    let mut bytes = file.undecoded.take();
    let chunk = if stepwise { stream_read_some(vm, &buffer, CHUNK)? } else { stream_read_all(vm, &buffer)? };
    let last = chunk.is_empty() || !stepwise;
    if bytes.is_empty() {
        bytes = chunk;
    } else {
        bytes.extend_from_slice(&chunk);
    }
    if options.encoding == Encoding::Utf8 && !last {
        let rest = incomplete_tail(&bytes);
        file.undecoded.replace(bytes.split_off(bytes.len() - rest));
    }
    if last {
        file.ended.set(true);
    }
    let decoded = if options.encoding == Encoding::Utf8 && std::str::from_utf8(&bytes).is_ok() {
        bytes
    } else {
        let text = codecs::decode(vm, &bytes, &options.name, &options.errors)?;
        text.as_ref::<StrObject>().map(|t| t.bytes().to_vec()).unwrap_or_default()
    };
    append(file, decoded, options.newline, last);
    let grown = file.position.get() < file.text.borrow().len();
    vm.check_signals()?;
    Ok(grown || !last)
}

/// Bytes at the end that may be the start of a character.
fn incomplete_tail(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(3);
    for (i, byte) in bytes[from..].iter().enumerate().rev() {
        let length = match byte {
            0x80..=0xbf => continue,
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return 0,
        };
        let have = bytes.len() - from - i;
        return if have < length { have } else { 0 };
    }
    0
}

/// Appends decoded text, its newlines translated.
fn append(file: &TextFile, decoded: Vec<u8>, newline: Newline, last: bool) {
    let mut text = file.text.borrow_mut();
    let held = file.return_held.replace(false);
    if !matches!(newline, Newline::Universal | Newline::Any) || (!held && !decoded.contains(&b'\r')) {
        if matches!(newline, Newline::Universal | Newline::Any) && decoded.contains(&b'\n') {
            file.seen_newlines.set(file.seen_newlines.get() | SEEN_FEED);
        }
        if text.is_empty() {
            *text = decoded;
        } else {
            text.extend_from_slice(&decoded);
        }
        return;
    }
    let mut decoded = decoded;
    if held {
        decoded.insert(0, b'\r');
    }
    if !last && decoded.last() == Some(&b'\r') {
        decoded.pop();
        file.return_held.set(true);
    }
    let mut seen = file.seen_newlines.get();
    for (i, byte) in decoded.iter().enumerate() {
        match byte {
            b'\r' if decoded.get(i + 1) == Some(&b'\n') => seen |= SEEN_BOTH,
            b'\r' => seen |= SEEN_RETURN,
            b'\n' if i == 0 || decoded[i - 1] != b'\r' => seen |= SEEN_FEED,
            _ => {}
        }
    }
    file.seen_newlines.set(seen);
    if newline == Newline::Any {
        text.extend_from_slice(&decoded);
        return;
    }
    let mut removed = file.removed.borrow_mut();
    let start = text.len();
    let mut dropped = 0;
    for (i, pair) in decoded.windows(2).enumerate() {
        if pair == b"\r\n" {
            removed.push(start + i - dropped);
            dropped += 1;
        }
    }
    text.extend_from_slice(&universal(&decoded));
}

/// The end of the first line in `text`, its newline included, looking from `from` on; `None` when there is no newline
/// yet.
fn line_end(text: &[u8], from: usize, newline: Newline, ended: bool) -> Option<usize> {
    let rest = &text[from..];
    let at = match newline {
        Newline::Universal | Newline::Feed => memchr::memchr(b'\n', rest)? + 1,
        Newline::Return => memchr::memchr(b'\r', rest)? + 1,
        Newline::Both => rest.windows(2).position(|pair| pair == b"\r\n")? + 2,
        Newline::Any => {
            let at = memchr::memchr2(b'\n', b'\r', rest)?;
            match (rest[at], rest.get(at + 1)) {
                (b'\r', Some(b'\n')) => at + 2,
                (b'\r', None) if !ended => return None,
                _ => at + 1,
            }
        }
    };
    Some(from + at)
}

/// A line with its newline, at most `limit` characters; empty at the end.
fn read_line(vm: &mut Vm, file: &TextFile, limit: usize) -> NativeResult {
    let newline = file.options.borrow().newline;
    let mut searched = 0;
    loop {
        let start = file.position.get();
        let found = {
            let text = file.text.borrow();
            line_end(&text, (start + searched).min(text.len()), newline, file.ended.get())
        };
        let mut end = match found {
            Some(end) => end,
            None => {
                // A newline of two characters may straddle two pieces.
                searched = (file.text.borrow().len() - start).saturating_sub(1);
                let enough = limit != usize::MAX && count_chars(&file.text.borrow()[start..]) as usize >= limit;
                if !enough && fill(vm, file)? {
                    continue;
                }
                file.text.borrow().len()
            }
        };
        let text = file.text.borrow();
        let start = file.position.get();
        if limit != usize::MAX && (end - start) > limit {
            end = end.min(start + byte_offset(&text[start..], limit));
        }
        file.position.set(end);
        let line = vm.str_from_wtf8(&text[start..end]);
        return Ok(line);
    }
}

fn text_next(vm: &mut Vm, this: &Value) -> Result<Option<Value>, Raised> {
    let file = data::<TextFile>(this);
    begin_read(vm, file)?;
    file.telling.set(false);
    let line = read_line(vm, file, usize::MAX)?;
    if line.as_ref::<StrObject>().is_none_or(|line| line.bytes().is_empty()) {
        file.telling.set(true);
        // A terminal or a growing file may have more later.
        file.ended.set(false);
        return Ok(None);
    }
    Ok(Some(line))
}

fn text_read(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    let size = size_argument(vm, &args[1])?;
    begin_read(vm, file)?;
    check_open(vm, file)?;
    let Some(size) = size else { return read_rest(vm, file) };
    loop {
        let start = file.position.get();
        let have = {
            let text = file.text.borrow();
            text.len() - start
        };
        // Bytes are at least as many as characters.
        let enough = have >= size && count_chars(&file.text.borrow()[start..]) as usize >= size;
        if enough || !fill(vm, file)? {
            let text = file.text.borrow();
            let start = file.position.get();
            let end = start + byte_offset(&text[start..], size);
            file.position.set(end);
            if end == start {
                file.ended.set(false);
            }
            let piece = vm.str_from_wtf8(&text[start..end]);
            return Ok(piece);
        }
    }
}

fn read_rest(vm: &mut Vm, file: &TextFile) -> NativeResult {
    let fresh = file.text.borrow().is_empty() && file.undecoded.borrow().is_empty() && !file.return_held.get();
    let options = file.options.borrow().clone();
    if fresh && options.encoding == Encoding::Utf8 {
        // The whole file at once, without the copy through the buffer.
        let buffer = file.buffer.borrow().clone();
        let bytes = stream_read_all(vm, &buffer)?;
        file.origin.set(None);
        let any = matches!(options.newline, Newline::Universal | Newline::Any);
        let plain = !any || memchr::memchr(b'\r', &bytes).is_none();
        if any && plain && memchr::memchr(b'\n', &bytes).is_some() {
            file.seen_newlines.set(file.seen_newlines.get() | SEEN_FEED);
        }
        if plain && std::str::from_utf8(&bytes).is_ok() {
            return Ok(vm.str_from_vec(bytes));
        }
        file.undecoded.replace(bytes);
    }
    while fill(vm, file)? {}
    file.ended.set(false);
    let text = file.text.take();
    let rest = text.get(file.position.get()..).unwrap_or_default().to_vec();
    file.position.set(0);
    file.removed.take();
    file.origin.set(None);
    Ok(vm.str_from_vec(rest))
}

fn text_readlines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    let hint = size_argument(vm, &args[1])?.filter(|hint| *hint > 0).unwrap_or(usize::MAX);
    begin_read(vm, file)?;
    check_open(vm, file)?;
    let (mut lines, mut total) = (Vec::new(), 0);
    while total < hint {
        let line = read_line(vm, file, usize::MAX)?;
        let length = line.as_ref::<StrObject>().map_or(0, StrObject::chars);
        if length == 0 {
            break;
        }
        total += length;
        lines.push(line);
    }
    file.ended.set(false);
    Ok(vm.list(lines))
}

fn text_newlines(vm: &mut Vm, this: &Value) -> NativeResult {
    let seen = data::<TextFile>(this).seen_newlines.get();
    let kinds = [(SEEN_RETURN, "\r"), (SEEN_FEED, "\n"), (SEEN_BOTH, "\r\n")];
    let mut found: Vec<Value> = Vec::new();
    for (bit, text) in kinds {
        if seen & bit != 0 {
            found.push(vm.str(text));
        }
    }
    Ok(match found.len() {
        0 => Value::NONE,
        1 => found.remove(0),
        _ => vm.tuple(found),
    })
}

// ---- writing ----

fn text_write(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    let Some(text) = args[1].as_ref::<StrObject>() else {
        let name = vm.type_name(&args[1]);
        return Err(vm.type_error(format!("write() argument must be str, not {name}")));
    };
    check_open(vm, file)?;
    let buffer = file.buffer.borrow().clone();
    if !stream_able(vm, &buffer, "writable")? {
        return Err(unsupported(vm, "not writable"));
    }
    // What has been read ahead is forgotten; the stream goes on where it is.
    file.text.borrow_mut().clear();
    file.position.set(0);
    file.undecoded.take();
    file.removed.take();
    file.origin.set(None);
    let options = file.options.borrow().clone();
    let bytes = text.bytes();
    let feeds = memchr::memchr(b'\n', bytes).is_some();
    let translated = match options.newline {
        Newline::Return if feeds => Some(replace_feeds(bytes, b"\r")),
        Newline::Both if feeds => Some(replace_feeds(bytes, b"\r\n")),
        _ => None,
    };
    let plain = match options.encoding {
        Encoding::Utf8 => text.is_ascii() || text.as_str().is_some(),
        Encoding::Ascii | Encoding::Latin1 => text.is_ascii(),
        _ => false,
    };
    if plain {
        stream_write(vm, &buffer, translated.as_deref().unwrap_or(bytes))?;
    } else {
        let source = match translated {
            Some(translated) => vm.str_from_vec(translated),
            None => args[1].clone(),
        };
        let encoded = encode_piece(vm, file, &source, &options)?;
        stream_write(vm, &buffer, &encoded)?;
    }
    if options.line_buffering && (feeds || bytes.contains(&b'\r')) {
        stream_flush(vm, &buffer)?;
    }
    Ok(Value::index(text.chars()))
}

/// Encodes a piece of text; a byte order mark comes only before the first.
fn encode_piece(vm: &mut Vm, file: &TextFile, text: &Value, options: &Options) -> Result<Vec<u8>, Raised> {
    let mut bytes = codecs::encode(vm, text, &options.name, &options.errors)?;
    if file.started.replace(true) {
        for mark in [&b"\xff\xfe\0\0"[..], b"\xff\xfe", b"\xef\xbb\xbf"] {
            let wanted = match options.encoding {
                Encoding::Utf8Signature => mark.len() == 3,
                Encoding::Utf16(codecs::ByteOrder::Marked) => mark.len() == 2,
                Encoding::Utf32(codecs::ByteOrder::Marked) => mark.len() == 4,
                _ => false,
            };
            if wanted && bytes.starts_with(mark) {
                bytes.drain(..mark.len());
            }
        }
    }
    Ok(bytes)
}

fn replace_feeds(text: &[u8], newline: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 16);
    for byte in text {
        if *byte == b'\n' { out.extend_from_slice(newline) } else { out.push(*byte) }
    }
    out
}

struct WriteLines {
    file: Value,
    write: Value,
}

impl taipan_vm::iteration::Fold for WriteLines {
    fn item(&mut self, vm: &mut Vm, line: Value) -> Result<taipan_vm::iteration::Folded, Raised> {
        if self.write.is_unbound() {
            text_write(vm, &[self.file.clone(), line])?;
            return Ok(taipan_vm::iteration::Folded::More);
        }
        Ok(taipan_vm::iteration::Folded::Call(taipan_vm::native::Call::new(self.write.clone(), vec![line])))
    }

    fn finish(self, _: &mut Vm) -> taipan_vm::Flow {
        taipan_vm::Flow::Return(Value::NONE)
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values([&self.file, &self.write]);
    }
}

fn text_writelines(vm: &mut Vm, args: &[Value]) -> taipan_vm::Flow {
    let exact = vm.class_of(&args[0]).is(&vm.native_class(&TEXT_IO_WRAPPER));
    let prepared = check_open(vm, data(&args[0]))
        .and_then(|()| if exact { Ok(Value::UNBOUND) } else { vm.get_attr_str(&args[0], "write") });
    match prepared {
        Ok(write) => taipan_vm::iteration::fold_iterable(vm, &args[1], WriteLines { file: args[0].clone(), write }),
        Err(raised) => taipan_vm::Flow::Raise(raised),
    }
}

fn text_close(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    let buffer = file.buffer.borrow().clone();
    if buffer.is_none() || is_closed(vm, file)? {
        return Ok(Value::NONE);
    }
    file.text.take();
    file.position.set(0);
    vm.call_method(&buffer, "close", &[])?;
    Ok(Value::NONE)
}

// ---- positions ----

fn text_tell(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    check_open(vm, file)?;
    let buffer = file.buffer.borrow().clone();
    if !stream_able(vm, &buffer, "seekable")? {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    if !file.telling.get() {
        return Err(position_error(vm, "telling position disabled by next() call"));
    }
    let ahead = !file.text.borrow().is_empty() || !file.undecoded.borrow().is_empty();
    if !ahead {
        let position = stream_tell(vm, &buffer)?;
        return Ok(vm.int(position as i64));
    }
    match file.origin.get().zip(encoded_length(file, file.position.get())) {
        Some((origin, length)) => Ok(vm.int((origin + length) as i64)),
        None => Err(position_error(vm, "can't reconstruct logical file position")),
    }
}

/// Forgets what has been decoded.
fn forget(file: &TextFile) {
    file.text.take();
    file.position.set(0);
    file.undecoded.take();
    file.removed.take();
    file.origin.set(None);
    file.return_held.set(false);
    file.ended.set(false);
    file.telling.set(true);
}

fn text_seek(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    let (cookie, whence) = (vm.index(&args[1])?, vm.index(&args[2])?);
    check_open(vm, file)?;
    let buffer = file.buffer.borrow().clone();
    if !stream_able(vm, &buffer, "seekable")? {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let (offset, whence) = match whence {
        1 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        1 => {
            let position = text_tell(vm, &args[..1])?;
            (vm.index(&position)?, 0)
        }
        2 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        2 => (0, 2),
        0 if cookie < 0 => return Err(vm.value_error(format!("negative seek position {cookie}"))),
        0 => (cookie, 0),
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    stream_flush(vm, &buffer)?;
    let position = stream_seek(vm, &buffer, offset, whence)?;
    forget(file);
    file.started.set(position > 0);
    Ok(vm.int(position as i64))
}

fn text_truncate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    check_open(vm, file)?;
    let buffer = file.buffer.borrow().clone();
    stream_flush(vm, &buffer)?;
    let size = if args[1].is_none() { text_tell(vm, &args[..1])? } else { args[1].clone() };
    vm.call_method(&buffer, "truncate", &[size])
}

fn text_reconfigure(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let file = data::<TextFile>(&args[0]);
    let mut options = file.options.borrow().clone();
    if let Some(name) = text_argument(vm, &args[1], "encoding")? {
        let Some(encoding) = Encoding::find(&name) else {
            return Err(vm.error(ExceptionKind::LookupError, format!("unknown encoding: {name}")));
        };
        if args[2].is_none() {
            options.errors = String::from("strict");
        }
        (options.encoding, options.name) = (encoding, name);
    }
    if let Some(errors) = text_argument(vm, &args[2], "errors")? {
        options.errors = errors;
    }
    if let Some(newline) = args[3].bound() {
        let newline = text_argument(vm, newline, "newline")?;
        options.newline = Options::new(vm, None, None, newline.as_deref(), false)?.newline;
    }
    if !args[4].is_none() {
        options.line_buffering = vm.truthy(&args[4])?;
    }
    let buffer = file.buffer.borrow().clone();
    stream_flush(vm, &buffer)?;
    file.options.replace(options);
    Ok(Value::NONE)
}
