import requests
requests.post("https://api.example.com/files", files={"a": "x"}, headers={"Content-Type": "multipart/form-data"})
