//! The native module `sys`: the VM's own state and limits, as scripts see them.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::imports::STDLIB_NAMES;
use crate::native::{Call, Flow, NativeClassDef, NativeData, NativeDef, NativeModule, NativeResult, Raised};
use crate::objects::hash::MODULUS;
use crate::streams::Stream;
use crate::types::{DictObject, ExceptionObject, ModuleObject, Slots, StrObject, StructSequenceDef};
use crate::value::Value;
use crate::vm::Vm;

/// The Python version whose language this is.
const VERSION: (usize, usize, usize) = (3, 13, 0);
/// The version of Taipan.
const TAIPAN: &str = env!("CARGO_PKG_VERSION");

/// The module.
pub(crate) static MODULE: NativeModule = NativeModule {
    name: "sys",
    functions: &[
        NativeDef::plain("exit", "status=None, /", sys_exit),
        NativeDef::plain("exc_info", "", sys_exc_info),
        NativeDef::plain("exception", "", |vm, _| Ok(vm.handled_exception())),
        NativeDef::plain("getrecursionlimit", "", |vm, _| Ok(Value::index(vm.recursion_limit as usize))),
        NativeDef::plain("setrecursionlimit", "limit, /", sys_setrecursionlimit),
        NativeDef::plain("getsizeof", "object, default=...", sys_getsizeof),
        NativeDef::plain("getrefcount", "object, /", |_, args| {
            Ok(Value::index(args[0].reference_count() as usize + 1))
        }),
        NativeDef::plain("intern", "string, /", sys_intern),
        NativeDef::plain("_is_interned", "string, /", |vm, args| {
            let text = vm.expect_str(&args[0], "_is_interned() argument")?;
            Ok(Value::bool(text.is_interned()))
        }),
        NativeDef::flow("displayhook", "object, /", sys_displayhook),
        NativeDef::plain("excepthook", "exctype, value, traceback, /", sys_excepthook),
        NativeDef::plain("unraisablehook", "unraisable, /", sys_unraisablehook),
        NativeDef::plain("getdefaultencoding", "", |vm, _| vm.ok_str("utf-8")),
        NativeDef::plain("getfilesystemencoding", "", |vm, _| vm.ok_str("utf-8")),
        NativeDef::plain("getfilesystemencodeerrors", "", |vm, _| vm.ok_str("surrogateescape")),
        NativeDef::plain("get_int_max_str_digits", "", |vm, _| Ok(Value::index(vm.host.int_max_str_digits))),
        NativeDef::plain("set_int_max_str_digits", "maxdigits", sys_set_int_max_str_digits),
        NativeDef::plain("gettrace", "", |_, _| Ok(Value::NONE)),
        NativeDef::plain("getprofile", "", |_, _| Ok(Value::NONE)),
        NativeDef::plain("settrace", "function, /", |vm, args| sys_settrace(vm, args, "settrace")),
        NativeDef::plain("setprofile", "function, /", |vm, args| sys_settrace(vm, args, "setprofile")),
        NativeDef::plain("getswitchinterval", "", |vm, _| Ok(vm.float(0.005))),
        NativeDef::plain("setswitchinterval", "interval, /", |_, _| Ok(Value::NONE)),
        NativeDef::plain("getallocatedblocks", "", |vm, _| Ok(Value::index(vm.heap.chunk_bytes / 64))),
        NativeDef::plain("is_finalizing", "", |_, _| Ok(Value::FALSE)),
        NativeDef::plain("_clear_type_cache", "", |vm, _| {
            vm.class_changed();
            Ok(Value::NONE)
        }),
        NativeDef::frame("_getframe", "depth=0, /", sys_getframe),
        NativeDef::frame("_getframemodulename", "depth=0", sys_getframemodulename),
    ],
    init: Some(sys_init),
};

