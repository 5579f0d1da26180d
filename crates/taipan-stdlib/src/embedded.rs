//! The part of the standard library that is written in Python, embedded as source text. The table is made by the build
//! script from `stdlib/`.

use taipan_vm::EmbeddedModule;

/// Import name, whether it is a package, source; sorted by name.
const TABLE: &[(&str, bool, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The embedded module of this name.
pub fn find(name: &str) -> Option<EmbeddedModule> {
    let index = TABLE.binary_search_by_key(&name, |(name, _, _)| name).ok()?;
    let (_, package, source) = TABLE[index];
    Some(EmbeddedModule { source, package })
}

#[cfg(test)]
mod tests {
    #[test]
    fn modules_and_packages() {
        assert!(super::find("abc").is_some_and(|m| !m.package));
        assert!(super::find("os").is_some_and(|m| m.package));
        assert!(super::find("collections.abc").is_some());
        assert!(super::find("nothing").is_none());
    }
}
