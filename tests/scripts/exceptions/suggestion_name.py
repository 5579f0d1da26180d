total_count = 1
print(total_cout)  # raises: NameError: name 'total_cout' is not defined. Did you mean: 'total_count'?
