//! `globals`, `locals`, `vars`, `dir`, `eval`, `exec`, `compile`: builtins that look at the frame which called them or make
//! code. See <https://docs.python.org/3.13/library/functions.html>.

use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::{Caller, Flow, NativeResult, Raised};
use crate::types::{ByteArrayObject, BytesObject, CodeValue, DictObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use taipan_bytecode::{CodeFlags, CompileOptions};
use taipan_syntax::Mode;

pub(super) fn builtin_globals(vm: &mut Vm, caller: &Caller, _: &[Value]) -> Flow {
    match caller.frame(vm, 0) {
        Some(frame) => Flow::Return(frame.globals),
        None => Flow::Raise(vm.runtime_error("globals(): no script frame")),
    }
}

pub(super) fn builtin_locals(vm: &mut Vm, caller: &Caller, _: &[Value]) -> Flow {
    Flow::Return(caller.locals(vm))
}

pub(super) fn builtin_vars(vm: &mut Vm, caller: &Caller, args: &[Value]) -> Flow {
    let Some(object) = args[0].bound() else { return Flow::Return(caller.locals(vm)) };
    let name = vm.names.dict.clone();
    match vm.get_attr_opt(object, &name) {
        Ok(Some(dict)) => Flow::Return(dict),
        Ok(None) => Flow::Raise(vm.type_error("vars() argument must have __dict__ attribute")),
        Err(raised) => Flow::Raise(raised),
    }
}

pub(super) fn builtin_dir(vm: &mut Vm, caller: &Caller, args: &[Value]) -> Flow {
    let names = match args[0].bound() {
        None => {
            let locals = caller.locals(vm);
            vm.collect(&locals)
        }
        Some(object) => {
            let name = vm.names.dir.clone();
            match vm.call_special(object, &name, &[]) {
                Some(Ok(names)) => vm.collect(&names),
                Some(Err(raised)) => Err(raised),
                None => Err(vm.type_error("object does not provide __dir__")),
            }
        }
    };
    match names.and_then(|names| vm.sorted_names(names)) {
        Ok(list) => Flow::Return(list),
        Err(raised) => Flow::Raise(raised),
    }
}

/// The text of source code given as str or bytes.
fn source_text(vm: &mut Vm, source: &Value, function: &str) -> Result<String, Raised> {
    if let Some(text) = source.as_ref::<StrObject>() {
        return match text.as_str() {
            Some(text) if text.contains('\0') => {
                Err(vm.error(ExceptionKind::SyntaxError, "source code string cannot contain null bytes"))
            }
            Some(text) => Ok(text.to_owned()),
            None => Err(vm.error(ExceptionKind::UnicodeError, "source code has surrogates")),
        };
    }
    let bytes = match (source.as_ref::<BytesObject>(), source.as_ref::<ByteArrayObject>()) {
        (Some(bytes), _) => bytes.bytes.to_vec(),
        (_, Some(bytes)) => bytes.bytes.borrow().clone(),
        _ => {
            let message = format!("{function} arg 1 must be a string, bytes or code object");
            return Err(vm.type_error(message));
        }
    };
    taipan_syntax::decode_source(&bytes).map(|text| text.to_string()).map_err(|e| vm.syntax_error(&e, "", "<string>"))
}

impl Vm {
    fn sorted_names(&mut self, names: Vec<Value>) -> NativeResult {
        let list = self.list(names);
        self.call_method(&list, "sort", &[])?;
        Ok(list)
    }
}

pub(super) fn builtin_compile(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let source = source_text(vm, &args[0], "compile()")?;
    let filename = vm.str_string(&args[1])?;
    let mode = vm.str_string(&args[2])?;
    let mode = match mode.as_str() {
        "exec" => Mode::Module,
        "eval" => Mode::Expression,
        "single" => Mode::Interactive,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let flags = vm.index(&args[3])?;
    let optimize = vm.index(&args[5])?;
    let mut options = CompileOptions::new(filename.as_str(), mode);
    // ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    options.allow_top_level_await = flags & 0x2000 != 0;
    options.optimize = optimize.clamp(0, 2) as u8;
    // Whoever runs it may give it separate locals.
    options.namespace_mode = true;
    let code = vm.compile_source(&source, &options)?;
    Ok(vm.unlinked_code(code))
}

/// The namespaces of `eval` and `exec`.
fn namespaces(
    vm: &mut Vm,
    caller: &Caller,
    globals: &Value,
    locals: &Value,
    function: &str,
) -> Result<(Value, Value), Raised> {
    let given = globals.bound().filter(|g| !g.is_none());
    let locals = locals.bound().filter(|l| !l.is_none());
    let globals_value = match given {
        Some(globals) if globals.as_ref::<DictObject>().is_none() => {
            let name = vm.type_name(globals);
            return Err(if function == "exec" {
                vm.type_error(format!("exec() globals must be a dict, not {name}"))
            } else {
                vm.type_error("globals must be a dict")
            });
        }
        Some(globals) => globals.clone(),
        None => match caller.frame(vm, 0) {
            Some(frame) => frame.globals,
            None => vm.dict(),
        },
    };
    let locals_value = match (locals, given) {
        (Some(locals), _) => locals.clone(),
        (None, Some(globals)) => globals.clone(),
        (None, None) => caller.locals(vm),
    };
    let builtins = vm.names.builtins.clone();
    if vm.dict_get_name(&globals_value, &builtins).is_none() {
        let module = vm.builtins.clone();
        vm.dict_set_name(&globals_value, &builtins, module);
    }
    Ok((globals_value, locals_value))
}

fn evaluate(vm: &mut Vm, caller: &Caller, args: &[Value], mode: Mode, function: &str) -> Result<Flow, Raised> {
    let (globals, locals) = namespaces(vm, caller, &args[1], &args[2], function)?;
    let separate = !locals.is(&globals);
    if separate && locals.kind() != Kind::Dict {
        let name = vm.names.getitem.clone();
        if vm.lookup_special(&locals, &name).is_none() {
            let class = vm.type_name(&locals);
            return Err(vm.type_error(format!("locals must be a mapping or None, not {class}")));
        }
    }
    let code = match args[0].as_ref::<CodeValue>() {
        Some(code) => {
            if !code.code.freevars.is_empty() {
                return Err(vm.type_error(format!("code object passed to {function}() may not contain free variables")));
            }
            code.code.clone()
        }
        None => {
            let mut source = source_text(vm, &args[0], &format!("{function}()"))?;
            if mode == Mode::Expression {
                source = source.trim_start_matches([' ', '\t']).to_owned();
            }
            let mut options = CompileOptions::new("<string>", mode);
            options.namespace_mode = separate;
            vm.compile_source(&source, &options)?
        }
    };
    let uses_namespace = code.flags.contains(CodeFlags::USES_NAMESPACE);
    let run = vm.link_module_code(code, &globals);
    let call_args = if uses_namespace { vec![locals] } else { Vec::new() };
    Ok(Flow::TailCall(crate::native::Call::new(run, call_args)))
}

pub(super) fn builtin_eval(vm: &mut Vm, caller: &Caller, args: &[Value]) -> Flow {
    evaluate(vm, caller, args, Mode::Expression, "eval").unwrap_or_else(Flow::Raise)
}

pub(super) fn builtin_exec(vm: &mut Vm, caller: &Caller, args: &[Value]) -> Flow {
    match evaluate(vm, caller, args, Mode::Module, "exec") {
        Ok(flow) => Flow::Then(
            Box::new(flow),
            Box::new(crate::native::Then(|_: &mut Vm, result: NativeResult| match result {
                Ok(_) => Flow::Return(Value::NONE),
                Err(raised) => Flow::Raise(raised),
            })),
        ),
        Err(raised) => Flow::Raise(raised),
    }
}
