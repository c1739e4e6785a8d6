import requests
requests.post("https://api.example.com/files", files={'a"b': ('n"m.txt', "x"), "ü": ("ü.txt", "y")})
