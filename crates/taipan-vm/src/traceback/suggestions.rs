//! "Did you mean": the closest name by edit distance, where a change of case counts half. The limits are CPython's.

use crate::exceptions::ExceptionKind;
use crate::heap::Kind;
use crate::imports::STDLIB_NAMES;
use crate::types::{CodeValue, DictObject, ExceptionObject, ListObject, StrObject, TracebackObject};
use crate::value::Value;
use crate::vm::Vm;

const MOVE: usize = 2;
const CASE: usize = 1;
const MAX_NAMES: usize = 750;
const MAX_LENGTH: usize = 40;

impl Vm {
    /// What is appended to the message of an exception about a missing name, if anything.
    pub(super) fn exception_hint(&mut self, exception: &Value) -> Option<String> {
        let is = |vm: &Vm, kind: ExceptionKind| vm.is_instance(exception, &vm.exception_types[kind as usize]);
        let object = exception.expect_ref::<ExceptionObject>();
        let text = |value: Value| value.as_ref::<StrObject>().map(|t| t.lossy().into_owned());
        if is(self, ExceptionKind::ImportError) {
            let wrong = text(object.field("name_from"))?;
            let module = text(object.field("name"))?;
            let (modules, module) = (self.modules.clone(), self.intern(&module));
            let module = self.dict_get_name(&modules, &module)?;
            let names = self.visible_names(&module, &wrong, &Value::UNBOUND)?;
            return closest(&wrong, names).map(|name| format!(". Did you mean: '{name}'?"));
        }
        if is(self, ExceptionKind::AttributeError) {
            let wrong = text(object.field("name"))?;
            let target = object.field("obj");
            let target = target.bound()?.clone();
            let traceback = object.traceback.borrow().clone();
            let names = self.visible_names(&target, &wrong, &traceback)?;
            return closest(&wrong, names).map(|name| format!(". Did you mean: '{name}'?"));
        }
        if is(self, ExceptionKind::NameError) {
            let wrong = text(object.field("name"))?;
            let traceback = object.traceback.borrow().clone();
            let found = match text(object.field("suggestion")) {
                Some(known) => Some(known),
                None => self.names_in_scope(&traceback).and_then(|names| closest(&wrong, names)),
            };
            let mut hint = found.as_ref().map(|name| format!(". Did you mean: '{name}'?")).unwrap_or_default();
            if STDLIB_NAMES.contains(&wrong.as_str()) {
                hint.push_str(&match found {
                    Some(_) => format!(" Or did you forget to import '{wrong}'?"),
                    None => format!(". Did you forget to import '{wrong}'?"),
                });
            }
            return if hint.is_empty() { None } else { Some(hint) };
        }
        None
    }

    /// `dir(object)` for suggestions: private names only when a private name is looked for, or from inside.
    fn visible_names(&mut self, object: &Value, wrong: &str, traceback: &Value) -> Option<Vec<String>> {
        let name = self.names.dir.clone();
        let listed = match self.call_special(object, &name, &[])? {
            Ok(listed) => listed,
            Err(_) => return None,
        };
        let items = listed.as_ref::<ListObject>().map(|l| l.to_vec())?;
        let mut names: Vec<String> =
            items.iter().filter_map(|i| i.as_ref::<StrObject>()).map(|t| t.lossy().into_owned()).collect();
        if !wrong.starts_with('_') && !self.raised_inside(object, traceback) {
            names.retain(|name| !name.starts_with('_'));
        }
        names.sort_unstable();
        Some(names)
    }

    /// Whether the innermost frame of the traceback is a method of the object's class.
    fn raised_inside(&mut self, object: &Value, traceback: &Value) -> bool {
        let Some((code, _)) = innermost(traceback) else { return false };
        let Some(linked) = code.as_ref::<CodeValue>() else { return false };
        if linked.code.varnames.first().is_none_or(|n| &**n != "self") {
            return false;
        }
        let class = self.class_of(object);
        let qualname = &linked.code.qualname;
        let prefix = self.class_name(&class);
        qualname.split('.').rev().nth(1) == Some(prefix.as_str())
    }

    /// The names that the innermost frame of a traceback can see.
    fn names_in_scope(&mut self, traceback: &Value) -> Option<Vec<String>> {
        let (code, _) = innermost(traceback)?;
        let linked = code.as_ref::<CodeValue>()?;
        let mut names: Vec<String> = linked
            .code
            .varnames
            .iter()
            .chain(&linked.code.freevars)
            .filter(|n| !n.is_empty())
            .map(|n| n.to_string())
            .collect();
        for dict in [&linked.globals, &linked.builtins] {
            if let Some(dict) = dict.as_ref::<DictObject>() {
                names
                    .extend(dict.keys().iter().filter_map(|k| k.as_ref::<StrObject>()).map(|t| t.lossy().into_owned()));
            }
        }
        Some(names)
    }

    /// The name among `names` that `wrong` was probably meant to be.
    pub(crate) fn closest_name(&mut self, wrong: &str, names: Vec<String>) -> Option<String> {
        closest(wrong, names)
    }
}

/// The frame where an exception was raised.
fn innermost(traceback: &Value) -> Option<(Value, u32)> {
    let mut level = traceback.clone();
    if level.kind() != Kind::Traceback {
        return None;
    }
    loop {
        let object = level.as_ref::<TracebackObject>()?;
        let next = object.next.borrow().clone();
        if next.kind() != Kind::Traceback {
            return Some((object.code.clone(), object.pc));
        }
        level = next;
    }
}

fn closest(wrong: &str, names: Vec<String>) -> Option<String> {
    if names.len() >= MAX_NAMES {
        return None;
    }
    let wrong_length = wrong.chars().count();
    if wrong_length > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for name in names {
        if name == wrong {
            continue;
        }
        // No more than a third of the characters involved should need changes.
        let mut limit = (name.chars().count() + wrong_length + 3) * MOVE / 6;
        if let Some((distance, _)) = &best {
            limit = limit.min(distance.saturating_sub(1));
        }
        let distance = edit_distance(wrong, &name, limit);
        if distance <= limit {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

fn substitution(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// The cost of changing one text into the other; anything above `limit` when it is more than that.
fn edit_distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH || a.len().abs_diff(b.len()) * MOVE > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|j| j * MOVE).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        let mut smallest = row[0];
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + substitution(*x, *y);
            let moved = row[j].min(row[j + 1]) + MOVE;
            diagonal = row[j + 1];
            row[j + 1] = changed.min(moved);
            smallest = smallest.min(row[j + 1]);
        }
        if smallest > limit {
            return limit + 1;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names() {
        let names = |list: &[&str]| list.iter().map(|n| n.to_string()).collect::<Vec<_>>();
        assert_eq!(closest("pint", names(&["input", "int", "print"])), Some(String::from("int")));
        assert_eq!(closest("appendd", names(&["append", "extend"])), Some(String::from("append")));
        assert_eq!(closest("Print", names(&["print"])), Some(String::from("print")));
        assert_eq!(closest("xyz", names(&["abc"])), None);
    }
}
