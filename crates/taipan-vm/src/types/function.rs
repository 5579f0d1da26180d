//! Functions, cells and code objects at run time.

use crate::heap::{Kind, Payload, Tracer};
use crate::types::Slots;
use crate::value::{Value, Word};
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use taipan_bytecode::CodeObject;

/// How a call of a function starts; in the low bits of [`FunctionObject::entry_info`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum CallStyle {
    /// Exactly `arg_count` positional arguments, no defaults needed: push a frame.
    Simple,
    /// Simple parameters, but the call makes a coroutine (which `await` can run without making an object).
    Coroutine,
    /// Everything else: binding or a generator object.
    General,
}

/// The payload of `function`. The first fields are what a call reads.
#[repr(C)]
pub struct FunctionObject {
    /// First instruction.
    pub(crate) entry: Cell<*const u64>,
    /// Number of positional parameters, locals and registers, and the call style.
    pub(crate) arg_count: Cell<u16>,
    pub(crate) n_locals: Cell<u16>,
    pub(crate) n_registers: Cell<u16>,
    pub(crate) style: Cell<CallStyle>,
    /// Pointer to the first cell of the closure (or dangling).
    pub(crate) cells: Cell<*const Word>,
    /// The code, a [`CodeValue`].
    pub(crate) code: RefCell<Value>,
    /// Tuple of cells, or None.
    pub(crate) closure: Value,
    /// Tuple of defaults, or None.
    pub(crate) defaults: RefCell<Value>,
    /// Dict of keyword-only defaults, or None.
    pub(crate) kwdefaults: RefCell<Value>,
    pub(crate) name: RefCell<Value>,
    pub(crate) qualname: RefCell<Value>,
    pub(crate) module: RefCell<Value>,
    pub(crate) doc: RefCell<Value>,
    /// Dict, or unbound until asked for.
    pub(crate) annotations: RefCell<Value>,
    /// Dict of attributes, or unbound until there are any.
    pub(crate) attributes: RefCell<Value>,
    pub(crate) type_params: RefCell<Value>,
}

impl Payload for FunctionObject {
    const KIND: Kind = Kind::Function;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.closure);
        for value in [
            &self.code,
            &self.defaults,
            &self.kwdefaults,
            &self.name,
            &self.qualname,
            &self.module,
            &self.doc,
            &self.annotations,
            &self.attributes,
            &self.type_params,
        ] {
            tracer.value(&value.borrow());
        }
    }

    fn clear(&self) {
        // The code and the closure stay: a finaliser may still call the function.
        self.defaults.replace(Value::NONE);
        self.kwdefaults.replace(Value::NONE);
        self.annotations.take();
        self.attributes.take();
    }
}

/// A variable shared by a function and the functions inside it.
pub struct CellObject {
    pub(crate) contents: Cell<Word>,
}

impl CellObject {
    /// A cell that holds `value` (unbound for an empty cell).
    pub fn new(value: Value) -> CellObject {
        CellObject { contents: Cell::new(value.into_word()) }
    }

    /// What it holds.
    pub fn get(&self) -> Value {
        self.contents.get().to_value()
    }

    /// Replaces what it holds and returns the old contents.
    pub fn replace(&self, value: Value) -> Value {
        Value::from_word(self.contents.replace(value.into_word()))
    }
}

impl Drop for CellObject {
    fn drop(&mut self) {
        drop(Value::from_word(self.contents.get()));
    }
}

impl Payload for CellObject {
    const KIND: Kind = Kind::Cell;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.word(self.contents.get());
    }

    fn clear(&self) {
        drop(self.replace(Value::UNBOUND));
    }
}

/// A code object linked for one VM and one global namespace: constants and caches are in its own copy of the instructions.
pub struct CodeValue {
    /// The compiled code.
    pub code: Arc<CodeObject>,
    /// Linked instructions. Caches in them change while they run.
    pub(crate) instructions: Box<[Cell<u64>]>,
    /// Constants as values (nested code objects are linked when first needed).
    pub(crate) constants: Vec<RefCell<Value>>,
    /// Names as interned strings.
    pub(crate) names: Box<[Value]>,
    /// Local variable names as interned strings.
    pub(crate) varnames: Box<[Value]>,
    /// The globals dict; unbound for a code object that is not linked yet.
    pub(crate) globals: Value,
    /// The builtins dict that goes with the globals.
    pub(crate) builtins: Value,
}

impl Payload for CodeValue {
    const KIND: Kind = Kind::Code;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.globals);
        tracer.value(&self.builtins);
        for constant in &self.constants {
            tracer.value(&constant.borrow());
        }
        tracer.values(self.names.iter());
        tracer.values(self.varnames.iter());
    }
}

/// What `function` can do natively.
pub(crate) static SLOTS: Slots = Slots { ..Slots::NONE };

/// What `cell` can do natively.
pub(crate) static CELL_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `code` can do natively.
pub(crate) static CODE_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `builtin_function_or_method` can do natively.
pub(crate) static NATIVE_SLOTS: Slots = Slots { ..Slots::NONE };

/// What `method_descriptor` can do natively.
pub(crate) static DESCRIPTOR_SLOTS: Slots = Slots { ..Slots::NONE };
