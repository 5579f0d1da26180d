# -*- coding: utf-8 -*-
s = "é日"
print(s, len(s))  # expect: é日 2
