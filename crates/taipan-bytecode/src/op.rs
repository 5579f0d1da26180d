//! The one list of opcodes. The enum, the names, the operand kinds, the disassembler and the interpreter's handler table
//! derive from [`for_each_op!`]; nothing else may enumerate opcodes by hand.
//!
//! ```text
//!   63        48 47        32 31        16 15         0
//!  ┌────────────┬────────────┬────────────┬────────────┐
//!  │     c      │     b      │     a      │   opcode   │   then 0 to 3 extra words (jump offset, inline cache)
//!  └────────────┴────────────┴────────────┴────────────┘
//! ```
//!
//! Registers are numbered from the frame's base; in the word they are pre-scaled to byte offsets (times eight).
//! Registers below `n_locals` are *locals*: they own what they hold until it is replaced. Registers from `n_locals` up
//! are *temporaries*: a stack-like area in which
//!
//! 1. a temporary that is read as an operand is **consumed**: after the instruction it is dead, unless it is also the
//!    destination (or the operand is marked "kept" below);
//! 2. a dead temporary never holds a heap pointer, so the unwinder and the collector may release every temporary that
//!    does hold one;
//! 3. a destination that is a temporary must be dead before the instruction or be one of its consumed operands.
//!
//! Opcodes that end in `T` have a destination that is a dead temporary (not a consumed heap operand), so they do not
//! look at its old value. Where no `T` form is listed the plain form serves both.
//!
//! Jump offsets are signed, in words, relative to the end of the whole instruction. `jump` in the operand columns is an
//! `i32` in the place of `b` and `c`; in the `words` column `jump+N` means that the low half of the first extra word is
//! the offset, and N extra words follow in all.

#![allow(rustdoc::broken_intra_doc_links, reason = "the texts of opcodes write subscripts: namespace[c]")]

/// What an operand means, for the disassembler and for linking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Unused, zero.
    None,
    /// A register that is written.
    Dst,
    /// A register that is read.
    Reg,
    /// A signed immediate integer.
    Int,
    /// An unsigned count or a set of flags.
    Count,
    /// An index into the code object's names.
    Name,
    /// An index into the code object's constants.
    Const,
    /// `b` and `c` together are a signed jump offset (only named in the `b` column).
    Jump,
    /// `b` and `c` together are the low 32 bits of a value word, sign-extended (only named in the `b` column).
    Imm,
}

