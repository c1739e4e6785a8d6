import requests
requests.request("get ", "https://api.example.com/")
