//! The builtin types: one file each with the payload, the table of methods and their functions. The list of kinds, from
//! which the type objects derive, is in `heap/kinds.rs`.

mod alias;
mod bool;
mod bytes;
mod class;
mod code;
mod complex;
mod descriptors;
mod dict;
mod exception;
pub(crate) mod exception_fields;
mod exception_group;
mod float;
mod frame;
mod function;
mod generator;
mod int;
mod iterators;
mod list;
mod memoryview;
mod module;
mod object;
mod range;
mod set;
mod singletons;
mod slots;
mod str;
mod struct_sequence;
mod tuple;
mod views;
pub(crate) mod weakref;
mod wrappers;

pub(crate) use alias::CLASS_GETITEM;
pub use alias::{GenericAliasObject, UnionObject};
pub use bytes::{ByteArrayObject, BytesObject, BytesView};
pub(crate) use bytes::{bytes_content, bytes_of_items};
pub(crate) use class::CallCache;
pub use class::{ClassFlags, TypeObject};
pub use complex::ComplexObject;
pub(crate) use complex::complex_power;
pub use descriptors::{
    BoundMethod, GetSetDef, GetSetObject, Getter, MemberObject, PropertyObject, Setter, SuperObject, WrapperObject,
};
pub use dict::update_then as dict_update_then;
pub use dict::{DictObject, DictTable, Entry, Found};
pub(crate) use exception::exception_slots;
pub use exception::{ExceptionObject, TracebackObject};
pub(crate) use float::float_power;
pub(crate) use function::method_wrapper_slots;
pub use function::{CallStyle, CellObject, CodeValue, FunctionObject};
pub(crate) use int::{float_to_int, int_binary, int_compare, int_power_modulo, int_unary};
pub use iterators::{
    CallableIterator, EnumerateObject, FilterObject, Filtering, MapObject, RangeIterator, ReversedObject,
    SequenceIterator, ZipObject, filter_run, run_filter,
};
pub use list::ListObject;
pub(crate) use list::sort_then as list_sort_then;
pub use memoryview::MemoryViewObject;
pub use module::{MappingProxyObject, ModuleObject};
pub(crate) use object::{INSTANCE_DICT, INSTANCE_WEAKREF, instance_dict, set_instance_dict};
pub use range::{RangeObject, SliceObject};
pub use set::{SetObject, SetTable};
pub use slots::{BinaryOp, CompareOp, HashSlot, Slots, UnaryOp};
pub use str::{StrObject, characters, count_chars};
pub(crate) use str::{ascii_digits_and_spaces, codec_arguments, push_escape, repeat_count, str_argument};
pub use struct_sequence::StructSequenceDef;
pub use views::{DictIterator, DictPart, DictViewObject, SetIterator};

pub use weakref::WeakReferenceObject;
pub(crate) use wrappers::special_methods;

pub use crate::fiber::{AsyncStepObject, CoroutineWrapper};

use crate::heap::Kind;

