//! Every Python file of the repository parses: script tests, programs, benchmarks and the standard library. What the
//! trees mean is not checked here.

use std::fs;
use std::path::{Path, PathBuf};

use taipan_syntax::{Arena, Mode};

#[test]
fn every_python_file_parses() {
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
                if let Err(error) = taipan_syntax::parse(&Arena::new(), &source, Mode::Module) {
                    failures.push(format!("{}: {error:?}", path.display()));
                }
            }
        }
    }
    failures.sort();
    assert!(count > 100, "only {count} files were found");
    assert!(failures.is_empty(), "{} of {count} files do not parse:\n{}", failures.len(), failures.join("\n"));
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}
