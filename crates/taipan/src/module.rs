//! Modules of functions written in Rust. The types of a function's parameters and result say how values are converted.

use crate::Context;
use crate::convert::{FromValue, IntoValue};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::{Mutex, OnceLock, PoisonError};
use taipan_vm::native::HostFn;
use taipan_vm::types::ModuleObject;
use taipan_vm::{Flow, Raised, Value};

/// A module that scripts import, made of Rust functions and constants.
///
/// ```
/// use taipan::{HostModule, Vm};
///
/// let module = HostModule::new("shop")
///     .function("price", |pieces: i64, each: f64| pieces as f64 * each)
///     .function("greet", |name: String, title: Option<String>| match title {
///         Some(title) => format!("Hello, {title} {name}"),
///         None => format!("Hello, {name}"),
///     })
///     .constant("CURRENCY", "EUR");
/// let mut vm = Vm::builder().module(module).build();
/// vm.run("from shop import *\ntext = f'{greet(\"Ann\")}: {price(3, 0.5)} {CURRENCY}'", "shop.py")?;
/// assert_eq!(vm.eval_as::<String>("text")?, "Hello, Ann: 1.5 EUR");
/// # Ok::<(), taipan::Error>(())
/// ```
#[must_use]
pub struct HostModule {
    name: String,
    functions: Vec<(&'static str, Rc<HostFn>)>,
    constants: Vec<(String, Constant)>,
}

type Constant = Box<dyn FnOnce(&mut Context) -> Result<Value, Raised>>;

/// A Rust function that scripts can call. `Signature` is the function type that the arguments are converted for; it is
/// always inferred.
pub trait HostFunction<Signature>: 'static {
    /// Converts the arguments, calls, and converts the result.
    ///
    /// # Errors
    /// The exception that the calling script sees.
    fn call(&self, vm: &mut Context, name: &str, args: &[Value]) -> Result<Value, Raised>;
}

macro_rules! host_functions {
    ($($($name:ident)*;)*) => {$(
        impl<Function, Output, $($name,)*> HostFunction<fn($($name),*) -> Output> for Function
        where
            Function: Fn($($name),*) -> Output + 'static,
            Output: IntoValue,
            $($name: FromValue,)*
        {
            #[allow(non_snake_case, unused_variables, unused_mut, reason = "one text for every number of parameters")]
            fn call(&self, vm: &mut Context, name: &str, args: &[Value]) -> Result<Value, Raised> {
                check_count(vm, name, args.len(), &[$($name::OPTIONAL),*])?;
                let mut rest = args.iter();
                $(let $name = $name::from_value(vm, rest.next().unwrap_or(&Value::NONE))?;)*
                self($($name),*).into_value(vm)
            }
        }
    )*};
}

host_functions! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

/// Refuses a call with too few or too many arguments, in the words of CPython's builtin functions.
fn check_count(vm: &mut Context, name: &str, given: usize, optional: &[bool]) -> Result<(), Raised> {
    let most = optional.len();
    let least = optional.iter().rposition(|optional| !optional).map_or(0, |last| last + 1);
    if (least..=most).contains(&given) {
        return Ok(());
    }
    let (bound, count) = match (least == most, given < least) {
        (true, _) => ("", most),
        (false, true) => ("at least ", least),
        (false, false) => ("at most ", most),
    };
    let plural = if count == 1 { "" } else { "s" };
    Err(vm.type_error(format!("{name} expected {bound}{count} argument{plural}, got {given}")))
}

impl HostModule {
    /// An empty module. A dotted name makes a submodule.
    pub fn new(name: impl Into<String>) -> HostModule {
        HostModule { name: name.into(), functions: Vec::new(), constants: Vec::new() }
    }

    /// Adds a function of up to eight parameters. Parameters of type `Option` may be left out at the end of a call.
    pub fn function<Signature>(mut self, name: &str, function: impl HostFunction<Signature>) -> HostModule {
        let name = lasting_name(name);
        let call = move |vm: &mut Context, args: &[Value], keywords: &[(Value, Value)]| -> Flow {
            if !keywords.is_empty() {
                return Flow::Raise(vm.type_error(format!("{name}() takes no keyword arguments")));
            }
            function.call(vm, name, args).into()
        };
        self.functions.push((name, Rc::new(call)));
        self
    }

    /// Adds a function that takes script values as they are, any number of them, and may use the VM.
    pub fn raw_function(
        mut self,
        name: &str,
        function: impl Fn(&mut Context, &[Value]) -> Result<Value, Raised> + 'static,
    ) -> HostModule {
        let name = lasting_name(name);
        let call = move |vm: &mut Context, args: &[Value], keywords: &[(Value, Value)]| -> Flow {
            if !keywords.is_empty() {
                return Flow::Raise(vm.type_error(format!("{name}() takes no keyword arguments")));
            }
            function(vm, args).into()
        };
        self.functions.push((name, Rc::new(call)));
        self
    }

    /// Adds a constant.
    pub fn constant(mut self, name: &str, value: impl IntoValue + 'static) -> HostModule {
        self.constants.push((name.to_owned(), Box::new(move |vm| value.into_value(vm))));
        self
    }

    /// Makes the module in a VM, where imports find it.
    pub(crate) fn install(self, vm: &mut Context) {
        let module = vm.new_module(&self.name);
        let Some(object) = module.as_ref::<ModuleObject>() else { return };
        let dict = object.dict.clone();
        let module_name = vm.intern(&self.name);
        for (name, function) in self.functions {
            let function = vm.host_function(name, module_name.clone(), function);
            vm.dict_set_str(&dict, name, function);
        }
        for (name, constant) in self.constants {
            // A constant that cannot be converted is left out; using it raises AttributeError.
            if let Ok(value) = constant(vm) {
                vm.dict_set_str(&dict, &name, value);
            }
        }
        vm.add_module(&self.name, module.clone());
        if let Some((parent, name)) = self.name.rsplit_once('.')
            && let Some(parent) = vm.loaded_module(parent)
            && let Some(parent) = parent.as_ref::<ModuleObject>()
        {
            vm.dict_set_str(&parent.dict, name, module);
        }
    }
}

/// A name that lives as long as the process. Equal names share one allocation, so that making VM after VM with the same
/// modules does not grow.
fn lasting_name(name: &str) -> &'static str {
    static NAMES: OnceLock<Mutex<HashSet<&'static str>>> = OnceLock::new();
    let names = NAMES.get_or_init(Mutex::default);
    let mut names = names.lock().unwrap_or_else(PoisonError::into_inner);
    match names.get(name) {
        Some(known) => known,
        None => {
            let lasting: &'static str = Box::leak(name.to_owned().into_boxed_str());
            names.insert(lasting);
            lasting
        }
    }
}
