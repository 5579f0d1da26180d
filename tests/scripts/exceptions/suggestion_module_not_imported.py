print(json.dumps({}))  # raises: NameError: name 'json' is not defined. Did you forget to import 'json'?
