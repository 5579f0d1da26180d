//! Generates the LALR(1) parser from the grammar.

fn main() {
    println!("cargo:rerun-if-changed=grammar/python.lalrpop");
    lalrpop::Configuration::new()
        .set_in_dir("grammar")
        .set_out_dir(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR"))
        .emit_rerun_directives(false)
        .process()
        .unwrap_or_else(|error| panic!("the grammar is not LALR(1): {error}"));
}
