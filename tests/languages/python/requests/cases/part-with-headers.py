import requests

requests.post("https://api.example.com/files", files={"c": ("n.csv", "x,y", "text/csv", {"Expires": "0"})})
