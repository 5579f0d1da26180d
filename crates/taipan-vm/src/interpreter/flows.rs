//! Calling anything, and running natives that say what happens next.
//!
//! ```text
//!  script frame │ native frame (holds the continuation while it waits) │ frame of what the native called
//! ```

use super::frames::{self, Action, HEADER, Site, Step};
use super::*;
use crate::heap::{Kind, Tuple};
use crate::native::{Call, Continuation, Flow, NativeCode, NativeFrame, NativeFunction, NativeResult, Raised};
use crate::types::{
    BoundMethod, CallStyle, CodeValue, DictObject, FunctionObject, StrObject, TypeObject, WrapperObject,
};
use std::cell::RefCell;
use taipan_bytecode::CodeFlags;

/// Natives are continued from within each other this often before the interpreter's stack is unwound.
const RESUME_DEPTH: u32 = 8;

impl Vm {
    /// Calls anything; the result goes to `site`. Script functions become frames above the one at `site.base`.
    #[inline(never)]
    pub(crate) unsafe fn invoke(
        &mut self,
        site: Site,
        callee: Value,
        args: Vec<Value>,
        keywords: Vec<(Value, Value)>,
    ) -> Step {
        self.call_any(site, callee, args, keywords, false)
    }

    /// As [`Vm::invoke`], for a call whose result is awaited at once: `site.pc` points to the Await.
    #[inline(never)]
    pub(crate) unsafe fn invoke_awaited(
        &mut self,
        site: Site,
        callee: Value,
        args: Vec<Value>,
        keywords: Vec<(Value, Value)>,
    ) -> Step {
        self.call_any(site, callee, args, keywords, true)
    }

    unsafe fn call_any(
        &mut self,
        site: Site,
        mut callee: Value,
        mut args: Vec<Value>,
        keywords: Vec<(Value, Value)>,
        awaited: bool,
    ) -> Step {
        loop {
            match callee.kind() {
                Kind::Function => {
                    let bound = match self.bind_arguments(&callee, args, &keywords) {
                        Ok(bound) => bound,
                        Err(raised) => return self.raise_site(raised, site),
                    };
                    return self.enter_function(site, callee, bound, awaited);
                }
                Kind::NativeFunction | Kind::MethodDescriptor => {
                    return self.call_native_function(site, &callee, args, keywords, awaited);
                }
                Kind::BoundMethod => {
                    let method = callee.expect_ref::<BoundMethod>();
                    args.insert(0, method.receiver.clone());
                    let function = method.function.clone();
                    callee = function;
                }
                Kind::Type => return self.call_class(site, callee, args, keywords),
                Kind::StaticMethod if callee.shape().index() == 0 => {
                    let wrapped = callee.expect_ref::<WrapperObject>().callable.borrow().clone();
                    callee = wrapped;
                }
                _ => {
                    let name = self.names.call.clone();
                    let Some(method) = self.lookup_special(&callee, &name) else {
                        let name = self.type_name(&callee);
                        let raised = self.type_error(format!("'{name}' object is not callable"));
                        return self.raise_site(raised, site);
                    };
                    match self.bind_for_call(&method, &callee) {
                        Ok((next, mut first)) => {
                            first.append(&mut args);
                            args = first;
                            callee = next;
                        }
                        Err(raised) => return self.raise_site(raised, site),
                    }
                }
            }
        }
    }

