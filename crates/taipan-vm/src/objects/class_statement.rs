//! The class statement: `__build_class__(function, name, *bases, metaclass=..., **keywords)`. The class body runs as an
//! ordinary frame; its namespace is the function's only argument.

use crate::heap::{Kind, Tuple};
use crate::native::{Call, Flow, NativeDef, NativeResult, Raised, Then};
use crate::types::{DictObject, StrObject, TypeObject};
use crate::value::Value;
use crate::vm::Vm;

/// Builtin functions of this file.
pub(crate) static FUNCTIONS: [NativeDef; 1] =
    [NativeDef::flow("__build_class__", "func, name, /, *bases, **kwds", builtin_build_class)];

/// A class statement on its way.
struct Statement {
    function: Value,
    name: Value,
    bases: Vec<Value>,
    /// The bases as written, when `__mro_entries__` replaced some.
    original_bases: Option<Value>,
    metaclass: Value,
    keywords: Vec<(Value, Value)>,
}

fn builtin_build_class(vm: &mut Vm, args: &[Value]) -> Flow {
    let (function, name) = (args[0].clone(), args[1].clone());
    if function.kind() != Kind::Function {
        return Flow::Raise(vm.type_error("__build_class__: func must be a function"));
    }
    if name.kind() != Kind::Str {
        return Flow::Raise(vm.type_error("__build_class__: name is not a string"));
    }
    let written = args[2].clone();
    let mut keywords = args[3].expect_ref::<DictObject>().pairs();
    let key = vm.names.metaclass.clone();
    let position = keywords
        .iter()
        .position(|(k, _)| k.is(&key) || k.expect_ref::<StrObject>().bytes() == key.expect_ref::<StrObject>().bytes());
    let metaclass = position.map(|i| keywords.remove(i).1).unwrap_or_default();
    let statement = Statement { function, name, bases: Vec::new(), original_bases: None, metaclass, keywords };
    resolve_bases(vm, statement, written, 0, false)
}

/// Replaces bases that are not classes by what their `__mro_entries__` say.
fn resolve_bases(vm: &mut Vm, mut statement: Statement, written: Value, from: usize, changed: bool) -> Flow {
    let items = written.expect_ref::<Tuple>().items().to_vec();
    for (i, base) in items.iter().enumerate().skip(from) {
        if base.kind() == Kind::Type {
            statement.bases.push(base.clone());
            continue;
        }
        let name = vm.names.mro_entries.clone();
        match vm.get_attr_opt(base, &name) {
            Err(raised) => return Flow::Raise(raised),
            Ok(None) => statement.bases.push(base.clone()),
            Ok(Some(method)) => {
                let all = written.clone();
                return Flow::call_then(method, vec![written.clone()], move |vm, result| {
                    let entries = match result {
                        Ok(entries) => entries,
                        Err(raised) => return Flow::Raise(raised),
                    };
                    let Some(tuple) = entries.as_ref::<Tuple>() else {
                        return Flow::Raise(vm.type_error("__mro_entries__ must return a tuple"));
                    };
                    statement.bases.extend(tuple.items().iter().cloned());
                    resolve_bases(vm, statement, all, i + 1, true)
                });
            }
        }
    }
    if changed {
        statement.original_bases = Some(written);
    }
    prepare(vm, statement)
}

