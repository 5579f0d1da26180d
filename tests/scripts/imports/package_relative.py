from package_relative import report
print(report())  # expect: ('a uses c value', 'c value', 'c value')
import package_relative.a.b
print(package_relative.a.b.chain())
# expect: ('a uses c value', 'package_relative.c', 'c value', 'package_relative.a')
