//! The abstract syntax tree of Python 3.13, one type per nonterminal of the reference `ast` module.
//!
//! All nodes live in a [`bumpalo::Bump`] arena: building is a pointer bump, and dropping a tree of any depth is one
//! deallocation, so no recursion happens when a tree dies. This file holds data only; it neither parses nor checks.

#![expect(missing_docs, reason = "variant fields are named and described by their variant")]

/// A range of byte offsets into the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to and not including `end`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A name with its place, for nodes that carry identifiers outside expressions.
#[derive(Clone, Copy, Debug)]
pub struct Ident<'a> {
    /// The identifier, NFKC-normalised as Python requires.
    pub name: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// What [`crate::parse`] returns, according to the [`crate::Mode`].
#[derive(Clone, Copy, Debug)]
pub struct Module<'a> {
    /// Statements in source order. In expression mode: exactly one [`StmtKind::Expr`].
    pub body: &'a [Stmt<'a>],
}

/// A statement.
#[derive(Clone, Copy, Debug)]
pub struct Stmt<'a> {
    /// What it is.
    pub kind: StmtKind<'a>,
    /// From its first to its last token (decorators not included, as in CPython).
    pub span: Span,
}

/// The statements of Python 3.13.
#[derive(Clone, Copy, Debug)]
pub enum StmtKind<'a> {
    /// `def` and `async def`.
    FunctionDef(&'a FunctionDef<'a>),
    /// `class`.
    ClassDef(&'a ClassDef<'a>),
    /// `return value`.
    Return(Option<&'a Expr<'a>>),
    /// `del a, b[c]`.
    Delete(&'a [Expr<'a>]),
    /// `a = b = value`: targets from left to right.
    Assign { targets: &'a [Expr<'a>], value: &'a Expr<'a> },
    /// `target op= value`.
    AugAssign { target: &'a Expr<'a>, op: BinaryOp, value: &'a Expr<'a> },
    /// `target: annotation = value`; `simple` is true for a bare name that is not in parentheses.
    AnnAssign { target: &'a Expr<'a>, annotation: &'a Expr<'a>, value: Option<&'a Expr<'a>>, simple: bool },
    /// `type Name[T] = value`.
    TypeAlias { name: &'a Expr<'a>, type_params: &'a [TypeParam<'a>], value: &'a Expr<'a> },
    /// `for target in iter: ... else: ...`.
    For { target: &'a Expr<'a>, iter: &'a Expr<'a>, body: &'a [Stmt<'a>], orelse: &'a [Stmt<'a>], is_async: bool },
    /// `while test: ... else: ...`.
    While { test: &'a Expr<'a>, body: &'a [Stmt<'a>], orelse: &'a [Stmt<'a>] },
    /// `if test: ... else: ...`; an `elif` is an `If` alone in `orelse`.
    If { test: &'a Expr<'a>, body: &'a [Stmt<'a>], orelse: &'a [Stmt<'a>] },
    /// `with items: ...`.
    With { items: &'a [WithItem<'a>], body: &'a [Stmt<'a>], is_async: bool },
    /// `match subject: case ...`.
    Match { subject: &'a Expr<'a>, cases: &'a [MatchCase<'a>] },
    /// `raise exc from cause`.
    Raise { exc: Option<&'a Expr<'a>>, cause: Option<&'a Expr<'a>> },
    /// `try: ... except: ... else: ... finally: ...`; `is_star` for `except*`.
    Try {
        body: &'a [Stmt<'a>],
        handlers: &'a [ExceptHandler<'a>],
        orelse: &'a [Stmt<'a>],
        finalbody: &'a [Stmt<'a>],
        is_star: bool,
    },
    /// `assert test, msg`.
    Assert { test: &'a Expr<'a>, msg: Option<&'a Expr<'a>> },
    /// `import a.b as c, d`.
    Import(&'a [Alias<'a>]),
    /// `from ..module import names`; `level` counts the leading dots. A star import is one alias named `*`.
    ImportFrom { module: Option<Ident<'a>>, names: &'a [Alias<'a>], level: u32 },
    /// `global a, b`.
    Global(&'a [Ident<'a>]),
    /// `nonlocal a, b`.
    Nonlocal(&'a [Ident<'a>]),
    /// An expression whose value is dropped (or printed, in interactive mode).
    Expr(&'a Expr<'a>),
    /// `pass`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
}

