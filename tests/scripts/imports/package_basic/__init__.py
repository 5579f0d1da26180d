"""Package docstring."""
print("package runs")
def helper(): return "helped"
