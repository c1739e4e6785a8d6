import requests
requests.get("httpss://api.example.com/x")
