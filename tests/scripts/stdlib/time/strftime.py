import time
moment = time.gmtime(1709210096)
print(time.strftime("%Y-%m-%d %H:%M:%S %j %U %W %V %G %u %w %y", moment))
# expect: 2024-02-29 12:34:56 060 08 09 09 2024 4 4 24
print(time.strftime("%a %A %b %B %p %I %e %% %D %F %T %R", moment))
# expect: Thu Thursday Feb February PM 12 29 % 02/29/24 2024-02-29 12:34:56 12:34
print(time.strftime("%c | %x | %X", moment))  # expect: Thu Feb 29 12:34:56 2024 | 02/29/24 | 12:34:56
print(time.strftime("%G-W%V", time.gmtime(1672531200)), time.strftime("", moment) == "")  # expect: 2022-W52 True
