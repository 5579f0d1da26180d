//! Exception classes that compute attributes from their arguments: `StopIteration.value`, `OSError.errno`,
//! `SyntaxError.lineno`, `UnicodeDecodeError.start` and the like. The values are fields of the exception object.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::objects::classes::property;
use crate::types::exception::{ANYTHING, INIT, exception_init, exception_str, no_keywords};
use crate::types::{BytesObject, DictObject, ExceptionObject, GetSetDef, Slots, StrObject};
use crate::value::Value;
use crate::vm::Vm;

/// A field that reads as None while it is not set.
macro_rules! field {
    ($name:literal) => {
        property(
            $name,
            |_, e| Ok(this(e).field($name).bound().cloned().unwrap_or(Value::NONE)),
            |_, e, value| {
                this(e).set_field($name, value.bound().cloned().unwrap_or(Value::NONE));
                Ok(())
            },
        )
    };
}

fn this(value: &Value) -> &ExceptionObject {
    value.expect_ref::<ExceptionObject>()
}

fn arguments(args: &Value) -> Vec<Value> {
    args.as_ref::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()
}

const fn with_init(init: &'static [NativeDef], getset: &'static [GetSetDef]) -> Slots {
    Slots { methods: init, getset, subclassable: true, ..Slots::NONE }
}

// ---- StopIteration, SystemExit, KeyError ----

pub(crate) static STOP_ITERATION: Slots =
    with_init(&[NativeDef::plain("__init__", INIT, stop_iteration_init)], &[field!("value")]);

fn stop_iteration_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    exception_init(vm, args)?;
    let value = arguments(&args[1]).into_iter().next().unwrap_or(Value::NONE);
    this(&args[0]).set_field("value", value);
    Ok(Value::NONE)
}

pub(crate) static SYSTEM_EXIT: Slots =
    with_init(&[NativeDef::plain("__init__", INIT, system_exit_init)], &[field!("code")]);

fn system_exit_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    exception_init(vm, args)?;
    let code = match arguments(&args[1]).as_slice() {
        [] => Value::NONE,
        [only] => only.clone(),
        _ => args[1].clone(),
    };
    this(&args[0]).set_field("code", code);
    Ok(Value::NONE)
}

pub(crate) static KEY_ERROR: Slots = with_init(&[NativeDef::plain("__str__", "self, /", key_error_str)], &[]);

fn key_error_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    match this(&args[0]).arguments().as_slice() {
        [only] => vm.repr(only),
        _ => exception_str(vm, &args[0]),
    }
}

// ---- ImportError, AttributeError, NameError ----

/// Takes the keyword arguments that a class knows into fields; others are an error.
fn keyword_fields(
    vm: &mut Vm,
    exception: &Value,
    keywords: &Value,
    class: &str,
    known: &[&'static str],
) -> Result<(), Raised> {
    let Some(dict) = keywords.as_ref::<DictObject>() else { return Ok(()) };
    let pairs = dict.pairs();
    if pairs.len() > known.len() {
        let (most, given) = (known.len(), pairs.len());
        let plural = if most == 1 { "" } else { "s" };
        return Err(vm.type_error(format!("{class}() takes at most {most} keyword argument{plural} ({given} given)")));
    }
    for (key, value) in pairs {
        let text = vm.str_string(&key)?;
        match known.iter().find(|k| **k == text) {
            Some(name) => this(exception).set_field(name, value),
            None => {
                return Err(vm.type_error(format!("{class}() got an unexpected keyword argument '{text}'")));
            }
        }
    }
    Ok(())
}

pub(crate) static IMPORT_ERROR: Slots = with_init(
    &[NativeDef::plain("__init__", INIT, import_error_init), NativeDef::plain("__str__", "self, /", import_error_str)],
    &[field!("msg"), field!("name"), field!("path"), field!("name_from")],
);

fn import_error_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    this(&args[0]).args.replace(args[1].clone());
    keyword_fields(vm, &args[0], &args[2], "ImportError", &["name", "path", "name_from"])?;
    if let [only] = arguments(&args[1]).as_slice() {
        this(&args[0]).set_field("msg", only.clone());
    }
    Ok(Value::NONE)
}

fn import_error_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let message = this(&args[0]).field("msg");
    if message.is_exact(Kind::Str) { Ok(message) } else { exception_str(vm, &args[0]) }
}

pub(crate) static ATTRIBUTE_ERROR: Slots = with_init(
    &[NativeDef::plain("__init__", INIT, |vm, args| {
        this(&args[0]).args.replace(args[1].clone());
        keyword_fields(vm, &args[0], &args[2], "AttributeError", &["name", "obj"])?;
        Ok(Value::NONE)
    })],
    &[field!("name"), field!("obj")],
);

