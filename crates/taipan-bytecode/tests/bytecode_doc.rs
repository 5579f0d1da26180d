//! `docs/bytecode.md` is generated from the opcode list. Run with `UPDATE_DOCS=1` to write it again.

use std::fmt::Write;
use std::path::Path;
use taipan_bytecode::{Op, Operand};

const HEAD: &str = "\
# Bytecode

Generated from the opcode list in `crates/taipan-bytecode/src/op.rs` by the test `bytecode_doc`; do not edit.

An instruction is one 64-bit word, `opcode | a << 16 | b << 32 | c << 48`, and 0 to 3 extra words (jump offset, inline
cache). Registers below `n_locals` are locals and own what they hold; those from `n_locals` up are temporaries, a
stack-like area:

1. a temporary that is read as an operand is consumed, unless it is also the destination or said to be kept;
2. a dead temporary never holds a heap pointer;
3. a destination that is a temporary is dead before the instruction, or one of its consumed operands.

Operands: `dst` register written, `reg` register read, `int` signed immediate, `n` count or flags, `name` and `const`
indices, `jump` signed offset in words from the end of the instruction, `imm` a value word. `+N` is the number of extra
words; `j` marks those whose first extra word holds the jump offset.

| opcode | a | b | c | words | meaning |
|---|---|---|---|---|---|
";

fn kind(operand: Operand) -> &'static str {
    match operand {
        Operand::None => "",
        Operand::Dst => "dst",
        Operand::Reg => "reg",
        Operand::Int => "int",
        Operand::Count => "n",
        Operand::Name => "name",
        Operand::Const => "const",
        Operand::Jump => "jump",
        Operand::Imm => "imm",
    }
}

fn document() -> String {
    let mut text = HEAD.to_owned();
    for op in Op::ALL {
        let [a, b, c] = op.operands().map(kind);
        let words = match (op.extra_words(), op.has_jump_word()) {
            (0, _) => String::new(),
            (words, true) => format!("+{words} j"),
            (words, false) => format!("+{words}"),
        };
        let doc = op.doc().replace('|', "\\|");
        let _ = writeln!(text, "| {} | {a} | {b} | {c} | {words} | {doc} |", op.name());
    }
    text
}

#[test]
fn bytecode_page_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/bytecode.md");
    let wanted = document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).expect("docs/ is writable");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/bytecode.md is stale: run this test with UPDATE_DOCS=1");
}
