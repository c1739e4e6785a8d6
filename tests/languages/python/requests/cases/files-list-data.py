import requests
requests.post("https://api.example.com/files", data={"x": 1, "y": ["a", "b"], "z": None}, files=[("f", ("1.txt", "one")), ("f", ("2.txt", "two"))])
