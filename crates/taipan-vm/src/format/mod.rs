//! Numbers and text to text: the format mini-language, `%` formatting, `str.format`, and `repr` of floats.
//!
//! ```text
//!  format(), f-strings, str.format ─► spec (parse) ─► number, text (lay out) ─► float_digits (digits of floats)
//!  "..." % args                    ─► printf                     ─►┘
//! ```
//!
//! See <https://docs.python.org/3.13/library/string.html#format-specification-mini-language>. The locale is always C, so
//! `n` is `d` or `g`.

pub mod float_digits;
mod number;
mod padding;
mod printf;
mod spec;
mod template;

pub(crate) use number::int_digits;
pub use number::{format_complex, format_float, format_int};
pub use padding::format_text;
pub(crate) use printf::{bytes_percent, str_percent};
pub use spec::{FormatError, FormatSpec};
pub(crate) use template::{TemplateMode, template_format};
