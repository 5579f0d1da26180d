//! `_hashlib`: digests behind `hashlib` and `hmac`: MD5, SHA-1, SHA-2, SHA-3, SHAKE and BLAKE2 (without keys and salts). The
//! names are those of CPython's module of that name. See <https://docs.python.org/3.13/library/hashlib.html>.

use sha2::Digest;
use sha3::digest::{ExtendableOutput, Update, XofReader};
use std::cell::RefCell;
use taipan_vm::native::{NativeClassDef, NativeData, NativeModule};
use taipan_vm::types::{GetSetDef, Slots, StrObject};
use taipan_vm::{NativeDef, NativeResult, Raised, Value, Vm};

/// The module.
pub fn module() -> NativeModule {
    NativeModule { name: "_hashlib", functions: FUNCTIONS, init: Some(init) }
}

const FUNCTIONS: &[NativeDef] = &[NativeDef::plain("new", "name, string=..., *, usedforsecurity=True", hashlib_new)];

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    let class = vm.native_class(&HASH);
    vm.dict_set_str(dict, "HASH", class);
    let names: Vec<Value> = NAMES.iter().map(|name| vm.str(name)).collect();
    let names = vm.tuple(names);
    vm.dict_set_str(dict, "algorithms", names);
    Ok(())
}

const NAMES: [&str; 14] = [
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "shake_128",
    "shake_256",
    "blake2b",
    "blake2s",
];

static HASH: NativeClassDef = NativeClassDef { name: "HASH", module: "_hashlib", slots: &HASH_SLOTS };

static HASH_SLOTS: Slots = Slots {
    repr: Some(|vm, value| {
        let (name, address) = (hash(value).name, value.address());
        Ok(vm.string(format!("<{name} _hashlib.HASH object @ {address:#x}>")))
    }),
    methods: &[
        NativeDef::plain("copy", "self, /", hash_copy),
        NativeDef::plain("digest", "self, length=..., /", hash_digest),
        NativeDef::plain("hexdigest", "self, length=..., /", hash_hexdigest),
        NativeDef::plain("update", "self, obj, /", hash_update),
    ],
    getset: &[
        GetSetDef { name: "name", get: |vm, value| vm.ok_str(hash(value).name), set: None },
        GetSetDef { name: "digest_size", get: |_, value| Ok(Value::index(hash(value).sizes().0)), set: None },
        GetSetDef { name: "block_size", get: |_, value| Ok(Value::index(hash(value).sizes().1)), set: None },
    ],
    doc: "A digest being computed.",
    ..Slots::NONE
};

/// The state of a digest.
#[derive(Clone)]
enum State {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
    Sha3_224(sha3::Sha3_224),
    Sha3_256(sha3::Sha3_256),
    Sha3_384(sha3::Sha3_384),
    Sha3_512(sha3::Sha3_512),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
    Blake2b(blake2::Blake2b512),
    Blake2s(blake2::Blake2s256),
}

/// Runs the same code for each kind of state.
macro_rules! each_state {
    ($state:expr, $inner:ident => $body:expr) => {
        match $state {
            State::Md5($inner) => $body,
            State::Sha1($inner) => $body,
            State::Sha224($inner) => $body,
            State::Sha256($inner) => $body,
            State::Sha384($inner) => $body,
            State::Sha512($inner) => $body,
            State::Sha3_224($inner) => $body,
            State::Sha3_256($inner) => $body,
            State::Sha3_384($inner) => $body,
            State::Sha3_512($inner) => $body,
            State::Shake128($inner) => $body,
            State::Shake256($inner) => $body,
            State::Blake2b($inner) => $body,
            State::Blake2s($inner) => $body,
        }
    };
}

struct Hash {
    name: &'static str,
    state: RefCell<State>,
}

impl NativeData for Hash {}

impl Hash {
    fn new(name: &str) -> Option<Hash> {
        let state = match name {
            "md5" => State::Md5(Digest::new()),
            "sha1" => State::Sha1(Digest::new()),
            "sha224" => State::Sha224(Digest::new()),
            "sha256" => State::Sha256(Digest::new()),
            "sha384" => State::Sha384(Digest::new()),
            "sha512" => State::Sha512(Digest::new()),
            "sha3_224" => State::Sha3_224(Digest::new()),
            "sha3_256" => State::Sha3_256(Digest::new()),
            "sha3_384" => State::Sha3_384(Digest::new()),
            "sha3_512" => State::Sha3_512(Digest::new()),
            "shake_128" => State::Shake128(sha3::Shake128::default()),
            "shake_256" => State::Shake256(sha3::Shake256::default()),
            "blake2b" => State::Blake2b(Digest::new()),
            "blake2s" => State::Blake2s(Digest::new()),
            _ => return None,
        };
        let name = NAMES.iter().find(|known| **known == name)?;
        Some(Hash { name, state: RefCell::new(state) })
    }

