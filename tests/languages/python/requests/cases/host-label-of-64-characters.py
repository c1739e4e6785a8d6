import requests
try:
    requests.get('https://llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.example.com/orders')
except requests.exceptions.RequestException:
    pass
