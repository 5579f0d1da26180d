//! Linking: a code object's instructions copied for one VM and one global namespace, with scaled register operands,
//! constants as values and empty caches. Functions are made from linked code.

use crate::heap::{Kind, ShapeId, Tuple};
use crate::types::{CallStyle, CodeValue, DictObject, FunctionObject};
use crate::value::{Value, Word};
use crate::vm::Vm;
use num_bigint::BigInt;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use taipan_bytecode::{CodeFlags, CodeObject, Constant, Op, Operand};

impl Vm {
    /// Links a code object for the namespace `globals` (a dict).
    pub(crate) fn link_code(&mut self, code: &Arc<CodeObject>, globals: &Value) -> Value {
        let names: Box<[Value]> = code.names.iter().map(|n| self.intern(n)).collect();
        let varnames: Box<[Value]> = code.varnames.iter().map(|n| self.intern(n)).collect();
        let mut constants = Vec::with_capacity(code.constants.len());
        for constant in &code.constants {
            let value = self.constant_value(constant);
            constants.push(RefCell::new(value));
        }
        let builtins = self.builtins_of(globals);
        if let Some(dict) = globals.as_ref::<DictObject>() {
            dict.namespace.set(true);
        }
        let instructions = link_instructions(code, &constants);
        self.alloc(CodeValue {
            code: code.clone(),
            instructions,
            constants,
            names,
            varnames,
            globals: globals.clone(),
            builtins,
        })
    }

    /// The builtins dict for a global namespace: `__builtins__` when it is there, else the VM's.
    fn builtins_of(&mut self, globals: &Value) -> Value {
        let name = self.names.builtins.clone();
        match self.dict_get_name(globals, &name) {
            Some(found) => match found.as_ref::<crate::types::ModuleObject>() {
                Some(module) => module.dict.clone(),
                None if found.as_ref::<DictObject>().is_some() => found,
                None => self.builtins.clone(),
            },
            None => self.builtins.clone(),
        }
    }

