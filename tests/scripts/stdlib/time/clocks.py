import time
before, start, cpu = time.time(), time.monotonic(), time.process_time()
time.sleep(0.02)
print(time.monotonic() - start >= 0.02, time.time() - before >= 0.019, time.process_time() >= cpu)
# expect: True True True
print(type(time.time_ns()), type(time.perf_counter()), type(time.perf_counter_ns()), type(time.monotonic_ns()))
# expect: <class 'int'> <class 'float'> <class 'int'> <class 'int'>
print(abs(time.time_ns() / 1e9 - time.time()) < 1, time.sleep(0))  # expect: True None
try:
    time.sleep(-1)
except ValueError as e:
    print(e)  # expect: sleep length must be non-negative
try:
    time.sleep("1")
except TypeError as e:
    print(e)  # expect: 'str' object cannot be interpreted as an integer
