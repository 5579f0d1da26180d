//! The code object: what the compiler hands to the VM, and what the disassembler prints. Plain data, immutable, shareable
//! between VMs; each VM links its own copy of the instructions (constants and caches filled in).

use std::sync::Arc;

/// A constant of a code object.
#[derive(Clone, Debug)]
pub enum Constant {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
    /// `...`
    Ellipsis,
    /// An integer of any size.
    Int(num_bigint::BigInt),
    /// A float.
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A string.
    Str(Arc<str>),
    /// A string with lone surrogates, as WTF-8.
    Wtf8(Arc<[u8]>),
    /// A bytes object.
    Bytes(Arc<[u8]>),
    /// A tuple of constants.
    Tuple(Arc<[Constant]>),
    /// A frozenset of constants (from `x in {1, 2}`).
    FrozenSet(Arc<[Constant]>),
    /// A nested code object.
    Code(Arc<CodeObject>),
}

/// What kind of block a code object came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A module, or the argument of `exec`.
    Module,
    /// The argument of `eval`: returns its value.
    Expression,
    /// `def`, `lambda`, generator expression, or an annotation scope.
    Function,
    /// A class body: runs with a namespace in register 0.
    Class,
}

bitflags_lite! {
    /// Properties of a code object; the numbers of those that Python shows in `co_flags` are Python's.
    pub struct CodeFlags: u32 {
        /// Local variables live in registers.
        OPTIMIZED = 0x1;
        /// A call makes a new namespace.
        NEWLOCALS = 0x2;
        /// It has `*args`.
        VARARGS = 0x4;
        /// It has `**kwargs`.
        VARKEYWORDS = 0x8;
        /// It is defined inside another function.
        NESTED = 0x10;
        /// Calling it makes a generator.
        GENERATOR = 0x20;
        /// Calling it makes a coroutine.
        COROUTINE = 0x80;
        /// `types.coroutine` marked it.
        ITERABLE_COROUTINE = 0x100;
        /// Calling it makes an async generator.
        ASYNC_GENERATOR = 0x200;
        /// Names are looked up in the namespace mapping in register 0 (class bodies, `exec` with separate locals).
        USES_NAMESPACE = 0x1_0000;
        /// The first constant is the docstring.
        HAS_DOCSTRING = 0x400_0000;
    }
}

/// A range of instructions protected by a handler. Where ranges nest, the inner one comes first in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptionEntry {
    /// First protected word.
    pub start: u32,
    /// One past the last protected word. An instruction is protected when its first word is in the range.
    pub end: u32,
    /// Where the handler starts.
    pub handler: u32,
    /// Temporaries from this register up are released, then the exception is put into this register (not scaled).
    pub exc_register: u16,
}

/// Where an instruction came from. Lines count from 1, columns from 0 in UTF-8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Index of the instruction's first word.
    pub pc: u32,
    /// Line of the first byte.
    pub line: u32,
    /// Line of the last byte.
    pub end_line: u32,
    /// Column of the first byte.
    pub column: u32,
    /// Column one past the last byte.
    pub end_column: u32,
}

/// A compiled block.
///
/// ```text
/// registers:  0 .. parameters .. other locals (cells included) .. n_locals | temporaries .. n_registers
/// parameters: positional-only, positional, keyword-only, *args, **kwargs (as in Python's co_varnames)
/// ```
#[derive(Clone, Debug)]
pub struct CodeObject {
    /// `__name__` of the function or class, or `<module>`, `<lambda>`, `<genexpr>`.
    pub name: Arc<str>,
    /// `__qualname__`.
    pub qualname: Arc<str>,
    /// File name as it appears in tracebacks.
    pub filename: Arc<str>,
    /// Line of the `def`, `class` or first decorator.
    pub first_line: u32,
    /// Kind of block.
    pub kind: CodeKind,
    /// Properties.
    pub flags: CodeFlags,
    /// Number of positional parameters, positional-only ones included.
    pub arg_count: u16,
    /// Number of positional-only parameters.
    pub posonly_count: u16,
    /// Number of keyword-only parameters.
    pub kwonly_count: u16,
    /// Number of registers that are locals.
    pub n_locals: u16,
    /// Size of the frame in registers: locals and temporaries, and three more for each call window.
    pub n_registers: u16,
    /// Name of each local register; empty for hidden ones (variables of inlined comprehensions, the namespace).
    pub varnames: Vec<Arc<str>>,
    /// Local registers that hold a cell, in order of `co_cellvars`.
    pub cell_registers: Vec<u16>,
    /// Names of the closure's cells, in closure order (`__class__` included).
    pub freevars: Vec<Arc<str>>,
    /// Names used by instructions.
    pub names: Vec<Arc<str>>,
    /// Constants used by instructions.
    pub constants: Vec<Constant>,
    /// Instruction words, caches zero. `LoadConst` has the constant index in its extra word.
    pub instructions: Vec<u64>,
    /// Handlers, inner before outer.
    pub exception_table: Vec<ExceptionEntry>,
    /// Ordered by `pc`; an instruction without an entry has the position of the one before it.
    pub positions: Vec<Position>,
}

impl CodeObject {
    /// Number of parameters including `*args` and `**kwargs`.
    pub fn parameter_count(&self) -> usize {
        self.arg_count as usize
            + self.kwonly_count as usize
            + self.flags.contains(CodeFlags::VARARGS) as usize
            + self.flags.contains(CodeFlags::VARKEYWORDS) as usize
    }

    /// Where the instruction at word `pc` came from.
    pub fn position(&self, pc: u32) -> Option<Position> {
        let after = self.positions.partition_point(|p| p.pc <= pc);
        after.checked_sub(1).map(|i| self.positions[i])
    }

    /// The handler that protects the instruction at word `pc`.
    pub fn handler(&self, pc: u32) -> Option<&ExceptionEntry> {
        self.exception_table.iter().find(|e| e.start <= pc && pc < e.end)
    }
}

impl Drop for CodeObject {
    /// Nested code objects are dropped in a loop: lambdas may be nested thousands deep.
    fn drop(&mut self) {
        let mut pending: Vec<Constant> = std::mem::take(&mut self.constants);
        while let Some(constant) = pending.pop() {
            if let Constant::Code(code) = constant
                && let Ok(mut code) = Arc::try_unwrap(code)
            {
                pending.append(&mut code.constants);
            }
        }
    }
}
