//! The code that decides the speed: what the compiler makes of a few typical functions. Each case is the listing of the
//! function `f` in the source, without lines and offsets.

use taipan_bytecode::{CodeObject, CompileOptions, Constant, compile, disassemble, verify};
use taipan_syntax::{Arena, Mode};

/// The code of `f`, at module level or in a class.
fn function(code: &CodeObject) -> Option<&CodeObject> {
    code.constants.iter().find_map(|constant| match constant {
        Constant::Code(nested) if &*nested.name == "f" => Some(&**nested),
        Constant::Code(nested) => function(nested),
        _ => None,
    })
}

/// The listing of `f`, opcode and operands separated by one space; jump targets are counted in instructions.
fn listing(source: &str) -> String {
    let arena = Arena::new();
    let parsed = taipan_syntax::parse(&arena, source, Mode::Module).expect("the source is valid");
    let code = compile(&parsed.module, source, &CompileOptions::new("test", Mode::Module)).expect("it compiles");
    verify(&code).expect("it is sound");
    let text = disassemble(function(&code).expect("the source defines f"));
    let body = text.split("\n\n").next().unwrap_or_default();
    let rows: Vec<Vec<&str>> = body
        .lines()
        .map(|line| line.get(7..).unwrap_or_default().split_whitespace().collect())
        .filter(|row: &Vec<&str>| !row.is_empty() && row[0].parse::<u32>().is_ok())
        .collect();
    let number = |pc: &str| rows.iter().position(|row| row[0] == pc).map_or_else(|| pc.to_owned(), |n| n.to_string());
    let mut lines = vec![];
    for row in &rows {
        let mut words: Vec<String> = row[1..].iter().map(|word| (*word).to_owned()).collect();
        if let Some(at) = words.iter().position(|word| word == "->") {
            words[at + 1] = number(&words[at + 1]);
        }
        lines.push(words.join(" "));
    }
    lines.join("\n")
}

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    assert_eq!(listing(source), expected.join("\n"));
}

#[test]
fn recursion_uses_fused_calls() {
    check(
        "def f(n):\n    if n < 2: return n\n    return f(n - 1) + f(n - 2)\n",
        &[
            "JumpIfNotLtI n, 2, -> 2",
            "Return n",
            "SubIT t3, n, 1",
            "CallGlobal t0, 1, .f",
            "SubIT t4, n, 2",
            "CallGlobal t1, 1, .f",
            "AddT t0, t0, t1",
            "Return t0",
        ],
    );
}

#[test]
fn range_loops_count_in_registers() {
    check(
        "def f(n):\n    s = 0\n    for i in range(n):\n        s += i * 2\n    return s\n",
        &[
            "LoadImm s, 0",
            "LoadGlobal t0, .range",
            "MoveT t3, n",
            "RangePrep t0, 1, -> 6",
            "Call t0, 1",
            "GetIter t0, t0",
            "ForRange t0, i, -> 10",
            "MulI t3, i, 2",
            "InplaceAdd s, s, t3",
            "ForRangeBack t0, i, -> 6",
            "Return s",
        ],
    );
}

#[test]
fn conditions_are_fused_with_jumps() {
    check(
        "def f(a, b, c):\n    while a and (b is None or not c) and 0 <= a < b and c != 3:\n        a = a.next\n",
        &[
            "LoadImm r3, 0",
            "JumpIfFalse a, -> 9",
            "JumpIfNone b, -> 4",
            "JumpIfTrue c, -> 9",
            "JumpIfNotLe r3, a, -> 9",
            "JumpIfNotLt a, b, -> 9",
            "JumpIfNotNeI c, 3, -> 9",
            "LoadAttr a, a, .next",
            "JumpBack -> 1",
            "ReturnImm None",
        ],
    );
}

#[test]
fn results_go_to_their_variable() {
    check(
        "def f(o, i):\n    x = o.a\n    y = o[i] + x\n    o.b = y\n    o[i] = x\n    x, y = y, x\n    return x\n",
        &[
            "LoadAttr x, o, .a",
            "GetItem t0, o, i",
            "Add y, t0, x",
            "StoreAttr y, o, .b",
            "StoreItem x, o, i",
            "MoveT t0, y",
            "Move y, x",
            "Take x, t0",
            "Return x",
        ],
    );
}

#[test]
fn comprehensions_are_inlined() {
    check(
        "def f(xs):\n    return [x + 1 for x in xs if x in (1, 2)]\n",
        &[
            "GetIter t1, xs",
            "BuildList t0, t0, 0",
            "LoadConst r2, (1, 2)",
            "ForIter t1, r1, -> 8",
            "JumpIfNotIn r1, r2, -> 7",
            "AddIT t2, r1, 1",
            "ListAppend t0, t2",
            "ForIterBack t1, r1, -> 3",
            "Release r1",
            "Return t0",
        ],
    );
}

#[test]
fn awaited_calls_are_fused() {
    check(
        "async def f(q):\n    await g(q)\n    return await q.get(1)\n",
        &[
            "MoveT t3, q",
            "CallGlobalAwait t0, 1, .g",
            "Await t0, t0",
            "Release t0",
            "MoveT t3, q",
            "LoadImmT t4, 1",
            "CallMethodAwait t0, 1, .get",
            "Await t0, t0",
            "Return t0",
        ],
    );
}

#[test]
fn checks_that_cannot_fail_are_dropped() {
    check(
        "def f(a):\n    if a:\n        x = 1\n        g(x)\n    g(x)\n    return x\n",
        &[
            "JumpIfFalse a, -> 5",
            "LoadImm x, 1",
            "MoveT t3, x",
            "CallGlobal t0, 1, .g",
            "Release t0",
            "CheckBound x",
            "MoveT t3, x",
            "CallGlobal t0, 1, .g",
            "Release t0",
            "Return x",
        ],
    );
}

#[test]
fn finally_runs_on_every_way_out() {
    check(
        "def f(xs):\n    for x in xs:\n        try:\n            return g(x)\n        finally:\n            h()\n",
        &[
            "GetIter t0, xs",
            "ForIter t0, x, -> 16",
            "MoveT t4, x",
            "CallGlobal t1, 1, .g",
            "CallGlobal t2, 0, .h",
            "Release t2",
            "Release t0",
            "Return t1",
            "PushExc t2, t1",
            "CallGlobal t3, 0, .h",
            "Release t3",
            "PopExc t2",
            "Reraise t1",
            "PopExc t2",
            "Release t1",
            "Reraise t3",
            "ReturnImm None",
        ],
    );
}

#[test]
fn super_attributes_need_no_super_object() {
    check(
        "class A:\n    def f(self): return super().f(1)\n",
        &[
            "LoadGlobal t0, .super",
            "LoadFree t1, 0",
            "MoveT t2, self",
            "LoadSuperAttr t0, t0, .f",
            "LoadImmT t3, 1",
            "Call t0, 1",
            "Return t0",
        ],
    );
}
