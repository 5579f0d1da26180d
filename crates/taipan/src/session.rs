//! What a REPL is made of: is this text complete, run it and show values of expressions, which names could follow. Reading
//! lines and drawing prompts is the caller's work.

use crate::{Error, KEYWORDS, SOFT_KEYWORDS, Vm};
use taipan_bytecode::CompileOptions;
use taipan_syntax::{Completeness, Mode};
use taipan_vm::types::{DictObject, StrObject};
use taipan_vm::{Raised, Value};

/// Whether a text that was typed can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A bracket, string or block is open; more lines are needed.
    Incomplete,
    /// It can be run, or is wrong and can be refused.
    Complete,
}

/// A REPL session over the variables of `__main__`.
///
/// ```
/// use taipan::{Input, Vm};
///
/// let mut vm = Vm::new();
/// let mut session = vm.session();
/// assert_eq!(session.input("def f(x):"), Input::Incomplete);
/// session.run(&mut vm, "def f(x):\n    return x + 1\n\n")?;
/// session.run(&mut vm, "f(41)\n")?;
/// assert_eq!(vm.eval_as::<i64>("_")?, 42);
/// # Ok::<(), taipan::Error>(())
/// ```
pub struct Session {
    namespace: Value,
    /// How many texts were run; their file names carry the number.
    count: usize,
    /// `asyncio.Runner` once a text has used `await`: one event loop serves the whole session.
    runner: Option<Value>,
}

impl Session {
    pub(crate) fn new(namespace: Value) -> Session {
        Session { namespace, count: 0, runner: None }
    }

    /// Whether the text typed so far can be run. A block is complete once an empty line follows it.
    pub fn input(&self, text: &str) -> Input {
        match taipan_syntax::completeness(text) {
            Completeness::Incomplete => Input::Incomplete,
            Completeness::Complete | Completeness::Invalid(_) => Input::Complete,
        }
    }

    /// Runs a text. The values of expression statements are shown by `sys.displayhook`, which also sets `_`.
    ///
    /// # Errors
    /// The exception that it raises, `SyntaxError` included.
    pub fn run(&mut self, vm: &mut Vm, text: &str) -> Result<(), Error> {
        let name = format!("<python-input-{}>", self.count);
        self.count += 1;
        let result = self.run_named(vm, text, &name);
        vm.finish(result).map(drop)
    }

    fn run_named(&mut self, vm: &mut Vm, text: &str, name: &str) -> Result<Value, Raised> {
        let inner = vm.context();
        inner.register_source_text(name, text);
        let mut options = CompileOptions::new(name, Mode::Interactive);
        options.allow_top_level_await = true;
        let code = inner.compile_source(text, &options)?;
        let waits = code.flags.contains(taipan_bytecode::CodeFlags::COROUTINE);
        let function = inner.link_module_code(code, &self.namespace);
        if waits || inner.loaded_module("asyncio").is_some() {
            self.make_runner(vm)?;
        }
        let inner = vm.context();
        let result = inner.call(&function, &[])?;
        let Some(runner) = self.runner.as_ref().filter(|_| waits) else { return Ok(result) };
        let run = inner.get_attr_str(runner, "run")?;
        let result = inner.call(&run, &[result]);
        inner.without_runner_frames(result)
    }

    /// Makes the session's event loop, once.
    fn make_runner(&mut self, vm: &mut Vm) -> Result<(), Raised> {
        if self.runner.is_some() {
            return Ok(());
        }
        let inner = vm.context();
        let asyncio = inner.import_module("asyncio")?;
        let class = inner.get_attr_str(&asyncio, "Runner")?;
        let runner = inner.call(&class, &[])?;
        let event_loop = inner.call_method(&runner, "get_loop", &[])?;
        inner.set_session_loop(event_loop);
        self.runner = Some(runner);
        Ok(())
    }

    /// Ends the session's event loop: cancels its tasks and runs their `finally` blocks.
    ///
    /// # Errors
    /// What those blocks raise.
    pub fn close(mut self, vm: &mut Vm) -> Result<(), Error> {
        match self.runner.take() {
            Some(runner) => {
                vm.context().set_session_loop(Value::UNBOUND);
                vm.call_method(&runner, "close", ()).map(drop)
            }
            None => Ok(()),
        }
    }

    /// Names that begin with `text`, which may be dotted: `pri` gives `print`, `sys.arg` gives `sys.argv`. Only names and
    /// attributes are looked up, nothing is called.
    pub fn completions(&self, vm: &mut Vm, text: &str) -> Vec<String> {
        let (prefix, start, names) = match text.rsplit_once('.') {
            Some((path, start)) => match self.resolve(vm, path) {
                Some(object) => (format!("{path}."), start, attribute_names(vm, &object)),
                None => return Vec::new(),
            },
            None => (String::new(), text, self.global_names(vm)),
        };
        let hidden = !start.starts_with('_');
        let mut found: Vec<String> = names
            .into_iter()
            .filter(|name| name.starts_with(start) && !(hidden && name.starts_with('_')))
            .map(|name| format!("{prefix}{name}"))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// The object that a dotted path names.
    fn resolve(&self, vm: &mut Vm, path: &str) -> Option<Value> {
        let mut parts = path.split('.');
        let first = parts.next()?;
        let inner = vm.context();
        let mut object = match inner.dict_get_str(&self.namespace, first) {
            Some(object) => object,
            None => {
                let builtins = inner.loaded_module("builtins")?;
                inner.get_attr_str(&builtins, first).ok()?
            }
        };
        for part in parts {
            object = inner.get_attr_str(&object, part).ok()?;
        }
        Some(object)
    }

    fn global_names(&self, vm: &mut Vm) -> Vec<String> {
        let mut names: Vec<String> = KEYWORDS.iter().chain(SOFT_KEYWORDS).map(|word| (*word).to_owned()).collect();
        names.extend(keys(&self.namespace));
        if let Some(builtins) = vm.context().loaded_module("builtins") {
            names.extend(attribute_names(vm, &builtins));
        }
        names
    }
}

fn keys(dict: &Value) -> Vec<String> {
    let keys = dict.as_ref::<DictObject>().map(DictObject::keys).unwrap_or_default();
    keys.iter().filter_map(|key| key.as_ref::<StrObject>().map(|name| name.lossy().into_owned())).collect()
}

/// `dir(object)`, or nothing when that fails.
fn attribute_names(vm: &mut Vm, object: &Value) -> Vec<String> {
    let inner = vm.context();
    let Some(builtins) = inner.loaded_module("builtins") else { return Vec::new() };
    let names = inner
        .get_attr_str(&builtins, "dir")
        .and_then(|dir| inner.call(&dir, std::slice::from_ref(object)))
        .and_then(|names| inner.collect(&names));
    let names = names.unwrap_or_default();
    names.iter().filter_map(|name| name.as_ref::<StrObject>().map(|name| name.lossy().into_owned())).collect()
}
