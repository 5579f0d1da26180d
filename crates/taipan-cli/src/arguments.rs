//! The command line: what it asks for, and the words when it is wrong, which are CPython's where CPython has the option.

use std::io::IsTerminal;

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub enum Command {
    Help(String),
    Version,
    Disassemble { file: String },
    Check { files: Vec<String> },
    Run { program: Program, options: Options },
    Interactive { options: Options },
}

/// What is run.
#[derive(Debug, PartialEq)]
pub enum Program {
    /// A file, or a folder with `__main__.py`.
    File(String),
    /// `-c CODE`
    Code(String),
    /// `-m MODULE`
    Module(String),
    /// Standard input.
    Stdin,
}

/// Settings for the VM.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// How the command was called, for messages.
    pub executable: String,
    /// `sys.argv`
    pub argv: Vec<String>,
    /// `--max-depth N`
    pub max_depth: Option<u32>,
    /// `--virtual-time`
    pub virtual_time: bool,
    /// `-i`: a session follows the program.
    pub interactive: bool,
}

/// A command line that cannot be used; the text goes to standard error.
#[derive(Debug, PartialEq)]
pub struct Problem {
    pub text: String,
}

/// The text of `--help`.
pub fn help(program: &str) -> String {
    format!(
        "\
{}

With no argument, an interactive session (or standard input, when it is not a terminal).

  FILE          run a script; a folder is run by its __main__.py
  -             run standard input
  -c CODE       run a text
  -m MODULE     run a module
  dis FILE      show the instructions of a script
  check FILE... look for syntax errors only; status 1 if there are any

  -i            start an interactive session after the program
  --max-depth N calls may nest this deep (1000)
  --virtual-time
                do not wait for timers: when nothing else can happen, the clock
                jumps to the next one
  -V, --version show the version
  -h, --help    show this text

Environment: PYTHONHASHSEED fixes the hashes of strings; NO_COLOR turns colours off.
",
        usage(program)
    )
}

fn usage(program: &str) -> String {
    format!("usage: {program} [option] ... [-c cmd | -m mod | file | -] [arg] ...")
}

fn problem(program: &str, text: &str) -> Problem {
    Problem { text: format!("{text}\n{}\nTry `{program} -h' for more information.\n", usage(program)) }
}

/// Reads a command line, the command's own name first.
pub fn parse(arguments: Vec<String>) -> Result<Command, Problem> {
    let mut rest = arguments.into_iter();
    let executable = rest.next().unwrap_or_else(|| String::from("taipan"));
    let mut options = Options { executable, ..Options::default() };
    loop {
        let Some(argument) = rest.next() else {
            options.argv = vec![String::new()];
            if std::io::stdin().is_terminal() || options.interactive {
                return Ok(Command::Interactive { options });
            }
            return Ok(Command::Run { program: Program::Stdin, options });
        };
        match argument.as_str() {
            "-h" | "--help" | "-?" => return Ok(Command::Help(options.executable)),
            "-V" | "--version" => return Ok(Command::Version),
            "--virtual-time" => options.virtual_time = true,
            "-i" => options.interactive = true,
            // Options of CPython that ask for what is always so here: no cached bytecode, UTF-8, and output that is
            // written at the end of a line on a terminal.
            "-B" | "-u" | "-E" | "-s" | "-S" | "-I" | "-P" | "-q" | "-O" => {}
            "-X" | "-W" if rest.next().is_some() => {}
            "-c" => {
                let Some(code) = rest.next() else {
                    return Err(problem(&options.executable, "Argument expected for the -c option"));
                };
                return Ok(run(Program::Code(code), "-c", rest, options));
            }
            "-m" => {
                let Some(module) = rest.next() else {
                    return Err(problem(&options.executable, "Argument expected for the -m option"));
                };
                return Ok(run(Program::Module(module), "-m", rest, options));
            }
            "-" => return Ok(run(Program::Stdin, "-", rest, options)),
            "--max-depth" => options.max_depth = Some(number(&options.executable, "--max-depth", rest.next())?),
            "dis" => {
                return match (rest.next(), rest.next()) {
                    (Some(file), None) => Ok(Command::Disassemble { file }),
                    _ => Err(problem(&options.executable, "dis needs one file")),
                };
            }
            "check" => {
                let files: Vec<String> = rest.collect();
                if files.is_empty() {
                    return Err(problem(&options.executable, "check needs at least one file"));
                }
                return Ok(Command::Check { files });
            }
            "--" => {
                let Some(file) = rest.next() else { continue };
                return Ok(run(Program::File(file.clone()), &file, rest, options));
            }
            file if !file.starts_with('-') => {
                let name = file.to_owned();
                return Ok(run(Program::File(name.clone()), &name, rest, options));
            }
            joined if joined.starts_with("-c") => {
                let code = joined[2..].to_owned();
                return Ok(run(Program::Code(code), "-c", rest, options));
            }
            joined if joined.starts_with("-m") => {
                let module = joined[2..].to_owned();
                return Ok(run(Program::Module(module), "-m", rest, options));
            }
            long if long.starts_with("--") => {
                if let Some(value) = long.strip_prefix("--max-depth=") {
                    options.max_depth = Some(number(&options.executable, "--max-depth", Some(value.to_owned()))?);
                    continue;
                }
                return Err(problem(&options.executable, &format!("unknown option {long}")));
            }
            short => {
                let letter = short.chars().nth(1).unwrap_or('-');
                return Err(problem(&options.executable, &format!("Unknown option: -{letter}")));
            }
        }
    }
}

/// A program with the rest of the command line as its arguments.
fn run(program: Program, name: &str, rest: impl Iterator<Item = String>, mut options: Options) -> Command {
    options.argv = std::iter::once(name.to_owned()).chain(rest).collect();
    Command::Run { program, options }
}

fn number(program: &str, option: &str, text: Option<String>) -> Result<u32, Problem> {
    match text.as_deref().map(str::parse) {
        Some(Ok(number)) => Ok(number),
        Some(Err(_)) => Err(problem(program, &format!("{option} needs a number"))),
        None => Err(problem(program, &format!("Argument expected for the {option} option"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Result<Command, Problem> {
        parse(std::iter::once("taipan").chain(words.iter().copied()).map(str::to_owned).collect())
    }

    #[test]
    fn programs_keep_their_arguments() {
        let Ok(Command::Run { program, options }) = parsed(&["job.py", "-c", "--max-depth"]) else { panic!() };
        assert_eq!(program, Program::File("job.py".to_owned()));
        assert_eq!(options.argv, ["job.py", "-c", "--max-depth"]);
        let Ok(Command::Run { program, options }) = parsed(&["-c", "pass", "a"]) else { panic!() };
        assert_eq!((program, options.argv), (Program::Code("pass".to_owned()), vec!["-c".to_owned(), "a".to_owned()]));
        let Ok(Command::Run { options, .. }) = parsed(&["--max-depth=50", "-", "x"]) else { panic!() };
        assert_eq!((options.max_depth, options.argv), (Some(50), vec!["-".to_owned(), "x".to_owned()]));
    }

    #[test]
    fn problems_in_the_reference_s_words() {
        let text = parsed(&["-c"]).unwrap_err().text;
        assert!(text.starts_with("Argument expected for the -c option\nusage: taipan [option] ..."), "{text}");
        assert!(parsed(&["-Z"]).unwrap_err().text.starts_with("Unknown option: -Z\n"));
        assert!(parsed(&["--max-depth", "x"]).is_err());
    }
}
