//! Deep and large source texts: a clean result on a small native stack, in a time that grows with the text.

use std::time::{Duration, Instant};
use taipan_bytecode::{CompileOptions, compile};
use taipan_syntax::{Arena, ErrorClass, Mode, SyntaxError};

/// Parses and compiles on a stack of 256 KB.
fn compile_on_small_stack(source: String) -> Result<(), SyntaxError> {
    let run = move || {
        let arena = Arena::new();
        let parsed = taipan_syntax::parse(&arena, &source, Mode::Module)?;
        compile(&parsed.module, &source, &CompileOptions::new("limits", Mode::Module)).map(|_| ())
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(run).expect("threads can be made");
    thread.join().expect("nothing panics")
}

#[track_caller]
fn accepted(source: String) {
    let start = Instant::now();
    if let Err(error) = compile_on_small_stack(source) {
        panic!("refused: {}", error.message);
    }
    assert!(start.elapsed() < Duration::from_secs(60), "it took {:?}", start.elapsed());
}

#[track_caller]
fn too_deep(source: String) {
    let error = compile_on_small_stack(source).expect_err("it is too deep");
    assert_eq!(error.class, ErrorClass::TooDeep, "{}", error.message);
}

fn joined(count: usize, separator: &str, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(separator)
}

#[test]
fn long_chains_are_walked_in_loops() {
    accepted(format!("x = {}\n", joined(5_000, " + ", |i| format!("a{}", i % 9))));
    accepted(format!("x = {}\n", joined(2_500, " + ", |i| format!("f({i})"))));
    accepted(format!("x = {}\n", joined(20_000, " and ", |i| format!("a{}", i % 9))));
    accepted(format!("if a: pass\n{}\n", joined(5_000, "\n", |i| format!("elif a == {i}: b = {i}"))));
}

#[test]
fn large_displays_and_calls_fit_into_a_frame() {
    let items = joined(20_000, ", ", |i| format!("a{}", i % 9));
    accepted(format!("x = [{items}]\ny = ({items})\nz = {{{items}}}\nf({items})\n"));
    accepted(format!("x = {{{}}}\n", joined(20_000, ", ", |i| format!("{i}: a"))));
    accepted(format!("f({})\n", joined(5_000, ", ", |i| format!("k{i}=a"))));
    accepted(format!("x = f'{}'\n", joined(5_000, " ", |_| "{a}".to_owned())));
}

#[test]
fn many_names_are_resolved_quickly() {
    let locals = joined(6_000, "\n", |i| format!("    a{i} = {i}"));
    accepted(format!("def f():\n{locals}\n    return {}\n", joined(6_000, " + ", |i| format!("a{i}"))));
    let cells = joined(2_000, "\n", |i| format!("    a{i} = {i}"));
    accepted(format!("def f():\n{cells}\n    return lambda: {}\n", joined(2_000, " + ", |i| format!("a{i}"))));
    accepted(joined(5_000, "\n", |i| format!("x = [y{i} for y{i} in z]")) + "\n");
}

#[test]
fn deep_nesting_is_refused() {
    too_deep(format!("x = {}a\n", "not ".repeat(20_000)));
    too_deep(format!("x = {}a\n", "lambda: ".repeat(20_000)));
    too_deep(format!("x = {}c\n", "a if b else ".repeat(20_000)));
    too_deep(format!("x = a{}\n", ".b()".repeat(20_000)));
}

#[test]
fn moderate_nesting_is_accepted() {
    accepted(format!("x = {}a\n", "not ".repeat(2_000)));
    accepted(format!("x = {}a\n", "lambda: ".repeat(1_000)));
    accepted(format!("x = {}c\n", "a if b else ".repeat(2_000)));
    accepted(format!("x = a{}\n", ".b()".repeat(2_000)));
}

#[test]
fn too_many_locals_are_refused() {
    let locals = joined(9_000, "\n", |i| format!("    a{i} = {i}"));
    let error = compile_on_small_stack(format!("def f():\n{locals}\n")).expect_err("registers are 16 bits");
    assert_eq!(error.message, "too many local variables");
}
