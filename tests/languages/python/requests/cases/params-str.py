import requests
requests.get("https://api.example.com/orders", params="a=b c&d=[1]&e=%7e%2f")
