//! Checks the structure of a code object: registers in range, jumps onto instructions, and the rules about temporaries
//! (see [`crate::op`]) along every path. Compiled code always passes; a failure is a mistake in the compiler.

use crate::code::{CodeObject, Constant};
use crate::op::{Op, Operand};
use std::collections::VecDeque;

/// What is known about a temporary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Dead,
    Live,
    /// Live on some paths only: it may be released, nothing else.
    Maybe,
}

/// A decoded instruction.
#[derive(Clone, Copy)]
struct Decoded {
    op: Op,
    a: u16,
    b: u16,
    c: u16,
    target: Option<u32>,
    next: u32,
}

/// Checks a code object and those nested in it.
///
/// # Errors
/// What is wrong, and where.
pub fn verify(code: &CodeObject) -> Result<(), String> {
    Verifier::new(code)?.run()?;
    for constant in &code.constants {
        if let Constant::Code(nested) = constant {
            stacker::maybe_grow(64 * 1024, 1024 * 1024, || verify(nested))?;
        }
    }
    Ok(())
}

/// Panics when a code object (without those nested in it) breaks a rule.
#[cfg(debug_assertions)]
pub(crate) fn assert_valid(code: &CodeObject) {
    let outcome = Verifier::new(code).and_then(|mut verifier| verifier.run());
    if let Err(message) = outcome {
        panic!("invalid code for {}: {message}\n{}", code.qualname, crate::disassemble::listing(code));
    }
}

struct Verifier<'c> {
    code: &'c CodeObject,
    decoded: Vec<Option<Decoded>>,
    states: Vec<Option<Vec<State>>>,
    queue: VecDeque<u32>,
}

