//! `_random`: the Mersenne Twister (MT19937 of Matsumoto and Nishimura) behind `random`, with CPython's seeding, so that the
//! same seed gives the same numbers. Not for secrets. See <https://docs.python.org/3.13/library/random.html>.

use num_bigint::{BigInt, BigUint, Sign};
use sha2::{Digest, Sha512};
use std::cell::RefCell;
use taipan_vm::native::{NativeClassDef, NativeData, NativeModule};
use taipan_vm::types::Slots;
use taipan_vm::{ExceptionKind, NativeDef, NativeResult, Raised, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule {
        name: "_random",
        functions: FUNCTIONS,
        init: Some(|vm, dict| {
            let class = vm.native_class(&RANDOM);
            vm.dict_set_str(dict, "Random", class);
            Ok(())
        }),
    }
}

const FUNCTIONS: &[NativeDef] = &[NativeDef::plain("_sha512", "data, /", random_sha512)];

static RANDOM: NativeClassDef = NativeClassDef { name: "Random", module: "_random", slots: &RANDOM_SLOTS };

static RANDOM_SLOTS: Slots = Slots {
    new: Some(NativeDef::plain("__new__", "cls, *args, **kwargs", random_new)),
    methods: &[
        NativeDef::plain("__init__", "self, x=None, /", random_init),
        NativeDef::plain("getrandbits", "self, k, /", random_getrandbits),
        NativeDef::plain("getstate", "self, /", random_getstate),
        NativeDef::plain("random", "self, /", random_random),
        NativeDef::plain("seed", "self, n=None, /", random_seed),
        NativeDef::plain("setstate", "self, state, /", random_setstate),
    ],
    subclassable: true,
    doc: "A generator of pseudo-random numbers with a state of its own.",
    ..Slots::NONE
};

const LENGTH: usize = 624;
const MIDDLE: usize = 397;

/// The generator.
struct Twister {
    state: [u32; LENGTH],
    /// Next word to use; `LENGTH` when new ones must be made.
    index: usize,
}

