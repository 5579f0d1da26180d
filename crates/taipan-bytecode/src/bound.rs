//! Definite assignment: which of the emitted checks "is this local bound" can never fail. A forward data flow analysis
//! over the instructions of one unit, from the state "only parameters are bound".

use crate::compiler::unit::{Instruction, NO_LABEL, Reg, Unit, ends_flow};
use crate::op::{Op, Operand};

/// Above this many words of state the analysis is skipped and all checks stay.
const MAX_STATE: usize = 4_000_000;

struct Block {
    start: usize,
    end: usize,
    /// Blocks of handlers that protect this one.
    handlers: Vec<usize>,
}

/// For each instruction whether it is a check that can be dropped.
pub(crate) fn needless_checks(unit: &Unit<'_>, n_locals: u16) -> Vec<bool> {
    let code = &unit.code;
    let mut removed = vec![false; code.len()];
    // Bit numbers of the locals that are checked anywhere.
    let mut bits = vec![usize::MAX; n_locals as usize];
    let mut count = 0;
    for instruction in code {
        if instruction.op == Op::CheckBound && bits[instruction.a as usize] == usize::MAX {
            bits[instruction.a as usize] = count;
            count += 1;
        }
    }
    if count == 0 {
        return removed;
    }
    let width = count.div_ceil(64);
    let (blocks, block_at) = split(unit);
    if blocks.len() * width > MAX_STATE {
        return removed;
    }

    let mut states = vec![u64::MAX; blocks.len() * width];
    states[..width].fill(0);
    for register in 0..unit.parameters {
        if let Some(&bit) = bits.get(register as usize)
            && bit != usize::MAX
        {
            states[bit / 64] |= 1 << (bit % 64);
        }
    }
    let mut queued = vec![false; blocks.len()];
    let mut queue = std::collections::VecDeque::from([0]);
    queued[0] = true;
    let mut reached = vec![false; blocks.len()];
    reached[0] = true;
    while let Some(number) = queue.pop_front() {
        queued[number] = false;
        let block = &blocks[number];
        let mut state = states[number * width..(number + 1) * width].to_vec();
        // A handler may be entered from anywhere in the block: after every deletion, before any assignment.
        let mut lowest = state.clone();
        let mut flow = |to: usize, from: &[u64], queue: &mut std::collections::VecDeque<usize>| {
            let target = &mut states[to * width..(to + 1) * width];
            let mut changed = !reached[to];
            reached[to] = true;
            for (word, from) in target.iter_mut().zip(from) {
                changed |= *word & from != *word;
                *word &= from;
            }
            if changed && !queued[to] {
                queued[to] = true;
                queue.push_back(to);
            }
        };
        let mut falls_through = true;
        for instruction in &code[block.start..block.end] {
            if instruction.label != NO_LABEL {
                let to = block_at[unit.label_position(instruction.label) as usize];
                flow(to, &state, &mut queue);
            }
            for (bit, is_bound) in effects(instruction).into_iter().flatten().filter_map(|(register, is_bound)| {
                bits.get(register as usize).filter(|bit| **bit != usize::MAX).map(|bit| (*bit, is_bound))
            }) {
                if is_bound {
                    state[bit / 64] |= 1 << (bit % 64);
                } else {
                    state[bit / 64] &= !(1 << (bit % 64));
                    lowest[bit / 64] &= !(1 << (bit % 64));
                }
            }
            falls_through = !ends_flow(instruction.op);
        }
        if falls_through && number + 1 < blocks.len() {
            flow(number + 1, &state, &mut queue);
        }
        for &handler in &block.handlers {
            flow(handler, &lowest, &mut queue);
        }
    }

    for (number, block) in blocks.iter().enumerate() {
        let mut state = states[number * width..(number + 1) * width].to_vec();
        for (at, instruction) in code.iter().enumerate().take(block.end).skip(block.start) {
            if instruction.op == Op::CheckBound {
                let bit = bits[instruction.a as usize];
                removed[at] = state[bit / 64] & 1 << (bit % 64) != 0;
            }
            for (register, is_bound) in effects(instruction).into_iter().flatten() {
                let Some(&bit) = bits.get(register as usize) else { continue };
                if bit == usize::MAX {
                    continue;
                }
                if is_bound {
                    state[bit / 64] |= 1 << (bit % 64);
                } else {
                    state[bit / 64] &= !(1 << (bit % 64));
                }
            }
        }
    }
    removed
}

/// The locals that an instruction binds (true) or unbinds (false) when it does not raise or jump.
fn effects(instruction: &Instruction) -> [Option<(u16, bool)>; 2] {
    let local = |register: u16| (!Reg(register).is_temporary()).then_some(register);
    match instruction.op {
        Op::Release | Op::DeleteLocal => [local(instruction.a).map(|r| (r, false)), None],
        // They go back to their head, which binds the item again.
        Op::ForRangeBack | Op::ForIterBack => [None, None],
        Op::CheckBound => [local(instruction.a).map(|r| (r, true)), None],
        op => {
            let kinds = op.operands();
            let written = |kind: Operand, value: u16| {
                if kind == Operand::Dst { local(value).map(|r| (r, true)) } else { None }
            };
            [written(kinds[0], instruction.a), written(kinds[1], instruction.b)]
        }
    }
}

/// Splits the code into blocks at labels, after jumps, and at the ends of protected ranges. The second result maps the
/// first instruction of each block to the block's number.
fn split(unit: &Unit<'_>) -> (Vec<Block>, Vec<usize>) {
    let length = unit.code.len();
    let mut leader = vec![false; length + 1];
    leader[0] = true;
    for (at, instruction) in unit.code.iter().enumerate() {
        if instruction.label != NO_LABEL {
            leader[unit.label_position(instruction.label) as usize] = true;
            leader[at + 1] = true;
        } else if ends_flow(instruction.op) {
            leader[at + 1] = true;
        }
    }
    for region in &unit.regions {
        leader[region.start as usize] = true;
        leader[region.end as usize] = true;
        leader[unit.label_position(region.handler) as usize] = true;
    }
    let mut block_at = vec![usize::MAX; length + 1];
    let mut blocks: Vec<Block> = vec![];
    for at in 0..length {
        if leader[at] {
            if let Some(last) = blocks.last_mut() {
                last.end = at;
            }
            block_at[at] = blocks.len();
            blocks.push(Block { start: at, end: length, handlers: vec![] });
        }
    }
    // Only the innermost handler of an instruction is entered from it: the first in the table that covers it.
    let mut covered = vec![false; blocks.len()];
    for region in &unit.regions {
        let handler = block_at[unit.label_position(region.handler) as usize];
        let (first, end) = (block_at[region.start as usize], region.end as usize);
        for (number, block) in blocks.iter_mut().enumerate().skip(first) {
            if block.start >= end {
                break;
            }
            if !covered[number] {
                covered[number] = true;
                block.handlers.push(handler);
            }
        }
    }
    (blocks, block_at)
}