pub(crate) static NAME_ERROR: Slots = with_init(
    &[NativeDef::plain("__init__", INIT, |vm, args| {
        this(&args[0]).args.replace(args[1].clone());
        keyword_fields(vm, &args[0], &args[2], "NameError", &["name"])?;
        Ok(Value::NONE)
    })],
    &[field!("name")],
);

// ---- OSError ----

pub(crate) static OS_ERROR: Slots = Slots {
    new: Some(NativeDef::plain("OSError", ANYTHING, os_error_new)),
    methods: &[
        NativeDef::plain("__init__", INIT, os_error_init),
        NativeDef::plain("__str__", "self, /", os_error_str),
        NativeDef::plain("__reduce__", "self, /", os_error_reduce),
    ],
    getset: &[
        field!("errno"),
        field!("strerror"),
        field!("filename"),
        field!("filename2"),
        property("characters_written", written, set_written),
    ],
    subclassable: true,
    ..Slots::NONE
};

/// The subclass of OSError for an error number of the operating system.
pub(crate) fn os_error_kind(errno: i64) -> ExceptionKind {
    use ExceptionKind::*;
    #[cfg(target_os = "linux")]
    const TABLE: &[(i64, ExceptionKind)] = &[
        (1, PermissionError),
        (2, FileNotFoundError),
        (3, ProcessLookupError),
        (4, InterruptedError),
        (10, ChildProcessError),
        (11, BlockingIOError),
        (13, PermissionError),
        (17, FileExistsError),
        (20, NotADirectoryError),
        (21, IsADirectoryError),
        (32, BrokenPipeError),
        (103, ConnectionAbortedError),
        (104, ConnectionResetError),
        (108, BrokenPipeError),
        (110, TimeoutError),
        (111, ConnectionRefusedError),
        (114, BlockingIOError),
        (115, BlockingIOError),
    ];
    #[cfg(not(target_os = "linux"))]
    const TABLE: &[(i64, ExceptionKind)] = &[
        (1, PermissionError),
        (2, FileNotFoundError),
        (3, ProcessLookupError),
        (4, InterruptedError),
        (10, ChildProcessError),
        (13, PermissionError),
        (17, FileExistsError),
        (20, NotADirectoryError),
        (21, IsADirectoryError),
        (32, BrokenPipeError),
        (35, BlockingIOError),
        (36, BlockingIOError),
        (37, BlockingIOError),
        (53, ConnectionAbortedError),
        (54, ConnectionResetError),
        (58, BrokenPipeError),
        (60, TimeoutError),
        (61, ConnectionRefusedError),
    ];
    TABLE.iter().find(|(number, _)| *number == errno).map_or(OSError, |(_, kind)| *kind)
}

fn os_error_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let items = arguments(&args[1]);
    let mut class = args[0].clone();
    if class.is(&vm.exception_types[ExceptionKind::OSError as usize])
        && items.len() >= 2
        && let Some(errno) = items[0].as_small_int()
    {
        class = vm.exception_class(os_error_kind(errno));
    }
    let made = vm.new_exception(&class, args[1].clone());
    os_error_fields(vm, &made, &items);
    Ok(made)
}

fn os_error_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    no_keywords(vm, &args[0], &args[2])?;
    this(&args[0]).args.replace(args[1].clone());
    let items = arguments(&args[1]);
    os_error_fields(vm, &args[0], &items);
    Ok(Value::NONE)
}

fn os_error_fields(vm: &mut Vm, exception: &Value, items: &[Value]) {
    if !(2..=5).contains(&items.len()) {
        return;
    }
    let object = this(exception);
    object.set_field("errno", items[0].clone());
    object.set_field("strerror", items[1].clone());
    let blocking = vm.exception_types[ExceptionKind::BlockingIOError as usize].clone();
    if items.len() >= 3
        && vm.is_instance(exception, &blocking)
        && let Some(count) = items[2].as_small_int()
    {
        object.set_field("characters_written", Value::index(count.max(0) as usize));
        return;
    }
    if items.len() >= 3 && !items[2].is_none() {
        object.set_field("filename", items[2].clone());
        if items.len() == 5 && !items[4].is_none() {
            object.set_field("filename2", items[4].clone());
        }
        let args = vm.tuple(items[..2].to_vec());
        object.args.replace(args);
    }
}

