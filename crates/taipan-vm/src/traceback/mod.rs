//! Exceptions as text, exactly as CPython 3.13 prints them: tracebacks, chained exceptions, groups, notes, syntax errors,
//! colours. Source lines are in `sources.rs`, the marks under them in `carets.rs`, "Did you mean" in `suggestions.rs`.

mod carets;
mod sources;
mod suggestions;

pub(crate) use sources::Sources;

use crate::exceptions::ExceptionKind;
use crate::heap::{Kind, Tuple};
use crate::native::{NativeDef, NativeModule, NativeResult};
use crate::streams::Stream;
use crate::types::{CodeValue, ExceptionObject, ListObject, StrObject, TracebackObject};
use crate::value::Value;
use crate::vm::Vm;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// Frames that repeat more often than this are counted instead.
const REPEATS_SHOWN: usize = 3;
/// Members of a group beyond this are counted instead.
const GROUP_WIDTH: usize = 15;
/// Groups nested deeper than this are not shown.
const GROUP_DEPTH: usize = 10;

/// Escape sequences around parts of the text; empty without colours.
#[derive(Clone, Copy)]
struct Palette {
    name: &'static str,
    kind: &'static str,
    strong: &'static str,
    weak: &'static str,
    reset: &'static str,
}

impl Palette {
    const PLAIN: Palette = Palette { name: "", kind: "", strong: "", weak: "", reset: "" };
    const COLOURED: Palette =
        Palette { name: "\x1b[35m", kind: "\x1b[1;35m", strong: "\x1b[1;31m", weak: "\x1b[31m", reset: "\x1b[0m" };
}

/// A printing of one exception: what was printed already, and how deep in groups it is.
struct Printer {
    palette: Palette,
    limit: Option<i64>,
    chain: bool,
    seen: Vec<Value>,
    depth: usize,
    need_close: bool,
    parts: Vec<String>,
}

impl Printer {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Adds text, with the margin of the group around it.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.parts.push(text.to_string());
            return;
        }
        let prefix = format!("{}{margin} ", self.indent());
        let mut out = String::with_capacity(text.len() + prefix.len());
        for line in text.split_inclusive('\n') {
            out.push_str(&prefix);
            out.push_str(line);
        }
        self.parts.push(out);
    }

    fn emit_all(&mut self, parts: &[String]) {
        for part in parts {
            self.emit(part, '|');
        }
    }
}

fn this(value: &Value) -> &ExceptionObject {
    value.expect_ref::<ExceptionObject>()
}

impl Vm {
    /// The text that CPython prints for an exception nobody handled, traceback and chained exceptions included.
    pub fn format_exception(&mut self, exception: &Value, colour: bool) -> String {
        self.exception_parts(exception, None, true, colour).concat()
    }

    /// The text of an exception in the pieces that `traceback.format_exception` gives.
    pub(crate) fn exception_parts(
        &mut self,
        exception: &Value,
        limit: Option<i64>,
        chain: bool,
        colour: bool,
    ) -> Vec<String> {
        let palette = if colour { Palette::COLOURED } else { Palette::PLAIN };
        let mut printer =
            Printer { palette, limit, chain, seen: Vec::new(), depth: 0, need_close: false, parts: Vec::new() };
        self.print_chain(&mut printer, exception);
        printer.parts
    }

    /// Writes text to the host's standard error, or to what a script put in its place.
    pub(crate) fn write_stderr(&mut self, text: &str) {
        use crate::streams::StreamTarget;
        // Nobody is left to tell when this fails.
        match self.stream_target(Stream::Stderr) {
            StreamTarget::Object(object) => {
                let value = self.str(text);
                let _ = self.call_method(&object, "write", &[value]);
                let _ = self.call_method(&object, "flush", &[]);
            }
            StreamTarget::Nowhere => {}
            StreamTarget::Standard(_) | StreamTarget::Lost => {
                let _ = self.write_stream(Stream::Stderr, text.as_bytes());
                let _ = self.flush_stream(Stream::Stderr);
            }
        }
    }

