import requests

response = requests.get('https://api.example.com/orders', auth=('user', 'pa:ss'))
