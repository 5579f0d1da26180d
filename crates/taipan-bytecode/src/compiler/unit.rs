//! A code object under construction: instructions before register numbering and jump resolution, temporaries, labels,
//! protected ranges, names and constants. Knows nothing of syntax.

use crate::code::Constant;
use crate::immediate;
use crate::op::{Op, Operand};
use crate::scope::ScopeId;
use hashbrown::HashMap;
use std::sync::Arc;
use taipan_syntax::SyntaxError;
use taipan_syntax::ast::{Span, Stmt};

/// The most instructions one code object may have: copies of `finally` bodies can multiply.
const MAX_INSTRUCTIONS: usize = 2_000_000;

/// The most temporaries a frame may have.
const MAX_TEMPORARIES: u16 = 1_150;

/// The most hidden locals that hold constants.
const MAX_CONSTANT_REGISTERS: usize = 32;

/// The most constants that are loaded in front of one loop: it may run only a few times.
const MAX_LOADS: usize = 8;

/// Marks the `Nop` at the start of generators and coroutines (in its extra field). It stays when a protected range would
/// start there: what is thrown into a generator before it has started must not find a handler.
pub(crate) const GENERATOR_START: u32 = 1;

/// A register: a local by number, or a temporary by height. Temporaries get their final number in the assembler, when
/// the number of locals is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Reg(pub(crate) u16);

impl Reg {
    const TEMPORARY: u16 = 0x8000;

    /// Local register `number`.
    pub(crate) fn local(number: u16) -> Reg {
        Reg(number)
    }

    /// The temporary at `height`.
    pub(crate) fn temporary(height: u16) -> Reg {
        Reg(height | Reg::TEMPORARY)
    }

    pub(crate) fn is_temporary(self) -> bool {
        self.0 & Reg::TEMPORARY != 0
    }

    /// Height of a temporary, number of a local.
    pub(crate) fn number(self) -> u16 {
        self.0 & !Reg::TEMPORARY
    }

    /// The temporary `by` above this one.
    pub(crate) fn above(self, by: u16) -> Reg {
        debug_assert!(self.is_temporary());
        Reg(self.0 + by)
    }
}

/// A place in the code that is jumped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(crate) u32);

pub(crate) const NO_LABEL: Label = Label(u32::MAX);
const UNBOUND_LABEL: u32 = u32::MAX;

/// An instruction before assembly. Which of the operands are registers follows from the opcode.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instruction {
    pub(crate) op: Op,
    pub(crate) a: u16,
    pub(crate) b: u16,
    pub(crate) c: u16,
    /// The immediate (operand kind `Imm`) or the low half of the first extra word.
    pub(crate) extra: u32,
    /// Jump target, or [`NO_LABEL`].
    pub(crate) label: Label,
    pub(crate) span: Span,
    /// The position of the extra words, for calls that await: the `await` around the call.
    pub(crate) end_span: Span,
}

/// A protected range: instruction indices, handler and the register that gets the exception.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) handler: Label,
    pub(crate) exc: Reg,
}

/// A range that is being emitted; it may be closed and opened again, which makes several [`Region`]s.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenRegion(usize);

#[derive(Debug)]
struct RegionState {
    handler: Label,
    exc: Reg,
    open_at: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct LabelState {
    at: u32,
    used: bool,
}

/// What encloses the statement being compiled, from the point of view of `return`, `break` and `continue`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Block<'a> {
    Loop {
        break_label: Label,
        continue_label: Label,
        iterator: Option<Reg>,
    },
    With {
        exit: Reg,
        is_async: bool,
        region: OpenRegion,
        span: Span,
    },
    Try {
        region: OpenRegion,
    },
    Finally {
        region: OpenRegion,
        body: &'a [Stmt<'a>],
    },
    /// Inside a handler: what was handled before, and the exception itself.
    Handler {
        region: OpenRegion,
        saved: Reg,
        exc: Reg,
    },
    /// `except ... as name`.
    BoundName {
        region: OpenRegion,
        name: &'a str,
        span: Span,
    },
    ExceptStar,
    /// The value of a `return` on its way out, while code of enclosing blocks runs.
    Value {
        register: Reg,
    },
}

