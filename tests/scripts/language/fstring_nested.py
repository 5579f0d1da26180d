width, precision, value = 10, 3, 2.718281828
print(f"{value:{width}.{precision}f}|")
# expect:      2.718|
print(f"{value:{'>' + str(width)}}|")  # expect: 2.718281828|
d = {"a": {"b": 1}}
print(f"{d["a"]["b"]} {"quoted"} {'\n'.join(["x", "y"])}")
# expect: 1 quoted x
# expect: y
print(f"{f"{f"{1 + 1}"}"}")  # expect: 2
print(f"""{
    value  # comment inside
    :.1f}""")  # expect: 2.7
