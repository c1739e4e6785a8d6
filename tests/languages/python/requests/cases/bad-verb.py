import requests
requests.posts("https://api.example.com/orders")