    /// The value of a constant; code constants are linked later, where they are used.
    pub(crate) fn constant_value(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::NONE,
            Constant::True => Value::TRUE,
            Constant::False => Value::FALSE,
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Int(value) => self.bigint(BigInt::clone(value)),
            Constant::Float(value) => self.float(*value),
            Constant::Complex(re, im) => self.complex(*re, *im),
            Constant::Str(text) => {
                // Constants that look like names are interned, as CPython does; equal keys then compare by identity.
                if text.len() <= 40 { self.intern(text) } else { self.str(text) }
            }
            Constant::Wtf8(bytes) => self.str_from_wtf8(bytes),
            Constant::Bytes(bytes) => self.bytes(bytes.to_vec()),
            Constant::Tuple(items) => {
                let items: Vec<Value> = items.iter().map(|i| self.constant_value(i)).collect();
                self.tuple(items)
            }
            Constant::FrozenSet(items) => {
                let items: Vec<Value> = items.iter().map(|i| self.constant_value(i)).collect();
                {
                    let set = crate::types::SetObject::default();
                    let set = self.heap.alloc_with(ShapeId::builtin(Kind::FrozenSet), 0, set);
                    for item in &items {
                        self.set_add(&set, item).expect("constants are hashable");
                    }
                    set
                }
            }
            Constant::Code(_) => Value::UNBOUND,
        }
    }

    /// The linked form of code constant number `index` of `code`.
    pub(crate) fn code_constant(&mut self, code: &CodeValue, index: usize) -> Value {
        let known = code.constants[index].borrow().clone();
        if !known.is_unbound() {
            return known;
        }
        let Constant::Code(inner) = &code.code.constants[index] else { return Value::NONE };
        let linked = self.link_code(inner, &code.globals);
        code.constants[index].replace(linked.clone());
        linked
    }

    /// A function object of linked code.
    pub(crate) fn new_function(
        &mut self,
        code: Value,
        closure: Value,
        defaults: Value,
        kwdefaults: Value,
        annotations: Value,
    ) -> Value {
        let linked = code.expect_ref::<CodeValue>();
        let object = linked.code.clone();
        let name = self.intern(&object.name);
        let qualname = self.str(&object.qualname);
        let module_name = self.names.name.clone();
        let module = self.dict_get_name(&linked.globals, &module_name).unwrap_or(Value::NONE);
        let doc = if object.flags.contains(CodeFlags::HAS_DOCSTRING) && !linked.constants.is_empty() {
            linked.constants[0].borrow().clone()
        } else {
            Value::NONE
        };
        let cells = match closure.as_ref::<Tuple>() {
            Some(cells) => cells.items().as_ptr() as *const Word,
            None => std::ptr::null(),
        };
        let entry = linked.instructions.as_ptr() as *const u64;
        let function = FunctionObject {
            entry: Cell::new(entry),
            arg_count: Cell::new(object.arg_count),
            n_locals: Cell::new(object.n_locals),
            n_registers: Cell::new(object.n_registers),
            style: Cell::new(call_style(&object)),
            cells: Cell::new(cells),
            code: RefCell::new(code),
            closure,
            defaults: RefCell::new(defaults),
            kwdefaults: RefCell::new(kwdefaults),
            name: RefCell::new(name),
            qualname: RefCell::new(qualname),
            module: RefCell::new(module),
            doc: RefCell::new(doc),
            annotations: RefCell::new(annotations),
            attributes: RefCell::new(Value::UNBOUND),
            type_params: RefCell::new(Value::UNBOUND),
        };
        self.alloc(function)
    }

    /// Makes a function run other code, linked for the same globals, from its next call on.
    pub(crate) fn replace_code(&mut self, function: &Value, linked: Value) {
        let object = function.expect_ref::<FunctionObject>();
        let code = linked.expect_ref::<CodeValue>().code.clone();
        object.entry.set(linked.expect_ref::<CodeValue>().instructions.as_ptr() as *const u64);
        object.arg_count.set(code.arg_count);
        object.n_locals.set(code.n_locals);
        object.n_registers.set(code.n_registers);
        object.style.set(call_style(&code));
        let old = object.code.replace(linked);
        // The old code may be running.
        self.retired_code.push(old);
        self.class_changed();
    }

    /// A function that runs a module's code in `globals` when called without arguments.
    pub fn link_module_code(&mut self, code: Arc<CodeObject>, globals: &Value) -> Value {
        let linked = self.link_code(&code, globals);
        self.new_function(linked, Value::NONE, Value::NONE, Value::NONE, Value::UNBOUND)
    }

    /// A code object that belongs to no namespace yet, as `compile()` gives it.
    pub fn unlinked_code(&mut self, code: Arc<CodeObject>) -> Value {
        let globals = self.dict();
        self.link_code(&code, &globals)
    }

    /// Empties every inline cache: after a change that caches do not check for, or when an epoch number comes round again.
    #[cold]
    pub(crate) fn flush_inline_caches(&mut self) {
        self.machine.sites = Default::default();
        let mut codes = Vec::new();
        self.heap.for_each_object(|header| {
            let value = Word::heap(header).to_value();
            if value.kind() == Kind::Code {
                codes.push(value);
            }
        });
        for code in codes {
            let linked = code.expect_ref::<CodeValue>();
            let mut at = 0;
            while at < linked.instructions.len() {
                let Some(op) = Op::from_u16(linked.instructions[at].get() as u16) else { break };
                let cached = matches!(
                    op,
                    Op::LoadAttr
                        | Op::LoadAttrT
                        | Op::StoreAttr
                        | Op::StoreAttrMv
                        | Op::CallMethod
                        | Op::CallMethodAwait
                        | Op::LoadGlobal
                        | Op::StoreGlobal
                        | Op::CallGlobal
                        | Op::CallGlobalAwait
                );
                if cached {
                    linked.instructions[at + 1].set(0);
                    linked.instructions[at + 2].set(0);
                }
                at += 1 + op.extra_words();
            }
        }
    }
}

fn call_style(code: &CodeObject) -> CallStyle {
    let special = CodeFlags::VARARGS.0 | CodeFlags::VARKEYWORDS.0 | CodeFlags::USES_NAMESPACE.0;
    if code.flags.0 & special != 0 || code.kwonly_count > 0 {
        CallStyle::General
    } else if code.flags.0 & (CodeFlags::GENERATOR.0 | CodeFlags::ASYNC_GENERATOR.0) != 0 {
        CallStyle::Generator
    } else if code.flags.contains(CodeFlags::COROUTINE) {
        CallStyle::Coroutine
    } else {
        CallStyle::Simple
    }
}

fn link_instructions(code: &CodeObject, constants: &[RefCell<Value>]) -> Box<[Cell<u64>]> {
    let mut words = code.instructions.clone();
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let op = Op::from_u16(word as u16).expect("the compiler only emits opcodes of the list");
        let operands = op.operands();
        let mut linked = word & 0xffff;
        for (i, operand) in operands.iter().enumerate() {
            let shift = 16 * (i + 1);
            let raw = (word >> shift) & 0xffff;
            let value = match operand {
                Operand::Dst | Operand::Reg => raw * 8,
                _ => raw,
            };
            linked |= (value & 0xffff) << shift;
        }
        match op {
            // Returning clears the locals; how many there are stands in the instruction.
            Op::Return => linked |= (code.n_locals as u64 * 8) << 32,
            Op::ReturnImm => linked |= (code.n_locals as u64 * 8) << 16,
            Op::LoadConst | Op::LoadConstT => {
                let index = words[at + 1] as u32 as usize;
                words[at + 1] = constants[index].borrow().word().0;
            }
            _ => {}
        }
        words[at] = linked;
        at += 1 + op.extra_words();
    }
    words.into_iter().map(Cell::new).collect()
}
