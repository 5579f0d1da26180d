//! From source text to code objects inside a VM: refusals become `SyntaxError` exceptions, warnings go to standard error.
//! Parsing and compiling themselves are in `taipan-syntax` and
//! `taipan-bytecode`.

use crate::exceptions::ExceptionKind;
use crate::native::Raised;
use crate::streams::Stream;
use crate::value::Value;
use crate::vm::Vm;
use std::sync::Arc;
use taipan_bytecode::{CodeObject, CompileOptions, compile_with_warnings};
use taipan_syntax::{Arena, ErrorClass, LineIndex, SyntaxError, SyntaxWarning, parse};

impl Vm {
    /// Compiles a source text.
    ///
    /// # Errors
    /// `SyntaxError` (or a subclass) with the place of the mistake; `RecursionError` for a text that is nested too deeply.
    pub fn compile_source(&mut self, source: &str, options: &CompileOptions) -> Result<Arc<CodeObject>, Raised> {
        let arena = Arena::new();
        let result = parse(&arena, source, options.mode).and_then(|parsed| {
            let (code, warnings) = compile_with_warnings(&parsed.module, source, options)?;
            Ok((code, parsed.warnings, warnings))
        });
        match result {
            Ok((code, of_parser, of_compiler)) => {
                for warning in of_parser.iter().chain(&of_compiler) {
                    self.syntax_warning(warning, source, &options.filename)?;
                }
                Ok(code)
            }
            Err(error) => Err(self.syntax_error(&error, source, &options.filename)),
        }
    }

    /// The text of a source file, decoded as Python does.
    ///
    /// # Errors
    /// `SyntaxError` for bytes that are not text in the declared encoding.
    pub fn decode_file(&mut self, bytes: &[u8], filename: &str) -> Result<String, Raised> {
        match taipan_syntax::decode_file(bytes, filename) {
            Ok(text) => Ok(text.into_owned()),
            Err(error) if error.message.starts_with("source code cannot contain null bytes") => {
                // The text before the mistake can be shown.
                let text = String::from_utf8_lossy(&bytes[..(error.span.start as usize).min(bytes.len())]).into_owned();
                let lines = LineIndex::new(&text);
                let line = lines.line(text.len() as u32);
                let args = [
                    self.str(filename),
                    Value::index(line as usize),
                    Value::NONE,
                    self.str(lines.line_text(&text, line)),
                    Value::index(line as usize),
                    Value::NONE,
                ];
                Err(self.syntax_error_at(ExceptionKind::SyntaxError, &error.message, Some(args.to_vec())))
            }
            Err(error) => Err(self.syntax_error_at(ExceptionKind::SyntaxError, &error.message, None)),
        }
    }

    /// The exception for a refusal of the front end.
    #[cold]
    pub fn syntax_error(&mut self, error: &SyntaxError, source: &str, filename: &str) -> Raised {
        let kind = match error.class {
            ErrorClass::Syntax => ExceptionKind::SyntaxError,
            ErrorClass::Indentation => ExceptionKind::IndentationError,
            ErrorClass::Tab => ExceptionKind::TabError,
            ErrorClass::TooDeep => return self.recursion_error(&error.message),
        };
        let lines = LineIndex::new(source);
        let start = lines.position(source, error.span.start);
        let end = lines.position(source, error.span.end.max(error.span.start));
        let text = lines.line_text(source, start.line);
        let place = vec![
            self.str(filename),
            Value::index(start.line as usize),
            Value::index(start.char_column as usize + 1),
            self.str(text),
            Value::index(end.line as usize),
            Value::index(end.char_column as usize + 1),
        ];
        self.syntax_error_at(kind, &error.message, Some(place))
    }

    fn syntax_error_at(&mut self, kind: ExceptionKind, message: &str, place: Option<Vec<Value>>) -> Raised {
        let mut args = vec![self.str(message)];
        if let Some(place) = place {
            args.push(self.tuple(place));
        }
        let class = self.exception_class(kind);
        match self.call(&class, &args) {
            Ok(exception) => Raised(exception),
            Err(raised) => raised,
        }
    }

    /// Reports a `SyntaxWarning` as `warnings` does by default, or through `warnings` once a script has imported it.
    fn syntax_warning(&mut self, warning: &SyntaxWarning, source: &str, filename: &str) -> Result<(), Raised> {
        let lines = LineIndex::new(source);
        let line = lines.line(warning.span.start);
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get_str(&modules, "warnings")
            && let Ok(function) = self.get_attr_str(&module, "warn_explicit")
        {
            let category = self.exception_class(ExceptionKind::SyntaxWarning);
            let args = [self.str(&warning.message), category, self.str(filename), Value::index(line as usize)];
            return self.call(&function, &args).map(drop);
        }
        let mut text = format!("{filename}:{line}: SyntaxWarning: {}\n", warning.message);
        let quoted = lines.line_text(source, line).trim();
        if !quoted.is_empty() && !filename.starts_with('<') {
            text.push_str(&format!("  {quoted}\n"));
        }
        self.write_stream(Stream::Stderr, text.as_bytes())
    }
}
