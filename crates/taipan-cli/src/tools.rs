//! `taipan dis` and `taipan check`: what can be said of a source file without running it.

use crate::run::report;
use std::io::Write;
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
    let mut vm = Vm::builder().inherit_streams().build();
    match vm.disassemble(&bytes, file) {
        Ok(text) => {
            // A reader that has seen enough may close the pipe.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            report(&vm, &error);
            ExitCode::from(1)
        }
    }
}

/// Reports the syntax errors and warnings of files.
pub fn check(files: &[String]) -> ExitCode {
    let mut vm = Vm::builder().inherit_streams().build();
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
        if let Err(error) = vm.check(&bytes, file) {
            report(&vm, &error);
            status = status.max(1);
        }
    }
    ExitCode::from(status)
}
