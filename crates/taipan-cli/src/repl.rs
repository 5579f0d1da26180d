//! The interactive session: prompts, lines of history, completion. What texts mean is the business of
//! [`taipan::Session`].

use crate::arguments::Options;
use crate::run::{handle_interrupts, new_vm};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};
use std::cell::RefCell;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use taipan::{ExitStatus, Input, Session, Vm};

const PROMPT: &str = ">>> ";
const CONTINUATION: &str = "... ";

/// Lines that the history keeps.
const HISTORY: usize = 10_000;

/// Starts a VM and a session; the result is the status of the process.
pub fn run(options: &Options) -> ExitCode {
    let mut vm = new_vm(options, "");
    handle_interrupts(vm.interrupt());
    println!(
        "Taipan {} (Python {}.{}), await works at the prompt. Type \"help\" for help, Ctrl-D to leave.",
        taipan::VERSION,
        taipan::PYTHON_VERSION.0,
        taipan::PYTHON_VERSION.1
    );
    session(&mut vm)
}

/// Runs a session in a VM until its end; the result is the status of the process.
pub fn session(vm: &mut Vm) -> ExitCode {
    let session = vm.session();
    let state = RefCell::new(State { vm, session });
    let status = match converse(&state) {
        Ok(status) => status,
        Err(error) => {
            eprintln!("taipan: the terminal cannot be used: {error}");
            2
        }
    };
    let State { vm, session } = state.into_inner();
    let closed = session.close(vm);
    if let Err(error) = closed.and_then(|()| vm.flush()) {
        eprintln!("{error}");
    }
    ExitCode::from(status)
}

/// What the loop and the completion of names share.
struct State<'v> {
    vm: &'v mut Vm,
    session: Session,
}

/// Reads and runs until the end; the result is the status of the process.
fn converse(state: &RefCell<State<'_>>) -> rustyline::Result<u8> {
    let config = Config::builder()
        .max_history_size(HISTORY)?
        .completion_type(CompletionType::List)
        .color_mode(ColorMode::Disabled)
        .auto_add_history(false)
        .build();
    let mut editor = Editor::<Completions<'_, '_>, DefaultHistory>::with_config(config)?;
    editor.set_helper(Some(Completions { state }));
    let history = history_file();
    if let Some(path) = &history {
        // A first session has no history.
        let _ = editor.load_history(path);
    }
    let status = loop {
        let text = match read(&mut editor, state) {
            Reading::Text(text) => text,
            Reading::Cancelled => {
                println!("KeyboardInterrupt");
                continue;
            }
            Reading::End => {
                println!();
                break 0;
            }
        };
        match text.trim() {
            "" => continue,
            // The bare words do what they say, as in CPython's newer prompt.
            "exit" | "quit" => break 0,
            "help" => {
                println!("{HELP}");
                continue;
            }
            _ => {}
        }
        let _ = editor.add_history_entry(text.trim_end());
        let State { vm, session } = &mut *state.borrow_mut();
        if let Err(error) = session.run(vm, &text) {
            match error.exit_status() {
                Some(ExitStatus::Code(code)) => break *code as u8,
                Some(ExitStatus::Message(text)) => {
                    eprintln!("{text}");
                    break 1;
                }
                // It was printed when it left the session.
                None => {}
            }
        }
    };
    if let Some(path) = &history {
        // History is a convenience; a full disk must not spoil the end of a session.
        let _ = path.parent().map(std::fs::create_dir_all);
        let _ = editor.save_history(path);
    }
    Ok(status)
}

const HELP: &str = "\
Type statements and expressions; the value of an expression is shown and kept in _.
A block ends with an empty line. await, async for and async with work at the prompt;
tasks go on while you wait for something. Tab completes names.
exit() or Ctrl-D leaves, Ctrl-C stops what is running.";

/// What came from the terminal.
enum Reading {
    Text(String),
    Cancelled,
    End,
}

/// Reads lines until they are a whole statement.
fn read(editor: &mut Editor<Completions<'_, '_>, DefaultHistory>, state: &RefCell<State<'_>>) -> Reading {
    let mut text = String::new();
    loop {
        let prompt = if text.is_empty() { PROMPT } else { CONTINUATION };
        // The text goes on where it was left: the indentation of a block is kept.
        match editor.readline_with_initial(prompt, (&indentation(&text), "")) {
            Ok(line) => {
                let line = line.trim_end_matches([' ', '\t']);
                text.push_str(line);
                text.push('\n');
                let session = &state.borrow().session;
                let whole = session.input(text.strip_suffix('\n').unwrap_or(&text)) == Input::Complete;
                if whole || (line.is_empty() && session.input(&text) == Input::Complete) {
                    return Reading::Text(text);
                }
            }
            Err(ReadlineError::Interrupted) => return Reading::Cancelled,
            Err(_) if text.is_empty() => return Reading::End,
            // Ctrl-D ends an open block, as an empty line does.
            Err(_) => return Reading::Text(text),
        }
    }
}

/// The blanks that the next line of a block starts with.
fn indentation(text: &str) -> String {
    if !std::io::stdin().is_terminal() {
        return String::new();
    }
    let Some(last) = text.lines().last() else { return String::new() };
    let blanks: String = last.chars().take_while(|character| matches!(character, ' ' | '\t')).collect();
    if last.trim_end().ends_with(':') { blanks + "    " } else { blanks }
}

fn history_file() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("TAIPAN_HISTORY") {
        return (!path.is_empty()).then(|| PathBuf::from(path));
    }
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).or_else(|| {
        let home = std::env::var_os("HOME")?;
        Some(PathBuf::from(home).join(".local/state"))
    })?;
    Some(state.join("taipan").join("history"))
}

/// Completion of names; the other abilities of the line editor are not used.
struct Completions<'s, 'v> {
    state: &'s RefCell<State<'v>>,
}

impl Completer for Completions<'_, '_> {
    type Candidate = String;

    fn complete(&self, line: &str, position: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..position];
        if before.trim().is_empty() {
            return Ok((position, vec![String::from("    ")]));
        }
        let is_name = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.');
        let start = before
            .rfind(|character| !is_name(character))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = &before[start..];
        let State { vm, session } = &mut *self.state.borrow_mut();
        Ok((start, session.completions(vm, word)))
    }
}

impl Hinter for Completions<'_, '_> {
    type Hint = String;
}

impl Highlighter for Completions<'_, '_> {}

impl Validator for Completions<'_, '_> {}

impl Helper for Completions<'_, '_> {}
