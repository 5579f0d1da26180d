from collections import UserList


class Loud(UserList):
    def append(self, item):
        super().append(item)
        super().append("!")


l = Loud([1, 2])
l.append(3)
print(l, l[1:3], type(l[1:3]).__name__, l + [9], [0] + l, l * 2)
# expect: [1, 2, 3, '!'] [2, 3] Loud [1, 2, 3, '!', 9] [0, 1, 2, 3, '!'] [1, 2, 3, '!', 1, 2, 3, '!']
l += ("x",)
l.sort(key=str)
print(l, l.index("x"), l.count(1), 3 in l, l == [1, 2, 3])  # expect: ['!', 1, 2, 3, 'x'] 4 1 True False
l.extend(l)
print(len(l), l.pop(), l < [2], list(reversed(l)))  # raises: TypeError: '<' not supported between instances of 'str' and 'int'
