from collections import namedtuple

Account = namedtuple("Account", "type balance limit", defaults=[0, None])
print(Account("premium"))  # expect: Account(type='premium', balance=0, limit=None)
print(Account("basic", 5, limit=3))  # expect: Account(type='basic', balance=5, limit=3)
print(Account._field_defaults)  # expect: {'balance': 0, 'limit': None}
print(Account.__new__.__defaults__)  # expect: (0, None)
try:
    namedtuple("T", "x", defaults=(1, 2))
except TypeError as e:
    print(e)  # expect: Got more default values than field names
