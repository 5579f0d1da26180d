//! Making classes: builtin ones at start-up, and those of `class` statements and `type()`.

use crate::types::{ClassFlags, StrObject, TypeObject};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// A new exception of `class` (a builtin exception class or one derived from it) with an `args` tuple; `__init__` is
    /// not called.
    pub fn new_exception(&mut self, class: &Value, args: Value) -> Value {
        self.alloc_for_class(class, crate::types::ExceptionObject::new(args))
    }

    /// Recomputes the flags of a class and its subclasses after its attribute `name` changed.
    pub(crate) fn refresh_class_flags(&mut self, class: &Value, name: &Value) {
        let text = name.expect_ref::<StrObject>();
        if !text.bytes().starts_with(b"__") {
            return;
        }
        // Subclasses after their bases; a class reached twice is computed again with all of its bases done.
        let mut queue = std::collections::VecDeque::from([class.clone()]);
        while let Some(class) = queue.pop_front() {
            self.compute_class_flags(&class);
            queue.extend(class.expect_ref::<TypeObject>().subclasses.borrow().iter().cloned());
        }
    }

    /// Sets the flags that follow from the special methods of a class and its bases.
    pub(crate) fn compute_class_flags(&mut self, class: &Value) {
        let names = &self.names;
        let table = [
            (&names.getattribute, ClassFlags::GETATTRIBUTE),
            (&names.getattr, ClassFlags::GETATTR),
            (&names.setattr, ClassFlags::SETATTR),
            (&names.delattr, ClassFlags::DELATTR),
            (&names.del, ClassFlags::DEL),
            (&names.eq, ClassFlags::EQ),
            (&names.hash, ClassFlags::HASH),
            (&names.get, ClassFlags::GET),
            (&names.set, ClassFlags::SET),
            (&names.delete, ClassFlags::SET),
            (&names.new, ClassFlags::NEW),
            (&names.bool, ClassFlags::BOOL),
            (&names.len, ClassFlags::BOOL),
        ];
        let object = class.expect_ref::<TypeObject>();
        if object.bases.borrow().is_empty() {
            // What `object` defines does not count.
            return;
        }
        let mut own = 0;
        let mut computed = 0;
        for (name, flag) in table {
            computed |= flag;
            if self.dict_get_name(&object.dict, name).is_some() {
                own |= flag;
            }
        }
        for base in object.mro.borrow().iter().skip(1) {
            if let Some(base) = base.as_ref::<TypeObject>() {
                own |= base.flags.get() & computed;
            }
        }
        object.flags.set(object.flags.get() & !computed | own);
    }
}
