import os

os.environ["TAIPAN_TEST_VARIABLE"] = "value"
print(os.environ["TAIPAN_TEST_VARIABLE"], os.getenv("TAIPAN_TEST_VARIABLE"), "TAIPAN_TEST_VARIABLE" in os.environ)
# expect: value value True
print(os.environb[b"TAIPAN_TEST_VARIABLE"], os.getenvb(b"TAIPAN_TEST_VARIABLE"))  # expect: b'value' b'value'
del os.environ["TAIPAN_TEST_VARIABLE"]
print(os.getenv("TAIPAN_TEST_VARIABLE"), os.environ.get("TAIPAN_TEST_VARIABLE", "none"))  # expect: None none
for action in (
    lambda: os.environ["TAIPAN_TEST_VARIABLE"],
    lambda: os.environ.__setitem__("A", 1),
    lambda: os.environ[b"A"],
):
    try:
        action()
    except (KeyError, TypeError) as e:
        print(f"{type(e).__name__}: {e}")
        # expect: KeyError: 'TAIPAN_TEST_VARIABLE'
        # expect: TypeError: str expected, not int
        # expect: TypeError: str expected, not bytes
print(repr(os.environ)[:9], type(os.environ.copy()).__name__, os.environ.pop("TAIPAN_TEST_VARIABLE", 0))
# expect: environ({ dict 0