/// A function definition.
#[derive(Clone, Copy, Debug)]
pub struct FunctionDef<'a> {
    /// The function's name.
    pub name: Ident<'a>,
    /// Type parameters in brackets after the name.
    pub type_params: &'a [TypeParam<'a>],
    /// Its parameters.
    pub params: &'a Parameters<'a>,
    /// Its statements.
    pub body: &'a [Stmt<'a>],
    /// Decorators from top to bottom.
    pub decorators: &'a [Expr<'a>],
    /// The annotation after `->`.
    pub returns: Option<&'a Expr<'a>>,
    /// Whether it was introduced by `async def`.
    pub is_async: bool,
}

/// A class definition.
#[derive(Clone, Copy, Debug)]
pub struct ClassDef<'a> {
    /// The class's name.
    pub name: Ident<'a>,
    /// Type parameters in brackets after the name.
    pub type_params: &'a [TypeParam<'a>],
    /// Bases (starred ones included) from left to right.
    pub bases: &'a [Expr<'a>],
    /// Keywords such as `metaclass=M`; `**kwargs` has no name.
    pub keywords: &'a [Keyword<'a>],
    /// Its statements.
    pub body: &'a [Stmt<'a>],
    /// Decorators from top to bottom.
    pub decorators: &'a [Expr<'a>],
}

/// The parameters of a function or lambda. Defaults stand with their parameter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parameters<'a> {
    /// Before the `/`.
    pub posonly: &'a [Parameter<'a>],
    /// Positional or keyword.
    pub args: &'a [Parameter<'a>],
    /// `*args`.
    pub vararg: Option<&'a Parameter<'a>>,
    /// After `*` or `*args`.
    pub kwonly: &'a [Parameter<'a>],
    /// `**kwargs`.
    pub kwarg: Option<&'a Parameter<'a>>,
}

/// One parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    /// Its name.
    pub name: Ident<'a>,
    /// Its annotation; for `*args: *Ts` a starred expression.
    pub annotation: Option<&'a Expr<'a>>,
    /// Its default value.
    pub default: Option<&'a Expr<'a>>,
}

/// A type parameter (PEP 695, with PEP 696 defaults).
#[derive(Clone, Copy, Debug)]
pub struct TypeParam<'a> {
    /// Its name.
    pub name: Ident<'a>,
    /// `T`, `*Ts` or `**P`.
    pub kind: TypeParamKind,
    /// The bound or constraint tuple after `:`; only for [`TypeParamKind::TypeVar`].
    pub bound: Option<&'a Expr<'a>>,
    /// The default after `=`.
    pub default: Option<&'a Expr<'a>>,
    /// Where it stands.
    pub span: Span,
}

/// The three kinds of type parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParamKind {
    /// `T`
    TypeVar,
    /// `*Ts`
    TypeVarTuple,
    /// `**P`
    ParamSpec,
}

/// `expr as target` in a `with` statement.
#[derive(Clone, Copy, Debug)]
pub struct WithItem<'a> {
    /// The context manager.
    pub context: &'a Expr<'a>,
    /// What `__enter__` returns is assigned to this.
    pub target: Option<&'a Expr<'a>>,
}

/// One `except` clause.
#[derive(Clone, Copy, Debug)]
pub struct ExceptHandler<'a> {
    /// The exception class or tuple; none for a bare `except:`.
    pub typ: Option<&'a Expr<'a>>,
    /// The name after `as`.
    pub name: Option<Ident<'a>>,
    /// Its statements.
    pub body: &'a [Stmt<'a>],
    /// From `except` to the end of its body.
    pub span: Span,
}

/// `name as asname` in an import.
#[derive(Clone, Copy, Debug)]
pub struct Alias<'a> {
    /// The imported name, dotted for `import a.b`.
    pub name: &'a str,
    /// The name it is bound to.
    pub asname: Option<Ident<'a>>,
    /// Where it stands.
    pub span: Span,
}

