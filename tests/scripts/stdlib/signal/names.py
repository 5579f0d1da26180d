import signal

print(signal.SIGINT, repr(signal.SIGTERM), signal.Signals(9).name, signal.SIG_DFL, signal.SIGINT == 2)
# expect: 2 <Signals.SIGTERM: 15> SIGKILL 0 True
print(signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT).__name__)  # expect: 0 default_int_handler
