//! The slow paths of operators: builtin types through their slots, script classes through their special methods, which run
//! as frames.
//!
//! The operands of an operator stay in their registers until its result is there, so that "not implemented" can lead to
//! the next candidate; the instruction itself says what was asked.

use super::frames::{self, Action, Site, Step};
use super::*;
use crate::native::{NativeResult, Raised};
use crate::types::{BinaryOp, CompareOp, StrObject, UnaryOp};

/// What an arithmetic or comparison instruction asks for.
enum Asked {
    Binary { op: BinaryOp, inplace: bool, immediate: bool },
    Compare { op: CompareOp, immediate: bool, jump: bool, wanted: bool },
}

fn asked(ins: u64) -> Option<Asked> {
    let op = Op::from_u16(ins as u16)?;
    let binary = |op, inplace, immediate| Some(Asked::Binary { op, inplace, immediate });
    let value = |op| Some(Asked::Compare { op, immediate: false, jump: false, wanted: true });
    let jump = |op, wanted| Some(Asked::Compare { op, immediate: false, jump: true, wanted });
    let jump_i = |op, wanted| Some(Asked::Compare { op, immediate: true, jump: true, wanted });
    match op {
        Op::Add | Op::AddT => binary(BinaryOp::Add, false, false),
        Op::Sub | Op::SubT => binary(BinaryOp::Sub, false, false),
        Op::Mul | Op::MulT => binary(BinaryOp::Mul, false, false),
        Op::TrueDiv | Op::TrueDivT => binary(BinaryOp::TrueDiv, false, false),
        Op::FloorDiv => binary(BinaryOp::FloorDiv, false, false),
        Op::Mod => binary(BinaryOp::Mod, false, false),
        Op::Pow => binary(BinaryOp::Pow, false, false),
        Op::LShift => binary(BinaryOp::LShift, false, false),
        Op::RShift => binary(BinaryOp::RShift, false, false),
        Op::And => binary(BinaryOp::And, false, false),
        Op::Or => binary(BinaryOp::Or, false, false),
        Op::Xor => binary(BinaryOp::Xor, false, false),
        Op::MatMul => binary(BinaryOp::MatMul, false, false),
        Op::AddI | Op::AddIT => binary(BinaryOp::Add, false, true),
        Op::SubI | Op::SubIT => binary(BinaryOp::Sub, false, true),
        Op::MulI => binary(BinaryOp::Mul, false, true),
        Op::FloorDivI => binary(BinaryOp::FloorDiv, false, true),
        Op::ModI => binary(BinaryOp::Mod, false, true),
        Op::AndI => binary(BinaryOp::And, false, true),
        Op::LShiftI => binary(BinaryOp::LShift, false, true),
        Op::RShiftI => binary(BinaryOp::RShift, false, true),
        Op::InplaceAdd => binary(BinaryOp::Add, true, false),
        Op::InplaceSub => binary(BinaryOp::Sub, true, false),
        Op::InplaceMul => binary(BinaryOp::Mul, true, false),
        Op::InplaceTrueDiv => binary(BinaryOp::TrueDiv, true, false),
        Op::InplaceFloorDiv => binary(BinaryOp::FloorDiv, true, false),
        Op::InplaceMod => binary(BinaryOp::Mod, true, false),
        Op::InplacePow => binary(BinaryOp::Pow, true, false),
        Op::InplaceLShift => binary(BinaryOp::LShift, true, false),
        Op::InplaceRShift => binary(BinaryOp::RShift, true, false),
        Op::InplaceAnd => binary(BinaryOp::And, true, false),
        Op::InplaceOr => binary(BinaryOp::Or, true, false),
        Op::InplaceXor => binary(BinaryOp::Xor, true, false),
        Op::InplaceMatMul => binary(BinaryOp::MatMul, true, false),
        Op::InplaceAddI => binary(BinaryOp::Add, true, true),
        Op::InplaceSubI => binary(BinaryOp::Sub, true, true),
        Op::Lt => value(CompareOp::Lt),
        Op::Le => value(CompareOp::Le),
        Op::Gt => value(CompareOp::Gt),
        Op::Ge => value(CompareOp::Ge),
        Op::Eq => value(CompareOp::Eq),
        Op::Ne => value(CompareOp::Ne),
        Op::JumpIfLt => jump(CompareOp::Lt, true),
        Op::JumpIfLe => jump(CompareOp::Le, true),
        Op::JumpIfGt => jump(CompareOp::Gt, true),
        Op::JumpIfGe => jump(CompareOp::Ge, true),
        Op::JumpIfEq => jump(CompareOp::Eq, true),
        Op::JumpIfNe => jump(CompareOp::Ne, true),
        Op::JumpIfNotLt => jump(CompareOp::Lt, false),
        Op::JumpIfNotLe => jump(CompareOp::Le, false),
        Op::JumpIfNotGt => jump(CompareOp::Gt, false),
        Op::JumpIfNotGe => jump(CompareOp::Ge, false),
        Op::JumpIfNotEq => jump(CompareOp::Eq, false),
        Op::JumpIfNotNe => jump(CompareOp::Ne, false),
        Op::JumpIfLtI => jump_i(CompareOp::Lt, true),
        Op::JumpIfLeI => jump_i(CompareOp::Le, true),
        Op::JumpIfGtI => jump_i(CompareOp::Gt, true),
        Op::JumpIfGeI => jump_i(CompareOp::Ge, true),
        Op::JumpIfEqI => jump_i(CompareOp::Eq, true),
        Op::JumpIfNeI => jump_i(CompareOp::Ne, true),
        Op::JumpIfNotLtI => jump_i(CompareOp::Lt, false),
        Op::JumpIfNotLeI => jump_i(CompareOp::Le, false),
        Op::JumpIfNotGtI => jump_i(CompareOp::Gt, false),
        Op::JumpIfNotGeI => jump_i(CompareOp::Ge, false),
        Op::JumpIfNotEqI => jump_i(CompareOp::Eq, false),
        Op::JumpIfNotNeI => jump_i(CompareOp::Ne, false),
        _ => None,
    }
}

