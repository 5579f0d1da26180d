//! Comparisons that give a value. Numbers inline, everything else in `operators`.

use super::*;

macro_rules! compare {
    ($name:ident, $op:tt) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            if Word::both_int(x, y) {
                set_number!(reg!(base, ra!(ins)), Word::bool((x.0 as i64) $op (y.0 as i64)), pc, base, vm)
            }
            if x.is_float() && y.is_float() {
                set_number!(reg!(base, ra!(ins)), Word::bool(x.as_float() $op y.as_float()), pc, base, vm)
            }
            slow!(operators::compare_slow, pc, base, vm, ins)
        } }
    };
}
compare!(Lt, <);
compare!(Le, <=);
compare!(Gt, >);
compare!(Ge, >=);
compare!(Eq, ==);
compare!(Ne, !=);

op! { Is(pc, base, vm, ins) {
    let same = *reg!(base, rb!(ins)) == *reg!(base, rc!(ins));
    slow!(identity_result, pc, base, vm, ins & !0xffff | same as u64)
} }

op! { IsNot(pc, base, vm, ins) {
    let same = *reg!(base, rb!(ins)) == *reg!(base, rc!(ins));
    slow!(identity_result, pc, base, vm, ins & !0xffff | !same as u64)
} }

op! { #[inline(never)] identity_result(pc, base, vm, ins) {
    let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
    if x.is_unbound() || y.is_unbound() {
        slow!(operators::unbound_operand, pc, base, vm, ins)
    }
    if x.is_heap() { frames::consume(base, rb!(ins)) }
    if y.is_heap() { frames::consume(base, rc!(ins)) }
    set_number!(reg!(base, ra!(ins)), Word::bool(ins as u16 != 0), pc, base, vm)
} }

op! { In(pc, base, vm, ins) { slow!(operators::contains_slow, pc, base, vm, ins) } }
op! { NotIn(pc, base, vm, ins) { slow!(operators::contains_slow, pc, base, vm, ins) } }
