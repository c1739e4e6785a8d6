import httpx
httpx.post("https://api.example.com/files", files={"a": b"text", "b": ("n.txt", b"content"), "c": ("n.csv", b"x,y", "text/csv"), "d": (None, b"plain")}, data={"k": "v", "l": [1, 2]})
