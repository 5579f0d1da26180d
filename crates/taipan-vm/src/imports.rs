//! The import system: `__import__`, module objects, relative names, and what `import` statements need. A module's body
//! runs as an ordinary frame, never nested. See <https://docs.python.org/3.13/reference/import.html>. There are no hooks
//! (`sys.meta_path`): finders are the host's tables and files, in `finders.rs`.

use crate::exceptions::ExceptionKind;
use crate::finders::{EmbeddedModule, Found, find_in_folders};
use crate::heap::Kind;
use crate::native::{Flow, NativeDef, NativeModule, NativeResult, Raised};
use crate::types::{DictObject, ListObject, ModuleObject, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use std::rc::Rc;

/// Builtin functions of this file.
pub(crate) static FUNCTIONS: [NativeDef; 1] =
    [NativeDef::flow("__import__", "name, globals=None, locals=None, fromlist=None, level=0", builtin_import)];

/// What goes on with the last module of a dotted name.
type Then = Box<dyn FnOnce(&mut Vm, Value) -> Flow>;

/// A module found to be run as the main program.
pub(crate) struct MainSource {
    pub(crate) text: String,
    pub(crate) filename: String,
    /// The package it belongs to; empty for none.
    pub(crate) package: String,
}

/// State of the import system.
#[derive(Default)]
pub(crate) struct Imports {
    /// Modules whose bodies are running.
    loading: Vec<Value>,
}

fn builtin_import(vm: &mut Vm, args: &[Value]) -> Flow {
    let Some(name) = args[0].as_ref::<StrObject>().map(|n| n.lossy().into_owned()) else {
        let found = vm.type_name(&args[0]);
        return Flow::Raise(vm.type_error(format!("__import__() argument 1 must be str, not {found}")));
    };
    let level = match vm.index(&args[4]) {
        Ok(level) => level,
        Err(raised) => return Flow::Raise(raised),
    };
    vm.import_flow(&name, &args[1], &args[3], level)
}

impl Vm {
    /// `__import__(name, globals, fromlist=..., level=...)`.
    pub(crate) fn import_flow(&mut self, name: &str, globals: &Value, fromlist: &Value, level: i64) -> Flow {
        if level < 0 {
            return Flow::Raise(self.value_error("level must be >= 0"));
        }
        let full = if level > 0 {
            match self.absolute_name(name, globals, level) {
                Ok(full) => full,
                Err(raised) => return Flow::Raise(raised),
            }
        } else if name.is_empty() {
            return Flow::Raise(self.value_error("Empty module name"));
        } else {
            name.to_string()
        };
        let wants_leaf = match self.truthy(fromlist) {
            Ok(wanted) => wanted,
            Err(raised) => return Flow::Raise(raised),
        };
        let fromlist = fromlist.clone();
        let first = if wants_leaf {
            None
        } else if level == 0 {
            Some(name.split('.').next().unwrap_or_default().to_string())
        } else {
            // `import` of a relative name without `from` only happens by calling `__import__`.
            let cut = name.len() - name.split('.').next().map_or(0, str::len);
            Some(full[..full.len() - cut].to_string())
        };
        self.import_parts(
            &full,
            Box::new(move |vm, leaf| match first {
                Some(first) => {
                    let modules = vm.modules.clone();
                    match vm.dict_get_str(&modules, &first) {
                        Some(module) => Flow::Return(module),
                        None => {
                            let key = vm.str(&first);
                            Flow::Raise(vm.key_error(&key))
                        }
                    }
                }
                None => vm.import_submodules(leaf, fromlist),
            }),
        )
    }

    /// The absolute name of a relative import.
    fn absolute_name(&mut self, name: &str, globals: &Value, level: i64) -> Result<String, Raised> {
        if globals.as_ref::<DictObject>().is_none() {
            return Err(self.type_error("globals must be a dict"));
        }
        let (package_name, spec_name) = (self.names.package.clone(), self.names.spec.clone());
        let text = |value: &Value| value.as_ref::<StrObject>().map(|t| t.lossy().into_owned());
        let package = match self.dict_get_name(globals, &package_name).filter(|p| !p.is_none()) {
            Some(package) => match text(&package) {
                Some(package) => package,
                None => return Err(self.type_error("package must be a string")),
            },
            None => match self.dict_get_name(globals, &spec_name).filter(|s| !s.is_none()) {
                Some(spec) => {
                    let parent = self.get_attr_str(&spec, "parent")?;
                    match text(&parent) {
                        Some(parent) => parent,
                        None => return Err(self.type_error("__spec__.parent must be a string")),
                    }
                }
                None => {
                    let key = self.names.name.clone();
                    let Some(own) = self.dict_get_name(globals, &key) else {
                        let key = self.str("'__name__' not in globals");
                        return Err(self.key_error(&key));
                    };
                    let own = text(&own).unwrap_or_default();
                    let path = self.names.path.clone();
                    if self.dict_get_name(globals, &path).is_some() {
                        own
                    } else {
                        own.rpartition().unwrap_or_default().to_string()
                    }
                }
            },
        };
        if package.is_empty() {
            let message = "attempted relative import with no known parent package";
            return Err(self.error(ExceptionKind::ImportError, message));
        }
        let mut base = package.as_str();
        for _ in 1..level {
            match base.rpartition() {
                Some(parent) => base = parent,
                None => {
                    let message = "attempted relative import beyond top-level package";
                    return Err(self.error(ExceptionKind::ImportError, message));
                }
            }
        }
        Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
    }

    /// Imports a dotted name part by part, then goes on with the last module.
    fn import_parts(&mut self, full: &str, then: Then) -> Flow {
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get_str(&modules, full)
            && !module.is_none()
        {
            return then(self, module);
        }
        let parts: Rc<[String]> = full.split('.').map(String::from).collect();
        self.import_from_part(parts, 0, then)
    }

    fn import_from_part(&mut self, parts: Rc<[String]>, from: usize, then: Then) -> Flow {
        let modules = self.modules.clone();
        for index in from..parts.len() {
            let name = parts[..=index].join(".");
            if let Some(known) = self.dict_get_str(&modules, &name) {
                if known.is_none() {
                    let message = format!("import of {name} halted; None in sys.modules");
                    return Flow::Raise(self.module_not_found(&name, message));
                }
                if index + 1 == parts.len() {
                    return then(self, known);
                }
                continue;
            }
            let again = parts.clone();
            let next: Then = Box::new(move |vm, _| vm.import_from_part(again, index + 1, then));
            return match self.load(&parts, index, &name) {
                // The module itself may be another by now, which is why the name is looked up again.
                Ok(Loaded::Done(module)) => self.continue_import(parts, index, module, next),
                Ok(Loaded::Run(module, body)) => self.run_module(parts, index, module, body, next),
                Err(raised) => Flow::Raise(raised),
            };
        }
        let full = parts.join(".");
        match self.dict_get_str(&modules, &full) {
            Some(module) => then(self, module),
            None => {
                let key = self.str(&full);
                Flow::Raise(self.key_error(&key))
            }
        }
    }

    /// Finds a module and makes its object; a body that must run is returned with it.
    fn load(&mut self, parts: &[String], index: usize, name: &str) -> Result<Loaded, Raised> {
        let search = self.search_path(parts, index, name)?;
        let Some(found) = self.find_module(name, &parts[index], search.as_deref()) else {
            return Err(self.module_not_found(name, format!("No module named '{name}'")));
        };
        match found {
            Found::Native(native) => self.load_native(native).map(Loaded::Done),
            Found::Namespace(folders) => {
                let module = self.new_module(name);
                self.describe_module(&module, name, None, Some(folders));
                self.enter_module(name, &module);
                Ok(Loaded::Done(module))
            }
            Found::Embedded(EmbeddedModule { source, package }) => {
                let filename = embedded_filename(name, package);
                let module = self.new_module(name);
                let folders = package.then(|| vec![filename.trim_end_matches("/__init__.py").to_string()]);
                self.describe_module(&module, name, Some(Origin::Embedded), folders);
                self.register_source(&filename, source);
                self.body_of(name, module, source, &filename)
            }
            Found::File { path, package } => {
                let bytes = match std::fs::read(&path) {
                    Ok(bytes) => bytes,
                    Err(error) => {
                        let file = self.str(&path);
                        return Err(self.io_error(&error, &file));
                    }
                };
                let source = match taipan_syntax::decode_file(&bytes, &path) {
                    Ok(source) => source.into_owned(),
                    Err(error) => {
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        return Err(self.syntax_error(&error, &text, &path));
                    }
                };
                let module = self.new_module(name);
                self.describe_module(&module, name, Some(Origin::File(&path)), package.map(|p| vec![p]));
                self.body_of(name, module, &source, &path)
            }
        }
    }

    /// Compiles a module's source and enters the module.
    fn body_of(&mut self, name: &str, module: Value, source: &str, filename: &str) -> Result<Loaded, Raised> {
        let options = taipan_bytecode::CompileOptions::new(filename, taipan_syntax::Mode::Module);
        let code = self.compile_source(source, &options)?;
        let dict = module.expect_ref::<ModuleObject>().dict.clone();
        let (key, builtins) = (self.names.builtins.clone(), self.builtins.clone());
        self.dict_set_name(&dict, &key, builtins);
        let body = self.link_module_code(code, &dict);
        self.enter_module(name, &module);
        Ok(Loaded::Run(module, body))
    }

    /// Runs the body of a module; on failure the module goes.
    fn run_module(&mut self, parts: Rc<[String]>, index: usize, module: Value, body: Value, next: Then) -> Flow {
        self.imports.loading.push(module.clone());
        Flow::call_then(body, Vec::new(), move |vm, result| {
            vm.imports.loading.retain(|m| !m.is(&module));
            let name = parts[..=index].join(".");
            match result {
                Ok(_) => {
                    let modules = vm.modules.clone();
                    match vm.dict_get_str(&modules, &name) {
                        Some(module) => vm.continue_import(parts, index, module, next),
                        None => {
                            let key = vm.str(&name);
                            Flow::Raise(vm.key_error(&key))
                        }
                    }
                }
                Err(raised) => {
                    let (modules, key) = (vm.modules.clone(), vm.intern(&name));
                    vm.dict_remove_name(&modules, &key);
                    Flow::Raise(raised)
                }
            }
        })
    }

    /// Binds a loaded submodule in its parent, then goes on.
    fn continue_import(&mut self, parts: Rc<[String]>, index: usize, module: Value, next: Then) -> Flow {
        if index > 0 {
            let (modules, parent) = (self.modules.clone(), parts[..index].join("."));
            if let Some(parent) = self.dict_get_str(&modules, &parent) {
                let name = self.intern(&parts[index]);
                if let Err(raised) = self.set_attr(&parent, &name, &module)
                    && !self.is_exception(&raised, ExceptionKind::AttributeError)
                {
                    return Flow::Raise(raised);
                }
            }
        }
        next(self, module)
    }

    /// The folders in which a submodule is looked for: `__path__` of its parent. `None` for a top-level module.
    fn search_path(&mut self, parts: &[String], index: usize, name: &str) -> Result<Option<Vec<String>>, Raised> {
        if index == 0 {
            return Ok(None);
        }
        let (modules, parent_name) = (self.modules.clone(), parts[..index].join("."));
        let Some(parent) = self.dict_get_str(&modules, &parent_name) else { return Ok(Some(Vec::new())) };
        let path = self.names.path.clone();
        match self.get_attr_opt(&parent, &path)? {
            Some(path) => {
                let entries = self.collect(&path)?;
                Ok(Some(texts(&entries)))
            }
            None => {
                let message = format!("No module named '{name}'; '{parent_name}' is not a package");
                Err(self.module_not_found(name, message))
            }
        }
    }

    /// Asks the finders: the VM's own modules, the host's native ones, embedded sources, files.
    fn find_module(&mut self, name: &str, last: &str, search: Option<&[String]>) -> Option<Found> {
        if let Some(native) = self.native_module(name) {
            return Some(Found::Native(native));
        }
        // A script's own file goes before an embedded module of the same name, as `sys.path` says.
        if let Some(folders) = search {
            if let Some(find) = self.host.embedded
                && folders.iter().any(|f| f.starts_with(EMBEDDED_ROOT))
                && let Some(module) = find(name)
            {
                return Some(Found::Embedded(module));
            }
            return if self.host.file_access { find_in_folders(folders, last) } else { None };
        }
        let folders = self.module_path();
        let mut namespace = None;
        if self.host.file_access {
            match find_in_folders(&folders, last) {
                Some(found @ Found::File { .. }) => return Some(found),
                found => namespace = found,
            }
        }
        if let Some(find) = self.host.embedded
            && let Some(module) = find(name)
        {
            return Some(Found::Embedded(module));
        }
        namespace
    }

    /// The native module of this name.
    pub(crate) fn native_module(&self, name: &str) -> Option<NativeModule> {
        let own = crate::modules::TABLE.iter().find(|m| m.name == name).map(|m| **m);
        own.or_else(|| self.host.modules.iter().copied().find(|m| m.name == name))
    }

    /// `sys.path`, or what it will be.
    fn module_path(&mut self) -> Vec<String> {
        let (modules, sys) = (self.modules.clone(), self.names.sys.clone());
        if let Some(sys) = self.dict_get_name(&modules, &sys)
            && let Some(module) = sys.as_ref::<ModuleObject>()
        {
            let dict = module.dict.clone();
            return match self.dict_get_str(&dict, "path") {
                Some(path) => path.as_ref::<ListObject>().map(|l| texts(&l.to_vec())).unwrap_or_default(),
                None => Vec::new(),
            };
        }
        self.host.path.clone()
    }

    /// Makes a native module and enters it.
    pub(crate) fn load_native(&mut self, native: NativeModule) -> NativeResult {
        let module = self.new_module(native.name);
        let dict = module.expect_ref::<ModuleObject>().dict.clone();
        self.describe_module(&module, native.name, Some(Origin::BuiltIn), None);
        self.enter_module(native.name, &module);
        let name = self.intern(native.name);
        for def in native.functions {
            let function = self.native_function(*def, name.clone());
            self.dict_set_str(&dict, def.name, function);
        }
        if let Some(init) = native.init
            && let Err(raised) = init(self, &dict)
        {
            let modules = self.modules.clone();
            self.dict_remove_name(&modules, &name);
            return Err(raised);
        }
        Ok(module)
    }

    fn enter_module(&mut self, name: &str, module: &Value) {
        let modules = self.modules.clone();
        self.dict_set_str(&modules, name, module.clone());
    }

    /// Sets `__file__`, `__path__`, `__package__` and `__spec__`.
    fn describe_module(
        &mut self,
        module: &Value,
        name: &str,
        origin: Option<Origin<'_>>,
        folders: Option<Vec<String>>,
    ) {
        let dict = module.expect_ref::<ModuleObject>().dict.clone();
        let package = if folders.is_some() { name } else { name.rpartition().unwrap_or_default() };
        let package = self.intern(package);
        let key = self.names.package.clone();
        self.dict_set_name(&dict, &key, package);
        let origin_value = match origin {
            Some(Origin::File(path)) => {
                let (key, path) = (self.names.file.clone(), self.str(path));
                self.dict_set_name(&dict, &key, path.clone());
                path
            }
            Some(Origin::Embedded) => self.intern("frozen"),
            Some(Origin::BuiltIn) => self.intern("built-in"),
            None => Value::NONE,
        };
        let locations = match folders {
            Some(folders) => {
                let items: Vec<Value> = folders.iter().map(|f| self.str(f)).collect();
                let (key, list) = (self.names.path.clone(), self.list(items));
                self.dict_set_name(&dict, &key, list.clone());
                list
            }
            None => Value::NONE,
        };
        let name = self.intern(name);
        let spec = self.module_spec(name, origin_value, locations);
        let key = self.names.spec.clone();
        self.dict_set_name(&dict, &key, spec);
    }

    #[cold]
    fn module_not_found(&mut self, name: &str, message: String) -> Raised {
        let raised = self.error(ExceptionKind::ModuleNotFoundError, message);
        let name = self.str(name);
        let exception = raised.0.expect_ref::<crate::types::ExceptionObject>();
        let message = exception.arguments().into_iter().next().unwrap_or(Value::NONE);
        exception.set_field("msg", message);
        exception.set_field("name", name);
        raised
    }

    // ---- from ... import ----

    /// `from package import name`: imports the names that are submodules, then returns the package.
    fn import_submodules(&mut self, package: Value, fromlist: Value) -> Flow {
        let path = self.names.path.clone();
        let is_package = match package.as_ref::<ModuleObject>() {
            Some(module) => self.dict_get_name(&module.dict, &path).is_some(),
            None => match self.get_attr_opt(&package, &path) {
                Ok(found) => found.is_some(),
                Err(raised) => return Flow::Raise(raised),
            },
        };
        if !is_package {
            return Flow::Return(package);
        }
        match self.collect(&fromlist) {
            Ok(names) => self.import_listed(package, names, 0, false),
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn import_listed(&mut self, package: Value, names: Vec<Value>, from: usize, in_all: bool) -> Flow {
        for (i, name) in names.iter().enumerate().skip(from) {
            let Some(text) = name.as_ref::<StrObject>().map(|t| t.lossy().into_owned()) else {
                let found = self.type_name(name);
                let place = if in_all {
                    let owner = self.module_name(&package).unwrap_or_default();
                    format!("{owner}.__all__")
                } else {
                    String::from("``from list''")
                };
                return Flow::Raise(self.type_error(format!("Item in {place} must be str, not {found}")));
            };
            if text == "*" {
                let all = self.names.all.clone();
                match self.get_attr_opt(&package, &all) {
                    Ok(Some(all)) if !in_all => match self.collect(&all) {
                        Ok(mut listed) => {
                            listed.extend_from_slice(&names[i + 1..]);
                            return self.import_listed(package, listed, 0, true);
                        }
                        Err(raised) => return Flow::Raise(raised),
                    },
                    Ok(_) => continue,
                    Err(raised) => return Flow::Raise(raised),
                }
            }
            let key = self.intern(&text);
            match self.get_attr_opt(&package, &key) {
                Ok(Some(_)) => continue,
                Ok(None) => {}
                Err(raised) => return Flow::Raise(raised),
            }
            let Some(owner) = self.module_name(&package) else { continue };
            let full = format!("{owner}.{text}");
            let modules = self.modules.clone();
            if self.dict_get_str(&modules, &full).is_some_and(|known| !known.is_none()) {
                continue;
            }
            return self.try_submodule(package, names, i, in_all, full);
        }
        Flow::Return(package)
    }

    /// Imports one submodule; that it does not exist is no error here.
    fn try_submodule(&mut self, package: Value, names: Vec<Value>, at: usize, in_all: bool, full: String) -> Flow {
        let parts: Rc<[String]> = full.split('.').map(String::from).collect();
        let last = parts.len() - 1;
        match self.load_exists(&parts, last, &full) {
            Ok(true) => {}
            Ok(false) => return self.import_listed(package, names, at + 1, in_all),
            Err(raised) => return Flow::Raise(raised),
        }
        self.import_parts(&full, Box::new(move |vm, _| vm.import_listed(package, names, at + 1, in_all)))
    }

    fn load_exists(&mut self, parts: &[String], last: usize, full: &str) -> Result<bool, Raised> {
        let modules = self.modules.clone();
        if let Some(known) = self.dict_get_str(&modules, full) {
            return Ok(!known.is_none());
        }
        let search = self.search_path(parts, last, full)?;
        Ok(self.find_module(full, &parts[last], search.as_deref()).is_some())
    }

    /// The text that `python -m name` runs; the inner error says why there is none.
    pub(crate) fn main_source(&mut self, name: &str) -> Result<Result<MainSource, String>, Raised> {
        let mut name = name.to_owned();
        loop {
            let parts: Vec<String> = name.split('.').map(String::from).collect();
            let last = parts.len() - 1;
            let parent = parts[..last].join(".");
            if last > 0
                && let Err(raised) = self.import_module(&parent)
            {
                if self.is_exception(&raised, ExceptionKind::ModuleNotFoundError) {
                    let class = self.type_name(&raised.0);
                    let message = self.str_string(&raised.0)?;
                    return Ok(Err(format!(
                        "Error while finding module specification for '{name}' ({class}: {message})"
                    )));
                }
                return Err(raised);
            }
            let search = self.search_path(&parts, last, &name)?;
            let found = self.find_module(&name, &parts[last], search.as_deref());
            let package = match &found {
                Some(Found::Embedded(module)) => module.package,
                Some(Found::File { package, .. }) => package.is_some(),
                Some(Found::Namespace(_)) => true,
                _ => false,
            };
            if package {
                if parts[last] == "__main__" {
                    return Ok(Err(format!("Cannot use package as __main__ module; '{name}' is a package")));
                }
                name.push_str(".__main__");
                continue;
            }
            return Ok(match found {
                Some(Found::Embedded(module)) => {
                    let filename = format!("{EMBEDDED_ROOT}/{}.py", name.replace('.', "/"));
                    Ok(MainSource { text: module.source.to_owned(), filename, package: parent })
                }
                Some(Found::File { path, .. }) => match std::fs::read(&path) {
                    Ok(bytes) => {
                        let text = self.decode_file(&bytes, &path)?;
                        Ok(MainSource { text, filename: path, package: parent })
                    }
                    Err(error) => return Err(self.io_error(&error, &Value::NONE)),
                },
                Some(Found::Native(_)) => Err(format!("No code object available for {name}")),
                _ if parts[last] == "__main__" && !parent.is_empty() => {
                    Err(format!("No module named {name}; '{parent}' is a package and cannot be directly executed"))
                }
                _ => Err(format!("No module named {name}")),
            });
        }
    }

    /// `__name__` of a module.
    pub(crate) fn module_name(&mut self, module: &Value) -> Option<String> {
        let name = self.names.name.clone();
        let found = match module.as_ref::<ModuleObject>() {
            Some(module) => self.dict_get_name(&module.dict, &name),
            None => self.get_attr_opt(module, &name).ok().flatten(),
        };
        found.and_then(|n| n.as_ref::<StrObject>().map(|t| t.lossy().into_owned()))
    }

    /// `from module import name`, one name.
    pub(crate) fn import_from(&mut self, module: &Value, name: &Value) -> NativeResult {
        if let Some(found) = self.get_attr_opt(module, name)? {
            return Ok(found);
        }
        let owner = self.module_name(module);
        if let Some(owner) = &owner {
            let text = name.expect_ref::<StrObject>().lossy().into_owned();
            let modules = self.modules.clone();
            if let Some(found) = self.dict_get_str(&modules, &format!("{owner}.{text}")) {
                return Ok(found);
            }
        }
        Err(self.cannot_import(module, name, owner))
    }

    #[cold]
    fn cannot_import(&mut self, module: &Value, name: &Value, owner: Option<String>) -> Raised {
        let text = name.expect_ref::<StrObject>().lossy().into_owned();
        let owner_text = owner.clone().unwrap_or_else(|| String::from("<unknown module name>"));
        let file_name = self.names.file.clone();
        let file = match module.as_ref::<ModuleObject>() {
            Some(object) => self.dict_get_name(&object.dict, &file_name),
            None => None,
        };
        let path = file.as_ref().and_then(|f| f.as_ref::<StrObject>()).map(|f| f.lossy().into_owned());
        let shown = path.clone().unwrap_or_else(|| String::from("unknown location"));
        let shadows = match &path {
            Some(path) => self.shadows(path),
            None => false,
        };
        let message = if shadows && STDLIB_NAMES.contains(&owner_text.as_str()) {
            format!(
                "cannot import name '{text}' from '{owner_text}' (consider renaming '{shown}' since it has the same \
                 name as the standard library module named '{owner_text}' and the import system gives it precedence)"
            )
        } else if self.is_loading(module) {
            if shadows {
                format!(
                    "cannot import name '{text}' from '{owner_text}' (consider renaming '{shown}' if it has the same \
                     name as a library you intended to import)"
                )
            } else {
                format!(
                    "cannot import name '{text}' from partially initialized module '{owner_text}' (most likely due \
                     to a circular import) ({shown})"
                )
            }
        } else {
            format!("cannot import name '{text}' from '{owner_text}' ({shown})")
        };
        let raised = self.error(ExceptionKind::ImportError, message);
        let exception = raised.0.expect_ref::<crate::types::ExceptionObject>();
        let message = exception.arguments().into_iter().next().unwrap_or(Value::NONE);
        exception.set_field("msg", message);
        let owner = owner.map_or(Value::NONE, |o| self.str(&o));
        exception.set_field("name", owner);
        exception.set_field("path", file.unwrap_or(Value::NONE));
        exception.set_field("name_from", name.clone());
        raised
    }

    /// Whether the module's body is running.
    pub(crate) fn is_loading(&self, module: &Value) -> bool {
        self.imports.loading.iter().any(|m| m.is(module))
    }

    /// Whether a file is in the first folder of `sys.path` and so hides library modules of its name.
    pub(crate) fn shadows(&mut self, file: &str) -> bool {
        let path = self.module_path();
        let Some(first) = path.first() else { return false };
        let folder = match file.rsplit_once("/__init__.py") {
            Some((package, _)) => package.rsplit_once('/').map_or("", |(folder, _)| folder),
            None => file.rsplit_once('/').map_or("", |(folder, _)| folder),
        };
        let first = if first.is_empty() {
            std::env::current_dir().map(|d| d.to_string_lossy().into_owned()).unwrap_or_default()
        } else {
            first.clone()
        };
        folder == first
    }

    /// Why a module has no attribute, in CPython's words.
    #[cold]
    pub(crate) fn module_attribute_message(&mut self, module: &Value, attr: &str) -> String {
        let dict = module.expect_ref::<ModuleObject>().dict.clone();
        let Some(name) = self.module_name(module) else { return format!("module has no attribute '{attr}'") };
        let file_name = self.names.file.clone();
        let file = self.dict_get_name(&dict, &file_name);
        let path = file.as_ref().and_then(|f| f.as_ref::<StrObject>()).map(|f| f.lossy().into_owned());
        let shadows = match &path {
            Some(path) => self.shadows(path),
            None => false,
        };
        let shown = path.unwrap_or_default();
        if shadows && STDLIB_NAMES.contains(&name.as_str()) {
            return format!(
                "module '{name}' has no attribute '{attr}' (consider renaming '{shown}' since it has the same name \
                 as the standard library module named '{name}' and the import system gives it precedence)"
            );
        }
        if self.is_loading(module) {
            if shadows {
                return format!(
                    "module '{name}' has no attribute '{attr}' (consider renaming '{shown}' if it has the same name \
                     as a library you intended to import)"
                );
            }
            return format!(
                "partially initialized module '{name}' has no attribute '{attr}' (most likely due to a circular import)"
            );
        }
        let submodule = format!("{name}.{attr}");
        let loading: Vec<Value> = self.imports.loading.clone();
        for other in loading {
            if self.module_name(&other).as_deref() == Some(submodule.as_str()) {
                return format!(
                    "cannot access submodule '{attr}' of module '{name}' (most likely due to a circular import)"
                );
            }
        }
        format!("module '{name}' has no attribute '{attr}'")
    }

    /// `from module import *` into a namespace.
    pub(crate) fn import_star(&mut self, module: &Value, namespace: &Value) -> Result<(), Raised> {
        let all_name = self.names.all.clone();
        let (names, listed) = match self.get_attr_opt(module, &all_name)? {
            Some(all) => (self.collect(&all)?, true),
            None => {
                let dict_name = self.names.dict.clone();
                let Some(dict) = self.get_attr_opt(module, &dict_name)? else {
                    let message = "from-import-* object has no __dict__ and no __all__";
                    return Err(self.error(ExceptionKind::ImportError, message));
                };
                (self.collect(&dict)?, false)
            }
        };
        for name in names {
            let Some(text) = name.as_ref::<StrObject>() else {
                let owner = self.module_name(module).unwrap_or_default();
                let found = self.type_name(&name);
                let place =
                    if listed { format!("Item in {owner}.__all__") } else { format!("Key in {owner}.__dict__") };
                return Err(self.type_error(format!("{place} must be str, not {found}")));
            };
            if !listed && text.bytes().starts_with(b"_") {
                continue;
            }
            let key = self.intern_value(&name);
            let value = self.get_attr(module, &key)?;
            if namespace.is_exact(Kind::Dict) {
                self.dict_set_name(namespace, &key, value);
            } else {
                self.set_item(namespace, &key, &value)?;
            }
        }
        Ok(())
    }

    /// The spec of a module that is not imported yet, or None. Its parent must be imported.
    pub(crate) fn find_spec(&mut self, name: &str) -> NativeResult {
        let parts: Vec<String> = name.split('.').map(String::from).collect();
        let last = parts.len() - 1;
        let search = self.search_path(&parts, last, name)?;
        let Some(found) = self.find_module(name, &parts[last], search.as_deref()) else { return Ok(Value::NONE) };
        let (origin, folders) = match found {
            Found::Native(_) => (self.intern("built-in"), None),
            Found::Embedded(module) => {
                let folder = embedded_filename(name, module.package).trim_end_matches("/__init__.py").to_string();
                (self.intern("frozen"), module.package.then(|| vec![folder]))
            }
            Found::File { path, package } => (self.str(&path), package.map(|p| vec![p])),
            Found::Namespace(folders) => (Value::NONE, Some(folders)),
        };
        let locations = match folders {
            Some(folders) => {
                let folders: Vec<Value> = folders.iter().map(|f| self.str(f)).collect();
                self.list(folders)
            }
            None => Value::NONE,
        };
        let name = self.intern(name);
        Ok(self.module_spec(name, origin, locations))
    }

    // ---- for natives and the host ----

    /// Imports a module by its absolute name, then continues with it (the last component).
    pub fn import_then(&mut self, name: &str, then: impl FnOnce(&mut Vm, Value) -> Flow + 'static) -> Flow {
        self.import_parts(name, Box::new(then))
    }

    /// Imports a module by its absolute name. Nested.
    pub fn import_module(&mut self, name: &str) -> NativeResult {
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get_str(&modules, name)
            && !module.is_none()
        {
            return Ok(module);
        }
        if let Some(native) = self.native_module(name)
            && !name.contains('.')
        {
            return self.load_native(native);
        }
        let flow = self.import_then(name, |_, module| Flow::Return(module));
        self.finish_flow(flow)
    }

    /// The module `__main__`, entered into `sys.modules`.
    pub fn main_module(&mut self) -> Value {
        let modules = self.modules.clone();
        let name = self.names.main.clone();
        if let Some(module) = self.dict_get_name(&modules, &name) {
            return module;
        }
        let module = self.new_module("__main__");
        let dict = module.expect_ref::<ModuleObject>().dict.clone();
        let builtins_name = self.intern("builtins");
        if let Some(builtins) = self.dict_get_name(&modules, &builtins_name) {
            let key = self.names.builtins.clone();
            self.dict_set_name(&dict, &key, builtins);
        }
        self.dict_set_name(&modules, &name, module.clone());
        module
    }
}

/// What loading gave: a finished module, or one whose body must run.
enum Loaded {
    Done(Value),
    Run(Value, Value),
}

/// Where a module comes from, for `__file__` and `__spec__.origin`.
enum Origin<'a> {
    BuiltIn,
    Embedded,
    File(&'a str),
}

/// What the paths of embedded modules start with.
const EMBEDDED_ROOT: &str = "<stdlib>";

fn embedded_filename(name: &str, package: bool) -> String {
    let path = name.replace('.', "/");
    if package { format!("{EMBEDDED_ROOT}/{path}/__init__.py") } else { format!("{EMBEDDED_ROOT}/{path}.py") }
}

fn texts(values: &[Value]) -> Vec<String> {
    values.iter().filter_map(|v| v.as_ref::<StrObject>()).map(|t| t.lossy().into_owned()).collect()
}

/// Everything before the last dot.
trait Parent {
    fn rpartition(&self) -> Option<&str>;
}

impl Parent for str {
    fn rpartition(&self) -> Option<&str> {
        self.rsplit_once('.').map(|(parent, _)| parent)
    }
}

/// Names of the standard library, for hints about files that hide its modules (`sys.stdlib_module_names`).
pub(crate) const STDLIB_NAMES: &[&str] = &[
    "__future__",
    "_thread",
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "bdb",
    "binascii",
    "bisect",
    "builtins",
    "bz2",
    "calendar",
    "cmath",
    "cmd",
    "code",
    "codecs",
    "codeop",
    "collections",
    "colorsys",
    "compileall",
    "concurrent",
    "configparser",
    "contextlib",
    "contextvars",
    "copy",
    "copyreg",
    "csv",
    "ctypes",
    "curses",
    "dataclasses",
    "datetime",
    "dbm",
    "decimal",
    "difflib",
    "dis",
    "doctest",
    "email",
    "encodings",
    "enum",
    "errno",
    "faulthandler",
    "fcntl",
    "filecmp",
    "fileinput",
    "fnmatch",
    "fractions",
    "ftplib",
    "functools",
    "gc",
    "getopt",
    "getpass",
    "gettext",
    "glob",
    "graphlib",
    "grp",
    "gzip",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "http",
    "imaplib",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "lzma",
    "mailbox",
    "marshal",
    "math",
    "mimetypes",
    "mmap",
    "modulefinder",
    "multiprocessing",
    "netrc",
    "numbers",
    "opcode",
    "operator",
    "optparse",
    "os",
    "pathlib",
    "pdb",
    "pickle",
    "pkgutil",
    "platform",
    "plistlib",
    "poplib",
    "posix",
    "posixpath",
    "pprint",
    "profile",
    "pstats",
    "pty",
    "pwd",
    "pyclbr",
    "pydoc",
    "queue",
    "quopri",
    "random",
    "re",
    "readline",
    "reprlib",
    "resource",
    "runpy",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shelve",
    "shlex",
    "shutil",
    "signal",
    "site",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "stat",
    "statistics",
    "string",
    "stringprep",
    "struct",
    "subprocess",
    "symtable",
    "sys",
    "sysconfig",
    "syslog",
    "tarfile",
    "tempfile",
    "termios",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "tkinter",
    "token",
    "tokenize",
    "tomllib",
    "trace",
    "traceback",
    "tracemalloc",
    "tty",
    "turtle",
    "types",
    "typing",
    "unicodedata",
    "unittest",
    "urllib",
    "uuid",
    "venv",
    "warnings",
    "wave",
    "weakref",
    "webbrowser",
    "wsgiref",
    "xml",
    "xmlrpc",
    "zipapp",
    "zipfile",
    "zipimport",
    "zlib",
    "zoneinfo",
];
