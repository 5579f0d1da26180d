for c in (BaseException, Exception, KeyError, UnboundLocalError, ModuleNotFoundError, RecursionError, FileNotFoundError, UnicodeDecodeError, StopAsyncIteration, TabError, TimeoutError, ConnectionResetError, GeneratorExit, KeyboardInterrupt, FloatingPointError, BrokenPipeError, BlockingIOError, NotImplementedError, EncodingWarning, ExceptionGroup):
    print(" < ".join(b.__name__ for b in c.__mro__[:-1]))
    # expect: BaseException
    # expect: Exception < BaseException
    # expect: KeyError < LookupError < Exception < BaseException
    # expect: UnboundLocalError < NameError < Exception < BaseException
    # expect: ModuleNotFoundError < ImportError < Exception < BaseException
    # expect: RecursionError < RuntimeError < Exception < BaseException
    # expect: FileNotFoundError < OSError < Exception < BaseException
    # expect: UnicodeDecodeError < UnicodeError < ValueError < Exception < BaseException
    # expect: StopAsyncIteration < Exception < BaseException
    # expect: TabError < IndentationError < SyntaxError < Exception < BaseException
    # expect: TimeoutError < OSError < Exception < BaseException
    # expect: ConnectionResetError < ConnectionError < OSError < Exception < BaseException
    # expect: GeneratorExit < BaseException
    # expect: KeyboardInterrupt < BaseException
    # expect: FloatingPointError < ArithmeticError < Exception < BaseException
    # expect: BrokenPipeError < ConnectionError < OSError < Exception < BaseException
    # expect: BlockingIOError < OSError < Exception < BaseException
    # expect: NotImplementedError < RuntimeError < Exception < BaseException
    # expect: EncodingWarning < Warning < Exception < BaseException
    # expect: ExceptionGroup < BaseExceptionGroup < Exception < BaseException
print(IOError is OSError, EnvironmentError is OSError)  # expect: True True
