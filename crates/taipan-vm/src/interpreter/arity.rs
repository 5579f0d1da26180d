//! What calls of natives with wrong arguments are told: the words of CPython, which depend on how a function takes its
//! arguments. Binding itself is in `flows.rs`.

use crate::native::{NativeFunction, Signature};
use crate::types::StrObject;
use crate::vm::Vm;

impl Signature {
    /// How many leading parameters callers do not see: `self` or `cls`.
    pub(crate) fn receivers(&self) -> usize {
        usize::from(self.params.first().is_some_and(|param| matches!(param.name, "self" | "cls")))
    }

    /// Whether some parameter can be given by name.
    fn has_names(&self) -> bool {
        self.params.len() > self.posonly.max(self.receivers())
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl Vm {
    /// The name of a native as its callers know it: that of the class for a constructor.
    fn called_name(&self, native: &NativeFunction) -> String {
        if native.def.name == "__new__" && !native.owner.is_unbound() {
            return self.class_name(&native.owner);
        }
        String::from(native.def.name)
    }

    /// `list.append`, `math.sqrt` or `len`.
    pub(super) fn qualified_native_name(&self, native: &NativeFunction) -> String {
        let name = self.called_name(native);
        if native.def.name == "__new__" {
            return name;
        }
        if !native.owner.is_unbound() {
            return format!("{}.{name}", self.class_name(&native.owner));
        }
        match native.module.as_ref::<StrObject>() {
            Some(module) if module.bytes() != b"builtins" => format!("{}.{name}", module.lossy()),
            _ => name,
        }
    }

    /// The complaint about a number of arguments that cannot be right, whatever their names are.
    #[cold]
    #[inline(never)]
    fn count_message(&self, native: &NativeFunction, given: usize, named: usize) -> Option<String> {
        let signature = native.signature();
        let own = signature.receivers();
        if given < own && !native.owner.is_unbound() {
            let (class, name) = (self.class_name(&native.owner), native.def.name);
            return Some(format!("unbound method {class}.{name}() needs an argument"));
        }
        let given = given.saturating_sub(own);
        let most = signature.positional.saturating_sub(own);
        let least = signature.required.saturating_sub(own);
        let name = self.called_name(native);
        if !signature.has_names() && !signature.varkeywords && named > 0 {
            // Names are the first thing that is wrong.
            return None;
        }
        // `sorted` checks its sequence only, and leaves the rest to `list.sort`; the two constructors count quickly when
        // there are no names.
        let quick =
            native.owner.is_unbound() && (name == "sorted" || named == 0 && matches!(name.as_str(), "int" | "str"));
        if !signature.has_names() || quick {
            if signature.varargs || given <= most && given >= least {
                if given < least {
                    return Some(format!("{name} expected at least {least} argument{}, got {given}", plural(least)));
                }
                return None;
            }
            let one_name = self.qualified_native_name(native);
            return Some(if most == 0 {
                format!("{one_name}() takes no arguments ({given} given)")
            } else if least == most && most == 1 && name != "sorted" {
                format!("{one_name}() takes exactly one argument ({given} given)")
            } else if least == most {
                format!("{name} expected {most} argument{}, got {given}", plural(most))
            } else if given < least {
                format!("{name} expected at least {least} argument{}, got {given}", plural(least))
            } else {
                format!("{name} expected at most {most} argument{}, got {given}", plural(most))
            });
        }
        if signature.varargs && !signature.varkeywords && signature.positional == own {
            let known = signature.params.len() - own;
            if named > known {
                return Some(format!(
                    "{name}() takes at most {known} keyword argument{} ({named} given)",
                    plural(known)
                ));
            }
        }
        let all = signature.params.len() - own;
        let total = given + named;
        if !signature.varargs && !signature.varkeywords && total > all {
            let keyword = if given == 0 { "keyword " } else { "" };
            return Some(format!("{name}() takes at most {all} {keyword}argument{} ({total} given)", plural(all)));
        }
        if !signature.varargs && given > most {
            if most == 0 {
                return Some(format!("{name}() takes no positional arguments"));
            }
            let how = if least < most { "at most" } else { "exactly" };
            return Some(format!("{name}() takes {how} {most} positional argument{} ({given} given)", plural(most)));
        }
        let needed = signature.params[own.min(signature.posonly)..signature.posonly]
            .iter()
            .filter(|param| param.default.is_none())
            .count();
        if given < needed {
            let how = if needed < most { "at least" } else { "exactly" };
            return Some(format!(
                "{name}() takes {how} {needed} positional argument{} ({given} given)",
                plural(needed)
            ));
        }
        None
    }

    /// As [`Vm::count_message`], but at once for calls whose arguments are all positional and fit.
    pub(super) fn wrong_count(&self, native: &NativeFunction, given: usize, named: usize) -> Option<String> {
        let signature = native.signature();
        if named == 0 && given >= signature.required && (given <= signature.positional || signature.varargs) {
            return None;
        }
        self.count_message(native, given, named)
    }

    /// The complaint about a name that is not that of a parameter.
    #[cold]
    pub(super) fn unexpected_keyword(&self, native: &NativeFunction, keyword: &str) -> String {
        if !native.signature().has_names() {
            return format!("{}() takes no keyword arguments", self.qualified_native_name(native));
        }
        let name = match self.called_name(native) {
            name if name == "sorted" => String::from("sort"),
            name => name,
        };
        format!("{name}() got an unexpected keyword argument '{keyword}'")
    }

    /// The complaint about a parameter that got no argument.
    #[cold]
    pub(super) fn missing_argument(&self, native: &NativeFunction, index: usize) -> String {
        let signature = native.signature();
        let own = signature.receivers();
        let name = self.called_name(native);
        if index < signature.posonly {
            // Only natives that also take `*args` or `**kwargs` come here without their positional arguments.
            let least = signature.required.saturating_sub(own);
            let given = index.saturating_sub(own);
            return format!("{name} expected at least {least} argument{}, got {given}", plural(least));
        }
        let parameter = signature.params[index].name;
        if name == "enumerate" {
            return format!("{name}() missing required argument '{parameter}'");
        }
        format!("{name}() missing required argument '{parameter}' (pos {})", index + 1 - own)
    }
}
