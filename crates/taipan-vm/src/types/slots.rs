//! What a builtin type can do natively: one [`Slots`] value per kind. The special methods that scripts see on builtin types
//! (`list.__len__`, `int.__add__`) are generated from the slots that are present, so a type file lists each ability once.

use crate::heap::Kind;
use crate::native::{Flow, NativeDef, NativeResult, Raised};
use crate::types::GetSetDef;
use crate::value::Value;
use crate::vm::Vm;

/// A binary arithmetic operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    TrueDiv,
    FloorDiv,
    Mod,
    DivMod,
    Pow,
    LShift,
    RShift,
    And,
    Xor,
    Or,
}

impl BinaryOp {
    /// All of them.
    pub const ALL: [BinaryOp; 14] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::MatMul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::DivMod,
        BinaryOp::Pow,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::And,
        BinaryOp::Xor,
        BinaryOp::Or,
    ];

    /// The operator as error messages show it (`** or pow()` for the power).
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::MatMul => "@",
            BinaryOp::TrueDiv => "/",
            BinaryOp::FloorDiv => "//",
            BinaryOp::Mod => "%",
            BinaryOp::DivMod => "divmod()",
            BinaryOp::Pow => "** or pow()",
            BinaryOp::LShift => "<<",
            BinaryOp::RShift => ">>",
            BinaryOp::And => "&",
            BinaryOp::Xor => "^",
            BinaryOp::Or => "|",
        }
    }

    /// The name without underscores: `add` for `__add__`, `__radd__`, `__iadd__`.
    pub fn stem(self) -> &'static str {
        match self {
            BinaryOp::Add => "add",
            BinaryOp::Sub => "sub",
            BinaryOp::Mul => "mul",
            BinaryOp::MatMul => "matmul",
            BinaryOp::TrueDiv => "truediv",
            BinaryOp::FloorDiv => "floordiv",
            BinaryOp::Mod => "mod",
            BinaryOp::DivMod => "divmod",
            BinaryOp::Pow => "pow",
            BinaryOp::LShift => "lshift",
            BinaryOp::RShift => "rshift",
            BinaryOp::And => "and",
            BinaryOp::Xor => "xor",
            BinaryOp::Or => "or",
        }
    }
}

/// A unary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
    Abs,
}

/// A rich comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    /// All of them.
    pub const ALL: [CompareOp; 6] =
        [CompareOp::Lt, CompareOp::Le, CompareOp::Eq, CompareOp::Ne, CompareOp::Gt, CompareOp::Ge];

    /// The comparison with its operands exchanged.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            other => other,
        }
    }

    /// The operator in source text.
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }

    /// The outcome for an ordering.
    #[inline]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => ordering.is_lt(),
            CompareOp::Le => ordering.is_le(),
            CompareOp::Eq => ordering.is_eq(),
            CompareOp::Ne => ordering.is_ne(),
            CompareOp::Gt => ordering.is_gt(),
            CompareOp::Ge => ordering.is_ge(),
        }
    }
}

/// How a builtin type hashes.
#[derive(Clone, Copy)]
pub enum HashSlot {
    /// By identity, as `object` does.
    Identity,
    /// Not at all: TypeError "unhashable type".
    Unhashable,
    /// By value.
    Value(fn(&mut Vm, &Value) -> Result<i64, Raised>),
}

type Unary<T> = Option<fn(&mut Vm, &Value) -> Result<T, Raised>>;
type Binary<T> = Option<fn(&mut Vm, &Value, &Value) -> Result<T, Raised>>;

