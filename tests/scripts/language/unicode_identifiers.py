größe = 3
名前 = "n"
print(größe, 名前)  # expect: 3 n
def ñ(): return "ñ"
print(ñ())  # expect: ñ
class Ünïcode: pass
print(Ünïcode.__name__)  # expect: Ünïcode
