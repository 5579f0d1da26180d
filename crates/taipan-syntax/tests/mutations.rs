//! Feeds the parser with mutated programs: it must never panic, and never take long.
//!
//! The mutations are deterministic. `TAIPAN_FUZZ_CASES` sets how many are tried.

use std::time::{Duration, Instant};
use taipan_syntax::{Arena, Mode, completeness, decode_source, highlight, parse};

const SEEDS: &[&str] = &[
    "def f(a, /, b: int = 1, *args: *Ts, c, d=2, **kw) -> None:\n    \"\"\"doc\"\"\"\n    return a + b\n",
    "class A[T: (int, str) = int, *Ts, **P](B, metaclass=M):\n    x: int = 1\n    @d\n    async def f(self): await x\n",
    "match p:\n    case {'a': 1, **rest} if x: pass\n    case A(x, y=[1, *_]) | -1+2j as z: pass\n    case _: pass\n",
    "x = f\"{a!r:>{w}} {b=} {{}} {f'{c:\\n}'}\" 'x' rf'\\d{y}' b'\\x41'\n",
    "try:\n    pass\nexcept* (A, B) as e:\n    raise X from e\nelse: pass\nfinally:\n    del x[0], y.z\n",
    "with (open(a) as f, b as (c, d)):\n    for i, *j in f: print(i, *j, sep='')\n    else: break\n",
    "[x async for x in y if z] + {k: v for k, v in d.items()} | {*a, *b} | {**c}\n",
    "if (n := len(a)) > 10 and not b is not c: x += 1\nelif x: y = lambda *a, k=1, **kw: (yield)\nelse: pass\n",
    "from . import a, b as c\nfrom .. x import (d, e,)\nimport os.path as p, sys\nglobal g; nonlocal h\n",
    "type X[T] = list[T]\na[1:2, ::3, ...] = b[*c] = 0x_ff + 0b11 + 1_0.5e-3j\n",
    "async def g():\n\tasync with a as b, c: pass\n\tasync for x in y:\n\t\tawait z\n",
    "s = '''a\n\\N{BULLET}\\ud800'''; t = u\"é\" ; ﬁ = \"\\\n\" # c\n",
];

/// Texts that mutations put in.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "'''",
    "f'",
    "f\"{",
    "{{",
    "}}",
    ":",
    ":=",
    "=",
    "==",
    ",",
    ".",
    "...",
    "*",
    "**",
    "->",
    "!",
    "\\",
    "\n",
    "\n    ",
    "\t",
    " ",
    "\r",
    "\r\n",
    "\x0c",
    "#",
    "$",
    "é",
    "\u{2026}",
    "\u{a0}",
    "\u{1F600}",
    "\u{feff}",
    "\0",
    "0x",
    "1_",
    "1e",
    "0777",
    "lambda",
    "lambda x:",
    "if",
    "else",
    "elif",
    "for",
    "in",
    "not",
    "is",
    "and",
    "await",
    "async",
    "yield",
    "from",
    "import",
    "as",
    "with",
    "match",
    "case",
    "type",
    "def",
    "class",
    "try:",
    "except",
    "finally:",
    "print",
    "del",
    "return",
    "None",
    "_",
    "@",
    "<>",
    ";",
    "\\N{",
    "\\x",
    "rb'",
    "%",
    "~",
    "-",
];

/// A xorshift generator: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// A character boundary of a text.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn mutate(random: &mut Random, text: &mut String) {
    let at = random.place(text);
    let end = random.place(text);
    let (start, end) = (at.min(end), at.max(end));
    match random.below(8) {
        0 | 1 => text.insert_str(at, PIECES[random.below(PIECES.len())]),
        2 => {
            let next = text[at..].chars().next().map_or(0, char::len_utf8);
            text.replace_range(at..at + next, "");
        }
        3 => {
            let next = text[at..].chars().next().map_or(0, char::len_utf8);
            text.replace_range(at..at + next, PIECES[random.below(PIECES.len())]);
        }
        4 => text.replace_range(start..end, ""),
        5 if end - start < 60 && text.len() < 2000 => {
            let copy = text[start..end].to_owned();
            text.insert_str(at, &copy);
        }
        6 => text.insert_str(at, SEEDS[random.below(SEEDS.len())]),
        _ => text.truncate(end),
    }
}

#[test]
fn mutated_programs_neither_panic_nor_hang() {
    let cases = std::env::var("TAIPAN_FUZZ_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(3000);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for case in 0..cases {
        let mut text = SEEDS[random.below(SEEDS.len())].to_owned();
        for _ in 0..=random.below(6) {
            mutate(&mut random, &mut text);
        }
        let start = Instant::now();
        let arena = Arena::new();
        let mode = [Mode::Module, Mode::Expression, Mode::Interactive][case % 3];
        if let Err(error) = parse(&arena, &text, mode) {
            let span = error.span;
            assert!(span.start <= span.end && span.end as usize <= text.len(), "{span:?} of {text:?}");
            assert!(!error.message.is_empty());
        }
        if case % 16 == 0 {
            let _ = completeness(&text);
            let _ = decode_source(text.as_bytes());
            for (span, _) in highlight(&text) {
                assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
            }
        }
        assert!(start.elapsed() < Duration::from_secs(2), "{:?} for {text:?}", start.elapsed());
    }
}