fn sys_init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    let modules = vm.modules.clone();
    vm.dict_set_str(dict, "modules", modules);
    let path: Vec<Value> = vm.host.path.clone().iter().map(|p| vm.str(p)).collect();
    let argv: Vec<Value> = vm.host.argv.clone().iter().map(|a| vm.str(a)).collect();
    let original = argv.clone();
    for (name, items) in [
        ("path", path),
        ("argv", argv),
        ("orig_argv", original),
        ("warnoptions", Vec::new()),
        ("meta_path", Vec::new()),
        ("path_hooks", Vec::new()),
    ] {
        let list = vm.list(items);
        vm.dict_set_str(dict, name, list);
    }
    for name in ["path_importer_cache", "_xoptions"] {
        let empty = vm.dict();
        vm.dict_set_str(dict, name, empty);
    }
    let (major, minor, micro) = VERSION;
    let executable = vm.host.executable.clone();
    for (name, text) in [
        ("version", format!("{major}.{minor}.{micro} (taipan {TAIPAN})")),
        ("platform", platform().to_string()),
        ("byteorder", String::from(if cfg!(target_endian = "little") { "little" } else { "big" })),
        ("copyright", String::from("Copyright (c) the Taipan developers.")),
        ("executable", executable.clone()),
        ("_base_executable", executable),
        ("prefix", String::from("/usr")),
        ("base_prefix", String::from("/usr")),
        ("exec_prefix", String::from("/usr")),
        ("base_exec_prefix", String::from("/usr")),
        ("platlibdir", String::from("lib")),
        ("abiflags", String::new()),
        ("float_repr_style", String::from("short")),
        ("ps1", String::from(">>> ")),
        ("ps2", String::from("... ")),
    ] {
        if name.starts_with("ps") {
            // Only an interactive session has prompts; it sets them itself.
            continue;
        }
        let text = vm.string(text);
        vm.dict_set_str(dict, name, text);
    }
    let hexversion = (major << 24) | (minor << 16) | (micro << 8) | 0xf0;
    vm.dict_set_str(dict, "hexversion", Value::index(hexversion));
    vm.dict_set_str(dict, "api_version", Value::index(1013));
    let maxsize = vm.int(i64::MAX);
    vm.dict_set_str(dict, "maxsize", maxsize);
    vm.dict_set_str(dict, "maxunicode", Value::index(0x10_ffff));
    vm.dict_set_str(dict, "dont_write_bytecode", Value::TRUE);
    vm.dict_set_str(dict, "pycache_prefix", Value::NONE);
    vm.dict_set_str(dict, "flags", Value::NONE);
    add_infos(vm, dict)?;
    let mut builtin: Vec<&str> = crate::modules::TABLE.iter().map(|m| m.name).collect();
    builtin.extend(vm.host.modules.iter().map(|m| m.name));
    builtin.push("builtins");
    builtin.sort_unstable();
    let builtin: Vec<Value> = builtin.into_iter().map(|n| vm.intern(n)).collect();
    let builtin = vm.tuple(builtin);
    vm.dict_set_str(dict, "builtin_module_names", builtin);
    let stdlib: Vec<Value> = STDLIB_NAMES.iter().map(|n| vm.intern(n)).collect();
    let stdlib = vm.frozenset(stdlib)?;
    vm.dict_set_str(dict, "stdlib_module_names", stdlib);
    for name in ["displayhook", "excepthook", "unraisablehook"] {
        let hook = vm.dict_get_str(dict, name).unwrap_or(Value::NONE);
        vm.dict_set_str(dict, &format!("__{name}__"), hook);
    }
    add_streams(vm, dict)
}

/// `sys.stdin`, `sys.stdout`, `sys.stderr`: the objects that `_io` makes.
fn add_streams(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    if vm.native_module("_io").is_some() {
        vm.import_module("_io")?;
    }
    for (name, stream) in [("stdin", Stream::Stdin), ("stdout", Stream::Stdout), ("stderr", Stream::Stderr)] {
        let object = vm.standard_stream(stream).bound().cloned().unwrap_or(Value::NONE);
        vm.dict_set_str(dict, name, object.clone());
        vm.dict_set_str(dict, &format!("__{name}__"), object);
    }
    Ok(())
}

fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

// ---- named tuples of facts ----