    fn print_chain(&mut self, printer: &mut Printer, exception: &Value) {
        let mut output: Vec<(Option<&'static str>, Value)> = Vec::new();
        let mut current = exception.clone();
        printer.seen.push(current.clone());
        loop {
            let object = this(&current);
            let (cause, context) = (object.cause.borrow().clone(), object.context.borrow().clone());
            let unseen = |value: &Value| value.kind() == Kind::Exception && !printer.seen.iter().any(|s| s.is(value));
            let next = if !printer.chain {
                None
            } else if unseen(&cause) {
                Some((CAUSE, cause))
            } else if cause.is_none() && !object.suppress_context.get() && unseen(&context) {
                Some((CONTEXT, context))
            } else {
                None
            };
            match next {
                Some((message, inner)) => {
                    output.push((Some(message), current));
                    printer.seen.push(inner.clone());
                    current = inner;
                }
                None => {
                    output.push((None, current));
                    break;
                }
            }
        }
        for (message, exception) in output.into_iter().rev() {
            if let Some(message) = message {
                printer.emit(message, '|');
            }
            self.print_one(printer, &exception);
        }
    }

    fn print_one(&mut self, printer: &mut Printer, exception: &Value) {
        let members = match this(exception).field("exceptions").as_ref::<Tuple>() {
            Some(members) if self.is_exception_group(exception) => members.items().to_vec(),
            _ => Vec::new(),
        };
        let traceback = this(exception).traceback.borrow().clone();
        if members.is_empty() {
            if traceback.kind() == Kind::Traceback {
                let lines = self.stack_lines(exception, &traceback, printer.limit, printer.palette);
                if !lines.is_empty() {
                    printer.emit("Traceback (most recent call last):\n", '|');
                }
                printer.emit_all(&lines);
            }
            let lines = self.exception_only(exception, printer.palette);
            printer.emit_all(&lines);
            return;
        }
        if printer.depth > GROUP_DEPTH {
            printer.emit(&format!("... (max_group_depth is {GROUP_DEPTH})\n"), '|');
            return;
        }
        let top = printer.depth == 0;
        if top {
            printer.depth = 1;
        }
        if traceback.kind() == Kind::Traceback {
            let lines = self.stack_lines(exception, &traceback, printer.limit, printer.palette);
            if !lines.is_empty() {
                printer.emit("Exception Group Traceback (most recent call last):\n", if top { '+' } else { '|' });
            }
            printer.emit_all(&lines);
        }
        let lines = self.exception_only(exception, printer.palette);
        printer.emit_all(&lines);
        let count = members.len();
        let shown = if count <= GROUP_WIDTH { count } else { GROUP_WIDTH + 1 };
        printer.need_close = false;
        for (i, member) in members.iter().enumerate().take(shown) {
            let last = i + 1 == shown;
            if last {
                // A group inside may draw the closing line itself.
                printer.need_close = true;
            }
            let cut = i >= GROUP_WIDTH;
            let title = if cut { String::from("...") } else { (i + 1).to_string() };
            let start = if i == 0 { "+-" } else { "  " };
            let line = format!("{}{start}+---------------- {title} ----------------\n", printer.indent());
            printer.parts.push(line);
            printer.depth += 1;
            if cut {
                let remaining = count - GROUP_WIDTH;
                let plural = if remaining > 1 { "s" } else { "" };
                printer.emit(&format!("and {remaining} more exception{plural}\n"), '|');
            } else {
                self.print_chain(printer, member);
            }
            if last && printer.need_close {
                let line = format!("{}+------------------------------------\n", printer.indent());
                printer.parts.push(line);
                printer.need_close = false;
            }
            printer.depth -= 1;
        }
        if top {
            printer.depth = 0;
        }
    }

    /// The lines about the frames of a traceback, repetitions counted.
    fn stack_lines(
        &mut self,
        exception: &Value,
        traceback: &Value,
        limit: Option<i64>,
        palette: Palette,
    ) -> Vec<String> {
        let mut frames: Vec<(Value, u32)> = Vec::new();
        let mut level = traceback.clone();
        while let Some(object) = level.as_ref::<TracebackObject>() {
            frames.push((object.code.clone(), object.pc));
            let next = object.next.borrow().clone();
            level = next;
        }
        match limit {
            Some(limit) if limit >= 0 => frames.truncate(limit as usize),
            Some(limit) => {
                let keep = limit.unsigned_abs() as usize;
                let skip = frames.len().saturating_sub(keep);
                frames.drain(..skip);
            }
            None => {}
        }
        let mut lines = Vec::new();
        let mut last: Option<(std::sync::Arc<str>, u32, std::sync::Arc<str>)> = None;
        let mut count = 0;
        let innermost = frames.len().saturating_sub(1);
        let missing = self.missing_attribute(exception);
        for (index, (code, pc)) in frames.into_iter().enumerate() {
            let Some(linked) = code.as_ref::<CodeValue>() else { continue };
            let object = linked.code.clone();
            let line = object.position(pc).map_or(0, |p| p.line);
            let key = (object.filename.clone(), line, object.name.clone());
            if last.as_ref() != Some(&key) {
                push_repeats(&mut lines, count);
                last = Some(key);
                count = 0;
            }
            count += 1;
            if count > REPEATS_SHOWN {
                continue;
            }
            let missing = missing.as_deref().filter(|_| index == innermost);
            lines.push(self.frame_text(&object, pc, missing, palette));
        }
        push_repeats(&mut lines, count);
        lines
    }

    /// The name that an AttributeError is about.
    fn missing_attribute(&self, exception: &Value) -> Option<String> {
        let class = &self.exception_types[ExceptionKind::AttributeError as usize];
        if !self.is_instance(exception, class) {
            return None;
        }
        this(exception).field("name").as_ref::<StrObject>().map(|name| name.lossy().into_owned())
    }

    /// The file, line and function of a frame, with the source line.
    fn frame_text(
        &mut self,
        code: &taipan_bytecode::CodeObject,
        pc: u32,
        missing: Option<&str>,
        palette: Palette,
    ) -> String {
        let Palette { name, reset, .. } = palette;
        let position = code.position(pc);
        let line = position.map_or(0, |p| p.line);
        let filename = if code.filename.starts_with("<stdin>-") { "<stdin>" } else { &*code.filename };
        let mut text =
            format!("  File {name}\"{filename}\"{reset}, line {name}{line}{reset}, in {name}{}{reset}\n", code.name);
        if let Some(position) = position {
            let mut lines = self.source_lines(&code.filename, position.line, position.end_line);
            let narrower = missing.and_then(|name| carets::method_position(&lines, position, name));
            let position = narrower.unwrap_or(position);
            lines.truncate((position.end_line - position.line) as usize + 1);
            text.push_str(&carets::source_with_carets(&lines, position, palette));
        }
        text
    }

    /// The lines about the exception itself: class and message, notes.
    fn exception_only(&mut self, exception: &Value, palette: Palette) -> Vec<String> {
        let class = self.class_of(exception);
        let mut name = self.qualified_class_name(&class);
        if let Some(rest) = name.strip_prefix("__main__.") {
            name = rest.to_string();
        }
        let mut lines = Vec::new();
        let syntax = self.exception_types[ExceptionKind::SyntaxError as usize].clone();
        if self.is_instance(exception, &syntax) {
            self.syntax_error_lines(exception, &name, palette, &mut lines);
        } else {
            let mut text = self.exception_message(exception);
            if let Some(hint) = self.exception_hint(exception) {
                text.push_str(&hint);
            }
            lines.push(final_line(&name, &text, palette));
        }
        self.note_lines(exception, &mut lines);
        lines
    }

    fn note_lines(&mut self, exception: &Value, lines: &mut Vec<String>) {
        let name = self.names.notes.clone();
        let notes = match self.get_attr_opt(exception, &name) {
            Ok(Some(notes)) => notes,
            Ok(None) => return,
            Err(_) => {
                lines.push(String::from("Ignored error getting __notes__\n"));
                return;
            }
        };
        let items = match (notes.as_ref::<ListObject>(), notes.as_ref::<Tuple>()) {
            (Some(list), _) => list.to_vec(),
            (_, Some(tuple)) => tuple.items().to_vec(),
            _ if notes.is_none() => return,
            _ => {
                let text = self.repr_string(&notes).unwrap_or_else(|_| String::from("<__notes__ repr() failed>"));
                lines.push(format!("{text}\n"));
                return;
            }
        };
        for note in items {
            let text = self.str_string(&note).unwrap_or_else(|_| String::from("<note str() failed>"));
            lines.extend(text.split('\n').map(|line| format!("{line}\n")));
        }
    }

    fn syntax_error_lines(&mut self, exception: &Value, name: &str, palette: Palette, lines: &mut Vec<String>) {
        let object = this(exception);
        let field = |name: &str| object.field(name);
        let text_of = |value: Value| value.as_ref::<StrObject>().map(|t| t.lossy().into_owned());
        let filename = text_of(field("filename"));
        let line = field("lineno").as_small_int();
        let mut suffix = String::new();
        match (line, &filename) {
            (Some(line), _) => {
                let shown = filename.clone().filter(|f| !f.is_empty()).unwrap_or_else(|| String::from("<string>"));
                let Palette { name, reset, .. } = palette;
                lines.push(format!("  File {name}\"{shown}\"{reset}, line {name}{line}{reset}\n"));
            }
            (None, Some(filename)) => suffix = format!(" ({filename})"),
            (None, None) => {}
        }
        if let Some(source) = text_of(field("text")) {
            let ends = (field("end_lineno").as_small_int(), field("end_offset").as_small_int());
            carets::syntax_error_source(&source, line, field("offset").as_small_int(), ends, palette, lines);
        }
        let message = field("msg");
        let message = match message.bound().filter(|m| !m.is_none()) {
            Some(message) => self.str_string(message).unwrap_or_default(),
            None => String::new(),
        };
        let message = if message.is_empty() { String::from("<no detail available>") } else { message };
        let Palette { name: weak, kind, reset, .. } = palette;
        lines.push(format!("{kind}{name}{reset}: {weak}{message}{reset}{suffix}\n"));
    }
}

fn push_repeats(lines: &mut Vec<String>, count: usize) {
    if count > REPEATS_SHOWN {
        let more = count - REPEATS_SHOWN;
        let plural = if more > 1 { "s" } else { "" };
        lines.push(format!("  [Previous line repeated {more} more time{plural}]\n"));
    }
}

fn final_line(name: &str, text: &str, palette: Palette) -> String {
    let Palette { name: weak, kind, reset, .. } = palette;
    if text.is_empty() {
        return format!("{kind}{name}{reset}\n");
    }
    format!("{kind}{name}{reset}: {weak}{text}{reset}\n")
}

/// The module `_traceback`.
pub(crate) static MODULE: NativeModule = NativeModule {
    name: "_traceback",
    functions: &[
        NativeDef::plain("format_exception", "exc, limit=None, chain=True, colorize=False", traceback_format_exception),
        NativeDef::plain("format_exception_only", "exc, colorize=False", |vm, args| {
            if args[0].kind() != Kind::Exception {
                return Err(vm.type_error("an exception is needed"));
            }
            let palette = if vm.truthy(&args[1])? { Palette::COLOURED } else { Palette::PLAIN };
            let lines = vm.exception_only(&args[0], palette);
            let lines: Vec<Value> = lines.iter().map(|l| vm.str(l)).collect();
            Ok(vm.list(lines))
        }),
        NativeDef::plain("source_line", "filename, lineno", |vm, args| {
            let (filename, line) = (vm.str_string(&args[0])?, vm.index(&args[1])?);
            let text = match u32::try_from(line) {
                Ok(line) if line > 0 => vm.source_lines(&filename, line, line).into_iter().next(),
                _ => None,
            };
            Ok(match text {
                Some(text) => vm.string(format!("{text}\n")),
                None => vm.empty_str.clone(),
            })
        }),
        NativeDef::plain("source_lines", "filename", |vm, args| {
            let filename = vm.str_string(&args[0])?;
            let lines = vm.source_lines(&filename, 1, u32::MAX);
            let lines: Vec<Value> = lines.iter().map(|l| vm.string(format!("{l}\n"))).collect();
            Ok(vm.list(lines))
        }),
    ],
    init: None,
};

fn traceback_format_exception(vm: &mut Vm, args: &[Value]) -> NativeResult {
    if args[0].kind() != Kind::Exception {
        let found = vm.type_name(&args[0]);
        return Err(vm.type_error(format!("Exception expected for value, {found} found")));
    }
    let limit = if args[1].is_none() { None } else { Some(vm.index(&args[1])?) };
    let (chain, colour) = (vm.truthy(&args[2])?, vm.truthy(&args[3])?);
    let parts = vm.exception_parts(&args[0], limit, chain, colour);
    let parts: Vec<Value> = parts.iter().map(|p| vm.str(p)).collect();
    Ok(vm.list(parts))
}