fn os_error_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let object = this(&args[0]);
    let [errno, strerror, filename, filename2] =
        ["errno", "strerror", "filename", "filename2"].map(|name| object.field(name));
    if errno.is_unbound() && strerror.is_unbound() && filename.is_unbound() {
        return exception_str(vm, &args[0]);
    }
    let shown = |vm: &mut Vm, value: &Value| match value.bound() {
        Some(value) => vm.str_string(value),
        None => Ok(String::from("None")),
    };
    let mut text = format!("[Errno {}] {}", shown(vm, &errno)?, shown(vm, &strerror)?);
    if let Some(filename) = filename.bound().filter(|f| !f.is_none()) {
        text.push_str(": ");
        text.push_str(&vm.repr_string(filename)?);
        if let Some(second) = filename2.bound().filter(|f| !f.is_none()) {
            text.push_str(" -> ");
            text.push_str(&vm.repr_string(second)?);
        }
    } else if errno.is_unbound() || strerror.is_unbound() {
        return exception_str(vm, &args[0]);
    }
    Ok(vm.string(text))
}

fn os_error_reduce(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let object = this(&args[0]);
    let mut items = object.arguments();
    if items.len() == 2
        && let Some(filename) = object.field("filename").bound()
    {
        items.push(filename.clone());
        if let Some(second) = object.field("filename2").bound() {
            items.extend([Value::NONE, second.clone()]);
        }
    }
    let (class, arguments) = (vm.class_of(&args[0]), vm.tuple(items));
    let mut parts = vec![class, arguments];
    if let Some(dict) = vm.instance_dict(&args[0])
        && !dict.expect_ref::<DictObject>().is_empty()
    {
        parts.push(dict);
    }
    Ok(vm.tuple(parts))
}

fn written(vm: &mut Vm, exception: &Value) -> NativeResult {
    match this(exception).field("characters_written").bound() {
        Some(count) => Ok(count.clone()),
        None => Err(vm.error(ExceptionKind::AttributeError, "characters_written")),
    }
}

fn set_written(vm: &mut Vm, exception: &Value, value: &Value) -> Result<(), Raised> {
    if value.is_unbound() {
        return match this(exception).field("characters_written").is_unbound() {
            true => Err(vm.error(ExceptionKind::AttributeError, "characters_written")),
            false => {
                this(exception).set_field("characters_written", Value::UNBOUND);
                Ok(())
            }
        };
    }
    let count = vm.index(value)?;
    let count = vm.int(count);
    this(exception).set_field("characters_written", count);
    Ok(())
}

impl Vm {
    /// The OSError (of the fitting subclass) for an error number of the operating system.
    #[cold]
    pub fn os_error(&mut self, errno: i32, message: &str, filename: Option<&Value>) -> Raised {
        let mut items = vec![self.int(errno as i64), self.str(message)];
        if let Some(filename) = filename {
            items.push(filename.clone());
        }
        let class = self.exception_class(os_error_kind(errno as i64));
        let args = self.tuple(items.clone());
        let made = self.new_exception(&class, args);
        os_error_fields(self, &made, &items);
        Raised(made)
    }
}

// ---- SyntaxError ----

pub(crate) static SYNTAX_ERROR: Slots = with_init(
    &[NativeDef::plain("__init__", INIT, syntax_error_init), NativeDef::plain("__str__", "self, /", syntax_error_str)],
    &[
        field!("msg"),
        field!("filename"),
        field!("lineno"),
        field!("offset"),
        field!("text"),
        field!("end_lineno"),
        field!("end_offset"),
        field!("print_file_and_line"),
    ],
);

fn syntax_error_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    exception_init(vm, args)?;
    let items = arguments(&args[1]);
    let object = this(&args[0]);
    if let Some(message) = items.first() {
        object.set_field("msg", message.clone());
    }
    if items.len() == 2 {
        let info = vm.collect(&items[1])?;
        let given = info.len();
        if given < 4 {
            return Err(vm.type_error(format!("function takes at least 4 arguments ({given} given)")));
        }
        if given > 6 {
            return Err(vm.type_error(format!("function takes at most 6 arguments ({given} given)")));
        }
        let names = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"];
        for (name, value) in names.into_iter().zip(info) {
            object.set_field(name, value);
        }
        if given == 5 {
            return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
        }
    }
    Ok(Value::NONE)
}

fn syntax_error_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let object = this(&args[0]);
    let message = object.field("msg");
    let message = match message.bound() {
        Some(message) => vm.str_string(message)?,
        None => String::from("None"),
    };
    let filename = object.field("filename");
    let filename = filename.as_ref::<StrObject>().map(|f| f.lossy().into_owned());
    // Only the last part of the path.
    let filename = filename.map(|f| f.rsplit('/').next().unwrap_or_default().to_string());
    let line = object.field("lineno").as_small_int();
    let text = match (filename, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    Ok(vm.string(text))
}

// ---- UnicodeError ----

const UNICODE_FIELDS: &[GetSetDef] =
    &[field!("encoding"), field!("object"), field!("start"), field!("end"), field!("reason")];

pub(crate) static UNICODE_DECODE_ERROR: Slots = with_init(
    &[
        NativeDef::plain("__init__", INIT, |vm, args| unicode_init(vm, args, true, true)),
        NativeDef::plain("__str__", "self, /", unicode_decode_str),
    ],
    UNICODE_FIELDS,
);