/// The operands of the instruction `ins` (whose first word is at `pc - 1`) as owned values, with their register offsets.
unsafe fn operands(base: *mut Word, ins: u64, asked: &Asked) -> (Value, Value, usize, Option<usize>) {
    match asked {
        Asked::Binary { immediate: false, .. } | Asked::Compare { jump: false, .. } => {
            let (x, y) = (rb!(ins), rc!(ins));
            ((*reg!(base, x)).to_value(), (*reg!(base, y)).to_value(), x, Some(y))
        }
        Asked::Binary { immediate: true, .. } => {
            let x = rb!(ins);
            ((*reg!(base, x)).to_value(), Value::from_word(Word::int(imm_c!(ins))), x, None)
        }
        Asked::Compare { immediate: false, .. } => {
            let (x, y) = (ra!(ins), rb!(ins));
            ((*reg!(base, x)).to_value(), (*reg!(base, y)).to_value(), x, Some(y))
        }
        Asked::Compare { immediate: true, .. } => {
            let x = ra!(ins);
            ((*reg!(base, x)).to_value(), Value::from_word(Word::int(imm_b!(ins))), x, None)
        }
    }
}

op! { #[inline(never)] binary_slow(pc, base, vm, ins) {
    // The most frequent: `s += t` of strings.
    let op = ins as u16;
    if op == Op::InplaceAdd as u16 && rb!(ins) == ra!(ins) && ra!(ins) != rc!(ins) {
        let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
        if quick::is_str(x) && quick::is_str(y) {
            let target = x.borrow().expect_ref::<StrObject>();
            if (*x.header()).count() == 1 && !target.is_interned() {
                target.append_unshared(y.borrow().expect_ref::<StrObject>());
                frames::consume(base, rc!(ins));
                next!(pc, base, vm)
            }
        }
    }
    slow!(binary_step, pc, base, vm, ins)
} }

