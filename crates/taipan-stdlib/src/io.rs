//! `_io`: `open` and the classes of streams. Files of bytes are in `binary.rs`, text over them in `text.rs`, both kinds in
//! memory in `memory.rs`, the abstract base classes in `base.rs`. See <https://docs.python.org/3.13/library/io.html>.
//!
//! ```text
//!  TextIOWrapper ─ encodes, decodes, translates newlines ─► BufferedReader/Writer/Random ─ buffers ─► file descriptor
//! ```
//!
//! Buffering and the file itself are one object here: a `FileIO` differs from a `BufferedReader` only in not buffering.

mod base;
mod binary;
mod memory;
mod text;

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use taipan_vm::native::{NativeClassDef, NativeData, NativeModule};
use taipan_vm::streams::Stream;
use taipan_vm::types::StrObject;
use taipan_vm::{ExceptionKind, Flow, Kind, NativeDef, NativeResult, Raised, Value, Vm};

/// `io.DEFAULT_BUFFER_SIZE`
const BUFFER_SIZE: usize = 8192;

const OPEN: NativeDef = NativeDef::flow(
    "open",
    "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
    io_open,
);

const FUNCTIONS: &[NativeDef] = &[
    OPEN,
    NativeDef::flow("open_code", "path", |vm, args| {
        let mode = vm.str("rb");
        let none = Value::NONE;
        let size = vm.int(-1);
        let all = [args[0].clone(), mode, size, none.clone(), none.clone(), none.clone(), Value::TRUE, none];
        io_open(vm, &all)
    }),
    NativeDef::plain("text_encoding", "encoding, stacklevel=2, /", |vm, args| {
        Ok(if args[0].is_none() { vm.str("locale") } else { args[0].clone() })
    }),
];

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "_io", functions: FUNCTIONS, init: Some(init) }
}

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    vm.dict_set_str(dict, "DEFAULT_BUFFER_SIZE", Value::index(BUFFER_SIZE));
    for def in base::CLASSES.into_iter().chain(binary::CLASSES).chain(memory::CLASSES).chain([&text::TEXT_IO_WRAPPER]) {
        let class = vm.native_class(def);
        vm.dict_set_str(dict, def.name, class);
    }
    for def in base::CLASSES {
        let class = vm.native_class(def);
        vm.dict_set_str(dict, &format!("_{}", def.name), class);
    }
    let unsupported = unsupported_class(vm)?;
    vm.dict_set_str(dict, "UnsupportedOperation", unsupported);
    let blocking = vm.exception_class(ExceptionKind::BlockingIOError);
    vm.dict_set_str(dict, "BlockingIOError", blocking);
    Ok(())
}

/// Makes what a VM needs before its first import: the objects of the standard streams and the builtin `open`.
pub fn install(vm: &mut Vm) -> Result<(), Raised> {
    let module = vm.intern("_io");
    let open = vm.native_function(OPEN, module);
    vm.set_builtin("open", open);
    for (stream, name, mode, errors) in [
        (Stream::Stdin, "<stdin>", "r", "strict"),
        (Stream::Stdout, "<stdout>", "w", "strict"),
        (Stream::Stderr, "<stderr>", "w", "backslashreplace"),
    ] {
        let name = vm.str(name);
        let binary = binary::standard(vm, stream, &name);
        let text = text::standard(vm, binary, mode, errors);
        vm.set_standard_stream(stream, text);
    }
    Ok(())
}

const UNSUPPORTED: &str = "io.UnsupportedOperation";

/// `io.UnsupportedOperation`, which derives from `OSError` and `ValueError`.
fn unsupported_class(vm: &mut Vm) -> NativeResult {
    if let Some(class) = vm.kept(UNSUPPORTED) {
        return Ok(class);
    }
    let bases = vec![vm.exception_class(ExceptionKind::OSError), vm.exception_class(ExceptionKind::ValueError)];
    let (name, bases, dict) = (vm.str("UnsupportedOperation"), vm.tuple(bases), vm.dict());
    let module = vm.str("io");
    vm.dict_set_str(&dict, "__module__", module);
    let class = vm.call(&vm.builtin_class(Kind::Type), &[name, bases, dict])?;
    vm.keep(UNSUPPORTED, class.clone());
    Ok(class)
}

