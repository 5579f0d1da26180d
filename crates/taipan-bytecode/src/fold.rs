//! Constant folding, within the size limits of CPython's optimiser. Folds what can not raise and has no visible identity;
//! everything else is left to run time.

use crate::code::Constant;
use num_bigint::{BigInt, Sign};
use taipan_syntax::ast::{BinaryOp, Constant as Literal, Expr, ExprKind, UnaryOp};

/// Integers grow to at most this many bits by folding.
const MAX_INT_BITS: u64 = 128;
/// Strings and bytes grow to at most this many bytes.
const MAX_TEXT: usize = 4096;
/// Tuples grow to at most this many items.
const MAX_ITEMS: usize = 256;

/// The value of a literal node.
pub(crate) fn literal(e: &Expr<'_>) -> Option<Constant> {
    let ExprKind::Constant(literal) = &e.kind else { return None };
    Some(match literal {
        Literal::None => Constant::None,
        Literal::True => Constant::True,
        Literal::False => Constant::False,
        Literal::Ellipsis => Constant::Ellipsis,
        Literal::Str(text) => Constant::Str((*text).into()),
        Literal::Wtf8(bytes) => Constant::Wtf8((*bytes).into()),
        Literal::Bytes(bytes) => Constant::Bytes((*bytes).into()),
        Literal::Int(value) => Constant::Int(BigInt::from(*value)),
        Literal::BigInt { digits, radix } => Constant::Int(BigInt::parse_bytes(digits.as_bytes(), *radix)?),
        Literal::Float(value) => Constant::Float(*value),
        Literal::Imaginary(value) => Constant::Complex(0.0, *value),
    })
}

/// The value of a constant expression; none when it has to be computed at run time.
pub(crate) fn fold(e: &Expr<'_>, optimize: u8) -> Option<Constant> {
    match &e.kind {
        ExprKind::Constant(_) => literal(e),
        ExprKind::Name("__debug__") => Some(if optimize == 0 { Constant::True } else { Constant::False }),
        ExprKind::Unary { op, operand } => {
            let value = stacker::maybe_grow(64 * 1024, 1024 * 1024, || fold(operand, optimize))?;
            unary(*op, &value)
        }
        ExprKind::Binary { .. } => {
            let (mut spine, mut at) = (vec![], e);
            while let ExprKind::Binary { left, op, right } = &at.kind {
                spine.push((*op, *right));
                at = left;
            }
            let mut value = stacker::maybe_grow(64 * 1024, 1024 * 1024, || fold(at, optimize))?;
            for (op, right) in spine.into_iter().rev() {
                let right = stacker::maybe_grow(64 * 1024, 1024 * 1024, || fold(right, optimize))?;
                value = binary(&value, op, &right)?;
            }
            Some(value)
        }
        ExprKind::Tuple(items) => {
            let items: Option<Vec<_>> =
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || items.iter().map(|item| fold(item, optimize)).collect());
            Some(Constant::Tuple(items?.into()))
        }
        _ => None,
    }
}

/// The truth of a constant expression.
pub(crate) fn truth(e: &Expr<'_>, optimize: u8) -> Option<bool> {
    match e.kind {
        ExprKind::Constant(_) | ExprKind::Name("__debug__") | ExprKind::Unary { .. } | ExprKind::Tuple(_) => {
            Some(is_true(&fold(e, optimize)?))
        }
        _ => None,
    }
}

fn is_true(value: &Constant) -> bool {
    match value {
        Constant::None | Constant::False => false,
        Constant::True | Constant::Ellipsis | Constant::Code(_) => true,
        Constant::Int(value) => value.sign() != Sign::NoSign,
        Constant::Float(value) => *value != 0.0,
        Constant::Complex(re, im) => *re != 0.0 || *im != 0.0,
        Constant::Str(text) => !text.is_empty(),
        Constant::Wtf8(bytes) | Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    }
}

fn unary(op: UnaryOp, value: &Constant) -> Option<Constant> {
    Some(match (op, value) {
        (UnaryOp::Not, _) => {
            if is_true(value) {
                Constant::False
            } else {
                Constant::True
            }
        }
        (UnaryOp::Minus, Constant::Float(value)) => Constant::Float(-value),
        (UnaryOp::Minus, Constant::Complex(re, im)) => Constant::Complex(-re, -im),
        (UnaryOp::Plus, Constant::Float(_) | Constant::Complex(..)) => value.clone(),
        (UnaryOp::Minus, _) => Constant::Int(-integer(value)?),
        (UnaryOp::Plus, _) => Constant::Int(integer(value)?),
        // `~True` is deprecated, so run time has something to say about it.
        (UnaryOp::Invert, Constant::Int(value)) => Constant::Int(-value - 1),
        (UnaryOp::Invert, _) => return None,
    })
}

fn integer(value: &Constant) -> Option<BigInt> {
    match value {
        Constant::Int(value) => Some(value.clone()),
        Constant::True => Some(BigInt::from(1)),
        Constant::False => Some(BigInt::from(0)),
        _ => None,
    }
}

/// The float that an integer or float constant stands for, if it is exact.
fn float(value: &Constant) -> Option<f64> {
    match value {
        Constant::Float(value) => Some(*value),
        _ => {
            let value = i64::try_from(&integer(value)?).ok()?;
            (value.unsigned_abs() <= 1 << 53).then_some(value as f64)
        }
    }
}

