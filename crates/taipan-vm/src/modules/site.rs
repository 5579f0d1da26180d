//! The builtins that Python's `site` module adds for people at a prompt: `exit`, `quit`, `copyright`, `credits`, `license`.

use crate::heap::Tracer;
use crate::native::{NativeClassDef, NativeData, NativeDef, NativeResult};
use crate::types::Slots;
use crate::value::Value;
use crate::vm::Vm;

/// `exit` and `quit`: what `repr` says explains how to use them.
struct Quitter {
    name: &'static str,
}

impl NativeData for Quitter {
    fn trace(&self, _: &mut Tracer<'_>) {}
}

static QUITTER: NativeClassDef = NativeClassDef { name: "Quitter", module: "_sitebuiltins", slots: &QUITTER_SLOTS };

static QUITTER_SLOTS: Slots = Slots {
    repr: Some(|vm, value| {
        let name = value.native::<Quitter>().map_or("exit", |q| q.name);
        Ok(vm.string(format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
    }),
    methods: &[NativeDef::plain("__call__", "self, code=None", quitter_call)],
    ..Slots::NONE
};

fn quitter_call(vm: &mut Vm, args: &[Value]) -> NativeResult {
    Err(vm.exit_exception(&args[1]))
}

/// A text that a call prints.
struct Printer {
    text: &'static str,
}

impl NativeData for Printer {}

static PRINTER: NativeClassDef = NativeClassDef { name: "_Printer", module: "_sitebuiltins", slots: &PRINTER_SLOTS };

static PRINTER_SLOTS: Slots = Slots {
    repr: Some(|vm, value| vm.ok_str(value.native::<Printer>().map_or("", |p| p.text))),
    methods: &[NativeDef::plain("__call__", "self", |vm, args| {
        let text = args[0].native::<Printer>().map_or("", |p| p.text);
        let (builtins, name, text) = (vm.builtins.clone(), vm.names.print.clone(), vm.str(text));
        match vm.dict_get_name(&builtins, &name) {
            Some(print) => vm.call(&print, &[text]),
            None => Ok(Value::NONE),
        }
    })],
    ..Slots::NONE
};

const TEXTS: [(&str, &str); 3] = [
    ("copyright", "Copyright (c) the Taipan developers. All rights reserved."),
    ("credits", "Taipan is an implementation of the Python language, which its community has designed."),
    ("license", "Taipan is licensed under either of the Apache License 2.0 and the MIT license."),
];

/// Adds them to the builtins.
pub(crate) fn install(vm: &mut Vm) {
    let builtins = vm.builtins.clone();
    for name in ["quit", "exit"] {
        let class = vm.native_class(&QUITTER);
        let object = vm.native_object(&class, Quitter { name });
        vm.dict_set_str(&builtins, name, object);
    }
    for (name, text) in TEXTS {
        let class = vm.native_class(&PRINTER);
        let object = vm.native_object(&class, Printer { text });
        vm.dict_set_str(&builtins, name, object);
    }
}
