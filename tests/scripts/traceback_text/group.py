# exit: 1
def make():
    try:
        raise TypeError("inner")
    except TypeError as e:
        return e
raise ExceptionGroup("several", [make(), ValueError("plain"), ExceptionGroup("nested", [KeyError("k")])])
