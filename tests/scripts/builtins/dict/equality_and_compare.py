print({"a": 1} == {"a": 1.0}, {1: [2]} == {1: [2]}, {1: 1} == {1: 2}, {} == [], {1: {2: 3}} == {1: {2: 3}})
# expect: True True False False True
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, list({"a": 1, "b": 2}.items()) == list({"b": 2, "a": 1}.items()))
# expect: True False
print({True: 1} == {1: True}, {"x": float("nan")} == {"x": float("nan")})  # expect: True False
