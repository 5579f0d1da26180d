//! Runs an interpreter as a child process with a time limit and collects what it wrote. Does not judge the result.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{self, Child, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a finished child left behind.
#[derive(Debug)]
pub struct Outcome {
    /// The exit status; `None` when the child was stopped by the time limit.
    pub status: Option<ExitStatus>,
    /// Everything written to standard output.
    pub stdout: String,
    /// Everything written to standard error.
    pub stderr: String,
}

/// A script and how it is started.
#[derive(Debug)]
pub struct Command<'a> {
    /// The interpreter: `taipan`, or CPython.
    pub interpreter: &'a Path,
    /// Options that stand before the script.
    pub options: &'a [String],
    /// The script; it runs in its own folder.
    pub script: &'a Path,
    /// What the script finds in `sys.argv` behind its name.
    pub arguments: &'a [String],
    /// The file that becomes standard input; nothing when absent.
    pub stdin: Option<&'a Path>,
    /// The size of the native stack in kilobytes; what the system gives when absent.
    pub stack: Option<u32>,
}

/// Runs a script to its end, or until the time limit.
///
/// # Errors
///
/// When the child cannot be started or its output cannot be read.
pub fn run(command: &Command<'_>, limit: Duration) -> io::Result<Outcome> {
    let folder = command.script.parent().unwrap_or(Path::new("."));
    let stdin = match command.stdin {
        Some(path) => Stdio::from(File::open(path)?),
        None => Stdio::null(),
    };
    let mut starter = match command.stack {
        Some(size) => {
            // The shell lowers the limit, then becomes the interpreter.
            let mut shell = process::Command::new("sh");
            shell.arg("-c").arg(format!("ulimit -s {size} && exec \"$0\" \"$@\"")).arg(command.interpreter);
            shell
        }
        None => process::Command::new(command.interpreter),
    };
    let mut child = starter
        .args(command.options)
        .arg(command.script.file_name().unwrap_or(command.script.as_os_str()))
        .args(command.arguments)
        .current_dir(folder)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .env("PYTHON_COLORS", "0")
        .env_remove("PYTHONHASHSEED")
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    let status = wait_at_most(&mut child, limit)?;
    let text =
        |reader: thread::JoinHandle<Vec<u8>>| String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned();
    Ok(Outcome { status, stdout: text(stdout), stderr: text(stderr) })
}

/// The `taipan` to test: `TAIPAN_BIN`, or the binary of the profile that this test was built with.
///
/// # Errors
///
/// A message that says what to build when there is none.
pub fn find_taipan() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("TAIPAN_BIN") {
        let path = PathBuf::from(path);
        return path.is_file().then_some(path.clone()).ok_or(format!("TAIPAN_BIN: {} is missing", path.display()));
    }
    let exe = std::env::current_exe().map_err(|error| error.to_string())?;
    let profile = exe.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    let path = profile.join(format!("taipan{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        return Ok(path);
    }
    let flag = if profile.ends_with("release") { " --release" } else { "" };
    Err(format!("{} is missing: run `cargo build{flag} -p taipan-cli` first, or set TAIPAN_BIN", path.display()))
}

/// The CPython 3.13 to compare with: `TAIPAN_ORACLE`, or `python3.13` on the path; `None` when there is none.
pub fn find_oracle() -> Option<PathBuf> {
    let path = std::env::var_os("TAIPAN_ORACLE").map_or(PathBuf::from("python3.13"), PathBuf::from);
    let version = process::Command::new(&path).arg("--version").stderr(Stdio::null()).output().ok()?;
    let is_reference = version.status.success() && version.stdout.starts_with(b"Python 3.13");
    is_reference.then_some(path)
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // A pipe that breaks leaves what came before; the comparison then shows the gap.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn wait_at_most(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let end = Instant::now() + limit;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}
