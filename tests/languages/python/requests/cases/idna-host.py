import requests

requests.get("https://münchen.example.com/")
