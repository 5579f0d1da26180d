//! The `taipan` command. This file reads the command line; running programs is in `run`, the interactive session in
//! `repl`. Everything goes through the public API of the `taipan` crate.

mod arguments;
mod repl;
mod run;
mod tools;

use arguments::{Command, Problem};
use std::process::ExitCode;

/// Scripts allocate many small buffers; this allocator is about twice as quick at that as the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    match arguments::parse(arguments) {
        Ok(Command::Help(program)) => {
            print!("{}", arguments::help(&program));
            ExitCode::SUCCESS
        }
        Ok(Command::Version) => {
            println!("Taipan {} (Python {}.{})", taipan::VERSION, taipan::PYTHON_VERSION.0, taipan::PYTHON_VERSION.1);
            ExitCode::SUCCESS
        }
        Ok(Command::Disassemble { file }) => tools::disassemble(&file),
        Ok(Command::Check { files }) => tools::check(&files),
        Ok(Command::Run { program, options }) => run::run(program, &options),
        Ok(Command::Interactive { options }) => repl::run(&options),
        Err(Problem { text }) => {
            eprint!("{text}");
            ExitCode::from(2)
        }
    }
}
