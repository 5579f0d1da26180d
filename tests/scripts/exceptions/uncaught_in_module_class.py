class Outer:
    class Inner(Exception): pass
raise Outer.Inner("nested name")  # raises: Outer.Inner: nested name
