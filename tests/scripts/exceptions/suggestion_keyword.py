def f(first, second): pass
f(1, secnd=2)  # raises: TypeError: f() got an unexpected keyword argument 'secnd'. Did you mean 'second'?