op_step! { binary_step(pc, base, vm, ins) {
    if let Some(Asked::Binary { op, immediate, .. }) = asked(ins) {
        let x = *reg!(base, rb!(ins));
        let y = if immediate { Word::int(imm_c!(ins)) } else { *reg!(base, rc!(ins)) };
        if let Some(word) = quick::binary(vm, op, x, y) {
            let dst = ra!(ins);
            if x.is_heap() {
                if rb!(ins) != dst { frames::consume(base, rb!(ins)) }
                if rc!(ins) != dst { frames::consume(base, rc!(ins)) }
            }
            let place = reg!(base, dst);
            let old = std::mem::replace(&mut *place, word);
            drop(Value::from_word(old));
            return Step::Run(pc, base);
        }
    }
    operator_step(vm, pc, base, ins)
} }

op! { #[inline(never)] compare_slow(pc, base, vm, ins) {
    let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
    let op = match ins as u16 {
        n if n == Op::Eq as u16 => CompareOp::Eq,
        n if n == Op::Ne as u16 => CompareOp::Ne,
        n if n == Op::Lt as u16 => CompareOp::Lt,
        n if n == Op::Le as u16 => CompareOp::Le,
        n if n == Op::Gt as u16 => CompareOp::Gt,
        _ => CompareOp::Ge,
    };
    if let Some(holds) = quick::compare(op, x, y) {
        let dst = ra!(ins);
        if rb!(ins) != dst && x.is_heap() { frames::consume(base, rb!(ins)) }
        if rc!(ins) != dst && y.is_heap() { frames::consume(base, rc!(ins)) }
        set!(reg!(base, dst), Word::bool(holds), pc, base, vm)
    }
    slow!(compare_value_step, pc, base, vm, ins)
} }

op_step! { compare_value_step(pc, base, vm, ins) { operator_step(vm, pc, base, ins) } }

/// The comparison of a fused compare-and-jump, whether it has an immediate, and which outcome jumps.
#[inline(always)]
fn jump_parts(ins: u64) -> (CompareOp, bool, bool) {
    // The jumps stand in the opcode list in this order: Lt Le Gt Ge Eq Ne, plain then negated, registers then immediates.
    const OPS: [CompareOp; 6] =
        [CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge, CompareOp::Eq, CompareOp::Ne];
    let number = (ins as u16 - Op::JumpIfLt as u16) as usize;
    (OPS[number % 6], number >= 12, number % 12 < 6)
}

op! { #[inline(never)] compare_jump_slow(pc, base, vm, ins) {
    let (op, immediate, wanted) = jump_parts(ins);
    let x = *reg!(base, ra!(ins));
    let y = if immediate { Word::int(imm_b!(ins)) } else { *reg!(base, rb!(ins)) };
    if let Some(holds) = quick::compare(op, x, y) {
        if x.is_heap() { frames::consume(base, ra!(ins)) }
        if y.is_heap() { frames::consume(base, rb!(ins)) }
        let offset = *pc as i32 as isize;
        if holds == wanted { next!(pc.add(1).offset(offset), base, vm) }
        next!(pc.add(1), base, vm)
    }
    slow!(compare_jump_step, pc, base, vm, ins)
} }

op_step! { compare_jump_step(pc, base, vm, ins) { operator_step(vm, pc, base, ins) } }

/// First attempt of an operator; `pc` is behind the first word.
#[inline(never)]
unsafe fn operator_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    let asked = asked(ins).expect("only operators come here");
    let (x, y, at_x, at_y) = operands(base, ins, &asked);
    if x.is_unbound() || y.is_unbound() {
        let offset = if x.is_unbound() { at_x } else { at_y.unwrap_or(at_x) };
        let raised = moves::unbound_local_error(vm, base, offset);
        return vm.raise_step(raised, pc, base);
    }
    if x.shape().index() == 0 && y.shape().index() == 0 {
        // Builtin types never run script code here, except for comparing containers of script objects.
        let result = match &asked {
            Asked::Binary { op, inplace: false, .. } => vm.native_binary(*op, &x, &y),
            Asked::Binary { op, inplace: true, .. } => {
                return {
                    let result = vm.inplace(*op, &x, &y);
                    drop((x, y));
                    finish(vm, pc, base, ins, &asked, result)
                };
            }
            Asked::Compare { op, .. } => vm.compare(*op, &x, &y),
        };
        let result = match result {
            Ok(value) if value.is_not_implemented() => Err(unsupported(vm, &asked, &x, &y)),
            other => other,
        };
        drop((x, y));
        return finish(vm, pc, base, ins, &asked, result);
    }
    try_candidates(vm, pc, base, ins, &asked, x, y, 0)
}