impl<'c> Verifier<'c> {
    fn new(code: &'c CodeObject) -> Result<Verifier<'c>, String> {
        let mut decoded: Vec<Option<Decoded>> = vec![None; code.instructions.len()];
        let mut at = 0;
        while at < code.instructions.len() {
            let word = code.instructions[at];
            let op = Op::from_u16(word as u16).ok_or_else(|| format!("pc {at}: unknown opcode"))?;
            let (a, b, c) = ((word >> 16) as u16, (word >> 32) as u16, (word >> 48) as u16);
            let next = at + 1 + op.extra_words();
            if next > code.instructions.len() {
                return Err(format!("pc {at}: {} is cut off", op.name()));
            }
            let offset = if op.operands()[1] == Operand::Jump {
                Some((word >> 32) as i32)
            } else if op.has_jump_word() {
                Some(code.instructions[at + 1] as i32)
            } else {
                None
            };
            let target = offset.map(|offset| (next as i64 + i64::from(offset)) as u32);
            if op == Op::Jump && target.is_some_and(|t| (t as usize) < next) {
                return Err(format!("pc {at}: Jump goes backward"));
            }
            if op == Op::JumpBack && target.is_some_and(|t| t as usize > at) {
                return Err(format!("pc {at}: JumpBack goes forward"));
            }
            decoded[at] = Some(Decoded { op, a, b, c, target, next: next as u32 });
            at = next;
        }
        let states = vec![None; code.instructions.len()];
        Ok(Verifier { code, decoded, states, queue: VecDeque::new() })
    }

    fn run(&mut self) -> Result<(), String> {
        for entry in &self.code.exception_table {
            for pc in [entry.start, entry.handler] {
                if !matches!(self.decoded.get(pc as usize), Some(Some(_))) {
                    return Err(format!("exception entry points into an instruction at {pc}"));
                }
            }
            if entry.exc_register < self.code.n_locals || entry.exc_register >= self.code.n_registers {
                return Err(format!("exception register {} is not a temporary", entry.exc_register));
            }
        }
        let temporaries = (self.code.n_registers - self.code.n_locals) as usize;
        self.flow(0, vec![State::Dead; temporaries], "entry")?;
        while let Some(pc) = self.queue.pop_front() {
            self.step(pc)?;
        }
        Ok(())
    }

    /// Merges a state into the one before the instruction at `pc`.
    fn flow(&mut self, pc: u32, state: Vec<State>, from: &str) -> Result<(), String> {
        if !matches!(self.decoded.get(pc as usize), Some(Some(_))) {
            return Err(format!("{from} leads to {pc}, which is not an instruction"));
        }
        match &mut self.states[pc as usize] {
            Some(known) => {
                let mut changed = false;
                for (known, new) in known.iter_mut().zip(&state) {
                    if known != new && *known != State::Maybe {
                        *known = State::Maybe;
                        changed = true;
                    }
                }
                if changed {
                    self.queue.push_back(pc);
                }
            }
            slot => {
                *slot = Some(state);
                self.queue.push_back(pc);
            }
        }
        Ok(())
    }

    fn step(&mut self, pc: u32) -> Result<(), String> {
        let code = self.code;
        let before = self.states[pc as usize].clone().expect("only reached instructions are queued");
        let d = self.decoded[pc as usize].expect("flow checks that it is an instruction");
        self.apply(code, pc, &before, &d)
    }

    fn apply(&mut self, code: &'c CodeObject, pc: u32, before: &[State], d: &Decoded) -> Result<(), String> {
        let fail = |message: String| format!("pc {pc} {}: {message}", d.op.name());
        // Exceptions: everything from the exception register up is released, what is below stays as it was.
        if let Some(entry) = code.handler(pc) {
            let from = (entry.exc_register - code.n_locals) as usize;
            let mut state = before.to_vec();
            state[from..].fill(State::Dead);
            state[from] = State::Live;
            self.flow(entry.handler, state, "exception")?;
        }
        let mut frame = Frame { code, state: before.to_vec() };
        for (kind, value) in d.op.operands().into_iter().zip([d.a, d.b, d.c]) {
            if matches!(kind, Operand::Dst | Operand::Reg) && value >= code.n_registers {
                return Err(fail(format!("register {value} is out of range")));
            }
            match kind {
                Operand::Name if value as usize >= code.names.len() => {
                    return Err(fail(format!("name {value} is out of range")));
                }
                Operand::Const if value as usize >= code.constants.len() => {
                    return Err(fail(format!("constant {value} is out of range")));
                }
                _ => {}
            }
        }
        effects(d, &mut frame).map_err(fail)?;
        let mut fallthrough = frame.state.clone();
        if let Some(target) = d.target {
            let mut taken = frame.state.clone();
            let at = |register: u16| (register - code.n_locals) as usize;
            match d.op {
                Op::ForIter | Op::ForAiter | Op::ForRange => {
                    // The exit has no iterator; going on has an item.
                    taken[at(d.a)] = State::Dead;
                    if d.b >= code.n_locals {
                        if fallthrough[at(d.b)] != State::Dead {
                            return Err(fail("the item goes to a live temporary".to_owned()));
                        }
                        fallthrough[at(d.b)] = State::Live;
                    }
                }
                Op::ForRangeBack | Op::ForIterBack => {
                    let head = self.decoded.get(target as usize).copied().flatten();
                    let wanted = if d.op == Op::ForRangeBack { Op::ForRange } else { Op::ForIter };
                    if !head.is_some_and(|h| (h.op, h.a, h.b) == (wanted, d.a, d.b)) || target >= pc {
                        return Err(fail("the head of the loop does not fit".to_owned()));
                    }
                    if d.b >= code.n_locals {
                        return Err(fail("the item must go to a local".to_owned()));
                    }
                }
                Op::RangePrep => {
                    for argument in 0..d.b as usize {
                        taken[at(d.a) + 3 + argument] = State::Dead;
                    }
                }
                _ => {}
            }
            self.flow(target, taken, "jump")?;
        }
        if !crate::compiler::unit::ends_flow(d.op) {
            self.flow(d.next, fallthrough, "the instruction")?;
        } else if matches!(d.op, Op::Return | Op::ReturnImm)
            && let Some(at) = frame.state.iter().position(|s| *s != State::Dead)
        {
            return Err(fail(format!("temporary t{at} is not dead at the return")));
        }
        Ok(())
    }
}

struct Frame<'c> {
    code: &'c CodeObject,
    state: Vec<State>,
}

