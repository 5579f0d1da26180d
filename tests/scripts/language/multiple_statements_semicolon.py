a = 1; b = a + 1; print(a, b);  # expect: 1 2
for i in (1, 2): print(i); print(-i)
                           # expect: 1
                           # expect: -1
                           # expect: 2
                           # expect: -2
class C: x = 1; y = 2
print(C.x, C.y)  # expect: 1 2
if a: b = 5; print(b)  # expect: 5
else: print("no")
