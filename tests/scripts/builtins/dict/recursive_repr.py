d = {}
d["self"] = d
d["list"] = [d]
print(d)  # expect: {'self': {...}, 'list': [{...}]}
v = {1: 2}
v["items"] = v.items()
print(repr(v))  # expect: {1: 2, 'items': dict_items([(1, 2), ('items', ...)])}
