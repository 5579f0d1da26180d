//! Says whether the optimiser will turn calls in tail position into jumps, which the interpreter's dispatch relies on.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(sibling_calls)");
    let optimised = matches!(std::env::var("OPT_LEVEL").as_deref(), Ok("2" | "3"));
    let target = std::env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default();
    if optimised && matches!(target.as_str(), "x86_64" | "aarch64") {
        println!("cargo::rustc-cfg=sibling_calls");
    }
}
