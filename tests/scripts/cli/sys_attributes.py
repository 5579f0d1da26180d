import sys
print(sys.version_info[:2] >= (3, 13), sys.version_info.major, sys.maxsize, sys.byteorder in ("little", "big"), isinstance(sys.platform, str), sys.maxunicode)
# expect: True 3 9223372036854775807 True True 1114111
print(sys.getrecursionlimit(), isinstance(sys.version, str), sys.float_info.max, sys.int_info.bits_per_digit > 0, sys.flags.optimize)
# expect: 1000 True 1.7976931348623157e+308 True 0
print(sys.exc_info(), sys.getdefaultencoding(), sys.intern("abc") == "abc")  # expect: (None, None, None) utf-8 True
