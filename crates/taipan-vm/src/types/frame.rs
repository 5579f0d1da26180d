//! `frame` as tracebacks and `sys._getframe` show it: which code was running, where, with which globals. Only a view: it
//! cannot be used to change or resume anything, and local variables are not in it.

use crate::heap::Tracer;
use crate::native::{NativeClassDef, NativeData, NativeResult};
use crate::objects::classes::getter;
use crate::types::{CodeValue, Slots};
use crate::value::Value;
use crate::vm::Vm;
use std::rc::Rc;
use taipan_bytecode::CodeKind;

/// What a frame view holds: the frames from the innermost outwards, and which of them it is.
struct FrameData {
    frames: Rc<[(Value, u32)]>,
    index: usize,
}

impl FrameData {
    fn code(&self) -> &Value {
        &self.frames[self.index].0
    }

    fn pc(&self) -> u32 {
        self.frames[self.index].1
    }
}

impl NativeData for FrameData {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        // The frames are shared by several views, so only the first one reports them.
        if self.index == 0 && Rc::strong_count(&self.frames) == 1 {
            tracer.values(self.frames.iter().map(|(code, _)| code));
        }
    }
}

static FRAME: NativeClassDef = NativeClassDef { name: "frame", module: "builtins", slots: &FRAME_SLOTS };

static FRAME_SLOTS: Slots = Slots {
    repr: Some(frame_repr),
    getset: &[
        getter("f_code", |_, f| Ok(data(f).map_or(Value::NONE, |d| d.code().clone()))),
        getter("f_lineno", |_, f| Ok(Value::index(line(f)))),
        getter("f_lasti", |_, f| Ok(Value::index(data(f).map_or(0, |d| 2 * d.pc() as usize)))),
        getter("f_globals", |_, f| Ok(linked(f).map_or(Value::NONE, |c| c.globals.clone()))),
        getter("f_builtins", |_, f| Ok(linked(f).map_or(Value::NONE, |c| c.builtins.clone()))),
        getter("f_back", frame_back),
        getter("f_locals", frame_locals),
        getter("f_trace", |_, _| Ok(Value::NONE)),
    ],
    ..Slots::NONE
};

fn data(frame: &Value) -> Option<&FrameData> {
    frame.native::<FrameData>()
}

fn linked(frame: &Value) -> Option<&CodeValue> {
    data(frame).and_then(|d| d.code().as_ref::<CodeValue>())
}

fn line(frame: &Value) -> usize {
    let position = data(frame).and_then(|d| d.code().as_ref::<CodeValue>().and_then(|c| c.code.position(d.pc())));
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

fn frame_back(vm: &mut Vm, frame: &Value) -> NativeResult {
    match data(frame) {
        Some(data) if data.index + 1 < data.frames.len() => Ok(vm.frame_view_of(data.frames.clone(), data.index + 1)),
        _ => Ok(Value::NONE),
    }
}

/// The names of a module-level frame. Local variables of functions live in registers that nobody else can see.
fn frame_locals(vm: &mut Vm, frame: &Value) -> NativeResult {
    match linked(frame) {
        Some(code) if code.code.kind == CodeKind::Module => Ok(code.globals.clone()),
        _ => {
            let message = "the local variables of functions are not accessible through frames in Taipan";
            Err(vm.error(crate::ExceptionKind::NotImplementedError, message))
        }
    }
}

impl Vm {
    /// A frame view of a place in some code.
    pub(crate) fn frame_view(&mut self, code: Value, pc: u32) -> Value {
        self.frame_view_of(Rc::from([(code, pc)]), 0)
    }

    /// A view of one of several frames, given from the innermost outwards.
    pub(crate) fn frame_view_of(&mut self, frames: Rc<[(Value, u32)]>, index: usize) -> Value {
        let class = self.native_class(&FRAME);
        self.native_object(&class, FrameData { frames, index })
    }

    /// The place that a frame view shows.
    pub(crate) fn frame_view_parts(&self, frame: &Value) -> Option<(Value, u32)> {
        data(frame).map(|d| (d.code().clone(), d.pc()))
    }
}
