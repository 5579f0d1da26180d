import sys, os
folder = os.path.dirname(os.path.abspath(__file__))
print(sys.path[0] == folder)  # expect: True
sys.path.insert(0, os.path.join(folder, "sys_path_search"))
import found_here
print(found_here.where)  # expect: beside
