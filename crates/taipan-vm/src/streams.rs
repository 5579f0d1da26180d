//! The standard streams of a VM: the host's byte sinks and source behind `sys.stdin`, `sys.stdout` and `sys.stderr`, with
//! their buffers. The file objects that scripts see are made by the `_io` module; natives that print use these functions.

use crate::exceptions::ExceptionKind;
use crate::native::Raised;
use crate::types::ModuleObject;
use crate::value::Value;
use crate::vm::Vm;
use std::io::{self, BufRead, Read, Write};
use std::rc::Rc;

/// Output is written when this much has come together.
const BUFFER: usize = 8 * 1024;

/// One of the standard streams.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Stream {
    Stdin,
    Stdout,
    Stderr,
}

/// A buffered byte sink of the host.
pub struct Output {
    writer: Box<dyn Write + Send>,
    buffer: Vec<u8>,
    /// Whether every line is written at once.
    pub line_buffered: bool,
    /// Whether it is a terminal, for `isatty()`.
    pub terminal: bool,
}

impl Output {
    /// A sink that writes when its buffer is full or when it is flushed.
    pub fn new(writer: impl Write + Send + 'static) -> Output {
        Output { writer: Box::new(writer), buffer: Vec::new(), line_buffered: false, terminal: false }
    }

    /// A sink that writes whole lines at once.
    pub fn line_buffered(writer: impl Write + Send + 'static) -> Output {
        Output { line_buffered: true, ..Output::new(writer) }
    }

    /// Adds bytes to the stream.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        let now = self.buffer.len() >= BUFFER || (self.line_buffered && bytes.contains(&b'\n'));
        if now { self.flush() } else { Ok(()) }
    }

    /// Writes what is buffered.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        // What cannot be written is given up, or every later write would fail again.
        let bytes = std::mem::take(&mut self.buffer);
        self.writer.write_all(&bytes)?;
        self.writer.flush()?;
        self.buffer = bytes;
        self.buffer.clear();
        Ok(())
    }
}

/// A byte source of the host.
pub struct Input {
    /// Where the bytes come from.
    pub reader: Box<dyn BufRead + Send>,
    /// Whether it is a terminal, for `isatty()`.
    pub terminal: bool,
}

/// Where something that is meant for `sys.stdout` goes.
pub enum StreamTarget {
    /// The host's stream.
    Standard(Stream),
    /// A file object that a script put there.
    Object(Value),
    /// `None`: nowhere.
    Nowhere,
    /// The attribute of `sys` has been deleted.
    Lost,
}

impl Vm {
    /// Registers the file object that stands for a standard stream.
    pub fn set_standard_stream(&mut self, stream: Stream, object: Value) {
        self.standard_streams[stream as usize] = object;
    }

    /// The file object that stands for a standard stream, unbound before `_io` has made it.
    pub fn standard_stream(&self, stream: Stream) -> Value {
        self.standard_streams[stream as usize].clone()
    }

    /// Which standard stream a file object is.
    pub fn standard_stream_of(&self, object: &Value) -> Option<Stream> {
        [Stream::Stdin, Stream::Stdout, Stream::Stderr].into_iter().find(|stream| {
            let standard = &self.standard_streams[*stream as usize];
            !standard.is_unbound() && standard.is(object)
        })
    }

    /// What `sys.stdin`, `sys.stdout` or `sys.stderr` is now.
    pub fn stream_target(&mut self, stream: Stream) -> StreamTarget {
        let name = match stream {
            Stream::Stdin => self.names.stdin.clone(),
            Stream::Stdout => self.names.stdout.clone(),
            Stream::Stderr => self.names.stderr.clone(),
        };
        let (modules, sys) = (self.modules.clone(), self.names.sys.clone());
        let Some(sys) = self.dict_get_name(&modules, &sys) else { return StreamTarget::Standard(stream) };
        let Some(module) = sys.as_ref::<ModuleObject>() else { return StreamTarget::Lost };
        match self.dict_get_name(&module.dict, &name) {
            None => StreamTarget::Lost,
            // Without `_io` there are no file objects, but still streams.
            Some(object) if object.is_none() && self.standard_streams[stream as usize].is_unbound() => {
                StreamTarget::Standard(stream)
            }
            Some(object) if object.is_none() => StreamTarget::Nowhere,
            Some(object) => match self.standard_stream_of(&object) {
                Some(stream) => StreamTarget::Standard(stream),
                None => StreamTarget::Object(object),
            },
        }
    }

