x = "lazy"