const fn facts(name: &'static str, fields: &'static [&'static str]) -> StructSequenceDef {
    StructSequenceDef { name, module: "sys", doc: "", fields, visible: fields.len() }
}

static VERSION_INFO: StructSequenceDef = facts("version_info", &["major", "minor", "micro", "releaselevel", "serial"]);
static FLOAT_INFO: StructSequenceDef = facts(
    "float_info",
    &["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"],
);
static INT_INFO: StructSequenceDef =
    facts("int_info", &["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"]);
static HASH_INFO: StructSequenceDef =
    facts("hash_info", &["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"]);
static THREAD_INFO: StructSequenceDef = facts("thread_info", &["name", "lock", "version"]);
static FLAGS: StructSequenceDef = facts(
    "flags",
    &[
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
        "dev_mode",
        "utf8_mode",
        "warn_default_encoding",
        "safe_path",
        "int_max_str_digits",
    ],
);

fn add_infos(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    let (major, minor, micro) = VERSION;
    let level = vm.intern("final");
    let values = [Value::index(major), Value::index(minor), Value::index(micro), level, Value::index(0)];
    let version = vm.struct_sequence(&VERSION_INFO, values.to_vec())?;
    vm.dict_set_str(dict, "version_info", version.clone());

    let (smallest, epsilon, largest) = (vm.float(f64::MIN_POSITIVE), vm.float(f64::EPSILON), vm.float(f64::MAX));
    let negative = |n: i64| Value::small_int(n).unwrap_or(Value::NONE);
    let values = vec![
        largest,
        Value::index(1024),
        Value::index(308),
        smallest,
        negative(-1021),
        negative(-307),
        Value::index(15),
        Value::index(53),
        epsilon,
        Value::index(2),
        Value::index(1),
    ];
    let info = vm.struct_sequence(&FLOAT_INFO, values)?;
    vm.dict_set_str(dict, "float_info", info);

    let values = vec![Value::index(30), Value::index(4), Value::index(4300), Value::index(640)];
    let info = vm.struct_sequence(&INT_INFO, values)?;
    vm.dict_set_str(dict, "int_info", info);

    let (modulus, algorithm) = (vm.int(MODULUS as i64), vm.intern("siphash13"));
    let values = vec![
        Value::index(64),
        modulus,
        Value::index(314_159),
        Value::index(0),
        Value::index(1_000_003),
        algorithm,
        Value::index(64),
        Value::index(128),
        Value::index(0),
    ];
    let info = vm.struct_sequence(&HASH_INFO, values)?;
    vm.dict_set_str(dict, "hash_info", info);

    let name = vm.intern("pthread");
    let info = vm.struct_sequence(&THREAD_INFO, vec![name, Value::NONE, Value::NONE])?;
    vm.dict_set_str(dict, "thread_info", info);

    let mut values = vec![Value::index(0); FLAGS.fields.len()];
    values[4] = Value::index(1);
    values[11] = Value::index(1);
    values[13] = Value::FALSE;
    values[14] = Value::index(1);
    values[16] = Value::FALSE;
    values[17] = Value::index(vm.host.int_max_str_digits);
    let info = vm.struct_sequence(&FLAGS, values)?;
    vm.dict_set_str(dict, "flags", info);

    let class = vm.native_class(&NAMESPACE);
    let implementation = vm.native_object(&class, Nothing);
    let name = vm.intern("taipan");
    let hexversion = Value::index((major << 24) | (minor << 16) | (micro << 8) | 0xf0);
    for (key, value) in [("name", name), ("version", version), ("hexversion", hexversion), ("cache_tag", Value::NONE)] {
        let key = vm.intern(key);
        vm.set_instance_attribute(&implementation, &key, value);
    }
    vm.dict_set_str(dict, "implementation", implementation);
    Ok(())
}

// ---- functions ----

fn sys_exit(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Err(vm.exit_exception(&args[0]))
}

fn sys_exc_info(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let exception = vm.handled_exception();
    let parts = match exception.as_ref::<ExceptionObject>() {
        Some(object) => {
            let traceback = object.traceback.borrow().clone();
            vec![vm.class_of(&exception), exception.clone(), traceback]
        }
        None => vec![Value::NONE, Value::NONE, Value::NONE],
    };
    Ok(vm.tuple(parts))
}

fn sys_setrecursionlimit(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let limit = vm.index(&args[0])?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    vm.recursion_limit = limit.min(vm.host.max_recursion as i64) as u32;
    Ok(Value::NONE)
}

fn sys_getsizeof(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let name = vm.names.sizeof.clone();
    let size = match vm.call_special(&args[0], &name, &[]) {
        Some(Ok(size)) => size,
        Some(Err(_)) if !args[1].is_unbound() => return Ok(args[1].clone()),
        Some(Err(raised)) => return Err(raised),
        None => return Ok(Value::index(vm.size_of(&args[0]))),
    };
    let size = vm.index(&size)?;
    if size < 0 {
        return Err(vm.value_error("__sizeof__() should return >= 0"));
    }
    Ok(vm.int(size))
}

fn sys_intern(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].is_exact(Kind::Str) {
        return Ok(vm.intern_value(&args[0]));
    }
    let found = vm.type_name(&args[0]);
    Err(match args[0].kind() {
        Kind::Str => vm.type_error(format!("can't intern {found}")),
        _ => vm.type_error(format!("intern() argument must be str, not {found}")),
    })
}

