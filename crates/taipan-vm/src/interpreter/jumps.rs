//! Jumps, plain and fused with comparisons. A backward jump is a safepoint.

use super::*;

op! { Jump(pc, base, vm, ins) { next!(pc.offset(imm32!(ins)), base, vm) } }

op! { JumpBack(pc, base, vm, ins) {
    let target = pc.offset(imm32!(ins));
    let fuel = (*vm).fuel - 1;
    (*vm).fuel = fuel;
    if fuel < 0 { slow!(safepoint, target, base, vm, ins) }
    next!(target, base, vm)
} }

cold_op! { safepoint(pc, base, vm, ins) {
    step!((*vm).safepoint(pc, base), vm)
} }

macro_rules! jump_if {
    ($name:ident, $wanted:ident, $other:ident, $slow:ident) => {
        op! { $name(pc, base, vm, ins) {
            let x = *reg!(base, ra!(ins));
            if x == Word::$wanted { next!(pc.offset(imm32!(ins)), base, vm) }
            if x == Word::$other { next!(pc, base, vm) }
            slow!(operators::$slow, pc, base, vm, ins)
        } }
    };
}
jump_if!(JumpIfTrue, TRUE, FALSE, truth_jump);
jump_if!(JumpIfFalse, FALSE, TRUE, truth_jump);
jump_if!(JumpIfTrueKeep, TRUE, FALSE, truth_jump);
jump_if!(JumpIfFalseKeep, FALSE, TRUE, truth_jump);

op! { JumpIfNone(pc, base, vm, ins) {
    let x = *reg!(base, ra!(ins));
    if x == Word::NONE { next!(pc.offset(imm32!(ins)), base, vm) }
    if x.is_heap() || x.is_unbound() { slow!(none_operand, pc, base, vm, ins) }
    next!(pc, base, vm)
} }

op! { JumpIfNotNone(pc, base, vm, ins) {
    let x = *reg!(base, ra!(ins));
    if x == Word::NONE { next!(pc, base, vm) }
    let target = pc.offset(imm32!(ins));
    if x.is_heap() || x.is_unbound() { slow!(none_operand, target, base, vm, ins) }
    next!(target, base, vm)
} }

op! { #[inline(never)] none_operand(pc, base, vm, ins) {
    if (*reg!(base, ra!(ins))).is_unbound() { slow!(operators::unbound_operand, pc, base, vm, ins) }
    if frames::is_temp(base, ra!(ins)) {
        set!(reg!(base, ra!(ins)), Word::UNBOUND, pc, base, vm)
    }
    next!(pc, base, vm)
} }

macro_rules! compare_jump {
    ($name:ident, $op:tt, $wanted:literal) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, ra!(ins)), *reg!(base, rb!(ins)));
            let holds = if Word::both_int(x, y) {
                (x.0 as i64) $op (y.0 as i64)
            } else if x.is_float() && y.is_float() {
                x.as_float() $op y.as_float()
            } else {
                slow!(operators::compare_jump_slow, pc, base, vm, ins)
            };
            let offset = *pc as i32 as isize;
            if holds == $wanted { next!(pc.add(1).offset(offset), base, vm) }
            next!(pc.add(1), base, vm)
        } }
    };
}
compare_jump!(JumpIfLt, <, true);
compare_jump!(JumpIfLe, <=, true);
compare_jump!(JumpIfGt, >, true);
compare_jump!(JumpIfGe, >=, true);
compare_jump!(JumpIfEq, ==, true);
compare_jump!(JumpIfNe, !=, true);
compare_jump!(JumpIfNotLt, <, false);
compare_jump!(JumpIfNotLe, <=, false);
compare_jump!(JumpIfNotGt, >, false);
compare_jump!(JumpIfNotGe, >=, false);
compare_jump!(JumpIfNotEq, ==, false);
compare_jump!(JumpIfNotNe, !=, false);

macro_rules! compare_jump_imm {
    ($name:ident, $op:tt, $wanted:literal) => {
        op! { $name(pc, base, vm, ins) {
            let x = *reg!(base, ra!(ins));
            let imm = imm_b!(ins);
            let holds = if x.is_int() {
                (x.0 as i64) $op (Word::int(imm).0 as i64)
            } else if x.is_float() {
                x.as_float() $op imm as f64
            } else {
                slow!(operators::compare_jump_slow, pc, base, vm, ins)
            };
            let offset = *pc as i32 as isize;
            if holds == $wanted { next!(pc.add(1).offset(offset), base, vm) }
            next!(pc.add(1), base, vm)
        } }
    };
}
compare_jump_imm!(JumpIfLtI, <, true);
compare_jump_imm!(JumpIfLeI, <=, true);
compare_jump_imm!(JumpIfGtI, >, true);
compare_jump_imm!(JumpIfGeI, >=, true);
compare_jump_imm!(JumpIfEqI, ==, true);
compare_jump_imm!(JumpIfNeI, !=, true);
compare_jump_imm!(JumpIfNotLtI, <, false);
compare_jump_imm!(JumpIfNotLeI, <=, false);
compare_jump_imm!(JumpIfNotGtI, >, false);
compare_jump_imm!(JumpIfNotGeI, >=, false);
compare_jump_imm!(JumpIfNotEqI, ==, false);
compare_jump_imm!(JumpIfNotNeI, !=, false);

macro_rules! identity_jump {
    ($name:ident, $op:tt) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, ra!(ins)), *reg!(base, rb!(ins)));
            let offset = *pc as i32 as isize;
            let target = if x $op y { pc.add(1).offset(offset) } else { pc.add(1) };
            if x.is_heap() || y.is_heap() || x.is_unbound() || y.is_unbound() {
                slow!(identity_operands, target, base, vm, ins)
            }
            next!(target, base, vm)
        } }
    };
}
identity_jump!(JumpIfIs, ==);
identity_jump!(JumpIfIsNot, !=);

op! { #[inline(never)] identity_operands(pc, base, vm, ins) {
    let (x, y) = (*reg!(base, ra!(ins)), *reg!(base, rb!(ins)));
    if x.is_unbound() || y.is_unbound() { slow!(operators::unbound_operand, pc, base, vm, ins) }
    if x.is_heap() { frames::consume(base, ra!(ins)) }
    if y.is_heap() { frames::consume(base, rb!(ins)) }
    next!(pc, base, vm)
} }

op! { JumpIfIn(pc, base, vm, ins) { slow!(operators::contains_jump_slow, pc, base, vm, ins) } }
op! { JumpIfNotIn(pc, base, vm, ins) { slow!(operators::contains_jump_slow, pc, base, vm, ins) } }
