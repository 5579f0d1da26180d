//! The VM as a host sees it: run text, call functions, read and set variables of `__main__`.

use crate::builder::Builder;
use crate::convert::{FromValue, IntoArguments, IntoValue};
use crate::error::Error;
use crate::{Context, Session};
use std::sync::Arc;
use taipan_bytecode::{CodeObject, CompileOptions};
use taipan_syntax::Mode;
use taipan_vm::{Raised, Signals, Value};

/// An independent virtual machine. What its scripts may do is set by its [`Builder`].
///
/// ```
/// let mut vm = taipan::Vm::new();
/// vm.run("def double(x): return x * 2", "library.py")?;
/// let double = vm.get_global("double").expect("the script has defined it");
/// let result = vm.call(&double, (21,))?;
/// assert_eq!(vm.extract::<i64>(&result)?, 42);
/// # Ok::<(), taipan::Error>(())
/// ```
pub struct Vm {
    inner: Box<taipan_vm::Vm>,
    prints_uncaught: bool,
    ended: bool,
}

impl Default for Vm {
    fn default() -> Vm {
        Vm::new()
    }
}

impl Vm {
    /// A VM that is granted nothing, with no output and no input.
    pub fn new() -> Vm {
        Builder::default().build()
    }

    /// Starts setting up a VM.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn from_parts(inner: Box<taipan_vm::Vm>, prints_uncaught: bool) -> Vm {
        Vm { inner, prints_uncaught, ended: false }
    }

    // ---- running ----

    /// Runs a text as the module `__main__`, whose variables stay for later calls. `await` may stand at the top level.
    /// `name` is the file name that tracebacks show.
    ///
    /// # Errors
    /// The exception that the text raises, `SyntaxError` included.
    pub fn run(&mut self, source: &str, name: &str) -> Result<(), Error> {
        self.inner.register_source_text(name, source);
        let result = self.compile(source, name, Mode::Module).and_then(|code| {
            let globals = self.inner.main_namespace();
            self.inner.run_module_code(code, &globals)
        });
        self.finish(result).map(drop)
    }

    /// Runs the bytes of a source file, as [`Vm::run`] does; `__file__` is its name. A byte order mark and an encoding
    /// line (PEP 263) are honoured.
    ///
    /// # Errors
    /// As [`Vm::run`].
    pub fn run_file(&mut self, bytes: &[u8], name: &str) -> Result<(), Error> {
        let globals = self.inner.main_namespace();
        let file = self.inner.str(name);
        self.inner.dict_set_str(&globals, "__file__", file);
        let result = self.inner.decode_file(bytes, name).and_then(|source| {
            let code = self.compile(&source, name, Mode::Module)?;
            self.inner.register_source_text(name, &source);
            drop(source);
            self.inner.run_module_code(code, &globals)
        });
        self.finish(result).map(drop)
    }

    /// Runs a module as the main program: `python -m name`.
    ///
    /// # Errors
    /// As [`Vm::run`]; an error for which [`Error::is_missing_module`] holds when there is no such module.
    pub fn run_module(&mut self, name: &str) -> Result<(), Error> {
        let result = match self.inner.run_module_as_main(name) {
            Ok(Ok(())) => Ok(Value::NONE),
            Ok(Err(reason)) => return Err(Error::missing_module(reason)),
            Err(raised) => Err(raised),
        };
        self.finish(result).map(drop)
    }

    /// The value of an expression over the variables of `__main__`.
    ///
    /// # Errors
    /// The exception that the expression raises, `SyntaxError` included.
    pub fn eval(&mut self, expression: &str) -> Result<Value, Error> {
        let result = self.compile(expression, "<string>", Mode::Expression).and_then(|code| {
            let globals = self.inner.main_namespace();
            self.inner.run_module_code(code, &globals)
        });
        self.finish(result)
    }

    /// [`Vm::eval`], converted.
    ///
    /// # Errors
    /// As [`Vm::eval`], and when the value cannot be converted.
    pub fn eval_as<T: FromValue>(&mut self, expression: &str) -> Result<T, Error> {
        let value = self.eval(expression)?;
        self.extract(&value)
    }

    /// Calls a function, class or other callable with positional arguments.
    ///
    /// # Errors
    /// The exception that it raises.
    pub fn call(&mut self, callable: &Value, args: impl IntoArguments) -> Result<Value, Error> {
        let result = args.into_arguments(&mut self.inner).and_then(|args| self.inner.call(callable, &args));
        self.finish(result)
    }

    /// Calls a method.
    ///
    /// # Errors
    /// The exception that it raises; `AttributeError` when there is no such method.
    pub fn call_method(&mut self, object: &Value, name: &str, args: impl IntoArguments) -> Result<Value, Error> {
        let method = self.inner.get_attr_str(object, name);
        let result = method.and_then(|method| {
            let args = args.into_arguments(&mut self.inner)?;
            self.inner.call(&method, &args)
        });
        self.finish(result)
    }

    // ---- values ----

    /// Converts a script value to a Rust value.
    ///
    /// # Errors
    /// `TypeError` or `OverflowError` when it does not fit.
    pub fn extract<T: FromValue>(&mut self, value: &Value) -> Result<T, Error> {
        let result = T::from_value(&mut self.inner, value);
        result.map_err(|raised| Error::from_raised(&mut self.inner, &raised))
    }

    /// Converts a Rust value to a script value.
    ///
    /// # Errors
    /// `TypeError` when it cannot be a script value (an unhashable key of a map).
    pub fn value(&mut self, value: impl IntoValue) -> Result<Value, Error> {
        let result = value.into_value(&mut self.inner);
        result.map_err(|raised| Error::from_raised(&mut self.inner, &raised))
    }

    /// A variable of `__main__`.
    pub fn get_global(&mut self, name: &str) -> Option<Value> {
        let globals = self.inner.main_namespace();
        self.inner.dict_get_str(&globals, name)
    }

    /// Sets a variable of `__main__`.
    ///
    /// # Errors
    /// When the value cannot be converted.
    pub fn set_global(&mut self, name: &str, value: impl IntoValue) -> Result<(), Error> {
        let value = self.value(value)?;
        let globals = self.inner.main_namespace();
        self.inner.dict_set_str(&globals, name, value);
        Ok(())
    }

    /// `repr(value)`
    ///
    /// # Errors
    /// The exception of a `__repr__` method.
    pub fn repr(&mut self, value: &Value) -> Result<String, Error> {
        let result = self.inner.repr_string(value);
        result.map_err(|raised| Error::from_raised(&mut self.inner, &raised))
    }

    // ---- source texts ----

    /// Checks that a text compiles, without running it. Warnings go to standard error.
    ///
    /// # Errors
    /// `SyntaxError` or one of its subclasses.
    pub fn check(&mut self, bytes: &[u8], name: &str) -> Result<(), Error> {
        let result = self.compile_bytes(bytes, name).map(|_| Value::NONE);
        self.finish(result).map(drop)
    }

    /// The instructions of a text and of all functions in it, as readable text.
    ///
    /// # Errors
    /// `SyntaxError` or one of its subclasses.
    pub fn disassemble(&mut self, bytes: &[u8], name: &str) -> Result<String, Error> {
        let mut text = String::new();
        let result = self.compile_bytes(bytes, name).map(|code| {
            text = taipan_bytecode::disassemble(&code);
            Value::NONE
        });
        self.finish(result).map(|_| text)
    }

    // ---- control ----

    /// A handle that stops a running script from another thread or a signal handler.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt { signals: self.inner.signals() }
    }

    /// A session of a REPL over the variables of `__main__`.
    pub fn session(&mut self) -> Session {
        Session::new(self.inner.main_namespace())
    }

    /// Ends the program as the `python` command does: functions registered with `atexit` run, then finalisers of what the
    /// modules hold. It happens when the machine is dropped, unless it was asked for before.
    pub fn shutdown(&mut self) {
        if !std::mem::replace(&mut self.ended, true) {
            self.inner.shut_down();
            self.inner.flush_streams();
        }
    }

    /// Writes what scripts have printed to the sinks.
    ///
    /// # Errors
    /// `OSError` (`BrokenPipeError` perhaps) when the sink of standard output refuses.
    pub fn flush(&mut self) -> Result<(), Error> {
        let result = self.inner.flush_stream(taipan_vm::streams::Stream::Stdout);
        result.map_err(|raised| Error::from_raised(&mut self.inner, &raised))
    }

    /// The VM as functions written in Rust see it.
    pub fn context(&mut self) -> &mut Context {
        &mut self.inner
    }

    // ---- inside ----

    fn compile_bytes(&mut self, bytes: &[u8], name: &str) -> Result<Arc<CodeObject>, Raised> {
        let source = self.inner.decode_file(bytes, name)?;
        self.compile(&source, name, Mode::Module)
    }

    fn compile(&mut self, source: &str, name: &str, mode: Mode) -> Result<Arc<CodeObject>, Raised> {
        let mut options = CompileOptions::new(name, mode);
        options.allow_top_level_await = true;
        self.inner.compile_source(source, &options)
    }

    /// Ends a call into the VM: output is written, an exception becomes an error.
    pub(crate) fn finish(&mut self, result: Result<Value, Raised>) -> Result<Value, Error> {
        let result = result.map_err(|raised| {
            let error = Error::from_raised(&mut self.inner, &raised);
            if self.prints_uncaught && error.exit_status().is_none() {
                self.inner.report_uncaught(raised.exception());
            }
            error
        });
        let flushed = self.flush();
        let value = result?;
        flushed.map_err(Error::of_output)?;
        Ok(value)
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.shutdown();
    }
}

/// Stops scripts of a VM; it can be cloned, sent to other threads, and used in a signal handler.
#[derive(Clone)]
pub struct Interrupt {
    signals: Arc<Signals>,
}

impl Interrupt {
    /// Raises `KeyboardInterrupt` in the running script, or in the next one that runs.
    pub fn interrupt(&self) {
        self.signals.set(Signals::INTERRUPT);
    }
}

impl std::fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Interrupt").finish_non_exhaustive()
    }
}