/// `io.UnsupportedOperation` with a message.
#[cold]
fn unsupported(vm: &mut Vm, message: &str) -> Raised {
    let message = vm.str(message);
    let exception = unsupported_class(vm).and_then(|class| vm.call(&class, &[message]));
    match exception {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

fn data<T: NativeData>(value: &Value) -> &T {
    value.native::<T>().expect("methods are called on objects of their class")
}

/// A size argument: none, negative or missing means no limit.
fn size_argument(vm: &mut Vm, size: &Value) -> Result<Option<usize>, Raised> {
    if size.is_none() || size.is_unbound() {
        return Ok(None);
    }
    if !vm.has_index(size) {
        let name = vm.type_name(size);
        return Err(vm.type_error(format!("argument should be integer or None, not '{name}'")));
    }
    let size = vm.index(size)?;
    Ok(usize::try_from(size).ok())
}

/// Text of an argument that must be `str`, or `None`.
fn text_argument(vm: &mut Vm, value: &Value, what: &str) -> Result<Option<String>, Raised> {
    if value.is_none() {
        return Ok(None);
    }
    match value.as_ref::<StrObject>() {
        Some(text) => Ok(Some(text.lossy().into_owned())),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("open() argument '{what}' must be str or None, not {name}")))
        }
    }
}

// ---- open ----

/// A parsed mode string.
struct Mode {
    reading: bool,
    writing: bool,
    appending: bool,
    creating: bool,
    updating: bool,
    binary: bool,
}

impl Mode {
    fn parse(vm: &mut Vm, text: &str) -> Result<Mode, Raised> {
        let mut counts = [0u8; 7];
        for c in text.chars() {
            let Some(at) = "rwax+tb".find(c) else { return Err(vm.value_error(format!("invalid mode: '{text}'"))) };
            counts[at] += 1;
            if counts[at] > 1 {
                return Err(vm.value_error(format!("invalid mode: '{text}'")));
            }
        }
        let [reading, writing, appending, creating, updating, text_mode, binary] = counts.map(|n| n > 0);
        if text_mode && binary {
            return Err(vm.value_error("can't have text and binary mode at once"));
        }
        if [reading, writing, appending, creating].iter().filter(|b| **b).count() != 1 {
            return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
        }
        Ok(Mode { reading, writing, appending, creating, updating, binary })
    }

    fn readable(&self) -> bool {
        self.reading || self.updating
    }

    fn writable(&self) -> bool {
        !self.reading || self.updating
    }

    /// The flags of `os.open` that an opener gets.
    fn flags(&self) -> usize {
        let access = match (self.readable(), self.writable()) {
            (true, true) => 2,
            (false, true) => 1,
            _ => 0,
        };
        let create = if self.writing {
            0o1100
        } else if self.appending {
            0o2100
        } else if self.creating {
            0o300
        } else {
            0
        };
        access | create | 0o2_000_000
    }

    /// What `FileIO.mode` shows.
    fn raw_name(&self) -> &'static str {
        match (self.creating, self.appending, self.updating, self.reading) {
            (true, _, false, _) => "xb",
            (true, _, true, _) => "xb+",
            (_, true, false, _) => "ab",
            (_, true, true, _) => "ab+",
            (_, _, true, _) => "rb+",
            (_, _, false, true) => "rb",
            (_, _, false, false) => "wb",
        }
    }
}

fn io_open(vm: &mut Vm, args: &[Value]) -> Flow {
    // `__fspath__` of path objects may be script code.
    let name = vm.names.fspath.clone();
    if !matches!(args[0].kind(), Kind::Str | Kind::Bytes | Kind::Int | Kind::Bool)
        && let Some(method) = vm.lookup_special(&args[0], &name)
    {
        let mut args = args.to_vec();
        let (object, receiver) = (args[0].clone(), args[0].clone());
        return taipan_vm::iteration::call_found_then(
            vm,
            &method,
            &receiver,
            Vec::new(),
            move |vm, result| match result {
                Ok(path) if matches!(path.kind(), Kind::Str | Kind::Bytes) => {
                    args[0] = path;
                    Flow::from(open_file(vm, &args))
                }
                Ok(other) => {
                    let (class, name) = (vm.type_name(&object), vm.type_name(&other));
                    Flow::Raise(
                        vm.type_error(format!("expected {class}.__fspath__() to return str or bytes, not {name}")),
                    )
                }
                Err(raised) => Flow::Raise(raised),
            },
        );
    }
    Flow::from(open_file(vm, args))
}

