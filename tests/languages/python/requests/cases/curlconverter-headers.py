import requests

cookies = {
    'session': 'abc123',
    'theme': 'dark',
}

headers = {
    'Accept': 'application/json',
    'Accept-Language': 'en-US,en;q=0.9',
    # 'Cookie': 'session=abc123; theme=dark',
    'User-Agent': 'Mozilla/5.0',
}

params = {
    'page': '1',
    'sort': '-created',
}

response = requests.get('https://api.example.com/orders', params=params, cookies=cookies, headers=headers)
