//! What a host does with a VM from outside: add modules and functions, run code as the main program, read settings. The
//! friendly face of this is the `taipan` crate; here are the few doors that it needs.

use crate::heap::Kind;
use crate::native::{Flow, HostFn, NativeCode, NativeDef, NativeFunction, NativeResult, Raised};
use crate::streams::Stream;
use crate::types::{CodeValue, ExceptionObject, ModuleObject, TracebackObject};
use crate::value::Value;
use crate::vm::{Signals, Vm};
use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;
use taipan_bytecode::{CodeFlags, CodeObject, CompileOptions};

impl Vm {
    /// A builtin function object that calls a closure of the host, with the arguments as they were given.
    pub fn host_function(&mut self, name: &'static str, module: Value, function: Rc<HostFn>) -> Value {
        // The closure binds its arguments itself; this row only gives the name, and is never called.
        let def = NativeDef { name, signature: "*args, **kwargs", code: NativeCode::Flow(never_called) };
        self.alloc(NativeFunction {
            def,
            signature: OnceCell::new(),
            arity: std::cell::Cell::new(None),
            owner: Value::UNBOUND,
            class_method: false,
            module,
            host: Some(function),
        })
    }

    /// Puts a module into `sys.modules`, where imports find it.
    pub fn add_module(&mut self, name: &str, module: Value) {
        let modules = self.modules.clone();
        self.dict_set_str(&modules, name, module);
    }

    /// A module of `sys.modules`.
    pub fn loaded_module(&mut self, name: &str) -> Option<Value> {
        let modules = self.modules.clone();
        self.dict_get_str(&modules, name)
    }

    /// The namespace of the module `__main__`, which is made on first use.
    pub fn main_namespace(&mut self) -> Value {
        match self.main_module().as_ref::<ModuleObject>() {
            Some(object) => object.dict.clone(),
            // A script has put something else there; its own names are gone with the module.
            None => self.dict(),
        }
    }

    /// Runs module code in a namespace to its end; top-level `await` runs under an event loop of its own.
    ///
    /// # Errors
    /// Whatever the code raises.
    pub fn run_module_code(&mut self, code: Arc<CodeObject>, globals: &Value) -> NativeResult {
        let waits = code.flags.contains(CodeFlags::COROUTINE);
        let function = self.link_module_code(code, globals);
        if waits { self.run_main(&function) } else { self.call(&function, &[]) }
    }

    /// Runs an async function without parameters as the main task of an event loop of its own.
    fn run_main(&mut self, function: &Value) -> NativeResult {
        let coroutine = self.call(function, &[])?;
        let asyncio = self.import_module("asyncio")?;
        let run = self.get_attr_str(&asyncio, "run")?;
        let result = self.call(&run, &[coroutine]);
        self.without_runner_frames(result)
    }

    /// Takes the frames of asyncio that ran a main task out of the traceback of an exception: for who wrote the program,
    /// its own code is the outermost.
    pub fn without_runner_frames(&mut self, result: NativeResult) -> NativeResult {
        if let Err(raised) = &result
            && let Some(object) = raised.0.as_ref::<ExceptionObject>()
        {
            let mut level = object.traceback.borrow().clone();
            while let Some(traceback) = level.as_ref::<TracebackObject>()
                && let Some(code) = traceback.code.as_ref::<CodeValue>()
                && code.code.filename.starts_with("<stdlib>/asyncio/")
            {
                let next = traceback.next.borrow().clone();
                level = next;
            }
            if level.kind() == Kind::Traceback {
                object.traceback.replace(level);
            }
        }
        result
    }

    /// Runs a module as the main program, as `python -m name` does. `Err` of the inner result says why there is nothing to
    /// run.
    ///
    /// # Errors
    /// Whatever the module raises.
    pub fn run_module_as_main(&mut self, name: &str) -> Result<Result<(), String>, Raised> {
        let source = match self.main_source(name)? {
            Ok(source) => source,
            Err(reason) => return Ok(Err(reason)),
        };
        let globals = self.main_namespace();
        let package = self.str(&source.package);
        self.dict_set_str(&globals, "__package__", package);
        let file = self.str(&source.filename);
        self.dict_set_str(&globals, "__file__", file.clone());
        if let Some(sys) = self.sys_dict()
            && let Some(argv) = self.dict_get_str(&sys, "argv")
        {
            self.set_item(&argv, &Value::index(0), &file)?;
        } else if let Some(first) = self.host.argv.first_mut() {
            first.clone_from(&source.filename);
        }
        let mut options = CompileOptions::new(source.filename.as_str(), taipan_syntax::Mode::Module);
        options.allow_top_level_await = true;
        let code = self.compile_source(&source.text, &options)?;
        self.run_module_code(code, &globals)?;
        Ok(Ok(()))
    }

    /// Reports an exception that left the main program: by `sys.excepthook`, which prints it unless a script has changed
    /// that.
    pub fn report_uncaught(&mut self, exception: &Value) {
        let hook = match self.sys_dict() {
            Some(sys) => self.dict_get_str(&sys, "excepthook"),
            None => None,
        };
        let Some(hook) = hook.filter(|hook| hook.kind() != Kind::NativeFunction) else {
            return self.print_uncaught(exception);
        };
        let class = self.class_of(exception);
        let traceback = match exception.as_ref::<ExceptionObject>() {
            Some(object) => object.traceback.borrow().clone(),
            None => Value::NONE,
        };
        if let Err(raised) = self.call(&hook, &[class, exception.clone(), traceback]) {
            self.write_stderr("Error in sys.excepthook:\n");
            self.print_uncaught(&raised.0);
            self.write_stderr("\nOriginal exception was:\n");
            self.print_uncaught(exception);
        }
    }

    fn print_uncaught(&mut self, exception: &Value) {
        let colour = self.wants_colour(Stream::Stderr);
        let text = self.format_exception(exception, colour);
        // What the program has printed comes first.
        let _ = self.flush_stream(Stream::Stdout);
        self.write_stderr(&text);
    }

    /// The flag through which other threads and signal handlers reach the VM.
    pub fn signals(&self) -> Arc<Signals> {
        self.signals.clone()
    }

    /// How deep frames may nest before RecursionError.
    pub fn set_recursion_limit(&mut self, limit: u32) {
        self.recursion_limit = limit;
    }
}

fn never_called(vm: &mut Vm, _: &[Value]) -> Flow {
    Flow::Raise(vm.runtime_error("a host function was called without its closure"))
}

impl Raised {
    /// The exception.
    pub fn exception(&self) -> &Value {
        &self.0
    }
}
