# exit: 3
import sys
print("before")  # expect: before
sys.exit(3)
