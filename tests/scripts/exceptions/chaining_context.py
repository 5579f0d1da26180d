try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("second")
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
    # expect: ZeroDivisionError('division by zero') None False
try:
    try:
        raise ValueError("a")
    finally:
        raise TypeError("b")
except TypeError as e:
    print(repr(e.__context__))  # expect: ValueError('a')
try:
    raise OSError("x")
except OSError as first:
    try:
        raise first
    except OSError as second:
        print(second is first, second.__context__)  # expect: True None
