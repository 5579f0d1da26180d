//! Draining iterables from natives: all values first, then the native's work. What can be advanced without running script
//! code is drained at once; the rest through [`Flow::Next`], so a generator behind it may suspend.

use crate::heap::{Kind, Tracer};
use crate::native::{Continuation, Flow, NativeResult};
use crate::types::slots;
use crate::value::Value;
use crate::vm::Vm;

/// Signals and sizes are checked each time this many values have been taken.
const CHECK_EVERY: usize = 4096;

/// Takes all values of `iterable`, then continues with them.
pub fn collect_then(vm: &mut Vm, iterable: &Value, then: impl FnOnce(&mut Vm, Vec<Value>) -> Flow + 'static) -> Flow {
    if let Some(items) = vm.quick_items(iterable) {
        return then(vm, items);
    }
    let name = vm.names.iter.clone();
    if let Some(method) = vm.lookup_override(iterable, &name)
        && method.kind() == Kind::Function
    {
        return Flow::call_then(method, vec![iterable.clone()], move |vm, result| {
            match result.and_then(|iterator| vm.check_iterator(iterator)) {
                Ok(iterator) => drain_then(vm, iterator, then),
                Err(raised) => Flow::Raise(raised),
            }
        });
    }
    match vm.iter(iterable) {
        Ok(iterator) => drain_then(vm, iterator, then),
        Err(raised) => Flow::Raise(raised),
    }
}

/// Takes all remaining values of an iterator, then continues with them.
pub fn drain_then(vm: &mut Vm, iterator: Value, then: impl FnOnce(&mut Vm, Vec<Value>) -> Flow + 'static) -> Flow {
    let mut items = Vec::new();
    if iterator.shape().index() == 0
        && let Some(next) = slots(iterator.kind()).next
    {
        loop {
            match next(vm, &iterator) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return then(vm, items),
                Err(raised) => return Flow::Raise(raised),
            }
            if items.len().is_multiple_of(CHECK_EVERY)
                && let Err(raised) = check(vm, items.len())
            {
                return Flow::Raise(raised);
            }
        }
    }
    Flow::Next(iterator.clone(), Box::new(Drain { items, iterator, then }))
}

fn check(vm: &mut Vm, taken: usize) -> Result<(), crate::native::Raised> {
    vm.check_signals()?;
    vm.check_size(taken.saturating_mul(size_of::<Value>()))
}

struct Drain<F> {
    items: Vec<Value>,
    iterator: Value,
    then: F,
}

impl<F: FnOnce(&mut Vm, Vec<Value>) -> Flow + 'static> Continuation for Drain<F> {
    fn resume(mut self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(item) if item.is_unbound() => {
                let Drain { items, then, .. } = *self;
                then(vm, items)
            }
            Ok(item) => {
                self.items.push(item);
                if self.items.len().is_multiple_of(CHECK_EVERY)
                    && let Err(raised) = check(vm, self.items.len())
                {
                    return Flow::Raise(raised);
                }
                Flow::Next(self.iterator.clone(), self)
            }
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.items);
        tracer.value(&self.iterator);
    }
}
