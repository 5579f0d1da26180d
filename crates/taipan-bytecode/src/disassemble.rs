//! Readable, stable text of code objects, for `taipan dis`, the `dis` module and tests.

use crate::code::{CodeObject, Constant};
use crate::immediate;
use crate::op::{Intrinsic, Op, Operand};
use std::fmt::Write;

/// The text of a code object and of all code objects nested in it.
pub fn disassemble(code: &CodeObject) -> String {
    let mut text = listing(code);
    for constant in &code.constants {
        if let Constant::Code(nested) = constant {
            let _ = writeln!(text, "\n{}:", nested.qualname);
            text.push_str(&stacker::maybe_grow(64 * 1024, 1024 * 1024, || disassemble(nested)));
        }
    }
    text
}

/// The text of one code object: line, word offset (`>` marks jump targets), opcode, operands.
pub(crate) fn listing(code: &CodeObject) -> String {
    let mut targets = vec![false; code.instructions.len() + 1];
    for (pc, op, word) in instructions(code) {
        if let Some(target) = jump_target(code, pc, op, word) {
            targets[target.min(code.instructions.len())] = true;
        }
    }
    for entry in &code.exception_table {
        targets[entry.handler as usize] = true;
    }
    let mut text = String::new();
    let mut last_line = None;
    for (pc, op, word) in instructions(code) {
        let line = code.position(pc as u32).map(|p| p.line);
        match line {
            Some(number) if line != last_line => {
                let _ = write!(text, "{number:>5} ");
            }
            _ => text.push_str("      "),
        }
        last_line = line;
        let mark = if targets[pc] { '>' } else { ' ' };
        let _ = write!(text, "{mark}{pc:>4} {:<18}", op.name());
        operands(&mut text, code, pc, op, word);
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    for entry in &code.exception_table {
        let register = register(code, entry.exc_register);
        let _ = writeln!(text, "      {}..{} -> {} {register}", entry.start, entry.end, entry.handler);
    }
    text
}

fn instructions(code: &CodeObject) -> impl Iterator<Item = (usize, Op, u64)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = *code.instructions.get(at)?;
        let op = Op::from_u16(word as u16)?;
        let pc = at;
        at += 1 + op.extra_words();
        Some((pc, op, word))
    })
}

fn jump_target(code: &CodeObject, pc: usize, op: Op, word: u64) -> Option<usize> {
    let offset = if op.operands()[1] == Operand::Jump {
        (word >> 32) as i32
    } else if op.has_jump_word() {
        *code.instructions.get(pc + 1)? as i32
    } else {
        return None;
    };
    usize::try_from(pc as i64 + 1 + op.extra_words() as i64 + i64::from(offset)).ok()
}

/// `r3(x)` for locals, `t0` for temporaries.
fn register(code: &CodeObject, number: u16) -> String {
    match number.checked_sub(code.n_locals) {
        Some(temporary) => format!("t{temporary}"),
        None => match code.varnames.get(number as usize) {
            Some(name) if !name.is_empty() => name.to_string(),
            _ => format!("r{number}"),
        },
    }
}

fn operands(text: &mut String, code: &CodeObject, pc: usize, op: Op, word: u64) {
    let mut parts: Vec<String> = vec![];
    let kinds = op.operands();
    for (at, kind) in kinds.into_iter().enumerate() {
        let value = (word >> (16 * (at + 1))) as u16;
        match kind {
            Operand::None => {}
            Operand::Dst | Operand::Reg => parts.push(register(code, value)),
            Operand::Int => parts.push((value as i16).to_string()),
            Operand::Count if op == Op::Intrinsic && at == 1 => {
                let name = INTRINSICS.iter().find(|i| **i as u16 == value).map(|i| format!("{i:?}"));
                parts.push(name.unwrap_or_else(|| value.to_string()));
            }
            Operand::Count => parts.push(value.to_string()),
            Operand::Name => parts.push(code.names.get(value as usize).map_or("?".into(), |name| format!(".{name}"))),
            Operand::Const => parts.push(constant(code, value as usize)),
            Operand::Jump => {}
            Operand::Imm => parts.push(immediate_text((word >> 32) as i32)),
        }
    }
    if matches!(op, Op::LoadConst | Op::LoadConstT) {
        parts.push(constant(code, code.instructions[pc + 1] as usize));
    }
    if matches!(op, Op::CallMethodKw) {
        parts.push(constant(code, code.instructions[pc + 1] as u32 as usize));
    }
    if matches!(op, Op::MatchClass) {
        parts.push(code.instructions[pc + 1].to_string());
    }
    if let Some(target) = jump_target(code, pc, op, word) {
        parts.push(format!("-> {target}"));
    }
    text.push_str(&parts.join(", "));
}

const INTRINSICS: &[Intrinsic] = &[
    Intrinsic::TypeVar,
    Intrinsic::TypeVarWithBound,
    Intrinsic::TypeVarWithConstraints,
    Intrinsic::TypeVarTuple,
    Intrinsic::ParamSpec,
    Intrinsic::SetTypeParamDefault,
    Intrinsic::SetFunctionTypeParams,
    Intrinsic::SubscriptGeneric,
    Intrinsic::TypeAlias,
];

fn immediate_text(word: i32) -> String {
    match i64::from(word) as u64 {
        immediate::NONE => "None".to_owned(),
        immediate::TRUE => "True".to_owned(),
        immediate::FALSE => "False".to_owned(),
        immediate::ELLIPSIS => "...".to_owned(),
        immediate::NOT_IMPLEMENTED => "NotImplemented".to_owned(),
        immediate::UNBOUND => "<unbound>".to_owned(),
        _ => (word >> 2).to_string(),
    }
}

fn constant(code: &CodeObject, index: usize) -> String {
    code.constants.get(index).map_or("?".to_owned(), constant_text)
}

fn constant_text(value: &Constant) -> String {
    let items = |items: &[Constant]| items.iter().map(constant_text).collect::<Vec<_>>().join(", ");
    match value {
        Constant::None => "None".to_owned(),
        Constant::True => "True".to_owned(),
        Constant::False => "False".to_owned(),
        Constant::Ellipsis => "...".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::Float(value) => format!("{value:?}"),
        Constant::Complex(re, im) => format!("({re:?}, {im:?}j)"),
        Constant::Str(text) => format!("{text:?}"),
        Constant::Wtf8(bytes) => format!("wtf8{bytes:?}"),
        Constant::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Constant::Tuple(values) => format!("({})", items(values)),
        Constant::FrozenSet(values) => format!("frozenset({})", items(values)),
        Constant::Code(nested) => format!("<code {}>", nested.name),
    }
}
