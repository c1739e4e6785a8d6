import requests

requests.get("https://bücher_api.example.com/orders")
