try:
    import circular_error
except ImportError as e:
    print(str(e).split(" (most likely")[0], "most likely due to a circular import" in str(e))
    # expect: cannot import name 'name' from partially initialized module 'circular_error.first' True
try:
    from circular_error.ok import missing
except ImportError as e:
    print(str(e).split(" (")[0])
    # expect: cannot import name 'name' from partially initialized module 'circular_error.first'
