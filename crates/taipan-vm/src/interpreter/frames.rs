//! Frames on a fiber's stack: the header words, pushing and popping, growing the stack, and the vocabulary for "what
//! happens with the result" ([`Action`], [`Site`], [`Step`]).

use crate::fiber::FiberObject;
use crate::types::{CodeValue, FunctionObject};
use crate::value::{Value, Word};
use crate::vm::Vm;
use std::alloc::Layout;

/// Words in front of the base: callee, return pc, link.
pub(crate) const HEADER: usize = 3;
/// Words beyond the limit that slow paths may use without asking.
pub(crate) const SLACK: usize = 4;

const DISTANCE_SHIFT: u32 = 3;
const ACTION_SHIFT: u32 = 18;
const OPERAND_SHIFT: u32 = 24;
pub(crate) const DEPTH_SHIFT: u32 = 40;
/// One level of depth, in a link word.
pub(crate) const DEPTH_ONE: u64 = 1 << DEPTH_SHIFT;
pub(crate) const DEPTH_MASK: u64 = !(DEPTH_ONE - 1);
pub(crate) const ACTION_MASK: u64 = 0x3f << ACTION_SHIFT;
/// [`Action::Init`] in a link word.
pub(crate) const ACTION_INIT: u64 = (Action::Init as u64) << ACTION_SHIFT;

/// What happens with the result of a frame (or of a fiber's step) in the frame that waits for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Action {
    /// Into the callee's place, which is the window of the call.
    Window = 0,
    /// Into the register in the operand, releasing what is there.
    Register,
    /// Nowhere.
    Discard,
    /// Truth decides whether the jump at the return pc is taken; `BranchTrue` jumps when true.
    BranchTrue,
    /// As `BranchTrue`, when false.
    BranchFalse,
    /// As `BranchTrue`, for the jump in the instruction just before the return pc (it has no extra word).
    ShortBranchTrue,
    ShortBranchFalse,
    /// The same four after `__bool__` was called: the result must be a bool.
    CheckedBranchTrue,
    CheckedBranchFalse,
    CheckedShortTrue,
    CheckedShortFalse,
    /// Truth, as a bool, into the register.
    TruthRegister,
    /// Its negation.
    NotTruthRegister,
    CheckedTruth,
    CheckedNotTruth,
    /// The result of `__init__`: must be None; the new object is below the callee.
    Init,
    /// An operator method: NotImplemented leads to the next candidate; the operand is the number of this one.
    Operator,
    /// The next value of a `for` loop: StopIteration ends it. The jump word is at the return pc.
    ForIter,
    /// The result of `__iter__`: must be an iterator; into the register.
    Iterator,
    /// Continues the native frame below.
    Native,
    /// As `Native`; StopIteration becomes "exhausted".
    NativeNext,
    /// The bottom of a fiber.
    FiberBottom,
    /// The bottom of a nested run.
    HostBottom,
    /// An attribute from a property or `__getattribute__`: AttributeError falls back to `__getattr__`.
    Attribute,
    /// What `__await__` returned: the awaiting fiber delegates to it.
    AwaitIterator,
    /// A step of an iterator that a fiber delegates to (`yield from`): its value is yielded onwards.
    Delegate,
    /// The awaited next value of an async iterator: StopAsyncIteration ends the loop.
    ForAiter,
    /// What `__anext__` returned: it is awaited.
    AiterAwaitable,
    /// The result of `__aiter__`.
    AsyncIterator,
    /// `close()` of a generator: it must end.
    Close,
    /// The result of `__format__` or of `__str__`/`__repr__` for a format: must be a str; into the register.
    Text,
    /// A finaliser or weak reference callback: exceptions are reported, then the interrupted instruction goes on.
    Finalizer,
    /// `throw` into an iterator that is delegated to.
    DelegateThrow,
    /// A callback of the event loop: the loop goes on.
    Loop,
}

impl Action {
    pub(crate) fn from_number(number: u8) -> Action {
        debug_assert!(number <= Action::Loop as u8);
        // SAFETY: link words are only made from actions.
        unsafe { std::mem::transmute::<u8, Action>(number) }
    }
}

/// Where a result goes: a frame, where it goes on, and what it does with the result.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    /// The next instruction of the waiting frame.
    pub pc: *const u64,
    /// Its base.
    pub base: *mut Word,
    /// What it does with the result.
    pub action: Action,
    /// A register offset or number for the action.
    pub operand: u16,
}

impl Site {
    pub(crate) fn new(pc: *const u64, base: *mut Word, action: Action, operand: usize) -> Site {
        Site { pc, base, action, operand: operand as u16 }
    }

