print(list(b"ab"), [c for c in reversed(b"ab")], sorted(b"cab"), max(b"az"), sum(b"ab"), dict(enumerate(b"a")))
# expect: [97, 98] [98, 97] [97, 98, 99] 122 195 {0: 97}
a, *b = b"xyz"
print(a, b, bytes(b), bytes(reversed(b"abc")), b"ab" b"cd", bytes(c for c in b"hello" if c > 105))
# expect: 120 [121, 122] b'yz' b'cba' b'abcd' b'llo'
