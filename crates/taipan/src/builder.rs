//! Setting up a VM: its streams, arguments, modules, limits, and what its scripts may touch.

use crate::module::HostModule;
use crate::vm::Vm;
use std::io::{BufRead, Read, Write};
use taipan_vm::Host;
use taipan_vm::streams::{Input, Output};

/// What scripts may touch outside the VM. All are off in a new [`Builder`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    /// Open, list and change files, and import modules from [`Builder::module_path`].
    pub files: bool,
    /// Use sockets and resolve names.
    pub network: bool,
    /// See environment variables, the user and the working directory.
    pub environment: bool,
    /// Start processes and send signals.
    pub processes: bool,
}

impl Grants {
    /// Nothing: the default for embedders.
    pub const NONE: Grants = Grants { files: false, network: false, environment: false, processes: false };
    /// Everything: what the `taipan` command gives, like Python.
    pub const ALL: Grants = Grants { files: true, network: true, environment: true, processes: true };
}

/// Makes a [`Vm`]. A new builder gives scripts nothing: output is dropped, input is empty, nothing outside is granted.
///
/// ```
/// let mut vm = taipan::Vm::builder().args(["job.py", "--fast"]).recursion_limit(200).build();
/// vm.run("import sys\nassert sys.argv == ['job.py', '--fast']", "job.py")?;
/// # Ok::<(), taipan::Error>(())
/// ```
#[must_use]
pub struct Builder {
    host: Host,
    modules: Vec<HostModule>,
    recursion_limit: Option<u32>,
    prints_uncaught: bool,
    virtual_time: bool,
}

impl Default for Builder {
    fn default() -> Builder {
        let host = Host {
            stdout: Output::new(std::io::sink()),
            stderr: Output::new(std::io::sink()),
            stdin: Input { reader: Box::new(std::io::empty()), terminal: false },
            modules: taipan_stdlib::modules(),
            embedded: Some(taipan_stdlib::embedded),
            ..Host::default()
        };
        Builder { host, modules: Vec::new(), recursion_limit: None, prints_uncaught: false, virtual_time: false }
            .grants(Grants::NONE)
    }
}

impl Builder {
    /// Uses the process's standard input, output and error.
    pub fn inherit_streams(mut self) -> Builder {
        let standard = Host::default();
        self.host.stdout = standard.stdout;
        self.host.stderr = standard.stderr;
        self.host.stdin = standard.stdin;
        self
    }

    /// Where `print` writes to. Output is buffered; it is written at the end of every call into the VM.
    pub fn stdout(mut self, sink: impl Write + Send + 'static) -> Builder {
        self.host.stdout = Output::new(sink);
        self
    }

    /// Where tracebacks of tasks, warnings and `sys.stderr` go.
    pub fn stderr(mut self, sink: impl Write + Send + 'static) -> Builder {
        self.host.stderr = Output::line_buffered(sink);
        self
    }

    /// What `input()` and `sys.stdin` read.
    pub fn stdin(mut self, source: impl Read + Send + 'static) -> Builder {
        let reader: Box<dyn BufRead + Send> = Box::new(std::io::BufReader::new(source));
        self.host.stdin = Input { reader, terminal: false };
        self
    }

    /// `sys.argv`; the first one is the script's name.
    pub fn args(mut self, args: impl IntoIterator<Item = impl Into<String>>) -> Builder {
        self.host.argv = args.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a folder in which imports look for modules, behind those added before. Needs [`Grants::files`].
    pub fn module_path(mut self, folder: impl Into<String>) -> Builder {
        self.host.path.push(folder.into());
        self
    }

    /// Prints exceptions that leave [`Vm::run`] and its like to standard error (by `sys.excepthook`) before they are
    /// returned, as the `python` command does.
    pub fn print_uncaught(mut self, wanted: bool) -> Builder {
        self.prints_uncaught = wanted;
        self
    }

    /// Whether tracebacks that are printed have colours; unless set they do when standard error is a terminal.
    pub fn colour(mut self, wanted: bool) -> Builder {
        self.host.colour = Some(wanted);
        self
    }

    /// `sys.executable`
    pub fn executable(mut self, path: impl Into<String>) -> Builder {
        self.host.executable = path.into();
        self
    }

    /// What scripts may touch.
    pub fn grants(mut self, grants: Grants) -> Builder {
        self.host.file_access = grants.files;
        self.host.network_access = grants.network;
        self.host.environment_access = grants.environment;
        self.host.process_access = grants.processes;
        self
    }

    /// Adds a module of functions written in Rust, which scripts import by its name.
    pub fn module(mut self, module: HostModule) -> Builder {
        self.modules.push(module);
        self
    }

    /// How deep calls may nest before `RecursionError`; 1000 unless set.
    pub fn recursion_limit(mut self, limit: u32) -> Builder {
        self.recursion_limit = Some(limit);
        self
    }

    /// Makes event loops use virtual time: when every task waits for a timer, the clock jumps to the next deadline instead
    /// of waiting for it.
    pub fn virtual_time(mut self) -> Builder {
        self.virtual_time = true;
        self
    }

    /// The most bytes that one allocation asked for by a script may have; more is `MemoryError`.
    pub fn max_allocation(mut self, bytes: usize) -> Builder {
        self.host.max_allocation = bytes;
        self
    }

    /// Makes string hashes, and so the order of sets of strings, the same in every run.
    pub fn hash_seed(mut self, seed: u64) -> Builder {
        self.host.hash_key = (seed, !seed);
        self
    }

    /// Makes the VM.
    pub fn build(self) -> Vm {
        let mut vm = taipan_vm::Vm::new(self.host);
        if let Some(limit) = self.recursion_limit {
            vm.set_recursion_limit(limit);
        }
        taipan_stdlib::install(&mut vm).expect("making the standard streams runs no script and is granted to every VM");
        if self.virtual_time {
            vm.use_virtual_time();
        }
        for module in self.modules {
            module.install(&mut vm);
        }
        Vm::from_parts(vm, self.prints_uncaught)
    }
}
