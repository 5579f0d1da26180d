//! The one list of object kinds with their payload types; drop and trace tables derive from it.

use super::{Header, Object};
use crate::value::{Value, Word};

/// Receives the references that an object holds.
pub struct Tracer<'a> {
    pub(super) visit: &'a mut dyn FnMut(Word),
}

impl Tracer<'_> {
    /// Reports one reference.
    #[inline]
    pub fn value(&mut self, value: &Value) {
        if value.word().is_heap() {
            (self.visit)(value.word());
        }
    }

    /// Reports several references.
    pub fn values<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) {
        for value in values {
            self.value(value);
        }
    }

    #[inline]
    pub(crate) fn word(&mut self, word: Word) {
        if word.is_heap() {
            (self.visit)(word);
        }
    }
}

/// The data of a heap object behind its header.
pub trait Payload: Sized + 'static {
    /// The kind that new objects with this payload get.
    const KIND: Kind;
    /// Whether it can refer to other objects and so be part of a cycle.
    const CONTAINER: bool = true;
    /// Whether objects of this kind have this payload.
    #[inline(always)]
    fn accepts(kind: Kind) -> bool {
        kind as u8 == Self::KIND as u8
    }
    /// Reports every reference it owns, each once.
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let _ = tracer;
    }
    /// Gives up all references it owns, to break a cycle; the object stays usable as an empty one.
    fn clear(&self) {}
}

