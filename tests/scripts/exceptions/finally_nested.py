def f(log, action):
    try:
        try:
            log.append("body")
            if action == "raise": raise ValueError
            if action == "return": return "r"
        finally:
            log.append("inner")
    except ValueError:
        log.append("handler")
        return "h"
    finally:
        log.append("outer")
    return "end"
for action in ("none", "raise", "return"):
    log = []
    print(f(log, action), log)
    # expect: end ['body', 'inner', 'outer']
    # expect: h ['body', 'inner', 'handler', 'outer']
    # expect: r ['body', 'inner', 'outer']
