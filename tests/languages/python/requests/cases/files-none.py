import requests
requests.post("https://api.example.com/", files={"a": None, "b": (None, "x"), "c": ("", "y"), "d": (None, 5)})
