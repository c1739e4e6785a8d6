import requests
requests.post("https://api.example.com/orders", data=[["a", "1"], ["b", [2, 3]]])
