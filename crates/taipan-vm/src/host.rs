//! What the host gives a VM: output, input, module sources, policies. Data only; the `taipan` crate fills it.

/// The host's side of a VM.
pub struct Host {
    /// A single allocation may be at most this many bytes.
    pub max_allocation: usize,
}

impl Default for Host {
    fn default() -> Host {
        Host { max_allocation: 1 << 40 }
    }
}
