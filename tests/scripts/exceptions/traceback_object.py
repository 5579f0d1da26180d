import traceback
def f(): g()
def g(): 1 / 0
try:
    f()
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name)
        # expect: 5 <module>
        # expect: 2 f
        # expect: 3 g
        tb = tb.tb_next
    print(traceback.format_exception_only(e))  # expect: ['ZeroDivisionError: division by zero\n']
    print(e.with_traceback(None) is e, e.__traceback__)  # expect: True None
