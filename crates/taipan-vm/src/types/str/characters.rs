//! Properties and case mappings of single characters, as Python's `str` methods see them. Lone surrogates have no
//! properties.

use super::tables::{DECIMAL_ZEROS, DIGIT_RUNS, FOLD_RUNS, FOLD_SPECIAL, NUMERIC_RUNS, TITLE_RUNS, TITLE_SPECIAL};
use crate::text::push_code_point;
use unicode_general_category::{GeneralCategory, get_general_category};

/// The general category; surrogates have their own.
pub fn category(c: u32) -> GeneralCategory {
    match char::from_u32(c) {
        Some(c) => get_general_category(c),
        None => GeneralCategory::Surrogate,
    }
}

/// `str.isspace` of one character.
#[inline]
pub fn is_space(c: u32) -> bool {
    match c {
        // One bit for each of the first 33 characters.
        0..0x80 => c <= 0x20 && (0x1_f000_3e00u64 >> c) & 1 != 0,
        _ => matches!(c, 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000),
    }
}

/// Whether `str.splitlines` splits here.
#[inline]
pub fn is_line_break(c: u32) -> bool {
    matches!(c, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// Whether `repr` shows the character as it is.
pub fn is_printable(c: u32) -> bool {
    if c < 0x7f {
        return c >= 0x20;
    }
    use GeneralCategory as G;
    !matches!(
        category(c),
        G::Control
            | G::Format
            | G::Surrogate
            | G::PrivateUse
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator
            | G::SpaceSeparator
    )
}

/// `str.isalpha` of one character.
pub fn is_alpha(c: u32) -> bool {
    if c < 0x80 {
        return (c as u8).is_ascii_alphabetic();
    }
    use GeneralCategory as G;
    matches!(
        category(c),
        G::UppercaseLetter | G::LowercaseLetter | G::TitlecaseLetter | G::ModifierLetter | G::OtherLetter
    )
}

/// The value of a decimal digit.
#[inline]
pub fn decimal_value(c: u32) -> Option<u8> {
    if c < 0x80 {
        return if (c as u8).is_ascii_digit() { Some(c as u8 - b'0') } else { None };
    }
    let index = DECIMAL_ZEROS.partition_point(|zero| *zero <= c);
    let zero = DECIMAL_ZEROS.get(index.checked_sub(1)?)?;
    if c - zero < 10 { Some((c - zero) as u8) } else { None }
}

/// The value of a digit, decimal or not.
pub fn digit_value(c: u32) -> Option<u8> {
    if let Some(value) = decimal_value(c) {
        return Some(value);
    }
    let index = DIGIT_RUNS.partition_point(|(start, _, _)| *start <= c);
    let (start, value, count) = DIGIT_RUNS.get(index.checked_sub(1)?)?;
    if c - start < u32::from(*count) { Some(value + (c - start) as u8) } else { None }
}

/// Numerator and denominator of the value of a numeric character.
pub fn numeric_value(c: u32) -> Option<(i64, u16)> {
    if let Some(value) = digit_value(c) {
        return Some((i64::from(value), 1));
    }
    let index = NUMERIC_RUNS.partition_point(|(start, _, _, _)| *start <= c);
    let (start, numerator, denominator, count) = NUMERIC_RUNS.get(index.checked_sub(1)?)?;
    if c - start < u32::from(*count) { Some((numerator + i64::from(c - start), *denominator)) } else { None }
}

/// `str.isalnum` of one character.
pub fn is_alphanumeric(c: u32) -> bool {
    is_alpha(c) || numeric_value(c).is_some()
}

/// Derived property Lowercase.
pub fn is_lower(c: u32) -> bool {
    char::from_u32(c).is_some_and(char::is_lowercase)
}

/// Derived property Uppercase.
pub fn is_upper(c: u32) -> bool {
    char::from_u32(c).is_some_and(char::is_uppercase)
}

/// Whether it is a titlecase letter such as `ǅ`.
pub fn is_title(c: u32) -> bool {
    c > 0x100 && category(c) == GeneralCategory::TitlecaseLetter
}

/// Whether it has case.
pub fn is_cased(c: u32) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Whether case-dependent rules look through it.
fn is_case_ignorable(c: u32) -> bool {
    use GeneralCategory as G;
    if matches!(
        c,
        0x27 | 0x2e
            | 0x3a
            | 0xb7
            | 0x387
            | 0x55f
            | 0x5f4
            | 0x2018
            | 0x2019
            | 0x2024
            | 0x2027
            | 0xfe13
            | 0xfe52
            | 0xfe55
            | 0xff07
            | 0xff0e
            | 0xff1a
    ) {
        return true;
    }
    matches!(category(c), G::NonspacingMark | G::EnclosingMark | G::Format | G::ModifierLetter | G::ModifierSymbol)
}

fn push_chars(out: &mut Vec<u8>, chars: impl Iterator<Item = char>) {
    let mut buffer = [0; 4];
    for c in chars {
        out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
    }
}

/// Appends the lower case of the character at `index` of `text`; a final sigma depends on its neighbours.
pub fn push_lower(out: &mut Vec<u8>, text: &[u32], index: usize) {
    let c = text[index];
    if c == 0x3a3 {
        let before = text[..index].iter().rev().find(|c| !is_case_ignorable(**c)).is_some_and(|c| is_cased(*c));
        let after = text[index + 1..].iter().find(|c| !is_case_ignorable(**c)).is_some_and(|c| is_cased(*c));
        push_code_point(out, if before && !after { 0x3c2 } else { 0x3c3 });
        return;
    }
    match char::from_u32(c) {
        Some(c) => push_chars(out, c.to_lowercase()),
        None => push_code_point(out, c),
    }
}

/// Appends the upper case of a character.
pub fn push_upper(out: &mut Vec<u8>, c: u32) {
    match char::from_u32(c) {
        Some(c) => push_chars(out, c.to_uppercase()),
        None => push_code_point(out, c),
    }
}

/// Appends the title case of a character.
pub fn push_title(out: &mut Vec<u8>, c: u32) {
    match mapped(TITLE_RUNS, TITLE_SPECIAL, c) {
        Some(Mapped::Char(c)) => push_code_point(out, c),
        Some(Mapped::Text(text)) => out.extend_from_slice(text.as_bytes()),
        None => push_upper(out, c),
    }
}

/// Appends the folded form of a character.
pub fn push_folded(out: &mut Vec<u8>, c: u32) {
    match mapped(FOLD_RUNS, FOLD_SPECIAL, c) {
        Some(Mapped::Char(c)) => push_code_point(out, c),
        Some(Mapped::Text(text)) => out.extend_from_slice(text.as_bytes()),
        None => match char::from_u32(c) {
            Some(c) => push_chars(out, c.to_lowercase()),
            None => push_code_point(out, c),
        },
    }
}

enum Mapped {
    Char(u32),
    Text(&'static str),
}

fn mapped(runs: &[(u32, u32, i32)], special: &[(u32, &'static str)], c: u32) -> Option<Mapped> {
    if let Ok(index) = special.binary_search_by_key(&c, |(c, _)| *c) {
        return Some(Mapped::Text(special[index].1));
    }
    let index = runs.partition_point(|(start, _, _)| *start <= c);
    let (_, end, distance) = runs.get(index.checked_sub(1)?)?;
    if c <= *end { Some(Mapped::Char(c.wrapping_add_signed(*distance))) } else { None }
}

/// Text for the number parsers: decimal digits of all scripts and white space become ASCII, any other character that is not
/// ASCII becomes `?`.
pub(crate) fn ascii_digits_and_spaces(text: &[u8]) -> Vec<u8> {
    crate::text::code_points(text)
        .map(|c| match c {
            0..0x80 => c as u8,
            _ if is_space(c) => b' ',
            _ => decimal_value(c).map_or(b'?', |digit| b'0' + digit),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(map: fn(&mut Vec<u8>, u32), c: char) -> String {
        let mut out = Vec::new();
        map(&mut out, c as u32);
        String::from_utf8(out).expect("valid text")
    }

    #[test]
    fn mappings() {
        assert_eq!(with(push_title, 'ß'), "Ss");
        assert_eq!(with(push_title, 'ǆ'), "ǅ");
        assert_eq!(with(push_title, 'a'), "A");
        assert_eq!(with(push_folded, 'ß'), "ss");
        assert_eq!(with(push_folded, 'Σ'), "σ");
        assert_eq!(with(push_folded, 'ς'), "σ");
        assert_eq!(with(push_upper, 'ß'), "SS");
        let text: Vec<u32> = "ΟΔΟΣ.".chars().map(u32::from).collect();
        let mut out = Vec::new();
        push_lower(&mut out, &text, 3);
        assert_eq!(out, "ς".as_bytes());
    }

    #[test]
    fn numbers() {
        assert_eq!(decimal_value('٣' as u32), Some(3));
        assert_eq!(digit_value('²' as u32), Some(2));
        assert_eq!(numeric_value('½' as u32), Some((1, 2)));
        assert_eq!(numeric_value('万' as u32), Some((10000, 1)));
        assert_eq!(numeric_value('a' as u32), None);
        assert_eq!(ascii_digits_and_spaces(" ٣x€".as_bytes()), b" 3x?");
    }
}
