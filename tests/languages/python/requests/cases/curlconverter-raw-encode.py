import requests

headers = {
    'Content-Type': 'application/json',
}

data = '{"name": "café ☕"}'.encode()

response = requests.put('https://api.example.com/orders', headers=headers, data=data)
