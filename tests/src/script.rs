//! Script tests: where they are, what they expect, and whether an outcome meets it.
//!
//! Expectations stand beside the line that causes them:
//!
//! ```python
//! print(1 + 1)  # expect: 2
//! for i in range(2):
//!     print(i)
//! # expect: 0
//! # expect: 1
//! [][0]  # raises: IndexError: list index out of range
//! ```
//!
//! Lines of the form `# args: ...` (command line), `# options: ...` (options of the interpreter, which stand before
//! the script), `# stack: KB` (size of the native stack, for Taipan only), `# exit: N` (exit status) and `# differs: reason` (CPython behaves
//! differently by design) may stand anywhere. Files beside the script replace the comments: `case.out` is the expected
//! standard output, `case.stderr` the expected standard error (the script's folder is cut
//! from paths, addresses become `0x...`), `case.in` is fed
//! to standard input. A folder `case/` beside `case.py` holds modules that the script imports, not tests.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::process::{self, Outcome};

/// How long one script may run; a build without optimisation gets more.
pub const TIME_LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 20 });

/// One script and what it expects.
#[derive(Debug)]
pub struct Script {
    /// The path relative to the tests folder, without the suffix; it names the test.
    pub name: String,
    path: PathBuf,
    options: Vec<String>,
    arguments: Vec<String>,
    stdin: Option<PathBuf>,
    stdout: String,
    stderr: Option<String>,
    raises: Option<String>,
    exit: i32,
    stack: Option<u32>,
    /// Why CPython is meant to behave differently, if it is.
    pub differs: Option<String>,
}

/// Every script below the given folders of the tests package, in the order of their names.
///
/// # Errors
///
/// When a folder or a script cannot be read, or its comments contradict each other.
pub fn find_scripts(folders: &[&str]) -> io::Result<Vec<Script>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in folders {
        collect_paths(&root.join(folder), &mut paths)?;
    }
    paths.sort();
    paths.into_iter().map(|path| Script::read(root, path)).collect()
}

fn collect_paths(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            let holds_modules = path.with_extension("py").is_file() || path.ends_with("__pycache__");
            if !holds_modules {
                collect_paths(&path, paths)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "py") {
            paths.push(path);
        }
    }
    Ok(())
}

impl Script {
    fn read(root: &Path, path: PathBuf) -> io::Result<Script> {
        let text = fs::read_to_string(&path)?;
        let name = path.strip_prefix(root).unwrap_or(&path).with_extension("").to_string_lossy().into_owned();
        let invalid = |reason: &str| io::Error::new(io::ErrorKind::InvalidData, format!("{name}: {reason}"));
        let (mut options, mut arguments) = (Vec::new(), Vec::new());
        let mut stdout = String::new();
        let mut raises = None;
        let mut exit = None;
        let mut stack = None;
        let mut differs = None;
        for line in text.lines() {
            if let Some(expected) = after(line, "# expect:") {
                stdout.push_str(expected);
                stdout.push('\n');
            } else if let Some(expected) = after(line, "# raises:") {
                raises = Some(expected.to_owned());
            } else if let Some(words) = line.strip_prefix("# args:") {
                arguments = words.split_whitespace().map(str::to_owned).collect();
            } else if let Some(words) = line.strip_prefix("# options:") {
                options = words.split_whitespace().map(str::to_owned).collect();
            } else if let Some(status) = line.strip_prefix("# exit:") {
                exit = Some(status.trim().parse().map_err(|_| invalid("# exit: needs a number"))?);
            } else if let Some(size) = line.strip_prefix("# stack:") {
                stack = Some(size.trim().parse().map_err(|_| invalid("# stack: needs a number of kilobytes"))?);
            } else if let Some(reason) = line.strip_prefix("# differs:") {
                differs = Some(reason.trim().to_owned());
            }
        }
        let beside = |extension: &str| Some(path.with_extension(extension)).filter(|path| path.is_file());
        if let Some(expected) = beside("out") {
            if !stdout.is_empty() {
                return Err(invalid("both # expect: lines and a file of expected output"));
            }
            stdout = fs::read_to_string(expected)?;
        }
        let stderr = beside("stderr").map(fs::read_to_string).transpose()?;
        let exit = exit.unwrap_or(i32::from(raises.is_some()));
        Ok(Script { stdin: beside("in"), name, options, arguments, stdout, stderr, raises, exit, stack, differs, path })
    }

