import circular_import
# expect: a starts
# expect: b starts
# expect: b sees a.value: False
# expect: a ends
print(circular_import.a.value, circular_import.b.value, circular_import.b.late())  # expect: a:b b a:b
