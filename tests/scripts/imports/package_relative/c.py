value = "c value"