/// Calls the macro `$m` with the list of opcodes:
/// `Name (a, b, c) extra-words is-jump-in-first-extra-word "documentation";`
#[macro_export]
macro_rules! for_each_op {
    ($m:ident) => {
        $m! {
            // ---- moves and constants ----
            Nop (None, None, None) 0 false "Does nothing.";
            Move (Dst, Reg, None) 0 false "a = b; b is kept even when it is a temporary.";
            MoveT (Dst, Reg, None) 0 false "a = b into a dead temporary; b is kept.";
            Take (Dst, Reg, None) 0 false "a = b, and the temporary b is dead.";
            LoadImm (Dst, Imm, None) 0 false "a = small integer or None, True, False, Ellipsis (a raw value word).";
            LoadImmT (Dst, Imm, None) 0 false "LoadImm into a dead temporary.";
            LoadConst (Dst, None, None) 1 false "a = constant; the extra word holds the constant index, linking puts the value there.";
            LoadConstT (Dst, None, None) 1 false "LoadConst into a dead temporary.";
            Release (Reg, None, None) 0 false "Drops register a (local or temporary); it may be empty.";
            DeleteLocal (Reg, None, None) 0 false "del a; UnboundLocalError when it is unbound.";
            CheckBound (Reg, None, None) 0 false "UnboundLocalError when local a is unbound.";

            // ---- global and namespace names ----
            LoadGlobal (Dst, None, Name) 2 false "a (dead temporary) = global or builtin name c. Cache: epoch, address of the value.";
            StoreGlobal (Reg, None, Name) 2 false "global c = temporary a (consumed). Cache as LoadGlobal.";
            DeleteGlobal (None, None, Name) 0 false "del of global c.";
            LoadName (Dst, None, Name) 0 false "a (dead temporary) = name c from the namespace in register 0, then globals, then builtins.";
            StoreName (Reg, None, Name) 0 false "namespace[c] = temporary a (consumed).";
            DeleteName (None, None, Name) 0 false "del namespace[c].";
            LoadNameOrFree (Dst, Count, Name) 0 false "a (dead temporary) = namespace[c], else free variable number b (class bodies).";
            LoadNameOrGlobal (Dst, None, Name) 0 false "a (dead temporary) = namespace[c], else global or builtin (class-scope annotations and type parameters).";
            LoadLocals (Dst, None, None) 0 false "a (dead temporary) = the namespace in register 0.";

            // ---- cells ----
            MakeCell (Reg, None, None) 0 false "Wraps what local a holds (or nothing) into a new cell in a.";
            LoadCell (Dst, Reg, None) 0 false "a = contents of the cell in local b; NameError when empty.";
            StoreCell (Reg, Reg, None) 0 false "contents of the cell in local a = temporary b (consumed).";
            DeleteCell (Reg, None, None) 0 false "Empties the cell in local a; NameError when empty.";
            LoadFree (Dst, Count, None) 0 false "a = contents of closure cell b of the running function; NameError when empty.";
            StoreFree (Count, Reg, None) 0 false "closure cell a = temporary b (consumed). a is the plain cell number, not scaled.";
            DeleteFree (Count, None, None) 0 false "Empties closure cell a (plain number); NameError when empty.";
            LoadFreeCell (Dst, Count, None) 0 false "a (dead temporary) = closure cell b itself.";

            // ---- arithmetic: a = b op c ----
            Add (Dst, Reg, Reg) 0 false "a = b + c";
            AddT (Dst, Reg, Reg) 0 false "Add into a temporary.";
            Sub (Dst, Reg, Reg) 0 false "a = b - c";
            SubT (Dst, Reg, Reg) 0 false "Sub into a temporary.";
            Mul (Dst, Reg, Reg) 0 false "a = b * c";
            MulT (Dst, Reg, Reg) 0 false "Mul into a temporary.";
            TrueDiv (Dst, Reg, Reg) 0 false "a = b / c";
            TrueDivT (Dst, Reg, Reg) 0 false "TrueDiv into a temporary.";
            FloorDiv (Dst, Reg, Reg) 0 false "a = b // c";
            Mod (Dst, Reg, Reg) 0 false "a = b % c";
            Pow (Dst, Reg, Reg) 0 false "a = b ** c";
            LShift (Dst, Reg, Reg) 0 false "a = b << c";
            RShift (Dst, Reg, Reg) 0 false "a = b >> c";
            And (Dst, Reg, Reg) 0 false "a = b & c";
            Or (Dst, Reg, Reg) 0 false "a = b | c";
            Xor (Dst, Reg, Reg) 0 false "a = b ^ c";
            MatMul (Dst, Reg, Reg) 0 false "a = b @ c";
            AddI (Dst, Reg, Int) 0 false "a = b + immediate";
            AddIT (Dst, Reg, Int) 0 false "AddI into a temporary.";
            SubI (Dst, Reg, Int) 0 false "a = b - immediate";
            SubIT (Dst, Reg, Int) 0 false "SubI into a temporary.";
            MulI (Dst, Reg, Int) 0 false "a = b * immediate";
            FloorDivI (Dst, Reg, Int) 0 false "a = b // immediate (not zero)";
            ModI (Dst, Reg, Int) 0 false "a = b % immediate (not zero)";
            AndI (Dst, Reg, Int) 0 false "a = b & immediate";
            LShiftI (Dst, Reg, Int) 0 false "a = b << immediate (0 to 60)";
            RShiftI (Dst, Reg, Int) 0 false "a = b >> immediate (0 to 60)";
            InplaceAdd (Dst, Reg, Reg) 0 false "a = b += c (a is usually b)";
            InplaceSub (Dst, Reg, Reg) 0 false "a = b -= c";
            InplaceMul (Dst, Reg, Reg) 0 false "a = b *= c";
            InplaceTrueDiv (Dst, Reg, Reg) 0 false "a = b /= c";
            InplaceFloorDiv (Dst, Reg, Reg) 0 false "a = b //= c";
            InplaceMod (Dst, Reg, Reg) 0 false "a = b %= c";
            InplacePow (Dst, Reg, Reg) 0 false "a = b **= c";
            InplaceLShift (Dst, Reg, Reg) 0 false "a = b <<= c";
            InplaceRShift (Dst, Reg, Reg) 0 false "a = b >>= c";
            InplaceAnd (Dst, Reg, Reg) 0 false "a = b &= c";
            InplaceOr (Dst, Reg, Reg) 0 false "a = b |= c";
            InplaceXor (Dst, Reg, Reg) 0 false "a = b ^= c";
            InplaceMatMul (Dst, Reg, Reg) 0 false "a = b @= c";
            InplaceAddI (Dst, Reg, Int) 0 false "a = b += immediate";
            InplaceSubI (Dst, Reg, Int) 0 false "a = b -= immediate";
            Neg (Dst, Reg, None) 0 false "a = -b";
            Pos (Dst, Reg, None) 0 false "a = +b";
            Invert (Dst, Reg, None) 0 false "a = ~b";
            Not (Dst, Reg, None) 0 false "a = not b";

            // ---- comparison ----
            Lt (Dst, Reg, Reg) 0 false "a = b < c";
            Le (Dst, Reg, Reg) 0 false "a = b <= c";
            Gt (Dst, Reg, Reg) 0 false "a = b > c";
            Ge (Dst, Reg, Reg) 0 false "a = b >= c";
            Eq (Dst, Reg, Reg) 0 false "a = b == c";
            Ne (Dst, Reg, Reg) 0 false "a = b != c";
            Is (Dst, Reg, Reg) 0 false "a = b is c";
            IsNot (Dst, Reg, Reg) 0 false "a = b is not c";
            In (Dst, Reg, Reg) 0 false "a = b in c";
            NotIn (Dst, Reg, Reg) 0 false "a = b not in c";

            // ---- jumps ----
            Jump (None, Jump, None) 0 false "Jumps forward.";
            JumpBack (None, Jump, None) 0 false "Jumps backward; a safepoint.";
            JumpIfTrue (Reg, Jump, None) 0 false "Jumps when a is true; a temporary a is consumed.";
            JumpIfFalse (Reg, Jump, None) 0 false "Jumps when a is false; a temporary a is consumed.";
            JumpIfTrueKeep (Reg, Jump, None) 0 false "Jumps when a is true; a is kept either way.";
            JumpIfFalseKeep (Reg, Jump, None) 0 false "Jumps when a is false; a is kept either way.";
            JumpIfNone (Reg, Jump, None) 0 false "Jumps when a is None; a temporary a is consumed.";
            JumpIfNotNone (Reg, Jump, None) 0 false "Jumps when a is not None; a temporary a is consumed.";
            JumpIfLt (Reg, Reg, None) 1 true "Jumps when a < b.";
            JumpIfLe (Reg, Reg, None) 1 true "Jumps when a <= b.";
            JumpIfGt (Reg, Reg, None) 1 true "Jumps when a > b.";
            JumpIfGe (Reg, Reg, None) 1 true "Jumps when a >= b.";
            JumpIfEq (Reg, Reg, None) 1 true "Jumps when a == b.";
            JumpIfNe (Reg, Reg, None) 1 true "Jumps when a != b.";
            JumpIfNotLt (Reg, Reg, None) 1 true "Jumps unless a < b.";
            JumpIfNotLe (Reg, Reg, None) 1 true "Jumps unless a <= b.";
            JumpIfNotGt (Reg, Reg, None) 1 true "Jumps unless a > b.";
            JumpIfNotGe (Reg, Reg, None) 1 true "Jumps unless a >= b.";
            JumpIfNotEq (Reg, Reg, None) 1 true "Jumps unless a == b.";
            JumpIfNotNe (Reg, Reg, None) 1 true "Jumps unless a != b.";
            JumpIfLtI (Reg, Int, None) 1 true "Jumps when a < immediate.";
            JumpIfLeI (Reg, Int, None) 1 true "Jumps when a <= immediate.";
            JumpIfGtI (Reg, Int, None) 1 true "Jumps when a > immediate.";
            JumpIfGeI (Reg, Int, None) 1 true "Jumps when a >= immediate.";
            JumpIfEqI (Reg, Int, None) 1 true "Jumps when a == immediate.";
            JumpIfNeI (Reg, Int, None) 1 true "Jumps when a != immediate.";
            JumpIfNotLtI (Reg, Int, None) 1 true "Jumps unless a < immediate.";
            JumpIfNotLeI (Reg, Int, None) 1 true "Jumps unless a <= immediate.";
            JumpIfNotGtI (Reg, Int, None) 1 true "Jumps unless a > immediate.";
            JumpIfNotGeI (Reg, Int, None) 1 true "Jumps unless a >= immediate.";
            JumpIfNotEqI (Reg, Int, None) 1 true "Jumps unless a == immediate.";
            JumpIfNotNeI (Reg, Int, None) 1 true "Jumps unless a != immediate.";
            JumpIfIs (Reg, Reg, None) 1 true "Jumps when a is b.";
            JumpIfIsNot (Reg, Reg, None) 1 true "Jumps when a is not b.";
            JumpIfIn (Reg, Reg, None) 1 true "Jumps when a in b.";
            JumpIfNotIn (Reg, Reg, None) 1 true "Jumps when a not in b.";

            // ---- loops ----
            GetIter (Dst, Reg, None) 0 false "a = iter(b).";
            RangePrep (Reg, Count, None) 1 true "Call window at temporary a holds a callee and b arguments. When the callee is the builtin range and the arguments are small integers: a, a+1, a+2 = start, stop, step, and jump. Otherwise nothing happens (a Call and a GetIter follow).";
            ForRange (Reg, Dst, None) 1 true "a holds what RangePrep left (three integers) or an iterator. Next value to b; when exhausted, a..a+2 are dead and it jumps.";
            ForIter (Reg, Dst, None) 1 true "Next value of the iterator in temporary a (kept) to b; when exhausted, a is dead and it jumps.";
            ForRangeBack (Reg, Dst, None) 1 true "End of a ForRange loop, in the place of JumpBack: jumps to the ForRange of the same a and b, or does its work at once and goes on behind it; a safepoint.";
            ForIterBack (Reg, Dst, None) 1 true "End of a ForIter loop, in the place of JumpBack: jumps to the ForIter of the same a and b, or does its work at once and goes on behind it; a safepoint.";

            // ---- calls. A call window is: a callee/result, a+1 and a+2 the frame header, a+3... arguments ----
            Call (Reg, Count, None) 1 false "a = call of a with b positional arguments (all consumed). Cache: unused.";
            CallGlobal (Reg, Count, Name) 2 false "Call of global c: a need not be loaded. Cache as LoadGlobal.";
            CallMethod (Reg, Count, Name) 2 false "a = (a+3).c(...): the receiver is in a+3, b arguments follow from a+4. Cache: shape, epoch; address or slot.";
            CallKw (Reg, Count, Const) 1 false "Call with b arguments of which the last ones are keywords named by the tuple constant c.";
            CallMethodKw (Reg, Count, Name) 1 false "CallMethod with keywords; b counts all arguments after the receiver; the low half of the extra word is the index of the tuple constant with the names.";
            CallEx (Reg, Count, None) 0 false "a+3 is a tuple (or any iterable) of arguments; b is 1 when a+4 is a dict of keywords, else 0.";
            CallAwait (Reg, Count, None) 1 false "Call, followed at once by Await a a: an async function's frame is pushed without a coroutine object.";
            CallGlobalAwait (Reg, Count, Name) 2 false "CallGlobal, followed at once by Await a a.";
            CallMethodAwait (Reg, Count, Name) 2 false "CallMethod, followed at once by Await a a.";
            LoadSuperAttr (Dst, Reg, Name) 0 false "Temporaries b, b+1, b+2 hold the global super, __class__ and self (consumed); a = super().c.";
            Return (Reg, None, None) 0 false "Returns a (moved out of a local or temporary). All other temporaries are dead.";
            ReturnImm (None, Imm, None) 0 false "Returns an immediate value word (None, True, a small integer).";

            // ---- functions and classes ----
            MakeFunction (Dst, Count, Const) 0 false "a = function of code constant c. Flags b: 1 defaults tuple in a, 2 keyword defaults dict in a+1, 4 annotations dict in a+2, 8 closure (tuple of cells) in a+3; present ones are consumed.";
            LoadBuildClass (Dst, None, None) 0 false "a (dead temporary) = builtins.__build_class__.";
            SetupAnnotations (None, None, None) 0 false "Makes sure that the namespace (or the globals, at module level) has __annotations__.";

            // ---- containers. b is the first of c consecutive temporaries (consumed) ----
            BuildList (Dst, Reg, Count) 0 false "a = list of c values; a may be b.";
            BuildTuple (Dst, Reg, Count) 0 false "a = tuple of c values; a may be b.";
            BuildSet (Dst, Reg, Count) 0 false "a = set of c values; a may be b.";
            BuildMap (Dst, Reg, Count) 0 false "a = dict of c pairs (2*c temporaries, key then value).";
            BuildSlice (Dst, Reg, Count) 0 false "a = slice of c (2 or 3) values.";
            BuildString (Dst, Reg, Count) 0 false "a = concatenation of c strings.";
            ListAppend (Reg, Reg, None) 0 false "list a (kept) gets temporary or local b appended.";
            ListExtend (Reg, Reg, None) 0 false "list a (kept) is extended by the iterable b.";
            ListToTuple (Dst, None, None) 0 false "a = tuple of the list in temporary a.";
            SetAdd (Reg, Reg, None) 0 false "set a (kept) gets b added.";
            SetUpdate (Reg, Reg, None) 0 false "set a (kept) is updated from the iterable b.";
            MapAdd (Reg, Reg, Reg) 0 false "dict a (kept): a[b] = c.";
            DictUpdate (Reg, Reg, None) 0 false "dict a (kept) is updated from the mapping b (dict displays).";
            DictMerge (Reg, Reg, Reg) 0 false "keywords dict a (kept) is updated from the mapping b; duplicates raise TypeError about the callee in c (kept).";
            UnpackSequence (Dst, Reg, Count) 0 false "Unpacks b into the c consecutive dead temporaries from a; b may be a.";
            UnpackEx (Dst, Reg, Count) 0 false "Unpacks b with a star: c low byte values before, c high byte after; temporaries from a: before, list, after; b may be a.";
            GetItem (Dst, Reg, Reg) 0 false "a = b[c].";
            GetItemI (Dst, Reg, Int) 0 false "a = b[immediate].";
            GetSlice (Dst, Reg, Reg) 0 false "a = b[c : c+1]: bounds in the temporaries c and c+1 (None for absent; consumed).";
            StoreItem (Reg, Reg, Reg) 0 false "b[c] = a: value a is a local (copied); container b is kept (release it after if it is a temporary); key c is consumed when temporary.";
            StoreItemMv (Reg, Reg, Reg) 0 false "b[c] = a: value a is a temporary (moved); otherwise as StoreItem.";
            DeleteItem (Reg, Reg, None) 0 false "del a[b]; both consumed when temporaries.";

            // ---- attributes ----
            LoadAttr (Dst, Reg, Name) 2 false "a = b.c; when b is a temporary, a must be b. Cache: shape, slot; or epoch, address.";
            LoadAttrT (Dst, Reg, Name) 2 false "a (dead temporary, not b) = b.c, b a local.";
            StoreAttr (Reg, Reg, Name) 2 false "b.c = a: value a is a local (copied); object b is kept (release it after if it is a temporary).";
            StoreAttrMv (Reg, Reg, Name) 2 false "b.c = a: value a is a temporary (moved); otherwise as StoreAttr.";
            DeleteAttr (Reg, None, Name) 0 false "del a.c; a is consumed when temporary.";

            // ---- with, exceptions ----
            LoadSpecial (Dst, Reg, Count) 0 false "a (dead temporary) = bound special method of the type of b (kept): c = 0 __enter__, 1 __exit__, 2 __aenter__, 3 __aexit__; TypeError with CPython's words about the context manager protocol.";
            WithExceptStart (Reg, Reg, Reg) 0 false "Call window at a: calls the exit function b (kept) with type, value and traceback of exception c (kept); result in a.";
            Raise (Reg, None, None) 0 false "raise a (consumed).";
            RaiseFrom (Reg, Reg, None) 0 false "raise a from b (both consumed).";
            RaiseCurrent (None, None, None) 0 false "A bare raise: RuntimeError when nothing is handled.";
            Reraise (Reg, None, None) 0 false "Raises the exception in temporary a again, traceback and context untouched.";
            PushExc (Dst, Reg, None) 0 false "a (dead temporary) = the exception that was being handled (or None); b (kept) is being handled now.";
            PopExc (Reg, None, None) 0 false "What is being handled becomes a again (consumed).";
            ExcMatch (Dst, Reg, Reg) 0 false "a (dead temporary or c) = whether exception b (kept) matches the class or tuple c (consumed); TypeError for anything else in c.";
            ExcGroupMatch (Dst, Reg, Reg) 0 false "except*: splits b by the class or tuple c (consumed): a (dead temporary) = matching part or None; b = the rest or None.";
            ExcGroupFinish (Dst, Reg, Reg) 0 false "End of except*: list b of raised and unhandled exceptions, original c (kept): a = exception to raise or None.";
            LoadAssertionError (Dst, None, None) 0 false "a (dead temporary) = the builtin AssertionError.";

            // ---- generators, coroutines ----
            Yield (Reg, None, None) 0 false "Yields temporary a; what is sent in arrives in a. In an async generator the value is yielded to its consumer.";
            YieldFrom (Reg, None, None) 0 false "Delegates to iter(a) (any iterable in temporary a); its return value arrives in a.";
            Await (Dst, Reg, None) 0 false "a = await b; b is a temporary (consumed) or local; a may be b.";
            GetAiter (Dst, Reg, None) 0 false "a = aiter(b), as async for wants it.";
            ForAiter (Reg, Dst, None) 1 true "Awaits the next value of the async iterator in temporary a (kept) into b; on StopAsyncIteration a is dead and it jumps.";

            // ---- strings ----
            Convert (Dst, Reg, Count) 0 false "a = str(b), repr(b) or ascii(b) for c = 1, 2, 3.";
            FormatSimple (Dst, Reg, None) 0 false "a = format(b, '').";
            FormatSpec (Dst, Reg, Reg) 0 false "a = format(b, c).";

            // ---- imports ----
            ImportName (Dst, None, Name) 0 false "a holds the fromlist (tuple or None), a+1 the level: a = __import__(c, globals, locals, fromlist, level).";
            ImportFrom (Dst, Reg, Name) 0 false "a (dead temporary) = b.c for the module b (kept), or the submodule.";
            ImportStar (Reg, None, None) 0 false "from a import *; a is consumed.";

            // ---- match ----
            MatchSequence (Dst, Reg, None) 0 false "a (dead temporary) = whether b (kept) is a sequence for patterns.";
            MatchMapping (Dst, Reg, None) 0 false "a (dead temporary) = whether b (kept) is a mapping for patterns.";
            MatchKeys (Dst, Reg, Reg) 0 false "a = tuple of the values in mapping b (kept) of the keys in tuple c (kept), or None; a is a dead temporary.";
            MatchClass (Dst, Reg, Reg) 1 false "a (dead temporary) = tuple of attributes or None: subject b (kept), c = class and c+1 = tuple of keyword names (both consumed); the extra word counts the positional patterns.";
            GetLen (Dst, Reg, None) 0 false "a (dead temporary) = len(b), b kept.";

            // ---- rare ----
            Intrinsic (Dst, Count, Count) 0 false "a = intrinsic function b (see Intrinsic) of the c temporaries from a (consumed).";
            PrintExpr (Reg, None, None) 0 false "sys.displayhook(a); a is consumed.";

            // ---- never emitted by the compiler: what the interpreter puts under frames ----
            HostReturn (None, None, None) 0 false "Bottom of a run: leaves the interpreter with the result.";
            LoopNext (None, None, None) 0 false "The event loop goes on with the next ready thing.";
            ResumeNative (None, None, None) 0 false "Continues the native frame; never compiled, the interpreter runs it to unwind its own stack.";
        }
    };
}

