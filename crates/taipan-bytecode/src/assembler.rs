//! From a finished [`Unit`] to a [`CodeObject`]: numbers the temporaries, drops checks and jumps that do nothing, resolves
//! labels, and writes the exception and position tables.

use crate::bound;
use crate::code::{CodeFlags, CodeKind, CodeObject, ExceptionEntry, Position};
use crate::compiler::unit::{GENERATOR_START, Instruction, Label, NO_LABEL, Reg, Unit, is_register};
use crate::op::{Op, Operand, encode};
use crate::scope::Scope;
use std::sync::Arc;
use taipan_syntax::ast::Span;
use taipan_syntax::{LineIndex, SyntaxError};

pub(crate) fn assemble(
    mut unit: Unit<'_>,
    scope: &Scope<'_>,
    kind: CodeKind,
    flags: CodeFlags,
    lines: &LineIndex,
    filename: &Arc<str>,
) -> Result<CodeObject, SyntaxError> {
    let constant_registers = unit.constant_register_count();
    let n_locals = (scope.varnames.len() + constant_registers) as u16;
    let mut removed = bound::needless_checks(&unit, n_locals);
    for (at, instruction) in unit.code.iter().enumerate() {
        // The target of a jump is looked up behind the jumps it leads to.
        if instruction.op == Op::Nop {
            removed[at] = instruction.extra != GENERATOR_START || !starts_protected(&unit, at + 1);
        }
        if instruction.op == Op::Jump && lands_on_next(&unit, &removed, at, target(&unit, instruction.label)) {
            removed[at] = true;
        }
    }

    // Word offset of each instruction; one more for the end.
    let mut offsets = Vec::with_capacity(unit.code.len() + 1);
    let mut words = 0u32;
    for (instruction, removed) in unit.code.iter().zip(&removed) {
        offsets.push(words);
        if !removed {
            words += length(instruction.op);
        }
    }
    offsets.push(words);

    let mut instructions = Vec::with_capacity(words as usize);
    let mut positions: Vec<Position> = Vec::new();
    let mut last_span = None;
    for (at, instruction) in unit.code.iter().enumerate() {
        if removed[at] {
            continue;
        }
        if last_span != Some(instruction.span) {
            last_span = Some(instruction.span);
            positions.push(position(offsets[at], instruction.span, lines));
        }
        if instruction.end_span != instruction.span {
            last_span = Some(instruction.end_span);
            let pc = offsets[at] + length(instruction.op) - 1;
            positions.push(position(pc, instruction.end_span, lines));
        }
        let end = offsets[at] + 1 + instruction.op.extra_words() as u32;
        let offset = if instruction.label == NO_LABEL {
            0
        } else {
            offsets[target(&unit, instruction.label) as usize].wrapping_sub(end)
        };
        write(instruction, offset, n_locals, &mut instructions);
        if awaits(instruction.op) {
            let window = number(instruction.a, n_locals);
            instructions.push(encode(Op::Await, window, window, 0));
        }
    }

    let mut exception_table = Vec::with_capacity(unit.regions.len());
    for region in &unit.regions {
        let (start, end) = (offsets[region.start as usize], offsets[region.end as usize]);
        if start < end {
            let handler = offsets[unit.label_position(region.handler) as usize];
            exception_table.push(ExceptionEntry { start, end, handler, exc_register: number(region.exc.0, n_locals) });
        }
    }

    Ok(CodeObject {
        name: scope_name(scope, kind),
        qualname: unit.qualname.clone(),
        filename: filename.clone(),
        first_line: unit.first_line,
        kind,
        flags,
        arg_count: 0,
        posonly_count: 0,
        kwonly_count: 0,
        n_locals,
        n_registers: n_locals + unit.max_height,
        varnames: scope
            .varnames
            .iter()
            .chain(std::iter::repeat_n(&"", constant_registers))
            .map(|name| Arc::from(*name))
            .collect(),
        cell_registers: scope.cell_registers.clone(),
        freevars: scope.freevars.iter().map(|name| Arc::from(*name)).collect(),
        names: std::mem::take(&mut unit.names),
        constants: std::mem::take(&mut unit.constants),
        instructions,
        exception_table,
        positions,
    })
}

/// Whether a protected range starts at instruction `at`, behind instructions that are dropped.
fn starts_protected(unit: &Unit<'_>, at: usize) -> bool {
    let first = unit.code[at..].iter().take_while(|i| i.op == Op::Nop).count() + at;
    unit.regions.iter().any(|region| (at..=first).contains(&(region.start as usize)))
}

/// Whether the Await that belongs to a call follows it.
fn awaits(op: Op) -> bool {
    matches!(op, Op::CallAwait | Op::CallGlobalAwait | Op::CallMethodAwait)
}

/// Words of an instruction, the Await that follows it included.
fn length(op: Op) -> u32 {
    1 + op.extra_words() as u32 + u32::from(awaits(op))
}

fn scope_name(scope: &Scope<'_>, kind: CodeKind) -> Arc<str> {
    match (scope.kind, kind) {
        (crate::scope::ScopeKind::TypeParams, _) => format!("<generic parameters of {}>", scope.name).into(),
        _ => scope.name.into(),
    }
}

/// The instruction a label leads to, behind unconditional forward jumps.
fn target(unit: &Unit<'_>, label: Label) -> u32 {
    let mut at = unit.label_position(label);
    // Forward jumps cannot form a cycle, but a long chain is not worth following to its end.
    for _ in 0..16 {
        match unit.code.get(at as usize) {
            Some(Instruction { op: Op::Jump, label, .. }) => at = unit.label_position(*label),
            _ => break,
        }
    }
    at
}

/// Whether nothing that stays lies between instruction `at` and its target.
fn lands_on_next(unit: &Unit<'_>, removed: &[bool], at: usize, target: u32) -> bool {
    let between = at + 1..target as usize;
    between.len() <= 16 && target as usize > at && unit.code.get(between.clone()).is_some() && {
        between.clone().all(|i| removed[i])
    }
}

fn number(register: u16, n_locals: u16) -> u16 {
    let register = Reg(register);
    if register.is_temporary() { n_locals + register.number() } else { register.number() }
}

fn write(instruction: &Instruction, offset: u32, n_locals: u16, words: &mut Vec<u64>) {
    let kinds = instruction.op.operands();
    let operand = |kind: Operand, value: u16| if is_register(kind) { number(value, n_locals) } else { value };
    let (a, mut b, mut c) =
        (operand(kinds[0], instruction.a), operand(kinds[1], instruction.b), operand(kinds[2], instruction.c));
    let wide = match kinds[1] {
        Operand::Jump => Some(offset),
        Operand::Imm => Some(instruction.extra),
        _ => None,
    };
    if let Some(wide) = wide {
        (b, c) = (wide as u16, (wide >> 16) as u16);
    }
    words.push(encode(instruction.op, a, b, c));
    for at in 0..instruction.op.extra_words() {
        words.push(match at {
            0 if instruction.op.has_jump_word() => u64::from(offset),
            0 => u64::from(instruction.extra),
            _ => 0,
        });
    }
}

fn position(pc: u32, span: Span, lines: &LineIndex) -> Position {
    let (line, end_line) = (lines.line(span.start), lines.line(span.end));
    let column = span.start.saturating_sub(lines.line_start(line));
    let end_column = span.end.saturating_sub(lines.line_start(end_line));
    Position { pc, line, end_line, column, end_column }
}
