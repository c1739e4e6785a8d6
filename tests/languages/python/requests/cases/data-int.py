import requests
requests.post("https://api.example.com/", data=5)
