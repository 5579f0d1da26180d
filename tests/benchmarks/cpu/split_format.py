# Records as text: split, strip, convert, format back with f-strings, % and format().
import sys


def record(i):
    return f" {i} ; item{i % 97} ; {i * 0.25:.2f} ; {i % 7 == 0} "


def parse(line):
    number, name, price, flag = (field.strip() for field in line.split(";"))
    return int(number), name, float(price), flag == "True"


def render(row):
    number, name, price, flag = row
    left = f"{number:>8}|{name:<8}|{price:10.3f}"
    right = "%06d:%s:%.1f" % (number, name, price)
    return left + "|" + right + "|{:^7}|{:x}".format("yes" if flag else "no", number)


checksum = 0
for i in range(int(sys.argv[1]) if len(sys.argv) > 1 else 200000):
    text = render(parse(record(i)))
    checksum = (checksum * 31 + len(text) + ord(text[i % len(text)])) % 1000003
print(text)
print(checksum)
