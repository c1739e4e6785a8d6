import requests

requests.post('https://api.example.com/orders', json={'at': datetime.now().isoformat()})
