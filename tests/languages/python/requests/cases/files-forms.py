import requests
requests.post("https://api.example.com/files", files={"a": "text", "b": ("n.txt", "content"), "c": ("n.csv", "x,y", "text/csv"), "d": (None, "plain"), "e": b"bytes"})
