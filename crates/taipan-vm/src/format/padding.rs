//! Filling text to a width, and the format specification of `str`.

use super::spec::{FormatError, FormatSpec};
use crate::text::{byte_offset, push_code_point};
use crate::types::count_chars;

/// More bytes than this are refused here already; the VM's own limit is checked when the text becomes a value.
const MAX_WIDTH: usize = 1 << 40;

/// Appends `fill` `count` times.
pub(super) fn push_fill(out: &mut Vec<u8>, fill: u32, count: usize) {
    if fill < 0x80 {
        out.resize(out.len() + count, fill as u8);
    } else {
        for _ in 0..count {
            push_code_point(out, fill);
        }
    }
}

/// Refuses widths and precisions that no memory holds.
pub(super) fn check_width(width: usize) -> Result<(), FormatError> {
    if width > MAX_WIDTH { Err(FormatError::memory()) } else { Ok(()) }
}

/// How many fill characters go before and after a text of `length` characters.
pub(super) fn split_padding(spec: &FormatSpec, default_align: u8, length: usize) -> (usize, usize) {
    let padding = spec.width.saturating_sub(length);
    match if spec.align == 0 { default_align } else { spec.align } {
        b'<' => (0, padding),
        b'^' => (padding / 2, padding - padding / 2),
        _ => (padding, 0),
    }
}

/// `format(text, spec)` for `str` (WTF-8 in and out).
pub fn format_text(text: &[u8], spec: &FormatSpec) -> Result<Vec<u8>, FormatError> {
    if spec.kind != 0 && spec.kind != u32::from(b's') {
        return Err(spec.unknown_kind("str"));
    }
    if spec.sign == b' ' {
        return Err(FormatError::value("Space not allowed in string format specifier"));
    }
    if spec.sign != 0 {
        return Err(FormatError::value("Sign not allowed in string format specifier"));
    }
    if spec.no_negative_zero {
        return Err(FormatError::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(FormatError::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == b'=' {
        return Err(FormatError::value("'=' alignment not allowed in string format specifier"));
    }
    check_width(spec.width)?;
    let mut chars = count_chars(text) as usize;
    let mut text = text;
    if let Some(precision) = spec.precision
        && precision < chars
    {
        text = &text[..byte_offset(text, precision)];
        chars = precision;
    }
    let (left, right) = split_padding(spec, b'<', chars);
    let mut out = Vec::with_capacity(text.len() + left + right);
    push_fill(&mut out, spec.fill, left);
    out.extend_from_slice(text);
    push_fill(&mut out, spec.fill, right);
    Ok(out)
}
