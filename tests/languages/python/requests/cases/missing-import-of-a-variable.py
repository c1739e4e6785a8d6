import requests

requests.post('https://api.example.com/orders', json=json)
