import os
import shutil

os.environ["COLUMNS"] = "100"
os.environ["LINES"] = "40"
print(shutil.get_terminal_size())  # expect: os.terminal_size(columns=100, lines=40)
