//! `unicodedata`: properties, names and normal forms of characters. `bidirectional` and `decomposition` are not there. See
//! <https://docs.python.org/3.13/library/unicodedata.html>.

mod tables;

use tables::{MIRRORED, WIDTHS};
use taipan_vm::native::NativeModule;
use taipan_vm::text::{code_points, push_code_point};
use taipan_vm::types::{StrObject, characters};
use taipan_vm::{ExceptionKind, NativeDef, NativeResult, Raised, Value, Vm};
use unicode_general_category::GeneralCategory as G;
use unicode_normalization::UnicodeNormalization;

/// The module.
pub fn module() -> NativeModule {
    NativeModule {
        name: "unicodedata",
        functions: FUNCTIONS,
        init: Some(|vm, dict| {
            let version = vm.str("15.1.0");
            vm.dict_set_str(dict, "unidata_version", version);
            Ok(())
        }),
    }
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::plain("category", "chr, /", unicodedata_category),
    NativeDef::plain("combining", "chr, /", unicodedata_combining),
    NativeDef::plain("decimal", "chr, default=..., /", unicodedata_decimal),
    NativeDef::plain("digit", "chr, default=..., /", unicodedata_digit),
    NativeDef::plain("east_asian_width", "chr, /", unicodedata_east_asian_width),
    NativeDef::plain("is_normalized", "form, unistr, /", unicodedata_is_normalized),
    NativeDef::plain("lookup", "name, /", unicodedata_lookup),
    NativeDef::plain("mirrored", "chr, /", unicodedata_mirrored),
    NativeDef::plain("name", "chr, default=..., /", unicodedata_name),
    NativeDef::plain("normalize", "form, unistr, /", unicodedata_normalize),
    NativeDef::plain("numeric", "chr, default=..., /", unicodedata_numeric),
];

/// The single character of the first argument.
fn character(vm: &mut Vm, value: &Value, function: &str, number: &str) -> Result<u32, Raised> {
    let Some(text) = value.as_ref::<StrObject>() else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("{function}() argument{number} must be a unicode character, not {name}")));
    };
    let mut points = code_points(text.bytes());
    match (points.next(), points.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(vm.type_error(format!("{function}() argument{number} must be a unicode character, not str"))),
    }
}

/// The default argument, or ValueError with this message.
fn default_or(vm: &mut Vm, default: &Value, message: &str) -> NativeResult {
    match default.bound() {
        Some(default) => Ok(default.clone()),
        None => Err(vm.value_error(message)),
    }
}

fn unicodedata_category(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "category", "")?;
    vm.ok_str(match characters::category(c) {
        G::UppercaseLetter => "Lu",
        G::LowercaseLetter => "Ll",
        G::TitlecaseLetter => "Lt",
        G::ModifierLetter => "Lm",
        G::OtherLetter => "Lo",
        G::NonspacingMark => "Mn",
        G::SpacingMark => "Mc",
        G::EnclosingMark => "Me",
        G::DecimalNumber => "Nd",
        G::LetterNumber => "Nl",
        G::OtherNumber => "No",
        G::ConnectorPunctuation => "Pc",
        G::DashPunctuation => "Pd",
        G::OpenPunctuation => "Ps",
        G::ClosePunctuation => "Pe",
        G::InitialPunctuation => "Pi",
        G::FinalPunctuation => "Pf",
        G::OtherPunctuation => "Po",
        G::MathSymbol => "Sm",
        G::CurrencySymbol => "Sc",
        G::ModifierSymbol => "Sk",
        G::OtherSymbol => "So",
        G::SpaceSeparator => "Zs",
        G::LineSeparator => "Zl",
        G::ParagraphSeparator => "Zp",
        G::Control => "Cc",
        G::Format => "Cf",
        G::Surrogate => "Cs",
        G::PrivateUse => "Co",
        _ => "Cn",
    })
}

fn unicodedata_combining(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "combining", "")?;
    let class = char::from_u32(c).map_or(0, unicode_normalization::char::canonical_combining_class);
    Ok(Value::index(class as usize))
}

