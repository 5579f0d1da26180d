//! The text of an annotation under `from __future__ import annotations`: an expression written out again in the normal
//! form of CPython's `ast.unparse`-like routine. Works on expressions only.

use taipan_syntax::ast::*;

/// How tightly the surroundings bind.
mod level {
    pub(super) const NAMED: u8 = 0;
    pub(super) const TUPLE: u8 = 1;
    pub(super) const TEST: u8 = 2;
    pub(super) const OR: u8 = 3;
    pub(super) const AND: u8 = 4;
    pub(super) const NOT: u8 = 5;
    pub(super) const COMPARE: u8 = 6;
    pub(super) const BITWISE_OR: u8 = 7;
    pub(super) const BITWISE_XOR: u8 = 8;
    pub(super) const BITWISE_AND: u8 = 9;
    pub(super) const SHIFT: u8 = 10;
    pub(super) const SUM: u8 = 11;
    pub(super) const TERM: u8 = 12;
    pub(super) const FACTOR: u8 = 13;
    pub(super) const POWER: u8 = 14;
    pub(super) const AWAIT: u8 = 15;
    pub(super) const ATOM: u8 = 16;
}

/// The text of an annotation.
pub(super) fn annotation_text(e: &Expr<'_>) -> String {
    let mut text = String::new();
    write(&mut text, e, level::TEST);
    text
}

fn write(out: &mut String, e: &Expr<'_>, around: u8) {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, || write_inner(out, e, around));
}

fn enclosed(out: &mut String, needed: bool, body: impl FnOnce(&mut String)) {
    if needed {
        out.push('(');
    }
    body(out);
    if needed {
        out.push(')');
    }
}

fn list(out: &mut String, items: &[Expr<'_>], around: u8) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        write(out, item, around);
    }
}

