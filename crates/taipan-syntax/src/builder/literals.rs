//! Actions for literals: numbers, strings, and f-strings, adjacent ones joined. What escapes mean is decided in
//! [`crate::literal`].

use super::{Builder, Checked, StringPiece, reject};
use crate::ast::*;
use crate::error::SyntaxWarning;
use crate::layout::Spanned;
use crate::literal::{self, Text, TextKind};
use crate::token::{FStringText, Token};
use lalrpop_util::ParseError;

impl<'a> Builder<'a> {
    fn text(&self, l: u32, r: u32) -> &'a str {
        &self.source[l as usize..r as usize]
    }

    pub fn number(&self, l: u32, r: u32) -> Checked<'a, Expr<'a>> {
        match literal::number(self.arena, self.text(l, r), Span::new(l, r)) {
            Ok(value) => Ok(self.constant(l, value, r)),
            Err(error) => Err(ParseError::User { error }),
        }
    }

    fn warn(&self, message: Option<String>, span: Span) {
        if let Some(message) = message {
            self.warnings.borrow_mut().push(SyntaxWarning { message, span });
        }
    }

    /// A string or bytes literal.
    pub fn string(&self, l: u32, r: u32) -> Checked<'a, StringPiece<'a>> {
        let span = Span::new(l, r);
        let literal = self.text(l, r);
        let prefix_length = literal.find(['"', '\'']).unwrap_or(0);
        let (prefix, quoted) = literal.split_at(prefix_length);
        let triple = quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''"));
        let quotes = if triple { 3 } else { 1 };
        let body = &quoted[quotes..quoted.len() - quotes];
        let kind = if prefix.contains(['r', 'R']) { TextKind::Raw } else { TextKind::Escaped };
        if prefix.contains(['b', 'B']) {
            match literal::decode_bytes(self.arena, body, kind) {
                Ok(decoded) => {
                    self.warn(decoded.warning, span);
                    Ok(StringPiece::Bytes(decoded.text))
                }
                Err(message) => reject(message, span),
            }
        } else {
            match literal::decode_text(self.arena, body, kind, false, None) {
                Ok(decoded) => {
                    self.warn(decoded.warning, span);
                    Ok(StringPiece::Text(decoded.text))
                }
                Err(message) => reject(message, span),
            }
        }
    }

    /// Adjacent literals become one.
    pub fn strings(&self, l: u32, mut pieces: Vec<StringPiece<'a>>, r: u32) -> Checked<'a, Expr<'a>> {
        if pieces.len() == 1 {
            return Ok(match pieces.remove(0) {
                StringPiece::Text(text) => self.constant(l, text.constant(), r),
                StringPiece::Bytes(bytes) => self.constant(l, Constant::Bytes(bytes), r),
                StringPiece::Format(parts) => {
                    let parts = self.join_parts(parts);
                    self.expr(l, ExprKind::FString(parts), r)
                }
            });
        }
        let bytes_count = pieces.iter().filter(|piece| matches!(piece, StringPiece::Bytes(_))).count();
        if bytes_count > 0 {
            if bytes_count < pieces.len() {
                return reject("cannot mix bytes and nonbytes literals", self.lookahead_span());
            }
            let mut joined = Vec::new();
            for piece in &pieces {
                if let StringPiece::Bytes(bytes) = piece {
                    joined.extend_from_slice(bytes);
                }
            }
            return Ok(self.constant(l, Constant::Bytes(self.arena.alloc_slice_copy(&joined)), r));
        }
        let has_fstring = pieces.iter().any(|piece| matches!(piece, StringPiece::Format(_)));
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                StringPiece::Text(text) => parts.push(literal_part(text)),
                StringPiece::Format(more) => parts.extend(more),
                StringPiece::Bytes(_) => {}
            }
        }
        let parts = self.join_parts(parts);
        if has_fstring {
            return Ok(self.expr(l, ExprKind::FString(parts), r));
        }
        let value = match parts.first() {
            Some(FStringPart::Literal(text)) => Constant::Str(text),
            Some(FStringPart::Wtf8Literal(bytes)) => Constant::Wtf8(bytes),
            _ => Constant::Str(""),
        };
        Ok(self.constant(l, value, r))
    }

    /// The token that the parser looks at now.
    fn lookahead_span(&self) -> Span {
        // The first token taken is the marker that starts the stream.
        let at = self.taken.get().saturating_sub(2);
        match self.tokens.get(at).or(self.tokens.last()) {
            Some(Spanned { token: Token::Newline, span }) => Span::new(span.start, span.start),
            Some(spanned) => spanned.span,
            None => Span::default(),
        }
    }

    /// Joins neighbouring texts and drops empty ones.
    fn join_parts(&self, parts: Vec<FStringPart<'a>>) -> &'a [FStringPart<'a>] {
        let mut joined: Vec<FStringPart<'a>> = Vec::with_capacity(parts.len());
        let mut parts = parts.into_iter().peekable();
        while let Some(part) = parts.next() {
            let Some(first) = part_text(&part) else {
                joined.push(part);
                continue;
            };
            let Some(second) = parts.peek().and_then(part_text) else {
                if !first.as_bytes().is_empty() {
                    joined.push(part);
                }
                continue;
            };
            let mut bytes = [first.as_bytes(), second.as_bytes()].concat();
            parts.next();
            while let Some(next) = parts.peek().and_then(part_text) {
                bytes.extend_from_slice(next.as_bytes());
                parts.next();
            }
            if !bytes.is_empty() {
                let bytes: &'a [u8] = self.arena.alloc_slice_copy(&bytes);
                joined.push(match std::str::from_utf8(bytes) {
                    Ok(text) => FStringPart::Literal(text),
                    Err(_) => FStringPart::Wtf8Literal(bytes),
                });
            }
        }
        self.slice(joined)
    }

    /// The text between the fields of an f-string or of a format specification.
    pub fn fstring_middle(&self, l: u32, mode: FStringText, r: u32) -> Checked<'a, Vec<FStringPart<'a>>> {
        // As in CPython 3.13, a raw f-string's format specifications are not raw.
        let kind = if mode.raw && !mode.in_spec { TextKind::Raw } else { TextKind::Escaped };
        let next = self.source.as_bytes().get(r as usize).copied();
        match literal::decode_text(self.arena, self.text(l, r), kind, !mode.in_spec, next) {
            Ok(decoded) => {
                self.warn(decoded.warning, Span::new(l, r));
                Ok(vec![literal_part(decoded.text)])
            }
            Err(message) => reject(message, self.token_from(r, |token| token == Token::FStringEnd)),
        }
    }

    pub fn fstring_spec(&self, parts: Vec<Vec<FStringPart<'a>>>) -> &'a [FStringPart<'a>] {
        self.join_parts(parts.into_iter().flatten().collect())
    }

    /// A replacement field. `after` is where its brace ends, `debug_end` where its `=` ends.
    #[expect(clippy::too_many_arguments, reason = "one argument for each part of the rule")]
    pub fn fstring_field(
        &self,
        l: u32,
        after: u32,
        value: Expr<'a>,
        debug_end: Option<u32>,
        conversion: Option<(u32, Ident<'a>)>,
        format_spec: Option<&'a [FStringPart<'a>]>,
        r: u32,
    ) -> Checked<'a, Vec<FStringPart<'a>>> {
        let conversion = match conversion {
            None if debug_end.is_some() && format_spec.is_none() => Conversion::Repr,
            None => Conversion::None,
            Some((exclamation, name)) => {
                if name.span.start != exclamation + 1 {
                    let message = "f-string: conversion type must come right after the exclamanation mark";
                    return reject(message, Span::new(exclamation, name.span.end));
                }
                match name.name {
                    "s" => Conversion::Str,
                    "r" => Conversion::Repr,
                    "a" => Conversion::Ascii,
                    other => {
                        let message =
                            format!("f-string: invalid conversion character '{other}': expected 's', 'r', or 'a'");
                        return reject(message, name.span);
                    }
                }
            }
        };
        let mut parts = Vec::with_capacity(2);
        if let Some(end) = debug_end {
            let next = self.token_from(end, |_| true).start;
            parts.push(FStringPart::Literal(self.debug_text(after, next)));
        }
        let span = Span::new(l, r);
        let field = FStringField { value: self.alloc(value), conversion, format_spec, span };
        parts.push(FStringPart::Field(self.alloc(field)));
        Ok(parts)
    }

    /// The text of `{x = }` from brace to brace, without comments.
    fn debug_text(&self, start: u32, end: u32) -> &'a str {
        let text = self.text(start, end);
        if !text.contains(['#', '\r']) {
            return text;
        }
        // A `#` between two tokens starts a comment; inside a token it is text.
        let mut kept = String::with_capacity(text.len());
        let from = self.tokens.partition_point(|spanned| spanned.span.start < start);
        let mut at = start;
        let tokens = self.tokens[from..].iter().take_while(|spanned| spanned.span.start < end);
        for span in tokens.map(|spanned| spanned.span).chain([Span::new(end, end)]) {
            let mut gap = self.text(at.min(span.start), span.start);
            while let Some((before, comment)) = gap.split_once('#') {
                kept.push_str(before);
                gap = comment.find(['\n', '\r']).map_or("", |newline| &comment[newline..]);
            }
            kept.push_str(gap);
            kept.push_str(self.text(span.start, span.end.min(end)));
            at = span.end;
        }
        let unix = kept.replace("\r\n", "\n").replace('\r', "\n");
        self.arena.alloc_str(&unix)
    }
}

fn literal_part(text: Text<'_>) -> FStringPart<'_> {
    match text {
        Text::Str(text) => FStringPart::Literal(text),
        Text::Wtf8(bytes) => FStringPart::Wtf8Literal(bytes),
    }
}

fn part_text<'a>(part: &FStringPart<'a>) -> Option<Text<'a>> {
    match part {
        FStringPart::Literal(text) => Some(Text::Str(text)),
        FStringPart::Wtf8Literal(bytes) => Some(Text::Wtf8(bytes)),
        FStringPart::Field(_) => None,
    }
}
