//! The host API: running, calling, converting, errors, grants.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex};
use taipan::{Bytes, Error, ExitStatus, Grants, HostModule, Value, Vm};

/// A sink that a test can look into.
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

impl Sink {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn error(vm: &mut Vm, source: &str) -> Error {
    vm.run(source, "test.py").unwrap_err()
}

#[test]
fn output_goes_to_the_sink() {
    let sink = Sink::default();
    let mut vm = Vm::builder().stdout(sink.clone()).stdin("first\nsecond\n".as_bytes()).build();
    vm.run("print('a', 1)\nprint(input(), end='!')", "test.py").unwrap();
    assert_eq!(sink.text(), "a 1\nfirst!");
    vm.run("print(input())", "test.py").unwrap();
    assert_eq!(sink.text(), "a 1\nfirst!second\n");
}

#[test]
fn globals_stay_between_runs() {
    let mut vm = Vm::new();
    vm.set_global("start", vec![1i64, 2, 3]).unwrap();
    vm.run("total = sum(start)", "one.py").unwrap();
    vm.run("total += 1\ndef f(x, *rest): return [x, *rest]", "two.py").unwrap();
    assert_eq!(vm.eval_as::<i64>("total").unwrap(), 7);
    let f = vm.get_global("f").unwrap();
    let result = vm.call(&f, (1, "x", None::<i64>)).unwrap();
    assert_eq!(vm.repr(&result).unwrap(), "[1, 'x', None]");
    assert!(vm.get_global("missing").is_none());
}

#[test]
fn conversions_in_both_directions() {
    let mut vm = Vm::new();
    assert_eq!(vm.eval_as::<f64>("3").unwrap(), 3.0);
    assert_eq!(vm.eval_as::<String>("'h\\u00e9'").unwrap(), "hé");
    assert_eq!(vm.eval_as::<Option<bool>>("None").unwrap(), None);
    assert_eq!(vm.eval_as::<Vec<Vec<i64>>>("[range(2), (5,)]").unwrap(), [vec![0, 1], vec![5]]);
    assert_eq!(vm.eval_as::<(i64, String)>("1, 'a'").unwrap(), (1, "a".to_owned()));
    assert_eq!(vm.eval_as::<Bytes>("bytearray(b'ab')").unwrap(), Bytes(b"ab".to_vec()));
    assert_eq!(vm.eval_as::<u128>("2**100").unwrap(), 1 << 100);
    let map: HashMap<String, i64> = vm.eval_as("{'a': 1, 'b': 2}").unwrap();
    assert_eq!((map.len(), map["b"]), (2, 2));
    for (expression, message) in [("'x'", "expected int, got str"), ("2**40", "Python int too large to convert to i32")]
    {
        assert_eq!(vm.eval_as::<i32>(expression).unwrap_err().message(), message);
    }
    let value = vm.value((1u64 << 63, 2.5, vec![Some("x"), None], Bytes(vec![0]), ())).unwrap();
    assert_eq!(vm.repr(&value).unwrap(), "(9223372036854775808, 2.5, ['x', None], b'\\x00', None)");
}

#[test]
fn functions_convert_and_check_their_arguments() {
    let module = HostModule::new("host")
        .function("add", |a: i64, b: i64| a + b)
        .function("join", |items: Vec<String>, by: Option<String>| items.join(by.as_deref().unwrap_or(",")))
        .function("fail", || Err::<(), _>("host text"))
        .function("read", || Err::<(), _>(std::io::Error::from_raw_os_error(2)))
        .raw_function("count", |vm, args: &[Value]| Ok(vm.int(args.len() as i64)))
        .constant("ANSWER", 42);
    let mut vm = Vm::builder().module(module).build();
    vm.run("import host", "test.py").unwrap();
    assert_eq!(vm.eval_as::<i64>("host.add(1, 2) + host.ANSWER + host.count(1, 2)").unwrap(), 47);
    assert_eq!(vm.eval_as::<String>("host.join(['a', 'b']) + host.join(['a', 'b'], '-')").unwrap(), "a,ba-b");
    for (call, text) in [
        ("host.add(1)", "TypeError: add expected 2 arguments, got 1"),
        ("host.join()", "TypeError: join expected at least 1 argument, got 0"),
        ("host.add(1, b=2)", "TypeError: add() takes no keyword arguments"),
        ("host.add(1, 'x')", "TypeError: expected int, got str"),
        ("host.fail()", "RuntimeError: host text"),
        ("host.read()", "FileNotFoundError: [Errno 2] No such file or directory"),
    ] {
        let error = vm.eval(call).unwrap_err();
        assert_eq!(format!("{}: {}", error.type_name(), error.message()), text);
    }
}

#[test]
fn errors_are_python_tracebacks() {
    let mut vm = Vm::new();
    let failed = error(&mut vm, "def f():\n    return 1 / 0\nf()");
    assert_eq!((failed.type_name(), failed.message()), ("ZeroDivisionError", "division by zero"));
    let expected = "Traceback (most recent call last):\n  File \"test.py\", line 3, in <module>\n    f()\n    ~^^\n  \
                    File \"test.py\", line 2, in f\n    return 1 / 0\n           ~~^~~\nZeroDivisionError: division by \
                    zero";
    assert_eq!(failed.to_string(), expected);
    let failed = error(&mut vm, "if x\n    pass");
    let expected = "  File \"test.py\", line 1\n    if x\n        ^\nSyntaxError: expected ':'";
    assert_eq!(failed.to_string(), expected);
    assert_eq!(error(&mut vm, "raise SystemExit(3)").exit_status(), Some(&ExitStatus::Code(3)));
    let message = Some(ExitStatus::Message("bye".to_owned()));
    assert_eq!(error(&mut vm, "raise SystemExit('bye')").exit_status(), message.as_ref());
    vm.run("ok = 1", "test.py").unwrap();
}

#[test]
fn nothing_is_granted_by_default() {
    let mut vm = Vm::new();
    for source in ["open('/etc/passwd')", "import _socket\n_socket.socket()"] {
        assert_eq!(error(&mut vm, source).type_name(), "PermissionError", "{source}");
    }
    let mut vm = Vm::builder().grants(Grants::ALL).build();
    vm.run("import _socket\n_socket.socket().close()", "test.py").unwrap();
}

#[test]
fn recursion_is_bounded() {
    let mut vm = Vm::builder().recursion_limit(100).build();
    let failed = error(&mut vm, "def f(n): return f(n + 1)\nf(0)");
    assert_eq!(failed.type_name(), "RecursionError");
    vm.run("x = 1", "test.py").unwrap();
}

#[test]
fn another_thread_stops_a_busy_script() {
    let mut vm = Vm::new();
    let interrupt = vm.interrupt();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(30));
        interrupt.interrupt();
    });
    let failed = error(&mut vm, "while True: pass");
    assert!(failed.is_interrupt());
    thread.join().unwrap();
    vm.run("x = 1", "test.py").unwrap();
}

#[test]
fn machines_are_independent() {
    let mut machines: Vec<Vm> = (0..3).map(|_| Vm::new()).collect();
    for (number, vm) in machines.iter_mut().enumerate() {
        vm.set_global("number", number).unwrap();
    }
    for (number, vm) in machines.iter_mut().enumerate() {
        assert_eq!(vm.eval_as::<usize>("number").unwrap(), number);
    }
}

#[test]
fn sessions_show_values_and_keep_the_loop() {
    let sink = Sink::default();
    let mut vm = Vm::builder().stdout(sink.clone()).build();
    let mut session = vm.session();
    session.run(&mut vm, "1 + 1\n").unwrap();
    session.run(&mut vm, "x = _ + 1; x\n").unwrap();
    assert_eq!(sink.text(), "2\n3\n");
    assert!(session.run(&mut vm, "1/0\n").unwrap_err().to_string().contains("<python-input-2>"));
    let names = session.completions(&mut vm, "pri");
    assert_eq!(names, ["print"]);
}
