//! Collects the modules of `stdlib/` into one table, sorted by import name, so that the program needs no files at start.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("stdlib");
    let mut modules = Vec::new();
    collect(&root, "", &mut modules)?;
    modules.sort();
    let mut table = String::from("&[\n");
    for (name, path, package) in &modules {
        println!("cargo::rerun-if-changed={path}");
        writeln!(table, "    ({name:?}, {package}, include_str!({path:?})),").expect("writing to a string");
    }
    table.push_str("]\n");
    println!("cargo::rerun-if-changed={}", root.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    fs::write(out, table)
}

/// Adds the modules below a folder: import name, absolute path, whether it is a package.
fn collect(folder: &Path, prefix: &str, modules: &mut Vec<(String, String, bool)>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = path.to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{file}."), modules)?;
        } else if file == "__init__.py" {
            modules.push((prefix.trim_end_matches('.').to_string(), text, true));
        } else if let Some(name) = file.strip_suffix(".py") {
            modules.push((format!("{prefix}{name}"), text, false));
        }
    }
    Ok(())
}
