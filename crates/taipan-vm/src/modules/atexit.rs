//! The native module `atexit`: functions that are called when the program ends. See
//! <https://docs.python.org/3.13/library/atexit.html>.

use crate::heap::Kind;
use crate::native::{NativeDef, NativeModule, NativeResult};
use crate::types::{DictObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;

/// One registered call.
pub(crate) struct ExitFunction {
    function: Value,
    args: Vec<Value>,
    keywords: Vec<(Value, Value)>,
}

/// The module.
pub(crate) static MODULE: NativeModule = NativeModule {
    name: "atexit",
    functions: &[
        NativeDef::plain("register", "func, /, *args, **kwargs", atexit_register),
        NativeDef::plain("unregister", "func, /", atexit_unregister),
        NativeDef::plain("_clear", "", |vm, _| {
            vm.exit_functions.clear();
            Ok(Value::NONE)
        }),
        NativeDef::plain("_run_exitfuncs", "", |vm, _| {
            vm.run_exit_functions();
            Ok(Value::NONE)
        }),
        NativeDef::plain("_ncallbacks", "", |vm, _| Ok(Value::index(vm.exit_functions.len()))),
    ],
    init: None,
};

fn atexit_register(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if !vm.is_callable(&args[0]) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let (rest, keywords) = Vm::spread(&args[1], &args[2]);
    vm.exit_functions.push(ExitFunction { function: args[0].clone(), args: rest, keywords });
    Ok(args[0].clone())
}

fn atexit_unregister(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut index = 0;
    while let Some(entry) = vm.exit_functions.get(index) {
        let function = entry.function.clone();
        if vm.equal(&function, &args[0])? && index < vm.exit_functions.len() {
            vm.exit_functions.remove(index);
        } else {
            index += 1;
        }
    }
    Ok(Value::NONE)
}

impl Vm {
    /// What the end of a program does: calls the functions registered with `atexit`, then takes the namespace of
    /// `__main__` apart, so that finalisers of what only it refers to run.
    pub fn shut_down(&mut self) {
        self.run_exit_functions();
        let dict = self.main_namespace();
        // Private names first, as CPython does.
        for private in [true, false] {
            let Some(names) = dict.as_ref::<DictObject>().map(DictObject::keys) else { return };
            for name in names {
                let Some(text) = name.as_ref::<StrObject>() else { continue };
                let (bytes, builtins) = (text.bytes(), self.names.builtins.clone());
                let is_private = bytes.starts_with(b"_") && !bytes.starts_with(b"__");
                if is_private == private && !name.is(&builtins) {
                    self.dict_set_name(&dict, &name, Value::NONE);
                    self.run_pending_finalizers();
                }
            }
        }
    }

    /// Runs the finalisers and weak reference callbacks that wait for the next instruction, now that there is none.
    fn run_pending_finalizers(&mut self) {
        loop {
            for (callback, reference) in self.run_weak_deaths() {
                if let Err(raised) = self.call(&callback, &[reference]) {
                    self.tell_unraisable(&raised.0, &callback);
                }
            }
            if self.heap.finalizers.is_empty() {
                return;
            }
            let object = self.heap.finalizers.pop_front().expect("checked by the loop");
            if matches!(object.kind(), Kind::Generator | Kind::Coroutine | Kind::AsyncGenerator) {
                // Its `finally` blocks; a generator that refuses to end is simply left.
                let _ = self.call_method(&object, "close", &[]);
                continue;
            }
            self.heap.mark_finalized(&object);
            let name = self.names.del.clone();
            let Some(method) = self.lookup_special(&object, &name) else { continue };
            if let Err(raised) = self.call_unbound(&method, &object, &[]) {
                self.tell_unraisable(&raised.0, &method);
            }
        }
    }

    /// Calls what was registered with `atexit`, the last first. Exceptions are reported and do not stop the others.
    pub fn run_exit_functions(&mut self) {
        while let Some(ExitFunction { function, args, keywords }) = self.exit_functions.pop() {
            if let Err(raised) = self.call_with_keywords(&function, &args, &keywords) {
                let shown = self.repr_string(&function).unwrap_or_else(|_| String::from("<function>"));
                let message = format!("Exception ignored in atexit callback {shown}");
                self.tell_unraisable_with(&raised.0, &Value::NONE, Some(&message));
            }
        }
    }
}
