from string import Template

t = Template("$who likes ${what}s, costs $$5")
print(t.substitute(who="tim", what="pie"))  # expect: tim likes pies, costs $5
print(t.substitute({"who": "bob"}, what="cake"))  # expect: bob likes cakes, costs $5
print(t.safe_substitute(who="eve"))  # expect: eve likes ${what}s, costs $5
print(t.get_identifiers(), t.is_valid(), Template("$ 5").is_valid())  # expect: ['who', 'what'] True False
try:
    t.substitute(who="x")
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 'what'
for bad in ("$", "a\nb $1", "${x"):
    try:
        Template(bad).substitute(x=1)
    except ValueError as e:
        print(e)
        # expect: Invalid placeholder in string: line 1, col 1
        # expect: Invalid placeholder in string: line 2, col 3
        # expect: Invalid placeholder in string: line 1, col 1


class Percent(Template):
    delimiter = "%"


print(Percent("%a $a %%").substitute(a=1))  # expect: 1 $a %