    /// Into a register.
    pub(crate) fn register(pc: *const u64, base: *mut Word, offset: usize) -> Site {
        Site::new(pc, base, Action::Register, offset)
    }
}

/// How the interpreter goes on after a slow path. Two words, so that it is returned in registers: a result in memory would
/// leave an address in the handler's frame, and its final call would not be a sibling call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pc: *const u64,
    base: *mut Word,
}

/// The cases of a [`Step`].
pub(crate) enum Next {
    /// With this instruction.
    Run(*const u64, *mut Word),
    /// With the unwinder: the exception is in `vm.raised`; the failing instruction ends at this pc.
    Raise(*const u64, *mut Word),
    /// With the unwinder, for an exception that is raised again: its context and this frame's traceback entry stay.
    Reraise(*const u64, *mut Word),
    /// Out of the interpreter.
    Leave,
}

impl Step {
    /// Out of the interpreter.
    #[expect(non_upper_case_globals, reason = "named like the case it makes")]
    pub(crate) const Leave: Step = Step { pc: std::ptr::null(), base: std::ptr::null_mut() };

    /// With the instruction at `pc`.
    #[inline(always)]
    pub(crate) fn Run(pc: *const u64, base: *mut Word) -> Step {
        Step { pc, base }
    }

    /// With the unwinder: instructions are aligned, so the low bit of the pc is free to say so.
    #[inline(always)]
    pub(crate) fn Raise(pc: *const u64, base: *mut Word) -> Step {
        Step { pc: pc.map_addr(|a| a | 1), base }
    }

    /// With the unwinder, for an exception that is raised again.
    #[inline(always)]
    pub(crate) fn Reraise(pc: *const u64, base: *mut Word) -> Step {
        Step { pc: pc.map_addr(|a| a | 2), base }
    }

    /// Which case it is.
    #[inline(always)]
    pub(crate) fn next(self) -> Next {
        if self.pc.addr() & 1 != 0 {
            Next::Raise(self.pc.map_addr(|a| a & !1), self.base)
        } else if self.pc.addr() & 2 != 0 {
            Next::Reraise(self.pc.map_addr(|a| a & !2), self.base)
        } else if self.pc.is_null() {
            Next::Leave
        } else {
            Next::Run(self.pc, self.base)
        }
    }
}

/// Parts of a link word.
#[derive(Clone, Copy)]
pub(crate) struct Link(pub u64);

impl Link {
    pub(crate) fn new(distance: usize, action: Action, operand: u16, depth: u64) -> Link {
        debug_assert!(distance < 1 << 15);
        Link(
            (distance as u64) << DISTANCE_SHIFT
                | (action as u64) << ACTION_SHIFT
                | (operand as u64) << OPERAND_SHIFT
                | depth << DEPTH_SHIFT,
        )
    }

    #[inline(always)]
    pub(crate) fn distance(self) -> usize {
        (self.0 >> DISTANCE_SHIFT) as usize & 0x7fff
    }

    pub(crate) fn action(self) -> Action {
        Action::from_number((self.0 >> ACTION_SHIFT) as u8 & 0x3f)
    }

    pub(crate) fn operand(self) -> u16 {
        (self.0 >> OPERAND_SHIFT) as u16
    }

    pub(crate) fn depth(self) -> u64 {
        self.0 >> DEPTH_SHIFT
    }
}

/// The link word of the frame at `base`.
#[inline(always)]
pub(crate) unsafe fn link(base: *mut Word) -> Link {
    Link((*base.sub(1)).0)
}

/// The return pc of the frame at `base`.
#[inline(always)]
pub(crate) unsafe fn return_pc(base: *mut Word) -> *const u64 {
    (*base.sub(2)).0 as *const u64
}

/// The callee of the frame at `base`.
#[inline(always)]
pub(crate) unsafe fn callee(base: *mut Word) -> Word {
    *base.sub(3)
}

/// Where the result of the frame at `base` goes.
pub(crate) unsafe fn site_of(base: *mut Word) -> Site {
    let link = link(base);
    Site { pc: return_pc(base), base: base.sub(link.distance()), action: link.action(), operand: link.operand() }
}

/// The function whose frame is at `base`, if it is a script frame.
#[inline(always)]
pub(crate) unsafe fn function<'a>(base: *mut Word) -> Option<&'a FunctionObject> {
    let word = callee(base);
    if word.is_heap() && word.shape().kind() == crate::heap::Kind::Function {
        Some(crate::heap::payload::<FunctionObject>(word.header()))
    } else {
        None
    }
}

