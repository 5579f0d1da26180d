//! `code`: what scripts can see of compiled code (`co_name`, `co_varnames`, ...). See
//! <https://docs.python.org/3.13/reference/datamodel.html#code-objects>. The instructions themselves are not shown: they
//! are not CPython's.

use crate::native::{NativeDef, NativeResult};
use crate::objects::classes::getter;
use crate::types::{CodeValue, CompareOp, HashSlot, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::sync::Arc;
use taipan_bytecode::{CodeFlags, CodeObject, Constant};

/// The flags that Python defines.
const PYTHON_FLAGS: u32 = 0x3ff | 0x400_0000;

/// What `code` can do natively.
pub(crate) static CODE_SLOTS: Slots = Slots {
    repr: Some(code_repr),
    hash: HashSlot::Value(|_, code| Ok(Arc::as_ptr(this(code)) as i64 >> 4)),
    compare: Some(code_compare),
    methods: &[
        NativeDef::plain("co_lines", "self, /", code_lines),
        NativeDef::plain("co_positions", "self, /", code_positions),
        NativeDef::plain("replace", "self, /, **changes", code_replace),
    ],
    getset: &[
        getter("co_name", |vm, c| Ok(vm.intern(&this(c).name))),
        getter("co_qualname", |vm, c| Ok(vm.str(&this(c).qualname))),
        getter("co_filename", |vm, c| Ok(vm.str(&this(c).filename))),
        getter("co_firstlineno", |_, c| Ok(Value::index(this(c).first_line as usize))),
        getter("co_argcount", |_, c| Ok(Value::index(this(c).arg_count as usize))),
        getter("co_posonlyargcount", |_, c| Ok(Value::index(this(c).posonly_count as usize))),
        getter("co_kwonlyargcount", |_, c| Ok(Value::index(this(c).kwonly_count as usize))),
        getter("co_nlocals", |_, c| Ok(Value::index(local_names(this(c)).len()))),
        getter("co_stacksize", |_, c| Ok(Value::index((this(c).n_registers - this(c).n_locals) as usize))),
        getter("co_flags", |_, c| Ok(Value::index((this(c).flags.0 & PYTHON_FLAGS) as usize))),
        getter("co_varnames", |vm, c| names(vm, &local_names(this(c)))),
        getter("co_names", |vm, c| names(vm, &this(c).names)),
        getter("co_freevars", |vm, c| names(vm, &this(c).freevars)),
        getter("co_cellvars", |vm, c| names(vm, &cell_names(this(c)))),
        getter("co_consts", code_constants),
        getter("co_code", |vm, c| Ok(vm.bytes(vec![0u8; this(c).instructions.len()]))),
        getter("co_linetable", |vm, _| Ok(vm.bytes(Vec::new()))),
        getter("co_exceptiontable", |vm, _| Ok(vm.bytes(Vec::new()))),
    ],
    doc: "Create a code object. Not for mere mortals.",
    ..Slots::NONE
};

fn this(value: &Value) -> &Arc<CodeObject> {
    &value.expect_ref::<CodeValue>().code
}

fn code_repr(vm: &mut Vm, value: &Value) -> NativeResult {
    let code = this(value);
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        code.name,
        value.address(),
        code.filename,
        code.first_line
    );
    Ok(vm.string(text))
}

fn code_compare(_: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    let (Some(x), Some(y)) = (a.as_ref::<CodeValue>(), b.as_ref::<CodeValue>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = Arc::ptr_eq(&x.code, &y.code);
    Ok(match op {
        CompareOp::Eq => Value::bool(same),
        CompareOp::Ne => Value::bool(!same),
        _ => Value::NOT_IMPLEMENTED,
    })
}

fn names(vm: &mut Vm, names: &[Arc<str>]) -> NativeResult {
    let items: Vec<Value> = names.iter().map(|n| vm.intern(n)).collect();
    Ok(vm.tuple(items))
}

/// The local variables that Python counts: parameters, and the others unless they live in cells.
fn local_names(code: &CodeObject) -> Vec<Arc<str>> {
    let parameters = code.parameter_count();
    let visible = |(i, name): &(usize, &Arc<str>)| {
        !name.is_empty() && (*i < parameters || !code.cell_registers.contains(&(*i as u16)))
    };
    code.varnames.iter().enumerate().filter(visible).map(|(_, name)| name.clone()).collect()
}

fn cell_names(code: &CodeObject) -> Vec<Arc<str>> {
    code.cell_registers.iter().filter_map(|r| code.varnames.get(*r as usize).cloned()).collect()
}

fn code_constants(vm: &mut Vm, value: &Value) -> NativeResult {
    let linked = value.expect_ref::<CodeValue>();
    let mut items = Vec::with_capacity(linked.constants.len());
    for (constant, plain) in linked.constants.iter().zip(&linked.code.constants) {
        let known = constant.borrow().clone();
        if !known.is_unbound() {
            items.push(known);
        } else if matches!(plain, Constant::Code(_)) {
            items.push(Value::NONE);
        }
    }
    Ok(vm.tuple(items))
}

fn code_lines(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let code = this(&args[0]).clone();
    let mut rows = Vec::with_capacity(code.positions.len());
    for (i, position) in code.positions.iter().enumerate() {
        let end = code.positions.get(i + 1).map_or(code.instructions.len(), |p| p.pc as usize);
        let row = vec![Value::index(position.pc as usize), Value::index(end), Value::index(position.line as usize)];
        rows.push(vm.tuple(row));
    }
    let rows = vm.list(rows);
    vm.iter(&rows)
}

fn code_positions(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let code = this(&args[0]).clone();
    let mut rows = Vec::with_capacity(code.positions.len());
    for position in &code.positions {
        let parts = [position.line, position.end_line, position.column, position.end_column];
        rows.push(vm.tuple(parts.iter().map(|p| Value::index(*p as usize)).collect()));
    }
    let rows = vm.list(rows);
    vm.iter(&rows)
}

/// `code.replace(...)`: what can be changed without touching instructions.
fn code_replace(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let linked = args[0].expect_ref::<CodeValue>();
    let mut code = CodeObject::clone(&linked.code);
    let (_, changes) = Vm::spread(&Value::NONE, &args[1]);
    for (key, value) in changes {
        let key = vm.str_string(&key)?;
        match key.as_str() {
            "co_name" => code.name = vm.str_string(&value)?.into(),
            "co_qualname" => code.qualname = vm.str_string(&value)?.into(),
            "co_filename" => code.filename = vm.str_string(&value)?.into(),
            "co_firstlineno" => code.first_line = vm.index(&value)?.max(0) as u32,
            "co_flags" => {
                let flags = vm.index(&value)? as u32;
                code.flags = CodeFlags(code.flags.0 & !PYTHON_FLAGS | flags & PYTHON_FLAGS);
            }
            _ => return Err(vm.value_error(format!("code.replace() cannot change {key}"))),
        }
    }
    let globals = linked.globals.clone();
    let code = Arc::new(code);
    Ok(if globals.is_unbound() { vm.unlinked_code(code) } else { vm.link_code(&code, &globals) })
}