fn sys_displayhook(vm: &mut Vm, args: &[Value]) -> Flow {
    if args[0].is_none() {
        return Flow::Return(Value::NONE);
    }
    let (builtins, value, name) = (vm.builtins.clone(), args[0].clone(), vm.names.underscore.clone());
    vm.dict_set_name(&builtins, &name, Value::NONE);
    let text = match vm.repr(&value) {
        Ok(text) => text,
        Err(raised) => return Flow::Raise(raised),
    };
    vm.dict_set_name(&builtins, &name, value);
    let print = vm.names.print.clone();
    match vm.dict_get_name(&builtins, &print) {
        Some(print) => Flow::TailCall(Call::new(print, vec![text])),
        None => Flow::Raise(vm.runtime_error("lost builtins.print")),
    }
}

fn sys_excepthook(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[1].kind() != Kind::Exception {
        let found = vm.type_name(&args[1]);
        let message = format!("TypeError: print_exception(): Exception expected for value, {found} found\n");
        vm.write_stderr(&message);
        return Ok(Value::NONE);
    }
    let object = args[1].expect_ref::<ExceptionObject>();
    if args[2].kind() == Kind::Traceback && object.traceback.borrow().is_none() {
        object.traceback.replace(args[2].clone());
    }
    let colour = vm.wants_colour(Stream::Stderr);
    let text = vm.format_exception(&args[1], colour);
    vm.write_stderr(&text);
    Ok(Value::NONE)
}

fn sys_unraisablehook(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut attribute = |name: &str| -> Result<Value, Raised> {
        let key = vm.intern(name);
        Ok(vm.get_attr_opt(&args[0], &key)?.unwrap_or(Value::NONE))
    };
    let (value, message, object) = (attribute("exc_value")?, attribute("err_msg")?, attribute("object")?);
    let mut text = match message.as_ref::<StrObject>() {
        Some(message) => message.lossy().into_owned(),
        None => String::from("Exception ignored in"),
    };
    if !object.is_none() {
        let shown = vm.repr_string(&object).unwrap_or_else(|_| String::from("<object repr() failed>"));
        text.push_str(&format!(": {shown}"));
    } else {
        text.push(':');
    }
    text.push('\n');
    if value.kind() == Kind::Exception {
        text.push_str(&vm.format_exception(&value, false));
    }
    vm.write_stderr(&text);
    Ok(Value::NONE)
}

fn sys_set_int_max_str_digits(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let digits = vm.index(&args[0])?;
    if digits != 0 && digits < 640 {
        return Err(vm.value_error("maxdigits must be 0 or larger than 640"));
    }
    vm.host.int_max_str_digits = digits.max(0) as usize;
    Ok(Value::NONE)
}

fn sys_settrace(vm: &mut Vm, args: &[Value], name: &str) -> NativeResult {
    if args[0].is_none() {
        return Ok(Value::NONE);
    }
    let message = format!("sys.{name}() is not supported by Taipan");
    Err(vm.error(ExceptionKind::NotImplementedError, message))
}

fn sys_getframe(vm: &mut Vm, caller: &crate::native::Caller, args: &[Value]) -> Flow {
    let depth = match vm.index(&args[0]) {
        Ok(depth) => depth.max(0) as usize,
        Err(raised) => return Flow::Raise(raised),
    };
    let mut frames = Vec::new();
    while let Some(frame) = caller.frame(vm, depth + frames.len()) {
        frames.push((frame.code, frame.pc));
    }
    if frames.is_empty() {
        return Flow::Raise(vm.value_error("call stack is not deep enough"));
    }
    Flow::Return(vm.frame_view_of(frames.into(), 0))
}

