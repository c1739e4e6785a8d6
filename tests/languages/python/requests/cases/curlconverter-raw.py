import requests

headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
}

data = 'a=1&b=2 3&c=%40'

response = requests.post('https://api.example.com/orders', headers=headers, data=data)
