//! `memoryview` over `bytes` and `bytearray`, in one dimension. See
//! <https://docs.python.org/3.13/library/stdtypes.html#memory-views>.
//!
//! A view remembers where its items are in the object that it looks at; every access goes through that object and checks
//! that the bytes are still there, so a `bytearray` that shrinks makes views fail and nothing worse.

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Payload, Tracer};
use crate::native::{NativeDef, NativeResult, Raised};
use crate::types::iterators::sequence_iterator;
use crate::types::{ByteArrayObject, BytesObject, CompareOp, GetSetDef, HashSlot, SliceObject, Slots, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use num_traits::ToPrimitive;
use std::cell::{Cell, RefCell};

/// The payload of `memoryview`.
pub struct MemoryViewObject {
    /// The `bytes` or `bytearray`; unbound once released.
    base: RefCell<Value>,
    /// Byte offset of the first item.
    start: usize,
    /// Number of items.
    length: usize,
    /// Bytes from one item to the next.
    stride: i64,
    format: Format,
    readonly: bool,
    hash: Cell<Option<i64>>,
}

/// The type of the items: a character of the `struct` module.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Format(u8);

impl Format {
    fn parse(text: &[u8]) -> Option<Format> {
        let letter = match text {
            [letter] | [b'@', letter] => *letter,
            _ => return None,
        };
        if b"bBcBhHiIlLqQnNfd?".contains(&letter) { Some(Format(letter)) } else { None }
    }

    fn size(self) -> usize {
        match self.0 {
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' => 8,
            _ => 1,
        }
    }

    fn unpack(self, vm: &mut Vm, bytes: &[u8]) -> Value {
        let mut wide = [0u8; 8];
        wide[..bytes.len()].copy_from_slice(bytes);
        let unsigned = u64::from_le_bytes(wide);
        let shift = 64 - 8 * bytes.len() as u32;
        let signed = ((unsigned << shift) as i64) >> shift;
        match self.0 {
            b'c' => vm.bytes(bytes),
            b'?' => Value::bool(unsigned != 0),
            b'f' => vm.float(f32::from_bits(unsigned as u32).into()),
            b'd' => vm.float(f64::from_bits(unsigned)),
            b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => vm.int(signed),
            _ => vm.bigint(unsigned.into()),
        }
    }

    fn pack(self, vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
        let letter = self.0 as char;
        let size = self.size();
        match self.0 {
            b'c' => match value.as_bytes().filter(|b| b.len() == 1 && value.kind() == Kind::Bytes) {
                Some(bytes) => Ok(bytes.to_vec()),
                None => Err(vm.type_error("memoryview: invalid type for format 'c'")),
            },
            b'?' => Ok(vec![u8::from(vm.truthy(value)?)]),
            b'f' | b'd' => {
                let Ok(number) = vm.to_f64(value) else {
                    return Err(vm.type_error(format!("memoryview: invalid type for format '{letter}'")));
                };
                Ok(if size == 4 { (number as f32).to_le_bytes().to_vec() } else { number.to_le_bytes().to_vec() })
            }
            _ => {
                if !vm.has_index(value) {
                    return Err(vm.type_error(format!("memoryview: invalid type for format '{letter}'")));
                }
                let number = vm.index_big(value)?.to_i128();
                let bits = 8 * size as u32;
                let (low, high) = if self.0.is_ascii_lowercase() {
                    (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
                } else {
                    (0, (1i128 << bits) - 1)
                };
                match number.filter(|n| (low..=high).contains(n)) {
                    Some(number) => Ok(number.to_le_bytes()[..size].to_vec()),
                    None => Err(vm.value_error(format!("memoryview: invalid value for format '{letter}'"))),
                }
            }
        }
    }
}

impl Payload for MemoryViewObject {
    const KIND: Kind = Kind::MemoryView;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(&self.base.borrow());
    }

    fn clear(&self) {
        self.let_go();
    }
}

impl Drop for MemoryViewObject {
    fn drop(&mut self) {
        self.let_go();
    }
}

impl MemoryViewObject {
    /// Releases the memory: a `bytearray` may change its length again.
    fn let_go(&self) {
        let base = self.base.take();
        if let Some(array) = base.as_ref::<ByteArrayObject>() {
            array.count_export(false);
        }
    }

    /// A copy of the bytes that the view shows; `None` when it is released or they are gone.
    pub(crate) fn content(&self) -> Option<Vec<u8>> {
        let base = self.base.borrow();
        let size = self.format.size();
        let pick = |bytes: &[u8]| {
            let mut out = Vec::with_capacity(self.length * size);
            for i in 0..self.length as i64 {
                let at = (self.start as i64 + i * self.stride) as usize;
                out.extend_from_slice(bytes.get(at..at + size)?);
            }
            Some(out)
        };
        if let Some(object) = base.as_ref::<BytesObject>() {
            if self.stride == size as i64 {
                return object.bytes.get(self.start..self.start + self.length * size).map(<[u8]>::to_vec);
            }
            return pick(&object.bytes);
        }
        base.as_ref::<ByteArrayObject>().and_then(|array| pick(&array.bytes.borrow()))
    }
}

/// What `memoryview` can do natively.
pub(crate) static SLOTS: Slots = Slots {
    repr: Some(|vm, view| {
        let released = this(view).base.borrow().is_unbound();
        let what = if released { "released memory" } else { "memory" };
        Ok(vm.string(format!("<{what} at {:#x}>", view.address())))
    }),
    hash: HashSlot::Value(memoryview_hash),
    len: Some(|vm, view| {
        check(vm, view)?;
        Ok(this(view).length)
    }),
    get_item: Some(memoryview_get_item),
    set_item: Some(memoryview_set_item),
    iter: Some(|vm, view| {
        check(vm, view)?;
        Ok(sequence_iterator(vm, Kind::SequenceIterator, view))
    }),
    compare: Some(memoryview_compare),
    new: Some(NativeDef::plain("__new__", "cls, object", |vm, args| memoryview_construct(vm, &args[1..]))),
    construct: Some(NativeDef::plain("memoryview", "object", memoryview_construct)),
    methods: &[
        NativeDef::plain("tobytes", "self, order=None", |vm, args| {
            let bytes = content(vm, &args[0])?;
            Ok(vm.bytes(bytes))
        }),
        NativeDef::plain("tolist", "self, /", |vm, args| {
            let items = items(vm, &args[0])?;
            Ok(vm.list(items))
        }),
        NativeDef::plain("hex", "self, sep=..., bytes_per_sep=1", |vm, args| {
            let bytes = content(vm, &args[0])?;
            let bytes = vm.bytes(bytes);
            let rest = if args[1].is_unbound() { &[][..] } else { &args[1..3] };
            vm.call_method(&bytes, "hex", rest)
        }),
        NativeDef::plain("release", "self, /", |_, args| {
            this(&args[0]).let_go();
            Ok(Value::NONE)
        }),
        NativeDef::plain("toreadonly", "self, /", |vm, args| {
            let base = check(vm, &args[0])?;
            let view = this(&args[0]);
            Ok(part(vm, base, view.start, view.length, view.stride, view.format, true))
        }),
        NativeDef::plain("cast", "self, format, shape=None", memoryview_cast),
        NativeDef::plain("__enter__", "self, /", |vm, args| {
            check(vm, &args[0])?;
            Ok(args[0].clone())
        }),
        NativeDef::plain("__exit__", "self, /, *args", |_, args| {
            this(&args[0]).let_go();
            Ok(Value::NONE)
        }),
    ],
    getset: &[
        GetSetDef { name: "obj", get: check, set: None },
        GetSetDef {
            name: "nbytes",
            get: |vm, view| {
                check(vm, view)?;
                Ok(Value::index(this(view).length * this(view).format.size()))
            },
            set: None,
        },
        GetSetDef {
            name: "itemsize",
            get: |vm, view| {
                check(vm, view)?;
                Ok(Value::index(this(view).format.size()))
            },
            set: None,
        },
        GetSetDef {
            name: "format",
            get: |vm, view| {
                check(vm, view)?;
                Ok(vm.char(u32::from(this(view).format.0)))
            },
            set: None,
        },
        GetSetDef {
            name: "readonly",
            get: |vm, view| {
                check(vm, view)?;
                Ok(Value::bool(this(view).readonly))
            },
            set: None,
        },
        GetSetDef {
            name: "ndim",
            get: |vm, view| {
                check(vm, view)?;
                Ok(Value::index(1))
            },
            set: None,
        },
        GetSetDef {
            name: "shape",
            get: |vm, view| {
                check(vm, view)?;
                Ok(vm.tuple(vec![Value::index(this(view).length)]))
            },
            set: None,
        },
        GetSetDef {
            name: "strides",
            get: |vm, view| {
                check(vm, view)?;
                let stride = vm.int(this(view).stride);
                Ok(vm.tuple(vec![stride]))
            },
            set: None,
        },
        GetSetDef { name: "suboffsets", get: |vm, _| Ok(vm.tuple(Vec::new())), set: None },
        GetSetDef { name: "contiguous", get: is_contiguous, set: None },
        GetSetDef { name: "c_contiguous", get: is_contiguous, set: None },
        GetSetDef { name: "f_contiguous", get: is_contiguous, set: None },
    ],
    class_methods: &[NativeDef::plain("__class_getitem__", "cls, item, /", crate::types::list::class_getitem)],
    doc: "Create a new memoryview object which references the given object.",
    ..Slots::NONE
};

fn this(view: &Value) -> &MemoryViewObject {
    view.expect_ref::<MemoryViewObject>()
}

/// The object that the view looks at, or ValueError when the view is released.
fn check(vm: &mut Vm, view: &Value) -> NativeResult {
    let base = this(view).base.borrow().clone();
    if base.is_unbound() {
        return Err(vm.value_error("operation forbidden on released memoryview object"));
    }
    Ok(base)
}

fn is_contiguous(vm: &mut Vm, view: &Value) -> NativeResult {
    check(vm, view)?;
    Ok(Value::bool(contiguous(this(view))))
}

fn contiguous(view: &MemoryViewObject) -> bool {
    view.length < 2 || view.stride == view.format.size() as i64
}

fn content(vm: &mut Vm, view: &Value) -> Result<Vec<u8>, Raised> {
    check(vm, view)?;
    match this(view).content() {
        Some(bytes) => Ok(bytes),
        None => Err(vm.error(ExceptionKind::BufferError, "the object under the view has been re-sized")),
    }
}

fn items(vm: &mut Vm, view: &Value) -> Result<Vec<Value>, Raised> {
    let format = this(view).format;
    let bytes = content(vm, view)?;
    Ok(bytes.chunks_exact(format.size()).map(|item| format.unpack(vm, item)).collect())
}

fn part(vm: &mut Vm, base: Value, start: usize, length: usize, stride: i64, format: Format, readonly: bool) -> Value {
    if let Some(array) = base.as_ref::<ByteArrayObject>() {
        array.count_export(true);
    }
    let (base, hash) = (RefCell::new(base), Cell::new(None));
    vm.alloc(MemoryViewObject { base, start, length, stride, format, readonly, hash })
}

fn memoryview_construct(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].kind() == Kind::MemoryView {
        let base = check(vm, &args[0])?;
        let view = this(&args[0]);
        return Ok(part(vm, base, view.start, view.length, view.stride, view.format, view.readonly));
    }
    let Some(length) = args[0].as_bytes().map(|bytes| bytes.len()) else {
        let name = vm.type_name(&args[0]);
        return Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{name}'")));
    };
    let readonly = args[0].kind() == Kind::Bytes;
    Ok(part(vm, args[0].clone(), 0, length, 1, Format(b'B'), readonly))
}

