from itertools import combinations, combinations_with_replacement, permutations, product
print(*map("".join, product("ab", "xy")))  # expect: ax ay bx by
print(*map("".join, product("ab", repeat=3)))  # expect: aaa aab aba abb baa bab bba bbb
print(list(product()), list(product([1], [])), list(product([1, 2], repeat=0)))  # expect: [()] [] [()]
print(*map("".join, permutations("abc")))  # expect: abc acb bac bca cab cba
print(*map("".join, permutations("abcd", 2)))  # expect: ab ac ad ba bc bd ca cb cd da db dc
print(list(permutations([1], 2)), list(permutations([], 0)), len(list(permutations(range(7)))))
# expect: [] [()] 5040
print(*map("".join, combinations("abcd", 2)))  # expect: ab ac ad bc bd cd
print(list(combinations("ab", 3)), list(combinations("ab", 0)), len(list(combinations(range(20), 5))))
# expect: [] [()] 15504
print(*map("".join, combinations_with_replacement("abc", 2)))  # expect: aa ab ac bb bc cc
print(list(combinations_with_replacement([], 2)), list(combinations_with_replacement([], 0)))  # expect: [] [()]
print(list(product((x for x in "ab"), (y for y in range(2)))))  # expect: [('a', 0), ('a', 1), ('b', 0), ('b', 1)]
for call in (
    lambda: combinations([1], -1),
    lambda: combinations([1], "a"),
    lambda: permutations([1], "a"),
    lambda: permutations([1], -1),
    lambda: product([1], repeat=-1),
    lambda: combinations_with_replacement([1], -1),
):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError r must be non-negative
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError Expected int as r
# expect: ValueError r must be non-negative
# expect: ValueError repeat argument cannot be negative
# expect: ValueError r must be non-negative
