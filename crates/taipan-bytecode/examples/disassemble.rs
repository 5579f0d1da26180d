//! Prints the disassembly of a Python file, or checks that several files compile: `disassemble [--check] FILE...`.

use std::process::ExitCode;
use taipan_bytecode::{CompileOptions, compile, disassemble, verify};
use taipan_syntax::{Arena, LineIndex, Mode};

fn main() -> ExitCode {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let check_only = files.first().is_some_and(|f| f == "--check");
    if check_only {
        files.remove(0);
    }
    let mut failed = false;
    for file in &files {
        if let Err(message) = run(file, check_only) {
            println!("{file}: {message}");
            failed = true;
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn run(file: &str, check_only: bool) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|e| e.to_string())?;
    let source = taipan_syntax::decode_source(&bytes).map_err(|e| e.message)?;
    let arena = Arena::new();
    let lines = LineIndex::new(&source);
    let at = |e: taipan_syntax::SyntaxError| format!("line {}: {}", lines.line(e.span.start), e.message);
    let parsed = taipan_syntax::parse(&arena, &source, Mode::Module).map_err(at)?;
    let mut options = CompileOptions::new(file, Mode::Module);
    options.allow_top_level_await = true;
    let code = compile(&parsed.module, &source, &options).map_err(at)?;
    verify(&code)?;
    if !check_only {
        print!("{}", disassemble(&code));
    }
    Ok(())
}
