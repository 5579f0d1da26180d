s = "a"
t = s
for i in range(3):
    s += str(i)
print(s, t)  # expect: a012 a
parts = {"k": "x"}
parts["k"] += "y"
print(parts)  # expect: {'k': 'xy'}
class C:
    text = ""
c = C()
c.text += "z"
print([c.text, C.text])  # expect: ['z', '']