impl Frame<'_> {
    fn slot(&mut self, register: u16) -> Result<Option<&mut State>, String> {
        if register >= self.code.n_registers {
            return Err(format!("register {register} is out of range"));
        }
        Ok(register.checked_sub(self.code.n_locals).map(|at| &mut self.state[at as usize]))
    }

    /// A read operand that stays alive.
    fn keep(&mut self, register: u16) -> Result<(), String> {
        match self.slot(register)? {
            Some(state) if *state != State::Live => Err(format!("operand t of register {register} is {state:?}")),
            _ => Ok(()),
        }
    }

    /// A read operand that dies if it is a temporary.
    fn consume(&mut self, register: u16) -> Result<(), String> {
        self.keep(register)?;
        if let Some(state) = self.slot(register)? {
            *state = State::Dead;
        }
        Ok(())
    }

    fn consume_row(&mut self, first: u16, count: u16) -> Result<(), String> {
        (0..count).try_for_each(|at| self.consume(first + at))
    }

    /// A destination.
    fn write(&mut self, register: u16) -> Result<(), String> {
        match self.slot(register)? {
            Some(state) if *state != State::Dead => Err(format!("destination register {register} is {state:?}")),
            Some(state) => {
                *state = State::Live;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn temporary(&mut self, register: u16) -> Result<(), String> {
        if register < self.code.n_locals { Err(format!("register {register} must be a temporary")) } else { Ok(()) }
    }

    fn release(&mut self, register: u16) -> Result<(), String> {
        if let Some(state) = self.slot(register)? {
            *state = State::Dead;
        }
        Ok(())
    }

    /// A call window: what is in it is consumed, the header is dead.
    fn window(&mut self, a: u16, has_callee: bool, first: u16, count: u16) -> Result<(), String> {
        self.temporary(a)?;
        if has_callee {
            self.consume(a)?;
        } else if self.slot(a)?.is_some_and(|s| *s != State::Dead) {
            return Err("the result register of the window is live".to_owned());
        }
        for header in [a + 1, a + 2] {
            if self.slot(header)?.is_some_and(|s| *s != State::Dead) {
                return Err("the header of the call window is live".to_owned());
            }
        }
        self.consume_row(first, count)?;
        self.write(a)
    }
}

/// Applies what an instruction does to temporaries; jump-specific effects are the caller's.
fn effects(d: &Decoded, f: &mut Frame<'_>) -> Result<(), String> {
    let (a, b, c) = (d.a, d.b, d.c);
    match d.op {
        Op::Nop | Op::Jump | Op::JumpBack | Op::CheckBound | Op::DeleteLocal => Ok(()),
        Op::DeleteGlobal | Op::DeleteName | Op::DeleteCell | Op::DeleteFree | Op::MakeCell => Ok(()),
        Op::SetupAnnotations | Op::RaiseCurrent | Op::ReturnImm | Op::HostReturn | Op::LoopNext | Op::ResumeNative => {
            Ok(())
        }
        Op::Move | Op::MoveT => {
            f.keep(b)?;
            f.write(a)
        }
        Op::Take => {
            f.temporary(b)?;
            f.consume(b)?;
            f.write(a)
        }
        Op::LoadImm | Op::LoadImmT | Op::LoadConst | Op::LoadConstT => f.write(a),
        Op::Release => f.release(a),
        Op::LoadGlobal
        | Op::LoadName
        | Op::LoadNameOrFree
        | Op::LoadNameOrGlobal
        | Op::LoadLocals
        | Op::LoadFreeCell
        | Op::LoadBuildClass
        | Op::LoadAssertionError => {
            f.temporary(a)?;
            f.write(a)
        }
        Op::LoadFree | Op::LoadCell => f.write(a),
        Op::StoreGlobal | Op::StoreName | Op::Raise | Op::Reraise | Op::PopExc | Op::PrintExpr | Op::ImportStar => {
            f.temporary(a)?;
            f.consume(a)
        }
        Op::StoreCell | Op::StoreFree => {
            f.temporary(b)?;
            f.consume(b)
        }
        Op::RaiseFrom => {
            f.consume(a)?;
            f.consume(b)
        }
        Op::Add
        | Op::AddT
        | Op::Sub
        | Op::SubT
        | Op::Mul
        | Op::MulT
        | Op::TrueDiv
        | Op::TrueDivT
        | Op::FloorDiv
        | Op::Mod
        | Op::Pow
        | Op::LShift
        | Op::RShift
        | Op::And
        | Op::Or
        | Op::Xor
        | Op::MatMul
        | Op::InplaceAdd
        | Op::InplaceSub
        | Op::InplaceMul
        | Op::InplaceTrueDiv
        | Op::InplaceFloorDiv
        | Op::InplaceMod
        | Op::InplacePow
        | Op::InplaceLShift
        | Op::InplaceRShift
        | Op::InplaceAnd
        | Op::InplaceOr
        | Op::InplaceXor
        | Op::InplaceMatMul
        | Op::Lt
        | Op::Le
        | Op::Gt
        | Op::Ge
        | Op::Eq
        | Op::Ne
        | Op::Is
        | Op::IsNot
        | Op::In
        | Op::NotIn
        | Op::GetItem
        | Op::FormatSpec => {
            f.consume(b)?;
            if c != b {
                f.consume(c)?;
            }
            f.write(a)
        }
        Op::AddI
        | Op::AddIT
        | Op::SubI
        | Op::SubIT
        | Op::MulI
        | Op::FloorDivI
        | Op::ModI
        | Op::AndI
        | Op::LShiftI
        | Op::RShiftI
        | Op::InplaceAddI
        | Op::InplaceSubI
        | Op::Neg
        | Op::Pos
        | Op::Invert
        | Op::Not
        | Op::GetItemI
        | Op::GetIter
        | Op::GetAiter
        | Op::Await
        | Op::Convert
        | Op::FormatSimple => {
            f.consume(b)?;
            f.write(a)
        }
        Op::JumpIfTrue | Op::JumpIfFalse | Op::JumpIfNone | Op::JumpIfNotNone => f.consume(a),
        Op::JumpIfTrueKeep | Op::JumpIfFalseKeep => f.keep(a),
        Op::JumpIfLt
        | Op::JumpIfLe
        | Op::JumpIfGt
        | Op::JumpIfGe
        | Op::JumpIfEq
        | Op::JumpIfNe
        | Op::JumpIfNotLt
        | Op::JumpIfNotLe
        | Op::JumpIfNotGt
        | Op::JumpIfNotGe
        | Op::JumpIfNotEq
        | Op::JumpIfNotNe
        | Op::JumpIfIs
        | Op::JumpIfIsNot
        | Op::JumpIfIn
        | Op::JumpIfNotIn => {
            f.consume(a)?;
            if b != a { f.consume(b) } else { Ok(()) }
        }
        Op::JumpIfLtI
        | Op::JumpIfLeI
        | Op::JumpIfGtI
        | Op::JumpIfGeI
        | Op::JumpIfEqI
        | Op::JumpIfNeI
        | Op::JumpIfNotLtI
        | Op::JumpIfNotLeI
        | Op::JumpIfNotGtI
        | Op::JumpIfNotGeI
        | Op::JumpIfNotEqI
        | Op::JumpIfNotNeI => f.consume(a),
        Op::RangePrep => {
            f.keep(a)?;
            (0..b).try_for_each(|at| f.keep(a + 3 + at))
        }
        Op::ForRange | Op::ForIter | Op::ForAiter | Op::ForRangeBack | Op::ForIterBack => {
            f.temporary(a)?;
            f.keep(a)
        }
        Op::Call | Op::CallKw | Op::CallAwait => f.window(a, true, a + 3, b),
        Op::CallGlobal | Op::CallGlobalAwait => f.window(a, false, a + 3, b),
        Op::CallMethod | Op::CallMethodKw | Op::CallMethodAwait => f.window(a, false, a + 3, b + 1),
        Op::CallEx => f.window(a, true, a + 3, 1 + b),
        Op::LoadSuperAttr => {
            f.consume_row(b, 3)?;
            f.write(a)
        }
        Op::Return => f.consume(a),
        Op::MakeFunction => {
            for (bit, at) in [(1, 0), (2, 1), (4, 2), (8, 3)] {
                if b & bit != 0 {
                    f.temporary(a)?;
                    f.consume(a + at)?;
                }
            }
            f.write(a)
        }
        Op::BuildList | Op::BuildTuple | Op::BuildSet | Op::BuildString | Op::BuildSlice => {
            f.consume_row(b, c)?;
            f.write(a)
        }
        Op::BuildMap => {
            f.consume_row(b, 2 * c)?;
            f.write(a)
        }
        Op::ListAppend | Op::ListExtend | Op::SetAdd | Op::SetUpdate | Op::DictUpdate => {
            f.keep(a)?;
            f.consume(b)
        }
        Op::MapAdd => {
            f.keep(a)?;
            f.consume(b)?;
            f.consume(c)
        }
        Op::DictMerge => {
            f.keep(a)?;
            f.keep(c)?;
            f.consume(b)
        }
        Op::ListToTuple => f.keep(a),
        Op::UnpackSequence | Op::UnpackEx => {
            let count = if d.op == Op::UnpackEx { (c & 0xff) + (c >> 8) + 1 } else { c };
            f.consume(b)?;
            for at in 0..count {
                f.temporary(a + at)?;
                f.write(a + at)?;
            }
            Ok(())
        }
        Op::GetSlice => {
            f.consume(b)?;
            f.consume_row(c, 2)?;
            f.write(a)
        }
        Op::StoreItem | Op::StoreItemMv => {
            if (d.op == Op::StoreItemMv) == (a < f.code.n_locals) {
                return Err("the value is of the wrong kind".to_owned());
            }
            f.keep(b)?;
            f.consume(a)?;
            if c != a { f.consume(c) } else { Ok(()) }
        }
        Op::DeleteItem => {
            f.consume(a)?;
            if b != a { f.consume(b) } else { Ok(()) }
        }
        Op::LoadAttr => {
            if b >= f.code.n_locals && a != b {
                return Err("a temporary object must be the destination".to_owned());
            }
            f.consume(b)?;
            f.write(a)
        }
        Op::LoadAttrT => {
            f.temporary(a)?;
            if b >= f.code.n_locals {
                return Err("the object must be a local".to_owned());
            }
            f.write(a)
        }
        Op::StoreAttr | Op::StoreAttrMv => {
            if (d.op == Op::StoreAttrMv) == (a < f.code.n_locals) {
                return Err("the value is of the wrong kind".to_owned());
            }
            f.keep(b)?;
            f.consume(a)
        }
        Op::DeleteAttr => f.consume(a),
        Op::LoadSpecial | Op::ImportFrom | Op::MatchSequence | Op::MatchMapping | Op::GetLen | Op::PushExc => {
            f.temporary(a)?;
            f.keep(b)?;
            f.write(a)
        }
        Op::WithExceptStart => {
            f.temporary(a)?;
            f.keep(b)?;
            f.keep(c)?;
            if a + 6 > f.code.n_registers {
                return Err("the call window does not fit".to_owned());
            }
            f.write(a)
        }
        Op::ExcMatch | Op::ExcGroupMatch => {
            f.keep(b)?;
            f.consume(c)?;
            f.write(a)
        }
        Op::ExcGroupFinish => {
            f.consume(b)?;
            f.keep(c)?;
            f.write(a)
        }
        Op::Yield | Op::YieldFrom => {
            f.temporary(a)?;
            f.keep(a)
        }
        Op::ImportName => {
            f.consume_row(a, 2)?;
            f.write(a)
        }
        Op::MatchKeys => {
            f.temporary(a)?;
            f.keep(b)?;
            f.keep(c)?;
            f.write(a)
        }
        Op::MatchClass => {
            f.temporary(a)?;
            f.keep(b)?;
            f.consume_row(c, 2)?;
            f.write(a)
        }
        Op::Intrinsic => {
            f.consume_row(a, c)?;
            f.write(a)
        }
    }
}
