//! Scratch runner, not part of the repository.

use taipan_vm::{Host, Vm};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let source = std::fs::read_to_string(&path).expect("readable");
    let arena = taipan_syntax::Arena::new();
    let parsed = match taipan_syntax::parse(&arena, &source, taipan_syntax::Mode::Module) {
        Ok(parsed) => parsed,
        Err(error) => return eprintln!("{error:?}"),
    };
    let options = taipan_bytecode::CompileOptions {
        filename: path.as_str().into(),
        mode: taipan_syntax::Mode::Module,
        allow_top_level_await: true,
        namespace_mode: false,
        optimize: 0,
        future_annotations: false,
    };
    let code = match taipan_bytecode::compile(&parsed.module, &source, &options) {
        Ok(code) => code,
        Err(error) => return eprintln!("{error:?}"),
    };
    let mut vm = Vm::new(Host::default());
    let globals = vm.dict();
    let name = vm.str("__main__");
    vm.dict_set_str(&globals, "__name__", name);
    let main = vm.link_module_code(code, &globals);
    let mut code = 0;
    if let Err(raised) = vm.call(&main, &[]) {
        let name = vm.type_name(&raised.0);
        let text = vm.str_string(&raised.0).unwrap_or_default();
        vm.flush_streams();
        if text.is_empty() {
            eprintln!("{name}");
        } else {
            eprintln!("{name}: {text}");
        }
        code = 1;
    }
    vm.flush_streams();
    std::process::exit(code);
}
