//! The tour of the README: every Python block prints the text block that follows it.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use taipan::Vm;

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_tour_prints_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut count = 0;
    for part in text.split("```python\n").skip(1) {
        let (source, rest) = part.split_once("```").unwrap();
        let expected = rest.strip_prefix("\n\n```text\n").and_then(|rest| rest.split_once("```")).unwrap().0;
        let sink = Sink::default();
        let mut vm = Vm::builder().stdout(sink.clone()).virtual_time().build();
        if let Err(error) = vm.run(source, "tour.py") {
            panic!("{error}\nin\n{source}");
        }
        let printed = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
        assert_eq!(printed.trim_end(), expected.trim_end(), "{source}");
        count += 1;
    }
    assert!(count >= 4, "the tour has become short: {count}");
}
