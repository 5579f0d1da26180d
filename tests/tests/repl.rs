//! Transcripts of interactive sessions: `repl/*.session`. What stands behind `>>> ` and `... ` is typed, every other line
//! is what the session must answer. Prompts are not compared: the input comes through a pipe, where there are none.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use libtest_mimic::{Arguments, Failed, Trial};
use taipan_tests::process;

fn main() {
    let arguments = Arguments::from_args();
    let taipan = process::find_taipan().unwrap_or_else(|message| fail(&message));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("repl");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| fail(&format!("{}: {error}", folder.display())));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "session"));
    paths.sort();
    let trials = paths
        .into_iter()
        .map(|path| {
            let taipan = taipan.clone();
            let name = format!("repl/{}", path.file_stem().unwrap_or_default().to_string_lossy());
            Trial::test(name, move || replay(&taipan, &path).map_err(Failed::from))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn fail(message: &str) -> ! {
    eprintln!("error: {message}");
    std::process::exit(1);
}

/// Types the session's input and compares the answers.
fn replay(taipan: &Path, path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let (mut typed, mut expected) = (String::new(), String::new());
    for line in text.lines() {
        let input = [">>>", "..."].iter().find_map(|prompt| line.strip_prefix(prompt));
        let target = if input.is_some() { &mut typed } else { &mut expected };
        target.push_str(input.map_or(line, |input| input.strip_prefix(' ').unwrap_or(input)));
        target.push('\n');
    }
    let answers = converse(taipan, &typed).map_err(|error| format!("{}: {error}", taipan.display()))?;
    // The first line greets; an empty line ends the session.
    let answers = answers.split_once('\n').map_or("", |(_, rest)| rest);
    if answers.trim_end() == expected.trim_end() {
        return Ok(());
    }
    Err(format!("expected\n{expected}\ngot\n{answers}"))
}

fn converse(taipan: &Path, typed: &str) -> std::io::Result<String> {
    // The shell joins both streams, so that answers and errors stay in order.
    let mut child = Command::new("sh")
        .args(["-c", "exec \"$0\" -i 2>&1"])
        .arg(taipan)
        .env("NO_COLOR", "1")
        .env("HOME", std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(typed.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
