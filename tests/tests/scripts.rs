//! Every script under `scripts/` and every program under `programs/` is a test: it runs under `taipan`, and what it
//! prints, raises and exits with must be what the script says. Comparison with CPython is in `oracle.rs`. Scripts listed in
//! `not_yet.txt` count as ignored; a line goes when its script passes.

use libtest_mimic::{Arguments, Failed, Trial};
use taipan_tests::{process, script};

fn main() {
    let arguments = Arguments::from_args();
    let scripts = script::find_scripts(&["scripts", "programs"]).unwrap_or_else(|error| fail(&error.to_string()));
    let taipan = process::find_taipan().unwrap_or_else(|message| fail(&message));
    let not_yet: Vec<&str> = include_str!("../not_yet.txt").lines().filter_map(|line| line.split(':').next()).collect();
    let trials = scripts
        .into_iter()
        .map(|script| {
            let taipan = taipan.clone();
            let ignored = not_yet.contains(&script.name.as_str());
            Trial::test(script.name.clone(), move || script.check_taipan(&taipan).map_err(Failed::from))
                .with_ignored_flag(ignored)
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn fail(message: &str) -> ! {
    eprintln!("error: {message}");
    std::process::exit(1);
}