/// The message for operands that no candidate knows.
#[cold]
fn unsupported(vm: &mut Vm, asked: &Asked, x: &Value, y: &Value) -> Raised {
    match asked {
        Asked::Binary { op, inplace, .. } => {
            let symbol = match (op, inplace) {
                (BinaryOp::Pow, true) => String::from("** or pow()"),
                (_, true) => format!("{}=", op.symbol()),
                _ => String::from(op.symbol()),
            };
            if *op == BinaryOp::RShift && !inplace && is_print(vm, x) {
                let (a, b) = (vm.type_name(x), vm.type_name(y));
                return vm.type_error(format!(
                    "unsupported operand type(s) for >>: '{a}' and '{b}'. Did you mean \"print(<message>, file=<output_stream>)\"?"
                ));
            }
            vm.operand_error(&symbol, x, y)
        }
        Asked::Compare { op, .. } => {
            let (a, b) = (vm.type_name(x), vm.type_name(y));
            vm.type_error(format!("'{}' not supported between instances of '{a}' and '{b}'", op.symbol()))
        }
    }
}

fn is_print(vm: &mut Vm, x: &Value) -> bool {
    let name = vm.names.print.clone();
    let builtins = vm.builtins.clone();
    vm.dict_get_name(&builtins, &name).is_some_and(|p| p.is(x))
}

/// Stores the result of an operator, or goes where its truth leads.
unsafe fn finish(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64, asked: &Asked, result: NativeResult) -> Step {
    let value = match result {
        Ok(value) => value,
        Err(raised) => return vm.raise_step(raised, pc, base),
    };
    match asked {
        Asked::Binary { immediate, .. } => {
            let dst = ra!(ins);
            if rb!(ins) != dst {
                frames::consume(base, rb!(ins));
            }
            if !immediate && rc!(ins) != dst {
                frames::consume(base, rc!(ins));
            }
            vm.deliver(Site::register(pc, base, dst), value)
        }
        Asked::Compare { jump: false, .. } => {
            let dst = ra!(ins);
            if rb!(ins) != dst {
                frames::consume(base, rb!(ins));
            }
            if rc!(ins) != dst {
                frames::consume(base, rc!(ins));
            }
            vm.deliver(Site::register(pc, base, dst), value)
        }
        Asked::Compare { immediate, wanted, .. } => {
            frames::consume(base, ra!(ins));
            if !immediate {
                frames::consume(base, rb!(ins));
            }
            let action = if *wanted { Action::BranchTrue } else { Action::BranchFalse };
            vm.deliver(Site::new(pc, base, action, 0), value)
        }
    }
}

