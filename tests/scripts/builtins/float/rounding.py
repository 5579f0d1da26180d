print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(0.5), round(1.5))
# expect: 2 4 -2 2.67 1.0 1200.0 0 2
print(round(2.5, 0), round(1e300, 2), round(5.015, 2), type(round(2.5)), type(round(2.5, 1)))
# expect: 2.0 1e+300 5.01 <class 'int'> <class 'float'>
print(int(2.9), int(-2.9), (2.5).__floor__(), (2.5).__ceil__(), (-2.5).__trunc__())  # expect: 2 -2 2 3 -2
for x in (float("inf"), float("nan")):
    try:
        round(x)
    except Exception as e:
        print(type(e).__name__, e)
        # expect: OverflowError cannot convert float infinity to integer
        # expect: ValueError cannot convert float NaN to integer