impl Block<'_> {
    /// The protected range that belongs to it.
    pub(crate) fn region(&self) -> Option<OpenRegion> {
        match *self {
            Block::With { region, .. }
            | Block::Try { region }
            | Block::Finally { region, .. }
            | Block::Handler { region, .. }
            | Block::BoundName { region, .. } => Some(region),
            Block::Loop { .. } | Block::ExceptStar | Block::Value { .. } => None,
        }
    }
}

/// The outermost loop being emitted. Constants that its body uses as operands are loaded into hidden locals in front of
/// it, where `anchor` (a `Nop`) stands.
struct OuterLoop {
    anchor: usize,
    first_label: usize,
    first_region: usize,
    /// Loads to insert: register and constant.
    loads: Vec<(Reg, Constant)>,
}

#[derive(PartialEq, Eq, Hash)]
struct ConstantKey(Vec<u8>);

/// A code object under construction.
pub(crate) struct Unit<'a> {
    /// The scope whose code is being emitted: the frame's, or a comprehension inlined into it.
    pub(crate) scope: ScopeId,
    /// The scope that owns the frame.
    pub(crate) frame: ScopeId,
    pub(crate) code: Vec<Instruction>,
    pub(crate) regions: Vec<Region>,
    pub(crate) names: Vec<Arc<str>>,
    pub(crate) constants: Vec<Constant>,
    pub(crate) blocks: Vec<Block<'a>>,
    pub(crate) height: u16,
    pub(crate) max_height: u16,
    pub(crate) qualname: Arc<str>,
    pub(crate) first_line: u32,
    /// How many registers are filled when the code starts.
    pub(crate) parameters: u16,
    /// Locals that can never be unbound.
    pub(crate) always_bound: Vec<bool>,
    /// Attributes assigned to `self` in methods (class bodies only).
    pub(crate) static_attributes: Vec<&'a str>,
    /// Whether the function may await: an `async def`, or a module with top-level await.
    pub(crate) may_await: bool,
    /// Code constants of nested scopes that were compiled already (bodies of `finally` are emitted more than once).
    pub(crate) compiled: HashMap<ScopeId, u16>,
    /// Set when a limit was exceeded; reported when the unit is finished.
    pub(crate) overflow: Option<(&'static str, Span)>,
    labels: Vec<LabelState>,
    open_regions: Vec<RegionState>,
    name_index: HashMap<Arc<str>, u16>,
    constant_index: HashMap<ConstantKey, u32>,
    reachable: bool,
    outer_loop: Option<OuterLoop>,
    loop_depth: u32,
    /// Constants that own a hidden local, by index.
    constant_registers: HashMap<u32, Reg>,
}

