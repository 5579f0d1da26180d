import warnings
def old(): warnings.warn("old is old", DeprecationWarning, stacklevel=2)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old()
    warnings.warn("plain")
    warnings.warn(RuntimeWarning("instance"))
print([(str(w.message), w.category.__name__, w.lineno) for w in caught], caught[0].filename == __file__)
# expect: [('old is old', 'DeprecationWarning', 5), ('plain', 'UserWarning', 6), ('instance', 'RuntimeWarning', 7)] True
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for i in range(3):
        warnings.warn("same place")
    warnings.warn("same place")
print(len(caught))  # expect: 2
with warnings.catch_warnings(action="ignore"):
    warnings.warn("nothing")