fn memoryview_cast(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let base = check(vm, &args[0])?;
    let view = this(&args[0]);
    let Some(format) = args[1].as_ref::<StrObject>().and_then(|text| Format::parse(text.bytes())) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    if !args[2].is_none() {
        return Err(
            vm.error(ExceptionKind::NotImplementedError, "memoryview: multi-dimensional views are not supported")
        );
    }
    if !contiguous(view) {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let bytes = |format: Format| b"Bbc".contains(&format.0);
    if !bytes(format) && !bytes(view.format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let total = view.length * view.format.size();
    if !total.is_multiple_of(format.size()) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let (length, stride) = (total / format.size(), format.size() as i64);
    Ok(part(vm, base, view.start, length, stride, format, view.readonly))
}

/// Byte offset of the item that an integer key names.
fn item_offset(vm: &mut Vm, view: &Value, key: &Value) -> Result<usize, Raised> {
    if !vm.has_index(key) {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let index = vm.index_sized(key, ExceptionKind::IndexError)?;
    let view = this(view);
    match vm.sequence_position(index, view.length) {
        Some(at) => Ok((view.start as i64 + at as i64 * view.stride) as usize),
        None => Err(vm.index_error("index out of bounds on dimension 1")),
    }
}

fn memoryview_get_item(vm: &mut Vm, view: &Value, key: &Value) -> NativeResult {
    let base = check(vm, view)?;
    let object = this(view);
    if let Some(slice) = key.as_ref::<SliceObject>() {
        let range = vm.unpack_slice(slice)?.over(object.length);
        let start = (object.start as i64 + range.start.max(0) * object.stride) as usize;
        let stride = object.stride * range.step;
        return Ok(part(vm, base, start, range.count, stride, object.format, object.readonly));
    }
    if key.kind() == Kind::Ellipsis {
        return Ok(view.clone());
    }
    let at = item_offset(vm, view, key)?;
    let size = object.format.size();
    let item = base.as_bytes().and_then(|bytes| bytes.get(at..at + size).map(<[u8]>::to_vec));
    match item {
        Some(item) => Ok(object.format.unpack(vm, &item)),
        None => Err(vm.error(ExceptionKind::BufferError, "the object under the view has been re-sized")),
    }
}

fn memoryview_set_item(vm: &mut Vm, view: &Value, key: &Value, value: &Value) -> Result<(), Raised> {
    let base = check(vm, view)?;
    let object = this(view);
    let Some(array) = base.as_ref::<ByteArrayObject>().filter(|_| !object.readonly) else {
        return Err(vm.type_error("cannot modify read-only memory"));
    };
    if value.is_unbound() {
        return Err(vm.type_error("cannot delete memory"));
    }
    let size = object.format.size();
    let (offsets, new): (Vec<usize>, Vec<u8>) = match key.as_ref::<SliceObject>() {
        Some(slice) => {
            let range = vm.unpack_slice(slice)?.over(object.length);
            let offset = |i: usize| (object.start as i64 + i as i64 * object.stride) as usize;
            let new = match value.as_ref::<MemoryViewObject>() {
                Some(_) => content(vm, value)?,
                None => match value.as_bytes().map(|bytes| bytes.to_vec()) {
                    Some(bytes) => bytes,
                    None => {
                        let name = vm.type_name(value);
                        return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
                    }
                },
            };
            if new.len() != range.count * size {
                let message = "memoryview assignment: lvalue and rvalue have different structures";
                return Err(vm.value_error(message));
            }
            (range.indexes().map(offset).collect(), new)
        }
        None => (vec![item_offset(vm, view, key)?], object.format.pack(vm, value)?),
    };
    let mut bytes = array.bytes.borrow_mut();
    for (at, item) in offsets.iter().zip(new.chunks_exact(size)) {
        match bytes.get_mut(*at..at + size) {
            Some(place) => place.copy_from_slice(item),
            None => {
                drop(bytes);
                return Err(vm.error(ExceptionKind::BufferError, "the object under the view has been re-sized"));
            }
        }
    }
    Ok(())
}

fn memoryview_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> NativeResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if a.is(b) {
        return Ok(Value::bool(op == CompareOp::Eq));
    }
    let other = match b.as_ref::<MemoryViewObject>() {
        Some(_) => items(vm, b).ok(),
        None => match b.as_bytes().map(|bytes| bytes.to_vec()) {
            Some(bytes) => Some(bytes.into_iter().map(|byte| Value::index(byte.into())).collect()),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    // Released views are equal to nothing but themselves.
    let (Ok(own), Some(other)) = (items(vm, a), other) else { return Ok(Value::bool(op == CompareOp::Ne)) };
    let mut equal = own.len() == other.len();
    for (x, y) in own.iter().zip(&other) {
        equal = equal && vm.same_item(x, y)?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn memoryview_hash(vm: &mut Vm, view: &Value) -> Result<i64, Raised> {
    check(vm, view)?;
    let object = this(view);
    if let Some(hash) = object.hash.get() {
        return Ok(hash);
    }
    if !object.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !b"Bbc".contains(&object.format.0) {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let bytes = content(vm, view)?;
    let bytes = vm.bytes(bytes);
    let hash = vm.hash(&bytes)?;
    object.hash.set(Some(hash));
    Ok(hash)
}