impl<'a> Unit<'a> {
    pub(crate) fn new(scope: ScopeId, qualname: Arc<str>, first_line: u32) -> Unit<'a> {
        Unit {
            scope,
            frame: scope,
            code: Vec::new(),
            regions: Vec::new(),
            names: Vec::new(),
            constants: Vec::new(),
            blocks: Vec::new(),
            height: 0,
            max_height: 0,
            qualname,
            first_line,
            parameters: 0,
            always_bound: Vec::new(),
            static_attributes: Vec::new(),
            may_await: false,
            compiled: HashMap::new(),
            overflow: None,
            labels: Vec::new(),
            open_regions: Vec::new(),
            name_index: HashMap::new(),
            constant_index: HashMap::new(),
            reachable: true,
            outer_loop: None,
            loop_depth: 0,
            constant_registers: HashMap::new(),
        }
    }

    // ---- instructions ----

    /// Whether control can get here.
    pub(crate) fn is_reachable(&self) -> bool {
        self.reachable
    }

    fn push(&mut self, instruction: Instruction) {
        if !self.reachable {
            return;
        }
        if self.code.len() >= MAX_INSTRUCTIONS {
            self.overflow.get_or_insert(("code object is too large", instruction.span));
            return;
        }
        self.code.push(instruction);
        if ends_flow(instruction.op) {
            self.reachable = false;
        }
    }

    /// An instruction without jump target or immediate.
    pub(crate) fn emit(&mut self, op: Op, a: u16, b: u16, c: u16, span: Span) {
        self.push(Instruction { op, a, b, c, extra: 0, label: NO_LABEL, span, end_span: span });
    }

    /// An instruction with an immediate, a constant index or a count in its extra word.
    pub(crate) fn emit_extra(&mut self, op: Op, a: u16, b: u16, c: u16, extra: u32, span: Span) {
        self.push(Instruction { op, a, b, c, extra, label: NO_LABEL, span, end_span: span });
    }

    /// A call that awaits its result: `outer` is the span of the `await`.
    pub(crate) fn emit_await(&mut self, op: Op, a: u16, b: u16, c: u16, span: Span, outer: Span) {
        self.push(Instruction { op, a, b, c, extra: 0, label: NO_LABEL, span, end_span: outer });
    }

    /// An instruction that may jump to `label`.
    pub(crate) fn jump(&mut self, op: Op, a: u16, b: u16, label: Label, span: Span) {
        if self.reachable {
            self.labels[label.0 as usize].used = true;
        }
        self.push(Instruction { op, a, b, c: 0, extra: 0, label, span, end_span: span });
    }

    /// A copy of `from`, which is kept, in `to`.
    pub(crate) fn copy(&mut self, to: Reg, from: Reg, span: Span) {
        if to == from {
            return;
        }
        let op = if to.is_temporary() { Op::MoveT } else { Op::Move };
        self.emit(op, to.0, from.0, 0, span);
    }

    /// Moves a value to `to`: a temporary is emptied, a local is copied.
    pub(crate) fn transfer(&mut self, to: Reg, from: Reg, span: Span) {
        if to == from {
            return;
        }
        if from.is_temporary() {
            self.emit(Op::Take, to.0, from.0, 0, span);
        } else {
            self.copy(to, from, span);
        }
    }

    pub(crate) fn release(&mut self, register: Reg, span: Span) {
        self.emit(Op::Release, register.0, 0, 0, span);
    }

    /// Releases `register` if it is a temporary.
    pub(crate) fn release_temporary(&mut self, register: Reg, span: Span) {
        if register.is_temporary() {
            self.release(register, span);
        }
    }

    /// Loads a small integer or singleton given as a value word.
    pub(crate) fn load_immediate(&mut self, to: Reg, word: i32, span: Span) {
        let op = if to.is_temporary() { Op::LoadImmT } else { Op::LoadImm };
        self.emit_extra(op, to.0, 0, 0, word as u32, span);
    }

    pub(crate) fn load_none(&mut self, to: Reg, span: Span) {
        self.load_immediate(to, immediate::NONE as i32, span);
    }

    pub(crate) fn load_constant(&mut self, to: Reg, value: &Constant, span: Span) {
        if let Some(word) = immediate_word(value) {
            return self.load_immediate(to, word, span);
        }
        let index = self.constant(value);
        let op = if to.is_temporary() { Op::LoadConstT } else { Op::LoadConst };
        self.emit_extra(op, to.0, 0, 0, index, span);
    }

    pub(crate) fn load_text(&mut self, to: Reg, text: &str, span: Span) {
        self.load_constant(to, &Constant::Str(text.into()), span);
    }

    // ---- labels and protected ranges ----

    pub(crate) fn label(&mut self) -> Label {
        self.labels.push(LabelState { at: UNBOUND_LABEL, used: false });
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts a label here. What follows is reachable if it was, or if something jumps here.
    pub(crate) fn bind(&mut self, label: Label) {
        let here = self.code.len() as u32;
        let state = &mut self.labels[label.0 as usize];
        state.at = here;
        self.reachable |= state.used;
    }

    /// Index of the instruction a label stands before.
    pub(crate) fn label_position(&self, label: Label) -> u32 {
        self.labels[label.0 as usize].at
    }

    pub(crate) fn open_region(&mut self, handler: Label, exc: Reg) -> OpenRegion {
        self.open_regions.push(RegionState { handler, exc, open_at: Some(self.code.len() as u32) });
        OpenRegion(self.open_regions.len() - 1)
    }

    /// Ends the protected range here, for good or until [`Unit::reopen_region`].
    pub(crate) fn close_region(&mut self, region: OpenRegion) {
        let end = self.code.len() as u32;
        let state = &mut self.open_regions[region.0];
        if let Some(start) = state.open_at.take()
            && start < end
        {
            let (handler, exc) = (state.handler, state.exc);
            self.labels[handler.0 as usize].used = true;
            self.regions.push(Region { start, end, handler, exc });
        }
    }

    pub(crate) fn reopen_region(&mut self, region: OpenRegion) {
        self.open_regions[region.0].open_at = Some(self.code.len() as u32);
    }

    // ---- loops ----

    /// Notes that a loop starts here; its head is bound after this.
    pub(crate) fn enter_loop(&mut self, span: Span) {
        self.loop_depth += 1;
        if self.loop_depth == 1 && self.reachable {
            self.outer_loop = Some(OuterLoop {
                anchor: self.code.len(),
                first_label: self.labels.len(),
                first_region: self.regions.len(),
                loads: Vec::new(),
            });
            self.emit(Op::Nop, 0, 0, 0, span);
        }
    }

    /// Notes that the innermost loop has been emitted.
    pub(crate) fn leave_loop(&mut self) {
        self.loop_depth -= 1;
        if self.loop_depth > 0 {
            return;
        }
        let Some(OuterLoop { anchor, first_label, first_region, loads }) = self.outer_loop.take() else { return };
        let span = self.code[anchor].span;
        let before = self.code.len();
        for (register, value) in &loads {
            let reachable = std::mem::replace(&mut self.reachable, true);
            self.load_constant(*register, value, span);
            self.reachable = reachable;
        }
        // The loads go where the anchor stands, and everything behind it moves.
        let loads: Vec<Instruction> = self.code.drain(before..).collect();
        let count = loads.len() as u32;
        self.code.splice(anchor + 1..anchor + 1, loads);
        let anchor = anchor as u32;
        let shift = |at: &mut u32| {
            if *at != UNBOUND_LABEL && *at > anchor {
                *at += count;
            }
        };
        self.labels[first_label..].iter_mut().for_each(|label| shift(&mut label.at));
        for region in &mut self.regions[first_region..] {
            shift(&mut region.start);
            shift(&mut region.end);
        }
        for block in &self.blocks {
            if let Some(region) = block.region()
                && let Some(at) = &mut self.open_regions[region.0].open_at
            {
                shift(at);
            }
        }
    }

    /// A register that holds a constant for as long as the outermost loop runs; none outside loops, or when there are
    /// many already.
    pub(crate) fn loop_constant(&mut self, value: &Constant) -> Option<Reg> {
        if self.outer_loop.is_none() || !self.reachable {
            return None;
        }
        let index = self.constant(value);
        let register = match self.constant_registers.get(&index) {
            Some(register) => *register,
            None if self.constant_registers.len() >= MAX_CONSTANT_REGISTERS => return None,
            None => {
                let register = Reg::local((self.always_bound.len() + self.constant_registers.len()) as u16);
                self.constant_registers.insert(index, register);
                register
            }
        };
        let outer = self.outer_loop.as_mut()?;
        if !outer.loads.iter().any(|(other, _)| *other == register) {
            if outer.loads.len() >= MAX_LOADS {
                return None;
            }
            outer.loads.push((register, value.clone()));
        }
        Some(register)
    }

    /// How many hidden locals hold constants.
    pub(crate) fn constant_register_count(&self) -> usize {
        self.constant_registers.len()
    }

    // ---- temporaries ----

    pub(crate) fn temporary(&mut self) -> Reg {
        self.temporaries(1)
    }

    /// `count` consecutive temporaries.
    pub(crate) fn temporaries(&mut self, count: u16) -> Reg {
        let first = Reg::temporary(self.height);
        self.set_height(self.height.saturating_add(count));
        first
    }

    pub(crate) fn set_height(&mut self, height: u16) {
        if height > MAX_TEMPORARIES {
            self.overflow.get_or_insert(("expression needs too many temporaries", Span::default()));
            return;
        }
        self.height = height;
        self.max_height = self.max_height.max(height);
    }

    /// Makes sure that the frame has `count` registers from `first` up.
    pub(crate) fn reserve(&mut self, first: Reg, count: u16) {
        self.max_height = self.max_height.max(first.number() + count);
    }

    /// Whether `register` is the topmost temporary.
    pub(crate) fn is_top(&self, register: Reg) -> bool {
        register.is_temporary() && register.number() + 1 == self.height
    }

    // ---- names and constants ----

    pub(crate) fn name(&mut self, name: &str) -> u16 {
        if let Some(&index) = self.name_index.get(name) {
            return index;
        }
        let Ok(index) = u16::try_from(self.names.len()) else {
            self.overflow.get_or_insert(("too many names in one code object", Span::default()));
            return 0;
        };
        let name: Arc<str> = name.into();
        self.names.push(name.clone());
        self.name_index.insert(name, index);
        index
    }

    pub(crate) fn constant(&mut self, value: &Constant) -> u32 {
        let mut key = Vec::new();
        if !constant_key(value, &mut key) {
            self.constants.push(value.clone());
            return self.constants.len() as u32 - 1;
        }
        let key = ConstantKey(key);
        if let Some(&index) = self.constant_index.get(&key) {
            return index;
        }
        self.constants.push(value.clone());
        let index = self.constants.len() as u32 - 1;
        self.constant_index.insert(key, index);
        index
    }

    /// The index of a constant that an operand of 16 bits names.
    pub(crate) fn small_constant(&mut self, value: &Constant) -> u16 {
        let index = self.constant(value);
        u16::try_from(index).unwrap_or_else(|_| {
            self.overflow.get_or_insert(("too many constants in one code object", Span::default()));
            0
        })
    }

    /// The error that an exceeded limit stands for.
    pub(crate) fn check_limits(&self) -> Result<(), SyntaxError> {
        match self.overflow {
            Some((message, span)) => Err(SyntaxError::new(message, span)),
            None => Ok(()),
        }
    }
}

