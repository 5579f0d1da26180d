//! The native module `gc`: the cycle collector as scripts see it. There is one generation.

use crate::native::{NativeDef, NativeModule, NativeResult};
use crate::value::Value;
use crate::vm::Vm;

/// The module.
pub(crate) static MODULE: NativeModule = NativeModule {
    name: "gc",
    functions: &[
        NativeDef::plain("collect", "generation=2", gc_collect),
        NativeDef::plain("enable", "", |vm, _| switch(vm, true)),
        NativeDef::plain("disable", "", |vm, _| switch(vm, false)),
        NativeDef::plain("isenabled", "", |vm, _| Ok(Value::bool(!vm.machine.collection_disabled))),
        NativeDef::plain("get_count", "", |vm, _| {
            let count = Value::index(vm.heap.container_balance.max(0) as usize);
            Ok(vm.tuple(vec![count, Value::index(0), Value::index(0)]))
        }),
        NativeDef::plain("get_threshold", "", |vm, _| {
            Ok(vm.tuple(vec![Value::index(2000), Value::index(10), Value::index(0)]))
        }),
        NativeDef::plain("set_threshold", "threshold0, threshold1=10, threshold2=0, /", |_, _| Ok(Value::NONE)),
        NativeDef::plain("get_debug", "", |_, _| Ok(Value::index(0))),
        NativeDef::plain("set_debug", "flags, /", gc_set_debug),
        NativeDef::plain("freeze", "", |_, _| Ok(Value::NONE)),
        NativeDef::plain("unfreeze", "", |_, _| Ok(Value::NONE)),
        NativeDef::plain("get_freeze_count", "", |_, _| Ok(Value::index(0))),
        NativeDef::plain("is_tracked", "obj, /", |_, args| {
            Ok(Value::bool(args[0].word().is_heap() && args[0].kind().is_container()))
        }),
        NativeDef::plain("is_finalized", "obj, /", |vm, args| Ok(Value::bool(vm.heap.was_finalized(&args[0])))),
    ],
    init: Some(|vm, dict| {
        let (garbage, callbacks) = (vm.list(Vec::new()), vm.list(Vec::new()));
        vm.dict_set_str(dict, "garbage", garbage);
        vm.dict_set_str(dict, "callbacks", callbacks);
        for (i, name) in ["DEBUG_STATS", "DEBUG_COLLECTABLE", "DEBUG_UNCOLLECTABLE"].iter().enumerate() {
            vm.dict_set_str(dict, name, Value::index(1 << i));
        }
        vm.dict_set_str(dict, "DEBUG_SAVEALL", Value::index(32));
        vm.dict_set_str(dict, "DEBUG_LEAK", Value::index(38));
        Ok(())
    }),
};

fn gc_collect(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let generation = vm.index(&args[0])?;
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    let collection = vm.heap.collect();
    Ok(Value::index(collection.unreachable))
}

fn switch(vm: &mut Vm, enabled: bool) -> NativeResult {
    vm.machine.collection_disabled = !enabled;
    Ok(Value::NONE)
}

fn gc_set_debug(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if vm.index(&args[0])? != 0 {
        return Err(vm.value_error("the collector has no debugging output"));
    }
    Ok(Value::NONE)
}
