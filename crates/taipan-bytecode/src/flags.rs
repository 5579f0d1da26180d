//! A flag-set type without a dependency: named bits, union and containment, nothing else.

/// Defines a flag set over an integer.
macro_rules! bitflags_lite {
    ($(#[$meta:meta])* pub struct $name:ident: $int:ty { $($(#[$fmeta:meta])* $flag:ident = $value:expr;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
        pub struct $name(pub $int);
        impl $name {
            $($(#[$fmeta])* pub const $flag: $name = $name($value);)*
            /// Whether all bits of `other` are set.
            pub const fn contains(self, other: $name) -> bool { self.0 & other.0 == other.0 }
            /// Both sets together.
            pub const fn union(self, other: $name) -> $name { $name(self.0 | other.0) }
        }
        impl std::ops::BitOr for $name {
            type Output = $name;
            fn bitor(self, other: $name) -> $name { self.union(other) }
        }
        impl std::ops::BitOrAssign for $name {
            fn bitor_assign(&mut self, other: $name) { *self = self.union(other) }
        }
    };
}