macro_rules! define_ops {
    ($($name:ident ($a:ident, $b:ident, $c:ident) $words:literal $jump:literal $doc:literal;)*) => {
        /// An opcode; see the module text for the conventions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum Op {
            $(#[doc = $doc] $name,)*
        }

        impl Op {
            /// All opcodes, in numeric order.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name)),* }
            }

            /// One sentence about it.
            pub fn doc(self) -> &'static str {
                match self { $(Op::$name => $doc),* }
            }

            /// What `a`, `b` and `c` mean.
            pub fn operands(self) -> [Operand; 3] {
                match self { $(Op::$name => [Operand::$a, Operand::$b, Operand::$c]),* }
            }

            /// How many words follow the first.
            pub fn extra_words(self) -> usize {
                match self { $(Op::$name => $words),* }
            }

            /// Whether the low half of the first extra word is a jump offset.
            pub fn has_jump_word(self) -> bool {
                match self { $(Op::$name => $jump),* }
            }
        }
    };
}
for_each_op!(define_ops);

impl Op {
    /// The opcode with this number.
    pub fn from_u16(number: u16) -> Option<Op> {
        Op::ALL.get(number as usize).copied()
    }
}

/// Rare operations that need no opcode of their own; operands are consecutive temporaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Intrinsic {
    /// (name) -> TypeVar; for `T`
    TypeVar,
    /// (name, evaluator function of the bound) -> TypeVar
    TypeVarWithBound,
    /// (name, evaluator function of the constraint tuple) -> TypeVar
    TypeVarWithConstraints,
    /// (name) -> TypeVarTuple
    TypeVarTuple,
    /// (name) -> ParamSpec
    ParamSpec,
    /// (type parameter, evaluator function of the default) -> the type parameter
    SetTypeParamDefault,
    /// (function, tuple of type parameters) -> the function
    SetFunctionTypeParams,
    /// (tuple of type parameters) -> `Generic[...]` base
    SubscriptGeneric,
    /// (name, tuple of type parameters or None, evaluator function of the value) -> TypeAliasType
    TypeAlias,
}

/// One instruction word. Register operands are given unscaled here.
pub fn encode(op: Op, a: u16, b: u16, c: u16) -> u64 {
    op as u64 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48
}
