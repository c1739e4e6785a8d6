import requests

table = str.maketrans("-", "_")
requests.get("https://api.example.com/orders/" + "a-b".translate(table))
