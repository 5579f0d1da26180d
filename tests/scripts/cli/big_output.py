import sys
for i in range(2000):
    if i % 1000 == 999:
        print("line", i)
        # expect: line 999
        # expect: line 1999
print("x" * 100)
# expect: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
