import global_state_of_module as m
from global_state_of_module import value, bump
bump()
bump()
print(m.value, value)  # expect: 2 0
m.value = 100
print(bump(), m.value)  # expect: 101 101