/// Calls candidate number `from` or the first later one that exists. Candidates, in order: for in-place operators the
/// in-place method; then left and right operand, the right one first when its class derives from the left one's and
/// brings its own method.
#[expect(clippy::too_many_arguments, reason = "the state of the interpreter, the operands, and where to go on")]
unsafe fn try_candidates(
    vm: &mut Vm,
    pc: *const u64,
    base: *mut Word,
    ins: u64,
    asked: &Asked,
    x: Value,
    y: Value,
    from: usize,
) -> Step {
    let (class_x, class_y) = (vm.class_word(&x), vm.class_word(&y));
    let (left, right) = match asked {
        Asked::Binary { op, .. } => (vm.binary_name(*op), vm.reflected_name(*op)),
        Asked::Compare { op, .. } => (vm.compare_name(*op), vm.compare_name(op.swapped())),
    };
    let compare = matches!(asked, Asked::Compare { .. });
    let mut right_first = false;
    if class_x != class_y && vm.is_subclass(class_y.borrow(), class_x.borrow()) {
        right_first = compare || vm.class_lookup(class_y, right.word()) != vm.class_lookup(class_x, right.word());
    }
    for number in from..3 {
        let (method, receiver, argument) = match (number, right_first) {
            (0, _) => match asked {
                Asked::Binary { op, inplace: true, .. } => {
                    let name = vm.inplace_name(*op);
                    (vm.class_lookup(class_x, name.word()), &x, &y)
                }
                _ => continue,
            },
            (1, false) | (2, true) => (vm.class_lookup(class_x, left.word()), &x, &y),
            _ => {
                if class_x == class_y && !compare {
                    continue;
                }
                (vm.class_lookup(class_y, right.word()), &y, &x)
            }
        };
        let Some(method) = method.map(Word::to_value) else { continue };
        if method.is_none() {
            let raised = vm.type_error("'NoneType' object is not callable");
            return vm.raise_step(raised, pc, base);
        }
        let site = Site::new(pc, base, Action::Operator, number);
        let argument = argument.clone();
        return vm.invoke_method(site, &method, receiver, vec![argument]);
    }
    // No candidate: comparing for equality falls back to identity.
    let result = match asked {
        Asked::Compare { op: CompareOp::Eq, .. } => Ok(Value::bool(x.is(&y))),
        Asked::Compare { op: CompareOp::Ne, .. } => Ok(Value::bool(!x.is(&y))),
        _ => Err(unsupported(vm, asked, &x, &y)),
    };
    finish(vm, pc, base, ins, asked, result)
}

/// A candidate has answered.
pub(super) unsafe fn resume_operator(vm: &mut Vm, site: Site, value: Value) -> Step {
    let ins = *site.pc.sub(1);
    let Some(asked) = asked(ins) else {
        // Unary operators and items deliver into their register.
        return vm.deliver(Site { action: Action::Register, ..site }, value);
    };
    if value.is_not_implemented() {
        let (x, y, _, _) = operands(site.base, ins, &asked);
        return try_candidates(vm, site.pc, site.base, ins, &asked, x, y, site.operand as usize + 1);
    }
    finish(vm, site.pc, site.base, ins, &asked, Ok(value))
}

op_step! { unbound_operand(pc, base, vm, ins) { unbound_operand_step(vm, pc, base, ins) } }

/// UnboundLocalError for whichever operand of the instruction is unbound.
#[cold]
pub(super) unsafe fn unbound_operand_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    // Find the unbound local among the operands.
    let mut offset = ra!(ins);
    for candidate in [ra!(ins), rb!(ins), rc!(ins)] {
        let locals = frames::code(base).code.n_locals as usize * 8;
        if candidate % 8 == 0 && candidate < locals && (*reg!(base, candidate)).is_unbound() {
            offset = candidate;
        }
    }
    vm.unbound_step(pc, base, offset as u64)
}

// ---- unary ----

