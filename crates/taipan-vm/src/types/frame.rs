//! `frame` as tracebacks and `sys._getframe` show it: which code was running, where, with which globals. Only a view: it
//! cannot be used to change or resume anything, and local variables are not in it.

use crate::heap::Tracer;
use crate::native::{NativeClassDef, NativeData, NativeResult};
use crate::objects::classes::getter;
use crate::types::{CodeValue, Slots};
use crate::value::Value;
use crate::vm::Vm;

/// What a frame view holds.
struct FrameData {
    code: Value,
    pc: u32,
}

impl NativeData for FrameData {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.code);
    }
}

static FRAME: NativeClassDef = NativeClassDef { name: "frame", module: "builtins", slots: &FRAME_SLOTS };

static FRAME_SLOTS: Slots = Slots {
    repr: Some(frame_repr),
    getset: &[
        getter("f_code", |_, f| Ok(data(f).map_or(Value::NONE, |d| d.code.clone()))),
        getter("f_lineno", |_, f| Ok(Value::index(line(f)))),
        getter("f_lasti", |_, f| Ok(Value::index(data(f).map_or(0, |d| 2 * d.pc as usize)))),
        getter("f_globals", |_, f| Ok(linked(f).map_or(Value::NONE, |c| c.globals.clone()))),
        getter("f_builtins", |_, f| Ok(linked(f).map_or(Value::NONE, |c| c.builtins.clone()))),
        getter("f_back", |_, _| Ok(Value::NONE)),
        getter("f_trace", |_, _| Ok(Value::NONE)),
    ],
    ..Slots::NONE
};

fn data(frame: &Value) -> Option<&FrameData> {
    frame.native::<FrameData>()
}

fn linked(frame: &Value) -> Option<&CodeValue> {
    data(frame).and_then(|d| d.code.as_ref::<CodeValue>())
}

fn line(frame: &Value) -> usize {
    let position = data(frame).and_then(|d| d.code.as_ref::<CodeValue>().and_then(|c| c.code.position(d.pc)));
    position.map_or(0, |p| p.line as usize)
}

fn frame_repr(vm: &mut Vm, frame: &Value) -> NativeResult {
    let Some(code) = linked(frame).map(|c| c.code.clone()) else { return vm.default_repr(frame) };
    let text = format!(
        "<frame at {:#x}, file '{}', line {}, code {}>",
        frame.address(),
        code.filename,
        line(frame),
        code.qualname
    );
    Ok(vm.string(text))
}

impl Vm {
    /// A frame view of a place in some code.
    pub(crate) fn frame_view(&mut self, code: Value, pc: u32) -> Value {
        let class = self.native_class(&FRAME);
        self.native_object(&class, FrameData { code, pc })
    }

    /// The place that a frame view shows.
    pub(crate) fn frame_view_parts(&self, frame: &Value) -> Option<(Value, u32)> {
        data(frame).map(|d| (d.code.clone(), d.pc))
    }
}
