//! The import system: finding, making and running modules.

use crate::native::{Call, Flow, NativeResult, Then};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Imports a module by its absolute name as `import name` does, then continues with it (the last component).
    pub(crate) fn import_then(&mut self, name: &str, then: impl FnOnce(&mut Vm, Value) -> Flow + 'static) -> Flow {
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get_str(&modules, name) {
            return then(self, module);
        }
        let (builtins, key) = (self.builtins.clone(), self.names.import.clone());
        let Some(import) = self.dict_get_name(&builtins, &key) else {
            return Flow::Raise(self.error(crate::ExceptionKind::ImportError, "__import__ not found"));
        };
        let name = self.intern(name);
        let call = Call::new(import, vec![name.clone()]);
        Flow::Call(
            call,
            Box::new(Then(move |vm: &mut Vm, result: NativeResult| match result {
                Ok(_) => {
                    let modules = vm.modules.clone();
                    match vm.dict_get_name(&modules, &name) {
                        Some(module) => then(vm, module),
                        None => Flow::Raise(vm.key_error(&name)),
                    }
                }
                Err(raised) => Flow::Raise(raised),
            })),
        )
    }

    /// The global namespace of the script code that is running.
    pub(crate) fn calling_globals(&mut self) -> Option<Value> {
        None
    }
}
