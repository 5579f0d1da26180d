//! What must be accepted: CPython's own library, and texts made to stress one rule each. Also what a REPL asks for.

use std::path::{Path, PathBuf};
use std::process::Command;
use taipan_syntax::ast::{Constant, Conversion, Expr, ExprKind, FStringPart, StmtKind};
use taipan_syntax::{
    Arena, Completeness, ErrorClass, LineIndex, Mode, TokenClass, completeness, decode_file, decode_source, highlight,
    parse,
};

/// The library folder of the reference interpreter, if there is one on this machine.
fn reference_library() -> Option<PathBuf> {
    let python = std::env::var("TAIPAN_PYTHON").unwrap_or_else(|_| "python3.13".to_owned());
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let output = Command::new(python).args(["-c", script]).output().ok()?;
    output.status.success().then(|| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

fn python_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                found.push(path);
            }
        }
    }
}

#[test]
fn the_reference_library_parses() {
    let Some(library) = reference_library() else {
        return;
    };
    let mut files = Vec::new();
    python_files(&library, &mut files);
    // Test data that CPython itself refuses.
    let refused = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().contains("bad"));
    let mut failures = Vec::new();
    for path in files.iter().filter(|path| !refused(path)) {
        let bytes = std::fs::read(path).unwrap();
        // Encodings other than UTF-8, ASCII and Latin-1 are refused on purpose.
        let Ok(source) = decode_source(&bytes) else { continue };
        let arena = Arena::new();
        if let Err(error) = parse(&arena, &source, Mode::Module) {
            failures.push(format!("{}:{}: {error}", path.display(), LineIndex::new(&source).line(error.span.start)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Runs a test on a stack of 256 KB, on which a front end that recurses would overflow.
fn on_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(test).unwrap();
    thread.join().unwrap();
}

#[test]
fn depth_of_the_text_is_not_depth_of_the_stack() {
    on_small_stack(|| {
        let nested_fstrings = (0..100).fold("x".to_owned(), |inner, _| format!("f'{{{inner}}}'"));
        let blocks: String = (0..99).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
        let accepted = [
            format!("{}1{}", "(".repeat(200), ")".repeat(200)),
            format!("{}x{}", "[".repeat(200), "]".repeat(200)),
            format!("{}x{}", "f(".repeat(200), ")".repeat(200)),
            nested_fstrings,
            format!("{}1", "-".repeat(5000)),
            format!("{}x", "not ".repeat(5000)),
            format!("x{}", "+1".repeat(5000)),
            format!("x{}", ".y".repeat(5000)),
            format!("x{}", "()".repeat(5000)),
            format!("{}x", "x if y else ".repeat(4000)),
            format!("{}x", "lambda: ".repeat(2000)),
            format!("{}1", "x = ".repeat(50_000)),
            format!("x = [{}]", "1, ".repeat(100_000)),
            format!("if x: pass\n{}", "elif x: pass\n".repeat(4000)),
            format!("{blocks}{}pass", " ".repeat(99)),
            format!("{}x", "x and y == z or ".repeat(20_000)),
            format!("x = {}", "'a' ".repeat(20_000)),
            format!("x = {{{}}}", "1: -2, ".repeat(20_000)),
        ];
        for source in accepted {
            let arena = Arena::new();
            if let Err(error) = parse(&arena, &source, Mode::Module) {
                panic!("{error}: {}", &source[..40]);
            }
        }
    });
}

#[test]
fn texts_that_are_too_deep_are_refused() {
    on_small_stack(|| {
        let refused = [
            format!("{}1", "-".repeat(1_000_000)),
            format!("{}x", "not ".repeat(200_000)),
            format!("x{}", "+1".repeat(200_000)),
            format!("x{}", ".y".repeat(200_000)),
            format!("x{}", "()".repeat(200_000)),
            format!("{}x", "x if y and z else ".repeat(100_000)),
            format!("{}x", "lambda: ".repeat(100_000)),
            format!("{}x", "lambda x=".repeat(100_000)),
            format!("{}x", "x ** ".repeat(100_000)),
            format!("if x: pass\n{}", "elif x: pass\n".repeat(100_000)),
        ];
        for source in refused {
            let arena = Arena::new();
            let error = parse(&arena, &source, Mode::Module).expect_err("too deep");
            assert_eq!(error.class, ErrorClass::TooDeep, "{}", &source[..20]);
        }
    });
}

#[test]
fn rejected_texts_are_explained_in_linear_time() {
    on_small_stack(|| {
        let rejected = [
            format!("(a b{}", "()".repeat(2900)),
            format!("x = ({}", "a b ".repeat(50_000)),
            format!("{} x y", "f(".repeat(199)),
            format!("f'{{x:{}' y", "{a}".repeat(50_000)),
            format!("{}(", "with (".repeat(150)),
            format!("f({}", "a b(), ".repeat(50_000)),
            format!("x = {{{}", "a: b c, ".repeat(50_000)),
            format!("{}1 = 2", "a, ".repeat(100_000)),
            format!("print {}", "(a) ".repeat(50_000)),
            format!("f'{}", "{a b}".repeat(50_000)),
            "(".repeat(1_000_000),
            "f'{".repeat(300_000),
            "'''".to_owned() + &"\\".repeat(1_000_000),
            format!("def f({}(", "a, ".repeat(50_000)),
            format!("match {}", "x ".repeat(100_000)),
        ];
        for source in rejected {
            let start = std::time::Instant::now();
            let arena = Arena::new();
            assert!(parse(&arena, &source, Mode::Module).is_err(), "{}", &source[..20]);
            assert!(start.elapsed().as_secs() < 20, "{}: {:?}", &source[..20], start.elapsed());
        }
    });
}

/// Parses one expression and passes it on.
fn with_expression(source: &str, check: impl FnOnce(&Expr<'_>)) {
    let arena = Arena::new();
    let parsed = parse(&arena, source, Mode::Expression).unwrap_or_else(|error| panic!("{source}: {error}"));
    match parsed.module.body {
        [statement] => match statement.kind {
            StmtKind::Expr(expression) => check(expression),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn assert_constant(source: &str, wanted: Constant<'_>) {
    with_expression(source, |expression| match expression.kind {
        ExprKind::Constant(found) => assert_eq!(found, wanted, "{source}"),
        other => panic!("{source}: {other:?}"),
    });
}

#[test]
fn literals() {
    assert_constant("1_000", Constant::Int(1000));
    assert_constant("0xFF", Constant::Int(255));
    assert_constant("0o17", Constant::Int(15));
    assert_constant("0b_11", Constant::Int(3));
    assert_constant("00_0", Constant::Int(0));
    assert_constant("9223372036854775807", Constant::Int(i64::MAX));
    assert_constant("9_223372036854775808", Constant::BigInt { digits: "9223372036854775808", radix: 10 });
    assert_constant("0x0_ffffffffffffffff", Constant::BigInt { digits: "ffffffffffffffff", radix: 16 });
    assert_constant("1_0.5e-1_0", Constant::Float(10.5e-10));
    assert_constant(".5", Constant::Float(0.5));
    assert_constant("1.", Constant::Float(1.0));
    assert_constant("1e999", Constant::Float(f64::INFINITY));
    assert_constant("09.5", Constant::Float(9.5));
    assert_constant("1_2j", Constant::Imaginary(12.0));
    assert_constant("'a' \"b\" '''c\r\nd'''", Constant::Str("abc\nd"));
    assert_constant(
        r"'\x41\u0042\U00000043\104\N{LATIN SMALL LETTER E}\
f'",
        Constant::Str("ABCDef"),
    );
    assert_constant(r"r'\x41'", Constant::Str(r"\x41"));
    assert_constant(r"Rb'\x41' B'\x41\101'", Constant::Bytes(br"\x41AA"));
    assert_constant(r"'\ud83d\ude00'", Constant::Wtf8(b"\xed\xa0\xbd\xed\xb8\x80"));
    assert_constant("...", Constant::Ellipsis);
}

#[test]
fn fstrings() {
    with_expression(r#"'a' f"{{{x!r:>{w}}}}" f'{ y = }' rf'\{z:}'"#, |expression| {
        let ExprKind::FString(parts) = expression.kind else { panic!("{expression:?}") };
        let [
            FStringPart::Literal("a{"),
            FStringPart::Field(first),
            FStringPart::Literal("} y = "),
            FStringPart::Field(second),
            FStringPart::Literal("\\"),
            FStringPart::Field(third),
        ] = parts
        else {
            panic!("{parts:?}")
        };
        assert_eq!(first.conversion, Conversion::Repr);
        assert!(matches!(first.format_spec, Some([FStringPart::Literal(">"), FStringPart::Field(_)])));
        assert_eq!(second.conversion, Conversion::Repr);
        assert!(matches!(third.format_spec, Some([])));
    });
}

#[test]
fn identifiers_are_normalised() {
    with_expression("ﬁne", |expression| assert!(matches!(expression.kind, ExprKind::Name("fine"))));
}

#[test]
fn a_repl_knows_when_to_go_on() {
    let of = |source| match completeness(source) {
        Completeness::Complete => "complete",
        Completeness::Incomplete => "incomplete",
        Completeness::Invalid(_) => "invalid",
    };
    for source in ["", "x", "x = 1\n", "if x: pass\n", "def f():\n    pass\n", "await x", "x; y", "# c", "'''a\nb'''"] {
        assert_eq!(of(source), "complete", "{source:?}");
    }
    let unfinished = [
        "(",
        "x = [1,",
        "f(a,\n  b",
        "if x:",
        "if x:\n    y",
        "if x: pass",
        "def f():",
        "def f():\n    x = (",
        "'''a",
        "x = \\\n",
        "@d",
        "@d\ndef f():",
        "class A:\n    def f(self):",
        "try:\n    x\n",
        "for x in y:\n    if x:\n",
        "f'''{x",
        "{1: 2,",
        "match x:",
        "match x:\n    case 1:",
    ];
    for source in unfinished {
        assert_eq!(of(source), "incomplete", "{source:?}");
    }
    for source in ["x y", "x =", "'abc", ")", "f(a b)", "if x\n", "1 +", "def f(:", "x = 1\ny = 2", "  x"] {
        assert_eq!(of(source), "invalid", "{source:?}");
    }
}

#[test]
fn colours() {
    let source = "match x:  # c\n  case f'{a}': type = 0x1 'b";
    let classes: Vec<(&str, TokenClass)> = highlight(source)
        .into_iter()
        .map(|(span, class)| (&source[span.start as usize..span.end as usize], class))
        .collect();
    let wanted = [
        ("match", TokenClass::Keyword),
        ("x", TokenClass::Name),
        (":", TokenClass::Operator),
        ("# c", TokenClass::Comment),
        ("case", TokenClass::Keyword),
        ("f'", TokenClass::String),
        ("{", TokenClass::Operator),
        ("a", TokenClass::Name),
        ("}", TokenClass::Operator),
        ("'", TokenClass::String),
        (":", TokenClass::Operator),
        ("type", TokenClass::Name),
        ("=", TokenClass::Operator),
    ];
    assert_eq!(classes[..wanted.len()], wanted);
}

#[test]
fn decoding() {
    assert_eq!(decode_source(b"\xef\xbb\xbfx").unwrap(), "x");
    assert_eq!(decode_source(b"# -*- coding: latin-1 -*-\n'\xe9'").unwrap(), "# -*- coding: latin-1 -*-\n'é'");
    assert_eq!(decode_source(b"x\n# coding: nonsense").unwrap(), "x\n# coding: nonsense");
    let message = |bytes: &[u8]| decode_source(bytes).unwrap_err().message;
    assert_eq!(message(b"x\0"), "source code cannot contain null bytes");
    assert_eq!(message(b"\n#coding=nonsense"), "unknown encoding: nonsense");
    assert_eq!(message(b"\xef\xbb\xbf#coding=latin1"), "encoding problem: latin1 with BOM");
    let invalid = "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte";
    assert_eq!(message(b"\xff"), invalid);
    assert_eq!(
        decode_file(b"x\n\xff", "f.py").unwrap_err().message,
        "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; see \
         https://peps.python.org/pep-0263/ for details"
    );
}
