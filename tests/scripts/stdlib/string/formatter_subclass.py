from string import Formatter


class Default(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, f"<{key}>")
        return super().get_value(key, args, kwargs)

    def check_unused_args(self, used, args, kwargs):
        self.used = sorted(map(str, used))

    def convert_field(self, value, conversion):
        return value.upper() if conversion == "u" else super().convert_field(value, conversion)


f = Default()
print(f.format("{0} {name!u} {other:>8}", 1, name="n"), f.used)  # expect: 1 N  <other> ['0', 'name', 'other']