pub(crate) static UNICODE_ENCODE_ERROR: Slots = with_init(
    &[
        NativeDef::plain("__init__", INIT, |vm, args| unicode_init(vm, args, true, false)),
        NativeDef::plain("__str__", "self, /", unicode_encode_str),
    ],
    UNICODE_FIELDS,
);

pub(crate) static UNICODE_TRANSLATE_ERROR: Slots = with_init(
    &[
        NativeDef::plain("__init__", INIT, |vm, args| unicode_init(vm, args, false, false)),
        NativeDef::plain("__str__", "self, /", unicode_translate_str),
    ],
    UNICODE_FIELDS,
);

fn unicode_init(vm: &mut Vm, args: &[Value], encoding: bool, bytes: bool) -> NativeResult {
    exception_init(vm, args)?;
    let items = arguments(&args[1]);
    let names: &[&'static str] = if encoding {
        &["encoding", "object", "start", "end", "reason"]
    } else {
        &["object", "start", "end", "reason"]
    };
    let (wanted, given) = (names.len(), items.len());
    if given != wanted {
        return Err(vm.type_error(format!("function takes exactly {wanted} arguments ({given} given)")));
    }
    for (i, (name, value)) in names.iter().zip(&items).enumerate() {
        let fits = match *name {
            "start" | "end" => value.as_int_or_bool().is_some(),
            "object" if bytes => matches!(value.kind(), Kind::Bytes | Kind::ByteArray),
            _ => value.kind() == Kind::Str,
        };
        if !fits {
            let found = vm.type_name(value);
            return Err(match *name {
                "start" | "end" => vm.type_error(format!("'{found}' object cannot be interpreted as an integer")),
                "object" if bytes => vm.type_error(format!("a bytes-like object is required, not '{found}'")),
                _ => vm.type_error(format!("argument {} must be str, not {found}", i + 1)),
            });
        }
        this(&args[0]).set_field(name, value.clone());
    }
    Ok(Value::NONE)
}

/// Start, end and reason as they are shown.
fn span(vm: &mut Vm, exception: &Value) -> Result<(i64, i64, String), Raised> {
    let object = this(exception);
    let (start, end) = (object.field("start").as_int_or_bool(), object.field("end").as_int_or_bool());
    let reason = object.field("reason");
    let reason = match reason.bound() {
        Some(reason) => vm.str_string(reason)?,
        None => String::new(),
    };
    Ok((start.unwrap_or(0), end.unwrap_or(0), reason))
}

fn encoding(vm: &mut Vm, exception: &Value) -> Result<String, Raised> {
    let encoding = this(exception).field("encoding");
    match encoding.bound() {
        Some(encoding) => vm.str_string(encoding),
        None => Ok(String::new()),
    }
}

fn unicode_decode_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let object = this(&args[0]).field("object");
    if object.is_unbound() {
        return Ok(vm.empty_str.clone());
    }
    let (start, end, reason) = span(vm, &args[0])?;
    let encoding = encoding(vm, &args[0])?;
    let byte = object.as_ref::<BytesObject>().and_then(|b| b.bytes.get(start.max(0) as usize).copied());
    let text = match byte {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end - 1),
    };
    Ok(vm.string(text))
}

/// The character that cannot be encoded, escaped, when it is only one.
fn bad_character(exception: &Value, start: i64, end: i64) -> Option<String> {
    if end != start + 1 {
        return None;
    }
    let object = this(exception).field("object");
    let text = object.as_ref::<StrObject>()?;
    let code = crate::objects::text::code_points(text.bytes()).nth(usize::try_from(start).ok()?)?;
    Some(match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    })
}

fn unicode_encode_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if this(&args[0]).field("object").is_unbound() {
        return Ok(vm.empty_str.clone());
    }
    let (start, end, reason) = span(vm, &args[0])?;
    let encoding = encoding(vm, &args[0])?;
    let text = match bad_character(&args[0], start, end) {
        Some(shown) => {
            format!("'{encoding}' codec can't encode character '{shown}' in position {start}: {reason}")
        }
        None => format!("'{encoding}' codec can't encode characters in position {start}-{}: {reason}", end - 1),
    };
    Ok(vm.string(text))
}

fn unicode_translate_str(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if this(&args[0]).field("object").is_unbound() {
        return Ok(vm.empty_str.clone());
    }
    let (start, end, reason) = span(vm, &args[0])?;
    let text = match bad_character(&args[0], start, end) {
        Some(shown) => format!("can't translate character '{shown}' in position {start}: {reason}"),
        None => format!("can't translate characters in position {start}-{}: {reason}", end - 1),
    };
    Ok(vm.string(text))
}
