import requests

response = requests.get('https://api.example.com/orders')
if response.status_code == 400:
    print(json.dumps(response.json()))
