//! Where modules come from: the tables of native modules and embedded sources that the host gives, and files. Finding
//! only: running what was found is in `imports.rs`.

use crate::native::NativeModule;
use std::path::Path;

/// A module of the standard library that is written in Python and embedded in the program.
#[derive(Clone, Copy)]
pub struct EmbeddedModule {
    /// The source text.
    pub source: &'static str,
    /// Whether it is a package (an `__init__.py`).
    pub package: bool,
}

/// What was found for a module name.
pub(crate) enum Found {
    /// A native module.
    Native(NativeModule),
    /// Embedded source.
    Embedded(EmbeddedModule),
    /// A source file; the folder too when it is a package.
    File { path: String, package: Option<String> },
    /// Folders without `__init__.py`.
    Namespace(Vec<String>),
}

/// Looks for the last component of a module name in folders.
pub(crate) fn find_in_folders(folders: &[String], name: &str) -> Option<Found> {
    let mut portions = Vec::new();
    for folder in folders {
        let joined =
            if folder.is_empty() { name.to_string() } else { format!("{}/{name}", folder.trim_end_matches('/')) };
        let init = format!("{joined}/__init__.py");
        if Path::new(&init).is_file() {
            return Some(Found::File { path: absolute(&init), package: Some(absolute(&joined)) });
        }
        let file = format!("{joined}.py");
        if Path::new(&file).is_file() {
            return Some(Found::File { path: absolute(&file), package: None });
        }
        if Path::new(&joined).is_dir() {
            portions.push(absolute(&joined));
        }
    }
    if portions.is_empty() { None } else { Some(Found::Namespace(portions)) }
}

/// A path as `__file__` shows it: relative paths are joined to the working folder.
fn absolute(path: &str) -> String {
    if path.starts_with('/') {
        return path.to_string();
    }
    match std::env::current_dir() {
        Ok(folder) => folder.join(path).to_string_lossy().into_owned(),
        Err(_) => path.to_string(),
    }
}
