import requests, io
requests.post("https://api.example.com/files", files={"a": io.BytesIO(b"hello"), "b": ("x.bin", io.BytesIO(b"data"), "application/octet-stream")})
