s = "aé日😀z"
print(len(s), s[1], s[3], s[-1], s[1:4], s[::-1], s[::2], [c for c in s], s.index("😀"))
# expect: 5 é 😀 z é日😀 z😀日éa a日z ['a', 'é', '日', '😀', 'z'] 3
print(s.encode(), len(s.encode()), s.encode("utf-16-le"), s.encode("ascii", "replace"), s.encode("latin-1", "ignore"))
# expect: b'a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80z' 11 b'a\x00\xe9\x00\xe5e=\xd8\x00\xdez\x00' b'a???z' b'a\xe9z'
print(ord("😀"), chr(128512), s.find("z"), s[2:].upper(), s.center(9, "日"))  # expect: 128512 😀 4 日😀Z 日日aé日😀z日日