/// Whether control never goes on to the next instruction.
pub(crate) fn ends_flow(op: Op) -> bool {
    matches!(
        op,
        Op::Jump
            | Op::JumpBack
            | Op::ForRangeBack
            | Op::ForIterBack
            | Op::Return
            | Op::ReturnImm
            | Op::Raise
            | Op::RaiseFrom
            | Op::RaiseCurrent
            | Op::Reraise
    )
}

/// The value word of a constant that fits into an instruction.
pub(crate) fn immediate_word(value: &Constant) -> Option<i32> {
    match value {
        Constant::None => Some(immediate::NONE as i32),
        Constant::True => Some(immediate::TRUE as i32),
        Constant::False => Some(immediate::FALSE as i32),
        Constant::Ellipsis => Some(immediate::ELLIPSIS as i32),
        Constant::Int(value) => immediate::int(i64::try_from(value).ok()?),
        _ => None,
    }
}

/// Appends an unambiguous encoding of a constant; false when it is not to be shared.
fn constant_key(value: &Constant, key: &mut Vec<u8>) -> bool {
    let mut text = |tag: u8, bytes: &[u8]| {
        key.push(tag);
        key.extend((bytes.len() as u64).to_le_bytes());
        key.extend(bytes);
    };
    match value {
        Constant::None => key.push(0),
        Constant::True => key.push(1),
        Constant::False => key.push(2),
        Constant::Ellipsis => key.push(3),
        Constant::Int(value) => text(4, &value.to_signed_bytes_le()),
        Constant::Float(value) => text(5, &value.to_bits().to_le_bytes()),
        Constant::Complex(re, im) => {
            text(6, &re.to_bits().to_le_bytes());
            text(6, &im.to_bits().to_le_bytes());
        }
        Constant::Str(value) => text(7, value.as_bytes()),
        Constant::Wtf8(value) => text(8, value),
        Constant::Bytes(value) => text(9, value),
        Constant::Tuple(items) | Constant::FrozenSet(items) => {
            let tag = if matches!(value, Constant::Tuple(_)) { 10 } else { 11 };
            text(tag, &(items.len() as u64).to_le_bytes());
            return stacker::maybe_grow(64 * 1024, 1024 * 1024, || items.iter().all(|item| constant_key(item, key)));
        }
        Constant::Code(_) => return false,
    }
    true
}

/// Whether an operand of this kind is a register number.
pub(crate) fn is_register(kind: Operand) -> bool {
    matches!(kind, Operand::Dst | Operand::Reg)
}
