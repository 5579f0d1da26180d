//! The error that a host sees: an exception that no script caught, with its traceback as text. It holds no script values,
//! so it may outlive the VM and travel between threads.

use std::fmt;
use taipan_vm::{ExceptionKind, Raised};

/// An exception that left a script.
///
/// [`Display`](fmt::Display) gives the traceback as Python prints it, without the last newline.
#[derive(Clone, Debug)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Clone, Debug)]
struct Inner {
    type_name: String,
    message: String,
    traceback: String,
    exit: Option<ExitStatus>,
    interrupted: bool,
    output: bool,
    missing: bool,
}

/// How a script that raised `SystemExit` wants its process to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// With this status (`sys.exit()` and `sys.exit(None)` give 0).
    Code(i32),
    /// With status 1, after this text was written to standard error: `sys.exit("text")`.
    Message(String),
}

impl Error {
    /// The name of the exception's class, with its module unless that is `builtins`: `ValueError`,
    /// `json.decoder.JSONDecodeError`.
    pub fn type_name(&self) -> &str {
        &self.inner.type_name
    }

    /// `str(exception)`
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// The traceback as Python prints it, newline at the end included.
    pub fn traceback(&self) -> &str {
        &self.inner.traceback
    }

    /// How the process should end, when the exception is `SystemExit`.
    pub fn exit_status(&self) -> Option<&ExitStatus> {
        self.inner.exit.as_ref()
    }

    /// Whether it is `KeyboardInterrupt`: the user or an [`Interrupt`](crate::Interrupt) stopped the script.
    pub fn is_interrupt(&self) -> bool {
        self.inner.interrupted
    }

    /// Whether the script ended well, but the sink of standard output refused what was left to be written.
    pub fn is_output_failure(&self) -> bool {
        self.inner.output
    }

    /// Whether [`Vm::run_module`](crate::Vm::run_module) found nothing to run.
    pub fn is_missing_module(&self) -> bool {
        self.inner.missing
    }

    pub(crate) fn missing_module(message: String) -> Error {
        let traceback = format!("ImportError: {message}\n");
        let type_name = String::from("ImportError");
        Error {
            inner: Box::new(Inner {
                type_name,
                message,
                traceback,
                exit: None,
                interrupted: false,
                output: false,
                missing: true,
            }),
        }
    }

    pub(crate) fn of_output(mut self) -> Error {
        self.inner.output = true;
        self
    }

    /// Takes an exception apart.
    pub(crate) fn from_raised(vm: &mut taipan_vm::Vm, raised: &Raised) -> Error {
        let exception = raised.exception();
        let class = vm.class_of(exception);
        let type_name = vm.qualified_class_name(&class);
        // An exception whose `__str__` fails is printed without a message, as Python does.
        let message = vm.str_string(exception).unwrap_or_else(|_| String::from("<exception str() failed>"));
        let exit =
            if vm.is_exception(raised, ExceptionKind::SystemExit) { Some(exit_status(vm, raised)) } else { None };
        let interrupted = vm.is_exception(raised, ExceptionKind::KeyboardInterrupt);
        let traceback = if exit.is_some() { String::new() } else { vm.format_exception(exception, false) };
        Error {
            inner: Box::new(Inner { type_name, message, traceback, exit, interrupted, output: false, missing: false }),
        }
    }
}

/// What the `code` of a `SystemExit` means.
fn exit_status(vm: &mut taipan_vm::Vm, raised: &Raised) -> ExitStatus {
    let exception = raised.exception();
    let code = match vm.get_attr_str(exception, "code") {
        Ok(code) => code,
        // An instance without the attribute stands for itself.
        Err(_) => exception.clone(),
    };
    if code.is_none() {
        return ExitStatus::Code(0);
    }
    if let Some(number) = code.as_int_or_bool() {
        // The operating system keeps the low byte; numbers beyond 32 bits count as -1, as under CPython.
        return ExitStatus::Code(i32::try_from(number).unwrap_or(-1));
    }
    if code.kind() == taipan_vm::Kind::Int {
        return ExitStatus::Code(-1);
    }
    ExitStatus::Message(vm.str_string(&code).unwrap_or_default())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match &self.inner.exit {
            Some(ExitStatus::Code(code)) => return write!(f, "SystemExit: {code}"),
            Some(ExitStatus::Message(message)) => return write!(f, "SystemExit: {message}"),
            None => self.inner.traceback.trim_end_matches('\n'),
        };
        f.write_str(text)
    }
}

impl std::error::Error for Error {}

/// An exception that a function written in Rust raises: the error type of its `Result`.
///
/// ```
/// use taipan::{Exception, ExceptionKind, HostModule, Vm};
///
/// fn half(n: i64) -> Result<i64, Exception> {
///     if n % 2 == 0 { Ok(n / 2) } else { Err(Exception::new(ExceptionKind::ValueError, "odd number")) }
/// }
/// let mut vm = Vm::builder().module(HostModule::new("host").function("half", half)).build();
/// let error = vm.run("import host\nhost.half(3)", "example.py").unwrap_err();
/// assert_eq!((error.type_name(), error.message()), ("ValueError", "odd number"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    kind: ExceptionKind,
    message: String,
}

impl Exception {
    /// An exception of a builtin class.
    pub fn new(kind: ExceptionKind, message: impl Into<String>) -> Exception {
        Exception { kind, message: message.into() }
    }

    /// Its class.
    pub fn kind(&self) -> ExceptionKind {
        self.kind
    }

    /// Its message.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl std::error::Error for Exception {}