/// Finds the metaclass and asks it for the namespace.
fn prepare(vm: &mut Vm, mut statement: Statement) -> Flow {
    if statement.metaclass.is_unbound() {
        statement.metaclass = match statement.bases.first() {
            Some(base) => vm.class_of(base),
            None => vm.builtin_class(Kind::Type),
        };
    }
    if statement.metaclass.kind() == Kind::Type {
        match vm.winning_metaclass(&statement.metaclass, &statement.bases) {
            Ok(winner) => statement.metaclass = winner,
            Err(raised) => return Flow::Raise(raised),
        }
    }
    if statement.metaclass.is(&vm.builtin_types[Kind::Type as usize]) {
        let namespace = vm.dict();
        return run_body(vm, statement, namespace);
    }
    let name = vm.names.prepare.clone();
    let prepare = match vm.get_attr_opt(&statement.metaclass, &name) {
        Ok(Some(prepare)) => prepare,
        Ok(None) => {
            let namespace = vm.dict();
            return run_body(vm, statement, namespace);
        }
        Err(raised) => return Flow::Raise(raised),
    };
    let bases = vm.tuple(statement.bases.clone());
    let call =
        Call { callee: prepare, args: vec![statement.name.clone(), bases], keywords: statement.keywords.clone() };
    Flow::Call(
        call,
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| {
            let namespace = match result {
                Ok(namespace) => namespace,
                Err(raised) => return Flow::Raise(raised),
            };
            let name = vm.names.getitem.clone();
            let mapping = namespace.kind() == Kind::Dict || vm.lookup_special(&namespace, &name).is_some();
            if !mapping {
                let metaclass = match statement.metaclass.as_ref::<TypeObject>() {
                    Some(_) => vm.class_name(&statement.metaclass),
                    None => String::from("<metaclass>"),
                };
                let found = vm.type_name(&namespace);
                return Flow::Raise(
                    vm.type_error(format!("{metaclass}.__prepare__() must return a mapping, not {found}")),
                );
            }
            run_body(vm, statement, namespace)
        })),
    )
}

/// Runs the class body, then makes the class.
fn run_body(vm: &mut Vm, statement: Statement, namespace: Value) -> Flow {
    let _ = vm;
    Flow::call_then(statement.function.clone(), vec![namespace.clone()], move |vm, result| {
        let cell = match result {
            Ok(cell) => cell,
            Err(raised) => return Flow::Raise(raised),
        };
        match finish_namespace(vm, &statement, &namespace, &cell) {
            Ok(()) => make_class(vm, statement, namespace, cell),
            Err(raised) => Flow::Raise(raised),
        }
    })
}

fn finish_namespace(vm: &mut Vm, statement: &Statement, namespace: &Value, cell: &Value) -> Result<(), Raised> {
    if let Some(original) = &statement.original_bases {
        let name = vm.names.orig_bases.clone();
        vm.set_item(namespace, &name, original)?;
    }
    if cell.kind() == Kind::Cell {
        let name = vm.names.classcell.clone();
        vm.set_item(namespace, &name, cell)?;
    }
    Ok(())
}

fn make_class(vm: &mut Vm, statement: Statement, namespace: Value, cell: Value) -> Flow {
    let Statement { name, bases, metaclass, keywords, .. } = statement;
    let bases = vm.tuple(bases);
    let class_name = name.clone();
    let call = Call { callee: metaclass, args: vec![name, bases, namespace], keywords };
    Flow::Call(
        call,
        Box::new(Then(move |vm: &mut Vm, result: NativeResult| match result {
            Ok(class) => Flow::from(check_class_cell(vm, class, &cell, &class_name)),
            Err(raised) => Flow::Raise(raised),
        })),
    )
}

/// Checks that `type.__new__` has been given the cell behind `__class__` and `super()`.
fn check_class_cell(vm: &mut Vm, class: Value, cell: &Value, name: &Value) -> NativeResult {
    let Some(cell) = cell.as_ref::<crate::types::CellObject>() else { return Ok(class) };
    if class.kind() != Kind::Type {
        return Ok(class);
    }
    let contents = cell.get();
    if contents.is(&class) {
        return Ok(class);
    }
    let (name, made) = (vm.repr_string(name)?, vm.repr_string(&class)?);
    if contents.is_unbound() {
        return Err(vm.runtime_error(format!(
            "__class__ not set defining {name} as {made}. Was __classcell__ propagated to type.__new__?"
        )));
    }
    let found = vm.repr_string(&contents)?;
    Err(vm.type_error(format!("__class__ set to {found} defining {name} as {made}")))
}
