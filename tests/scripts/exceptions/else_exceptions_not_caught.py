def f():
    try:
        pass
    except ValueError:
        print("not here")
    else:
        raise ValueError("from else")
    finally:
        print("finally")  # expect: finally
try:
    f()
except ValueError as e:
    print(e)  # expect: from else