/// The native abilities of each kind.
pub(crate) fn slots(kind: Kind) -> &'static Slots {
    match kind {
        Kind::Unbound | Kind::NativeFrame | Kind::Native => &singletons::INTERNAL_SLOTS,
        Kind::None => &singletons::NONE_SLOTS,
        Kind::Bool => &bool::SLOTS,
        Kind::Ellipsis => &singletons::ELLIPSIS_SLOTS,
        Kind::NotImplemented => &singletons::NOT_IMPLEMENTED_SLOTS,
        Kind::Int => &int::SLOTS,
        Kind::Float => &float::SLOTS,
        Kind::Complex => &complex::SLOTS,
        Kind::Str => &str::SLOTS,
        Kind::Bytes => &bytes::SLOTS,
        Kind::ByteArray => &bytes::ARRAY_SLOTS,
        Kind::MemoryView => &memoryview::SLOTS,
        Kind::Tuple => &tuple::SLOTS,
        Kind::List => &list::SLOTS,
        Kind::Dict => &dict::SLOTS,
        Kind::Set => &set::SLOTS,
        Kind::FrozenSet => &set::FROZEN_SLOTS,
        Kind::Range => &range::SLOTS,
        Kind::Slice => &range::SLICE_SLOTS,
        Kind::Instance => &object::OBJECT_SLOTS,
        Kind::Type => &class::SLOTS,
        Kind::Module => &module::SLOTS,
        Kind::Function => &function::SLOTS,
        Kind::NativeFunction => &function::NATIVE_SLOTS,
        Kind::MethodDescriptor => &function::DESCRIPTOR_SLOTS,
        Kind::GetSetDescriptor => &descriptors::GETSET_SLOTS,
        Kind::MemberDescriptor => &descriptors::MEMBER_SLOTS,
        Kind::BoundMethod => &descriptors::BOUND_SLOTS,
        Kind::Cell => &function::CELL_SLOTS,
        Kind::Code => &code::CODE_SLOTS,
        Kind::Generator => &generator::GENERATOR_SLOTS,
        Kind::Coroutine => &generator::COROUTINE_SLOTS,
        Kind::AsyncGenerator => &generator::ASYNC_GENERATOR_SLOTS,
        Kind::AsyncGeneratorStep => &generator::ASYNC_STEP_SLOTS,
        Kind::CoroutineWrapper => &generator::COROUTINE_WRAPPER_SLOTS,
        Kind::Exception => &exception::SLOTS,
        Kind::Traceback => &exception::TRACEBACK_SLOTS,
        Kind::Property => &descriptors::PROPERTY_SLOTS,
        Kind::StaticMethod => &descriptors::STATIC_SLOTS,
        Kind::ClassMethod => &descriptors::CLASS_SLOTS,
        Kind::Super => &descriptors::SUPER_SLOTS,
        Kind::MappingProxy => &module::PROXY_SLOTS,
        Kind::GenericAlias => &alias::ALIAS_SLOTS,
        Kind::UnionType => &alias::UNION_SLOTS,
        Kind::WeakReference => &weakref::WEAK_SLOTS,
        Kind::ListIterator => &iterators::LIST_ITERATOR_SLOTS,
        Kind::TupleIterator => &iterators::TUPLE_ITERATOR_SLOTS,
        Kind::StrIterator => &str::STR_ITERATOR_SLOTS,
        Kind::BytesIterator => &bytes::BYTES_ITERATOR_SLOTS,
        Kind::SequenceIterator => &iterators::SEQUENCE_ITERATOR_SLOTS,
        Kind::RangeIterator => &iterators::RANGE_ITERATOR_SLOTS,
        Kind::CallableIterator => &iterators::CALLABLE_ITERATOR_SLOTS,
        Kind::DictKeys => &views::KEYS_SLOTS,
        Kind::DictValues => &views::VALUES_SLOTS,
        Kind::DictItems => &views::ITEMS_SLOTS,
        Kind::DictIterator
        | Kind::DictValueIterator
        | Kind::DictItemIterator
        | Kind::DictReverseKeyIterator
        | Kind::DictReverseValueIterator
        | Kind::DictReverseItemIterator => &views::DICT_ITERATOR_SLOTS,
        Kind::SetIterator => &views::SET_ITERATOR_SLOTS,
        Kind::Enumerate => &iterators::ENUMERATE_SLOTS,
        Kind::Zip => &iterators::ZIP_SLOTS,
        Kind::Map => &iterators::MAP_SLOTS,
        Kind::Filter => &iterators::FILTER_SLOTS,
        Kind::Reversed => &iterators::REVERSED_SLOTS,
        Kind::ListReverseIterator => &iterators::LIST_REVERSE_ITERATOR_SLOTS,
        Kind::Future => &crate::asyncio::FUTURE_SLOTS,
        Kind::Task => &crate::asyncio::TASK_SLOTS,
        Kind::FutureIterator => &crate::asyncio::FUTURE_ITERATOR_SLOTS,
    }
}
