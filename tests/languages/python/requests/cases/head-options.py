import requests
requests.head("https://api.example.com/orders")
requests.options("https://api.example.com/orders")
