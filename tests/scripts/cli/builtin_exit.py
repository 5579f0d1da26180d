# exit: 5
print("x")  # expect: x
exit(5)
