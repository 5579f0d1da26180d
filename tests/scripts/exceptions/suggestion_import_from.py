from time import sleeep  # raises: ImportError: cannot import name 'sleeep' from 'time' (unknown location). Did you mean: 'sleep'?
