//! The interpreter: one small function per opcode, each ending in a jump to the next.
//!
//! ```text
//!   handler(pc, base, vm, ins):   work on registers at base ─► next!: load word at pc, jump to its handler
//!                                 anything unusual          ─► slow!: jump to a cold function of the same signature
//! ```
//!
//! In optimised builds the final call of a handler is a sibling call, so no native stack is used however long a program
//! runs. Other builds return to a loop after each handler (`cfg(sibling_calls)`, set by the build script). The rules that
//! keep this fast: four arguments, no ordinary call on a hot path, nothing with a destructor alive at the final call,
//! `base` is reloaded after anything that may grow the stack.
//!
//! Frames and what happens when they end are in `frames` and `actions`; `unwind` finds handlers; `fibers` switches stacks;
//! `linking` prepares code. Handlers are named like their opcode and grouped by theme.

#![allow(non_snake_case)]

mod actions;
mod arithmetic;
mod arity;
mod attributes;
mod awaiting;
mod callers;
mod calls;
mod comparison;
mod containers;
mod exceptions;
mod fibers;
mod flows;
mod frames;
mod iteration;
mod jumps;
mod linking;
mod moves;
mod names;
mod nested;
mod operators;
mod quick;
mod rare;
mod scheduling;
mod unwind;

use crate::value::{Value, Word};
use crate::vm::Vm;
use taipan_bytecode::Op;

pub(crate) use crate::native::ResumeInput;
pub use callers::{Caller, FrameFn};
pub(crate) use frames::{Action, Site, Step};

/// A handler. Returns false to leave the interpreter.
pub(crate) type Handler = unsafe fn(pc: *const u64, base: *mut Word, vm: *mut Vm, ins: u64) -> bool;

/// State of the interpreter that only slow paths touch.
#[derive(Default)]
pub struct Machine {
    /// How the innermost run ended: its result, set before it leaves.
    pub(crate) outcome: Option<crate::native::NativeResult>,
    /// How many natives are being continued from within each other.
    pub(crate) native_resumes: u32,
    /// The result that the instruction ResumeNative hands on.
    pub(crate) delivery: Option<crate::native::NativeResult>,
    /// Fibers for nested runs, kept for reuse.
    pub(crate) spare_fibers: Vec<Value>,
    /// Weak reference callbacks that wait to be called, with their argument.
    pub(crate) callbacks: std::collections::VecDeque<(Value, Value)>,
    /// What attribute instructions found, shared between them.
    pub(crate) sites: attributes::Sites,
    /// How many native iterators are advancing each other without frames; few, since that uses the native stack.
    pub(crate) direct_steps: u32,
    /// A finaliser is being started; those that it causes wait for the loop that started it.
    pub(crate) finalizing: bool,
    /// `gc.disable()` was called.
    pub(crate) collection_disabled: bool,
    /// What `sys.unraisablehook` is told about.
    pub(crate) unraisable_depth: u32,
}

/// Byte offset of register operand `a`.
macro_rules! ra {
    ($ins:expr) => {
        ($ins >> 16) as u16 as usize
    };
}
/// Byte offset of register operand `b`, or its plain number.
macro_rules! rb {
    ($ins:expr) => {
        ($ins >> 32) as u16 as usize
    };
}
/// Byte offset of register operand `c`, or its plain number.
macro_rules! rc {
    ($ins:expr) => {
        ($ins >> 48) as usize
    };
}
/// The signed jump offset or immediate in the upper half of the word.
macro_rules! imm32 {
    ($ins:expr) => {
        ($ins >> 32) as i32 as isize
    };
}
/// Signed immediate in `c`.
macro_rules! imm_c {
    ($ins:expr) => {
        ($ins as i64 >> 48)
    };
}
/// Signed immediate in `b`.
macro_rules! imm_b {
    ($ins:expr) => {
        ($ins >> 32) as i16 as i64
    };
}
/// Pointer to the register at a byte offset.
macro_rules! reg {
    ($base:expr, $offset:expr) => {
        ($base as *mut u8).add($offset) as *mut Word
    };
}

/// Goes on with the instruction at `pc`.
#[cfg(sibling_calls)]
macro_rules! next {
    ($pc:expr, $base:expr, $vm:expr) => {{
        let pc: *const u64 = $pc;
        let ins = *pc;
        return (*crate::interpreter::TABLE.get_unchecked(ins as u16 as usize))(pc.add(1), $base, $vm, ins);
    }};
}
#[cfg(not(sibling_calls))]
macro_rules! next {
    ($pc:expr, $base:expr, $vm:expr) => {{
        let pc: *const u64 = $pc;
        let base: *mut Word = $base;
        (*$vm).resume_pc = pc;
        (*$vm).resume_base = base;
        return true;
    }};
}

/// Goes on in another function of the handler signature.
macro_rules! slow {
    ($handler:path, $pc:expr, $base:expr, $vm:expr, $ins:expr) => {
        return $handler($pc, $base, $vm, $ins)
    };
}