    /// Runs the script under Taipan.
    ///
    /// # Errors
    ///
    /// A text that shows each difference from what the script expects.
    pub fn check_taipan(&self, taipan: &Path) -> Result<(), String> {
        self.check(taipan, self.stack)
    }

    /// Runs the script under CPython.
    ///
    /// # Errors
    ///
    /// A text that shows each difference from what the script expects.
    pub fn check_python(&self, python: &Path) -> Result<(), String> {
        self.check(python, None)
    }

    fn check(&self, interpreter: &Path, stack: Option<u32>) -> Result<(), String> {
        let command = process::Command {
            interpreter,
            options: &self.options,
            script: &self.path,
            arguments: &self.arguments,
            stdin: self.stdin.as_deref(),
            stack,
        };
        let outcome =
            process::run(&command, TIME_LIMIT).map_err(|error| format!("{}: {error}", interpreter.display()))?;
        let differences = self.differences(&outcome);
        if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
    }

    fn differences(&self, outcome: &Outcome) -> Vec<String> {
        let mut found = Vec::new();
        let mut stdout = outcome.stdout.clone();
        if !stdout.is_empty() && !stdout.ends_with('\n') {
            stdout.push('\n');
        }
        if stdout != self.stdout {
            found.push(show_difference("stdout", &self.stdout, &stdout));
        }
        let folder = self.path.parent().map(|path| format!("{}/", path.display())).unwrap_or_default();
        let stderr = mask_addresses(&outcome.stderr.replace(&folder, ""));
        match (&self.stderr, &self.raises) {
            (Some(expected), _) => {
                if stderr != *expected {
                    found.push(show_difference("stderr", expected, &stderr));
                }
            }
            (None, Some(raises)) => {
                let last = stderr.lines().last().unwrap_or("");
                if last != raises {
                    found.push(show_difference("exception", raises, last));
                }
            }
            (None, None) => {}
        }
        match outcome.status.map(|status| status.code()) {
            None => found.push(format!("stopped after {} seconds", TIME_LIMIT.as_secs())),
            Some(None) => found.push("killed by a signal".to_owned()),
            Some(Some(code)) if code != self.exit => found.push(format!("exit status {code}, expected {}", self.exit)),
            Some(Some(_)) => {}
        }
        let explained = self.stderr.is_some() || (self.raises.is_some() && found.is_empty());
        if !explained && !stderr.is_empty() {
            found.push(format!("stderr:\n{}", stderr.trim_end()));
        }
        found
    }
}

/// Replaces every long hexadecimal number, an object's address, with `0x...`.
fn mask_addresses(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("0x") {
        let digits = rest[start + 2..].bytes().take_while(u8::is_ascii_hexdigit).count();
        masked.push_str(&rest[..start + 2]);
        rest = &rest[start + 2..];
        if digits >= 6 {
            masked.push_str("...");
            rest = &rest[digits..];
        }
    }
    masked.push_str(rest);
    masked
}

/// What follows the marker, without the space that separates them.
fn after<'a>(line: &'a str, marker: &str) -> Option<&'a str> {
    let rest = &line[line.find(marker)? + marker.len()..];
    Some(rest.strip_prefix(' ').unwrap_or(rest))
}

/// The first line in which two texts differ, with the lines around it.
fn show_difference(what: &str, expected: &str, actual: &str) -> String {
    let (wanted, got): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let line = wanted.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let excerpt = |lines: &[&str]| {
        let rest = lines.len().saturating_sub(line);
        let shown: Vec<String> = lines.iter().skip(line).take(4).map(|text| format!("    {text}")).collect();
        if rest == 0 { "    (nothing)".to_owned() } else { shown.join("\n") }
    };
    format!("{what}, from line {}:\n  expected\n{}\n  got\n{}", line + 1, excerpt(&wanted), excerpt(&got))
}
