import requests
s = requests.Session()
s.headers.update({"Content-Type": "application/json"})
s.post("https://api.example.com/", data='{"a":1}')
s.delete("https://api.example.com/1")
