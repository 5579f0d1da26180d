//! Running a program to its end, as the `python` command does: streams, signals, exit status.

use crate::arguments::{Options, Program};
use crate::repl;
use std::io::{IsTerminal, Read};
use std::process::ExitCode;
use taipan::{Builder, Error, ExitStatus, Grants, Interrupt, Vm};

/// A VM with everything granted, as the command gives it to programs.
pub fn new_vm(options: &Options, first_path: &str) -> Vm {
    let mut builder: Builder = Vm::builder()
        .inherit_streams()
        .grants(Grants::ALL)
        .print_uncaught(true)
        .colour(std::io::stderr().is_terminal() && colour_allowed())
        .executable(executable(&options.executable))
        .args(options.argv.iter().map(String::as_str))
        .module_path(first_path);
    for folder in std::env::var("PYTHONPATH").unwrap_or_default().split(':').filter(|folder| !folder.is_empty()) {
        builder = builder.module_path(folder);
    }
    if options.virtual_time {
        builder = builder.virtual_time();
    }
    if let Some(depth) = options.max_depth {
        builder = builder.recursion_limit(depth);
    }
    if let Some(seed) = std::env::var("PYTHONHASHSEED").ok().and_then(|seed| seed.parse().ok()) {
        builder = builder.hash_seed(seed);
    }
    builder.build()
}

/// Whether the environment allows colours, by the rules of CPython 3.13.
pub fn colour_allowed() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match std::env::var("PYTHON_COLORS").as_deref() {
        Ok("1") => return true,
        Ok("0") => return false,
        _ => {}
    }
    !set("NO_COLOR") && (set("FORCE_COLOR") || std::env::var("TERM").is_ok_and(|term| term != "dumb"))
}

fn executable(called: &str) -> String {
    match std::env::current_exe() {
        Ok(path) => path.to_string_lossy().into_owned(),
        Err(_) => called.to_owned(),
    }
}

/// Makes Ctrl-C raise `KeyboardInterrupt`.
pub fn handle_interrupts(interrupt: Interrupt) {
    // A process that cannot have another thread or pipe keeps the default: Ctrl-C ends it.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([signal_hook::consts::SIGINT]) else { return };
    let thread = std::thread::Builder::new().name(String::from("signals")).stack_size(64 * 1024);
    let _ = thread.spawn(move || {
        for _ in signals.forever() {
            interrupt.interrupt();
        }
    });
}

/// Runs a program; the result is the status of the process.
pub fn run(program: Program, options: &Options) -> ExitCode {
    let (first_path, loaded) = match load(&program, options) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let mut vm = std::mem::ManuallyDrop::new(new_vm(options, &first_path));
    // The process ends with the machine: giving its memory back piece by piece would only take time.
    handle_interrupts(vm.interrupt());
    let result = match (&program, loaded) {
        (Program::Module(name), _) => vm.run_module(name),
        (Program::Code(code), _) => vm.run(code, "<string>"),
        (Program::Stdin, Some((name, bytes))) | (Program::File(_), Some((name, bytes))) => vm.run_file(&bytes, &name),
        (Program::Stdin | Program::File(_), None) => Ok(()),
    };
    if options.interactive {
        return repl::session(&mut vm);
    }
    finish(&mut vm, &options.executable, result)
}

/// The folder that comes first in `sys.path`, and the name and text of a script.
type Loaded = (String, Option<(String, Vec<u8>)>);

/// Reads what has to be read before there is a VM.
fn load(program: &Program, options: &Options) -> Result<Loaded, ExitCode> {
    match program {
        Program::Code(_) => Ok((String::new(), None)),
        Program::Module(_) => {
            let here = std::env::current_dir().map(|folder| folder.to_string_lossy().into_owned());
            Ok((here.unwrap_or_default(), None))
        }
        Program::Stdin => {
            let mut bytes = Vec::new();
            if let Err(error) = std::io::stdin().lock().read_to_end(&mut bytes) {
                eprintln!("{}: can't read standard input: {error}", options.executable);
                return Err(ExitCode::from(2));
            }
            Ok((String::new(), Some((String::from("<stdin>"), bytes))))
        }
        Program::File(name) => {
            // Python names the main script by its absolute path, in `__file__` and in tracebacks.
            let mut path = std::path::absolute(name).unwrap_or_else(|_| std::path::PathBuf::from(name));
            if path.is_dir() {
                path.push("__main__.py");
                if !path.is_file() {
                    eprintln!("{}: can't find '__main__' module in '{name}'", options.executable);
                    return Err(ExitCode::from(1));
                }
            }
            match std::fs::read(&path) {
                Ok(bytes) => {
                    let folder = std::path::absolute(&path).ok();
                    let folder = folder.as_deref().and_then(std::path::Path::parent);
                    let folder = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
                    Ok((folder, Some((path.to_string_lossy().into_owned(), bytes))))
                }
                Err(error) => {
                    let number = error.raw_os_error().unwrap_or(0);
                    let text = error.to_string();
                    let text = text.split(" (os error").next().unwrap_or(&text);
                    eprintln!("{}: can't open file '{}': [Errno {number}] {text}", options.executable, path.display());
                    Err(ExitCode::from(2))
                }
            }
        }
    }
}

/// Turns the outcome of a program into the status of the process; does what Python does at exit.
fn finish(vm: &mut Vm, executable: &str, result: Result<(), Error>) -> ExitCode {
    let mut status = match &result {
        Ok(()) => 0,
        Err(error) if error.is_output_failure() => lost_output(error),
        Err(error) => match error.exit_status() {
            Some(ExitStatus::Code(code)) => *code as u8,
            Some(ExitStatus::Message(text)) => {
                let _ = vm.flush();
                eprintln!("{text}");
                1
            }
            None if error.is_missing_module() => {
                eprintln!("{executable}: {}", error.message());
                1
            }
            // It was printed when it left the program.
            None => 1,
        },
    };
    vm.shutdown();
    if let Err(error) = vm.flush() {
        status = lost_output(&error);
    }
    if result.is_err_and(|error| error.is_interrupt()) {
        // The shell shall see that the program was ended by Ctrl-C.
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
        status = 130;
    }
    ExitCode::from(status)
}

/// What Python says when the end of the output could not be written.
fn lost_output(error: &Error) -> u8 {
    let stream = "<_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>";
    eprintln!("Exception ignored in: {stream}\n{}: {}", error.type_name(), error.message());
    120
}
