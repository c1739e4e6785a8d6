import requests
requests.post("https://api.example.com/files", files={}, data={"a": 1})