impl Twister {
    fn new(key: &[u32]) -> Twister {
        let mut twister = Twister { state: [0; LENGTH], index: LENGTH };
        twister.fill(19_650_218);
        let state = &mut twister.state;
        let (mut i, mut j) = (1, 0);
        for _ in 0..LENGTH.max(key.len()) {
            let previous = state[i - 1] ^ state[i - 1] >> 30;
            state[i] = (state[i] ^ previous.wrapping_mul(1_664_525)).wrapping_add(key[j]).wrapping_add(j as u32);
            i += 1;
            j = (j + 1) % key.len();
            if i == LENGTH {
                state[0] = state[LENGTH - 1];
                i = 1;
            }
        }
        for _ in 0..LENGTH - 1 {
            let previous = state[i - 1] ^ state[i - 1] >> 30;
            state[i] = (state[i] ^ previous.wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i += 1;
            if i == LENGTH {
                state[0] = state[LENGTH - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        twister
    }

    fn fill(&mut self, seed: u32) {
        self.state[0] = seed;
        for i in 1..LENGTH {
            let previous = self.state[i - 1] ^ self.state[i - 1] >> 30;
            self.state[i] = previous.wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        self.index = LENGTH;
    }

    fn next(&mut self) -> u32 {
        if self.index >= LENGTH {
            self.twist();
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    fn twist(&mut self) {
        let state = &mut self.state;
        for i in 0..LENGTH {
            let y = state[i] & 0x8000_0000 | state[(i + 1) % LENGTH] & 0x7fff_ffff;
            let mask = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            state[i] = state[(i + MIDDLE) % LENGTH] ^ y >> 1 ^ mask;
        }
        self.index = 0;
    }

    /// A float in `[0, 1)` with 53 random bits.
    fn float(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0)
    }
}

struct RandomData {
    twister: RefCell<Twister>,
}

impl NativeData for RandomData {}

fn twister(value: &Value) -> &RefCell<Twister> {
    &value.native::<RandomData>().expect("methods are called on objects of their class").twister
}

/// The words that an integer seed stands for.
fn key_of(value: &BigInt) -> Vec<u32> {
    let words = value.magnitude().to_u32_digits();
    if words.is_empty() { vec![0] } else { words }
}

/// A key from the system's entropy, or from the clock where there is none.
fn fresh_key() -> Vec<u32> {
    let mut bytes = [0; 64];
    if getrandom::fill(&mut bytes).is_err() {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        bytes[..16].copy_from_slice(&now.as_nanos().to_le_bytes());
    }
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}

fn seed_key(vm: &mut Vm, seed: &Value) -> Result<Vec<u32>, Raised> {
    if seed.is_none() {
        return Ok(fresh_key());
    }
    if let Some(int) = seed.as_integer() {
        return Ok(key_of(&int.to_big()));
    }
    let hash = vm.hash(seed)? as u64;
    Ok(key_of(&BigInt::from(hash)))
}

fn random_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let data = RandomData { twister: RefCell::new(Twister::new(&fresh_key())) };
    Ok(vm.native_object(&args[0], data))
}

fn random_init(vm: &mut Vm, args: &[Value]) -> NativeResult {
    random_seed(vm, args)
}

fn random_seed(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let key = seed_key(vm, &args[1])?;
    twister(&args[0]).replace(Twister::new(&key));
    Ok(Value::NONE)
}

fn random_random(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let number = twister(&args[0]).borrow_mut().float();
    Ok(vm.float(number))
}

fn random_getrandbits(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bits = vm.index(&args[1])?;
    if bits < 0 {
        return Err(vm.value_error("number of bits must be non-negative"));
    }
    if bits == 0 {
        return Ok(Value::index(0));
    }
    if bits <= 32 {
        let word = twister(&args[0]).borrow_mut().next();
        return Ok(Value::index((word >> (32 - bits)) as usize));
    }
    vm.check_size(bits as usize / 8)?;
    let mut words = Vec::with_capacity((bits as usize).div_ceil(32));
    let mut left = bits;
    let mut twister = twister(&args[0]).borrow_mut();
    while left > 0 {
        let word = twister.next();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left -= 32;
    }
    drop(twister);
    Ok(vm.bigint(BigInt::from_biguint(Sign::Plus, BigUint::new(words))))
}

fn random_getstate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let mut words: Vec<usize> = Vec::with_capacity(LENGTH + 1);
    let twister = twister(&args[0]).borrow();
    words.extend(twister.state.iter().map(|word| *word as usize));
    words.push(twister.index);
    drop(twister);
    Ok(vm.tuple(words.into_iter().map(Value::index).collect()))
}

fn random_setstate(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(items) = args[1].as_tuple() else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    if items.len() != LENGTH + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut new = Twister { state: [0; LENGTH], index: LENGTH };
    for (slot, item) in new.state.iter_mut().zip(items) {
        let word = vm.index(item)?;
        let Ok(word) = u32::try_from(word) else {
            return Err(vm.error(ExceptionKind::OverflowError, "can't convert negative value to unsigned int"));
        };
        *slot = word;
    }
    match usize::try_from(vm.index(&items[LENGTH])?) {
        Ok(index) if index <= LENGTH => new.index = index,
        _ => return Err(vm.value_error("invalid state")),
    }
    twister(&args[0]).replace(new);
    Ok(Value::NONE)
}

/// The SHA-512 digest of bytes, for seeds that are text.
fn random_sha512(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(bytes) = args[0].as_bytes() else {
        let name = vm.type_name(&args[0]);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    let digest = Sha512::digest(&*bytes).to_vec();
    drop(bytes);
    Ok(vm.bytes(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequence_of_a_seed() {
        let mut twister = Twister::new(&[42]);
        assert_eq!(twister.float(), 0.6394267984578837);
        assert_eq!(twister.float(), 0.025010755222666936);
        for _ in 0..1000 {
            twister.next();
        }
        let mut zero = Twister::new(&[0]);
        assert_eq!(zero.next(), 3626764237);
        assert_eq!(key_of(&BigInt::from(1u64 << 40)), [0, 256]);
    }
}
