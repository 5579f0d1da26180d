//! Compiles every Python file of the repository, and those of the folder that `TAIPAN_CORPUS` names (a CPython library,
//! say): nothing may panic, and what compiles must pass the structural checks.

use std::path::{Path, PathBuf};
use taipan_bytecode::{CompileOptions, compile, disassemble, verify};
use taipan_syntax::{Arena, Mode};

fn python_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            python_files(&path, files);
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
}

/// Whether the file compiled; the structural checks panic when they fail.
fn check(path: &Path) -> bool {
    let bytes = std::fs::read(path).expect("the file was listed");
    let Ok(source) = taipan_syntax::decode_source(&bytes) else { return false };
    let arena = Arena::new();
    let Ok(parsed) = taipan_syntax::parse(&arena, &source, Mode::Module) else { return false };
    let mut options = CompileOptions::new("corpus", Mode::Module);
    options.allow_top_level_await = true;
    let Ok(code) = compile(&parsed.module, &source, &options) else { return false };
    if let Err(message) = verify(&code) {
        panic!("{}: {message}", path.display());
    }
    assert!(!disassemble(&code).is_empty());
    options.namespace_mode = true;
    let code = compile(&parsed.module, &source, &options).expect("the mode does not change what is valid");
    if let Err(message) = verify(&code) {
        panic!("{} with a namespace: {message}", path.display());
    }
    true
}

#[test]
fn repository_compiles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = vec![];
    for folder in ["stdlib", "tests"] {
        python_files(&root.join(folder), &mut files);
    }
    let mut refused = vec![];
    for path in &files {
        if !check(path) {
            refused.push(path.display().to_string());
        }
    }
    assert!(files.len() > 50, "the repository's scripts are found");
    assert!(refused.is_empty(), "refused: {refused:#?}");
}

#[test]
fn other_code_is_sound() {
    let Some(folder) = std::env::var_os("TAIPAN_CORPUS") else { return };
    let mut files = vec![];
    python_files(Path::new(&folder), &mut files);
    let compiled = files.iter().filter(|path| check(path)).count();
    println!("{compiled} of {} files compile", files.len());
    assert!(compiled * 100 >= files.len() * 95, "only {compiled} of {} files compile", files.len());
}
