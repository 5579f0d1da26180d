//! `taipan dis` and `taipan check`: what can be said of a source file without running it.

use crate::run::colour_allowed;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use taipan::Vm;

/// Prints the instructions of a file.
pub fn disassemble(file: &str) -> ExitCode {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("taipan: can't open file '{file}': {error}");
            return ExitCode::from(2);
        }
    };
    let mut vm = new_vm();
    match vm.disassemble(&bytes, file) {
        Ok(text) => {
            // A reader that has seen enough may close the pipe.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::from(1),
    }
}

/// Reports the syntax errors and warnings of files.
pub fn check(files: &[String]) -> ExitCode {
    let mut vm = new_vm();
    let mut status = 0;
    for file in files {
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("taipan: can't open file '{file}': {error}");
                status = 2;
                continue;
            }
        };
        if vm.check(&bytes, file).is_err() {
            status = status.max(1);
        }
    }
    ExitCode::from(status)
}

/// A VM that only compiles; errors are printed as programs' errors are.
fn new_vm() -> Vm {
    let colour = std::io::stderr().is_terminal() && colour_allowed();
    Vm::builder().inherit_streams().print_uncaught(true).colour(colour).build()
}