fn sys_getframemodulename(vm: &mut Vm, caller: &crate::native::Caller, args: &[Value]) -> Flow {
    let depth = match vm.index(&args[0]) {
        Ok(depth) => depth.max(0) as usize,
        Err(raised) => return Flow::Raise(raised),
    };
    let Some(frame) = caller.frame(vm, depth) else { return Flow::Return(Value::NONE) };
    let name = vm.names.name.clone();
    Flow::Return(vm.dict_get_name(&frame.globals, &name).unwrap_or(Value::NONE))
}

// ---- sys.implementation ----

/// The data of a namespace: none, it only has attributes.
struct Nothing;

impl NativeData for Nothing {}

static NAMESPACE: NativeClassDef = NativeClassDef { name: "_Implementation", module: "sys", slots: &NAMESPACE_SLOTS };

static NAMESPACE_SLOTS: Slots = Slots { repr: Some(implementation_repr), attributes: true, ..Slots::NONE };

fn implementation_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let mut parts = Vec::new();
    let dict = vm.instance_dict(value);
    for (key, value) in dict.as_ref().and_then(|d| d.as_ref::<DictObject>()).map(|d| d.pairs()).unwrap_or_default() {
        parts.push(format!("{}={}", vm.str_string(&key)?, vm.repr_string(&value)?));
    }
    Ok(vm.string(format!("namespace({})", parts.join(", "))))
}

static UNRAISABLE: StructSequenceDef =
    facts("UnraisableHookArgs", &["exc_type", "exc_value", "exc_traceback", "err_msg", "object"]);

impl Vm {
    /// `SystemExit` with this status.
    pub(crate) fn exit_exception(&mut self, status: &Value) -> Raised {
        let arguments = match status.as_ref::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None if status.is_none() => Vec::new(),
            None => vec![status.clone()],
        };
        let raised = self.error_with(ExceptionKind::SystemExit, arguments);
        raised.0.expect_ref::<ExceptionObject>().set_field("code", status.clone());
        raised
    }

    /// Tells `sys.unraisablehook` about an exception that nobody can handle; by default it is printed.
    pub(crate) fn tell_unraisable(&mut self, exception: &Value, source: &Value) {
        self.tell_unraisable_with(exception, source, None);
    }

    /// As [`Vm::tell_unraisable`], with other words than "Exception ignored in".
    pub(crate) fn tell_unraisable_with(&mut self, exception: &Value, source: &Value, message: Option<&str>) {
        let message = message.map_or(Value::NONE, |m| self.str(m));
        let traceback = exception.expect_ref::<ExceptionObject>().traceback.borrow().clone();
        let values = vec![self.class_of(exception), exception.clone(), traceback, message, source.clone()];
        let hook = self.sys_dict().and_then(|dict| self.dict_get_str(&dict, "unraisablehook"));
        let made = self.struct_sequence(&UNRAISABLE, values);
        let told = match (made, hook) {
            (Ok(arguments), Some(hook)) if !hook.is_none() => self.call(&hook, &[arguments]),
            (Ok(arguments), _) => sys_unraisablehook(self, &[arguments]),
            (Err(raised), _) => Err(raised),
        };
        if let Err(raised) = told {
            let text = self.format_exception(&raised.0, false);
            self.write_stderr(&format!("Exception ignored in sys.unraisablehook:\n{text}"));
        }
    }

    /// Whether text for this stream should be coloured: a terminal, unless the environment says otherwise.
    pub(crate) fn wants_colour(&self, stream: Stream) -> bool {
        self.host.colour.unwrap_or_else(|| self.stream_is_terminal(stream))
    }

    /// The dict of `sys`, when it has been imported.
    pub(crate) fn sys_dict(&mut self) -> Option<Value> {
        let (modules, sys) = (self.modules.clone(), self.names.sys.clone());
        let sys = self.dict_get_name(&modules, &sys)?;
        sys.as_ref::<ModuleObject>().map(|m| m.dict.clone())
    }
}
