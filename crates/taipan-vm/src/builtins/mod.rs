//! The builtin functions: the one table that lists them. Each family has its own file. What needs the interpreter's own
//! state (`eval`, `exec`, `globals`, `__import__`) is not here but beside the interpreter.

mod attributes;
mod classes;
mod evaluation;
mod numbers;
mod sequences;
mod text;

use crate::native::NativeDef;

/// All builtin functions.
pub(crate) fn table() -> Vec<&'static [NativeDef]> {
    vec![&EVALUATION, &NUMBERS, &SEQUENCES, &TEXT, &ATTRIBUTES, &CLASSES]
}

static EVALUATION: [NativeDef; 7] = [
    NativeDef::plain(
        "compile",
        "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1",
        evaluation::builtin_compile,
    ),
    NativeDef::frame("dir", "object=..., /", evaluation::builtin_dir),
    NativeDef::frame("eval", "source, /, globals=None, locals=None", evaluation::builtin_eval),
    NativeDef::frame("exec", "source, /, globals=None, locals=None, *, closure=None", evaluation::builtin_exec),
    NativeDef::frame("globals", "", evaluation::builtin_globals),
    NativeDef::frame("locals", "", evaluation::builtin_locals),
    NativeDef::frame("vars", "object=..., /", evaluation::builtin_vars),
];

static NUMBERS: [NativeDef; 9] = [
    NativeDef::flow("abs", "x, /", numbers::builtin_abs),
    NativeDef::plain("bin", "number, /", numbers::builtin_bin),
    NativeDef::plain("divmod", "x, y, /", numbers::builtin_divmod),
    NativeDef::plain("hex", "number, /", numbers::builtin_hex),
    NativeDef::flow("max", "*args, key=None, default=...", numbers::builtin_max),
    NativeDef::flow("min", "*args, key=None, default=...", numbers::builtin_min),
    NativeDef::plain("oct", "number, /", numbers::builtin_oct),
    NativeDef::flow("pow", "base, exp, mod=None", numbers::builtin_pow),
    NativeDef::flow("round", "number, ndigits=None", numbers::builtin_round),
];

static SEQUENCES: [NativeDef; 9] = [
    NativeDef::flow("aiter", "async_iterable, /", sequences::builtin_aiter),
    NativeDef::flow("all", "iterable, /", sequences::builtin_all),
    NativeDef::flow("anext", "async_iterator, default=..., /", sequences::builtin_anext),
    NativeDef::flow("any", "iterable, /", sequences::builtin_any),
    NativeDef::flow("iter", "object, sentinel=..., /", sequences::builtin_iter),
    NativeDef::flow("len", "obj, /", sequences::builtin_len),
    NativeDef::flow("next", "iterator, default=..., /", sequences::builtin_next),
    NativeDef::flow("sorted", "*args, key=None, reverse=False, **kwargs", sequences::builtin_sorted),
    NativeDef::flow("sum", "iterable, /, start=0", numbers::builtin_sum),
];

static TEXT: [NativeDef; 9] = [
    NativeDef::plain("ascii", "obj, /", text::builtin_ascii),
    NativeDef::plain("chr", "i, /", text::builtin_chr),
    NativeDef::flow("format", "value, format_spec='', /", text::builtin_format),
    NativeDef::plain("hash", "obj, /", text::builtin_hash),
    NativeDef::plain("id", "obj, /", text::builtin_id),
    NativeDef::flow("input", "prompt=..., /", text::builtin_input),
    NativeDef::plain("ord", "c, /", text::builtin_ord),
    NativeDef::flow("print", "*args, sep=None, end=None, file=None, flush=False", text::builtin_print),
    NativeDef::flow("repr", "obj, /", text::builtin_repr),
];

static ATTRIBUTES: [NativeDef; 5] = [
    NativeDef::plain("callable", "obj, /", attributes::builtin_callable),
    NativeDef::flow("delattr", "obj, name, /", attributes::builtin_delattr),
    NativeDef::flow("getattr", "obj, name, default=..., /", attributes::builtin_getattr),
    NativeDef::flow("hasattr", "obj, name, /", attributes::builtin_hasattr),
    NativeDef::flow("setattr", "obj, name, value, /", attributes::builtin_setattr),
];

static CLASSES: [NativeDef; 2] = [
    NativeDef::flow("isinstance", "obj, class_or_tuple, /", classes::builtin_isinstance),
    NativeDef::flow("issubclass", "cls, class_or_tuple, /", classes::builtin_issubclass),
];
