source = ""
for i in range(99):
    source += "  " * i + "if x:\n"
source += "  " * 99 + "pass\n"
try:
    compile(source, "<blocks>", "exec")
    print("compiled")  # expect: compiled
except IndentationError as e:
    print(e.msg)
source = ""
for i in range(150):
    source += " " * i + "if x:\n"
source += " " * 150 + "pass\n"
try:
    compile(source, "<blocks>", "exec")
    print("compiled")
except IndentationError as e:
    print(e.msg)  # expect: too many levels of indentation
source = ""
for i in range(21):
    source += " " * i + "for a in b:\n"
source += " " * 21 + "pass\n"
try:
    compile(source, "<blocks>", "exec")
    print("compiled")  # expect: compiled
except SyntaxError as e:
    print(e.msg)
