//! The error cases of `tests/syntax_errors/scopes.txt`: texts that parse, but that the compiler refuses, with CPython's
//! message and place. The other files of that folder belong to the parser's tests.

use std::fmt::Write;
use std::path::Path;
use taipan_bytecode::{CompileOptions, compile_with_warnings};
use taipan_syntax::{Arena, LineIndex, Mode, SyntaxError, SyntaxWarning};

/// A source text and what is expected: the error, then the warnings, one a line.
fn cases(text: &str) -> Vec<(String, String)> {
    let mut cases: Vec<(String, String)> = vec![];
    let mut source = String::new();
    for line in text.lines() {
        match line.strip_prefix("--- ") {
            Some(warning) if warning.starts_with("warning") => {
                let (_, expected) = cases.last_mut().expect("a warning follows its case");
                expected.push('\n');
                expected.push_str(warning);
            }
            Some(expected) => cases.push((std::mem::take(&mut source), expected.to_owned())),
            None => {
                source.push_str(line);
                source.push('\n');
            }
        }
    }
    cases
}

fn outcome(source: &str) -> Result<Vec<SyntaxWarning>, SyntaxError> {
    let arena = Arena::new();
    let parsed = taipan_syntax::parse(&arena, source, Mode::Module)?;
    let options = CompileOptions::new("test", Mode::Module);
    let (_, warnings) = compile_with_warnings(&parsed.module, source, &options)?;
    Ok(parsed.warnings.into_iter().chain(warnings).collect())
}

fn describe(source: &str) -> String {
    let lines = LineIndex::new(source);
    match outcome(source) {
        Ok(warnings) => {
            let mut text = "valid".to_owned();
            for warning in warnings {
                let _ = write!(text, "\nwarning {}: {}", lines.line(warning.span.start), warning.message);
            }
            text
        }
        Err(error) => {
            let (start, end) = (lines.position(source, error.span.start), lines.position(source, error.span.end));
            format!(
                "SyntaxError {}:{}-{}:{} {}",
                start.line,
                start.char_column + 1,
                end.line,
                end.char_column + 1,
                error.message
            )
        }
    }
}

#[test]
fn scopes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax_errors/scopes.txt");
    let text = std::fs::read_to_string(path).expect("the cases are part of the repository");
    let mut failures = String::new();
    let mut count = 0;
    for (source, expected) in cases(&text) {
        let found = describe(&source);
        if found != expected {
            count += 1;
            let _ = writeln!(failures, "{source}  expected {expected}\n  found    {found}");
        }
    }
    assert!(count == 0, "{count} cases differ:\n{failures}");
}
