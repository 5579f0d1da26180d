//! What the host gives a VM: output, input, module sources, policies. Data only; the `taipan` crate fills it.

/// The host's side of a VM.
pub struct Host {
    /// A single allocation may be at most this many bytes.
    pub max_allocation: usize,
    /// Key of the hash of strings: random, or fixed for repeatable runs.
    pub hash_key: (u64, u64),
}

impl Default for Host {
    fn default() -> Host {
        Host { max_allocation: 1 << 40, hash_key: random_hash_key() }
    }
}

/// A key that differs from process to process.
fn random_hash_key() -> (u64, u64) {
    use std::hash::{BuildHasher, RandomState};
    let state = RandomState::new();
    (state.hash_one(1u8), state.hash_one(2u8))
}
