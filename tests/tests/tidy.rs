//! Checks of the sources themselves: size and header of files, directions between crates, where `unsafe` may stand,
//! and no notes left behind. It reads text only; what the compiler and clippy check is not repeated here.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest file that is allowed, in lines.
const LONGEST_FILE: usize = 1_500;

/// Dependencies that a crate must not have: the lower layers know nothing of the upper ones.
const FORBIDDEN_DEPENDENCIES: &[(&str, &[&str])] = &[
    ("taipan-syntax", &["taipan-bytecode", "taipan-reactor", "taipan-vm", "taipan-stdlib", "taipan", "mio"]),
    ("taipan-bytecode", &["taipan-reactor", "taipan-vm", "taipan-stdlib", "taipan", "mio"]),
    ("taipan-reactor", &["taipan-syntax", "taipan-bytecode", "taipan-vm", "taipan-stdlib", "taipan"]),
    ("taipan-vm", &["taipan-stdlib", "taipan", "mio"]),
    ("taipan-stdlib", &["taipan", "mio"]),
    ("taipan", &["mio"]),
    ("taipan-cli", &["taipan-syntax", "taipan-bytecode", "taipan-reactor", "taipan-vm", "taipan-stdlib", "mio"]),
];

/// The only places of the workspace where `unsafe` may be written, relative to `crates/taipan-vm/src`.
const UNSAFE_HOMES: &[&str] = &["value.rs", "value", "heap.rs", "heap", "interpreter.rs", "interpreter"];

/// A source file: its path relative to the workspace and its text.
struct Source {
    path: String,
    text: String,
}

#[test]
fn files_are_not_too_long() {
    let long = sources(&["rs", "py", "lalrpop"])
        .into_iter()
        .filter(|source| source.text.lines().count() > LONGEST_FILE)
        .map(|source| format!("{}: {} lines", source.path, source.text.lines().count()));
    none(long, "files longer than 1,500 lines");
}

#[test]
fn rust_files_say_what_they_are_for() {
    let silent =
        sources(&["rs"]).into_iter().filter(|source| !source.text.starts_with("//!")).map(|source| source.path);
    none(silent, "files that do not open with `//!`");
}

#[test]
fn dependencies_point_downwards() {
    let mut wrong = Vec::new();
    for (name, forbidden) in FORBIDDEN_DEPENDENCIES {
        let path = workspace().join("crates").join(name).join("Cargo.toml");
        let manifest = fs::read_to_string(&path).expect("every crate has a manifest");
        for dependency in dependencies(&manifest) {
            if forbidden.contains(&dependency.as_str()) {
                wrong.push(format!("{name} depends on {dependency}"));
            }
        }
    }
    none(wrong, "dependencies in the wrong direction");
}

#[test]
fn only_the_reactor_names_mio() {
    let wrong = sources(&["rs"])
        .into_iter()
        .filter(|source| !source.path.starts_with("crates/taipan-reactor/") && !source.path.ends_with("tidy.rs"))
        .filter(|source| code_lines(&source.text).any(|(_, line)| line.contains("mio::")))
        .map(|source| source.path);
    none(wrong, "files outside the reactor that name mio");
}

#[test]
fn unsafe_stays_in_its_homes() {
    let home = "crates/taipan-vm/src/";
    let mut wrong = Vec::new();
    for source in sources(&["rs"]).into_iter().filter(|source| !source.path.ends_with("tidy.rs")) {
        let inside = source.path.strip_prefix(home).and_then(|rest| rest.split('/').next());
        if inside.is_some_and(|first| UNSAFE_HOMES.contains(&first)) {
            continue;
        }
        for (number, line) in code_lines(&source.text) {
            if words(line).any(|word| word == "unsafe") {
                wrong.push(format!("{}:{number}", source.path));
            }
        }
    }
    none(wrong, "uses of `unsafe` outside value, heap and interpreter");
}

#[test]
fn no_notes_are_left_behind() {
    // Spelt in parts, so that this file does not contain what it looks for.
    let notes = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mut found = Vec::new();
    for source in sources(&["rs", "py", "lalrpop", "md", "toml", "lua"]) {
        for (number, line) in source.text.lines().enumerate() {
            if words(line).any(|word| notes.contains(&word)) {
                found.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    none(found, "notes to be dealt with");
}

/// Fails with the list, one entry a line, unless it is empty.
fn none(found: impl IntoIterator<Item = String>, what: &str) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

fn workspace() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the tests package lies in the workspace").to_owned()
}

/// The files of the workspace with one of the given suffixes, without build output and links.
fn sources(extensions: &[&str]) -> Vec<Source> {
    let root = workspace();
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["crates", "grammar", "stdlib", "tests", "docs"].iter().map(|name| root.join(name)).collect();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if path.is_dir() && !is_link && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| extensions.iter().any(|wanted| ext == *wanted)) && !is_link {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let path = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The names in the `[dependencies]` table of a manifest.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[dependencies]";
        } else if inside && let Some(name) = line.split(['.', '=', ' ']).next().filter(|name| !name.is_empty()) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The numbered lines of a Rust file that are not comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| {
        let line = line.trim_start();
        !line.starts_with("//")
    })
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}