    fn output(&mut self, stream: Stream) -> &mut Output {
        if stream == Stream::Stderr { &mut self.host.stderr } else { &mut self.host.stdout }
    }

    /// Writes bytes to the host's output.
    pub fn write_stream(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), Raised> {
        if stream == Stream::Stdin {
            return Err(self.error(ExceptionKind::OSError, "not writable"));
        }
        match self.output(stream).write(bytes) {
            Ok(()) => Ok(()),
            Err(error) => Err(self.io_error(&error, &Value::NONE)),
        }
    }

    /// Flushes the host's output.
    pub fn flush_stream(&mut self, stream: Stream) -> Result<(), Raised> {
        if stream == Stream::Stdin {
            return Ok(());
        }
        match self.output(stream).flush() {
            Ok(()) => Ok(()),
            Err(error) => Err(self.io_error(&error, &Value::NONE)),
        }
    }

    /// Flushes all files and both outputs, ignoring errors: for the end of a run.
    pub fn flush_streams(&mut self) {
        for file in std::mem::take(&mut self.open_files) {
            if let Some(file) = file.upgrade() {
                let _ = file.flush();
            }
        }
        let _ = self.host.stdout.flush();
        let _ = self.host.stderr.flush();
    }

    /// Whether a standard stream is a terminal.
    pub fn stream_is_terminal(&self, stream: Stream) -> bool {
        match stream {
            Stream::Stdin => self.host.stdin.terminal,
            Stream::Stdout => self.host.stdout.terminal,
            Stream::Stderr => self.host.stderr.terminal,
        }
    }

    /// Reads a line with its newline from the host's input; empty at its end.
    pub fn read_stdin_line(&mut self) -> Result<Vec<u8>, Raised> {
        let mut line = Vec::new();
        match self.host.stdin.reader.read_until(b'\n', &mut line) {
            Ok(_) => Ok(line),
            Err(error) => Err(self.io_error(&error, &Value::NONE)),
        }
    }

    /// Reads once, up to `limit` bytes, from the host's input; empty at its end.
    pub fn read_stdin_some(&mut self, limit: usize) -> Result<Vec<u8>, Raised> {
        let reader = &mut self.host.stdin.reader;
        let result = reader.fill_buf().map(|bytes| bytes[..bytes.len().min(limit)].to_vec());
        match result {
            Ok(bytes) => {
                reader.consume(bytes.len());
                Ok(bytes)
            }
            Err(error) => Err(self.io_error(&error, &Value::NONE)),
        }
    }

    /// Reads up to `limit` bytes (all there are without one) from the host's input.
    pub fn read_stdin(&mut self, limit: Option<usize>) -> Result<Vec<u8>, Raised> {
        let mut bytes = Vec::new();
        let reader = &mut self.host.stdin.reader;
        let result = match limit {
            Some(limit) => reader.take(limit as u64).read_to_end(&mut bytes),
            None => reader.read_to_end(&mut bytes),
        };
        match result {
            Ok(_) => Ok(bytes),
            Err(error) => Err(self.io_error(&error, &Value::NONE)),
        }
    }

    /// The `OSError` (the subclass that the error number asks for) of a failed system call; `filename` may be `None`.
    #[cold]
    pub fn io_error(&mut self, error: &io::Error, filename: &Value) -> Raised {
        let class = self.exception_class(ExceptionKind::OSError);
        let Some(number) = error.raw_os_error() else {
            return self.error(ExceptionKind::OSError, error.to_string());
        };
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or(&text).to_owned();
        let mut args = vec![Value::index(number as usize), self.string(text)];
        if !filename.is_none() {
            args.push(filename.clone());
        }
        match self.call(&class, &args) {
            Ok(exception) => Raised(exception),
            Err(raised) => raised,
        }
    }

    /// Whether the host lets scripts open files.
    pub fn file_access(&self) -> bool {
        self.host.file_access
    }

    /// Remembers a file that is flushed when the VM ends, unless it is gone by then.
    pub fn register_open_file(&mut self, file: &Rc<dyn OpenFile>) {
        if self.open_files.len() >= 64 && self.open_files.len().is_power_of_two() {
            self.open_files.retain(|file| file.strong_count() > 0);
        }
        self.open_files.push(Rc::downgrade(file));
    }
}

/// A file whose buffer is written when the VM ends.
pub trait OpenFile {
    /// Writes what is buffered.
    fn flush(&self) -> io::Result<()>;
}