/// One `case` block.
#[derive(Clone, Copy, Debug)]
pub struct MatchCase<'a> {
    /// What the subject is compared with.
    pub pattern: &'a Pattern<'a>,
    /// The condition after `if`.
    pub guard: Option<&'a Expr<'a>>,
    /// Its statements.
    pub body: &'a [Stmt<'a>],
}

/// A pattern.
#[derive(Clone, Copy, Debug)]
pub struct Pattern<'a> {
    /// What it is.
    pub kind: PatternKind<'a>,
    /// Where it stands.
    pub span: Span,
}

/// The patterns of PEP 634.
#[derive(Clone, Copy, Debug)]
pub enum PatternKind<'a> {
    /// A literal or dotted name, compared with `==`.
    Value(&'a Expr<'a>),
    /// `None`, `True` or `False`, compared with `is`.
    Singleton(&'a Expr<'a>),
    /// `[a, *rest]` or `(a, b)`.
    Sequence(&'a [Pattern<'a>]),
    /// `{key: pattern, **rest}`.
    Mapping { keys: &'a [Expr<'a>], patterns: &'a [Pattern<'a>], rest: Option<Ident<'a>> },
    /// `Class(p, name=q)`.
    Class {
        class: &'a Expr<'a>,
        patterns: &'a [Pattern<'a>],
        kwd_names: &'a [Ident<'a>],
        kwd_patterns: &'a [Pattern<'a>],
    },
    /// `*name` or `*_` (no name) inside a sequence.
    Star(Option<Ident<'a>>),
    /// `pattern as name`, a capture (no pattern) or the wildcard `_` (neither).
    As { pattern: Option<&'a Pattern<'a>>, name: Option<Ident<'a>> },
    /// `p | q | r`.
    Or(&'a [Pattern<'a>]),
}

/// An expression.
#[derive(Clone, Copy, Debug)]
pub struct Expr<'a> {
    /// What it is.
    pub kind: ExprKind<'a>,
    /// From its first to its last token, without enclosing parentheses (a tuple in parentheses includes them).
    pub span: Span,
}

/// The expressions of Python 3.13. Whether a name, attribute, subscript, list, tuple or star is loaded, stored or
/// deleted follows from where it stands.
#[derive(Clone, Copy, Debug)]
pub enum ExprKind<'a> {
    /// `a and b and c`.
    BoolOp { op: BoolOp, values: &'a [Expr<'a>] },
    /// `target := value`.
    Named { target: &'a Expr<'a>, value: &'a Expr<'a> },
    /// `left op right`.
    Binary { left: &'a Expr<'a>, op: BinaryOp, right: &'a Expr<'a> },
    /// `op operand`.
    Unary { op: UnaryOp, operand: &'a Expr<'a> },
    /// `lambda params: body`.
    Lambda { params: &'a Parameters<'a>, body: &'a Expr<'a> },
    /// `body if test else orelse`.
    If { test: &'a Expr<'a>, body: &'a Expr<'a>, orelse: &'a Expr<'a> },
    /// `{key: value, **mapping}`; a `None` key marks the double star.
    Dict { keys: &'a [Option<Expr<'a>>], values: &'a [Expr<'a>] },
    /// `{a, b}`.
    Set(&'a [Expr<'a>]),
    /// `[elt for ...]`.
    ListComp { elt: &'a Expr<'a>, generators: &'a [Comprehension<'a>] },
    /// `{elt for ...}`.
    SetComp { elt: &'a Expr<'a>, generators: &'a [Comprehension<'a>] },
    /// `{key: value for ...}`.
    DictComp { key: &'a Expr<'a>, value: &'a Expr<'a>, generators: &'a [Comprehension<'a>] },
    /// `(elt for ...)`.
    Generator { elt: &'a Expr<'a>, generators: &'a [Comprehension<'a>] },
    /// `await value`.
    Await(&'a Expr<'a>),
    /// `yield value`.
    Yield(Option<&'a Expr<'a>>),
    /// `yield from value`.
    YieldFrom(&'a Expr<'a>),
    /// `left op0 comparators[0] op1 comparators[1] ...`.
    Compare { left: &'a Expr<'a>, ops: &'a [CompareOp], comparators: &'a [Expr<'a>] },
    /// `func(args, keywords)`; starred arguments are in `args`, `**kwargs` are keywords without a name.
    Call { func: &'a Expr<'a>, args: &'a [Expr<'a>], keywords: &'a [Keyword<'a>] },
    /// An f-string, implicit concatenation with plain strings already merged.
    FString(&'a [FStringPart<'a>]),
    /// A literal or `None`, `True`, `False`, `...`.
    Constant(Constant<'a>),
    /// `value.attr`.
    Attribute { value: &'a Expr<'a>, attr: Ident<'a> },
    /// `value[index]`; several indices make a tuple.
    Subscript { value: &'a Expr<'a>, index: &'a Expr<'a> },
    /// `*value`.
    Starred(&'a Expr<'a>),
    /// An identifier (NFKC-normalised).
    Name(&'a str),
    /// `[a, b]`.
    List(&'a [Expr<'a>]),
    /// `(a, b)` or `a, b`.
    Tuple(&'a [Expr<'a>]),
    /// `lower:upper:step` inside a subscript.
    Slice { lower: Option<&'a Expr<'a>>, upper: Option<&'a Expr<'a>>, step: Option<&'a Expr<'a>> },
}

