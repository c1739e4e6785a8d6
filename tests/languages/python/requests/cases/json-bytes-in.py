import requests
requests.post("https://api.example.com/", json={"a": b"x"})
