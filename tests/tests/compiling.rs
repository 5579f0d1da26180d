//! Every Python file of the repository compiles: script tests, programs, benchmarks and the standard library. What the
//! code does is not checked here.

use std::fs;
use std::path::{Path, PathBuf};

use taipan_bytecode::CompileOptions;
use taipan_syntax::{Arena, Mode, SyntaxError};

#[test]
fn every_python_file_compiles() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![tests.join("../stdlib")];
    folders.extend(["scripts", "programs", "benchmarks"].map(|name| tests.join(name)));
    let mut failures = Vec::new();
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                count += 1;
                let source = fs::read_to_string(&path).unwrap_or_default();
                if let Err(error) = compile(&path, &source) {
                    failures.push(format!("{}: {error:?}", path.display()));
                }
            }
        }
    }
    failures.sort();
    assert!(count > 100, "only {count} files were found");
    assert!(failures.is_empty(), "{} of {count} files do not compile:\n{}", failures.len(), failures.join("\n"));
}

fn compile(path: &Path, source: &str) -> Result<(), SyntaxError> {
    let arena = Arena::new();
    let parsed = taipan_syntax::parse(&arena, source, Mode::Module)?;
    let mut options = CompileOptions::new(path.to_string_lossy(), Mode::Module);
    options.allow_top_level_await = true;
    taipan_bytecode::compile(&parsed.module, source, &options).map(|_| ())
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}