fn write_inner(out: &mut String, e: &Expr<'_>, around: u8) {
    match &e.kind {
        ExprKind::Name(name) => out.push_str(name),
        ExprKind::Constant(constant) => write_constant(out, constant),
        ExprKind::Attribute { value, attr } => {
            write(out, value, level::ATOM);
            // `1.real` would be a malformed float.
            if matches!(value.kind, ExprKind::Constant(Constant::Int(_) | Constant::BigInt { .. })) {
                out.push(' ');
            }
            out.push('.');
            out.push_str(attr.name);
        }
        ExprKind::Subscript { value, index } => {
            write(out, value, level::ATOM);
            out.push('[');
            match index.kind {
                ExprKind::Tuple(items) if !items.is_empty() => {
                    list(out, items, level::TEST);
                    if items.len() == 1 {
                        out.push(',');
                    }
                }
                _ => write(out, index, level::TUPLE),
            }
            out.push(']');
        }
        ExprKind::Slice { lower, upper, step } => {
            for (at, part) in [lower, upper, step].into_iter().enumerate() {
                if at == 1 || (at == 2 && part.is_some()) {
                    out.push(':');
                }
                if let Some(part) = part {
                    write(out, part, level::TEST);
                }
            }
        }
        ExprKind::Call { func, args, keywords } => {
            write(out, func, level::ATOM);
            out.push('(');
            if let ([Expr { kind: ExprKind::Generator { elt, generators }, .. }], []) = (args, keywords) {
                write(out, elt, level::TEST);
                write_generators(out, generators);
            } else {
                list(out, args, level::TEST);
                for (at, keyword) in keywords.iter().enumerate() {
                    if at > 0 || !args.is_empty() {
                        out.push_str(", ");
                    }
                    match keyword.name {
                        Some(name) => {
                            out.push_str(name.name);
                            out.push('=');
                        }
                        None => out.push_str("**"),
                    }
                    write(out, &keyword.value, level::TEST);
                }
            }
            out.push(')');
        }
        ExprKind::List(items) => {
            out.push('[');
            list(out, items, level::TEST);
            out.push(']');
        }
        ExprKind::Set(items) => {
            out.push('{');
            list(out, items, level::TEST);
            out.push('}');
        }
        ExprKind::Tuple([]) => out.push_str("()"),
        ExprKind::Tuple(items) => enclosed(out, around > level::TUPLE, |out| {
            list(out, items, level::TEST);
            if items.len() == 1 {
                out.push(',');
            }
        }),
        ExprKind::Dict { keys, values } => {
            out.push('{');
            for (at, (key, value)) in keys.iter().zip(*values).enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                match key {
                    Some(key) => {
                        write(out, key, level::TEST);
                        out.push_str(": ");
                        write(out, value, level::TEST);
                    }
                    None => {
                        out.push_str("**");
                        write(out, value, level::BITWISE_OR);
                    }
                }
            }
            out.push('}');
        }
        ExprKind::Starred(value) => {
            out.push('*');
            write(out, value, level::BITWISE_OR);
        }
        ExprKind::Named { target, value } => enclosed(out, around > level::NAMED, |out| {
            write(out, target, level::ATOM);
            out.push_str(" := ");
            write(out, value, level::ATOM);
        }),
        ExprKind::Unary { op, operand } => {
            let (sign, own) = match op {
                UnaryOp::Invert => ("~", level::FACTOR),
                UnaryOp::Plus => ("+", level::FACTOR),
                UnaryOp::Minus => ("-", level::FACTOR),
                UnaryOp::Not => ("not ", level::NOT),
            };
            enclosed(out, around > own, |out| {
                out.push_str(sign);
                write(out, operand, own);
            });
        }
        ExprKind::Binary { .. } => write_binary(out, e, around),
        ExprKind::BoolOp { op, values } => {
            let (word, own) = match op {
                BoolOp::And => (" and ", level::AND),
                BoolOp::Or => (" or ", level::OR),
            };
            enclosed(out, around > own, |out| {
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        out.push_str(word);
                    }
                    write(out, value, own + 1);
                }
            });
        }
        ExprKind::Compare { left, ops, comparators } => enclosed(out, around > level::COMPARE, |out| {
            write(out, left, level::COMPARE + 1);
            for (op, right) in ops.iter().zip(*comparators) {
                out.push_str(match op {
                    CompareOp::Eq => " == ",
                    CompareOp::NotEq => " != ",
                    CompareOp::Lt => " < ",
                    CompareOp::LtE => " <= ",
                    CompareOp::Gt => " > ",
                    CompareOp::GtE => " >= ",
                    CompareOp::Is => " is ",
                    CompareOp::IsNot => " is not ",
                    CompareOp::In => " in ",
                    CompareOp::NotIn => " not in ",
                });
                write(out, right, level::COMPARE + 1);
            }
        }),
        ExprKind::If { test, body, orelse } => enclosed(out, around > level::TEST, |out| {
            write(out, body, level::TEST + 1);
            out.push_str(" if ");
            write(out, test, level::TEST + 1);
            out.push_str(" else ");
            write(out, orelse, level::TEST);
        }),
        ExprKind::Lambda { params, body } => enclosed(out, around > level::TEST, |out| {
            let text = parameters_text(params);
            out.push_str(if text.is_empty() { "lambda" } else { "lambda " });
            out.push_str(&text);
            out.push_str(": ");
            write(out, body, level::TEST);
        }),
        ExprKind::ListComp { elt, generators } => {
            out.push('[');
            write(out, elt, level::TEST);
            write_generators(out, generators);
            out.push(']');
        }
        ExprKind::SetComp { elt, generators } => {
            out.push('{');
            write(out, elt, level::TEST);
            write_generators(out, generators);
            out.push('}');
        }
        ExprKind::DictComp { key, value, generators } => {
            out.push('{');
            write(out, key, level::TEST);
            out.push_str(": ");
            write(out, value, level::TEST);
            write_generators(out, generators);
            out.push('}');
        }
        ExprKind::Generator { elt, generators } => {
            out.push('(');
            write(out, elt, level::TEST);
            write_generators(out, generators);
            out.push(')');
        }
        ExprKind::Await(value) => enclosed(out, around > level::AWAIT, |out| {
            out.push_str("await ");
            write(out, value, level::ATOM);
        }),
        ExprKind::Yield(value) => {
            out.push_str("(yield");
            if let Some(value) = value {
                out.push(' ');
                write(out, value, level::TEST);
            }
            out.push(')');
        }
        ExprKind::YieldFrom(value) => {
            out.push_str("(yield from ");
            write(out, value, level::TEST);
            out.push(')');
        }
        ExprKind::FString(parts) => {
            let mut body = String::new();
            write_fstring(&mut body, parts, false);
            out.push('f');
            out.push_str(&quoted(&body));
        }
    }
}

fn write_binary(out: &mut String, e: &Expr<'_>, around: u8) {
    let ExprKind::Binary { left, op, right } = &e.kind else { return };
    let (sign, own) = match op {
        BinaryOp::Add => (" + ", level::SUM),
        BinaryOp::Sub => (" - ", level::SUM),
        BinaryOp::Mul => (" * ", level::TERM),
        BinaryOp::MatMul => (" @ ", level::TERM),
        BinaryOp::Div => (" / ", level::TERM),
        BinaryOp::Mod => (" % ", level::TERM),
        BinaryOp::FloorDiv => (" // ", level::TERM),
        BinaryOp::LShift => (" << ", level::SHIFT),
        BinaryOp::RShift => (" >> ", level::SHIFT),
        BinaryOp::BitOr => (" | ", level::BITWISE_OR),
        BinaryOp::BitXor => (" ^ ", level::BITWISE_XOR),
        BinaryOp::BitAnd => (" & ", level::BITWISE_AND),
        BinaryOp::Pow => (" ** ", level::POWER),
    };
    let from_right = *op == BinaryOp::Pow;
    enclosed(out, around > own, |out| {
        write(out, left, if from_right { own + 1 } else { own });
        out.push_str(sign);
        write(out, right, if from_right { own } else { own + 1 });
    });
}

