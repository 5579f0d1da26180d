d = {}
for i in range(20000):
    d[i * 37 % 20011] = i
print(len(d), d[37], sum(d.values()))  # expect: 20000 1 199990000
for i in range(0, 20000, 2):
    del d[i * 37 % 20011]
print(len(d), list(d)[:3], 37 in d, 74 in d)  # expect: 10000 [37, 111, 185] True False
s = {str(i): i for i in range(5000)}
print(s["4999"], len(s), sum(s[str(i)] for i in range(0, 5000, 50)))  # expect: 4999 5000 247500
