//! run
use taipan_vm::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let t = std::time::Instant::now();
    let mut vm = Vm::new(Host::default());
    if std::env::var("TIMES").is_ok() {
        eprintln!("bootstrap {:?}", t.elapsed());
    }
    let arena = taipan_syntax::Arena::new();
    let parsed = match taipan_syntax::parse(&arena, &text, taipan_syntax::Mode::Module) {
        Ok(p) => p,
        Err(e) => {
            eprintln!("{e} {:?}", e.span);
            std::process::exit(1)
        }
    };
    let options = taipan_bytecode::CompileOptions::new(path.as_str(), taipan_syntax::Mode::Module);
    let code = match taipan_bytecode::compile(&parsed.module, &text, &options) {
        Ok(p) => p,
        Err(e) => {
            eprintln!("{e} {:?}", e.span);
            std::process::exit(1)
        }
    };
    let globals = vm.dict();
    let main = vm.str("__main__");
    vm.dict_set_str(&globals, "__name__", main);
    let f = vm.link_module_code(code, &globals);
    let r = vm.call(&f, &[]);
    vm.flush_streams();
    if let Err(e) = r {
        let t = vm.type_name(&e.0);
        let m = vm.str_string(&e.0).unwrap_or_default();
        eprintln!("{t}: {m}");
        std::process::exit(1)
    }
}