    /// Size of the digest (0 when it is free) and of a block.
    fn sizes(&self) -> (usize, usize) {
        match self.name {
            "md5" => (16, 64),
            "sha1" => (20, 64),
            "sha224" => (28, 64),
            "sha256" => (32, 64),
            "sha384" => (48, 128),
            "sha512" => (64, 128),
            "sha3_224" => (28, 144),
            "sha3_256" => (32, 136),
            "sha3_384" => (48, 104),
            "sha3_512" => (64, 72),
            "shake_128" => (0, 168),
            "shake_256" => (0, 136),
            "blake2b" => (64, 128),
            _ => (32, 64),
        }
    }

    fn update(&self, bytes: &[u8]) {
        each_state!(&mut *self.state.borrow_mut(), state => Update::update(state, bytes));
    }

    fn digest(&self, length: usize) -> Vec<u8> {
        match self.state.borrow().clone() {
            State::Md5(state) => state.finalize().to_vec(),
            State::Sha1(state) => state.finalize().to_vec(),
            State::Sha224(state) => state.finalize().to_vec(),
            State::Sha256(state) => state.finalize().to_vec(),
            State::Sha384(state) => state.finalize().to_vec(),
            State::Sha512(state) => state.finalize().to_vec(),
            State::Sha3_224(state) => state.finalize().to_vec(),
            State::Sha3_256(state) => state.finalize().to_vec(),
            State::Sha3_384(state) => state.finalize().to_vec(),
            State::Sha3_512(state) => state.finalize().to_vec(),
            State::Blake2b(state) => state.finalize().to_vec(),
            State::Blake2s(state) => state.finalize().to_vec(),
            State::Shake128(state) => {
                let mut out = vec![0; length];
                state.finalize_xof().read(&mut out);
                out
            }
            State::Shake256(state) => {
                let mut out = vec![0; length];
                state.finalize_xof().read(&mut out);
                out
            }
        }
    }
}

fn hash(value: &Value) -> &Hash {
    value.native::<Hash>().expect("methods are called on objects of their class")
}

/// Bytes to digest; text must be encoded first.
fn data(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    if value.as_ref::<StrObject>().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    match value.as_bytes() {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

/// `new(name, string=b'')`
fn hashlib_new(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let Some(name) = args[0].as_ref::<StrObject>() else {
        let class = vm.type_name(&args[0]);
        return Err(vm.type_error(format!("new() argument 'name' must be str, not {class}")));
    };
    let name = name.lossy().to_lowercase().replace('-', "_");
    let Some(hash) = Hash::new(&name) else {
        return Err(vm.value_error(format!("unsupported hash type {name}")));
    };
    if let Some(start) = args[1].bound() {
        let start = data(vm, start)?;
        hash.update(&start);
    }
    let class = vm.native_class(&HASH);
    Ok(vm.native_object(&class, hash))
}

fn hash_update(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = data(vm, &args[1])?;
    hash(&args[0]).update(&bytes);
    Ok(Value::NONE)
}

fn hash_copy(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let original = hash(&args[0]);
    let copy = Hash { name: original.name, state: RefCell::new(original.state.borrow().clone()) };
    let class = vm.class_of(&args[0]);
    Ok(vm.native_object(&class, copy))
}

fn digest(vm: &mut Vm, args: &[Value], method: &str) -> Result<Vec<u8>, Raised> {
    let hash = hash(&args[0]);
    let free = hash.sizes().0 == 0;
    let length = match (args[1].bound(), free) {
        (Some(length), true) => {
            let length = vm.index(length)?;
            let Ok(length) = usize::try_from(length) else {
                return Err(vm.value_error("value must be positive"));
            };
            vm.check_size(length)?;
            length
        }
        (None, false) => 0,
        (None, true) => return Err(vm.type_error(format!("{method}() missing required argument 'length' (pos 1)"))),
        (Some(_), false) => return Err(vm.type_error(format!("HASH.{method}() takes no arguments (1 given)"))),
    };
    Ok(hash.digest(length))
}

fn hash_digest(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let digest = digest(vm, args, "digest")?;
    Ok(vm.bytes(digest))
}

fn hash_hexdigest(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let digest = digest(vm, args, "hexdigest")?;
    let mut text = String::with_capacity(digest.len() * 2);
    for byte in digest {
        text.push_str(&format!("{byte:02x}"));
    }
    Ok(vm.string(text))
}
