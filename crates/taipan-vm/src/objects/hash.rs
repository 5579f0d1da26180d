//! Hashing: numbers as Python defines them (equal numbers of different types hash equally), strings with a per-VM key.

use crate::heap::{Kind, Tuple};
use crate::native::Raised;
use crate::types::{HashSlot, StrObject, slots};
use crate::value::Value;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// Modulus of numeric hashes, 2**61 - 1.
pub const MODULUS: u64 = (1 << 61) - 1;

/// SipHash-1-3-like keyed hash of text. Never returns 0, which marks "not computed" in string objects.
pub struct StrHasher {
    key: (u64, u64),
}

impl StrHasher {
    /// With a key; the same key gives the same hashes.
    pub fn new(key: (u64, u64)) -> StrHasher {
        StrHasher { key }
    }

    /// The hash of some bytes.
    #[inline]
    pub fn hash(&self, bytes: &[u8]) -> u64 {
        // SipHash-1-3 (Aumasson and Bernstein), so that scripts cannot construct collisions without the key.
        let mut v = [
            self.key.0 ^ 0x736f_6d65_7073_6575,
            self.key.1 ^ 0x646f_7261_6e64_6f6d,
            self.key.0 ^ 0x6c79_6765_6e65_7261,
            self.key.1 ^ 0x7465_6462_7974_6573,
        ];
        #[inline(always)]
        fn round(v: &mut [u64; 4]) {
            v[0] = v[0].wrapping_add(v[1]);
            v[1] = v[1].rotate_left(13) ^ v[0];
            v[0] = v[0].rotate_left(32);
            v[2] = v[2].wrapping_add(v[3]);
            v[3] = v[3].rotate_left(16) ^ v[2];
            v[0] = v[0].wrapping_add(v[3]);
            v[3] = v[3].rotate_left(21) ^ v[0];
            v[2] = v[2].wrapping_add(v[1]);
            v[1] = v[1].rotate_left(17) ^ v[2];
            v[2] = v[2].rotate_left(32);
        }
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let m = u64::from_le_bytes(chunk.try_into().expect("chunks of eight bytes"));
            v[3] ^= m;
            round(&mut v);
            v[0] ^= m;
        }
        let mut last = (bytes.len() as u64) << 56;
        for (i, byte) in chunks.remainder().iter().enumerate() {
            last |= (*byte as u64) << (8 * i);
        }
        v[3] ^= last;
        round(&mut v);
        v[0] ^= last;
        v[2] ^= 0xff;
        round(&mut v);
        round(&mut v);
        round(&mut v);
        let hash = v[0] ^ v[1] ^ v[2] ^ v[3];
        if hash == 0 { 1 } else { hash }
    }
}

/// The hash of a small integer.
#[inline(always)]
pub fn hash_int(value: i64) -> i64 {
    let magnitude = value.unsigned_abs();
    if magnitude < MODULUS {
        return if value == -1 { -2 } else { value };
    }
    let hash = (magnitude % MODULUS) as i64;
    let hash = if value < 0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a big integer.
pub fn hash_bigint(value: &BigInt) -> i64 {
    let remainder = (value.abs() % MODULUS).to_i64().expect("a remainder of the modulus fits");
    let hash = if value.is_negative() { -remainder } else { remainder };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a float; `identity` is used for NaN, which hashes by object.
pub fn hash_float(value: f64, identity: u64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return identity as i64 >> 4;
    }
    if value == value.trunc() && value.abs() < 4e18 {
        return hash_int(value as i64);
    }
    // value = mantissa * 2**exponent with an odd or 53-bit integer mantissa; 2**61 = 1 modulo the modulus.
    let bits = value.abs().to_bits();
    let raw = (bits >> 52) as i64;
    let (mantissa, exponent) =
        if raw == 0 { (bits & ((1 << 52) - 1), -1074) } else { (bits & ((1 << 52) - 1) | 1 << 52, raw - 1075) };
    let shift = exponent.rem_euclid(61) as u32;
    let m = mantissa % MODULUS;
    let rotated = ((m as u128) << shift) % MODULUS as u128;
    let hash = rotated as i64;
    let hash = if value < 0.0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

/// Combines the hashes of a tuple's items, as Python 3.8 and later do (xxHash-like).
pub fn combine(hashes: impl ExactSizeIterator<Item = i64>) -> i64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let len = hashes.len() as u64;
    let mut acc = P5;
    for hash in hashes {
        acc = acc.wrapping_add((hash as u64).wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    acc = acc.wrapping_add(len ^ (P5 ^ 3_527_539));
    if acc == u64::MAX { 1_546_275_796 } else { acc as i64 }
}

impl Vm {
    /// `hash(value)`. Strings, numbers and tuples of them never run script code.
    #[inline]
    pub fn hash(&mut self, value: &Value) -> Result<i64, Raised> {
        if let Some(i) = value.as_small_int() {
            return Ok(hash_int(i));
        }
        if value.is_exact(Kind::Str) {
            return Ok(self.str_hash(value.expect_ref::<StrObject>()) as i64);
        }
        self.hash_slow(value)
    }

    fn hash_slow(&mut self, value: &Value) -> Result<i64, Raised> {
        match value.kind() {
            Kind::Bool => return Ok(i64::from(value.as_bool() == Some(true))),
            Kind::Float if value.shape().index() == 0 => {
                return Ok(hash_float(value.as_float().expect("a float"), value.address()));
            }
            Kind::Tuple if value.shape().index() == 0 => return self.hash_tuple(value),
            kind if value.shape().index() == 0 => return self.hash_native(kind, value),
            _ => {}
        }
        self.hash_by_class(value)
    }

    /// The hash of a tuple's items combined.
    pub(crate) fn hash_tuple(&mut self, value: &Value) -> Result<i64, Raised> {
        self.deeper(|vm| {
            let items = value.expect_ref::<Tuple>().items();
            let mut hashes = Vec::with_capacity(items.len());
            for item in items {
                hashes.push(vm.hash(item)?);
            }
            Ok(combine(hashes.into_iter()))
        })
    }

    pub(crate) fn hash_native(&mut self, kind: Kind, value: &Value) -> Result<i64, Raised> {
        match slots(kind).hash {
            HashSlot::Identity => Ok(hash_identity(value)),
            HashSlot::Unhashable => {
                let name = self.type_name(value);
                Err(self.type_error(format!("unhashable type: '{name}'")))
            }
            HashSlot::Value(hash) => hash(self, value),
        }
    }

    fn hash_by_class(&mut self, value: &Value) -> Result<i64, Raised> {
        let name = self.names.hash.clone();
        let Some(method) = self.lookup_special(value, &name) else {
            return self.hash_native(value.kind(), value);
        };
        if method.is_none() {
            let name = self.type_name(value);
            return Err(self.type_error(format!("unhashable type: '{name}'")));
        }
        let result = self.call(&method, std::slice::from_ref(value))?;
        if let Some(i) = result.as_int_or_bool() {
            return Ok(if i == -1 { -2 } else { i });
        }
        match result.as_ref::<crate::heap::IntObject>() {
            // What fits a machine word is taken as it is, so that hashes pass through `__hash__` unchanged.
            Some(big) => Ok(big.value.to_i64().unwrap_or_else(|| hash_bigint(&big.value))),
            None => Err(self.type_error("__hash__ method should return an integer")),
        }
    }
}

/// The default hash of an object.
pub fn hash_identity(value: &Value) -> i64 {
    (value.address() >> 4) as i64
}
