import requests

requests.get("https://api.example.com./orders")
requests.get("https://bücher.example.com./orders")
