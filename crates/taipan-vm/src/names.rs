//! The names that the VM itself uses, interned once per VM.

use crate::value::Value;

macro_rules! names {
    ($($field:ident = $text:literal;)*) => {
        /// Interned strings, one field for each name the VM looks up itself.
        #[allow(missing_docs)]
        pub struct Names { $(pub $field: Value,)* }

        impl Names {
            pub(crate) fn new(mut intern: impl FnMut(&str) -> Value) -> Names {
                Names { $($field: intern($text),)* }
            }
        }
    };
}

names! {
    init = "__init__"; new = "__new__"; del = "__del__"; repr = "__repr__"; str = "__str__"; bytes = "__bytes__";
    format = "__format__"; lt = "__lt__"; le = "__le__"; eq = "__eq__"; ne = "__ne__"; gt = "__gt__"; ge = "__ge__";
    hash = "__hash__"; bool = "__bool__"; getattr = "__getattr__"; getattribute = "__getattribute__";
    setattr = "__setattr__"; delattr = "__delattr__"; dir = "__dir__"; get = "__get__"; set = "__set__";
    delete = "__delete__"; set_name = "__set_name__"; slots = "__slots__"; init_subclass = "__init_subclass__";
    prepare = "__prepare__"; instancecheck = "__instancecheck__"; subclasscheck = "__subclasscheck__";
    class_getitem = "__class_getitem__"; call = "__call__"; len = "__len__"; length_hint = "__length_hint__";
    getitem = "__getitem__"; setitem = "__setitem__"; delitem = "__delitem__"; missing = "__missing__";
    iter = "__iter__"; next = "__next__"; reversed = "__reversed__"; contains = "__contains__"; add = "__add__";
    sub = "__sub__"; mul = "__mul__"; matmul = "__matmul__"; truediv = "__truediv__"; floordiv = "__floordiv__";
    mod_ = "__mod__"; divmod = "__divmod__"; pow = "__pow__"; lshift = "__lshift__"; rshift = "__rshift__";
    and = "__and__"; xor = "__xor__"; or = "__or__"; radd = "__radd__"; rsub = "__rsub__"; rmul = "__rmul__";
    rmatmul = "__rmatmul__"; rtruediv = "__rtruediv__"; rfloordiv = "__rfloordiv__"; rmod = "__rmod__";
    rdivmod = "__rdivmod__"; rpow = "__rpow__"; rlshift = "__rlshift__"; rrshift = "__rrshift__"; rand = "__rand__";
    rxor = "__rxor__"; ror = "__ror__"; iadd = "__iadd__"; isub = "__isub__"; imul = "__imul__";
    imatmul = "__imatmul__"; itruediv = "__itruediv__"; ifloordiv = "__ifloordiv__"; imod = "__imod__";
    ipow = "__ipow__"; ilshift = "__ilshift__"; irshift = "__irshift__"; iand = "__iand__"; ixor = "__ixor__";
    ior = "__ior__"; neg = "__neg__"; pos = "__pos__"; abs = "__abs__"; invert = "__invert__"; complex = "__complex__";
    int = "__int__"; float = "__float__"; index = "__index__"; round = "__round__"; trunc = "__trunc__";
    floor = "__floor__"; ceil = "__ceil__"; enter = "__enter__"; exit = "__exit__"; await_ = "__await__";
    aiter = "__aiter__"; anext = "__anext__"; aenter = "__aenter__"; aexit = "__aexit__"; fspath = "__fspath__";
    dict = "__dict__"; weakref = "__weakref__"; class = "__class__"; module = "__module__"; name = "__name__";
    qualname = "__qualname__"; doc = "__doc__"; file = "__file__"; path = "__path__"; package = "__package__";
    spec = "__spec__"; loader = "__loader__"; builtins = "__builtins__"; all = "__all__"; main = "__main__";
    import = "__import__"; build_class = "__build_class__"; annotations = "__annotations__";
    classcell = "__classcell__"; type_params = "__type_params__"; orig_bases = "__orig_bases__";
    mro_entries = "__mro_entries__"; match_args = "__match_args__"; defaults = "__defaults__";
    kwdefaults = "__kwdefaults__"; code = "__code__"; globals = "__globals__"; closure = "__closure__";
    wrapped = "__wrapped__"; self_ = "__self__"; func = "__func__"; notes = "__notes__"; cause = "__cause__";
    context = "__context__"; traceback = "__traceback__"; abstractmethods = "__abstractmethods__";
    isabstractmethod = "__isabstractmethod__"; mro = "__mro__"; bases = "__bases__"; base = "__base__";
    firstlineno = "__firstlineno__"; static_attributes = "__static_attributes__"; reduce_ex = "__reduce_ex__";
    send = "send"; throw = "throw"; close = "close"; keys = "keys"; items = "items"; values = "values"; get_ = "get";
    metaclass = "metaclass"; append = "append"; write = "write"; flush = "flush"; join = "join"; add_ = "add";
    underscore = "_"; empty = ""; message = "message"; exceptions = "exceptions"; args = "args"; errno = "errno";
    strerror = "strerror"; filename = "filename"; value = "value"; code_ = "code"; name_ = "name"; obj = "obj";
    msg = "msg"; path_ = "path"; range = "range"; super_ = "super"; print = "print"; result = "result";
    asyncio_future_blocking = "_asyncio_future_blocking"; displayhook = "displayhook"; excepthook = "excepthook";
    stdout = "stdout"; stderr = "stderr"; stdin = "stdin"; argv = "argv"; modules = "modules"; sys = "sys";
    lambda = "<lambda>"; genexpr = "<genexpr>"; key = "key"; reverse = "reverse"; default = "default";
    origin = "__origin__"; type_args = "__args__"; parameters = "__parameters__"; text_signature = "__text_signature__";
    objclass = "__objclass__"; sizeof = "__sizeof__"; copy = "__copy__"; deepcopy = "__deepcopy__";
    asyncgen_hooks = "get_asyncgen_hooks"; typing = "typing"; replace = "__replace__"; buffer = "__buffer__";
    subclasshook = "__subclasshook__"; typing_is_protocol = "_is_protocol"; cached = "__cached__";
}
