import sys
import warnings
class Stdout:
    def write(self, text): sys.stdout.write(text)
    def flush(self): pass
sys.stderr = Stdout()
def warn(text): warnings.warn(text, stacklevel=2)
warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"{category.__name__}: {message}\n"
warn("shown")  # expect: UserWarning: shown
for i in range(2):
    warn("once per place")
# expect: UserWarning: once per place
warnings.warn("hidden", PendingDeprecationWarning)
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print("custom", message)
warn("taken over")  # expect: custom taken over
print(warnings.WarningMessage("m", UserWarning, "f.py", 3))
# expect: {message : 'm', category : 'UserWarning', filename : 'f.py', lineno : 3, line : None}