    /// Pushes the frame of a function with its bound arguments, or makes the generator or coroutine.
    unsafe fn enter_function(&mut self, site: Site, callee: Value, bound: Vec<Value>, awaited: bool) -> Step {
        let function = callee.expect_ref::<FunctionObject>();
        let flags = {
            let code = function.code.borrow();
            code.expect_ref::<CodeValue>().code.flags
        };
        let generator = flags.0 & (CodeFlags::GENERATOR.0 | CodeFlags::ASYNC_GENERATOR.0 | CodeFlags::COROUTINE.0) != 0;
        let direct = flags.contains(CodeFlags::COROUTINE) && awaited;
        if generator && !direct {
            let fiber = self.new_generator(callee, flags, bound);
            return self.deliver(site, fiber);
        }
        self.fuel -= 1;
        if self.fuel < 0
            && let Err(raised) = self.refuel()
        {
            return self.raise_site(raised, site);
        }
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            let raised = self.recursion_error("maximum recursion depth exceeded");
            return self.raise_site(raised, site);
        }
        let registers = function.n_registers.get() as usize;
        let locals = function.n_locals.get() as usize;
        let top = frames::top(site.base);
        let size = top.offset_from(site.base) as usize;
        let base = self.reserve(site.base, top, HEADER + registers);
        let new_base = base.add(size + HEADER);
        // When the call is awaited, its result is that of the Await that follows (one word).
        let site = Site { base, pc: if direct { site.pc.add(1) } else { site.pc }, ..site };
        let count = bound.len();
        for (i, value) in bound.into_iter().enumerate() {
            *new_base.add(i) = value.into_word();
        }
        for i in count..locals {
            *new_base.add(i) = Word::UNBOUND;
        }
        let entry = function.entry.get();
        self.push_header(new_base, callee.into_word(), site, depth);
        Step::Run(entry, new_base)
    }

    /// Calls a class.
    unsafe fn call_class(&mut self, site: Site, class: Value, args: Vec<Value>, keywords: Vec<(Value, Value)>) -> Step {
        let meta = self.class_word(&class);
        let name = self.names.call.clone();
        if meta != self.builtin_types[Kind::Type as usize].word()
            && let Some(method) = self.class_lookup(meta, name.word())
            && self.class_lookup(self.builtin_types[Kind::Type as usize].word(), name.word()) != Some(method)
        {
            let method = method.to_value();
            return match self.bind_for_call(&method, &class) {
                Ok((callee, mut all)) => {
                    all.extend(args);
                    self.invoke(site, callee, all, keywords)
                }
                Err(raised) => self.raise_site(raised, site),
            };
        }
        if let Some(step) = self.instantiate_plain(site, &class, &args, &keywords) {
            return step;
        }
        let flow = self.instantiate_flow(&class, args, keywords);
        self.run_flow(site, flow)
    }

    /// The usual class: instances are plain, `__new__` is `object`'s, `__init__` is a script function or absent.
    unsafe fn instantiate_plain(
        &mut self,
        site: Site,
        class: &Value,
        args: &[Value],
        keywords: &[(Value, Value)],
    ) -> Option<Step> {
        let init = self.plain_init(class)?;
        if init.is_unbound() {
            if !args.is_empty() || !keywords.is_empty() {
                return None;
            }
            let instance = self.new_instance(class);
            return Some(self.deliver(site, instance));
        }
        let instance = self.new_instance(class);
        let mut all = Vec::with_capacity(args.len() + 1);
        all.push(instance.clone());
        all.extend_from_slice(args);
        let bound = match self.bind_arguments(&init, all, keywords) {
            Ok(bound) => bound,
            Err(raised) => return Some(self.raise_site(raised, site)),
        };
        // The instance waits in a native frame until `__init__` has returned.
        let then = InitDone { instance };
        let (site, _) = match self.push_native(site, Box::new(then)) {
            Ok(pushed) => pushed,
            Err(raised) => return Some(self.raise_site(raised, site)),
        };
        Some(self.enter_function(site, init, bound, false))
    }

    /// For a class whose instances are made the usual way: its `__init__` (unbound when it has none of its own).
    pub(crate) fn plain_init(&mut self, class: &Value) -> Option<Value> {
        use crate::types::{CallCache, ClassFlags};
        let object = class.expect_ref::<TypeObject>();
        let cache = object.call_cache.get();
        if cache.epoch == self.class_epoch {
            return match cache.style {
                1 => Some(Value::UNBOUND),
                2 => Some(Word(cache.init).to_value()),
                _ => None,
            };
        }
        let mut next = CallCache { epoch: self.class_epoch, style: 3, init: 0 };
        let mut result = None;
        if object.instance_kind == Kind::Instance
            && object.has(ClassFlags::HEAP)
            && !object.has(ClassFlags::NEW)
            && !object.has(ClassFlags::ABSTRACT)
        {
            let name = self.names.init.clone();
            let found = self.class_lookup(class.word(), name.word());
            let inherited = self.class_lookup(self.builtin_types[Kind::Instance as usize].word(), name.word());
            if found == inherited {
                next.style = 1;
                result = Some(Value::UNBOUND);
            } else if let Some(found) = found
                && found.borrow().is_exact(Kind::Function)
                && found.borrow().expect_ref::<FunctionObject>().style.get() != CallStyle::Coroutine
                && !is_generator(found.borrow())
            {
                next.style = 2;
                next.init = found.0;
                result = Some(found.to_value());
            }
        }
        object.call_cache.set(next);
        result
    }

    /// A new instance of a class with plain instances.
    pub(crate) fn new_instance(&mut self, class: &Value) -> Value {
        let shape = class.expect_ref::<TypeObject>().root_shape.get();
        self.heap.instance(shape)
    }

    // ---- argument binding ----

    /// Binds arguments to the parameters of a script function: one value for each parameter register.
    pub(crate) fn bind_arguments(
        &mut self,
        callee: &Value,
        args: Vec<Value>,
        keywords: &[(Value, Value)],
    ) -> Result<Vec<Value>, Raised> {
        let function = callee.expect_ref::<FunctionObject>();
        let code_value = function.code.borrow().clone();
        let linked = code_value.expect_ref::<CodeValue>();
        let code = linked.code.clone();
        if code.flags.contains(CodeFlags::USES_NAMESPACE) {
            // The only argument is the namespace, which is no parameter.
            return Ok(args);
        }
        let (positional, kwonly) = (code.arg_count as usize, code.kwonly_count as usize);
        let collects = CodeFlags::VARARGS.0 | CodeFlags::VARKEYWORDS.0;
        if keywords.is_empty() && args.len() == positional && kwonly == 0 && code.flags.0 & collects == 0 {
            return Ok(args);
        }
        let varargs = code.flags.contains(CodeFlags::VARARGS);
        let varkeywords = code.flags.contains(CodeFlags::VARKEYWORDS);
        let named = positional + kwonly;
        let given = args.len();
        let mut bound: Vec<Value> = Vec::with_capacity(named + 2);
        let mut extra = Vec::new();
        for (i, arg) in args.into_iter().enumerate() {
            if i < positional {
                bound.push(arg);
            } else {
                extra.push(arg);
            }
        }
        bound.resize_with(named, || Value::UNBOUND);
        let too_many = !varargs && given > positional;
        let rest = if varkeywords { Some(self.dict()) } else { None };
        let mut posonly_by_name = Vec::new();
        for (key, value) in keywords {
            let slot = self.parameter_index(linked, &code, key);
            match slot {
                Some(slot) if slot >= code.posonly_count as usize => {
                    if !bound[slot].is_unbound() {
                        let (name, key) = (self.function_name(callee), self.str_string(key)?);
                        return Err(self.type_error(format!("{name}() got multiple values for argument '{key}'")));
                    }
                    bound[slot] = value.clone();
                }
                found => match &rest {
                    Some(rest) => self.dict_set(rest, key, value.clone())?,
                    None if found.is_some() => posonly_by_name.push(self.str_string(key)?),
                    None => {
                        let posonly = self.posonly_keywords(&code, keywords)?;
                        if !posonly.is_empty() {
                            posonly_by_name = posonly;
                            break;
                        }
                        let (name, text) = (self.function_name(callee), self.str_string(key)?);
                        let mut message = format!("{name}() got an unexpected keyword argument '{text}'");
                        let names: Vec<String> =
                            code.varnames[code.posonly_count as usize..named].iter().map(|n| n.to_string()).collect();
                        if let Some(close) = self.closest_name(&text, names) {
                            message.push_str(&format!(". Did you mean '{close}'?"));
                        }
                        return Err(self.type_error(message));
                    }
                },
            }
        }
        if !posonly_by_name.is_empty() {
            let name = self.function_name(callee);
            let list = posonly_by_name.join(", ");
            return Err(self.type_error(format!(
                "{name}() got some positional-only arguments passed as keyword arguments: '{list}'"
            )));
        }
        if too_many {
            return Err(self.too_many_arguments(callee, &code, given, &bound));
        }
        let defaults = function.defaults.borrow().clone();
        let defaults = defaults.as_ref::<Tuple>().map_or(&[][..], |t| t.items());
        let first_default = positional - defaults.len().min(positional);
        let mut missing = Vec::new();
        for i in 0..positional {
            if bound[i].is_unbound() {
                if i >= first_default {
                    bound[i] = defaults[defaults.len() - (positional - i)].clone();
                } else {
                    missing.push(code.varnames[i].to_string());
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(callee, "positional", missing));
        }
        if kwonly > 0 {
            let kwdefaults = function.kwdefaults.borrow().clone();
            for (i, slot) in bound.iter_mut().enumerate().take(named).skip(positional) {
                if slot.is_unbound() {
                    let default = match kwdefaults.as_ref::<DictObject>() {
                        Some(_) => self.dict_get_name(&kwdefaults, &linked.varnames[i]),
                        None => None,
                    };
                    match default {
                        Some(default) => *slot = default,
                        None => missing.push(code.varnames[i].to_string()),
                    }
                }
            }
            if !missing.is_empty() {
                return Err(self.missing_arguments(callee, "keyword-only", missing));
            }
        }
        if varargs {
            let extra = self.tuple(extra);
            bound.push(extra);
        }
        if let Some(rest) = rest {
            bound.push(rest);
        }
        Ok(bound)
    }

    fn parameter_index(&self, linked: &CodeValue, code: &taipan_bytecode::CodeObject, key: &Value) -> Option<usize> {
        let named = code.arg_count as usize + code.kwonly_count as usize;
        let names = &linked.varnames[..named];
        names.iter().position(|n| n.is(key)).or_else(|| {
            let text = key.as_ref::<StrObject>()?;
            names.iter().position(|n| n.expect_ref::<StrObject>().bytes() == text.bytes())
        })
    }

    fn posonly_keywords(
        &mut self,
        code: &taipan_bytecode::CodeObject,
        keywords: &[(Value, Value)],
    ) -> Result<Vec<String>, Raised> {
        let mut found = Vec::new();
        for name in &code.varnames[..code.posonly_count as usize] {
            for (key, _) in keywords {
                if self.str_string(key)? == **name {
                    found.push(name.to_string());
                }
            }
        }
        Ok(found)
    }

    /// `__qualname__` of a function, for messages.
    pub(crate) fn function_name(&self, callee: &Value) -> String {
        match callee.as_ref::<FunctionObject>() {
            Some(f) => match f.qualname.borrow().as_ref::<StrObject>() {
                Some(name) => name.lossy().into_owned(),
                None => String::from("?"),
            },
            None => match callee.as_ref::<NativeFunction>() {
                Some(native) => self.qualified_native_name(native),
                None => String::from("?"),
            },
        }
    }

    #[cold]
    fn missing_arguments(&mut self, callee: &Value, kind: &str, names: Vec<String>) -> Raised {
        let name = self.function_name(callee);
        let count = names.len();
        let quoted: Vec<String> = names.iter().map(|n| format!("'{n}'")).collect();
        let list = match quoted.as_slice() {
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if count == 1 { "" } else { "s" };
        self.type_error(format!("{name}() missing {count} required {kind} argument{plural}: {list}"))
    }

    #[cold]
    fn too_many_arguments(
        &mut self,
        callee: &Value,
        code: &taipan_bytecode::CodeObject,
        given: usize,
        bound: &[Value],
    ) -> Raised {
        let name = self.function_name(callee);
        let positional = code.arg_count as usize;
        let function = callee.expect_ref::<FunctionObject>();
        let defaults = function.defaults.borrow().as_ref::<Tuple>().map_or(0, |t| t.items().len());
        let kwonly_given = bound[positional..].iter().filter(|v| !v.is_unbound()).count();
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {positional}", positional - defaults), true)
        } else {
            (positional.to_string(), positional != 1)
        };
        let plural = if plural { "s" } else { "" };
        let given_text = if kwonly_given > 0 {
            let (p, k) = (if given == 1 { "" } else { "s" }, if kwonly_given == 1 { "" } else { "s" });
            format!("{given} positional argument{p} (and {kwonly_given} keyword-only argument{k}) were")
        } else {
            format!("{given} {}", if given == 1 { "was" } else { "were" })
        };
        self.type_error(format!("{name}() takes {takes} positional argument{plural} but {given_text} given"))
    }

    // ---- natives ----

    unsafe fn call_native_function(
        &mut self,
        site: Site,
        callee: &Value,
        args: Vec<Value>,
        keywords: Vec<(Value, Value)>,
        awaited: bool,
    ) -> Step {
        let native = callee.expect_ref::<NativeFunction>();
        if let Some(host) = native.host.clone() {
            let flow = host(self, &args, &keywords);
            return self.run_flow(site, flow);
        }
        if let Err(raised) = self.check_native_receiver(callee, &args) {
            return self.raise_site(raised, site);
        }
        let bound = match self.bind_native(native, args, &keywords) {
            Ok(bound) => bound,
            Err(raised) => return self.raise_site(raised, site),
        };
        match native.def.code {
            NativeCode::Plain(function) => {
                let result = function(self, &bound);
                drop(bound);
                match result {
                    Ok(value) => self.deliver(site, value),
                    Err(raised) => self.raise_site(raised, site),
                }
            }
            NativeCode::Flow(function) => {
                let flow = function(self, &bound);
                drop(bound);
                self.run_flow(site, flow)
            }
            NativeCode::Frame(function) => {
                let flow = function(self, &super::Caller::new(site), &bound);
                drop(bound);
                self.run_flow(site, flow)
            }
            NativeCode::Async(function) if awaited => {
                // The Await that follows is skipped: its result is the native's.
                let flow = function(self, &bound);
                drop(bound);
                self.run_flow(Site { pc: site.pc.add(1), ..site }, flow)
            }
            NativeCode::Async(_) => {
                let awaitable = self.new_native_coroutine(callee, bound);
                self.deliver(site, awaitable)
            }
        }
    }

    /// Binds arguments to a native signature.
    pub(crate) fn bind_native(
        &mut self,
        native: &NativeFunction,
        mut args: Vec<Value>,
        keywords: &[(Value, Value)],
    ) -> Result<Vec<Value>, Raised> {
        let signature = native.signature();
        let given = args.len();
        if let Some(message) = self.wrong_count(native, given, keywords.len()) {
            return Err(self.type_error(message));
        }
        let rest = if given > signature.positional { args.split_off(signature.positional) } else { Vec::new() };
        args.resize_with(signature.params.len(), || Value::UNBOUND);
        let mut set = vec![false; signature.params.len()];
        set[..given.min(signature.positional)].fill(true);
        let kwargs = if signature.varkeywords { Some(self.dict()) } else { None };
        for (key, value) in keywords {
            let text = self.str_string(key)?;
            let slot = signature.params.iter().position(|p| p.name == text).filter(|i| *i >= signature.posonly);
            match (slot, &kwargs) {
                (Some(slot), _) => {
                    if set[slot] {
                        let name = native.def.name;
                        let position = slot + 1 - signature.receivers();
                        return Err(self.type_error(format!(
                            "argument for {name}() given by name ('{text}') and position ({position})"
                        )));
                    }
                    args[slot] = value.clone();
                    set[slot] = true;
                }
                (None, Some(kwargs)) => self.dict_set(kwargs, key, value.clone())?,
                (None, None) => {
                    let message = self.unexpected_keyword(native, &text);
                    return Err(self.type_error(message));
                }
            }
        }
        for (i, param) in signature.params.iter().enumerate() {
            if set[i] {
                continue;
            }
            match param.default {
                Some(default) => args[i] = Value::from_word(super::calls::default_word(self, Some(default))),
                None => {
                    let message = self.missing_argument(native, i);
                    return Err(self.type_error(message));
                }
            }
        }
        if signature.varargs {
            let rest = self.tuple(rest);
            args.push(rest);
        }
        if let Some(kwargs) = kwargs {
            args.push(kwargs);
        }
        Ok(args)
    }

    /// Does what a native asked for; its final result goes to `site`.
    pub(crate) unsafe fn run_flow(&mut self, site: Site, flow: Flow) -> Step {
        match flow {
            Flow::Return(value) => self.deliver(site, value),
            Flow::Raise(raised) => self.raise_site(raised, site),
            Flow::TailCall(call) => self.invoke(site, call.callee, call.args, call.keywords),
            Flow::Resume(fiber, input) => self.resume_fiber(site, fiber, input),
            Flow::Iterate(iterator) => self.iterate(site, &iterator),
            Flow::Run(action) => (action.0)(self, site),
            Flow::Wait(wait) => self.park_native(site, wait),
            Flow::Then(flow, then) => match self.push_native(site, then) {
                Ok((inner, _)) => self.run_flow(inner, *flow),
                Err(raised) => self.raise_site(raised, site),
            },
            Flow::Pause(then) => match self.push_native(site, then) {
                Ok((inner, _)) => self.pause(inner),
                Err(raised) => self.raise_site(raised, site),
            },
            Flow::Call(call, then) => match self.push_native(site, then) {
                Ok((inner, _)) => self.invoke(inner, call.callee, call.args, call.keywords),
                Err(raised) => self.raise_site(raised, site),
            },
            Flow::Next(iterator, then) if self.machine.native_resumes >= RESUME_DEPTH => {
                // A long chain of iterators: the interpreter's stack unwinds before the next one is asked.
                match self.push_native(site, Box::new(AskLater { iterator, then })) {
                    Ok((inner, _)) => self.resume_native(inner, Ok(Value::NONE)),
                    Err(raised) => self.raise_site(raised, site),
                }
            }
            Flow::Next(iterator, then) => match self.push_native(site, then) {
                Ok((inner, _)) => {
                    self.machine.native_resumes += 1;
                    let step = self.iterate(Site { action: Action::NativeNext, ..inner }, &iterator);
                    self.machine.native_resumes -= 1;
                    step
                }
                Err(raised) => self.raise_site(raised, site),
            },
            Flow::Await(awaitable, then) => match self.push_native(site, then) {
                Ok((inner, _)) => self.await_value(inner, awaitable),
                Err(raised) => self.raise_site(raised, site),
            },
        }
    }

    /// As [`Vm::run_flow`], for one step of an iterator: an unbound result means exhausted.
    pub(crate) unsafe fn run_iteration_flow(&mut self, site: Site, flow: Flow) -> Step {
        match flow {
            Flow::Return(value) if value.is_unbound() => self.exhausted(site),
            Flow::Return(value) => self.deliver(site, value),
            // Whatever it asks for, an unbound result in the end still means exhausted.
            other => self.run_flow(site, other),
        }
    }

    /// Pushes a native frame with a continuation above the frame of `site`; results for it go to the returned site.
    unsafe fn push_native(&mut self, site: Site, then: Box<dyn Continuation>) -> Result<(Site, *mut Word), Raised> {
        let depth = frames::link(site.base).depth() + 1;
        if depth > self.recursion_limit as u64 {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        let frame = self.alloc(NativeFrame { continuation: RefCell::new(Some(then)) });
        let top = frames::top(site.base);
        let size = top.offset_from(site.base) as usize;
        let base = self.reserve(site.base, top, HEADER);
        let new_base = base.add(size + HEADER);
        self.push_header(new_base, frame.into_word(), Site { base, ..site }, depth);
        Ok((Site::new(std::ptr::null(), new_base, Action::Native, 0), new_base))
    }

    /// Continues the native frame at `site.base` with a result.
    ///
    /// A native that calls natives whose results are there at once would be continued from within itself for each of
    /// them; after a few times the interpreter goes through an instruction instead, so that its stack unwinds.
    pub(crate) unsafe fn resume_native(&mut self, site: Site, result: NativeResult) -> Step {
        static RESUME: [u64; 1] = [taipan_bytecode::Op::ResumeNative as u64];
        if self.machine.native_resumes >= RESUME_DEPTH {
            self.machine.delivery = Some(result);
            return Step::Run(RESUME.as_ptr(), site.base);
        }
        self.machine.native_resumes += 1;
        let step = self.resume_native_here(site, result);
        self.machine.native_resumes -= 1;
        step
    }

    unsafe fn resume_native_here(&mut self, site: Site, result: NativeResult) -> Step {
        let base = site.base;
        let frame = frames::callee(base).to_value();
        let then = frame.expect_ref::<NativeFrame>().continuation.borrow_mut().take();
        let then = then.expect("a native frame that waits has its continuation");
        let waiting = frames::site_of(base);
        let flow = then.resume(self, result);
        // Ask again from the same frame, or leave it.
        let (again, next) = match flow {
            Flow::Call(call, then) => (then, Again::Call(call)),
            Flow::Next(iterator, then) => (then, Again::Next(iterator)),
            Flow::Await(awaitable, then) => (then, Again::Await(awaitable)),
            Flow::Pause(then) => (then, Again::Pause),
            Flow::Then(flow, then) => (then, Again::Flow(*flow)),
            other => {
                let slot = base.sub(HEADER);
                drop(Value::from_word(std::mem::replace(&mut *slot, Word::UNBOUND)));
                drop(frame);
                return match other {
                    Flow::Return(value) if value.is_unbound() => self.exhausted(waiting),
                    other => self.run_flow(waiting, other),
                };
            }
        };
        frame.expect_ref::<NativeFrame>().continuation.replace(Some(again));
        drop(frame);
        let inner = Site::new(std::ptr::null(), base, Action::Native, 0);
        match next {
            Again::Call(call) => self.invoke(inner, call.callee, call.args, call.keywords),
            Again::Next(iterator) => self.iterate(Site { action: Action::NativeNext, ..inner }, &iterator),
            Again::Await(awaitable) => self.await_value(inner, awaitable),
            Again::Pause => self.pause(inner),
            Again::Flow(flow) => self.run_flow(inner, flow),
        }
    }
}

enum Again {
    Call(Call),
    Next(Value),
    Await(Value),
    Pause,
    Flow(Flow),
}

/// Asks an iterator when it is resumed.
struct AskLater {
    iterator: Value,
    then: Box<dyn Continuation>,
}

impl Continuation for AskLater {
    fn resume(self: Box<Self>, _: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(_) => Flow::Next(self.iterator, self.then),
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut crate::heap::Tracer<'_>) {
        tracer.value(&self.iterator);
        self.then.trace(tracer);
    }
}

/// Keeps a new instance while its `__init__` runs.
struct InitDone {
    instance: Value,
}

impl Continuation for InitDone {
    fn resume(self: Box<Self>, vm: &mut Vm, result: NativeResult) -> Flow {
        match result {
            Ok(value) if value.is_none() => Flow::Return(self.instance),
            Ok(value) => {
                let name = vm.type_name(&value);
                Flow::Raise(vm.type_error(format!("__init__() should return None, not '{name}'")))
            }
            Err(raised) => Flow::Raise(raised),
        }
    }

    fn trace(&self, tracer: &mut crate::heap::Tracer<'_>) {
        tracer.value(&self.instance);
    }
}

fn is_generator(function: &Value) -> bool {
    let function = function.expect_ref::<FunctionObject>();
    let code = function.code.borrow();
    let flags = code.expect_ref::<CodeValue>().code.flags.0;
    flags & (CodeFlags::GENERATOR.0 | CodeFlags::ASYNC_GENERATOR.0) != 0
}
