print("sub runs")
value = 5
nothing_else = None
