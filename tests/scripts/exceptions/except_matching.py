def f(e):
    try:
        raise e
    except (KeyError, IndexError) as x:
        return "lookup", type(x).__name__
    except ArithmeticError:
        return "arithmetic"
    except Exception as x:
        return "other", str(x)
    except:
        return "bare"
for e in (KeyError("k"), IndexError(), ZeroDivisionError(), ValueError("v"), KeyboardInterrupt(), OverflowError):
    print(f(e))
    # expect: ('lookup', 'KeyError')
    # expect: ('lookup', 'IndexError')
    # expect: arithmetic
    # expect: ('other', 'v')
    # expect: bare
    # expect: arithmetic
