//! Parsing of format specifications: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use crate::exceptions::ExceptionKind;
use crate::native::Raised;
use crate::text::decode_code_point;
use crate::vm::Vm;

/// A parsed format specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// Fill character, a space if none was given (`0` for the zero flag).
    pub fill: u32,
    /// `<`, `>`, `=`, `^`, or 0 if none was given.
    pub align: u8,
    /// `+`, `-`, space, or 0 if none was given.
    pub sign: u8,
    /// `z`: negative zero becomes zero.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// Least number of characters; 0 if none was given.
    pub width: usize,
    /// `,` or `_`, or 0.
    pub grouping: u8,
    /// `.precision`
    pub precision: Option<usize>,
    /// The presentation type, or 0 if none was given.
    pub kind: u32,
}

/// A specification that does not fit its value.
#[derive(Debug, PartialEq, Eq)]
pub struct FormatError {
    /// The exception to raise.
    pub kind: ExceptionKind,
    /// Its message.
    pub message: String,
}

impl FormatError {
    pub(super) fn value(message: impl Into<String>) -> FormatError {
        FormatError { kind: ExceptionKind::ValueError, message: message.into() }
    }

    pub(super) fn overflow(message: impl Into<String>) -> FormatError {
        FormatError { kind: ExceptionKind::OverflowError, message: message.into() }
    }

    pub(super) fn memory() -> FormatError {
        FormatError { kind: ExceptionKind::MemoryError, message: String::new() }
    }

    /// The exception.
    pub fn raise(self, vm: &mut Vm) -> Raised {
        if self.kind == ExceptionKind::MemoryError {
            return vm.memory_error();
        }
        vm.error(self.kind, self.message)
    }
}

impl FormatSpec {
    /// No specification at all.
    pub const EMPTY: FormatSpec = FormatSpec {
        fill: b' ' as u32,
        align: 0,
        sign: 0,
        no_negative_zero: false,
        alternate: false,
        width: 0,
        grouping: 0,
        precision: None,
        kind: 0,
    };

    /// Parses a specification (WTF-8) for a value of the named type.
    pub fn parse(text: &[u8], type_name: &str) -> Result<FormatSpec, FormatError> {
        let mut spec = FormatSpec::EMPTY;
        let mut rest = text;
        let is_align = |byte: &u8| matches!(byte, b'<' | b'>' | b'=' | b'^');
        let mut fill_given = false;
        if let Some(first) = rest.first() {
            let (fill, length) = if *first < 0x80 { (u32::from(*first), 1) } else { decode_code_point(rest, 0) };
            if rest.get(length).is_some_and(is_align) {
                spec.fill = fill;
                spec.align = rest[length];
                fill_given = true;
                rest = &rest[length + 1..];
            } else if is_align(first) {
                spec.align = *first;
                rest = &rest[1..];
            }
        }
        if let Some(sign @ (b'+' | b'-' | b' ')) = rest.first() {
            spec.sign = *sign;
            rest = &rest[1..];
        }
        if rest.first() == Some(&b'z') {
            spec.no_negative_zero = true;
            rest = &rest[1..];
        }
        if rest.first() == Some(&b'#') {
            spec.alternate = true;
            rest = &rest[1..];
        }
        if !fill_given && rest.first() == Some(&b'0') {
            spec.fill = u32::from(b'0');
            if spec.align == 0 && type_name != "str" {
                spec.align = b'=';
            }
            rest = &rest[1..];
        }
        if let Some(width) = take_number(&mut rest)? {
            spec.width = width;
        }
        if rest.first() == Some(&b',') {
            spec.grouping = b',';
            rest = &rest[1..];
        }
        if rest.first() == Some(&b'_') {
            if spec.grouping != 0 {
                return Err(FormatError::value("Cannot specify both ',' and '_'."));
            }
            spec.grouping = b'_';
            rest = &rest[1..];
        }
        if rest.first() == Some(&b',') && spec.grouping == b'_' {
            return Err(FormatError::value("Cannot specify both ',' and '_'."));
        }
        if rest.first() == Some(&b'.') {
            rest = &rest[1..];
            match take_number(&mut rest)? {
                Some(precision) => spec.precision = Some(precision),
                None => return Err(FormatError::value("Format specifier missing precision")),
            }
        }
        if !rest.is_empty() {
            let (kind, length) = decode_code_point(rest, 0);
            if length != rest.len() {
                let text = String::from_utf8_lossy(text);
                return Err(FormatError::value(format!(
                    "Invalid format specifier '{text}' for object of type '{type_name}'"
                )));
            }
            spec.kind = kind;
        }
        if spec.grouping != 0 {
            let default = if type_name == "str" { u32::from(b's') } else { 0 };
            let kind = if spec.kind == 0 { default } else { spec.kind };
            let allowed = match u8::try_from(kind) {
                Ok(b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0) => true,
                Ok(b'b' | b'o' | b'x' | b'X') => spec.grouping == b'_',
                _ => false,
            };
            if !allowed {
                let grouping = spec.grouping as char;
                return Err(FormatError::value(format!("Cannot specify '{grouping}' with {}.", quoted_kind(kind))));
            }
        }
        Ok(spec)
    }

    /// Parses a specification, and refuses one whose result would be too large.
    pub(crate) fn parse_checked(vm: &mut Vm, text: &[u8], type_name: &str) -> Result<FormatSpec, Raised> {
        let spec = FormatSpec::parse(text, type_name).map_err(|error| error.raise(vm))?;
        let digits = if type_name == "str" { 0 } else { spec.precision.unwrap_or(0) };
        // Characters have up to four bytes, and grouping adds a third.
        let size = spec.width.saturating_add(digits);
        if size > 1 << 16 {
            vm.check_text_size(size.saturating_mul(4))?;
        }
        Ok(spec)
    }

    /// "Unknown format code 'x' for object of type 'int'"
    pub(super) fn unknown_kind(&self, type_name: &str) -> FormatError {
        FormatError::value(format!("Unknown format code {} for object of type '{type_name}'", quoted_kind(self.kind)))
    }
}

fn quoted_kind(kind: u32) -> String {
    match kind {
        33..128 => format!("'{}'", kind as u8 as char),
        _ => format!("'\\x{kind:x}'"),
    }
}

/// The decimal number at the start of `rest`, which is moved behind it.
fn take_number(rest: &mut &[u8]) -> Result<Option<usize>, FormatError> {
    let length = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if length == 0 {
        return Ok(None);
    }
    let mut number: usize = 0;
    for digit in &rest[..length] {
        number = number
            .checked_mul(10)
            .and_then(|n| n.checked_add(usize::from(*digit - b'0')))
            .filter(|n| *n <= i64::MAX as usize)
            .ok_or_else(|| FormatError::value("Too many decimal digits in format string"))?;
    }
    *rest = &rest[length..];
    Ok(Some(number))
}
