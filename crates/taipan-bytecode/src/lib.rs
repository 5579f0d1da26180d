//! Placeholder head; see the crate's own page in docs/architecture.md.
