print("module body")
counter = 1