op! { #[inline(never)] unary_slow(pc, base, vm, ins) { step!(unary_step(&mut *vm, pc, base, ins), vm) } }

#[inline(never)]
unsafe fn unary_step(vm: &mut Vm, pc: *const u64, base: *mut Word, ins: u64) -> Step {
    let op = match ins as u16 {
        n if n == Op::Neg as u16 => UnaryOp::Neg,
        n if n == Op::Pos as u16 => UnaryOp::Pos,
        _ => UnaryOp::Invert,
    };
    let x = (*reg!(base, rb!(ins))).to_value();
    if x.is_unbound() {
        let raised = moves::unbound_local_error(vm, base, rb!(ins));
        return vm.raise_step(raised, pc, base);
    }
    if rb!(ins) != ra!(ins) {
        frames::consume(base, rb!(ins));
    }
    let site = Site::register(pc, base, ra!(ins));
    if x.shape().index() != 0 {
        let name = vm.unary_name(op);
        if let Some(method) = vm.lookup_special(&x, &name) {
            return vm.invoke_method(site, &method, &x, Vec::new());
        }
    }
    match vm.unary(op, &x) {
        Ok(value) => {
            drop(x);
            vm.deliver(site, value)
        }
        Err(raised) => vm.raise_step(raised, pc, base),
    }
}

op_step! { not_slow(pc, base, vm, ins) {
    let x = (*reg!(base, rb!(ins))).to_value();
    if x.is_unbound() { return vm.unbound_step(pc, base, rb!(ins) as u64) }
    if rb!(ins) != ra!(ins) { frames::consume(base, rb!(ins)) }
    return vm.test_truth(Site::new(pc, base, Action::NotTruthRegister, ra!(ins)), x)
} }

op_step! { truth_jump(pc, base, vm, ins) {
    let op = ins as u16;
    let x = (*reg!(base, ra!(ins))).to_value();
    if x.is_unbound() { return vm.unbound_step(pc, base, ra!(ins) as u64) }
    if op == Op::JumpIfTrue as u16 || op == Op::JumpIfFalse as u16 {
        frames::consume(base, ra!(ins));
    }
    let when_true = op == Op::JumpIfTrue as u16 || op == Op::JumpIfTrueKeep as u16;
    if x.word().is_int() {
        let truth = x.word() != Word::int(0);
        if truth == when_true { return Step::Run(pc.offset(imm32!(ins)), base) }
        return Step::Run(pc, base)
    }
    let action = if when_true { Action::ShortBranchTrue } else { Action::ShortBranchFalse };
    return vm.test_truth(Site::new(pc, base, action, 0), x)
} }

// ---- membership ----

op_step! { contains_slow(pc, base, vm, ins) {
    let (item, container) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
    if item.is_unbound() || container.is_unbound() { return unbound_operand_step(vm, pc, base, ins) }
    let dst = ra!(ins);
    let positive = ins as u16 == Op::In as u16;
    if let Some(found) = quick::contains(vm, item.borrow(), container.borrow()) {
        if rb!(ins) != dst { frames::consume(base, rb!(ins)) }
        if rc!(ins) != dst { frames::consume(base, rc!(ins)) }
        return vm.put(reg!(base, dst), Word::bool(found == positive), pc, base);
    }
    let (item, container) = (item.to_value(), container.to_value());
    if rb!(ins) != dst { frames::consume(base, rb!(ins)) }
    if rc!(ins) != dst { frames::consume(base, rc!(ins)) }
    let action = if positive { Action::TruthRegister } else { Action::NotTruthRegister };
    contains_step(vm, Site::new(pc, base, action, dst), item, container)
} }

op_step! { contains_jump_slow(pc, base, vm, ins) {
    let (item, container) = (*reg!(base, ra!(ins)), *reg!(base, rb!(ins)));
    if item.is_unbound() || container.is_unbound() { return unbound_operand_step(vm, pc, base, ins) }
    let positive = ins as u16 == Op::JumpIfIn as u16;
    if let Some(found) = quick::contains(vm, item.borrow(), container.borrow()) {
        frames::consume(base, ra!(ins));
        frames::consume(base, rb!(ins));
        let offset = if found == positive { *pc as i32 as isize } else { 0 };
        return vm.continue_at(pc.add(1).offset(offset), base);
    }
    let (item, container) = (item.to_value(), container.to_value());
    frames::consume(base, ra!(ins));
    frames::consume(base, rb!(ins));
    let action = if positive { Action::BranchTrue } else { Action::BranchFalse };
    contains_step(vm, Site::new(pc, base, action, 0), item, container)
} }

#[inline(never)]
unsafe fn contains_step(vm: &mut Vm, site: Site, item: Value, container: Value) -> Step {
    if container.shape().index() != 0 {
        let name = vm.names.contains.clone();
        if let Some(method) = vm.lookup_special(&container, &name)
            && !method.is_none()
        {
            return vm.invoke_method(site, &method, &container, vec![item]);
        }
    }
    match vm.contains(&container, &item) {
        Ok(found) => {
            drop((item, container));
            vm.deliver(site, Value::bool(found))
        }
        Err(raised) => vm.raise_site(raised, site),
    }
}
