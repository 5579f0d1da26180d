import stat

for mode in (0o100644, 0o40755, 0o104755, 0o41777, 0o120777, 0o20600):
    print(stat.filemode(mode), stat.S_ISDIR(mode), stat.S_ISREG(mode), oct(stat.S_IMODE(mode)))
    # expect: -rw-r--r-- False True 0o644
    # expect: drwxr-xr-x True False 0o755
    # expect: -rwsr-xr-x False True 0o4755
    # expect: drwxrwxrwt True False 0o1777
    # expect: lrwxrwxrwx False False 0o777
    # expect: crw------- False False 0o600
