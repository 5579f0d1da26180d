//! Arithmetic: integers of 62 bits and immediate floats inline, everything else on the slow path in `operators`.

use super::*;

macro_rules! int_or_float {
    ($name:ident, $int:ident, $op:tt, $set:ident) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            if Word::both_int(x, y) {
                if let Some(r) = Word::$int(x, y) { $set!(reg!(base, ra!(ins)), r, pc, base, vm) }
            } else if x.is_float() && y.is_float() {
                if let Some(r) = Word::float(x.as_float() $op y.as_float()) { $set!(reg!(base, ra!(ins)), r, pc, base, vm) }
            }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
int_or_float!(Add, add_int, +, set_number);
int_or_float!(AddT, add_int, +, set_temp);
int_or_float!(Sub, sub_int, -, set_number);
int_or_float!(SubT, sub_int, -, set_temp);
int_or_float!(Mul, mul_int, *, set_number);
int_or_float!(MulT, mul_int, *, set_temp);
int_or_float!(InplaceAdd, add_int, +, set_number);
int_or_float!(InplaceSub, sub_int, -, set_number);
int_or_float!(InplaceMul, mul_int, *, set_number);

macro_rules! true_div {
    ($name:ident, $set:ident) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            let quotient = if x.is_float() && y.is_float() {
                let d = y.as_float();
                if d == 0.0 { slow!(operators::binary_slow, pc, base, vm, ins) }
                x.as_float() / d
            } else if Word::both_int(x, y) {
                // Both convert exactly only below 2**53.
                let (n, d) = (x.as_int(), y.as_int());
                if d == 0 || n.unsigned_abs() > 1 << 53 || d.unsigned_abs() > 1 << 53 {
                    slow!(operators::binary_slow, pc, base, vm, ins)
                }
                n as f64 / d as f64
            } else {
                slow!(operators::binary_slow, pc, base, vm, ins)
            };
            if let Some(r) = Word::float(quotient) { $set!(reg!(base, ra!(ins)), r, pc, base, vm) }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
true_div!(TrueDiv, set_number);
true_div!(TrueDivT, set_temp);
true_div!(InplaceTrueDiv, set_number);

#[inline(always)]
pub(super) fn floor_div(n: i64, d: i64) -> i64 {
    let q = n / d;
    if (n % d != 0) && ((n < 0) != (d < 0)) { q - 1 } else { q }
}

#[inline(always)]
pub(super) fn floor_mod(n: i64, d: i64) -> i64 {
    let r = n % d;
    if r != 0 && ((r < 0) != (d < 0)) { r + d } else { r }
}

macro_rules! floor_division {
    ($name:ident, $function:ident) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            // The smallest integer divided by -1 does not fit; leave it to the slow path with zero.
            if Word::both_int(x, y) && (y.as_int() as u64).wrapping_add(1) > 1 {
                set_number!(reg!(base, ra!(ins)), Word::int($function(x.as_int(), y.as_int())), pc, base, vm)
            }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
floor_division!(FloorDiv, floor_div);
floor_division!(Mod, floor_mod);
floor_division!(InplaceFloorDiv, floor_div);
floor_division!(InplaceMod, floor_mod);

macro_rules! bitwise {
    ($name:ident, |$x:ident, $y:ident| $result:expr) => {
        op! { $name(pc, base, vm, ins) {
            let ($x, $y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            if Word::both_int($x, $y) { set_number!(reg!(base, ra!(ins)), $result, pc, base, vm) }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
bitwise!(And, |x, y| Word(x.0 & y.0));
bitwise!(Or, |x, y| Word(x.0 | y.0));
bitwise!(Xor, |x, y| Word(x.0 ^ y.0 | 1));
bitwise!(InplaceAnd, |x, y| Word(x.0 & y.0));
bitwise!(InplaceOr, |x, y| Word(x.0 | y.0));
bitwise!(InplaceXor, |x, y| Word(x.0 ^ y.0 | 1));

macro_rules! shift_left {
    ($name:ident) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            if Word::both_int(x, y) && (y.as_int() as u64) < 60 {
                let (v, n) = (x.as_int(), y.as_int());
                let r = v << n;
                if r >> n == v && (r << 2) >> 2 == r { set_number!(reg!(base, ra!(ins)), Word::int(r), pc, base, vm) }
            }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
shift_left!(LShift);
shift_left!(InplaceLShift);

macro_rules! shift_right {
    ($name:ident) => {
        op! { $name(pc, base, vm, ins) {
            let (x, y) = (*reg!(base, rb!(ins)), *reg!(base, rc!(ins)));
            if Word::both_int(x, y) && (y.as_int() as u64) < 64 {
                set_number!(reg!(base, ra!(ins)), Word::int(x.as_int() >> y.as_int()), pc, base, vm)
            }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
shift_right!(RShift);
shift_right!(InplaceRShift);

macro_rules! always_slow {
    ($($name:ident)*) => { $(op! { $name(pc, base, vm, ins) { slow!(operators::binary_slow, pc, base, vm, ins) } })* };
}
always_slow!(Pow MatMul InplacePow InplaceMatMul);

macro_rules! immediate_sum {
    ($name:ident, $int:ident, $op:tt, $set:ident) => {
        op! { $name(pc, base, vm, ins) {
            let x = *reg!(base, rb!(ins));
            let imm = imm_c!(ins);
            if x.is_int() {
                if let Some(r) = Word::$int(x, Word::int(imm)) { $set!(reg!(base, ra!(ins)), r, pc, base, vm) }
            } else if x.is_float() {
                if let Some(r) = Word::float(x.as_float() $op imm as f64) { $set!(reg!(base, ra!(ins)), r, pc, base, vm) }
            }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
immediate_sum!(AddI, add_int, +, set_number);
immediate_sum!(AddIT, add_int, +, set_temp);
immediate_sum!(SubI, sub_int, -, set_number);
immediate_sum!(SubIT, sub_int, -, set_temp);
immediate_sum!(MulI, mul_int, *, set_number);
immediate_sum!(InplaceAddI, add_int, +, set_number);
immediate_sum!(InplaceSubI, sub_int, -, set_number);

macro_rules! immediate_int {
    ($name:ident, |$x:ident, $imm:ident| $result:expr, $fits:expr) => {
        op! { $name(pc, base, vm, ins) {
            let word = *reg!(base, rb!(ins));
            let $imm = imm_c!(ins);
            if word.is_int() && $imm != -1 {
                let $x = word.as_int();
                let r: i64 = $result;
                if $fits(r, $x, $imm) { set_number!(reg!(base, ra!(ins)), Word::int(r), pc, base, vm) }
            }
            slow!(operators::binary_slow, pc, base, vm, ins)
        } }
    };
}
immediate_int!(FloorDivI, |x, d| floor_div(x, d), |_: i64, _: i64, _: i64| true);
immediate_int!(ModI, |x, d| floor_mod(x, d), |_: i64, _: i64, _: i64| true);
immediate_int!(AndI, |x, m| x & m, |_: i64, _: i64, _: i64| true);
immediate_int!(RShiftI, |x, n| x >> n, |_: i64, _: i64, _: i64| true);
immediate_int!(LShiftI, |x, n| x << n, |r: i64, x: i64, n: i64| r >> n == x && (r << 2) >> 2 == r);

op! { Neg(pc, base, vm, ins) {
    let x = *reg!(base, rb!(ins));
    if x.is_int() {
        if let Some(r) = Word::sub_int(Word::int(0), x) { set_number!(reg!(base, ra!(ins)), r, pc, base, vm) }
    } else if x.is_float()
        && let Some(r) = Word::float(-x.as_float()) { set_number!(reg!(base, ra!(ins)), r, pc, base, vm) }
    slow!(operators::unary_slow, pc, base, vm, ins)
} }

op! { Pos(pc, base, vm, ins) {
    let x = *reg!(base, rb!(ins));
    if x.is_int() || x.is_float() { set_number!(reg!(base, ra!(ins)), x, pc, base, vm) }
    slow!(operators::unary_slow, pc, base, vm, ins)
} }

op! { Invert(pc, base, vm, ins) {
    let x = *reg!(base, rb!(ins));
    if x.is_int() { set_number!(reg!(base, ra!(ins)), Word::int(!x.as_int()), pc, base, vm) }
    slow!(operators::unary_slow, pc, base, vm, ins)
} }

op! { Not(pc, base, vm, ins) {
    let x = *reg!(base, rb!(ins));
    if x == Word::TRUE { set_number!(reg!(base, ra!(ins)), Word::FALSE, pc, base, vm) }
    if x == Word::FALSE || x == Word::NONE { set_number!(reg!(base, ra!(ins)), Word::TRUE, pc, base, vm) }
    slow!(operators::not_slow, pc, base, vm, ins)
} }
