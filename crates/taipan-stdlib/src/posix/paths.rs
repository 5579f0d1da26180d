//! Paths as arguments and results: `str`, `bytes` and path objects.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use taipan_vm::types::BytesObject;
use taipan_vm::{Kind, NativeResult, Raised, Value, Vm, text};

/// A path argument: where it leads, and what the caller gave, for error messages.
pub(super) struct PathArgument {
    pub path: PathBuf,
    pub given: Value,
    /// Whether results should be `bytes`.
    pub bytes: bool,
}

/// `str`, `bytes`, or what `__fspath__` gives.
pub(super) fn posix_fspath(vm: &mut Vm, args: &[Value]) -> NativeResult {
    fspath(vm, &args[0])
}

fn fspath(vm: &mut Vm, value: &Value) -> NativeResult {
    if matches!(value.kind(), Kind::Str | Kind::Bytes) {
        return Ok(value.clone());
    }
    let name = vm.names.fspath.clone();
    let class = vm.type_name(value);
    let Some(result) = vm.call_special(value, &name, &[]) else {
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {class}")));
    };
    let result = result?;
    if matches!(result.kind(), Kind::Str | Kind::Bytes) {
        return Ok(result);
    }
    let found = vm.type_name(&result);
    Err(vm.type_error(format!("expected {class}.__fspath__() to return str or bytes, not {found}")))
}

/// A path argument of the function `function`.
pub(super) fn path_argument(vm: &mut Vm, value: &Value, function: &str) -> Result<PathArgument, Raised> {
    if !vm.host().file_access {
        return Err(vm.os_error(1, "Operation not permitted", Some(value)));
    }
    let name = vm.names.fspath.clone();
    let fits = matches!(value.kind(), Kind::Str | Kind::Bytes) || vm.lookup_special(value, &name).is_some();
    if !fits {
        let found = vm.type_name(value);
        let numbers = if matches!(function, "stat" | "chdir" | "listdir" | "chmod" | "utime" | "truncate") {
            ", bytes, os.PathLike or integer"
        } else {
            ", bytes or os.PathLike"
        };
        let none = if function == "listdir" { ", integer or None" } else { "" };
        let kinds = if none.is_empty() { numbers } else { ", bytes, os.PathLike, integer or None" };
        return Err(vm.type_error(format!("{function}: path should be string{kinds}, not {found}")));
    }
    let given = fspath(vm, value)?;
    let bytes = given.as_ref::<BytesObject>().map(|b| b.bytes.to_vec());
    let is_bytes = bytes.is_some();
    let raw = match bytes {
        Some(bytes) => bytes,
        None => encode(vm, &given)?,
    };
    if raw.contains(&0) {
        return Err(vm.value_error(format!("{function}: embedded null character in path")));
    }
    Ok(PathArgument { path: PathBuf::from(OsString::from_vec(raw)), given, bytes: is_bytes })
}

/// Text as the file system has it: lone surrogates that stand for bytes become these bytes.
pub(super) fn encode(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    let object = vm.expect_str(value, "path")?;
    if let Some(plain) = object.as_str() {
        return Ok(plain.as_bytes().to_vec());
    }
    let mut raw = Vec::new();
    for code in text::code_points(object.bytes()) {
        match code {
            0xdc80..=0xdcff => raw.push((code - 0xdc00) as u8),
            _ => text::push_code_point(&mut raw, code),
        }
    }
    Ok(raw)
}

/// A path as `str`, or `bytes` when `bytes` is set.
pub(super) fn path_value(vm: &mut Vm, path: &Path, bytes: bool) -> Value {
    let raw = path.as_os_str().as_bytes();
    if bytes {
        return vm.bytes(raw.to_vec());
    }
    if let Ok(plain) = std::str::from_utf8(raw) {
        return vm.str(plain);
    }
    let mut wtf8 = Vec::with_capacity(raw.len());
    for chunk in raw.utf8_chunks() {
        wtf8.extend_from_slice(chunk.valid().as_bytes());
        for byte in chunk.invalid() {
            text::push_code_point(&mut wtf8, 0xdc00 + *byte as u32);
        }
    }
    vm.str_from_vec(wtf8)
}
