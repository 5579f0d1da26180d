//! Every script under `scripts/` and every program under `programs/` is a test: it runs under `taipan`, and what it
//! prints, raises and exits with must be what the script says. Comparison with CPython is in `oracle.rs`.

use libtest_mimic::{Arguments, Failed, Trial};
use taipan_tests::{process, script};

fn main() {
    let arguments = Arguments::from_args();
    let scripts = script::find_scripts(&["scripts", "programs"]).unwrap_or_else(|error| fail(&error.to_string()));
    let taipan = process::find_taipan().unwrap_or_else(|message| fail(&message));
    let trials = scripts
        .into_iter()
        .map(|script| {
            let taipan = taipan.clone();
            Trial::test(script.name.clone(), move || script.check_taipan(&taipan).map_err(Failed::from))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn fail(message: &str) -> ! {
    eprintln!("error: {message}");
    std::process::exit(1);
}
