//! Compares the parser's errors and warnings with CPython's, for the cases in `tests/syntax_errors` of the repository.
//!
//! The errors of `scopes.txt` need scopes and are the compiler's: of those cases, the parser may accept any.

use std::fmt::Write as _;
use std::path::Path;
use taipan_syntax::{Arena, ErrorClass, LineIndex, Mode, parse};

/// What the case files would say about a source text.
fn expectation(source: &str) -> String {
    let index = LineIndex::new(source);
    let arena = Arena::new();
    let mut out = String::new();
    match parse(&arena, source, Mode::Module) {
        Ok(parsed) => {
            out.push_str("--- valid\n");
            for warning in &parsed.warnings {
                let line = format!("--- warning {}: {}\n", index.line(warning.span.start), warning.message);
                if !out.contains(&line) {
                    out.push_str(&line);
                }
            }
        }
        Err(error) => {
            let class = match error.class {
                ErrorClass::Syntax => "SyntaxError",
                ErrorClass::Indentation => "IndentationError",
                ErrorClass::Tab => "TabError",
                ErrorClass::TooDeep => "MemoryError",
            };
            let start = index.position(source, error.span.start);
            let end = index.position(source, error.span.end);
            let place = format!("{}:{}-{}:{}", start.line, start.char_column + 1, end.line, end.char_column + 1);
            let _ = writeln!(out, "--- {class} {place} {}", error.message);
        }
    }
    out
}

/// Whether two expectations agree. CPython counts a newline as one more column; here a span never includes it.
fn same(source: &str, found: &str, wanted: &str) -> bool {
    if found == wanted {
        return true;
    }
    let mut parts = found.splitn(4, ' ');
    let (Some(dashes), Some(class), Some(place), Some(message)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Some((start, end)) = place.split_once('-') else { return false };
    let Some((line, column)) = end.split_once(':') else { return false };
    let (Ok(line_number), Ok(column)) = (line.parse::<u32>(), column.parse::<u32>()) else { return false };
    let text = LineIndex::new(source).line_text(source, line_number).chars().count() as u32;
    column == text + 1 && wanted == format!("{dashes} {class} {start}-{line}:{} {message}", column + 1)
}

#[test]
fn errors_are_those_of_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax_errors");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return;
    };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let (mut total, mut failures) = (0, String::new());
    let mut failed = 0;
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let may_accept = name == "scopes.txt";
        let text = std::fs::read_to_string(&path).unwrap();
        let (mut source, mut wanted) = (String::new(), String::new());
        for line in text.split_inclusive('\n').chain([""]) {
            if line.starts_with("---") {
                if line.starts_with("--- warning") && !wanted.starts_with("--- valid") {
                    continue;
                }
                wanted.push_str(line);
                continue;
            }
            if !wanted.is_empty() {
                total += 1;
                let found = expectation(&source);
                if !(same(&source, &found, &wanted) || may_accept && found.starts_with("--- valid")) {
                    failed += 1;
                    let _ = write!(failures, "{name}:\n{source}wanted {wanted}found  {found}\n");
                }
                source.clear();
                wanted.clear();
            }
            source.push_str(line);
        }
    }
    assert!(failed == 0, "{failures}{failed} of {total} cases differ");
    assert!(total > 150 || total == 0);
}
