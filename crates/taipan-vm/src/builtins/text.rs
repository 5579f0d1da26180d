//! Builtin functions that turn values into text and back, and what goes in and out: `print`, `input`, `repr`, `ascii`,
//! `chr`, `ord`, `format`, `hash`, `id`.
//!
//! `print` writes straight to the host's output while `sys.stdout` is the stream the VM started with; to any other file
//! object it calls `write` as scripts would.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tracer, Tuple};
use crate::native::{Call, Continuation, Flow, NativeResult, Raised};
use crate::objects::iteration::call_found_then;
use crate::streams::{Stream, StreamTarget};
use crate::types::{ByteArrayObject, BytesObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn builtin_ascii(vm: &mut Vm, args: &[Value]) -> NativeResult {
    vm.ascii(&args[0])
}

pub(super) fn builtin_repr(vm: &mut Vm, args: &[Value]) -> Flow {
    let name = vm.names.repr.clone();
    if let Some(method) = vm.lookup_override(&args[0], &name)
        && method.kind() == Kind::Function
    {
        return call_found_then(vm, &method, &args[0], Vec::new(), |vm, result| match result {
            Ok(text) if text.kind() == Kind::Str => Flow::Return(text),
            Ok(other) => {
                let class = vm.type_name(&other);
                Flow::Raise(vm.type_error(format!("__repr__ returned non-string (type {class})")))
            }
            Err(raised) => Flow::Raise(raised),
        });
    }
    Flow::from(vm.repr(&args[0]))
}

pub(super) fn builtin_chr(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let code_point = vm.index_clamped(&args[0])?;
    match u32::try_from(code_point) {
        Ok(code_point) if code_point < 0x11_0000 => Ok(vm.char(code_point)),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

pub(super) fn builtin_ord(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let length = match args[0].kind() {
        Kind::Str => {
            let text = args[0].expect_ref::<StrObject>();
            if text.chars() == 1 {
                let (code_point, _) = crate::objects::text::decode_code_point(text.bytes(), 0);
                return Ok(Value::index(code_point as usize));
            }
            text.chars()
        }
        Kind::Bytes => match &args[0].expect_ref::<BytesObject>().bytes[..] {
            [byte] => return Ok(Value::index(*byte as usize)),
            bytes => bytes.len(),
        },
        Kind::ByteArray => match &args[0].expect_ref::<ByteArrayObject>().bytes.borrow()[..] {
            [byte] => return Ok(Value::index(*byte as usize)),
            bytes => bytes.len(),
        },
        _ => {
            let name = vm.type_name(&args[0]);
            return Err(vm.type_error(format!("ord() expected string of length 1, but {name} found")));
        }
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")))
}

pub(super) fn builtin_format(vm: &mut Vm, args: &[Value]) -> Flow {
    let Some(spec) = args[1].as_ref::<StrObject>() else {
        let name = vm.type_name(&args[1]);
        return Flow::Raise(vm.type_error(format!("format() argument 2 must be str, not {name}")));
    };
    let name = vm.names.format.clone();
    if let Some(method) = vm.lookup_override(&args[0], &name)
        && method.kind() == Kind::Function
    {
        return call_found_then(vm, &method, &args[0], vec![args[1].clone()], |vm, result| match result {
            Ok(text) if text.kind() == Kind::Str => Flow::Return(text),
            Ok(other) => {
                let class = vm.type_name(&other);
                Flow::Raise(vm.type_error(format!("__format__ must return a str, not {class}")))
            }
            Err(raised) => Flow::Raise(raised),
        });
    }
    let spec = spec.lossy().into_owned();
    Flow::from(vm.format(&args[0], &spec))
}

pub(super) fn builtin_hash(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let hash = vm.hash(&args[0])?;
    Ok(vm.int(hash))
}

pub(super) fn builtin_id(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Ok(vm.bigint(args[0].address().into()))
}

// ---- print ----

fn separator(vm: &mut Vm, value: &Value, what: &str, default: &str) -> NativeResult {
    match value.kind() {
        Kind::None => Ok(vm.str(default)),
        Kind::Str => Ok(value.clone()),
        _ => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("{what} must be None or a string, not {name}")))
        }
    }
}

pub(super) fn builtin_print(vm: &mut Vm, args: &[Value]) -> Flow {
    let [sep, end, file, flush, values] = args else { unreachable!("the signature has five parameters") };
    let prepared = separator(vm, sep, "sep", " ").and_then(|sep| {
        let end = separator(vm, end, "end", "\n")?;
        Ok((sep, end))
    });
    let (sep, end) = match prepared {
        Ok(prepared) => prepared,
        Err(raised) => return Flow::Raise(raised),
    };
    let values = values.expect_ref::<Tuple>().items();
    let target = match vm.standard_stream_of(file) {
        Some(stream) => StreamTarget::Standard(stream),
        None if file.is_none() => vm.stream_target(Stream::Stdout),
        None => StreamTarget::Object(file.clone()),
    };
    match target {
        StreamTarget::Standard(stream) => Flow::from(print_directly(vm, stream, values, &sep, &end, flush)),
        StreamTarget::Lost => Flow::Raise(vm.runtime_error("lost sys.stdout")),
        StreamTarget::Nowhere => Flow::Return(Value::NONE),
        StreamTarget::Object(file) => {
            let mut pieces = Vec::with_capacity(values.len() * 2 + 1);
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    pieces.push(sep.clone());
                }
                pieces.push(value.clone());
            }
            pieces.push(end);
            pieces.reverse();
            let flush = match vm.truthy(flush) {
                Ok(flush) => flush,
                Err(raised) => return Flow::Raise(raised),
            };
            Box::new(PrintFrame { file, pieces, flush }).run(vm)
        }
    }
}