/// Goes on as a [`frames::Step`] says.
macro_rules! step {
    ($step:expr, $vm:expr) => {{
        match crate::interpreter::frames::Step::next($step) {
            crate::interpreter::frames::Next::Run(pc, base) => next!(pc, base, $vm),
            crate::interpreter::frames::Next::Raise(pc, base) => {
                slow!(crate::interpreter::unwind::unwind, pc, base, $vm, 0)
            }
            crate::interpreter::frames::Next::Reraise(pc, base) => {
                slow!(crate::interpreter::unwind::unwind_reraised, pc, base, $vm, 0)
            }
            crate::interpreter::frames::Next::Leave => return false,
        }
    }};
}

/// Stores an owned word into a register, releases what was there, goes on.
macro_rules! set {
    ($p:expr, $v:expr, $pc:expr, $base:expr, $vm:expr) => {{
        let p: *mut Word = $p;
        let old = *p;
        *p = $v;
        if old.is_heap() {
            let header = old.header();
            if (*header).release() {
                slow!(crate::interpreter::moves::drop_next, $pc, $base, $vm, header as u64)
            }
        }
        next!($pc, $base, $vm)
    }};
}

/// As `set!` for a register that rarely holds a heap object.
macro_rules! set_number {
    ($p:expr, $v:expr, $pc:expr, $base:expr, $vm:expr) => {{
        let p: *mut Word = $p;
        let old = *p;
        *p = $v;
        if old.is_heap() {
            slow!(crate::interpreter::moves::release_next, $pc, $base, $vm, old.0)
        }
        next!($pc, $base, $vm)
    }};
}

/// Stores into a dead temporary, goes on.
macro_rules! set_temp {
    ($p:expr, $v:expr, $pc:expr, $base:expr, $vm:expr) => {{
        *($p) = $v;
        next!($pc, $base, $vm)
    }};
}

/// Defines a handler.
macro_rules! op {
    ($(#[$meta:meta])* $name:ident($pc:ident, $base:ident, $vm:ident, $ins:ident) $body:block) => {
        $(#[$meta])*
        #[allow(unused_mut, unused_variables, clippy::missing_safety_doc)]
        pub(crate) unsafe fn $name(mut $pc: *const u64, mut $base: *mut Word, $vm: *mut Vm, $ins: u64) -> bool $body
    };
}
/// Defines a cold function with the handler signature.
macro_rules! cold_op {
    ($name:ident($pc:ident, $base:ident, $vm:ident, $ins:ident) $body:block) => {
        op! { #[cold] #[inline(never)] $name($pc, $base, $vm, $ins) $body }
    };
}

/// Defines a slow handler by a function that says how to go on. Whatever the function owns is gone when it returns, so the
/// handler itself can end in a sibling call.
macro_rules! op_step {
    ($name:ident($pc:ident, $base:ident, $vm:ident, $ins:ident) $body:block) => {
        #[inline(never)]
        pub(crate) unsafe fn $name(pc: *const u64, base: *mut Word, vm: *mut Vm, ins: u64) -> bool {
            #[inline(never)]
            #[allow(unused_variables)]
            unsafe fn body($vm: &mut Vm, $pc: *const u64, $base: *mut Word, $ins: u64) -> crate::interpreter::Step $body
            step!(body(&mut *vm, pc, base, ins), vm)
        }
    };
}

use {cold_op, imm_b, imm_c, imm32, next, op, op_step, ra, rb, rc, reg, set, set_number, set_temp, slow, step};

macro_rules! handler_table {
    ($($name:ident ($a:ident, $b:ident, $c:ident) $words:literal $jump:literal $doc:literal;)*) => {
        /// Handlers by opcode number.
        pub(crate) static TABLE: [Handler; Op::ALL.len()] = [$(handlers::$name),*];
    };
}
taipan_bytecode::for_each_op!(handler_table);

/// All handlers in one namespace, for the table.
mod handlers {
    pub(super) use super::arithmetic::*;
    pub(super) use super::attributes::*;
    pub(super) use super::awaiting::*;
    pub(super) use super::calls::*;
    pub(super) use super::comparison::*;
    pub(super) use super::containers::*;
    pub(super) use super::exceptions::*;
    pub(super) use super::iteration::*;
    pub(super) use super::jumps::*;
    pub(super) use super::moves::*;
    pub(super) use super::names::*;
    pub(super) use super::rare::*;
    pub(super) use super::scheduling::*;
}

/// Runs from `pc` until a handler leaves.
#[inline(never)]
pub(crate) unsafe fn run(vm: *mut Vm, pc: *const u64, base: *mut Word) {
    #[cfg(sibling_calls)]
    {
        let ins = *pc;
        TABLE[ins as u16 as usize](pc.add(1), base, vm, ins);
    }
    #[cfg(not(sibling_calls))]
    {
        (*vm).resume_pc = pc;
        (*vm).resume_base = base;
        loop {
            let pc = (*vm).resume_pc;
            let ins = *pc;
            if !TABLE[ins as u16 as usize](pc.add(1), (*vm).resume_base, vm, ins) {
                return;
            }
        }
    }
}
