//! The error cases of `tests/syntax_errors/scopes.txt`: texts that parse, but that the compiler refuses, with CPython's
//! message and place. The other files of that folder belong to the parser's tests.

use std::fmt::Write;
use std::path::Path;
use taipan_bytecode::{CompileOptions, compile};
use taipan_syntax::{Arena, LineIndex, Mode, SyntaxError};

/// A source text and the line that describes its error. Further lines (warnings) are left out.
fn cases(text: &str) -> Vec<(String, String)> {
    let mut cases = vec![];
    let mut source = String::new();
    for line in text.lines() {
        match line.strip_prefix("--- ") {
            Some(warning) if warning.starts_with("warning") => source.clear(),
            Some(expected) => cases.push((std::mem::take(&mut source), expected.to_owned())),
            None => {
                source.push_str(line);
                source.push('\n');
            }
        }
    }
    cases
}

fn error(source: &str) -> Option<SyntaxError> {
    let arena = Arena::new();
    let parsed = match taipan_syntax::parse(&arena, source, Mode::Module) {
        Ok(parsed) => parsed,
        Err(error) => return Some(error),
    };
    compile(&parsed.module, source, &CompileOptions::new("test", Mode::Module)).err()
}

fn describe(source: &str, error: Option<SyntaxError>) -> String {
    let Some(error) = error else { return "valid".to_owned() };
    let lines = LineIndex::new(source);
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

#[test]
fn scopes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax_errors/scopes.txt");
    let text = std::fs::read_to_string(path).expect("the cases are part of the repository");
    let mut failures = String::new();
    let mut count = 0;
    for (source, expected) in cases(&text) {
        let found = describe(&source, error(&source));
        if found != expected {
            count += 1;
            let _ = writeln!(failures, "{source}  expected {expected}\n  found    {found}");
        }
    }
    assert!(count == 0, "{count} cases differ:\n{failures}");
}