/// The code of the script frame at `base`.
pub(crate) unsafe fn code<'a>(base: *mut Word) -> &'a CodeValue {
    let function = function(base).expect("only script frames execute instructions");
    let word = function.code.borrow().word();
    crate::heap::payload::<CodeValue>(word.header())
}

/// How a frame that is not a script's waits: as the bottom of a nested run, a native, the coroutine of a native, or a
/// running loop.
pub(crate) unsafe fn waiting_action(base: *mut Word) -> Action {
    let callee = callee(base);
    if !callee.is_heap() {
        return Action::HostBottom;
    }
    match callee.shape().kind() {
        crate::heap::Kind::NativeFrame => Action::Native,
        crate::heap::Kind::NativeFunction | crate::heap::Kind::MethodDescriptor => Action::FiberBottom,
        // The frame of a running loop holds the loop.
        _ => Action::Loop,
    }
}

/// Number of registers of the frame at `base`; native frames have none.
pub(crate) unsafe fn frame_size(base: *mut Word) -> usize {
    function(base).map_or(0, |f| f.n_registers.get() as usize)
}

/// First free word above the frame at `base`.
pub(crate) unsafe fn top(base: *mut Word) -> *mut Word {
    base.add(frame_size(base))
}

/// Whether a register offset names a temporary of the frame at `base`.
#[inline]
pub(crate) unsafe fn is_temp(base: *mut Word, offset: usize) -> bool {
    function(base).is_none_or(|f| offset >= f.n_locals.get() as usize * 8)
}

/// Drops what a register holds and marks it empty.
pub(crate) unsafe fn release_register(p: *mut Word) {
    let old = std::mem::replace(&mut *p, Word::UNBOUND);
    drop(Value::from_word(old));
}

/// Releases an operand register when it is a temporary.
pub(crate) unsafe fn consume(base: *mut Word, offset: usize) {
    if is_temp(base, offset) {
        release_register((base as *mut u8).add(offset) as *mut Word);
    }
}

impl Vm {
    /// The running fiber.
    #[inline]
    pub(crate) fn current_fiber(&self) -> &FiberObject {
        self.fiber.borrow().expect_ref::<FiberObject>()
    }

    /// Makes room for `words` more words above `top` on the running fiber's stack; returns the base moved along.
    pub(crate) unsafe fn reserve(&mut self, base: *mut Word, top: *mut Word, words: usize) -> *mut Word {
        if top.add(words) <= self.stack_limit {
            return base;
        }
        let fiber = self.current_fiber();
        let (old, capacity) = fiber.raw_stack();
        let used = top.offset_from(old) as usize;
        let needed = used + words + SLACK;
        let capacity_new = needed.max(capacity * 2).next_multiple_of(16);
        let stack = grow_stack(old, capacity, capacity_new);
        fiber.stack.set(stack);
        fiber.capacity.set(capacity_new as u32);
        self.stack_limit = stack.add(capacity_new - SLACK);
        stack.offset(base.offset_from(old))
    }

    /// Puts the words of a frame header below `new_base`.
    pub(crate) unsafe fn push_header(&mut self, new_base: *mut Word, callee: Word, site: Site, depth: u64) {
        *new_base.sub(3) = callee;
        *new_base.sub(2) = Word(site.pc as u64);
        let distance = new_base.offset_from(site.base) as usize;
        *new_base.sub(1) = Word(Link::new(distance, site.action, site.operand, depth).0);
    }
}

unsafe fn grow_stack(old: *mut Word, capacity: usize, wanted: usize) -> *mut Word {
    let layout = Layout::array::<Word>(capacity).expect("the stack was allocated with this layout");
    let size = Layout::array::<Word>(wanted).expect("stack sizes are bounded by the recursion limit").size();
    let stack = std::alloc::realloc(old as *mut u8, layout, size) as *mut Word;
    if stack.is_null() {
        std::alloc::handle_alloc_error(layout);
    }
    // Zero words are floats: nothing that looks like a reference.
    std::ptr::write_bytes(stack.add(capacity), 0, wanted - capacity);
    stack
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_words_keep_their_parts_and_are_no_pointers() {
        let link = Link::new(8000, Action::DelegateThrow, 65535, 1_000_000);
        assert_eq!((link.distance(), link.operand(), link.depth()), (8000, 65535, 1_000_000));
        assert_eq!(link.action(), Action::DelegateThrow);
        assert!(!Word(link.0).is_heap());
    }
}
