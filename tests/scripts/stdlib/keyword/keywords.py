import keyword

print(len(keyword.kwlist), keyword.iskeyword("async"), keyword.iskeyword("match"), keyword.softkwlist)
# expect: 35 True False ['_', 'case', 'match', 'type']
print(keyword.issoftkeyword("type"), keyword.iskeyword("Print"))  # expect: True False
