//! The tree of builtin exceptions: the one place that lists them.

macro_rules! exceptions {
    ($($name:ident $base:ident;)*) => {
        /// A builtin exception class.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum ExceptionKind { $($name),* }

        impl ExceptionKind {
            /// All of them, bases before derived classes.
            pub const ALL: &'static [ExceptionKind] = &[$(ExceptionKind::$name),*];

            /// Its Python name.
            pub fn name(self) -> &'static str {
                match self { $(ExceptionKind::$name => stringify!($name)),* }
            }

            /// Its base class; `BaseException` is its own. `ExceptionGroup` also derives from `Exception`.
            pub fn base(self) -> ExceptionKind {
                match self { $(ExceptionKind::$name => ExceptionKind::$base),* }
            }
        }
    };
}

exceptions! {
    BaseException BaseException;
        BaseExceptionGroup BaseException;
        GeneratorExit BaseException;
        KeyboardInterrupt BaseException;
        SystemExit BaseException;
        CancelledError BaseException;
        Exception BaseException;
            ArithmeticError Exception;
                FloatingPointError ArithmeticError;
                OverflowError ArithmeticError;
                ZeroDivisionError ArithmeticError;
            AssertionError Exception;
            AttributeError Exception;
            BufferError Exception;
            EOFError Exception;
            ExceptionGroup BaseExceptionGroup;
            ImportError Exception;
                ModuleNotFoundError ImportError;
            LookupError Exception;
                IndexError LookupError;
                KeyError LookupError;
            MemoryError Exception;
            NameError Exception;
                UnboundLocalError NameError;
            OSError Exception;
                BlockingIOError OSError;
                ChildProcessError OSError;
                ConnectionError OSError;
                    BrokenPipeError ConnectionError;
                    ConnectionAbortedError ConnectionError;
                    ConnectionRefusedError ConnectionError;
                    ConnectionResetError ConnectionError;
                FileExistsError OSError;
                FileNotFoundError OSError;
                InterruptedError OSError;
                IsADirectoryError OSError;
                NotADirectoryError OSError;
                PermissionError OSError;
                ProcessLookupError OSError;
                TimeoutError OSError;
            ReferenceError Exception;
            RuntimeError Exception;
                NotImplementedError RuntimeError;
                PythonFinalizationError RuntimeError;
                RecursionError RuntimeError;
            StopAsyncIteration Exception;
            StopIteration Exception;
            SyntaxError Exception;
                IndentationError SyntaxError;
                    TabError IndentationError;
            SystemError Exception;
            TypeError Exception;
            ValueError Exception;
                UnicodeError ValueError;
                    UnicodeDecodeError UnicodeError;
                    UnicodeEncodeError UnicodeError;
                    UnicodeTranslateError UnicodeError;
            Warning Exception;
                BytesWarning Warning;
                DeprecationWarning Warning;
                EncodingWarning Warning;
                FutureWarning Warning;
                ImportWarning Warning;
                PendingDeprecationWarning Warning;
                ResourceWarning Warning;
                RuntimeWarning Warning;
                SyntaxWarning Warning;
                UnicodeWarning Warning;
                UserWarning Warning;
            InvalidStateError Exception;
            QueueEmpty Exception;
            QueueFull Exception;
            QueueShutDown Exception;
}
