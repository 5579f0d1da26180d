//! Runs a file; a stopgap until the command line does.

use taipan_vm::{Host, NativeDef, NativeResult, Value, Vm};

fn print(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let items = vm.collect(&args[0])?;
    let mut out = Vec::new();
    for item in &items {
        out.push(vm.str_string(item)?);
    }
    println!("{}", out.join(" "));
    Ok(Value::NONE)
}

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
    let function = vm.native_function(NativeDef::plain("print", "*args", print), Value::UNBOUND);
    let globals = vm.dict();
    vm.dict_set_str(&globals, "print", function);
    let name = vm.str("__main__");
    vm.dict_set_str(&globals, "__name__", name);
    let main = vm.link_module_code(code, &globals);
    if let Err(raised) = vm.call(&main, &[]) {
        let name = vm.type_name(&raised.0);
        let text = vm.str_string(&raised.0).unwrap_or_default();
        eprintln!("{name}: {text}");
    }
}