fn unicodedata_decimal(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "decimal", " 1")?;
    match characters::decimal_value(c) {
        Some(value) => Ok(Value::index(value as usize)),
        None => default_or(vm, &args[1], "not a decimal"),
    }
}

fn unicodedata_digit(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "digit", " 1")?;
    match characters::digit_value(c) {
        Some(value) => Ok(Value::index(value as usize)),
        None => default_or(vm, &args[1], "not a digit"),
    }
}

fn unicodedata_numeric(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "numeric", " 1")?;
    match characters::numeric_value(c) {
        Some((numerator, denominator)) => Ok(vm.float(numerator as f64 / f64::from(denominator))),
        None => default_or(vm, &args[1], "not a numeric character"),
    }
}

fn unicodedata_east_asian_width(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "east_asian_width", "")?;
    let index = WIDTHS.partition_point(|(start, _, _)| *start <= c);
    let class = match index.checked_sub(1).map(|index| WIDTHS[index]) {
        Some((_, end, class)) if c <= end => class,
        _ => "N",
    };
    vm.ok_str(class)
}

fn unicodedata_mirrored(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "mirrored", "")?;
    let index = MIRRORED.partition_point(|(start, _)| *start <= c);
    let mirrored = index.checked_sub(1).is_some_and(|index| c <= MIRRORED[index].1);
    Ok(Value::index(usize::from(mirrored)))
}

fn unicodedata_name(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let c = character(vm, &args[0], "name", " 1")?;
    match char::from_u32(c).and_then(unicode_names2::name) {
        Some(name) => Ok(vm.string(name.to_string())),
        None => default_or(vm, &args[1], "no such name"),
    }
}

fn unicodedata_lookup(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let name = match args[0].as_ref::<StrObject>() {
        Some(name) => name.lossy().into_owned(),
        None => {
            let class = vm.type_name(&args[0]);
            return Err(vm.type_error(format!("lookup() argument must be str, not {class}")));
        }
    };
    match unicode_names2::character(&name) {
        Some(c) => Ok(vm.char(u32::from(c))),
        None => Err(vm.error(ExceptionKind::KeyError, format!("undefined character name '{name}'"))),
    }
}

/// A normal form of text; lone surrogates stay where they are.
fn normal_form(vm: &mut Vm, args: &[Value], function: &str) -> Result<Vec<u8>, Raised> {
    let (Some(form), Some(text)) = (args[0].as_ref::<StrObject>(), args[1].as_ref::<StrObject>()) else {
        let (number, wrong) = if args[0].as_ref::<StrObject>().is_none() { (1, &args[0]) } else { (2, &args[1]) };
        let name = vm.type_name(wrong);
        return Err(vm.type_error(format!("{function}() argument {number} must be str, not {name}")));
    };
    let form: fn(&str) -> String = match form.bytes() {
        b"NFC" => |text| text.nfc().collect(),
        b"NFD" => |text| text.nfd().collect(),
        b"NFKC" => |text| text.nfkc().collect(),
        b"NFKD" => |text| text.nfkd().collect(),
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    let bytes = text.bytes();
    if text.is_ascii() {
        return Ok(bytes.to_vec());
    }
    // A character expands to at most eighteen.
    vm.check_text_size(bytes.len().saturating_mul(11))?;
    if let Some(text) = text.as_str() {
        return Ok(form(text).into_bytes());
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut part = String::new();
    for c in code_points(bytes) {
        match char::from_u32(c) {
            Some(c) => part.push(c),
            None => {
                out.extend_from_slice(form(&part).as_bytes());
                part.clear();
                push_code_point(&mut out, c);
            }
        }
    }
    out.extend_from_slice(form(&part).as_bytes());
    Ok(out)
}

fn unicodedata_normalize(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = normal_form(vm, args, "normalize")?;
    Ok(vm.str_from_vec(text))
}

fn unicodedata_is_normalized(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = normal_form(vm, args, "is_normalized")?;
    Ok(Value::bool(args[1].as_ref::<StrObject>().is_some_and(|given| given.bytes() == text)))
}
