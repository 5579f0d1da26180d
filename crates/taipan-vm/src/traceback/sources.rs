//! Source lines for tracebacks: registered texts (`-c`, standard input, embedded modules) and files, which are read when
//! they are first needed.

use crate::vm::Vm;
use hashbrown::HashMap;
use std::rc::Rc;

/// Lines by file name.
#[derive(Default)]
pub(crate) struct Sources {
    files: HashMap<String, Rc<Vec<String>>>,
    embedded: HashMap<String, &'static str>,
}

impl Vm {
    /// Remembers a source text under the file name that its code has.
    pub fn register_source_text(&mut self, filename: &str, text: &str) {
        self.sources.files.insert(filename.to_string(), Rc::new(split(text)));
    }

    /// As [`Vm::register_source_text`], without copying the text before it is needed.
    pub(crate) fn register_source(&mut self, filename: &str, text: &'static str) {
        self.sources.embedded.insert(filename.to_string(), text);
    }

    /// The lines `first` to `last` (from 1) of a file, as far as there are any; without newlines and trailing blanks.
    pub(crate) fn source_lines(&mut self, filename: &str, first: u32, last: u32) -> Vec<String> {
        let lines = match self.sources.files.get(filename) {
            Some(lines) => lines.clone(),
            None => {
                let lines = Rc::new(self.read_source(filename));
                self.sources.files.insert(filename.to_string(), lines.clone());
                lines
            }
        };
        let first = (first.max(1) as usize - 1).min(lines.len());
        let last = (last as usize).clamp(first, lines.len());
        lines[first..last].iter().map(|line| line.trim_end().to_string()).collect()
    }

    fn read_source(&self, filename: &str) -> Vec<String> {
        if let Some(text) = self.sources.embedded.get(filename) {
            return split(text);
        }
        if !self.host.file_access || filename.starts_with('<') {
            return Vec::new();
        }
        let Ok(bytes) = std::fs::read(filename) else { return Vec::new() };
        match taipan_syntax::decode_file(&bytes, filename) {
            Ok(text) => split(&text),
            Err(_) => Vec::new(),
        }
    }
}

fn split(text: &str) -> Vec<String> {
    text.split('\n').map(|line| line.trim_end_matches('\r').to_string()).collect()
}
