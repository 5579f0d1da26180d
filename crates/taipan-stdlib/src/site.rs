//! The builtins that CPython's `site` adds for people at a prompt: `exit`, `quit`, `copyright`, `credits`, `license` and
//! `help`. Looking at the paths of an installation, the other half of CPython's module, has no counterpart here.

use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::types::{GetSetDef, Slots, StrObject};
use taipan_vm::{ExceptionKind, NativeDef, NativeResult, Raised, Value, Vm};

/// `exit` and `quit`.
struct Quitter(&'static str);

impl NativeData for Quitter {}

/// A text that is printed when it is shown or called.
struct Printer(&'static str);

impl NativeData for Printer {}

/// `help`.
struct Helper;

impl NativeData for Helper {}

static QUITTER: NativeClassDef = NativeClassDef { name: "Quitter", module: "_sitebuiltins", slots: &QUITTER_SLOTS };
static PRINTER: NativeClassDef = NativeClassDef { name: "_Printer", module: "_sitebuiltins", slots: &PRINTER_SLOTS };
static HELPER: NativeClassDef = NativeClassDef { name: "_Helper", module: "_sitebuiltins", slots: &HELPER_SLOTS };

static QUITTER_SLOTS: Slots = Slots {
    repr: Some(|vm, value| {
        let name = value.native::<Quitter>().map_or("exit", |quitter| quitter.0);
        Ok(vm.string(format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
    }),
    methods: &[NativeDef::plain("__call__", "self, code=None", |vm, args| {
        let code = if args[1].is_none() { Vec::new() } else { vec![args[1].clone()] };
        let class = vm.exception_class(ExceptionKind::SystemExit);
        Err(Raised(vm.call(&class, &code)?))
    })],
    getset: &[GetSetDef {
        name: "name",
        get: |vm, value| Ok(vm.str(value.native::<Quitter>().map_or("exit", |quitter| quitter.0))),
        set: None,
    }],
    ..Slots::NONE
};

static PRINTER_SLOTS: Slots = Slots {
    repr: Some(|vm, value| Ok(vm.str(value.native::<Printer>().map_or("", |printer| printer.0)))),
    methods: &[NativeDef::plain("__call__", "self, /", |vm, args| {
        let text = args[0].native::<Printer>().map_or("", |printer| printer.0);
        let text = vm.str(text);
        print(vm, &text)
    })],
    ..Slots::NONE
};

static HELPER_SLOTS: Slots = Slots {
    repr: Some(|vm, _| Ok(vm.str("Type help() for interactive help, or help(object) for help about object."))),
    methods: &[NativeDef::plain("__call__", "self, object=..., /", help)],
    ..Slots::NONE
};

/// Adds the names to `builtins`.
pub fn install(vm: &mut Vm) -> Result<(), Raised> {
    let builtins = vm.import_module("builtins")?;
    let (quitter, printer, helper) = (vm.native_class(&QUITTER), vm.native_class(&PRINTER), vm.native_class(&HELPER));
    for name in ["exit", "quit"] {
        let object = vm.native_object(&quitter, Quitter(name));
        set(vm, &builtins, name, object)?;
    }
    for (name, text) in [
        ("copyright", "Copyright (c) the Taipan contributors."),
        ("credits", "Taipan is made by its contributors; Python, the language, by its community and the PSF."),
        ("license", "MIT or Apache 2.0, as you like."),
    ] {
        let object = vm.native_object(&printer, Printer(text));
        set(vm, &builtins, name, object)?;
    }
    let object = vm.native_object(&helper, Helper);
    set(vm, &builtins, "help", object)
}

fn set(vm: &mut Vm, module: &Value, name: &str, value: Value) -> Result<(), Raised> {
    let name = vm.intern(name);
    vm.set_attr(module, &name, &value)
}

fn print(vm: &mut Vm, text: &Value) -> NativeResult {
    let builtins = vm.import_module("builtins")?;
    let print = vm.get_attr_str(&builtins, "print")?;
    vm.call(&print, std::slice::from_ref(text))
}

/// The name, signature and documentation of an object, as far as it has them.
fn help(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(object) = args[1].bound() else {
        let text =
            vm.str("help(object) shows the documentation of an object, dir(object) the names of its attributes.");
        return print(vm, &text);
    };
    let mut text = match attribute(vm, object, "__qualname__") {
        Some(name) => name,
        None => vm.type_name(object),
    };
    if let Some(signature) = signature(vm, object) {
        text.push_str(&signature);
    }
    text.push('\n');
    if let Some(doc) = attribute(vm, object, "__doc__") {
        for line in doc.trim().lines() {
            text.push_str("    ");
            text.push_str(line.trim_start());
            text.push('\n');
        }
    }
    let text = vm.string(text);
    print(vm, &text)
}

fn attribute(vm: &mut Vm, object: &Value, name: &str) -> Option<String> {
    let value = vm.get_attr_str(object, name).ok()?;
    value.as_ref::<StrObject>().map(|text| text.lossy().into_owned())
}

fn signature(vm: &mut Vm, object: &Value) -> Option<String> {
    let inspect = vm.import_module("inspect").ok()?;
    let function = vm.get_attr_str(&inspect, "signature").ok()?;
    let signature = vm.call(&function, std::slice::from_ref(object)).ok()?;
    vm.str_string(&signature).ok()
}