fn print_directly(
    vm: &mut Vm,
    stream: Stream,
    values: &[Value],
    sep: &Value,
    end: &Value,
    flush: &Value,
) -> NativeResult {
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            write_text(vm, stream, sep)?;
        }
        let text = vm.str_of(value)?;
        write_text(vm, stream, &text)?;
    }
    write_text(vm, stream, end)?;
    if vm.truthy(flush)? {
        vm.flush_stream(stream)?;
    }
    Ok(Value::NONE)
}

fn write_text(vm: &mut Vm, stream: Stream, value: &Value) -> Result<(), Raised> {
    let text = value.expect_ref::<StrObject>();
    if text.is_ascii() || text.as_str().is_some() {
        return vm.write_stream(stream, text.bytes());
    }
    let errors = if stream == Stream::Stderr { "backslashreplace" } else { "strict" };
    let bytes = crate::codecs::encode(vm, value, "utf-8", errors)?;
    vm.write_stream(stream, &bytes)
}

/// Prints to a file object: one call of `write` a piece, as scripts can observe.
struct PrintFrame {
    file: Value,
    /// What is left, the last first.
    pieces: Vec<Value>,
    flush: bool,
}

impl PrintFrame {
    fn run(mut self: Box<Self>, vm: &mut Vm) -> Flow {
        let (name, args) = match self.pieces.pop() {
            Some(piece) => match vm.str_of(&piece) {
                Ok(text) => (vm.names.write.clone(), vec![text]),
                Err(raised) => return Flow::Raise(raised),
            },
            None if self.flush => {
                self.flush = false;
                (vm.names.flush.clone(), Vec::new())
            }
            None => return Flow::Return(Value::NONE),
        };
        match vm.get_attr(&self.file, &name) {
            Ok(method) => Flow::Call(Call::new(method, args), self),
            Err(raised) => Flow::Raise(raised),
        }
    }
}

impl Continuation for PrintFrame {
    fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(_) => self.run(vm),
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.file);
        tracer.values(&self.pieces);
    }
}

// ---- input ----

pub(super) fn builtin_input(vm: &mut Vm, args: &[Value]) -> Flow {
    let prompt = match args[0].bound() {
        Some(prompt) => match vm.str_of(prompt) {
            Ok(text) => text,
            Err(raised) => return Flow::Raise(raised),
        },
        None => vm.str(""),
    };
    let stdin = match vm.stream_target(Stream::Stdin) {
        StreamTarget::Standard(_) => None,
        StreamTarget::Object(file) => Some(file),
        StreamTarget::Lost | StreamTarget::Nowhere => {
            return Flow::Raise(vm.runtime_error("input(): lost sys.stdin"));
        }
    };
    let stdout = match vm.stream_target(Stream::Stdout) {
        StreamTarget::Standard(stream) => {
            let written = write_text(vm, stream, &prompt).and_then(|()| vm.flush_stream(stream));
            return match written {
                Ok(()) => read_line(vm, stdin),
                Err(raised) => Flow::Raise(raised),
            };
        }
        StreamTarget::Object(file) => file,
        StreamTarget::Lost | StreamTarget::Nowhere => {
            return Flow::Raise(vm.runtime_error("input(): lost sys.stdout"));
        }
    };
    match vm.get_attr_str(&stdout, "write") {
        Ok(write) => Flow::call_then(write, vec![prompt], move |vm, result| match result {
            Ok(_) => read_line(vm, stdin),
            Err(raised) => Flow::Raise(raised),
        }),
        Err(raised) => Flow::Raise(raised),
    }
}

/// Reads a line from the host's input, or from the file object that `sys.stdin` is.
fn read_line(vm: &mut Vm, file: Option<Value>) -> Flow {
    let Some(file) = file else {
        return Flow::from(vm.read_stdin_line().and_then(|line| {
            let line = crate::codecs::decode(vm, &line, "utf-8", "strict")?;
            without_newline(vm, &line)
        }));
    };
    match vm.get_attr_str(&file, "readline") {
        Ok(readline) => Flow::call_then(readline, Vec::new(), |vm, result| {
            Flow::from(result.and_then(|line| without_newline(vm, &line)))
        }),
        Err(raised) => Flow::Raise(raised),
    }
}

fn without_newline(vm: &mut Vm, line: &Value) -> NativeResult {
    let Some(text) = line.as_ref::<StrObject>() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    match text.bytes() {
        [] => Err(vm.error(ExceptionKind::EOFError, "EOF when reading a line")),
        [line @ .., b'\n'] => Ok(vm.str_from_wtf8(line)),
        line => Ok(vm.str_from_wtf8(line)),
    }
}
