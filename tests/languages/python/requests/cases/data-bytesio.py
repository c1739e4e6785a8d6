import requests, io
requests.post("https://api.example.com/files", data=io.BytesIO(b"stream"))