pub(super) type DropFn = unsafe fn(*mut Header);
pub(super) type TraceFn = unsafe fn(*mut Header, &mut Tracer<'_>);
pub(super) type ClearFn = unsafe fn(*mut Header);

unsafe fn drop_payload<T: Payload>(header: *mut Header) {
    std::ptr::drop_in_place(&raw mut (*(header as *mut Object<T>)).payload);
}

unsafe fn trace_payload<T: Payload>(header: *mut Header, tracer: &mut Tracer<'_>) {
    super::payload::<T>(header).trace(tracer);
}

unsafe fn clear_payload<T: Payload>(header: *mut Header) {
    super::payload::<T>(header).clear();
}

unsafe fn drop_nothing(_: *mut Header) {}
unsafe fn trace_nothing(_: *mut Header, _: &mut Tracer<'_>) {}

macro_rules! kinds {
    (immediate { $($imm:ident $imm_name:literal;)* } heap { $($kind:ident $name:literal $payload:ty;)* }) => {
        /// The layout of a value. Every kind is also one builtin type.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Kind { $($imm,)* $($kind,)* }

        pub(super) const KIND_COUNT: usize = [$(Kind::$imm,)* $(Kind::$kind),*].len();

        impl Kind {
            /// All kinds, in numeric order.
            pub const ALL: [Kind; KIND_COUNT] = [$(Kind::$imm,)* $(Kind::$kind),*];

            /// The name of the builtin type.
            pub fn type_name(self) -> &'static str {
                match self { $(Kind::$imm => $imm_name,)* $(Kind::$kind => $name),* }
            }

            /// Whether objects of this kind can be part of a reference cycle.
            #[inline(always)]
            pub fn is_container(self) -> bool {
                match self { $(Kind::$imm => false,)* $(Kind::$kind => <$payload as Payload>::CONTAINER),* }
            }
        }

        impl Kind {
            /// Where objects of subclasses of this builtin type have their extra word; 0 for immediates.
            pub(crate) fn extra_offset(self) -> u16 {
                match self { $(Kind::$imm => 0,)* $(Kind::$kind => super::Heap::extra_offset::<$payload>()),* }
            }
        }

        pub(super) fn drop_table() -> [DropFn; KIND_COUNT] {
            let mut table: [DropFn; KIND_COUNT] = [drop_nothing; KIND_COUNT];
            $(table[Kind::$kind as usize] = drop_payload::<$payload>;)*
            table
        }

        pub(super) fn trace_table() -> [TraceFn; KIND_COUNT] {
            let mut table: [TraceFn; KIND_COUNT] = [trace_nothing; KIND_COUNT];
            $(table[Kind::$kind as usize] = trace_payload::<$payload>;)*
            table
        }

        pub(super) fn clear_table() -> [ClearFn; KIND_COUNT] {
            let mut table: [ClearFn; KIND_COUNT] = [drop_nothing; KIND_COUNT];
            $(table[Kind::$kind as usize] = clear_payload::<$payload>;)*
            table
        }
    };
}

use crate::asyncio::{FutureIterator, FutureObject, TaskObject};
use crate::fiber::FiberObject;
use crate::native::{NativeFrame, NativeFunction, NativeObject};
use crate::types::*;

kinds! {
    immediate {
        Unbound "<unbound>";
        None "NoneType";
        Bool "bool";
        Ellipsis "ellipsis";
        NotImplemented "NotImplementedType";
    }
    heap {
        Int "int" super::IntObject;
        Float "float" super::FloatObject;
        Complex "complex" ComplexObject;
        Str "str" StrObject;
        Bytes "bytes" BytesObject;
        ByteArray "bytearray" ByteArrayObject;
        MemoryView "memoryview" MemoryViewObject;
        Tuple "tuple" super::Tuple;
        List "list" ListObject;
        Dict "dict" DictObject;
        Set "set" SetObject;
        FrozenSet "frozenset" SetObject;
        Range "range" RangeObject;
        Slice "slice" SliceObject;
        Instance "object" super::Instance;
        Type "type" TypeObject;
        Module "module" ModuleObject;
        Function "function" FunctionObject;
        NativeFunction "builtin_function_or_method" NativeFunction;
        MethodDescriptor "method_descriptor" NativeFunction;
        GetSetDescriptor "getset_descriptor" GetSetObject;
        MemberDescriptor "member_descriptor" MemberObject;
        BoundMethod "method" BoundMethod;
        Cell "cell" CellObject;
        Code "code" CodeValue;
        Generator "generator" FiberObject;
        Coroutine "coroutine" FiberObject;
        AsyncGenerator "async_generator" FiberObject;
        AsyncGeneratorStep "async_generator_asend" AsyncStepObject;
        CoroutineWrapper "coroutine_wrapper" CoroutineWrapper;
        Exception "BaseException" ExceptionObject;
        Traceback "traceback" TracebackObject;
        Property "property" PropertyObject;
        StaticMethod "staticmethod" WrapperObject;
        ClassMethod "classmethod" WrapperObject;
        Super "super" SuperObject;
        MappingProxy "mappingproxy" MappingProxyObject;
        GenericAlias "GenericAlias" GenericAliasObject;
        UnionType "UnionType" UnionObject;
        WeakReference "ReferenceType" WeakReferenceObject;
        ListIterator "list_iterator" SequenceIterator;
        TupleIterator "tuple_iterator" SequenceIterator;
        StrIterator "str_ascii_iterator" SequenceIterator;
        BytesIterator "bytes_iterator" SequenceIterator;
        SequenceIterator "iterator" SequenceIterator;
        RangeIterator "range_iterator" RangeIterator;
        CallableIterator "callable_iterator" CallableIterator;
        DictKeys "dict_keys" DictViewObject;
        DictValues "dict_values" DictViewObject;
        DictItems "dict_items" DictViewObject;
        DictIterator "dict_keyiterator" DictIterator;
        DictValueIterator "dict_valueiterator" DictIterator;
        DictItemIterator "dict_itemiterator" DictIterator;
        DictReverseKeyIterator "dict_reversekeyiterator" DictIterator;
        DictReverseValueIterator "dict_reversevalueiterator" DictIterator;
        DictReverseItemIterator "dict_reverseitemiterator" DictIterator;
        SetIterator "set_iterator" SetIterator;
        Enumerate "enumerate" EnumerateObject;
        Zip "zip" ZipObject;
        Map "map" MapObject;
        Filter "filter" FilterObject;
        Reversed "reversed" ReversedObject;
        ListReverseIterator "list_reverseiterator" ReversedObject;
        Future "Future" FutureObject;
        Task "Task" TaskObject;
        FutureIterator "FutureIter" FutureIterator;
        NativeFrame "native_frame" NativeFrame;
        Native "native" NativeObject;
    }
}

impl Kind {
    /// The kind with this number. Numbers come from shape ids, which are made from kinds.
    #[inline(always)]
    pub(crate) fn from_number(number: u8) -> Kind {
        debug_assert!((number as usize) < KIND_COUNT);
        // SAFETY: shape ids carry the number of a kind in their low byte.
        unsafe { std::mem::transmute::<u8, Kind>(number) }
    }

    /// Whether objects of this kind may have a finaliser; the others are dropped without looking further.
    #[inline(always)]
    pub(crate) fn may_finalize(self) -> bool {
        !matches!(
            self,
            Kind::Int
                | Kind::Float
                | Kind::Str
                | Kind::Tuple
                | Kind::Bytes
                | Kind::Cell
                | Kind::BoundMethod
                | Kind::Function
                | Kind::Code
                | Kind::NativeFrame
        )
    }
}
