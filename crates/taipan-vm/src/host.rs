//! What the host gives a VM: output, input, module sources, policies. Data only; the `taipan` crate fills it.

use crate::finders::EmbeddedModule;
use crate::native::NativeModule;
use crate::streams::{Input, Output};
use std::io::{BufReader, IsTerminal};

/// The host's side of a VM.
pub struct Host {
    /// A single allocation may be at most this many bytes.
    pub max_allocation: usize,
    /// Key of the hash of strings: random, or fixed for repeatable runs.
    pub hash_key: (u64, u64),
    /// What `print` writes to.
    pub stdout: Output,
    /// Where tracebacks and warnings go.
    pub stderr: Output,
    /// What `input` reads from.
    pub stdin: Input,
    /// Whether scripts may open files.
    pub file_access: bool,
    /// Native modules that scripts may import.
    pub modules: Vec<NativeModule>,
    /// The embedded part of the standard library that is written in Python.
    pub embedded: Option<fn(&str) -> Option<EmbeddedModule>>,
    /// `sys.path`
    pub path: Vec<String>,
    /// `sys.argv`
    pub argv: Vec<String>,
    /// `sys.executable`
    pub executable: String,
    /// Whether tracebacks are coloured; `None` asks whether standard error is a terminal.
    pub colour: Option<bool>,
    /// `sys.setrecursionlimit` goes up to here.
    pub max_recursion: u32,
    /// Whether scripts may use sockets and resolve names.
    pub network_access: bool,
    /// Whether scripts see the process's environment variables and user.
    pub environment_access: bool,
    /// Whether scripts may start processes and send signals.
    pub process_access: bool,
    /// Conversions between integers and decimal text take at most so many digits; 0 for no limit.
    pub int_max_str_digits: usize,
}

impl Default for Host {
    fn default() -> Host {
        Host {
            max_allocation: physical_memory(),
            hash_key: random_hash_key(),
            stdout: standard_output(),
            stderr: Output::line_buffered(std::io::stderr()),
            stdin: Input {
                terminal: std::io::stdin().is_terminal(),
                reader: Box::new(BufReader::new(std::io::stdin())),
            },
            file_access: true,
            modules: Vec::new(),
            embedded: None,
            path: Vec::new(),
            argv: vec![String::new()],
            executable: String::new(),
            colour: None,
            max_recursion: 10_000_000,
            network_access: true,
            environment_access: true,
            process_access: true,
            int_max_str_digits: 4300,
        }
    }
}

/// How much memory the machine has: more at once could not be used, even where the system promises it.
fn physical_memory() -> usize {
    #[cfg(target_os = "linux")]
    {
        let info = rustix::system::sysinfo();
        let total = (info.totalram as usize).saturating_mul(info.mem_unit.max(1) as usize);
        if total > 0 {
            return total;
        }
    }
    1 << 36
}

/// The process's output: line by line on a terminal.
fn standard_output() -> Output {
    let mut output = Output::new(std::io::stdout());
    output.terminal = std::io::stdout().is_terminal();
    output.line_buffered = output.terminal;
    output
}

/// A key that differs from process to process.
fn random_hash_key() -> (u64, u64) {
    use std::hash::{BuildHasher, RandomState};
    let state = RandomState::new();
    (state.hash_one(1u8), state.hash_one(2u8))
}
