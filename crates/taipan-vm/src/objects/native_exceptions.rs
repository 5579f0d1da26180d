//! Exception classes that native modules add to the builtin ones (`binascii.Error`); made on first use, once per VM.

use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::native::{NativeResult, Raised};
use crate::vm::Vm;

/// An exception class of a native module.
pub struct NativeExceptionDef {
    /// `__name__`
    pub name: &'static str,
    /// `__module__`
    pub module: &'static str,
    /// Its base class.
    pub base: ExceptionKind,
}

impl Vm {
    /// The class of a native module's exception; made on first use.
    pub fn native_exception(&mut self, def: &'static NativeExceptionDef) -> NativeResult {
        let key = std::ptr::from_ref(def) as usize;
        if let Some(class) = self.native_classes.get(&key) {
            return Ok(class.clone());
        }
        let namespace = self.dict();
        let module = self.intern(def.module);
        self.dict_set_str(&namespace, "__module__", module);
        let base = self.exception_class(def.base);
        let (metaclass, name, bases) = (self.builtin_class(Kind::Type), self.intern(def.name), self.tuple(vec![base]));
        let class = self.call(&metaclass, &[name, bases, namespace])?;
        self.native_classes.insert(key, class.clone());
        Ok(class)
    }

    /// An exception of a native module with a message.
    #[cold]
    pub fn native_error(&mut self, def: &'static NativeExceptionDef, message: impl AsRef<str>) -> Raised {
        let class = match self.native_exception(def) {
            Ok(class) => class,
            Err(raised) => return raised,
        };
        let message = self.str(message.as_ref());
        let args = self.tuple(vec![message]);
        Raised(self.new_exception(&class, args))
    }
}