/// The native abilities of a builtin type. All functions take values of that kind (subclass instances included) and never
/// look at special methods that a subclass may define: callers have done that.
pub struct Slots {
    /// `repr()`.
    pub repr: Unary<Value>,
    /// `str()`, where it differs from `repr()`.
    pub str: Unary<Value>,
    /// `hash()`.
    pub hash: HashSlot,
    /// `bool()`; without it `len` decides, else the value is true.
    pub truth: Unary<bool>,
    /// `len()`.
    pub len: Unary<usize>,
    /// `x[key]`.
    pub get_item: Binary<Value>,
    /// `x[key] = value`; an unbound value means `del x[key]`.
    pub set_item: Option<fn(&mut Vm, &Value, &Value, &Value) -> Result<(), Raised>>,
    /// `item in x`.
    pub contains: Binary<bool>,
    /// `iter(x)`.
    pub iter: Unary<Value>,
    /// Advances an iterator that never runs script code; `None` when exhausted.
    pub next: Unary<Option<Value>>,
    /// Advances an iterator that may run script code: [`Flow::Return`] of an unbound value when exhausted.
    pub next_flow: Option<fn(&mut Vm, &Value) -> Flow>,
    /// Rich comparison; `NotImplemented` when it does not know the other operand.
    pub compare: Option<fn(&mut Vm, CompareOp, &Value, &Value) -> NativeResult>,
    /// Arithmetic; either operand may be the one of this kind; `NotImplemented` when it does not know the other.
    pub binary: Option<fn(&mut Vm, BinaryOp, &Value, &Value) -> NativeResult>,
    /// Which operators `binary` knows.
    pub binary_ops: &'static [BinaryOp],
    /// In-place arithmetic of mutable types; returns the result (usually the left operand).
    pub inplace: Option<fn(&mut Vm, BinaryOp, &Value, &Value) -> NativeResult>,
    /// Which operators `inplace` knows.
    pub inplace_ops: &'static [BinaryOp],
    /// Unary arithmetic.
    pub unary: Option<fn(&mut Vm, UnaryOp, &Value) -> NativeResult>,
    /// Which operators `unary` knows.
    pub unary_ops: &'static [UnaryOp],
    /// `format(x, spec)`.
    pub format: Option<fn(&mut Vm, &Value, &str) -> NativeResult>,
    /// `__new__`: makes an instance of the class in the first argument (a subclass perhaps; see
    /// [`Vm::alloc_for_class`]). `None`: the type cannot be instantiated by calling it.
    pub new: Option<NativeDef>,
    /// What calling exactly this type does, where that is quicker than `new` and `__init__`; no class argument.
    pub construct: Option<NativeDef>,
    /// Methods, `__init__` and special methods that have no slot included; first parameter `self`.
    pub methods: &'static [NativeDef],
    /// Class methods; first parameter the class.
    pub class_methods: &'static [NativeDef],
    /// Static methods.
    pub static_methods: &'static [NativeDef],
    /// Computed attributes.
    pub getset: &'static [GetSetDef],
    /// The class that precedes `object` in the MRO (`int` for `bool`), if any.
    pub base: Option<Kind>,
    /// The class written in Rust that a class written in Rust derives from, if any.
    pub parent: Option<&'static crate::native::NativeClassDef>,
    /// Whether it can be subclassed.
    pub subclassable: bool,
    /// Whether instances of a class written in Rust have a `__dict__`.
    pub attributes: bool,
    /// `__doc__`
    pub doc: &'static str,
    /// `__text_signature__`-like first line and module: the `__module__` of the type.
    pub module: &'static str,
}

impl Slots {
    /// A type without abilities: identity hash and comparison, default `repr`.
    pub const NONE: Slots = Slots {
        repr: None,
        str: None,
        hash: HashSlot::Identity,
        truth: None,
        len: None,
        get_item: None,
        set_item: None,
        contains: None,
        iter: None,
        next: None,
        next_flow: None,
        compare: None,
        binary: None,
        binary_ops: &[],
        inplace: None,
        inplace_ops: &[],
        unary: None,
        unary_ops: &[],
        format: None,
        new: None,
        construct: None,
        methods: &[],
        class_methods: &[],
        static_methods: &[],
        getset: &[],
        base: None,
        parent: None,
        subclassable: false,
        attributes: false,
        doc: "",
        module: "builtins",
    };
}
