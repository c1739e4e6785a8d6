import requests
requests.post("https://api.example.com/orders", data=["ab", "cd"])