/// A piece of an f-string.
#[derive(Clone, Copy, Debug)]
pub enum FStringPart<'a> {
    /// Text, escapes resolved.
    Literal(&'a str),
    /// Text with lone surrogates, as WTF-8 bytes.
    Wtf8Literal(&'a [u8]),
    /// A replacement field. For `{x=}` the parser has put the text `x=` before it as a literal, and a missing
    /// conversion has become `!r` where Python says so.
    Field(&'a FStringField<'a>),
}

/// A replacement field of an f-string.
#[derive(Clone, Copy, Debug)]
pub struct FStringField<'a> {
    /// The expression.
    pub value: &'a Expr<'a>,
    /// What is applied before formatting.
    pub conversion: Conversion,
    /// The format specification, itself an f-string body; none when there is no `:`.
    pub format_spec: Option<&'a [FStringPart<'a>]>,
    /// From brace to brace.
    pub span: Span,
}

/// `!s`, `!r`, `!a` or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// No conversion.
    None,
    /// `str()`.
    Str,
    /// `repr()`.
    Repr,
    /// `ascii()`.
    Ascii,
}

/// A literal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant<'a> {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
    /// `...`
    Ellipsis,
    /// A string without lone surrogates, adjacent literals concatenated, escapes resolved.
    Str(&'a str),
    /// A string with lone surrogates, as WTF-8 bytes.
    Wtf8(&'a [u8]),
    /// A bytes literal.
    Bytes(&'a [u8]),
    /// An integer that fits in an `i64`.
    Int(i64),
    /// Any larger integer: digits in base `radix` (2, 8, 10 or 16), underscores and prefix removed.
    BigInt { digits: &'a str, radix: u32 },
    /// A float literal, correctly rounded (overflow is infinity).
    Float(f64),
    /// The imaginary part of a complex literal.
    Imaginary(f64),
}

/// `name=value` in a call or class; no name for `**value`.
#[derive(Clone, Copy, Debug)]
pub struct Keyword<'a> {
    /// The keyword.
    pub name: Option<Ident<'a>>,
    /// Its value.
    pub value: Expr<'a>,
    /// Where it stands.
    pub span: Span,
}

/// One `for target in iter if cond ...` of a comprehension.
#[derive(Clone, Copy, Debug)]
pub struct Comprehension<'a> {
    /// The loop target.
    pub target: &'a Expr<'a>,
    /// What is iterated.
    pub iter: &'a Expr<'a>,
    /// Conditions.
    pub ifs: &'a [Expr<'a>],
    /// Whether it is `async for`.
    pub is_async: bool,
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOp {
    And,
    Or,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Invert,
    Not,
    Plus,
    Minus,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}