fn open_file(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let [file, mode_value, buffering, encoding, errors, newline, closefd, opener] = args else {
        unreachable!("the signature has eight parameters")
    };
    if !matches!(file.kind(), Kind::Str | Kind::Bytes | Kind::Int | Kind::Bool) {
        let name = vm.type_name(file);
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {name}")));
    }
    let Some(mode_text) = mode_value.as_ref::<StrObject>().map(|m| m.lossy().into_owned()) else {
        let name = vm.type_name(mode_value);
        return Err(vm.type_error(format!("open() argument 'mode' must be str, not {name}")));
    };
    let mode = Mode::parse(vm, &mode_text)?;
    let buffering = vm.index(buffering)?;
    let encoding_name = text_argument(vm, encoding, "encoding")?;
    let errors_name = text_argument(vm, errors, "errors")?;
    let newline_text = text_argument(vm, newline, "newline")?;
    for (given, what) in [
        (encoding_name.is_some(), "an encoding"),
        (errors_name.is_some(), "an errors"),
        (newline_text.is_some(), "a newline"),
    ] {
        if mode.binary && given {
            return Err(vm.value_error(format!("binary mode doesn't take {what} argument")));
        }
    }
    if !mode.binary && buffering == 0 {
        return Err(vm.value_error("can't have unbuffered text I/O"));
    }
    let options = text::Options::new(
        vm,
        encoding_name.as_deref(),
        errors_name.as_deref(),
        newline_text.as_deref(),
        buffering == 1,
    );
    let options = if mode.binary { None } else { Some(options?) };
    let closefd = vm.truthy(closefd)?;
    let source = if matches!(file.kind(), Kind::Int | Kind::Bool) {
        descriptor_source(vm, file, closefd)?
    } else if !closefd {
        return Err(vm.value_error("Cannot use closefd=False with file name"));
    } else if opener.is_none() {
        path_source(vm, file, &mode)?
    } else {
        let fd = vm.call(opener, &[file.clone(), Value::index(mode.flags())])?;
        if !vm.has_index(&fd) {
            return Err(vm.type_error("expected integer from opener"));
        }
        descriptor_source(vm, &fd, true)?
    };
    let file = binary::open(vm, source, file, &mode, buffering != 0);
    match options {
        None => Ok(file),
        Some(options) => text::wrap(vm, file, options, &mode_text, mode.appending),
    }
}

fn descriptor_source(vm: &mut Vm, file: &Value, closefd: bool) -> Result<binary::Source, Raised> {
    match vm.index(file)? {
        0 => Ok(binary::Source::Standard(Stream::Stdin)),
        1 => Ok(binary::Source::Standard(Stream::Stdout)),
        2 => Ok(binary::Source::Standard(Stream::Stderr)),
        number if number < 0 => Err(vm.value_error("negative file descriptor")),
        number => Ok(binary::Source::File(crate::posix::take_descriptor(vm, number, !closefd)?.into())),
    }
}

fn path_source(vm: &mut Vm, file: &Value, mode: &Mode) -> Result<binary::Source, Raised> {
    let path = path_argument(vm, file)?;
    if !vm.file_access() {
        let error = std::io::Error::from_raw_os_error(1);
        return Err(vm.io_error(&error, file));
    }
    let mut options = OpenOptions::new();
    options.read(mode.readable()).write(mode.writable() && !mode.appending).append(mode.appending);
    options.create(mode.writing || mode.appending).truncate(mode.writing).create_new(mode.creating).mode(0o666);
    let opened = options
        .open(&path)
        .and_then(|file| if file.metadata()?.is_dir() { Err(std::io::Error::from_raw_os_error(21)) } else { Ok(file) });
    match opened {
        Ok(file) => Ok(binary::Source::File(file)),
        Err(error) => Err(vm.io_error(&error, file)),
    }
}

/// The path in a `str` or `bytes` value.
fn path_argument(vm: &mut Vm, file: &Value) -> Result<std::path::PathBuf, Raised> {
    use std::os::unix::ffi::OsStringExt;
    let bytes = match (file.as_ref::<StrObject>(), file.as_bytes()) {
        (Some(_), _) => taipan_vm::codecs::encode(vm, file, "utf-8", "surrogateescape")?,
        (None, Some(bytes)) => bytes.to_vec(),
        (None, None) => Vec::new(),
    };
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(std::ffi::OsString::from_vec(bytes).into())
}

const fn class(name: &'static str, slots: &'static taipan_vm::types::Slots) -> NativeClassDef {
    NativeClassDef { name, module: "_io", slots }
}
