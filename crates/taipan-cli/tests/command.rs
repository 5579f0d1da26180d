//! The `taipan` command from outside: exit status, streams, messages.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn taipan(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taipan"));
    command.args(arguments).env("PYTHON_COLORS", "0").env_remove("PYTHONPATH").stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    text(taipan(arguments).output().unwrap())
}

fn text(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn with_input(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut command = taipan(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    text(child.wait_with_output().unwrap())
}

/// A file that is removed with the test.
struct File(std::path::PathBuf);

impl File {
    fn new(name: &str, bytes: &[u8]) -> File {
        let path = std::env::temp_dir().join(format!("taipan-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        File(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn programs_come_from_files_text_and_input() {
    let file = File::new("hello.py", b"import sys\nprint(__name__, sys.argv[1:])");
    assert_eq!(run(&[file.path(), "a", "-c"]), (0, "__main__ ['a', '-c']\n".into(), String::new()));
    assert_eq!(run(&["-c", "import sys; print(sys.argv)", "x"]), (0, "['-c', 'x']\n".into(), String::new()));
    assert_eq!(with_input(&["-", "y"], b"import sys; print(sys.argv)"), (0, "['-', 'y']\n".into(), String::new()));
    assert_eq!(with_input(&[], b"print(1)\nprint(2)\n"), (0, "1\n2\n".into(), String::new()));
}

#[test]
fn exit_status_says_how_it_ended() {
    for (code, status, errors) in [
        ("raise SystemExit(3)", 3, ""),
        ("raise SystemExit", 0, ""),
        ("raise SystemExit('bye')", 1, "bye\n"),
        ("raise SystemExit(300)", 44, ""),
        ("raise SystemExit(-1)", 255, ""),
        ("import sys\ntry: sys.exit(2)\nfinally: pass", 2, ""),
    ] {
        assert_eq!(run(&["-c", code]), (status, String::new(), errors.into()), "{code}");
    }
    let expected = "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n    1/0\n    ~^~\n\
                    ZeroDivisionError: division by zero\n";
    assert_eq!(run(&["-c", "1/0"]), (1, String::new(), expected.into()));
}

#[test]
fn wrong_command_lines_and_files() {
    let (status, _, errors) = run(&["/no/such/file.py"]);
    assert_eq!(status, 2);
    assert!(
        errors.ends_with(": can't open file '/no/such/file.py': [Errno 2] No such file or directory\n"),
        "{errors}"
    );
    let (status, _, errors) = run(&["-Z"]);
    assert!(status == 2 && errors.starts_with("Unknown option: -Z\nusage: "), "{errors}");
    let (status, _, errors) = run(&["-m", "no_such_module"]);
    assert!(status == 1 && errors.ends_with(": No module named no_such_module\n"), "{errors}");
    let null = File::new("null.py", b"x = 1\0\n");
    let (status, _, errors) = run(&[null.path()]);
    assert!(status == 1 && errors.ends_with("SyntaxError: source code cannot contain null bytes\n"), "{errors}");
    let latin = File::new("latin.py", b"x = '\xff'\n");
    let (status, _, errors) = run(&[latin.path()]);
    assert!(status == 1 && errors.starts_with("SyntaxError: Non-UTF-8 code starting with '\\xff' in file"), "{errors}");
}

#[test]
fn tools() {
    let good = File::new("good.py", b"def f(x): return x + 1\n");
    let bad = File::new("bad.py", b"def f(:\n");
    assert_eq!(run(&["check", good.path()]), (0, String::new(), String::new()));
    let (status, _, errors) = run(&["check", good.path(), bad.path()]);
    assert_eq!(status, 1);
    assert!(errors.ends_with("    def f(:\n          ^\nSyntaxError: invalid syntax\n"), "{errors}");
    let (status, listing, _) = run(&["dis", good.path()]);
    assert!(status == 0 && listing.contains("MakeFunction"), "{listing}");
    let (status, version, _) = run(&["--version"]);
    assert!(status == 0 && version.starts_with("Taipan ") && version.ends_with("(Python 3.13)\n"), "{version}");
}

#[test]
fn output_that_cannot_be_written() {
    let mut child = taipan(&["-c", "for i in range(200000): print(i)"]);
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let (status, _, errors) = text(child.wait_with_output().unwrap());
    assert_eq!(status, 1);
    assert!(errors.ends_with("BrokenPipeError: [Errno 32] Broken pipe\n"), "{errors}");
    if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
        let (status, _, errors) = text(taipan(&["-c", "print(1)"]).stdout(full).output().unwrap());
        assert_eq!(status, 120);
        assert!(errors.starts_with("Exception ignored in: <_io.TextIOWrapper name='<stdout>'"), "{errors}");
        assert!(errors.ends_with("OSError: [Errno 28] No space left on device\n"), "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn interrupts_raise_keyboard_interrupt_and_end_by_the_signal() {
    use std::os::unix::process::ExitStatusExt;
    for code in ["print('on', flush=True)\nwhile True: pass", "import time\nprint('on', flush=True)\ntime.sleep(60)"] {
        let mut command = taipan(&["-c", code]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 3];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut first).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(2), "{code}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.ends_with("KeyboardInterrupt\n"), "{errors}");
    }
}

#[test]
fn sessions_run_line_by_line() {
    let typed =
        b"x = 20\nx + 1\n_ * 2\ndef f():\n    return 'f'\n\nf()\n1/0\nimport asyncio\nawait asyncio.sleep(0, 'w')\n";
    let (status, output, errors) = with_input(&["-i"], typed);
    assert_eq!(status, 0);
    let answers: Vec<&str> = output.lines().skip(1).collect();
    assert_eq!(answers, ["21", "42", "'f'", "'w'", ""]);
    assert!(errors.contains("File \"<python-input-5>\", line 1, in <module>"), "{errors}");
    assert_eq!(with_input(&["-i"], b"exit(7)\n").0, 7);
}
