response = httpx.get('https://api.example.com/orders', params={'page': 2})
print(response.json())
