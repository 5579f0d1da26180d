//! Looking at the frames that called a native: for `globals()`, `locals()`, `eval`, `exec`, `sys._getframe`.

use super::frames::{self, Site};
use crate::fiber::{FiberEntry, FiberObject};
use crate::heap::Tuple;
use crate::native::Flow;
use crate::types::{CellObject, CodeValue, FunctionObject};
use crate::value::{Value, Word};
use crate::vm::Vm;
use taipan_bytecode::{CodeFlags, CodeKind};

/// The frame that called a native; valid while the native runs its first step.
pub struct Caller {
    site: Site,
}

/// What is known of a script frame.
pub struct FrameInfo {
    /// Its code, a code object value.
    pub code: Value,
    /// The index of the instruction it is at.
    pub pc: u32,
    /// Its global namespace.
    pub globals: Value,
    /// Its function.
    pub function: Value,
}

impl Caller {
    pub(super) fn new(site: Site) -> Caller {
        Caller { site }
    }

    /// The script frame `depth` levels out: 0 is the caller itself. Frames of natives do not count.
    pub fn frame(&self, vm: &Vm, depth: usize) -> Option<FrameInfo> {
        let (base, pc) = self.locate(vm, depth)?;
        // SAFETY: `locate` gives the base of a live script frame.
        unsafe {
            let function = frames::callee(base).to_value();
            let code = function.expect_ref::<FunctionObject>().code.borrow().clone();
            let linked = code.expect_ref::<CodeValue>();
            let start = linked.instructions.as_ptr() as *const u64;
            let at = (pc.offset_from(start) - 1).max(0) as u32;
            let globals = linked.globals.clone();
            Some(FrameInfo { pc: at, globals, function, code: code.clone() })
        }
    }

    fn locate(&self, vm: &Vm, depth: usize) -> Option<(*mut Word, *const u64)> {
        let (mut base, mut pc) = (self.site.base, self.site.pc);
        let mut fiber = vm.fiber;
        let mut left = depth;
        loop {
            // SAFETY: frames are followed along their links from a live one; at the bottom of a fiber the fiber that waits
            // for it is live as well.
            unsafe {
                if frames::function(base).is_some() {
                    if left == 0 {
                        return Some((base, pc));
                    }
                    left -= 1;
                }
                let link = frames::link(base);
                if link.distance() > 0 {
                    pc = frames::return_pc(base);
                    base = base.sub(link.distance());
                    continue;
                }
                let object = fiber.borrow().as_ref::<FiberObject>()?;
                let outer = object.outer.get();
                // A native that runs the interpreter nested does not know the frame that called it.
                if !outer.is_heap() || object.entry.get() == FiberEntry::Host {
                    return None;
                }
                let site = vm.waiting_site(outer, object)?;
                base = site.base;
                pc = site.pc;
                fiber = outer;
            }
        }
    }

    /// The names of the caller's local namespace: the namespace itself at module and class level, a new dict in functions.
    pub fn locals(&self, vm: &mut Vm) -> Value {
        let Some((base, _)) = self.locate(vm, 0) else { return vm.dict() };
        // SAFETY: `locate` gives the base of a live script frame.
        unsafe {
            let function = frames::callee(base).to_value();
            let object = function.expect_ref::<FunctionObject>();
            let code = object.code.borrow().clone();
            let linked = code.expect_ref::<CodeValue>();
            if linked.code.flags.contains(CodeFlags::USES_NAMESPACE) {
                return (*base).to_value();
            }
            if matches!(linked.code.kind, CodeKind::Module | CodeKind::Expression) {
                return linked.globals.clone();
            }
            let dict = vm.dict();
            for (i, name) in linked.varnames.iter().enumerate() {
                if linked.code.varnames[i].is_empty() {
                    continue;
                }
                let mut value = (*base.add(i)).to_value();
                if let Some(cell) = value.as_ref::<CellObject>()
                    && linked.code.cell_registers.contains(&(i as u16))
                {
                    value = cell.get();
                }
                if !value.is_unbound() {
                    vm.dict_set_name(&dict, name, value);
                }
            }
            if let Some(cells) = object.closure.as_ref::<Tuple>() {
                for (name, cell) in linked.code.freevars.iter().zip(cells.items()) {
                    let value = cell.expect_ref::<CellObject>().get();
                    if !value.is_unbound() {
                        vm.dict_set_str(&dict, name, value);
                    }
                }
            }
            dict
        }
    }
}

/// A native that looks at its caller.
pub type FrameFn = fn(vm: &mut Vm, caller: &Caller, args: &[Value]) -> Flow;
