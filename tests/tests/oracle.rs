//! Runs the script tests under CPython 3.13, so that their expectations are those of the reference. A script whose
//! header says `# differs: reason` is left out. Without a CPython 3.13 (`TAIPAN_ORACLE`, or `python3.13` on the path)
//! every test counts as ignored.

use std::path::PathBuf;

use libtest_mimic::{Arguments, Failed, Trial};
use taipan_tests::{process, script};

fn main() {
    let arguments = Arguments::from_args();
    let scripts = script::find_scripts(&["scripts", "programs"]).unwrap_or_else(|error| {
        eprintln!("error: {error}");
        std::process::exit(1);
    });
    let oracle = process::find_oracle();
    if oracle.is_none() {
        eprintln!("note: no python3.13 found and TAIPAN_ORACLE not set: nothing is compared");
    }
    let absent = oracle.is_none();
    let python = oracle.unwrap_or_else(|| PathBuf::from("python3.13"));
    let trials = scripts
        .into_iter()
        .map(|script| {
            let python = python.clone();
            let ignored = absent || script.differs.is_some();
            Trial::test(script.name.clone(), move || script.check_python(&python).map_err(Failed::from))
                .with_ignored_flag(ignored)
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}
