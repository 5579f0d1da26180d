print("imported")
v = 1
