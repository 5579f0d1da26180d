# args: one --flag two
import sys
print(len(sys.argv), sys.argv[1:], sys.argv[0].endswith("arguments.py"))  # expect: 4 ['one', '--flag', 'two'] True