/// The value of `left op right`, if folding it is safe.
pub(crate) fn binary(left: &Constant, op: BinaryOp, right: &Constant) -> Option<Constant> {
    if let (Some(l), Some(r)) = (integer(left), integer(right)) {
        return integers(&l, op, &r, left, right);
    }
    match (left, right) {
        (Constant::Complex(..), _) | (_, Constant::Complex(..)) => complexes(left, op, right),
        (Constant::Float(_), _) | (_, Constant::Float(_)) if float(left).is_some() && float(right).is_some() => {
            let (l, r) = (float(left)?, float(right)?);
            Some(Constant::Float(match op {
                BinaryOp::Add => l + r,
                BinaryOp::Sub => l - r,
                BinaryOp::Mul => l * r,
                BinaryOp::Div if r != 0.0 => l / r,
                _ => return None,
            }))
        }
        (Constant::Str(l), Constant::Str(r)) if op == BinaryOp::Add && l.len() + r.len() <= MAX_TEXT => {
            Some(Constant::Str(format!("{l}{r}").into()))
        }
        (Constant::Bytes(l), Constant::Bytes(r)) if op == BinaryOp::Add && l.len() + r.len() <= MAX_TEXT => {
            Some(Constant::Bytes([&l[..], &r[..]].concat().into()))
        }
        (Constant::Tuple(l), Constant::Tuple(r)) if op == BinaryOp::Add && l.len() + r.len() <= MAX_ITEMS => {
            Some(Constant::Tuple([&l[..], &r[..]].concat().into()))
        }
        (_, Constant::Int(count)) if op == BinaryOp::Mul => repeat(left, count),
        (Constant::Int(count), _) if op == BinaryOp::Mul => repeat(right, count),
        _ => None,
    }
}

fn repeat(value: &Constant, count: &BigInt) -> Option<Constant> {
    let count = usize::try_from(i64::try_from(count).ok()?.max(0)).ok()?;
    let fits = |length: usize, most: usize| length.checked_mul(count).is_some_and(|n| n <= most);
    match value {
        Constant::Str(text) if fits(text.len(), MAX_TEXT) => Some(Constant::Str(text.repeat(count).into())),
        Constant::Bytes(bytes) if fits(bytes.len(), MAX_TEXT) => Some(Constant::Bytes(bytes.repeat(count).into())),
        Constant::Tuple(items) if fits(items.len(), MAX_ITEMS) => {
            let repeated: Vec<Constant> = std::iter::repeat_n(&items[..], count).flatten().cloned().collect();
            Some(Constant::Tuple(repeated.into()))
        }
        _ => None,
    }
}

fn integers(l: &BigInt, op: BinaryOp, r: &BigInt, left: &Constant, right: &Constant) -> Option<Constant> {
    let zero = r.sign() == Sign::NoSign;
    // The bitwise operators of two booleans give a boolean.
    let both_bool = !matches!(left, Constant::Int(_)) && !matches!(right, Constant::Int(_));
    let bitwise = |value: BigInt| {
        Some(match (both_bool, value.sign()) {
            (false, _) => Constant::Int(value),
            (true, Sign::NoSign) => Constant::False,
            (true, _) => Constant::True,
        })
    };
    let value = match op {
        BinaryOp::Add => l + r,
        BinaryOp::Sub => l - r,
        BinaryOp::Mul if l.bits() + r.bits() <= MAX_INT_BITS => l * r,
        BinaryOp::FloorDiv if !zero => floor_div(l, r),
        BinaryOp::Mod if !zero => l - floor_div(l, r) * r,
        BinaryOp::Div if !zero => return Some(Constant::Float(float(left)? / float(right)?)),
        BinaryOp::Pow if r.sign() != Sign::Minus => {
            let exponent = u32::try_from(r).ok()?;
            if l.bits().checked_mul(u64::from(exponent))? > MAX_INT_BITS {
                return None;
            }
            l.pow(exponent)
        }
        BinaryOp::LShift if r.sign() != Sign::Minus => {
            let by = u64::try_from(r).ok()?;
            if l.bits().checked_add(by)? > MAX_INT_BITS {
                return None;
            }
            l << by
        }
        BinaryOp::RShift if r.sign() != Sign::Minus => l >> u64::try_from(r).ok()?,
        BinaryOp::BitAnd => return bitwise(l & r),
        BinaryOp::BitOr => return bitwise(l | r),
        BinaryOp::BitXor => return bitwise(l ^ r),
        _ => return None,
    };
    Some(Constant::Int(value))
}

fn floor_div(l: &BigInt, r: &BigInt) -> BigInt {
    let quotient = l / r;
    let exact = &quotient * r == *l;
    if !exact && (l.sign() == Sign::Minus) != (r.sign() == Sign::Minus) { quotient - 1 } else { quotient }
}

/// Sums, which is how complex literals such as `1-2j` are written.
fn complexes(left: &Constant, op: BinaryOp, right: &Constant) -> Option<Constant> {
    let parts = |value: &Constant| match value {
        Constant::Complex(re, im) => Some((*re, *im)),
        _ => Some((float(value)?, 0.0)),
    };
    let ((a, b), (c, d)) = (parts(left)?, parts(right)?);
    match op {
        BinaryOp::Add => Some(Constant::Complex(a + c, b + d)),
        BinaryOp::Sub => Some(Constant::Complex(a - c, b - d)),
        _ => None,
    }
}