fn write_generators(out: &mut String, generators: &[Comprehension<'_>]) {
    for generator in generators {
        out.push_str(if generator.is_async { " async for " } else { " for " });
        write(out, generator.target, level::TUPLE);
        out.push_str(" in ");
        write(out, generator.iter, level::TEST + 1);
        for test in generator.ifs {
            out.push_str(" if ");
            write(out, test, level::TEST + 1);
        }
    }
}

fn parameters_text(params: &Parameters<'_>) -> String {
    let mut parts = vec![];
    let plain = |p: &Parameter<'_>| {
        let mut text = p.name.name.to_owned();
        if let Some(default) = p.default {
            text.push('=');
            write(&mut text, default, level::TEST);
        }
        text
    };
    parts.extend(params.posonly.iter().map(plain));
    if !params.posonly.is_empty() {
        parts.push("/".to_owned());
    }
    parts.extend(params.args.iter().map(plain));
    match params.vararg {
        Some(p) => parts.push(format!("*{}", p.name.name)),
        None if !params.kwonly.is_empty() => parts.push("*".to_owned()),
        None => {}
    }
    parts.extend(params.kwonly.iter().map(plain));
    if let Some(p) = params.kwarg {
        parts.push(format!("**{}", p.name.name));
    }
    parts.join(", ")
}

fn write_fstring(out: &mut String, parts: &[FStringPart<'_>], in_spec: bool) {
    for part in parts {
        match part {
            FStringPart::Literal(text) if in_spec => out.push_str(text),
            FStringPart::Literal(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
            FStringPart::Wtf8Literal(bytes) => out.push_str(&String::from_utf8_lossy(bytes)),
            FStringPart::Field(field) => {
                let mut value = String::new();
                write(&mut value, field.value, level::TEST + 1);
                out.push_str(if value.starts_with('{') { "{ " } else { "{" });
                out.push_str(&value);
                out.push_str(match field.conversion {
                    Conversion::None => "",
                    Conversion::Str => "!s",
                    Conversion::Repr => "!r",
                    Conversion::Ascii => "!a",
                });
                if let Some(spec) = field.format_spec {
                    out.push(':');
                    write_fstring(out, spec, true);
                }
                out.push('}');
            }
        }
    }
}

fn write_constant(out: &mut String, constant: &Constant<'_>) {
    match constant {
        Constant::None => out.push_str("None"),
        Constant::True => out.push_str("True"),
        Constant::False => out.push_str("False"),
        Constant::Ellipsis => out.push_str("..."),
        Constant::Str(text) => out.push_str(&quoted(text)),
        Constant::Wtf8(bytes) => out.push_str(&quoted(&String::from_utf8_lossy(bytes))),
        Constant::Bytes(bytes) => {
            out.push('b');
            let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
            out.push(quote);
            for &byte in *bytes {
                match byte {
                    b'\n' => out.push_str("\\n"),
                    b'\r' => out.push_str("\\r"),
                    b'\t' => out.push_str("\\t"),
                    b'\\' => out.push_str("\\\\"),
                    0x20..=0x7e if char::from(byte) != quote => out.push(char::from(byte)),
                    0x20..=0x7e => out.extend(['\\', char::from(byte)]),
                    _ => out.push_str(&format!("\\x{byte:02x}")),
                }
            }
            out.push(quote);
        }
        Constant::Int(value) => out.push_str(&value.to_string()),
        Constant::BigInt { digits, radix } => {
            let value = num_bigint::BigInt::parse_bytes(digits.as_bytes(), *radix);
            out.push_str(&value.map_or_else(String::new, |v| v.to_string()));
        }
        Constant::Float(value) => out.push_str(&float_text(*value)),
        Constant::Imaginary(value) => {
            let text = float_text(*value);
            out.push_str(text.strip_suffix(".0").unwrap_or(&text));
            out.push('j');
        }
    }
}

/// A float as Python's `repr` writes it; infinity as a literal that overflows.
fn float_text(value: f64) -> String {
    if value.is_infinite() {
        return "1e309".to_owned();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let text = format!("{value}");
        return if text.contains('.') { text } else { format!("{text}.0") };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

/// A string as Python's `repr` writes it, for printable text.
fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            _ if c == quote => out.extend(['\\', c]),
            _ if c.is_control() && (c as u32) < 0x100 => out.push_str(&format!("\\x{:02x}", c as u32)),
            _ => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// A constant expression as it appears in a message.
pub(super) fn constant_text(e: &Expr<'_>) -> String {
    let mut text = String::new();
    write(&mut text, e, level::TEST);
    text
}
