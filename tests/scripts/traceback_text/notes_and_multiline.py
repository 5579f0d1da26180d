# exit: 1
e = ValueError("first line\nsecond line")
e.add_note("a note")
e.add_note("two\nlines")
raise e
