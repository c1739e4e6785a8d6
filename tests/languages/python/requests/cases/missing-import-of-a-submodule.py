import requests

requests.get('https://api.example.com/orders?name=' + urllib.parse.quote('a b'))
