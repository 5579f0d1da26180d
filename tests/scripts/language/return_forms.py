def none(): return
def pair(): return 1, 2
def star(): return *"ab", 3
def early(n):
    for i in range(10):
        if i == n:
            return i
print(none(), pair(), star(), early(4), early(20))  # expect: None (1, 2) ('a', 'b', 3) 4 None
