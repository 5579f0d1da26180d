import time
moment = time.gmtime(1709210096)
print(moment)
# expect: time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=12, tm_min=34, tm_sec=56, tm_wday=3, tm_yday=60, tm_isdst=0)
print(moment.tm_year, moment[1], moment.tm_wday, moment.tm_zone, moment.tm_gmtoff, len(moment), moment[:3])
# expect: 2024 2 3 GMT 0 9 (2024, 2, 29)
print(time.gmtime(0)[:6], time.gmtime(-1)[:6], time.gmtime(951782400)[:3], time.gmtime(1.9).tm_sec)
# expect: (1970, 1, 1, 0, 0, 0) (1969, 12, 31, 23, 59, 59) (2000, 2, 29) 1
print(time.asctime(moment), time.struct_time(range(9)) == tuple(range(9)), isinstance(moment, tuple))
# expect: Thu Feb 29 12:34:56 2024 True True
print(time.mktime(time.localtime(1700000000)) == 1700000000, time.ctime(0) == time.asctime(time.localtime(0)))
# expect: True True
try:
    time.struct_time([1, 2])
except TypeError as e:
    print(e)  # expect: time.struct_time() takes an at least 9-sequence (2-sequence given)
try:
    time.strftime("%Y", (2024, 13, 1, 0, 0, 0, 0, 1, 0))
except ValueError as e:
    print(e)  # expect: month out of range
